"""The words in which a suggestion gives its reason, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .effect_prior import PEER_NEED_WORD, PEER_WORD, TAG_WORD
from .effect_sums import EVERYWHERE, USUAL_BEFORE, Sums

if TYPE_CHECKING:
    from .effect import Estimate, Person
    from .effect_baseline import Baseline

FEW_USES = 2  # below this no average is said
WORTH_SAYING = 0.05  # points from which on a reason is named
WORTH_SHOWING = 0.005  # points from which on a term of the arithmetic is printed
SURE, LIKELY = 0.95, 0.80  # in simulation right 96 % and 89 % of the time

# ---- wording: what a person reads -----------------------------------------------------------
SURELY_MORE = "very likely more than you usually get"
PROBABLY_MORE = "probably more than you usually get"
ABOUT = "about what you usually get"
PROBABLY_LESS = "probably less than you usually get"
SURELY_LESS = "very likely less than you usually get"

BEST = "What has helped you most here"
BEST_UNCLEAR = "A good guess from your log; which is best, I can't tell yet"
BEST_UNUSED = "A place to start"
OTHER_HEADINGS = {
    "another-kind": "Another kind",
    "also": "This may fit too",
    "new": "New to you",
}

USED = "You used this {times}{where}: from {before:.1f} to {after:.1f} on average."
USED_SOME = (
    "You used this {times}{where}; the {pairs} with both numbers went from {before:.1f} to "
    "{after:.1f} on average."
)
USED_NO_NUMBERS = "You used this {times}{where}; too few have both numbers for an average."
USED_ONCE = "You used this once{where}: too few for an average."
NOT_HERE = "Not used{where} yet. Elsewhere you used it {times}: from {before:.1f} to {after:.1f} on average."
NOT_HERE_FEW = "Not used{where} yet; elsewhere {times}, too few for an average."
COMPARED = "That is {compared} from there."
TOO_FEW = "So far: {compared}."
BY_WORDS = "By your words and stars that is {compared}."

LISTED = "it is meant for {needs}"
PEERS_MORE = "{n} uses by others brought more than most things do"
PEERS_LESS = "{n} uses by others brought less than most things do"
KIND_WORKS = "this kind tends to work for you"
TECHNIQUE_RATED = "your rating speaks for it"
NO_EVIDENCE = "No evidence either way; it fits now."
# ---------------------------------------------------------------------------------------------

Label = Callable[[str], str]


class Facts(NamedTuple):
    """What is known of one technique for one person, in the asked needs."""

    technique: str
    needs: Sequence[str]
    need: str
    """the asked need with most uses, or "*" """
    here: Sums
    everywhere: Sums
    extra: Estimate
    usual: float
    parts: dict[str, float]
    peers: int
    baseline: Baseline

    @property
    def compares(self) -> bool:
        """Tell whether there are uses with both numbers enough to say an average."""
        return max(self.here.pairs, 0 if self.here.uses else self.everywhere.pairs) >= FEW_USES

    def numbers(self) -> dict[str, float | int | bool | None]:
        """Return the figures for JSON: points, counts, a probability."""
        shown = self.here.pairs >= FEW_USES
        return {
            "uses": self.everywhere.uses,
            "uses_here": self.here.uses,
            "pairs_here": self.here.pairs,
            "mean_before": round(self.here.before / self.here.pairs, 2) if shown else None,
            "mean_after": round(self.here.after / self.here.pairs, 2) if shown else None,
            "expected": round(sum(self.parts.values()), 3),
            "usual": round(self.usual, 3),
            "extra": round(self.extra.points, 3),
            "sd": round(self.extra.sd, 3),
            "low": round(self.extra.low, 3),
            "high": round(self.extra.high, 3),
            "p": round(self.extra.p, 3),
            "peers": self.peers,
        }


def gather(technique: str, person: Person, needs: Sequence[str]) -> Facts:
    """Return what there is to say about a technique; of several needs the most used one counts."""
    need = max(needs, key=lambda s: person.counts(technique, s).uses, default=EVERYWHERE)
    return Facts(
        technique,
        needs,
        need,
        person.counts(technique, need),
        person.counts(technique),
        person.extra(technique, needs),
        person.usual(technique),
        person.parts(technique, needs),
        person.prior.peers.count(technique, needs),
        person.baseline,
    )


def plain_label(need: str) -> str:
    """Return a need's id as words."""
    return need.replace("-", " ")


def to_you(label: str) -> str:
    """Return a need's words as said to the person whose they are: "being hard on yourself"."""
    return " ".join(_TO_YOU.get(word, word) for word in label.split(" "))


def compared(extra: Estimate) -> str:
    """Return how it compares with the person's usual, as sure as it is."""
    p = extra.p
    if p >= LIKELY:
        return SURELY_MORE if p >= SURE else PROBABLY_MORE
    if p <= 1 - LIKELY:
        return SURELY_LESS if p <= 1 - SURE else PROBABLY_LESS
    return ABOUT


def heading(role: str, clear: bool, facts: Facts) -> str:
    """Return the line over a suggestion; "most" is said only where ranges don't overlap."""
    if role != "best":
        return OTHER_HEADINGS[role]
    if clear:
        return BEST
    return BEST_UNCLEAR if facts.everywhere.uses >= FEW_USES else BEST_UNUSED


def sentence(facts: Facts, label: Label = plain_label) -> str:
    """Return the reason in the person's own numbers, or what speaks for it without any."""
    where = "" if facts.need == EVERYWHERE else f" for {label(facts.need)}"
    here, total = facts.here, facts.everywhere
    words = compared(facts.extra)
    if here.uses >= FEW_USES:
        if here.pairs < FEW_USES:
            told = USED_NO_NUMBERS.format(times=times(here.uses), where=where)
            return f"{told} {BY_WORDS.format(compared=words)}"
        template = USED if here.pairs == here.uses else USED_SOME
        told = template.format(times=times(here.uses), where=where, **_means(here))
        return f"{told} {COMPARED.format(compared=words)}"
    if here.uses:
        return f"{USED_ONCE.format(where=where)} {TOO_FEW.format(compared=words)}"
    if total.uses and total.pairs >= FEW_USES:
        told = NOT_HERE.format(times=times(total.uses), where=where, **_means(total))
        return f"{told} {COMPARED.format(compared=words)}"
    told = NOT_HERE_FEW.format(times=times(total.uses), where=where) + " " if total.uses else ""
    return told + unused_reason(facts, label)


def unused_reason(facts: Facts, label: Label = plain_label) -> str:
    """Return the two largest reasons above 0.05 points, where own uses don't speak."""
    peers = facts.parts[PEER_WORD] + facts.parts[PEER_NEED_WORD]
    known = [
        (facts.parts[TAG_WORD], LISTED.format(needs=" and ".join(map(label, facts.needs)))),
        (peers, PEERS_MORE.format(n=facts.peers)),
        (facts.parts["kind"], KIND_WORKS),
        (facts.parts["technique"] + facts.parts["here"], TECHNIQUE_RATED),
    ]
    said = [(points, words) for points, words in known if points >= WORTH_SAYING]
    if peers <= -WORTH_SAYING:
        said.append((-peers, PEERS_LESS.format(n=facts.peers)))
    said.sort(key=lambda reason: -reason[0])
    if not said:
        return NO_EVIDENCE
    text = "; ".join(words for _, words in said[:2])
    return f"{text[0].upper()}{text[1:]}."


def arithmetic(
    facts: Facts, distress: int | None, variety: float = 0.0, caution: float = 0.0
) -> list[str]:
    """Return the sum behind the score, line by line, in points."""
    base = facts.baseline
    lines = []
    if distress is not None:
        drop = base.alpha + base.slope * (distress - USUAL_BEFORE)
        lines.append(
            f"usual drop from {distress}: {base.alpha:.1f} + {base.slope:.2f} x "
            f"({distress} - {USUAL_BEFORE:.0f}) = {drop:.1f}"
        )
    terms = [
        f"{_NAMES[name]} {points:+.2f}"
        for name, points in facts.parts.items()
        if abs(points) >= WORTH_SHOWING
    ]
    lines.append(
        f"beyond that: {', '.join(terms) or 'nothing known'} = {sum(facts.parts.values()):+.2f}"
    )
    if variety:
        lines.append(f"used a short while ago: {-variety:+.2f}")
    if caution:
        lines.append(f"high distress, sure before good: {-caution * facts.extra.sd:+.2f}")
    lines.append(f"your other techniques: {facts.usual:+.2f}")
    lines.append(figures(facts.extra))
    return lines


def figures(extra: Estimate) -> str:
    """Return the difference from usual in digits, with its 80 % range."""
    return (
        f"more than usual: {_tenths(extra.points)} points, 80 % range {_tenths(extra.low)} to "
        f"{_tenths(extra.high)}, probability above 0: {extra.p:.0%}"
    )


def against_usual(extra: Estimate) -> str:
    """Return the difference from usual in digits, for a page."""
    return (
        f"{_tenths(extra.points)} points against usual; 80 % range {_tenths(extra.low)} to "
        f"{_tenths(extra.high)}."
    )


def times(n: int) -> str:
    """Return "once", "twice", "4 times"."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


_TO_YOU = {"my": "your", "myself": "yourself"}
_NAMES = {
    PEER_WORD: "others' uses",
    PEER_NEED_WORD: "others' uses for this need",
    TAG_WORD: "meant for it",
    "here": "you, here",
    "technique": "you, this technique",
    "kind": "you, this kind",
    "person": "you, on the whole",
}


def _tenths(points: float) -> str:
    # Adding zero turns a rounded -0.0 into 0.0.
    return f"{round(points, 1) + 0.0:+.1f}"


def _means(sums: Sums) -> dict[str, float | int]:
    return {
        "pairs": sums.pairs,
        "before": sums.before / sums.pairs,
        "after": sums.after / sums.pairs,
    }

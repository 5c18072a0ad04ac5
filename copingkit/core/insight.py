"""What a journal can honestly say about what helped: by technique, by need, and what got in the way.

Every finding carries its sentence. Nothing is averaged from fewer than two uses, nothing is called
the most helpful where ranges overlap, and all of it is relative to the person's own usual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import reasons
from .effect_sums import EVERYWHERE, NO_NEED, OUTCOMES

if TYPE_CHECKING:
    from .card import Card
    from .effect import Estimate, Person
    from .entry import Entry

KNOWN_USES = 2  # below this nothing is averaged
HELPED, NOT_HELPED = 0.80, 0.20  # probabilities of "more than usual" from which on it is said
MISSING_SHARE = 0.25  # share of uses without "after" from which on a picture may be off

# ---- wording ---------------------------------------------------------------------------------
HELPED_MOST = "{title} has helped you most{where}."
CANT_TELL = "Which helped most{where}, I can't tell yet: the ranges overlap."
FIRST = "{title}: from {before:.1f} to {after:.1f} on average, over {n} uses."
FIRST_WORD = "{title}: you noted {times} that it helped."
NOTHING_YET = "Too few uses with both numbers to say what helped; that takes two of one technique."
MISSING = "{missing} of {uses} uses have no number afterwards, so this picture may be too bright or too dark."
NO_CHANGE = "{title}: you noted {times} that nothing changed."
FELL_SHORT = "{title}: {compared}."
WORSE = "{title}: you noted {times} that it made it worse."
COULDNT = "{title}: {times} you couldn't. That is no failure; it may ask for too much then."
STOPPED = "{title}: {times} you stopped part way."
IN_THE_WAY = "{obstacle}: {times}."
UNTRIED = "{n} things in the toolbox for {need} that you haven't used."
UNTRIED_NONE = "You have used everything the toolbox has for {need}."
# ----------------------------------------------------------------------------------------------

Title = Callable[[str], str]


class Finding(NamedTuple):
    """What one technique did, over all (`need` "*") or for one need."""

    technique: str
    need: str
    uses: int
    pairs: int
    mean_before: float | None
    mean_after: float | None
    extra: Estimate
    sentence: str

    @property
    def helped(self) -> bool:
        """Tell whether it probably brings more than the person's usual."""
        return self.extra.p >= HELPED

    @property
    def fell_short(self) -> bool:
        """Tell whether it probably brings less than the person's usual."""
        return self.extra.p <= NOT_HELPED


class Count(NamedTuple):
    """How often something was noted."""

    name: str
    n: int
    sentence: str


def what_helped(
    person: Person, need: str = EVERYWHERE, label: reasons.Label = reasons.plain_label
) -> list[Finding]:
    """Return techniques used at least twice (for a need, if named), most extra points first."""
    if need == EVERYWHERE:
        counts = person.totals
    else:
        counts = {j: sums for (j, s), sums in person.cells.items() if s == need}
    found = [
        _finding(person, technique, need, label)
        for technique, sums in counts.items()
        if sums.pairs >= KNOWN_USES
    ]
    return sorted(found, key=lambda f: (-round(f.extra.points, 9), f.technique))


def needs_met(person: Person) -> list[str]:
    """Return the needs that techniques were used for, most uses first."""
    uses: dict[str, int] = {}
    for (_, need), sums in person.cells.items():
        if need != NO_NEED:
            uses[need] = uses.get(need, 0) + sums.uses
    return sorted(uses, key=lambda need: (-uses[need], need))


def leader(
    findings: Sequence[Finding], title: Title, label: reasons.Label = reasons.plain_label
) -> str:
    """Say which helped most, where its range lies above all others; else that it can't be told."""
    if len(findings) < 2:
        return ""
    first, *others = findings
    where = "" if first.need == EVERYWHERE else f" for {label(first.need)}"
    if first.extra.low > max(f.extra.high for f in others):
        return HELPED_MOST.format(title=title(first.technique), where=where)
    return CANT_TELL.format(where=where)


def first_line(person: Person, findings: Sequence[Finding], title: Title) -> str:
    """Say one thing that helped, before all else; or what it takes to say it."""
    eased = [f for f in findings if (f.mean_before or 0) > (f.mean_after or 0)]
    if eased:
        best = eased[0]
        return FIRST.format(
            title=title(best.technique),
            before=best.mean_before,
            after=best.mean_after,
            n=best.pairs,
        )
    words = {
        technique: sum(sums.outcomes[OUTCOMES.index(word)] for word in ("a-lot", "a-bit"))
        for technique, sums in person.totals.items()
    }
    if any(words.values()):
        technique = min(words, key=lambda j: (-words[j], j))
        times = reasons.times(words[technique])
        return FIRST_WORD.format(title=title(technique), times=times)
    return NOTHING_YET


def missing_note(person: Person) -> str:
    """Say that the picture may be off, when "after" is missing in over a quarter of uses."""
    missing = sum(sums.missing for sums in person.totals.values())
    done = sum(person.done(technique) for technique in person.totals)
    if not done or missing <= MISSING_SHARE * done:
        return ""
    return MISSING.format(missing=missing, uses=done)


def helped_in_words(person: Person, title: Title) -> list[Count]:
    """Return what was noted as helping, where numbers are too few to say so; most often first."""
    noted = {
        technique: sum(sums.outcomes[OUTCOMES.index(word)] for word in ("a-lot", "a-bit"))
        for technique, sums in person.totals.items()
        if sums.pairs < KNOWN_USES
    }
    ordered = sorted((-n, technique) for technique, n in noted.items() if n)
    return [
        Count(j, -n, FIRST_WORD.format(title=title(j), times=reasons.times(-n))) for n, j in ordered
    ]


def not_helped(person: Person, findings: Iterable[Finding], title: Title) -> list[Count]:
    """Return what probably brings less than usual, then what was noted as changing nothing."""
    short = [
        Count(
            f.technique,
            f.uses,
            FELL_SHORT.format(title=title(f.technique), compared=reasons.compared(f.extra)),
        )
        for f in findings
        if f.fell_short
    ]
    return [*short, *_outcome_counts(person, title, "no-change", NO_CHANGE)]


def made_worse(person: Person, title: Title) -> list[Count]:
    """Return what was noted as making it worse, most often first."""
    return _outcome_counts(person, title, "worse", WORSE)


def not_possible(person: Person, title: Title) -> list[Count]:
    """Return what couldn't be done or was left part way, most often first."""
    return [
        *_outcome_counts(person, title, "couldnt", COULDNT),
        *_outcome_counts(person, title, "stopped", STOPPED),
    ]


def obstacles(entries: Iterable[Entry]) -> list[Count]:
    """Return what got in the way, in the person's own words, most often first."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for entry in entries:
        text = " ".join((entry.obstacle or "").split()).rstrip(".")
        if text:
            key = text.casefold()
            counts[key] = counts.get(key, 0) + 1
            shown.setdefault(key, text)
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return [
        Count(
            shown[key],
            counts[key],
            IN_THE_WAY.format(obstacle=shown[key], times=reasons.times(counts[key])),
        )
        for key in ordered
    ]


def untried(cards: Iterable[Card], person: Person, need: str) -> list[Card]:
    """Return strategies that list a need and were never used, shortest first."""
    found = [c for c in cards if need in c.needs and not person.done(c.id)]
    return sorted(found, key=lambda c: (c.minutes, c.id))


def untried_sentence(found: Sequence[Card], need: str, label: reasons.Label) -> str:
    """Say how many things for a need have not been used."""
    if not found:
        return UNTRIED_NONE.format(need=label(need))
    words = UNTRIED.format(n=len(found), need=label(need))
    return words.replace("1 things", "1 thing", 1) if len(found) == 1 else words


def _finding(person: Person, technique: str, need: str, label: reasons.Label) -> Finding:
    facts = reasons.gather(technique, person, () if need == EVERYWHERE else (need,))
    sums = facts.here
    return Finding(
        technique,
        need,
        sums.uses,
        sums.pairs,
        sums.before / sums.pairs,
        sums.after / sums.pairs,
        facts.extra,
        reasons.sentence(facts, label),
    )


def _outcome_counts(person: Person, title: Title, outcome: str, template: str) -> list[Count]:
    place = OUTCOMES.index(outcome)
    counts = [
        (j, sums.outcomes[place]) for j, sums in person.totals.items() if sums.outcomes[place]
    ]
    counts.sort(key=lambda jn: (-jn[1], jn[0]))
    return [Count(j, n, template.format(title=title(j), times=reasons.times(n))) for j, n in counts]

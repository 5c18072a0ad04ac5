"""Choose up to three techniques for a moment, each with its role and its reason.

Never a gamble: no chance enters, nobody's bad hour is used to learn something. The same person with
the same journal gets the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import reasons
from .fit import Ask, allowed, place_fits
from .vocabulary import ENERGY_ORDER

if TYPE_CHECKING:
    from .card import Card
    from .effect import Person

# Found and checked in simulated people: tests/bench/suggestions.py.
HIGH_DISTRESS = 8  # from here on nothing new, and the line about people
VARIETY = 0.15  # points taken off what was used last ...
VARIETY_FADE = 0.7  # ... times this for each use since
CAUTION = 0.5  # standard deviations taken off at high distress: sure before good
KIND_MARGIN = 0.35  # points that another kind may be behind the runner-up
FEW = 3  # techniques: with fewer that fit, a wish is relaxed
KNOWN_USES = 2  # below this a technique is new, and no average is said
PEER_REASON = 10  # uses by others that are reason enough at high distress
COULDNT = 3  # times "I couldn't" until a technique counts as needing more energy
WORTH_THINNING = (
    500  # techniques that fit: with more, those that nothing tells apart are few enough
)
ALIKE = 8  # of them: three roles can be filled from one kind, and an id may stand on two shelves
RELAXED = ("energy", "place", "minutes")  # in this order

# Cautions that a person meeting a technique for the first time, alone, can be trusted with.
LOW_RISK = frozenset({"breath", "cool", "eyes", "senses", "touch"})


class Moment(NamedTuple):
    """What holds now, beside the ask.

    `distress` 0-10 or None; `hidden`, `failed` (in this episode) and `recent` (used last, newest
    first) are ids; `cautioned` are codes of cautions that speak against a technique for this person.
    """

    distress: int | None = None
    hidden: Collection[str] = ()
    failed: Collection[str] = ()
    cautioned: frozenset[str] = frozenset()
    recent: Sequence[str] = ()

    @property
    def high(self) -> bool:
        """Tell whether this is a moment for nothing new."""
        return self.distress is not None and self.distress >= HIGH_DISTRESS


class Suggestion(NamedTuple):
    """One offer. `numbers` are JSON-ready points, counts and probabilities behind the reason."""

    role: str
    """best | another-kind | also | new"""
    id: str
    heading: str
    reason: str
    numbers: dict[str, float | int | bool | None]
    why: list[str]
    relaxed: list[str]
    figures: str = ""
    """the comparison in digits, where there are uses enough to make one"""


Label = Callable[[str], str]


def suggest(
    cards: Iterable[Card],
    person: Person,
    ask: Ask,
    moment: Moment = Moment(),  # noqa: B008 - immutable
    first_aid: Collection[str] = (),
    label: Label = reasons.plain_label,
) -> list[Suggestion]:
    """Return up to three suggestions, best first; none when all is switched off.

    `label` turns a need's id into the words for it.
    """
    pool = [c for c in cards if may_be_offered(c, person, ask, moment, first_aid)]
    fitting = thinned(relax(pool, person, ask), person, ask, moment, first_aid)
    ranked = rank(fitting, person, ask, moment, first_aid)
    chosen = choose(ranked, person, ask, moment)
    return [_say(role, card, score, person, ask, moment, label) for role, card, score in chosen]


def may_be_offered(
    card: Card, person: Person, ask: Ask, moment: Moment, first_aid: Collection[str]
) -> bool:
    """Tell whether a technique may be offered at all, however well it would fit."""
    if not allowed(card, ask, moment.hidden) or card.id in moment.failed:
        return False
    if moment.cautioned.intersection(card.cautions):
        return False
    if ask.discreet and card.discreet != "fully":
        return False
    if ask.category and card.category != ask.category:
        return False
    if ask.when and ask.when not in card.when:
        return False
    if ask.company and card.company not in (ask.company, "either"):
        return False
    return not moment.high or has_worked(card, person, ask) or is_safe(card, person, ask, first_aid)


def low_risk(card: Card) -> bool:
    """Tell whether a technique may be offered to a person who doesn't know it."""
    return LOW_RISK.issuperset(card.cautions)


def has_worked(card: Card, person: Person, ask: Ask) -> bool:
    """Tell whether the person has used it at least twice and got at least their usual."""
    return person.done(card.id) >= KNOWN_USES and person.extra(card.id, ask.needs).points >= 0


def is_safe(card: Card, person: Person, ask: Ask, first_aid: Collection[str]) -> bool:
    """Tell whether a technique is low-risk and something speaks for it."""
    return low_risk(card) and (
        card.id in first_aid
        or any(need in card.needs for need in ask.needs)
        or person.prior.peers.count(card.id, ask.needs) >= PEER_REASON
    )


def relax(pool: Sequence[Card], person: Person, ask: Ask) -> list[Card]:
    """Return what fits; with fewer than three, energy is relaxed, then place, then minutes."""
    if ask.minutes is None and not ask.place and not ask.energy:
        return list(pool)
    unmet_wishes = {card.id: unmet(card, person, ask) for card in pool}
    for given_up in (RELAXED[:n] for n in range(len(RELAXED) + 1)):
        fitting = [c for c in pool if unmet_wishes[c.id] <= {*given_up}]
        if len(fitting) >= FEW:
            break
    return fitting


def unmet(card: Card, person: Person, ask: Ask) -> set[str]:
    """Return the wishes that a technique doesn't meet."""
    missed = set()
    if ask.energy and not _energy_fits(card, person, ask.energy):
        missed.add("energy")
    if ask.place and not place_fits(card, ask.place):
        missed.add("place")
    if ask.minutes is not None and card.minutes > ask.minutes:
        missed.add("minutes")
    return missed


def thinned(
    fitting: Sequence[Card],
    person: Person,
    ask: Ask,
    moment: Moment,
    first_aid: Collection[str] = (),
) -> list[Card]:
    """Return the cards that can be chosen: of those nothing tells apart, the gentlest few.

    Of a kind, with nothing known of them, all that list the same of the needs asked for get the same
    figures; scoring each of ten thousand would cost more than all else.
    """
    if len(fitting) <= WORTH_THINNING:
        return list(fitting)
    peers = person.prior.peers
    apart = {*person.totals, *moment.recent, *first_aid, *peers.by_technique}
    apart.update(technique for technique, _ in (*peers.by_need, *person.cells))
    alike: dict[tuple[object, ...], list[Card]] = {}
    kept = []
    for card in fitting:
        if card.id in apart:
            kept.append(card)
            continue
        listed = [need in card.needs for need in ask.needs]
        alike.setdefault((card.category, low_risk(card), *listed), []).append(card)
    for cards in alike.values():
        kept += sorted(cards, key=_gentlest_first)[:ALIKE]
    return kept


def _gentlest_first(card: Card) -> tuple[bool, bool, int, str]:
    """Order what scores alike: what is safe for anybody, meant for the moment, and short."""
    return (not low_risk(card), "now" not in card.when, card.minutes, card.id)


def rank(
    fitting: Iterable[Card],
    person: Person,
    ask: Ask,
    moment: Moment,
    first_aid: Collection[str] = (),
) -> list[tuple[Card, float]]:
    """Return cards with their score in points, best first; equal ones: first aid, then the gentlest."""
    scored = [(card, score(card, person, ask, moment)) for card in fitting]
    return sorted(
        scored,
        key=lambda cs: (-round(cs[1], 9), cs[0].id not in first_aid, *_gentlest_first(cs[0])),
    )


def score(card: Card, person: Person, ask: Ask, moment: Moment) -> float:
    """Return the expected effect, less variety; at high distress less half an sd instead."""
    points = person.effect(card.id, ask.needs)
    if moment.high:
        return points - CAUTION * person.extra_sd(card.id, ask.needs)
    return points - variety(card.id, moment.recent)


def variety(technique: str, recent: Sequence[str]) -> float:
    """Return the points taken off a technique used a short while ago."""
    if technique not in recent:
        return 0.0
    return float(VARIETY * VARIETY_FADE ** (recent.index(technique) + 1))


def choose(
    ranked: Sequence[tuple[Card, float]], person: Person, ask: Ask, moment: Moment
) -> list[tuple[str, Card, float]]:
    """Return the three roles: best, another kind, and new to the person."""
    if not ranked:
        return []
    chosen = [("best", *ranked[0])]
    if len(ranked) > 1:
        chosen.append(_second(ranked))
    rest = [(c, s) for c, s in ranked if c.id not in {card.id for _, card, _ in chosen}]
    if moment.distress is not None and not moment.high:
        new = [(c, s) for c, s in rest if low_risk(c) and person.done(c.id) < KNOWN_USES]
        if new:
            return [
                *chosen,
                ("new", *max(new, key=lambda cs: _hope(cs[0], cs[1], person, ask, moment))),
            ]
    return [*chosen, *(("also", c, s) for c, s in rest[:1])]


def _second(ranked: Sequence[tuple[Card, float]]) -> tuple[str, Card, float]:
    best, runner_up = ranked[0][0], ranked[1]
    for card, points in ranked[1:]:
        if card.category != best.category:
            if points >= runner_up[1] - KIND_MARGIN:
                return ("another-kind", card, points)
            break
    return ("also", *runner_up)


def _hope(card: Card, points: float, person: Person, ask: Ask, moment: Moment) -> float:
    return round(points + variety(card.id, moment.recent) + person.extra_sd(card.id, ask.needs), 9)


def _energy_fits(card: Card, person: Person, energy: str) -> bool:
    if person.couldnt(card.id, energy) >= COULDNT:
        return False
    return ENERGY_ORDER.index(card.energy) <= ENERGY_ORDER.index(energy)


def _say(
    role: str,
    card: Card,
    points: float,
    person: Person,
    ask: Ask,
    moment: Moment,
    label: Label,
) -> Suggestion:
    clear = role == "best" and is_clear(card, person, ask)
    facts = reasons.gather(card.id, person, ask.needs)
    numbers = facts.numbers() | {"score": round(points, 3), "clear": clear}
    lost = 0.0 if moment.high else variety(card.id, moment.recent)
    return Suggestion(
        role,
        card.id,
        reasons.heading(role, clear, facts),
        reasons.sentence(facts, label),
        numbers,
        reasons.arithmetic(facts, moment.distress, lost, CAUTION if moment.high else 0.0),
        [wish for wish in RELAXED if wish in unmet(card, person, ask)],
        reasons.against_usual(facts.extra) if facts.compares else "",
    )


def is_clear(card: Card, person: Person, ask: Ask) -> bool:
    """Tell whether "best" may be said: its 80 % range lies above that of all others used.

    Of all, also those that may not be offered now: "most" would be untrue if one of them did more.
    """
    if person.done(card.id) < KNOWN_USES:
        return False
    low = person.extra(card.id, ask.needs).low
    used = [j for j in person.totals if j != card.id and person.done(j) >= KNOWN_USES]
    return bool(used) and all(person.extra(other, ask.needs).high < low for other in used)

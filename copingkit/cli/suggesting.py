"""Bodies of suggest, and of choosing for `now` and "another kind"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from .. import words
from ..core.card import Card
from ..core.fit import Ask, allowed, fits
from ..errors import NotFound
from .kit import Kit
from .marks import pins

if TYPE_CHECKING:
    from ..core.effect import Person
    from ..core.entry import Entry
    from ..core.suggest import Moment, Suggestion
    from ..journal.summary import Summary

SHORT = 5
LONGER = 10
ON_REQUEST = frozenset(
    [
        "backdraft",
        "breath",
        "cool",
        "crisis",
        "eyes",
        "inward",
        "medical",
        "no-method",
        "senses",
        "sharing",
        "touch",
        "trauma",
    ]
)
RECENT = 10
GUIDED = ("breath", "steps", "prompts")


def suggest(kit: Kit, ask: Ask, level: int | None, *, why: bool, as_json: bool) -> None:
    """Suggest up to three strategies, each with its reason."""
    found = _suggest(kit, kit.catalogue.cards, ask, _moment(kit, ask, level))
    if as_json:
        kit.json(suggestions=[s._asdict() for s in found])
        return
    if not found:
        raise NotFound(
            words.NOTHING_FITS, "Look yourself with: coping find. People: coping support"
        )
    from ..screen.suggestion_views import suggestions_page

    cards = {c.id: c for c in reversed(kit.catalogue.cards)}
    kit.draw(suggestions_page(found, cards, why=why, people=people_line(kit, ask.needs, level)))


def people_line(kit: Kit, needs: Iterable[str], level: int | None = None) -> str:
    """Return the line that people come first, where a need or a level chosen calls for it."""
    known = kit.vocabulary.needs
    high = level is not None and level >= words.HIGH
    called_for = high or any(n in known and known[n].people_first for n in needs)
    return kit.vocabulary.page["people-first-typed"] if called_for else ""


def for_needs(kit: Kit, ask: Ask) -> dict[Card, str]:
    """Return what is suggested, best first, each with its reason: the top of the home menu's list."""
    cards = {card.id: card for card in reversed(kit.catalogue.cards)}
    found = _suggest(kit, kit.catalogue.cards, ask, _moment(kit, ask, None))
    return {cards[s.id]: s.reason for s in found}


def for_now(kit: Kit, ask: Ask) -> tuple[Card, str]:
    """Return the technique to start at once, and a word on why; NotFound when all is switched off.

    Within an hour of the last use: what helped then, or else another kind.
    """
    earlier = _uses_within_the_hour(kit)
    if not earlier:
        return _choose(kit, ask, frozenset(), None), ""
    cards = {card.id: card for card in reversed(kit.catalogue.cards)}
    last = cards.get(earlier[0].strategy or "")
    if last is not None and _helped(earlier[0]) and _still_allowed(kit, last, ask):
        return last, words.HELPED_EARLIER
    used = {e.strategy for e in earlier if e.strategy}
    other = another(kit, ask, used, last)
    return (other, words.SOMETHING_ELSE) if other else (_choose(kit, ask, frozenset(), None), "")


def _uses_within_the_hour(kit: Kit) -> list[Entry]:
    if not kit.has_data:
        return []
    from datetime import timedelta

    from ..core.filter import EntryFilter

    since = kit.now() - timedelta(hours=1)
    return kit.entries(EntryFilter(from_=since, kind="use"), RECENT)


def _helped(use: Entry) -> bool:
    return use.outcome in ("a-lot", "a-bit") or (use.change is not None and use.change > 0)


def _failed(use: Entry) -> bool:
    """Tell whether a use is known not to have helped; one that nothing was said of has not failed."""
    told = use.outcome is not None or use.change is not None
    return told and not _helped(use)


def _cautioned(kit: Kit) -> frozenset[str]:
    return frozenset(kit.setting("cautions", []))


def _still_allowed(kit: Kit, card: Card, ask: Ask) -> bool:
    return (
        allowed(card, ask, pins(kit, "hide"))
        and fits(card, ask)
        and not _cautioned(kit).intersection(card.cautions)
    )


def another(kit: Kit, ask: Ask, used: Collection[str], last: Card | None) -> Card | None:
    """Return something not used in this sitting, of another category when one fits."""
    try:
        return _choose(kit, ask, used, last)
    except NotFound:
        return None


def startable(card: Card) -> bool:
    """Tell whether `now` may start it: low-risk, quiet, short, in the moment, needing nothing."""
    from ..core.suggest import low_risk

    return (
        low_risk(card)
        and card.discreet == "fully"
        and card.minutes <= SHORT
        and "now" in card.when
        and not card.props
        and card.company != "with-someone"
        and card.kind in GUIDED
    )


def on_request(card: Card) -> bool:
    """Tell whether `now` may start it for a person who has named what it is about.

    Its cautions stand on the screen before it begins; each of them can be heeded alone.
    """
    return (
        ON_REQUEST.issuperset(card.cautions)
        and card.minutes <= LONGER
        and "now" in card.when
        and not card.props
        and card.company != "with-someone"
    )


def _choose(kit: Kit, ask: Ask, used: Collection[str], last: Card | None) -> Card:
    from ..core.suggest import rank

    fitting = _fitting(kit, ask, used)
    if last is not None:
        fitting = [c for c in fitting if c.category != last.category] or fitting
    if not fitting:
        raise NotFound(
            words.NOTHING_FITS, "Look yourself with: coping find. People: coping support"
        )
    first_aid = kit.vocabulary.first_aid
    if _fresh(kit):
        return min(fitting, key=lambda card: _shipped_order(card, first_aid))
    moment = _moment(kit, ask, None)
    ranked = rank(fitting, _person(kit), ask, moment, first_aid)
    return ranked[0][0]


def _fitting(kit: Kit, ask: Ask, used: Collection[str]) -> list[Card]:
    hidden = pins(kit, "hide")
    cautioned = _cautioned(kit)
    pool = [
        card
        for card in kit.catalogue.cards
        if card.id not in used
        and card.id not in hidden
        and not ask.without.intersection(card.involves)
        and not cautioned.intersection(card.cautions)
        and (ask.minutes is None or card.minutes <= ask.minutes)
    ]
    quiet = [c for c in pool if startable(c)]
    # Given up in this order: being short and unnoticed, what it is about, then the place; never
    # what is switched off.
    return (
        [c for c in quiet if fits(c, ask)]
        or [c for c in pool if ask.needs and on_request(c) and fits(c, ask)]
        or [c for c in quiet if fits(c, ask._replace(needs=()))]
        or quiet
    )


def _fresh(kit: Kit) -> bool:
    """Tell whether neither this person nor peers say anything, so that the library's order decides."""
    unused = not kit.has_data or not kit.summary.uses
    return unused and not kit.catalogue.outcomes


def _shipped_order(card: Card, first_aid: Sequence[str]) -> tuple[int, int, str]:
    place = first_aid.index(card.id) if card.id in first_aid else len(first_aid)
    return (place, card.minutes, card.id)


def _suggest(kit: Kit, cards: Sequence[Card], ask: Ask, moment: Moment) -> list[Suggestion]:
    from ..core.reasons import to_you
    from ..core.suggest import suggest as model

    needs = kit.vocabulary.needs

    def label(need: str) -> str:
        return to_you(needs[need].label) if need in needs else need

    return model(cards, _person(kit), ask, moment, kit.vocabulary.first_aid, label)


def _moment(kit: Kit, ask: Ask, level: int | None) -> Moment:
    from ..core.suggest import Moment

    failed = {e.strategy for e in _uses_within_the_hour(kit) if e.strategy and _failed(e)}
    return Moment(
        distress=level,
        hidden=pins(kit, "hide"),
        failed=failed,
        cautioned=_cautioned(kit),
        recent=kit.summary.recent,
    )


def _person(kit: Kit) -> Person:
    return person_of(kit, kit.summary)


def person_of(kit: Kit, summary: Summary) -> Person:
    """Return what a person's sums say of every technique of the catalogue."""
    from ..core.effect import Person
    from ..core.effect_prior import Peers, Prior, Technique

    library = {card.id: Technique(card.category, card.needs) for card in kit.catalogue.cards}
    peers = Peers.of(
        (o.strategy, o.need, o.uses, o.before, o.after) for o in kit.catalogue.outcomes
    )
    cells = summary.history.at(kit.now().date().toordinal())
    return Person(cells, Prior(library, peers))

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
ON_REQUEST = frozenset([
    "backdraft", "breath", "cool", "crisis", "eyes", "inward", "medical", "no-method", "senses",
    "sharing", "touch", "trauma",
])  # fmt: skip
RECENT = 100
GUIDED = ("breath", "steps", "prompts")


def suggest(kit: Kit, ask: Ask, level: int | None, *, why: bool, as_json: bool) -> None:
    """Suggest up to three strategies, each with its reason."""
    found = _suggest(kit, ask, _moment(kit, ask, level))
    cards = {card.id: card for card in _standing(kit)}
    if as_json:
        kit.json(
            suggestions=[{**s._asdict(), "source": cards[s.id].source or "shipped"} for s in found]
        )
        return
    if not found:
        raise NotFound(
            words.NOTHING_FITS, "Look yourself with: coping find. People: coping support"
        )
    from ..screen.suggestion_views import suggestions_page

    kit.draw(suggestions_page(found, cards, why=why, people=people_line(kit, ask.needs, level)))


def people_line(
    kit: Kit, needs: Iterable[str], level: int | None = None, *, keys: bool = False
) -> str:
    """Return the line that people come first, where a need or a level chosen calls for it.

    With `keys`, it names the key that shows people.
    """
    known = kit.vocabulary.needs
    high = level is not None and level >= words.HIGH
    called_for = high or any(n in known and known[n].people_first for n in needs)
    form = "people-first" if keys else "people-first-typed"
    return kit.vocabulary.page[form] if called_for else ""


def for_needs(kit: Kit, ask: Ask) -> dict[Card, str]:
    """Return what is suggested, best first, each with its reason: the top of the home menu's list."""
    cards = {card.id: card for card in _standing(kit)}
    found = _suggest(kit, ask, _moment(kit, ask, None))
    return {cards[s.id]: s.reason for s in found}


def _standing(kit: Kit) -> list[Card]:
    """Return the cards that an id alone means: not those that another library stands over."""
    return [card for card in kit.catalogue.cards if card.name == card.id]


def for_now(kit: Kit, ask: Ask) -> tuple[Card, str]:
    """Return the technique to start at once, and a word on why; NotFound when all is switched off.

    Within an hour of the last use: what helped then, or else another kind.
    """
    earlier = _uses_within_the_hour(kit)
    if not earlier:
        return _choose(kit, ask), ""
    cards = {card.id: card for card in _standing(kit)}
    last = cards.get(earlier[0].strategy or "")
    # It helped with this, whatever the library says that it is for.
    same = ask._replace(needs=()) if set(ask.needs) <= set(earlier[0].needs) else ask
    if last is not None and _helped(earlier[0]) and _still_allowed(kit, last, same):
        return last, words.HELPED_EARLIER
    used = {e.strategy for e in earlier if e.strategy}
    worse = {cards[e.strategy].category for e in earlier if e.strategy in cards and _worse(e)}
    other = another(kit, ask, used, last, worse)
    return (other, words.SOMETHING_ELSE) if other else (_choose(kit, ask), "")


def _uses_within_the_hour(kit: Kit) -> list[Entry]:
    if not kit.has_data:
        return []
    from datetime import timedelta

    from ..core.filter import EntryFilter

    # A clock that was wrong once, or a day misread, leaves uses that are yet to come.
    now = kit.now()
    last_hour = EntryFilter(
        from_=now - timedelta(hours=1), to=now + timedelta(minutes=1), kind="use"
    )
    return kit.entries(last_hour, RECENT)


def _helped(use: Entry) -> bool:
    return use.outcome in ("a-lot", "a-bit") or (use.change is not None and use.change > 0)


def _worse(use: Entry) -> bool:
    return use.outcome == "worse" or (use.change is not None and use.change < 0)


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


def another(
    kit: Kit,
    ask: Ask,
    used: Collection[str],
    last: Card | None,
    worse: Collection[str] = (),
) -> Card | None:
    """Return something not used in this sitting, of another category when one fits.

    `worse` holds the categories not to come back to since something got worse.
    """
    try:
        return _choose(kit, ask, used, last, worse)
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


def _choose(
    kit: Kit,
    ask: Ask,
    used: Collection[str] = (),
    last: Card | None = None,
    worse: Collection[str] = (),
) -> Card:
    from ..core.suggest import rank

    fitting = _fitting(_pool(kit, ask, used), ask, last, worse)
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


def _pool(kit: Kit, ask: Ask, used: Collection[str]) -> list[Card]:
    hidden = pins(kit, "hide")
    cautioned = _cautioned(kit)
    return [
        card
        for card in _standing(kit)
        if card.id not in used
        and card.id not in hidden
        and not ask.without.intersection(card.involves)
        and not cautioned.intersection(card.cautions)
        and (ask.minutes is None or card.minutes <= ask.minutes)
    ]


def _fitting(
    pool: Sequence[Card], ask: Ask, last: Card | None, worse: Collection[str]
) -> list[Card]:
    other = [c for c in pool if last is None or c.category != last.category]
    new = [c for c in other if c.category not in worse]
    # What it is about matters more than another kind, but less than a kind that made it worse.
    return (
        _about_it(new, ask)
        or (_whatever_it_is(new, ask) if worse else [])
        or _about_it(other, ask)
        or _about_it(pool, ask)
        or _whatever_it_is(other, ask)
        or _whatever_it_is(pool, ask)
    )


# Given up in this order: being short and unnoticed, what it is about, then the place; never what
# is switched off.
def _about_it(pool: Sequence[Card], ask: Ask) -> list[Card]:
    fitting = [c for c in pool if fits(c, ask)]
    return [c for c in fitting if startable(c)] or [
        c for c in fitting if ask.needs and on_request(c)
    ]


def _whatever_it_is(pool: Sequence[Card], ask: Ask) -> list[Card]:
    quiet = [c for c in pool if startable(c)]
    return [c for c in quiet if fits(c, ask._replace(needs=()))] or quiet


def _fresh(kit: Kit) -> bool:
    """Tell whether neither this person nor peers say anything, so that the library's order decides."""
    unused = not kit.has_data or not kit.summary.uses
    return unused and not kit.catalogue.outcomes


def _shipped_order(card: Card, first_aid: Sequence[str]) -> tuple[int, int, str]:
    place = first_aid.index(card.id) if card.id in first_aid else len(first_aid)
    return (place, card.minutes, card.id)


def _suggest(kit: Kit, ask: Ask, moment: Moment) -> list[Suggestion]:
    from ..core.reasons import to_you
    from ..core.suggest import suggest as model

    needs = kit.vocabulary.needs

    def label(need: str) -> str:
        return to_you(needs[need].label) if need in needs else need

    return model(_standing(kit), _person(kit), ask, moment, kit.vocabulary.first_aid, label)


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

    library = {card.id: Technique(card.category, card.needs) for card in _standing(kit)}
    peers = Peers.of(
        (o.strategy, o.need, o.uses, o.before, o.after) for o in kit.catalogue.outcomes
    )
    cells = summary.history.at(kit.now().date().toordinal())
    return Person(cells, Prior(library, peers))

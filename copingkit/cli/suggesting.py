"""Bodies of suggest, and of choosing for `now` and "another kind"."""

from __future__ import annotations

from collections.abc import Collection

from .. import words
from ..core.card import Card
from ..core.fit import Ask, allowed, fits
from ..errors import NotFound
from .kit import Kit
from .marks import pins

# Cautions that a person meeting a technique for the first time, alone, can be trusted with.
LOW_RISK = frozenset({"breath", "cool", "eyes", "senses", "touch"})
SHORT = 5


def low_risk(card: Card) -> bool:
    """Tell whether a technique may be offered to a person it knows nothing about."""
    return LOW_RISK.issuperset(card.cautions)


def startable(card: Card) -> bool:
    """Tell whether `now` may start it: low-risk, quiet, short, in the moment, needing nothing."""
    return (
        low_risk(card)
        and card.discreet == "fully"
        and card.minutes <= SHORT
        and "now" in card.when
        and not card.props
        and card.company != "with-someone"
        and card.kind in ("breath", "steps", "prompts")
    )


def for_now(kit: Kit, ask: Ask) -> Card:
    """Return the technique to start at once; NotFound when everything is switched off."""
    return _choose(kit, ask, frozenset(), None)


def another(kit: Kit, ask: Ask, used: Collection[str], last: Card | None) -> Card | None:
    """Return something not used in this sitting, of another category when one fits."""
    try:
        return _choose(kit, ask, used, last)
    except NotFound:
        return None


def _choose(kit: Kit, ask: Ask, used: Collection[str], last: Card | None) -> Card:
    hidden = pins(kit, "hide")
    pool = [
        c
        for c in kit.catalogue.cards
        if startable(c) and c.id not in used and allowed(c, ask, hidden)
    ]
    fitting = [c for c in pool if fits(c, ask)] or [c for c in pool if fits(c, _relaxed(ask))]
    if not fitting:
        raise NotFound(
            words.NOTHING_FITS, "Look yourself with: coping find. People: coping support"
        )
    first_aid = kit.vocabulary.first_aid
    pinned = pins(kit, "pin")

    def order(card: Card) -> tuple[bool, bool, int, str]:
        place = first_aid.index(card.id) if card.id in first_aid else len(first_aid)
        return (
            last is not None and card.category == last.category,
            card.id not in pinned,
            place,
            card.id,
        )

    return min(fitting, key=order)


def _relaxed(ask: Ask) -> Ask:
    # What can't be given up stays: what is switched off, being discreet, and the time there is.
    return ask._replace(needs=(), energy="", place="", category="", when="", company="")

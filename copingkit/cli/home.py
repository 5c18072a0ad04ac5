"""The home menu: what `coping` alone shows in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import words
from ..core.fit import Ask
from . import asking
from . import kit as surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.card import Card
    from .kit import Kit

# As many as fit on a small screen with the question below them.
SHOWN = 6


def menu() -> None:
    """Ask what would be good now, and do that."""
    kit = surroundings.current()
    with asking.terminal() as ask:
        picked = ask.choice(
            words.HOME,
            [
                (key, f"{name}: {about}" if about else name)
                for key, name, about in words.HOME_CHOICES
            ],
        )
        chosen = _choose(kit, ask) if picked == "c" else None
    if picked == "n":
        from . import together

        together.now(kit, _ask(kit), log=True)
    elif chosen is not None:
        from . import together

        name, needs = chosen
        together.try_one(kit, name, needs=needs, log=True, how=together.How())
    elif picked == "i":
        from . import log_adding

        log_adding.add(kit, log_adding.Typed(), as_json=False)
    elif picked == "l":
        from . import log_bodies

        log_bodies.list_entries(kit, log_bodies.chosen(kit), as_json=False)
    elif picked == "h":
        from .support_end import support_then_plan

        support_then_plan(kit)


def _choose(kit: Kit, ask: asking.Ask) -> tuple[str, tuple[str, ...]] | None:
    """Return the strategy picked from a short numbered list, and what it is about; or None."""
    from ..screen.page import Item, Items
    from .finding import matching
    from .suggesting import for_needs, people_line

    said = ask.line(words.HOME_WORDS)
    if said is None:
        return None
    needs = kit.vocabulary.find_needs(said)
    reasons = for_needs(kit, _ask(kit)._replace(needs=needs)) if needs else {}
    found = matching(kit, said, _ask(kit))
    cards = [*reasons, *(card for card in found if card not in reasons)]
    if not cards:
        kit.say(f'Nothing matches "{said[:60]}".', "See all of it with: coping find")
        return None
    if line := people_line(kit, needs):
        kit.say(line, "")
    shown = cards[:SHOWN]
    kit.draw(
        [
            Items(
                [
                    Item(f"{n}", c.title, f"{c.minutes} min", _about(c, reasons))
                    for n, c in enumerate(shown, 1)
                ]
            )
        ]
    )
    if len(cards) > SHOWN:
        kit.say(f"{len(cards) - SHOWN} more: coping find {said}")
    number = ask.scale(words.HOME_WHICH, 1, len(shown))
    return (shown[number - 1].name, needs) if number else None


def _about(card: Card, reasons: Mapping[Card, str]) -> str:
    return f"{card.summary} {reasons[card]}" if card in reasons else card.summary


def _ask(kit: Kit) -> Ask:
    return Ask(without=frozenset(kit.setting("without", [])))

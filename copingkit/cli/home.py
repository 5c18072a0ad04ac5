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
        choosing = Choosing(kit, ask)
        picked = _first_choice(ask)
        # Enter, pressed by a hand that shakes, closes nothing.
        while picked is None or picked == "c" and not choosing.look():
            picked = _first_choice(ask)
    if picked == "n":
        from . import together

        together.now(kit, _ask(kit), log=True)
    elif choosing.chosen is not None:
        from . import together

        together.try_one(
            kit, choosing.chosen.name, needs=choosing.needs, log=True, how=together.How(),
            told_people=choosing.told_people,
        )  # fmt: skip
    elif picked == "i":
        from . import log_adding

        log_adding.add(kit, log_adding.Typed(), as_json=False)
    elif picked == "l":
        from . import log_bodies

        log_bodies.list_entries(kit, log_bodies.chosen(kit), as_json=False)
    elif picked == "h":
        from .support_end import support_then_plan

        support_then_plan(kit)


def _first_choice(ask: asking.Ask) -> str | None:
    choices = [
        (key, f"{name}: {about}" if about else name) for key, name, about in words.HOME_CHOICES
    ]
    return ask.choice(words.HOME, choices)


class Choosing:
    """Looking in the toolbox: what was chosen, what it is about, and what has been said already."""

    def __init__(self, kit: Kit, ask: asking.Ask) -> None:
        self.kit, self.ask = kit, ask
        self.chosen: Card | None = None
        self.needs: tuple[str, ...] = ()
        self.told_people = False

    def look(self) -> bool:
        """Show what some words find, as a short numbered list; return False to go back."""
        from .finding import matching
        from .suggesting import for_needs

        kit = self.kit
        said = self.ask.line(words.HOME_WORDS)
        if said is None:
            return False
        self.needs = kit.vocabulary.find_needs(said)
        reasons = for_needs(kit, _ask(kit)._replace(needs=self.needs)) if self.needs else {}
        found = matching(kit, said, _ask(kit))
        cards = [*reasons, *(card for card in found if card not in reasons)]
        if not cards:
            kit.say(f'Nothing matches "{said[:60]}".', "See all of it with: coping find")
            return False
        self._people_first()
        shown = cards[:SHOWN]
        self._show(shown, reasons)
        if len(cards) > SHOWN:
            kit.say(f"{len(cards) - SHOWN} more: coping find {_quoted(said)}")
        number = self.ask.scale(words.HOME_WHICH, 1, len(shown))
        self.chosen = shown[number - 1] if number else None
        return self.chosen is not None

    def _people_first(self) -> None:
        from .suggesting import people_line

        line = people_line(self.kit, self.needs, keys=True)
        if line and not self.told_people:
            self.told_people = True
            self.kit.say(line, "")

    def _show(self, shown: list[Card], reasons: Mapping[Card, str]) -> None:
        from ..screen.page import Item, Items
        from ..screen.strategy_views import origin

        items = [
            Item(f"{n}", c.title, f"{c.minutes} min{origin(c)}", _about(c, reasons))
            for n, c in enumerate(shown, 1)
        ]
        self.kit.draw([Items(items)])


def _quoted(said: str) -> str:
    """Return words as they are typed for a shell, in the quotes that are easiest to read."""
    from shlex import quote

    if quote(said) == said or all(quote(word) == word for word in said.split()):
        return said
    return quote(said) if set('"$`\\!').intersection(said) else f'"{said}"'


def _about(card: Card, reasons: Mapping[Card, str]) -> str:
    return f"{card.summary} {reasons[card]}" if card in reasons else card.summary


def _ask(kit: Kit) -> Ask:
    return Ask(without=frozenset(kit.setting("without", [])))

"""The home menu: what `coping` alone shows in a terminal."""

from __future__ import annotations

from .. import words
from . import asking
from . import kit as surroundings


def menu() -> None:
    """Ask what would be good now, and do that."""
    kit = surroundings.current()
    with asking.terminal() as ask:
        choices = [
            (key, f"{name}: {about}" if about else name) for key, name, about in words.HOME_CHOICES
        ]
        picked = ask.choice(words.HOME, choices)
        words_typed = (
            ask.line("What is it about? A word or two, or Enter for all.")
            if picked == "c"
            else None
        )
    if picked == "n":
        from ..core.fit import Ask
        from . import together

        together.now(kit, Ask(without=frozenset(kit.setting("without", []))), log=True)
    elif picked == "c":
        from ..core.fit import Ask
        from . import finding

        ask_for = Ask(without=frozenset(kit.setting("without", [])))
        finding.find(
            kit, words_typed or "", ask_for, mine=False, pinned=False, hidden=False, as_json=False
        )
    elif picked == "i":
        from . import log_bodies

        log_bodies.add(kit, log_bodies.Typed(), as_json=False)
    elif picked == "l":
        from . import log_bodies

        log_bodies.list_entries(kit, log_bodies.chosen(kit), as_json=False)
    elif picked == "h":
        from .support import show_support

        show_support(kit, None, everything=False)

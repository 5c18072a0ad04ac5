"""Ask a person something, skippably; leaving is always possible and always fine."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer


class Ask:
    """Questions on the terminal; every one returns None when it is skipped.

    At each, h shows people and lines and comes back to the question.
    """

    def __init__(self, keys: Any, columns: int = 80) -> None:
        self.keys = keys
        self.columns = columns

    def scale(self, question: str, low: int = 0, high: int = 10) -> int | None:
        """Ask for a whole number."""
        from ..screen.ask import ask_scale

        return ask_scale(question, low, high, people=_people, **self._where)

    def line(self, question: str) -> str | None:
        """Ask for a line of text."""
        from ..screen.ask import ask_line

        return ask_line(question, people=_people, **self._where)

    def choice(
        self, question: str, choices: Sequence[tuple[str, str]], *, people: bool = True
    ) -> str | None:
        """Ask for one of some (key, words); returns the key. Without `people`, h isn't offered."""
        from ..screen.ask import ask_choice

        shown = _people if people else None
        return ask_choice(question, choices, people=shown, **self._where)

    @property
    def _where(self) -> dict[str, Any]:
        return {"keys": self.keys, "out": sys.stdout, "columns": self.columns}


def _people() -> None:
    from . import kit
    from .support_end import look_and_come_back

    look_and_come_back(kit.current())


_asking: Ask | None = None


@contextmanager
def terminal() -> Iterator[Ask]:
    """Own the terminal while asking; leaving ends the command with exit code 0.

    Within another such block it is the same: what is kept between two questions isn't cut off.
    """
    global _asking
    if _asking is not None:
        yield _asking
        return
    from ..screen.terminal import Left, open_terminal
    from . import kit

    try:
        with open_terminal() as keys:
            _asking = Ask(keys, kit.current().width)
            yield _asking
    except Left:
        raise typer.Exit(0) from None
    finally:
        _asking = None

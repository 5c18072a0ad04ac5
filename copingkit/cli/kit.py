"""What a command works with: places, catalogue, journal, settings, and the way out to the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .. import words
from ..paths import Places, is_there, locate

if TYPE_CHECKING:
    from ..core.entry import Entry
    from ..core.filter import EntryFilter
    from ..core.vocabulary import Vocabulary
    from ..errors import CopingError
    from ..journal import Journal, Profile
    from ..journal.summary import Summary
    from ..library.catalogue import Catalogue, Shelf
    from ..screen.page import Page

T = TypeVar("T")
DEFAULT_COLUMNS = 80


class Kit:
    """One run's surroundings. Everything that costs time is made when first asked for."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.places: Places = locate(sys.platform, _home(), os.environ)
        on_screen = sys.stdout.isatty()
        self.interactive = on_screen and sys.stdin.isatty()
        self.asks_nothing = False
        self._said: set[tuple[str, ...]] = set()
        self.plain = (
            "--plain" in arguments
            or not on_screen
            or bool(os.environ.get("NO_COLOR"))
            or os.environ.get("TERM") == "dumb"
        )

    @property
    def width(self) -> int:
        """Columns to draw in: COLUMNS, else the terminal's, else 80.

        Piped, what is written is most likely read in the terminal that the command stands in.
        """
        from shutil import get_terminal_size

        columns = get_terminal_size((0, 0)).columns
        return columns or min(_columns_beside(), DEFAULT_COLUMNS)

    def now(self) -> datetime:
        """Return the time, with the local offset."""
        return datetime.now().astimezone()

    @cached_property
    def journal(self) -> Journal:
        """The person's own data. Opening it neither reads nor creates anything."""
        from ..journal import Journal
        from .passphrase import Asker

        return Journal(self.places, now=self.now, passphrase=Asker(self))

    @cached_property
    def profile(self) -> Profile:
        """Pins, hidden ones, tweaks, people and settings, as they were when first asked for."""
        from ..journal import Profile

        return self._if_readable(self.journal.profile, lambda: Profile({}))

    @cached_property
    def summary(self) -> Summary:
        """The person's uses as sums, as they were when first asked for."""
        from ..journal.summary import Summary

        return self._if_readable(self.journal.summary, Summary)

    def entries(self, flt: EntryFilter, limit: int | None = None) -> list[Entry]:
        """Return entries, newest first; none where they can't be read."""
        return self._if_readable(lambda: [*self.journal.entries(flt, limit=limit)], list)

    def _if_readable(self, read: Callable[[], T], without: Callable[[], T]) -> T:
        """Go on without personal data where it can't be read: a technique needs none of it."""
        from ..errors import DataProblem
        from ..journal import Locked, WrongPassphrase

        try:
            return read()
        except WrongPassphrase as problem:
            self._say_once(problem.message, words.LOCKED)
        except Locked:
            self._say_once(words.LOCKED)
        except DataProblem as problem:
            self._say_once(problem.message, problem.hint)
        return without()

    def _say_once(self, *sentences: str) -> None:
        if sentences not in self._said:
            self._said.add(sentences)
            self.say(*sentences)

    @property
    def has_data(self) -> bool:
        """Whether anything personal has ever been kept here."""
        return is_there(self.places.data)

    def marked(self, prefix: str) -> dict[str, Any]:
        """Return the personal documents whose key begins with a prefix."""
        return self.profile.all(prefix) if self.has_data else {}

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a setting's value."""
        if not self.has_data:
            return default
        found = self.profile.get(f"setting:{name}")
        value = default if found is None else found.get("value", default)
        return _of_kind(value, default)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every strategy: mine over added over shipped."""
        from ..library.catalogue import MINE, SHIPPED, Catalogue, Shelf
        from ..paths import shipped_root

        root = shipped_root()
        added = self._added_shelves()
        shelves = [Shelf(MINE, self.places.mine), *added, Shelf(SHIPPED, root / "en")]
        found = Catalogue(root, shelves, self.places.cache, self.setting("language", "en"))
        _ = found.cards
        for problem in found.problems:
            self.say(f"Left out: {problem}")
        return found

    def _added_shelves(self) -> list[Shelf]:
        if not is_there(self.places.sources):
            return []
        from ..errors import DataProblem
        from ..library.sources import Sources

        try:
            return Sources(self.places.sources).shelves()
        except DataProblem as error:
            # The strategies that came with copingkit are there whatever happened to added ones.
            self.say(error.message, error.hint)
            return []

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the library."""
        return self.catalogue.vocabulary

    def draw(self, page: Page) -> None:
        """Draw a page on standard output."""
        if self.plain:
            from ..screen.plain import render
        else:
            from ..screen.pretty import render
        sys.stdout.write(render(page, self.width))

    def json(self, **things: Any) -> None:
        """Write one documented object to standard output."""
        from json import dumps

        sys.stdout.write(dumps({"version": 1, **things}, indent=2, ensure_ascii=False) + "\n")

    def say(self, *sentences: str) -> None:
        """Write words about what happened to standard error."""
        from ..core.safe import clean

        rows = [clean(s) for s in sentences if s]
        if sys.stderr.isatty():
            rows = [row for s in rows for row in _fitted(s, self.width)]
        try:
            sys.stderr.write("".join(f"{row}\n" for row in rows))
            sys.stderr.flush()
        except OSError:
            # The window was closed: that is no reason to lose what comes after.
            from ..screen.output import forget

            forget(sys.stderr)


def _fitted(text: str, columns: int) -> list[str]:
    """Break a sentence between words; what fits stays as it is, with its spaces."""
    from ..core.cells import width, wrap

    if width(text) <= columns:
        return [text]
    indent = text[: len(text) - len(text.lstrip())]
    return [indent + row for row in wrap(text, columns - len(indent))]


def _of_kind(value: Any, default: Any) -> Any:
    """Return a kept value where it is of the default's kind: a file may hold anything."""
    if isinstance(value, list):
        value = [part for part in value if isinstance(part, str)]
    return value if default is None or isinstance(value, type(default)) else default


def _columns_beside() -> int:
    """Return the width of the terminal that messages go to, or keys come from."""
    for descriptor in (2, 0):
        with suppress(ValueError, OSError):
            if columns := os.get_terminal_size(descriptor).columns:
                return columns
    return DEFAULT_COLUMNS


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        # A user without a home can still be helped; what has to be kept will say what is wrong.
        return Path("/nonexistent")


_current: Kit | None = None


def start(arguments: Sequence[str]) -> None:
    """Begin a run."""
    global _current
    _current = Kit(arguments)


def current() -> Kit:
    """Return this run's kit."""
    if _current is None:
        start(())
    assert _current is not None
    return _current


def complain(error: CopingError) -> None:
    """Say what happened and what to do; print what was typed, so that it isn't lost."""
    if error.unsaved:
        from ..core.safe import clean

        sys.stdout.write(clean(error.unsaved, newlines=True) + "\n")
    current().say(error.message, error.hint)


Asker = Callable[[str], "str | None"]

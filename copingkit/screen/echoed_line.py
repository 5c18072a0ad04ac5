"""A line echoed as it is typed, in plain text: letters, spaces, backspaces, and no escape codes.

A terminal's own line editing takes back one code point and erases one or two cells for it, which
is wrong for what is written with several: accents, emoji, many scripts.
"""

from __future__ import annotations

import unicodedata

from ..core.cells import clusters, width
from ..core.safe import clean
from .line_editor import LineEditor

_ERASING = ("backspace", "ctrl-u", "ctrl-w")


class EchoedLine:
    """A line after a mark, changed at its end only. What `press` returns is to be written."""

    def __init__(self, mark: str, columns: int) -> None:
        self._mark = mark
        self._columns = max(columns, 2)
        self._parts: list[str] = []
        self._starts: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._known = True
        self.drawn("")

    @property
    def text(self) -> str:
        """The line as it stands."""
        return "".join(self._parts)

    def press(self, key: str) -> str:
        """Follow a key and return what makes it seen; keys that mean nothing here are ignored."""
        if key in _ERASING:
            return self._erase(key)
        key = " " if key == "tab" else key
        return self._add(clean(key)) if len(key) == 1 else ""

    def drawn(self, text: str) -> str:
        """Return mark and text, for a row of their own, and go on from there."""
        self._parts, self._starts = [], []
        self._row = self._column = 0
        self._known = True
        for part in clusters(self._mark):
            self._place(part)
        return self._mark + self._step_over() + self._add(text)

    def resized(self, columns: int) -> None:
        """Follow a new size: where a longer line broke is not known any more."""
        whole = _most(self._mark) + _most(self.text)
        self._known = self._known and whole < min(columns, self._columns)
        self._columns = max(columns, 2)

    def _add(self, text: str) -> str:
        """Echo the text exactly; one that belongs to what is in another row draws all anew."""
        written = ""
        for part in clusters(text):
            whole = self._parts[-1] + part if self._parts else part
            if self._parts and len(clusters(whole)) == 1:
                row, column = self._starts[-1]
                if row != self._row:
                    return "\n" + self.drawn(self.text + text)
                self._column = column
                del self._parts[-1], self._starts[-1]
            else:
                whole = part
            self._parts.append(whole)
            self._starts.append(self._place(whole))
            written += part + self._step_over()
        return written

    def _place(self, part: str) -> tuple[int, int]:
        """Go over what one character takes; return its row and column. It is not cut in two."""
        cells = width(part)
        if self._column + cells > self._columns:
            self._row, self._column = self._row + 1, 0
        start = self._row, self._column
        self._column += cells
        return start

    def _step_over(self) -> str:
        """Leave a full row: terminals differ in where a backspace leads from its last cell."""
        if self._column < self._columns:
            return ""
        self._row, self._column = self._row + 1, 0
        return " \b"

    def _erase(self, key: str) -> str:
        editor = LineEditor(self.text)
        editor.press(key)
        left = len(clusters(editor.text))
        if left == len(self._parts):
            return ""
        text = self.text
        row, column = self._starts[left]
        cells = self._column - column
        sure = self._known and all(map(_is_sure, self._parts))
        del self._parts[left:], self._starts[left:]
        if sure and row == self._row:
            self._column = column
            return "\b" * cells + " " * cells + "\b" * cells
        return self._drawn_over(text)

    def _drawn_over(self, before: str) -> str:
        """Write the line anew: in its row where it surely was in one, else in a row of its own."""
        rest = self.text
        mark = _most(self._mark)
        longest = mark + _most(before)
        blank = longest - mark - _least(rest)
        reached = max(longest, mark + _most(rest) + blank)
        if not self._known or reached >= self._columns:
            return "\n" + self.drawn(rest)
        return "\r" + self.drawn(rest) + " " * blank + "\b" * blank


def _most(text: str) -> int:
    return sum(width(part) if _is_sure(part) else 2 * len(part) for part in clusters(text))


def _least(text: str) -> int:
    return sum(width(part) for part in clusters(text) if _is_sure(part))


def _is_sure(part: str) -> bool:
    """Tell whether terminals agree on the width: not on joined emoji, flags and spacing marks."""
    if part.isascii():
        return True
    first = part[0]
    plain = unicodedata.category(first)[0] in "LNPSZ" and not "\U0001f1e6" <= first <= "\U0001f1ff"
    return plain and all(
        unicodedata.category(mark) == "Mn" and not "\ufe00" <= mark <= "\ufe0f" for mark in part[1:]
    )

"""Edit one line by what a person sees as characters: wide, combined and right-to-left ones too."""

from __future__ import annotations

from ..core.cells import clusters, width
from ..core.safe import clean


class LineEditor:
    """A line of text with a cursor between its characters."""

    def __init__(self, text: str = "") -> None:
        self._parts = clusters(text)
        self._at = len(self._parts)

    @property
    def text(self) -> str:
        """The line as it stands."""
        return "".join(self._parts)

    def press(self, key: str) -> None:
        """Follow a key; keys that mean nothing here are ignored."""
        if len(key) == 1:
            self._insert(clean(key))
        elif key == "backspace" and self._at:
            self._at -= 1
            del self._parts[self._at]
        elif key == "delete":
            del self._parts[self._at : self._at + 1]
        elif key in ("left", "right", "home", "end", "ctrl-a", "ctrl-e"):
            self._move(key)
        elif key == "ctrl-u":
            del self._parts[: self._at]
            self._at = 0
        elif key == "ctrl-k":
            del self._parts[self._at :]
        elif key == "ctrl-w":
            self._delete_word()

    def window(self, columns: int) -> tuple[str, int]:
        """Return the part of the line that fits, and the cell of the cursor in it."""
        columns = max(columns, 4)
        first, before = self._at, 0
        while first and (wider := before + width(self._parts[first - 1])) <= columns - 2:
            first, before = first - 1, wider
        last, used = self._at, before
        while last < len(self._parts) and (wider := used + width(self._parts[last])) < columns:
            last, used = last + 1, wider
        # What was written in an editor has several lines, and goes on as that.
        return "".join(self._parts[first:last]).replace("\n", "⏎"), before

    def _insert(self, text: str) -> None:
        # Only its neighbours can become one character with it.
        first = max(self._at - 1, 0)
        before = "".join(self._parts[first : self._at]) + text
        after = "".join(self._parts[self._at : self._at + 1])
        self._parts[first : self._at + 1] = clusters(before + after)
        self._at = first + len(clusters(before))

    def _move(self, key: str) -> None:
        there = {
            "left": self._at - 1, "right": self._at + 1, "home": 0, "ctrl-a": 0,
            "end": len(self._parts), "ctrl-e": len(self._parts),
        }[key]  # fmt: skip
        self._at = min(max(there, 0), len(self._parts))

    def _delete_word(self) -> None:
        start = self._at
        while start and self._parts[start - 1] == " ":
            start -= 1
        while start and self._parts[start - 1] != " ":
            start -= 1
        del self._parts[start : self._at]
        self._at = start

"""Edit one line by what a person sees as characters: wide, combined and right-to-left ones too."""

from __future__ import annotations

from ..core.cells import clusters, fit, width
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
        first = 0
        while width("".join(self._parts[first : self._at])) > columns - 2:
            first += 1
        shown = fit("".join(self._parts[first:]), columns - 1)
        return shown, width("".join(self._parts[first : self._at]))

    def _insert(self, text: str) -> None:
        before = "".join(self._parts[: self._at]) + text
        after = "".join(self._parts[self._at :])
        self._parts = clusters(before + after)
        self._at = len(clusters(before))

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

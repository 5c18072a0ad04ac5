"""Paint a screen of rows, writing only those that changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..core.cells import fit, width

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
_STYLES = {"": "", "quiet": "\x1b[2m", "strong": "\x1b[1m", "shape": "\x1b[36m"}


class Row(NamedTuple):
    """One row of the screen. `style` is "", quiet, strong or shape; it never carries meaning."""

    text: str = ""
    style: str = ""


class Canvas:
    """The rows that are on the screen. A frame goes out in one piece (synchronized output)."""

    def __init__(self, write: Any, colour: bool) -> None:
        self._write = write
        self._colour = colour
        self._shown: list[Row] = []
        self._cursor: tuple[int, int] | None = None
        self._clear = True

    def forget(self) -> None:
        """Paint everything anew next time."""
        self._clear = True

    def paint(
        self, rows: Sequence[Row], columns: int, cursor: tuple[int, int] | None = None
    ) -> None:
        """Make the screen show the rows, and the cursor at (row, column) or hidden."""
        parts = ["\x1b[2J"] if self._clear else []
        before = [] if self._clear else self._shown
        for number, row in enumerate(rows):
            if number >= len(before) or before[number] != row:
                parts.append(f"\x1b[{number + 1};1H{self._row(row, columns)}")
        if parts or cursor != self._cursor:
            if cursor is not None:
                parts.append(f"\x1b[{cursor[0] + 1};{cursor[1] + 1}H\x1b[?25h")
            elif self._cursor is not None:
                parts.append("\x1b[?25l")
            self._write(_BEGIN + "".join(parts) + _END)
        self._shown, self._cursor, self._clear = list(rows), cursor, False

    def _row(self, row: Row, columns: int) -> str:
        text = fit(row.text, columns)
        style = _STYLES[row.style] if self._colour or row.style != "shape" else ""
        # A row that fills its line needs no erasing, which would take its last cell away.
        rest = "\x1b[K" if width(text) < columns else ""
        return f"{style}{text}\x1b[0m{rest}" if style else f"{text}{rest}"

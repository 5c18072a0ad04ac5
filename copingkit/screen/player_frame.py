"""What stands around the middle of a session's screens, and how much room there is between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..core.cells import fit, pad, width, wrap
from .canvas import Row

WIDEST = 72


class Frame(NamedTuple):
    """What stands around the middle of every screen, and its size.

    `phases` holds what is said with the breaths of a session, so that each leaves the same room.
    """

    columns: int
    rows: int
    title: str = ""
    aside: str = ""
    note: str = ""
    hint: str = ""
    help: Sequence[str] = ()
    unicode: bool = True
    care: Sequence[str] = ()
    phases: Sequence[str] = ()


def framed(frame: Frame, middle: Sequence[Row]) -> list[Row]:
    """Put the frame around the rows; where not all of them fit, the last one says so."""
    free = room(frame)
    middle = clipped(frame, middle, free)
    if frame.rows < 4:
        return [*middle, *[Row()] * (frame.rows - len(middle))]
    aside = frame.aside if width(frame.aside) < frame.columns else ""
    title = _cut(frame.title, frame.columns - width(aside) - 1)
    title = pad(title, frame.columns - width(aside) - 1)
    return [
        Row(f"{title} {aside}".rstrip(), "quiet"),
        *middle, *[Row()] * (free - len(middle)),
        *_help(frame),
        *_care(frame)[0],
        *(centred(frame, row.text) for row in _note(frame)),
        Row(_hint(frame), "quiet"),
    ]  # fmt: skip


def room(frame: Frame) -> int:
    """Return how many rows there are for the middle."""
    return max(_room_for_keys(frame) - len(_help(frame)), 0)


def with_room(frame: Frame, rows: int) -> Frame:
    """Leave what to take care of off a screen where so many rows don't fit beside it."""
    needed = rows + len(_keys(frame))
    return frame if needed <= _room_for_keys(frame) else frame._replace(care=())


def all_care_fits(frame: Frame) -> bool:
    """Tell whether all there is to take care of has a place on the screen."""
    return not _care(frame)[1]


def clipped(frame: Frame, rows: Sequence[Row], most: int) -> list[Row]:
    """Return at most so many of the rows; where some are missing, the last one says so."""
    kept = list(rows[:most])
    if kept and len(rows) > most:
        kept[-1] = kept[-1]._replace(text=_going_on(kept[-1].text, frame.columns))
    return kept


def middled(frame: Frame, *ways: Sequence[Row]) -> list[Row]:
    """Put the first of these ways to show something that fits, else the last, in the middle."""
    free = room(frame)
    rows = next((way for way in ways if len(way) <= free), ways[-1])
    return [*[Row()] * max((free - len(rows)) // 2, 0), *rows]


def centred(frame: Frame, text: str, style: str = "") -> Row:
    """Return a row with the text in its middle."""
    return Row(pad(text, frame.columns, "center").rstrip(), style)


def margin(frame: Frame) -> int:
    """Return how many cells stand before a text of the widest kind."""
    return max((frame.columns - WIDEST) // 2, 0)


def left_lines(frame: Frame, text: str) -> list[str]:
    """Break a text into lines that begin at the margin."""
    return [" " * margin(frame) + line for line in wrap(text, min(frame.columns, WIDEST))]


def centre_lines(frame: Frame, text: str) -> list[str]:
    """Break a text into lines to be centred."""
    return wrap(text, min(frame.columns - 2, WIDEST))


def _going_on(text: str, columns: int) -> str:
    """Mark a line that more belongs to it, behind a whole word: half of "don't" says "do"."""
    while width(text) > columns - 3 and " " in text.strip():
        text = text.rpartition(" ")[0]
    return _marked(text, columns)


def _marked(text: str, columns: int) -> str:
    return f"{fit(text, columns - 3).rstrip(' ,-.')}..."


def _cut(text: str, columns: int) -> str:
    """Return the text, or as much of its start as fits with the mark that something is missing."""
    if width(text) <= columns:
        return text
    return _marked(text, columns) if columns > 6 else ""


def _note(frame: Frame) -> list[Row]:
    """Return the note's rows: one, or two where it is long and there is room for it."""
    lines = [Row(line) for line in wrap(frame.note, frame.columns)]
    return clipped(frame, lines, 2 if frame.rows >= 8 else 1)


def _keys(frame: Frame) -> list[Row]:
    return [Row(line, "quiet") for text in frame.help for line in wrap(text, frame.columns)]


def _help(frame: Frame) -> list[Row]:
    """Return the rows of the keys: what a person is at keeps a row at least."""
    if not frame.help or frame.rows < 4:
        return []
    return clipped(frame, _keys(frame), max(_room_for_keys(frame) - 1, 0))


def _room_for_keys(frame: Frame) -> int:
    if frame.rows < 4:
        return frame.rows
    return max(frame.rows - 2 - len(_note(frame)) - len(_care(frame)[0]), 0)


def _hint(frame: Frame) -> str:
    """Return as many of the hint's parts as fit, the last ones first: `? keys, q leaves`."""
    hint = frame.hint
    while width(hint) > frame.columns and ", " in hint:
        hint = hint.split(", ", 1)[1]
    return _cut(hint, frame.columns)


def _care(frame: Frame) -> tuple[list[Row], Sequence[str]]:
    """Return the rows of what to take care of, at most half of the screen, and what is left out."""
    rows: list[Row] = []
    for number, text in enumerate(frame.care):
        lines = [Row(line, "quiet") for line in left_lines(frame, text)]
        if len(rows) + len(lines) + 1 > (frame.rows - 3) // 2:
            return rows, frame.care[number:]
        rows += [Row(), *lines] if not rows else lines
    return rows, ()

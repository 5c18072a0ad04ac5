"""The rows of a session's screens: pure functions of what to show and the size there is."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ..core.cells import fit, pad, width, wrap
from ..core.guide import Cue
from ..core.session import BREATHING
from .breath_shape import shape
from .canvas import Row
from .player_lines import how_long

WIDEST = 72


class Frame(NamedTuple):
    """What stands around the middle of every screen, and its size."""

    columns: int
    rows: int
    title: str = ""
    aside: str = ""
    note: str = ""
    hint: str = ""
    help: Sequence[str] = ()
    unicode: bool = True
    care: Sequence[str] = ()


class Moment(NamedTuple):
    """Where a timed session is."""

    cue: Cue
    level: float = 0.0
    progress: float = 0.0
    seconds: float | None = None
    paused: bool = False


def timed_view(frame: Frame, moment: Moment) -> list[Row]:
    """Show a breath, an intro line or a step."""
    cue = moment.cue
    said = [
        Row(pad(line, frame.columns, "center").rstrip(), "strong") for line in _text(frame, cue)
    ]
    below = [Row(pad(_count(moment), frame.columns, "center").rstrip())]
    if cue.kind == "step":
        place = f"Step {cue.place} of {cue.places}" + _again(cue)
        head = [Row(pad(place, frame.columns, "center").rstrip(), "quiet"), Row()]
        bar = _bar(frame, moment)
        return _framed(frame, _middle([*head, *said, Row(), bar], frame))
    room = _room(frame) - len(said) - len(below)
    if cue.kind == "paragraph" or room < 3:
        return _framed(frame, _middle([*said, *below], frame))
    drawn = [Row(line, "shape") for line in shape(moment.level, frame.columns, room, frame.unicode)]
    return _framed(frame, [*drawn, *said, *below])


def text_view(frame: Frame, told: Sequence[Cue]) -> list[Row]:
    """Show paragraphs, the last one strong, those before it quiet, as many as fit."""
    found: list[Row] = []
    for back, cue in enumerate(reversed(told)):
        lines = [Row(line, "quiet" if back else "strong") for line in _left(frame, cue.text)]
        together = [*lines, Row(), *found] if found else lines
        if found and len(together) > _room(frame):
            break
        found = together
    return _framed(frame, _middle(found, frame))


def question_view(
    frame: Frame,
    cue: Cue,
    above: Sequence[str],
    before: Sequence[str],
    line: str,
    cursor: int,
    mark: str,
) -> tuple[list[Row], tuple[int, int]]:
    """Show a question, the answers so far and the line being typed; and where the cursor is.

    Where room is short, the lines above go first and the oldest answers next.
    """
    margin = _margin(frame)
    place = f"{cue.place} of {cue.places}" if cue.places > 1 else ""
    head = [Row(" " * margin + place, "quiet"), *(Row(r, "strong") for r in _left(frame, cue.text))]
    given = [Row(r, "quiet") for text in before for r in _left(frame, f"- {text}")]
    room = max(_room(frame) - len(head) - 1, 0)
    intro = [*(Row(r, "quiet") for text in above for r in _left(frame, text)), Row()]
    if above and len(intro) + len(given) <= room:
        head, room = [*intro, *head], room - len(intro)
    given = given[len(given) - room :] if room < len(given) else given
    typed = Row(" " * margin + mark + line)
    body = [*head, *given, typed]
    # Where not even the question fits, the line being typed stays in sight.
    body = body[max(len(body) - max(_room(frame), 1), 0) :]
    rows = _framed(frame, body)
    at = min(len(body), max(_room(frame), 1))
    return rows, (at, margin + width(mark) + cursor)


def list_view(
    frame: Frame, above: Sequence[str], items: Sequence[Cue], ticked: Collection[int], at: int
) -> list[Row]:
    """Show things to tick, the one a person is at marked, scrolled so that it is in sight."""
    rows: list[Row] = []
    here = 0
    for number, item in enumerate(items):
        mark = f"{'>' if number == at else ' '} [{'x' if number in ticked else ' '}] {number + 1}. "
        lines = wrap(item.text, min(frame.columns, WIDEST) - width(mark))
        if number == at:
            here = len(rows) + len(lines)
        rows += [
            Row((mark if i == 0 else " " * width(mark)) + line, "strong" if number == at else "")
            for i, line in enumerate(lines)
        ]
    room = max(_room(frame), 1)
    intro = [*(Row(r, "quiet") for text in above for r in _lines(frame, text)), Row()]
    if above and len(intro) + len(rows) <= room:
        return _framed(frame, [*intro, *rows])
    return _framed(frame, rows[max(here - room, 0) :][:room])


def end_view(frame: Frame, text: str) -> list[Row]:
    """Show the last words."""
    lines = [Row(pad(r, frame.columns, "center").rstrip(), "strong") for r in _lines(frame, text)]
    return _framed(frame, _middle(lines, frame))


def _framed(frame: Frame, middle: Sequence[Row]) -> list[Row]:
    if frame.rows < 4:
        return ([*middle, *[Row()] * frame.rows])[: frame.rows]
    aside = frame.aside if width(frame.aside) < frame.columns else ""
    title = _cut(frame.title, frame.columns - width(aside) - 1)
    title = pad(title, frame.columns - width(aside) - 1)
    room = _room(frame)
    return [
        Row(f"{title} {aside}".rstrip(), "quiet"),
        *middle[:room], *[Row()] * (room - len(middle)),
        *_help(frame),
        *_care(frame)[0],
        *(Row(pad(line, frame.columns, "center").rstrip()) for line in _note(frame)),
        Row(_hint(frame), "quiet"),
    ]  # fmt: skip


def _cut(text: str, columns: int) -> str:
    """Return the text, or as much of its start as fits with the mark that something is missing."""
    if width(text) <= columns:
        return text
    return f"{fit(text, columns - 3).rstrip(' ,-')}..." if columns > 6 else ""


def _note(frame: Frame) -> list[str]:
    """Return the note's rows: one, or two where it is long and there is room for it."""
    return wrap(frame.note, frame.columns)[: 2 if frame.rows >= 8 else 1]


def _help(frame: Frame) -> list[Row]:
    """Return the rows of the keys: what a person is at keeps a row at least."""
    helped = [Row(line, "quiet") for text in frame.help for line in wrap(text, frame.columns)]
    return helped[: max(_room(frame._replace(help=())) - 1, 0)]


def _hint(frame: Frame) -> str:
    """Return as many of the hint's parts as fit, the last ones first: `? keys, q leaves`."""
    hint = frame.hint
    while width(hint) > frame.columns and ", " in hint:
        hint = hint.split(", ", 1)[1]
    return hint


def _room(frame: Frame) -> int:
    if frame.rows < 4:
        return frame.rows
    helped = len(_help(frame)) if frame.help else 0
    return max(frame.rows - 2 - len(_note(frame)) - len(_care(frame)[0]) - helped, 0)


def care_fits(frame: Frame) -> bool:
    """Tell whether all there is to take care of stands on the screen beside the guide."""
    return not _care(frame)[1]


def _care(frame: Frame) -> tuple[list[Row], Sequence[str]]:
    """Return the rows of what to take care of, at most half of the screen, and what is left out."""
    rows: list[Row] = []
    for number, text in enumerate(frame.care):
        lines = [Row(line, "quiet") for line in _left(frame, text)]
        if len(rows) + len(lines) + 1 > (frame.rows - 3) // 2:
            return rows, frame.care[number:]
        rows += [Row(), *lines] if not rows else lines
    return rows, ()


def _middle(rows: Sequence[Row], frame: Frame) -> list[Row]:
    room = _room(frame)
    return [*[Row()] * max((room - len(rows)) // 2, 0), *rows][:room]


def _margin(frame: Frame) -> int:
    return max((frame.columns - WIDEST) // 2, 0)


def _lines(frame: Frame, text: str) -> list[str]:
    return wrap(text, min(frame.columns - 2, WIDEST))


def _left(frame: Frame, text: str) -> list[str]:
    return [" " * _margin(frame) + line for line in wrap(text, min(frame.columns, WIDEST))]


def _text(frame: Frame, cue: Cue) -> list[str]:
    return _lines(frame, cue.text)


def _again(cue: Cue) -> str:
    return f", time {cue.round} of {cue.of}" if cue.of > 1 else ""


def _count(moment: Moment) -> str:
    """Count the seconds of a phase aloud, as a person would: one, two, three."""
    if moment.paused:
        return "paused"
    if moment.cue.kind not in BREATHING or not moment.seconds:
        return ""
    last = max(math.ceil(moment.seconds - 0.05), 1)
    return str(min(int(moment.progress * moment.seconds + 1e-6) + 1, last))


def _bar(frame: Frame, moment: Moment) -> Row:
    if moment.seconds is None:
        return Row(pad("Enter when you are ready", frame.columns, "center").rstrip(), "quiet")
    length = min(frame.columns - 4, 40)
    done = round(length * moment.progress)
    full, empty = ("\u2501", "\u2500") if frame.unicode else ("=", "-")
    left = how_long(moment.seconds * (1 - moment.progress)) if moment.seconds >= 10 else ""
    bar = full * done + empty * (length - done)
    if width(bar) + width(left) + 2 <= frame.columns:
        bar = f"{bar}  {left}" if left else bar
    start = max((frame.columns - length) // 2 - (6 if left else 0), 0)
    return Row(" " * start + bar)

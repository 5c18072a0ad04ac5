"""The rows of a session's screens: pure functions of what to show and the size there is."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ..core.cells import width, wrap
from ..core.guide import Cue
from ..core.session import BREATHING
from .breath_shape import shape
from .canvas import Row
from .player_frame import (
    WIDEST,
    Frame,
    all_care_fits,
    centre_lines,
    centred,
    clipped,
    framed,
    left_lines,
    margin,
    middled,
    room,
    with_room,
)
from .player_lines import how_long

_LONGEST_LEFT = len("9 minutes 59")


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
    frame = with_room(frame, _needed(frame, cue))
    said = [centred(frame, line, "strong") for line in centre_lines(frame, cue.text)]
    if cue.kind == "step":
        return framed(frame, middled(frame, *_ways_to_show_a_step(frame, moment, said)))
    count = centred(frame, _count(moment))
    tall = room(frame) - _rows_said(frame, cue) - 1
    if cue.kind == "paragraph" or tall < 3:
        return framed(frame, middled(frame, [*said, count], said))
    drawn = [Row(line, "shape") for line in shape(moment.level, frame.columns, tall, frame.unicode)]
    return framed(frame, [*drawn, *said, count])


def text_view(frame: Frame, told: Sequence[Cue]) -> list[Row]:
    """Show paragraphs, the last one strong, those before it quiet, as many as fit."""
    frame = with_room(frame, _needed(frame, told[-1]))
    found: list[Row] = []
    for back, cue in enumerate(reversed(told)):
        lines = [Row(line, "quiet" if back else "strong") for line in left_lines(frame, cue.text)]
        together = [*lines, Row(), *found] if found else lines
        if found and len(together) > room(frame):
            break
        found = together
    return framed(frame, middled(frame, found))


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
    frame = with_room(frame, _needed(frame, cue))
    start = " " * margin(frame)
    place = f"{cue.place} of {cue.places}" if cue.places > 1 else ""
    question = [Row(r, "strong") for r in left_lines(frame, cue.text)]
    # Where not even the question fits, the line being typed stays in sight.
    free = max(room(frame) - 1, 0)
    head = [Row(start + place, "quiet"), *question]
    head = head if len(head) <= free else clipped(frame, question, free)
    given = [Row(r, "quiet") for text in before for r in left_lines(frame, f"- {text}")]
    opening = _opening(frame, above)
    if len(opening) + len(head) + len(given) <= free:
        head = [*opening, *head]
    given = given[max(len(head) + len(given) - free, 0) :]
    body = [*head, *given, Row(start + mark + line)]
    at = len(body) - (frame.rows < 4)
    return framed(frame, body), (at, len(start) + width(mark) + cursor)


def list_view(
    frame: Frame, above: Sequence[str], items: Sequence[Cue], ticked: Collection[int], at: int
) -> list[Row]:
    """Show things to tick, the one a person is at marked, scrolled so that it is in sight."""
    marks = [
        f"{'>' if number == at else ' '} [{'x' if number in ticked else ' '}] {number + 1}. "
        for number in range(len(items))
    ]
    parts = [_item_lines(frame, mark, cue) for mark, cue in zip(marks, items, strict=True)]
    frame = with_room(frame, max(map(len, parts)))
    rows = [
        Row(line, "strong" if number == at else "")
        for number, lines in enumerate(parts)
        for line in lines
    ]
    opening = _opening(frame, above)
    free = max(room(frame), 1)
    if len(opening) + len(rows) <= free:
        return framed(frame, [*opening, *rows])
    first = sum(map(len, parts[:at]))
    start = min(max(first + len(parts[at]) - free, 0), first)
    # What is under way at the last row is said to go on; the items after it aren't.
    ends = [sum(map(len, parts[: number + 1])) for number in range(len(parts))]
    end = start + free
    after = rows[end : next((e for e in ends if e >= end), end)]
    return framed(frame, [*rows[start:end], *after])


def opening_fits(frame: Frame, above: Sequence[str], cues: Sequence[Cue]) -> bool:
    """Tell whether what is said first has its place above a question, a list or a paragraph."""
    frame = with_room(frame, max(_needed(frame, cue) for cue in cues))
    between = len(above) - 1 if cues[0].kind == "paragraph" else 0
    place = 1 if cues[0].kind == "prompt" else 0
    rows = len(_opening(frame, above)) + between + place + sum(_needed(frame, c) for c in cues)
    return rows <= room(frame)


def opening_pages(frame: Frame, texts: Sequence[str]) -> list[list[Row]]:
    """Lay out what is said first as pages, a blank row between texts."""
    parts = [[Row(line, "strong") for line in left_lines(frame, text)] for text in texts]
    free = max(room(with_room(frame, max(map(len, parts)))), 1)
    pages: list[list[Row]] = []
    fitting = [rows[at : at + free] for rows in parts for at in range(0, len(rows), free)]
    for part in fitting:
        if pages and len(pages[-1]) + 1 + len(part) <= free:
            pages[-1] += [Row(), *part]
        else:
            pages.append(part)
    return pages


def opening_view(frame: Frame, page: Sequence[Row]) -> list[Row]:
    """Show a page of what is said first."""
    frame = with_room(frame, len(page))
    return framed(frame, middled(frame, page))


def end_view(frame: Frame, text: str) -> list[Row]:
    """Show the last words."""
    lines = [centred(frame, line, "strong") for line in centre_lines(frame, text)]
    return framed(frame, middled(frame, lines))


def care_fits(frame: Frame, cues: Sequence[Cue] = ()) -> bool:
    """Tell whether all there is to take care of stands on the screen beside each of the cues."""
    different = {(cue.kind, cue.text): cue for cue in cues if cue.kind != "end"}.values()
    return all_care_fits(frame) and all(
        with_room(frame, _needed(frame, cue)).care == frame.care for cue in different
    )


def _needed(frame: Frame, cue: Cue) -> int:
    """Return how many rows a cue can't do without: its words, a count or a line to type on."""
    if cue.kind == "item":
        return len(_item_lines(frame, f"> [ ] {cue.place}. ", cue))
    if cue.kind in ("prompt", "paragraph"):
        return len(left_lines(frame, cue.text)) + (cue.kind == "prompt")
    return _rows_said(frame, cue) + (cue.kind in BREATHING)


def _rows_said(frame: Frame, cue: Cue) -> int:
    """Return the rows for what is said: for a breath as many as any needs, or the shape jumps."""
    texts = (cue.text, *frame.phases) if cue.kind in BREATHING else (cue.text,)
    return max(len(centre_lines(frame, text)) for text in texts)


def _ways_to_show_a_step(
    frame: Frame, moment: Moment, said: Sequence[Row]
) -> tuple[Sequence[Row], ...]:
    """Return a step with everything first; then without blank rows, its place, its bar."""
    cue = moment.cue
    place = f"Step {cue.place} of {cue.places}" + _again(cue)
    head, bar = centred(frame, place, "quiet"), _bar(frame, moment)
    return [head, Row(), *said, Row(), bar], [head, *said, bar], [*said, bar], said


def _opening(frame: Frame, above: Sequence[str]) -> list[Row]:
    rows = [Row(r, "quiet") for text in above for r in left_lines(frame, text)]
    return [*rows, Row()] if rows else []


def _item_lines(frame: Frame, mark: str, cue: Cue) -> list[str]:
    lines = wrap(cue.text, min(frame.columns, WIDEST) - width(mark))
    return [(" " * width(mark) if number else mark) + line for number, line in enumerate(lines)]


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
    if moment.paused:
        return centred(frame, "paused")
    if moment.seconds is None:
        return centred(frame, "Enter when you are ready", "quiet")
    length = min(frame.columns - 4, 40)
    done = round(length * moment.progress)
    full, empty = ("\u2501", "\u2500") if frame.unicode else ("=", "-")
    bar = full * done + empty * (length - done)
    start = (frame.columns - length) // 2
    beside = frame.columns - length - 2 - _LONGEST_LEFT
    if moment.seconds >= 10 and beside >= 0:
        start = min(start - 6, beside)
        bar += f"  {how_long(moment.seconds * (1 - moment.progress))}"
    return Row(" " * start + bar)

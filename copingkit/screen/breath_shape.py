"""A shape that grows with the breath in and shrinks with the breath out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..core.guide import Cue

SMALLEST = 0.22
TALLEST = 19
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_FULL = "\u28ff"


def levels(cues: Sequence[Cue]) -> list[tuple[float, float]]:
    """Return how full the breath is at the start and the end of each cue, 0 to 1.

    Breaths in that follow each other share the way up, breaths out the way down.
    """
    found: list[tuple[float, float]] = []
    level = 0.0
    for number, cue in enumerate(cues):
        goal = {"in": 1.0, "out": 0.0}.get(cue.kind)
        end = level
        if goal is not None:
            seconds = cue.seconds or 0.0
            remaining = seconds + _more_of_the_same(cues, number)
            end = level + (goal - level) * (seconds / remaining if remaining else 1.0)
        found.append((level, end))
        level = end
    return found


def _more_of_the_same(cues: Sequence[Cue], number: int) -> float:
    opposite = "out" if cues[number].kind == "in" else "in"
    total = 0.0
    for cue in cues[number + 1 :]:
        if cue.kind in (opposite, "end"):
            break
        if cue.kind == cues[number].kind:
            total += cue.seconds or 0.0
    return total


def eased(start: float, end: float, progress: float) -> float:
    """Return the level on the way, slow at both ends like a breath."""
    return start + (end - start) * (0.5 - 0.5 * math.cos(math.pi * progress))


def shape(level: float, columns: int, rows: int, unicode: bool = True) -> list[str]:
    """Draw a disc, its radius by the level 0 to 1, as so many rows of at most so many columns."""
    tall = min(rows, TALLEST)
    above = (rows - tall) // 2
    largest = min(tall * 2.0, columns - 2.0)
    radius = largest * (SMALLEST + (1 - SMALLEST) * min(max(level, 0.0), 1.0))
    row = _dotted if unicode else _plain
    drawn = [row(radius, columns, n, tall) for n in range(tall)]
    return [""] * above + drawn + [""] * (rows - tall - above)


def _dotted(radius: float, columns: int, row: int, rows: int) -> str:
    """Draw one row in braille, whose dots are two across and four down a cell."""
    centre = columns - 0.5
    spans = []
    for k in range(4):
        down = row * 4 + k - (rows * 4 - 1) / 2
        if abs(down) < radius:
            half = math.sqrt(radius * radius - down * down)
            spans.append((k, math.ceil(centre - half), math.floor(centre + half)))
    if not spans:
        return ""
    first = min(left for _, left, _ in spans) // 2
    last = max(right for _, _, right in spans) // 2
    full_from = (max(left for _, left, _ in spans) + 1) // 2 if len(spans) == 4 else last + 1
    full_to = (min(right for _, _, right in spans) - 1) // 2 if len(spans) == 4 else -1
    cells = [" " * first]
    cell = first
    while cell <= last:
        if full_from <= cell <= full_to:
            cells.append(_FULL * (full_to - cell + 1))
            cell = full_to + 1
            continue
        bits = 0
        for k, left, right in spans:
            for side in (0, 1):
                if left <= cell * 2 + side <= right:
                    bits |= _DOTS[side][k]
        cells.append(chr(0x2800 + bits))
        cell += 1
    return "".join(cells)


def _plain(radius: float, columns: int, row: int, rows: int) -> str:
    down = (row - (rows - 1) / 2) * 4
    if abs(down) >= radius:
        return ""
    half = math.sqrt(radius * radius - down * down) / 2
    first, last = math.ceil(columns / 2 - half), math.floor(columns / 2 + half)
    return " " * max(first, 0) + "o" * max(last - first, 1)

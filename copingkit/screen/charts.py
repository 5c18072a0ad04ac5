"""Pictures in characters: ranges, falls, a sparkline and a calendar. None needs colour to be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..core.cells import fit, pad, width
from ..core.insight_time import Day
from ..core.safe import clean

BELOW = 56  # columns: with fewer, a name stands above its bar
NAME = 26  # columns a name may take beside its bar
MOST_SCALE = 63  # columns of a scale beyond which nothing is seen better
TOP = 10  # distress goes from 0 to 10
BLOCKS = "▁▂▃▄▅▆▇█"
WEEK = 7
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
NOTHING, NO_NUMBER = ".", "•"


class Range(NamedTuple):
    """A figure with its 80 % range, in points against the person's usual."""

    name: str
    points: float
    low: float
    high: float


class Fall(NamedTuple):
    """Mean distress before and after, 0-10."""

    name: str
    before: float
    after: float


class Week(NamedTuple):
    """Seven days from a Monday; None is a day without entries."""

    monday: date
    days: tuple[Day | None, ...]


def ranges(rows: Sequence[Range], columns: int) -> list[str]:
    """Draw a dot on its range for each row, on one scale with the usual in the middle."""
    most = limit(rows)
    label, scale = _columns([row.name for row in rows], columns)
    middle = scale // 2
    left, right = f"-{most}", f"+{most}"
    head = left + pad("usual", scale - 2 * len(left), "center") + right

    def at(points: float) -> int:
        return round((points + most) / (2 * most) * (scale - 1))

    drawn = [" " * label + head]
    for row in rows:
        cells = [" "] * scale
        cells[middle] = "│"
        low, high = at(row.low), at(row.high)
        cells[low : high + 1] = ["─"] * (high + 1 - low)
        cells[low], cells[high] = "├", "┤"
        cells[at(row.points)] = "●"
        drawn += _beside(row.name, "".join(cells), label)
    return drawn


def falls(rows: Sequence[Fall], columns: int) -> list[str]:
    """Draw where each row begins (●) and ends (○) between 0 and 10."""
    label, scale = _columns([row.name for row in rows], columns)
    drawn = [" " * label + "0" + " " * (scale - 3) + str(TOP)]
    for row in rows:
        cells = ["·"] * scale
        before, after = (round(level / TOP * (scale - 1)) for level in (row.before, row.after))
        first, last = sorted((before, after))
        cells[first : last + 1] = ["─"] * (last + 1 - first)
        cells[before], cells[after] = "●", "○"
        if before == after:
            cells[before] = "◉"
        drawn += _beside(row.name, "".join(cells), label)
    return drawn


def sparkline(series: Sequence[tuple[str, float]], columns: int) -> list[str]:
    """Draw weekly levels 0-10 as blocks, a week without entries as a gap; the latest that fit."""
    weeks = {_monday(week): level for week, level in series}
    last = max(weeks)
    first = max(min(weeks), last - timedelta(weeks=columns - 1))
    blocks = ""
    for number in range((last - first).days // WEEK + 1):
        level = weeks.get(first + timedelta(weeks=number))
        blocks += " " if level is None else BLOCKS[min(int(level / TOP * len(BLOCKS)), 7)]
    dates = f"{first} to {last}"
    return [blocks, dates] if len(dates) <= columns else [blocks]


def calendar(weeks: Sequence[Week]) -> list[str]:
    """Draw a row of seven days for each week: the number begun from, a dot, or nothing noted."""
    head = " " * 10 + "".join(f" {name}" for name in WEEKDAYS)
    return [head] + [
        f"{week.monday}" + "".join(f" {cell(day):>2}" for day in week.days) for week in weeks
    ]


def cell(day: Day | None) -> str:
    """Return what stands for a day."""
    if day is None:
        return NOTHING
    return NO_NUMBER if day.distress is None else f"{math.floor(day.distress + 0.5)}"


def weeks_of(days: Sequence[Day], most: int) -> list[Week]:
    """Return the weeks from the first day noted to the last, at most so many, the latest."""
    noted = {date.fromisoformat(day.day): day for day in days}
    if not noted:
        return []
    last = max(noted) - timedelta(days=max(noted).weekday())
    first = max(min(noted), last - timedelta(weeks=most - 1))
    first -= timedelta(days=first.weekday())
    mondays = [first + timedelta(weeks=n) for n in range((last - first).days // WEEK + 1)]
    return [
        Week(monday, tuple(noted.get(monday + timedelta(days=n)) for n in range(WEEK)))
        for monday in mondays
    ]


def limit(rows: Sequence[Range]) -> int:
    """Return the whole points at the ends of a scale that holds all ranges."""
    return max(1, *(math.ceil(max(abs(row.low), abs(row.high)) - 1e-9) for row in rows))


def _columns(names: Sequence[str], columns: int) -> tuple[int, int]:
    """Return columns for names (0: above) and for the scale, which is odd, so as to have a middle."""
    label = 0
    if columns >= BELOW:
        label = min(NAME, max(width(clean(name)) for name in names)) + 2
    scale = min(columns - label, MOST_SCALE)
    return label, scale - (scale % 2 == 0)


def _beside(name: str, bar: str, label: int) -> list[str]:
    if label:
        return [pad(fit(clean(name), label - 2), label) + bar.rstrip()]
    return [fit(clean(name), len(bar)), bar.rstrip()]


def _monday(week: str) -> date:
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)

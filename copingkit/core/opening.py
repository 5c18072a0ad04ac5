"""Opening hours: read as text, asked about by a clock on the wall there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS, VARIES = "24/7", "varies"
_DAY = 24 * 60
_WEEK = 7 * _DAY
_PART = re.compile(
    r"(daily|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))?) "
    r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)"
)


class Hours(NamedTuple):
    """When something is open: always, or in spans of minutes since Monday 0:00 there.

    A span past midnight ends on the next day; its end may lie beyond the week. No spans: it varies.
    """

    always: bool
    spans: tuple[tuple[int, int], ...]

    def holds(self, there: datetime) -> bool:
        """Say whether a local time lies in the hours."""
        minute = there.weekday() * _DAY + there.hour * 60 + there.minute
        return self.always or any(
            start <= minute < end or start <= minute + _WEEK < end for start, end in self.spans
        )


def parse_hours(text: str) -> Hours:
    """Return hours written as 24/7, varies, or "Mon-Fri 10:00-18:00, Sat 14:00-20:00, ...".

    `daily` stands for all days. A closing time up to the opening time is on the next day.
    Raises ValueError for anything else.
    """
    if text == ALWAYS:
        return Hours(True, ())
    if text == VARIES:
        return Hours(False, ())
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise ValueError(part.strip())
        opens = int(found[2]) * 60 + int(found[3])
        closes = int(found[4]) * 60 + int(found[5])
        if closes > _DAY:
            raise ValueError(part.strip())
        length = closes - opens if closes > opens else closes - opens + _DAY
        spans += [(day * _DAY + opens, day * _DAY + opens + length) for day in _days(found[1])]
    return Hours(False, tuple(sorted(spans)))


def opens_next(hours: Hours, there: datetime) -> datetime | None:
    """Return the next opening after a local time, within a week; None where there is none."""
    if hours.always or not hours.spans:
        return None
    minute = there.weekday() * _DAY + there.hour * 60 + there.minute
    monday = (there - timedelta(days=there.weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    start = min(s if s > minute else s + _WEEK for s, _ in hours.spans)
    # Wall clock: adding to an aware time of one zone keeps the clock's reading over a change.
    return monday + timedelta(minutes=start)


def _days(text: str) -> list[int]:
    if text == "daily":
        return list(range(7))
    first, _, last = text.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [(start + n) % 7 for n in range((end - start) % 7 + 1)]

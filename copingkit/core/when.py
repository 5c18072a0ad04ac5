"""Reading dates and times as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from copingkit.errors import UsageProblem

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = {
    "morning": time(8), "noon": time(12), "lunchtime": time(12, 30), "afternoon": time(15),
    "evening": time(19), "tonight": time(21), "night": time(23), "midnight": time(0),
}  # fmt: skip
"""What a part of the day is taken for."""
NIGHT_ENDS = 5
"""Until this hour, "last night" and a bare "night" mean the night that is still going on."""
MINUTES = {
    "m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1,
    "h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60,
    "d": 1440, "day": 1440, "days": 1440, "w": 10_080, "week": 10_080, "weeks": 10_080,
}  # fmt: skip
FIRST_YEAR = 1970
WHEN_HINT = (
    'Write it like "now", "2 hours ago", "yesterday 22:30", "last night", "monday 9am", '
    '"14:05", "2026-11-20" or "2026-11-20 07:15".'
)
DAY_HINT = 'Write it like "today", "yesterday", "monday", "3 days ago", "2026-11-20" or "2026-11".'

_AGO = re.compile(r"(an?|\d{1,5}(?:\.\d)?|half an)\s*([a-z]+)\s+ago")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm)?")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_when(text: str, now: datetime, *, future: bool = False) -> datetime:
    """Return the moment meant by text, aware, seen from `now` (aware, local time).

    A time without a day is the most recent one; a day without a time is taken at noon, or at
    `now` where noon is still to come. Raises UsageProblem with examples; also for what is more
    than a day ahead unless `future`.
    """
    phrase = " ".join(text.lower().replace(",", " ").split()).removeprefix("at ")
    try:
        found = _iso(text.strip(), now) or _moment(phrase, now)
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year < FIRST_YEAR:
        raise UsageProblem(f"{text!r} isn't a time copingkit can read.", WHEN_HINT)
    if not future and found - now > timedelta(days=1):
        raise UsageProblem(f"{text!r} is still to come.", "Give a time that has passed.")
    return found


def parse_day(text: str, now: datetime) -> date:
    """Return the day meant by text, seen from `now`; raise UsageProblem with examples."""
    phrase = " ".join(text.lower().split())
    try:
        found = _iso_day(phrase) or _day(phrase, now)
        if found is None and (moment := _iso(text.strip(), now) or _moment(phrase, now)):
            found = moment.date()
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year < FIRST_YEAR:
        raise UsageProblem(f"{text!r} isn't a day copingkit can read.", DAY_HINT)
    return found


def _iso_day(phrase: str) -> date | None:
    if re.fullmatch(r"\d{4}-\d{2}", phrase):
        phrase += "-01"
    return date.fromisoformat(phrase) if _ISO_DATE.fullmatch(phrase) else None


def _iso(text: str, now: datetime) -> datetime | None:
    if not _ISO_DATE.match(text):
        return None
    if len(text) == 10:
        return _noon(date.fromisoformat(text), now)
    # Python 3.10 reads neither a Z nor an hour without minutes.
    text = re.sub(r"[zZ]$", "+00:00", text)
    text = re.sub(r"\s*([+-]\d{2}):?(\d{2})$", r"\1:\2", text)
    text = re.sub(r"^(\S{10})\s+", r"\1T", text)
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else _local(parsed.date(), parsed.time(), now)


def _moment(phrase: str, now: datetime) -> datetime | None:
    if phrase in ("now", "just now", ""):
        return now if phrase else None
    if (back := _ago(phrase)) is not None:
        return now - back
    if phrase == "last night":
        return _last_night(now)
    ago, word, clock_said = phrase.partition(" ago ")
    if word and (back := _ago(f"{ago} ago")) is not None:
        clock = _clock(clock_said.removeprefix("at ").removeprefix("in the "))
        return None if clock is None else _local((now - back).date(), clock, now)
    head, _, tail = phrase.partition(" ")
    if head == "last" and tail:
        head, _, tail = tail.partition(" ")
    day = _day(head, now)
    if day is None and head == "this":
        day, head = now.date(), "today"
    if day is None and _ISO_DATE.fullmatch(head):
        day = date.fromisoformat(head)
    if day is not None and tail:
        clock = _clock(tail.removeprefix("at ").removeprefix("in the "))
        if clock is None:
            return None
        found = _local(day, clock, now)
        # "monday 21:00", said on a Monday at 9: a week ago.
        return _local(day - timedelta(7), clock, now) if head in WEEKDAYS and found > now else found
    if day is not None:
        return _noon(day, now)
    clock = _clock(phrase)
    return None if clock is None else _latest(clock, now)


def _ago(phrase: str) -> timedelta | None:
    match = _AGO.fullmatch(phrase)
    if not match or match[2] not in MINUTES:
        return None
    count = 0.5 if match[1] == "half an" else 1 if match[1] in ("a", "an") else float(match[1])
    return timedelta(minutes=count * MINUTES[match[2]])


def _day(phrase: str, now: datetime) -> date | None:
    today = now.date()
    phrase = phrase.removeprefix("last ") if phrase != "last night" else phrase
    if phrase in ("today", "yesterday"):
        return today - timedelta(days=phrase == "yesterday")
    if len(phrase) >= 3:
        for number, name in enumerate(WEEKDAYS):
            if name.startswith(phrase):
                return today - timedelta(days=(today.weekday() - number) % 7)
    back = _ago(phrase)
    return None if back is None else (now - back).date()


def _clock(phrase: str) -> time | None:
    if phrase in PARTS:
        return PARTS[phrase]
    match = _CLOCK.fullmatch(phrase)
    if not match or not (match[2] or match[3]):
        return None
    hour = int(match[1])
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, int(match[2] or 0))


def _last_night(now: datetime) -> datetime:
    evening = _local(now.date() - timedelta(days=1), PARTS["night"], now)
    return min(evening, now) if now.hour >= NIGHT_ENDS else now - timedelta(hours=1)


def _latest(clock: time, now: datetime) -> datetime:
    found = _local(now.date(), clock, now)
    return found if found <= now else _local(now.date() - timedelta(days=1), clock, now)


def _noon(day: date, now: datetime) -> datetime:
    noon = _local(day, PARTS["noon"], now)
    return now if day == now.date() and noon > now else noon


def _local(day: date, clock: time, now: datetime) -> datetime:
    """Return a wall-clock time with the offset that holds on that day.

    A fixed offset (what `datetime.astimezone()` gives) doesn't know of summer time; the
    system's rules do, and are asked when `now` carries the system's own offset.
    """
    naive = datetime.combine(day, clock)
    if now.tzinfo is None:
        return naive.astimezone()
    if hasattr(now.tzinfo, "key") or now.astimezone().utcoffset() != now.utcoffset():
        return naive.replace(tzinfo=now.tzinfo)
    return naive.astimezone()

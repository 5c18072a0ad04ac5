"""Other programs' exports: jrnl's JSON and Daylio's CSV."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from copingkit.core.entry import LABEL, Entry
from copingkit.core.when import parse_when
from copingkit.journal.ids import time_part

Found = tuple[Entry, str]
"""An entry, and the id it gets."""
Row = Mapping[str, Any]
Reader = Callable[[Row, datetime, dict[str, int]], Found]
"""(row, now, rows seen so often) -> what was found in it"""

DAYLIO = frozenset({"time", "mood", "activities"})
DAYLIO_DATES = ("full_date", "year")
"""What names the day: versions before 2019 wrote "2018" and "18 May" in two columns."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TAG = re.compile(r"</?(?:p|div|br|b|strong|i|em|u|s|ul|ol|li|span)\b[^>]{0,200}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^>]{0,200}>|</(?:p|div|li)>", re.IGNORECASE)


def derived_id(entry: Entry, seen: dict[str, int]) -> str:
    """Return an id made from an entry's time and content: the same row gets the same id again.

    So nothing is imported twice, not even on two devices. `seen` counts rows that are the same.
    """
    from hashlib import blake2b
    from json import dumps

    content = dumps(entry.to_doc(), sort_keys=True)
    seen[content] = seen.get(content, 0) + 1
    digest = blake2b(f"{seen[content]}:{content}".encode(), digest_size=10).digest()
    noise = int.from_bytes(digest, "big")
    rand_a, rand_b = noise >> 62 & 0xFFF, noise & (1 << 62) - 1
    return time_part(entry.when) + f"{0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b:020x}"


def is_jrnl(parsed: object) -> bool:
    """Say whether a parsed JSON file is an export of jrnl."""
    return (
        isinstance(parsed, dict)
        and isinstance(entries := parsed.get("entries"), list)
        and all(isinstance(entry, dict) and "date" in entry for entry in entries)
    )


def read_jrnl(row: Row, now: datetime, seen: dict[str, int]) -> Found:
    """Return a check-in: title and body as the note, tags, starred as a tag."""
    at = parse_when(f"{row['date']} {row.get('time') or '12:00'}", now, future=True)
    tags = [_label(str(tag).lstrip("@#")) for tag in row.get("tags") or ()]
    tags += ["starred"] if row.get("starred") is True else []
    return _check_in(at, [str(row.get(name) or "") for name in ("title", "body")], tags, {}, seen)


def is_daylio(columns: Iterable[str]) -> bool:
    """Say whether a header is Daylio's."""
    named = {*columns}
    return named >= DAYLIO and not named.isdisjoint(DAYLIO_DATES)


def read_daylio(row: Row, now: datetime, seen: dict[str, int]) -> Found:
    """Return a check-in: mood and activities as tags, title and note as the note.

    A mood is no 0-10 of distress, so it isn't made into one; its own word is kept as `mood`.
    """
    clock = row["time"].lower().replace(".m.", "m").strip()
    at = parse_when(f"{_daylio_day(row)} {clock or '12:00'}", now, future=True)
    mood = (row.get("mood") or "").strip()
    tags = [_label(f"mood-{mood}")] if mood else []
    tags += [_label(part) for part in (row.get("activities") or "").split("|")]
    parts = [_plain(row.get(name) or "") for name in ("note_title", "note")]
    return _check_in(at, parts, tags, {"mood": mood} if mood else {}, seen)


def _daylio_day(row: Row) -> str:
    if row.get("full_date"):
        return str(row["full_date"]).strip()
    words = re.findall(r"\w+", row["date"].lower())
    (day,) = (word for word in words if word.isdecimal())
    (month,) = (MONTHS.index(word[:3]) + 1 for word in words if not word.isdecimal())
    return f"{int(row['year']):04d}-{month:02d}-{int(day):02d}"


def _check_in(
    at: datetime, parts: list[str], tags: list[str], extra: dict[str, Any], seen: dict[str, int]
) -> Found:
    entry = Entry(
        kind="checkin",
        at=at.isoformat(timespec="seconds"),
        note="\n".join(part.strip() for part in parts if part.strip()),
        tags=tuple(tag for tag in tags if tag),
        extra=extra,
    ).checked()
    return entry, derived_id(entry, seen)


def _label(text: str) -> str:
    return re.sub(r"[\s,;]+", "-", text.strip())[:LABEL].strip("-")


def _plain(text: str) -> str:
    """Return a note without the formatting newer versions of Daylio write."""
    if not _TAG.search(text):
        return text.strip()
    from html import unescape

    return unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()

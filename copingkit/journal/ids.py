"""Ids: made from an entry's own time, so that they sort by time and no device's meet."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone

_last = (-1, 0)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def new_id(when: datetime) -> str:
    """Return a UUIDv7 (RFC 9562) for a moment, as 32 hex digits.

    Ids made one after the other for one millisecond sort in that order (RFC 9562, 6.2, method 1).
    `import uuid` would cost every start more than the rest of a write does.
    """
    global _last
    milliseconds = int(time_part(when), 16)
    noise = int.from_bytes(os.urandom(10), "big")
    rand_a, rand_b = noise >> 62 & 0x7FF, noise & (1 << 62) - 1
    if _last[0] == milliseconds and _last[1] < 0xFFF:
        rand_a = _last[1] + 1
    _last = milliseconds, rand_a
    return f"{milliseconds << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b:032x}"


def time_part(when: datetime) -> str:
    """Return the part of an id that a moment gives: 12 hex digits, milliseconds since 1970."""
    return f"{max(0, (when - _EPOCH) // timedelta(milliseconds=1)):012x}"


def key_id(key: str) -> str:
    """Return the id of a keyed document, the same on every device, as 32 hex digits."""
    from hashlib import blake2b

    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def month_of(entry_id: str) -> str:
    """Return the UTC month in an entry's id, `YYYY-MM`: it picks the file."""
    moment = _EPOCH + timedelta(milliseconds=int(entry_id[:12], 16))
    return moment.isoformat()[:7]


def is_id(text: object) -> bool:
    """Say whether something is an id as stored: 32 lower-case hex digits."""
    return isinstance(text, str) and len(text) == 32 and not text.strip("0123456789abcdef")


def stamp(now: datetime) -> str:
    """Return a moment in UTC in one length, so that stamps sort as text."""
    return now.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""Keep a key that is held, or pressed once too often, from answering what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SILENCE, LONGEST = 0.3, 5.0
"""Seconds: a held key repeats within 0.1, and whoever leans on one lets go in time."""

_LEADS_THROUGH = frozenset("nbr+-=_m ") | {"enter", "left", "right", "up", "down"}


def let_go(keys: Any, clock: Callable[[], float]) -> None:
    """Drop keys that lead through a guide until there are none for a moment; others are left.

    After a guide `n` would say that it changed nothing, and `b` that it helped a bit.
    """
    if not keys.can_ask:
        return
    until = clock() + LONGEST
    while clock() < until:
        key = keys.read(SILENCE)
        if key is None:
            return
        if key.lower() not in _LEADS_THROUGH and key not in ("resize", "resume"):
            keys.unread(key)
            return

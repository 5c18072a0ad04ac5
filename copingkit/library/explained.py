"""The shape of a rule in words."""

from __future__ import annotations

from typing import NamedTuple


class Explained(NamedTuple):
    """One rule in words."""

    rule: str
    why: str
    bad: str
    good: str

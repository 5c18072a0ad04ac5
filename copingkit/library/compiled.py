"""The compiled form of a shelf: parsed once, kept in the cache folder, checked against the files.

Parsing YAML costs more than anything else at start-up. The cache may be deleted at any time, is
rebuilt when a file changes, and is done without when its folder can't be written.

Layout: one JSON header line, one line with all index rows, then one line for each strategy.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .. import __version__
from ..core.card import Card

FORMAT = 1
# size and mtime_ns of the strategy file, then of its translation (0, 0 without one).
Stamp = tuple[int, int, int, int]


class Row(NamedTuple):
    """One strategy of a shelf: its card, its files' stamp, and its tree as one JSON line."""

    card: Card
    stamp: Stamp
    line: bytes


class Compiled:
    """The cache file of one shelf in one language."""

    def __init__(self, cache: Path, folder: Path, language: str) -> None:
        from zlib import crc32

        tag = f"{crc32(os.fsencode(folder.absolute())):08x}"
        self.path = cache / f"shelf-{FORMAT}-{tag}-{language}.json"
        self.header = {"format": FORMAT, "made_by": __version__, "folder": str(folder.absolute())}
        self.rows: dict[str, Row] = {}
        self.extra: dict[str, Any] = {}
        self._load()

    def refresh(
        self,
        stamps: dict[str, Stamp],
        load: Callable[[str], tuple[Card, dict[str, Any]] | None],
        extra: dict[str, Any],
    ) -> None:
        """Bring the rows up to the files' stamps, loading only what changed; keep the result."""
        changed = extra != self.extra or len(stamps) != len(self.rows)
        rows: dict[str, Row] = {}
        for identifier, stamp in stamps.items():
            row = self.rows.get(identifier)
            if row is not None and row.stamp == stamp:
                rows[identifier] = row
                continue
            loaded = load(identifier)
            changed = True
            if loaded is not None:
                card, tree = loaded
                line = json.dumps(tree, separators=(",", ":")).encode()
                rows[identifier] = Row(card, stamp, line)
        self.rows, self.extra = rows, extra
        if changed:
            self._keep()

    def _load(self) -> None:
        try:
            header, index, *lines = self.path.read_bytes().split(b"\n")
            head = json.loads(header)
            if {k: head.get(k) for k in self.header} != self.header:
                return
            self.extra = head["extra"]
            for (card, stamp), line in zip(json.loads(index), lines, strict=True):
                self.rows[card[0]] = Row(Card(*card), tuple(stamp), line)
        except (OSError, ValueError, KeyError, TypeError):
            # Missing, torn or foreign: it is only a cache.
            self.rows, self.extra = {}, {}

    def _keep(self) -> None:
        rows = self.rows.values()
        head = json.dumps({**self.header, "extra": self.extra}).encode()
        index = json.dumps([[r.card, r.stamp] for r in rows], separators=(",", ":")).encode()
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(b"\n".join([head, index, *(r.line for r in rows)]))
            beside.replace(self.path)
        except OSError:
            return

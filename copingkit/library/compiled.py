"""The compiled form of a shelf: parsed once, kept in the cache folder, checked against the files.

Parsing YAML costs more than anything else at start-up. The cache may be deleted at any time, is
rebuilt when a file changes, and is done without when its folder can't be written.

Layout: one JSON header line, one line with all index rows, then one line for each strategy.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .. import __version__
from ..core.card import Card

FORMAT = 2
# size and mtime_ns of the strategy file, then of its translation (0, 0 without one).
Stamp = tuple[int, int, int, int]

Loaded = tuple[Card, dict[str, Any]]


class Row(NamedTuple):
    """One strategy of a shelf: its card, its files' stamp, and its tree as one JSON line."""

    card: Card
    stamp: Stamp
    line: bytes


class Compiled:
    """The cache file of one shelf in one language.

    `bad` holds the files that can't be read, each with its stamp and what is wrong: they are not
    parsed again until they change.
    """

    def __init__(self, cache: Path, folder: Path, language: str) -> None:
        from zlib import crc32

        tag = f"{crc32(os.fsencode(folder.absolute())):08x}"
        self.path = cache / f"shelf-{FORMAT}-{tag}-{language}.json"
        self.header = {"format": FORMAT, "made_by": __version__, "folder": str(folder.absolute())}
        self.rows: dict[str, Row] = {}
        self.bad: dict[str, tuple[Stamp, str]] = {}
        self.extra: dict[str, Any] = {}
        self._load()

    def refresh(
        self, stamps: dict[str, Stamp], load: Callable[[str], Loaded | str], extra: dict[str, Any]
    ) -> None:
        """Bring the rows up to the files' stamps, loading only what changed; keep the result.

        `load` returns a strategy's card and tree, or what is wrong with its file.
        """
        changed = extra != self.extra or len(stamps) != len(self.rows) + len(self.bad)
        rows: dict[str, Row] = {}
        bad: dict[str, tuple[Stamp, str]] = {}
        for identifier, stamp in stamps.items():
            row, wrong = self.rows.get(identifier), self.bad.get(identifier)
            if row is not None and row.stamp == stamp:
                rows[identifier] = row
            elif wrong is not None and wrong[0] == stamp:
                bad[identifier] = wrong
            else:
                changed = True
                loaded = load(identifier)
                if isinstance(loaded, str):
                    bad[identifier] = (stamp, loaded)
                else:
                    card, tree = loaded
                    line = json.dumps(tree, separators=(",", ":")).encode()
                    rows[identifier] = Row(card, stamp, line)
        self.rows, self.bad, self.extra = rows, bad, extra
        if changed:
            self._keep()

    def _load(self) -> None:
        try:
            header, index, *lines = self.path.read_bytes().split(b"\n")
            head = json.loads(header)
            if {k: head.get(k) for k in self.header} != self.header:
                return
            self.bad = {i: (tuple(stamp), what) for i, (stamp, what) in head["bad"].items()}
            self.extra = head["extra"]
            for (card, stamp), line in zip(json.loads(index), lines, strict=True):
                self.rows[card[0]] = Row(Card(*card), tuple(stamp), line)
        except (OSError, ValueError, KeyError, TypeError):
            # Missing, torn or foreign: it is only a cache.
            self.rows, self.bad, self.extra = {}, {}, {}

    def _keep(self) -> None:
        rows = self.rows.values()
        head = json.dumps({**self.header, "bad": self.bad, "extra": self.extra}).encode()
        index = json.dumps([[r.card, r.stamp] for r in rows], separators=(",", ":")).encode()
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(b"\n".join([head, index, *(r.line for r in rows)]))
            beside.replace(self.path)
        except OSError:
            return

"""The compiled form of a shelf: parsed once, kept in the cache folder, checked against the files.

Parsing YAML costs more than anything else at start-up. The cache may be deleted at any time, is
rebuilt when a file changes, and is done without when its folder can't be written.

Layout: a mark, the index's length and checksum, the index (marshal: four times as quick as JSON,
and ours alone, as the folder is), then one JSON line for each strategy, read when it is asked for.
"""

import json
import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from .. import __version__
from ..core.card import Card

FORMAT = 3
MARK = b"coping-3"
# id, then size and mtime_ns of the strategy file and of its translation (0, 0 without one).
Stamp = tuple[str, int, int, int, int]

Loaded = tuple[Card, dict[str, Any]]


class _Index(NamedTuple):
    """What is kept in front of the lines. `ends` are where they end, from the first one's start."""

    header: dict[str, Any]
    extra: dict[str, Any]
    stamps: Sequence[Stamp]
    bad: dict[str, str]
    cards: Sequence[tuple[Any, ...]]
    ends: Sequence[int]


class Compiled:
    """The cache file of one shelf in one language.

    `cards` are in the order of their ids. `bad` maps the files that can't be read to what is wrong:
    they are not parsed again until they change.
    """

    def __init__(self, cache: Path, folder: Path, language: str) -> None:
        tag = f"{crc32(os.fsencode(folder.absolute())):08x}"
        # What marshal writes differs between Pythons.
        self.path = cache / f"shelf-{FORMAT}-{sys.implementation.cache_tag}-{tag}-{language}.bin"
        self.header = {"made_by": __version__, "folder": str(folder.absolute())}
        self.stamps: Sequence[Stamp] = []
        self.bad: dict[str, str] = {}
        self.extra: dict[str, Any] = {}
        self.cards: list[Card] = []
        self._fresh: dict[str, bytes] = {}
        self._ends: Sequence[int] = []
        self._start = b""
        self._lines_from = 0
        self._load()

    def forget(self) -> None:
        """Take nothing over from what was kept."""
        self.stamps, self.bad, self.extra = [], {}, {}
        self.cards, self._ends = [], []

    def refresh(
        self, stamps: Sequence[Stamp], load: Callable[[Stamp], Loaded | str], extra: dict[str, Any]
    ) -> None:
        """Bring the cards up to the files' stamps, loading only what changed; keep the result.

        `load` returns a strategy's card and tree, or what is wrong with its file.
        """
        if stamps == self.stamps and extra == self.extra:
            return
        known = dict(zip((s[0] for s in self.stamps), self.stamps, strict=True))
        old = {card.id: (card, line) for card, line in zip(self.cards, self.lines(), strict=False)}
        bad: dict[str, str] = {}
        cards: list[Card] = []
        self._fresh = {}
        for stamp in stamps:
            identifier = stamp[0]
            same = known.get(identifier) == stamp
            if same and identifier in old:
                card, self._fresh[identifier] = old[identifier]
            elif same and identifier in self.bad:
                bad[identifier] = self.bad[identifier]
                continue
            else:
                loaded = load(stamp)
                if isinstance(loaded, str):
                    bad[identifier] = loaded
                    continue
                card, tree = loaded
                self._fresh[identifier] = json.dumps(tree, separators=(",", ":")).encode()
            cards.append(card)
        self.stamps, self.bad, self.extra, self.cards = stamps, bad, extra, cards
        self._keep()

    def line(self, identifier: str) -> bytes:
        """Return a strategy's tree as JSON; b"" where the kept file has changed or gone since."""
        if identifier in self._fresh:
            return self._fresh[identifier]
        try:
            number = [card.id for card in self.cards].index(identifier)
            begin = self._ends[number - 1] if number else 0
            with self.path.open("rb") as file:
                if file.read(len(self._start)) != self._start:
                    return b""
                file.seek(self._lines_from + begin)
                return file.read(self._ends[number] - begin)
        except (OSError, ValueError, IndexError):
            return b""

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of all cards, as far as they are still there."""
        if self._fresh:
            yield from self._fresh.values()
            return
        try:
            raw = self.path.read_bytes()
        except OSError:
            return
        if raw.startswith(self._start):
            begin = 0
            for end in self._ends:
                yield raw[self._lines_from + begin : self._lines_from + end]
                begin = end

    def _load(self) -> None:
        try:
            with self.path.open("rb") as file:
                start = file.read(len(MARK) + 12)
                length, checksum = int.from_bytes(start[8:16], "big"), start[16:]
                size = os.fstat(file.fileno()).st_size
                if start[:8] != MARK or length > size:
                    return
                raw = file.read(length)
            # Marshal must see nothing that we haven't written: torn files stop here.
            if crc32(raw).to_bytes(4, "big") != checksum:
                return
            index = _Index(*marshal.loads(raw))
            lines_from = len(start) + length
            whole = size == lines_from + (index.ends[-1] if index.ends else 0)
            if index.header != self.header or not whole:
                return
            cards = list(map(Card._make, index.cards))
        except (OSError, ValueError, EOFError, TypeError, AttributeError, KeyError, IndexError):
            # Missing or foreign: it is only a cache.
            return
        self._start, self._lines_from = start, lines_from
        self.stamps, self.bad, self.extra = index.stamps, index.bad, index.extra
        self.cards, self._ends = cards, index.ends

    def _keep(self) -> None:
        lines = [self._fresh[card.id] for card in self.cards]
        ends, end = [], 0
        for line in lines:
            end += len(line)
            ends.append(end)
        plain = [tuple(card) for card in self.cards]
        index = (self.header, self.extra, list(self.stamps), self.bad, plain, ends)
        raw = marshal.dumps(index)
        start = MARK + len(raw).to_bytes(8, "big") + crc32(raw).to_bytes(4, "big")
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(b"".join([start, raw, *lines]))
            beside.replace(self.path)
        except OSError:
            return

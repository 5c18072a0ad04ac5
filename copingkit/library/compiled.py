"""The compiled form of a shelf: parsed once, kept in the cache folder, checked against the files.

Parsing YAML costs more than anything else at start-up. The cache may be deleted at any time, is
rebuilt when a file changes, and is done without when its folder can't be written.

Layout: a mark, the index's length and checksum, the index (marshal: four times as quick as JSON,
and ours alone, as the folder is), then one JSON line for each strategy, read when it is asked for.
"""

import gc
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
from ..paths import make_private

FORMAT = 3
MARK = b"coping-3"
MANY = 1000

Loaded = tuple[Card, dict[str, Any]]


class Stamps(NamedTuple):
    """A folder's files as it lists them: ids, NUL between them, then size and mtime_ns of each.

    Two pieces instead of ten thousand: they are compared at every start.
    """

    ids: str = ""
    numbers: bytes = b""

    def by_id(self) -> dict[str, bytes]:
        """Map each id to its numbers."""
        if not self.ids:
            return {}
        pieces = (self.numbers[n : n + 16] for n in range(0, len(self.numbers), 16))
        return dict(zip(self.ids.split("\0"), pieces, strict=True))


class _Index(NamedTuple):
    """What is kept in front of the lines. `ends` are where they end, from the first one's start."""

    header: dict[str, Any]
    extra: dict[str, Any]
    stamps: tuple[Stamps, Stamps]
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
        # Of the strategies, and of their translations.
        self.stamps = (Stamps(), Stamps())
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
        self.stamps, self.bad, self.extra = (Stamps(), Stamps()), {}, {}
        self.cards, self._ends = [], []

    def refresh(
        self,
        stamps: tuple[Stamps, Stamps],
        load: Callable[[str], Loaded | str],
        extra: dict[str, Any],
    ) -> None:
        """Bring the cards up to the files' stamps, loading only what changed; keep the result.

        `load` returns a strategy's card and tree, or what is wrong with its file.
        """
        if stamps == self.stamps and extra == self.extra:
            return
        known, present = _joined(self.stamps), _joined(stamps)
        old = {card.id: (card, line) for card, line in zip(self.cards, self.lines(), strict=False)}
        bad: dict[str, str] = {}
        cards: list[Card] = []
        self._fresh = {}
        for identifier, stamp in sorted(present.items()):
            same = known.get(identifier) == stamp
            if same and identifier in old:
                card, self._fresh[identifier] = old[identifier]
            elif same and identifier in self.bad:
                bad[identifier] = self.bad[identifier]
                continue
            else:
                loaded = load(identifier)
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
            stamps = (Stamps(*index.stamps[0]), Stamps(*index.stamps[1]))
        except (OSError, ValueError, EOFError, TypeError, AttributeError, KeyError, IndexError):
            # Missing or foreign: it is only a cache.
            return
        self._start, self._lines_from = start, lines_from
        self.stamps, self.bad, self.extra = stamps, index.bad, index.extra
        self.cards, self._ends = cards, index.ends
        if len(cards) > MANY:
            # They stay to the end; the collector needn't walk them, not even on the way out.
            gc.freeze()

    def _keep(self) -> None:
        lines = [self._fresh[card.id] for card in self.cards]
        ends, end = [], 0
        for line in lines:
            end += len(line)
            ends.append(end)
        stamps = [list(part) for part in self.stamps]
        index: Any = (self.header, self.extra, stamps, self.bad, _shared(self.cards), ends)
        raw = marshal.dumps(index)
        start = MARK + len(raw).to_bytes(8, "big") + crc32(raw).to_bytes(4, "big")
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            make_private(self.path.parent)
            beside.write_bytes(b"".join([start, raw, *lines]))
            beside.replace(self.path)
        except OSError:
            return


def _joined(stamps: tuple[Stamps, Stamps]) -> dict[str, tuple[bytes, bytes]]:
    own, other = stamps[0].by_id(), stamps[1].by_id()
    return {
        identifier: (numbers, other.get(identifier, b"")) for identifier, numbers in own.items()
    }


def _shared(cards: Sequence[Card]) -> list[tuple[Any, ...]]:
    """Return the cards' rows with equal values being one object, which marshal writes once."""
    seen: dict[Any, Any] = {}

    def one(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            value = tuple(seen.setdefault(part, part) for part in value)
        return seen.setdefault(value, value) if isinstance(value, (str, tuple)) else value

    return [tuple(map(one, card)) for card in cards]

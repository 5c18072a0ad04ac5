"""The catalogue: every strategy on every shelf, mine over added over shipped.

First aid is the exception: nothing of an added library stands in for it, only a person's own.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core import vocabulary as vocab
from ..core.card import Card
from ..core.fold import fold
from ..core.vocabulary import Vocabulary
from ..errors import InvalidContent, NotFound, UsageProblem
from .compiled import Compiled, Loaded, Stamps

if TYPE_CHECKING:
    from ..core.strategy import Strategy
    from .outcomes import Outcome

MINE = "mine"
SHIPPED = "shipped"
SHARED = ("vocabulary.yaml", "sources.yaml", "outcomes.yaml")


class Shelf(NamedTuple):
    """A folder of strategies. `folder` holds one YAML file each; translations stand beside it."""

    name: str
    folder: Path


class Found(NamedTuple):
    """A strategy with its card; `note` holds marks of what to say before its words.

    `from:NAME` for an added library, `unreviewed` and `outdated` for a translation.
    """

    card: Card
    strategy: Strategy
    note: str


class Catalogue:
    """Looks strategies up on shelves, best shelf first, in a language where there are words."""

    def __init__(self, root: Path, shelves: Iterable[Shelf], cache: Path, language: str) -> None:
        self.root = root
        self.shelves = tuple(shelves)
        self.cache = cache
        self.language = language
        self.problems: list[str] = []
        self._compiled: dict[str, Compiled] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the shared library."""
        return vocab.from_tree(self._shipped.extra["vocabulary"])

    @property
    def citations(self) -> dict[str, str]:
        """Map the keys of sources to their citations, with the address where there is one."""
        return dict(self._shipped.extra["citations"])

    @property
    def outcomes(self) -> list[Outcome]:
        """Peers' counts by strategy and need."""
        from .outcomes import Outcome

        return [Outcome(*row) for row in self._shipped.extra["outcomes"]]

    @cached_property
    def cards(self) -> list[Card]:
        """Every strategy's card; where two share an id, the lower shelf's is named `source/id`."""
        taken: set[str] = set()
        cards: list[Card] = []
        for shelf in self.shelves:
            compiled = self._shipped if shelf.name == SHIPPED else self._compile(shelf)
            found = compiled.cards
            if shelf.name not in (MINE, SHIPPED):
                found = [card for card in found if card.id not in self._first_aid]
            ids = {card.id for card in found}
            if not taken.isdisjoint(ids):
                found = [
                    card._replace(name=f"{shelf.name}/{card.id}") if card.id in taken else card
                    for card in found
                ]
            taken |= ids
            cards += found
        return cards

    def card(self, name: str) -> Card:
        """Return the card for an id, a `source/id`, a title or another name; NotFound offers one.

        UsageProblem for a title that more than one of mine has.
        """
        wanted = fold(name.strip())
        for card in self.cards:
            if wanted in (card.name, f"{card.source or SHIPPED}/{card.id}"):
                return card
        mine = sorted(c.id for c in self.cards if c.source == MINE and fold(c.title) == wanted)
        if len(mine) > 1 and wanted not in mine:
            raise UsageProblem(
                f'{len(mine)} of my own are called "{name.strip()[:60]}": {", ".join(mine)}.',
                f"Say which one by its id, such as {mine[0]}. See them: coping mine list",
            )
        for card in sorted(self.cards, key=self._named_last):
            if wanted == card.id or wanted in map(fold, (card.title, *card.aliases)):
                return card
        from ..core.reading import closest

        names = {c.name: c.name for c in self.cards}
        names.update({fold(c.title): c.name for c in self.cards})
        near = closest(wanted.replace(" ", "-"), names) or closest(wanted, names)
        shown = "".join(c for c in name if c.isprintable())[:60]
        raise NotFound(
            f'There is no strategy "{shown}".',
            f"Did you mean {names[near]}?" if near else f'Look for one with: coping find "{shown}"',
        )

    def get(self, name: str) -> Found:
        """Return a whole strategy; the errors are those of `card`."""
        from ..core import strategy as model
        from ..core.reading import ROOM

        card = self.card(name)
        tree = self._tree(card)
        note = tree.pop("_note", "")
        if added_by(card):
            note = f"from:{card.source} {note}".rstrip()
        found, problems = model.read(card.id, tree, _Anything(), ROOM)
        if found is None:
            raise InvalidContent(
                f"The cache of {card.id} is damaged ({problems[0].what}).",
                f"Delete the folder {self.cache}; nothing personal is in it.",
            )
        return Found(card, found, note)

    def trees(self) -> Iterator[tuple[Card, dict[str, Any]]]:
        """Yield every card with its strategy as a plain tree."""
        _ = self.cards
        for shelf, compiled in self._compiled.items():
            left_out = frozenset() if shelf in (MINE, SHIPPED) else self._first_aid
            lines = [*compiled.lines()]
            for number, card in enumerate(compiled.cards):
                if card.id not in left_out:
                    yield card, json.loads(lines[number]) if lines else self._tree(card)

    def _named_last(self, card: Card) -> bool:
        # A title or another name of first aid means first aid, whoever else uses it.
        return card.source != MINE and card.id not in self._first_aid

    @cached_property
    def _first_aid(self) -> frozenset[str]:
        return frozenset(self._shipped.extra["vocabulary"]["first_aid"])

    def _tree(self, card: Card) -> dict[str, Any]:
        name = card.source or SHIPPED
        try:
            tree = json.loads(self._compiled[name].line(card.id))
            if isinstance(tree, dict):
                return tree
        except ValueError:
            pass
        # Another process has rewritten the cache since, or it is torn: the file itself knows.
        shelf = next(s for s in self.shelves if s.name == name)
        loaded = self._load(shelf, card.id, self.vocabulary)
        if isinstance(loaded, str):
            raise InvalidContent(loaded, "Then ask for it again.")
        return loaded[1]

    @cached_property
    def _shipped(self) -> Compiled:
        shelf = next(s for s in self.shelves if s.name == SHIPPED)
        return self._compile(shelf, with_vocabulary=True)

    @property
    def _shared(self) -> tuple[str, ...]:
        words = f"vocabulary.{self.language}.yaml"
        return SHARED if self.language == "en" else (*SHARED, words)

    def _compile(self, shelf: Shelf, *, with_vocabulary: bool = False) -> Compiled:
        compiled = Compiled(self.cache, shelf.folder, self.language)
        self._compiled[shelf.name] = compiled
        # The vocabulary decides whether a file is valid, so its stamp belongs to every shelf.
        stamp = [part for name in self._shared for part in _stamp_of(self.root / name)]
        extra: dict[str, Any] = {"stamp": stamp}
        if compiled.extra.get("stamp") == stamp:
            extra = compiled.extra
        else:
            compiled.forget()
            if with_vocabulary:
                from .shelving import shared_extra

                extra |= shared_extra(self.root, self.language)

        def load(identifier: str) -> Loaded | str:
            vocabulary = (
                vocab.from_tree(extra["vocabulary"]) if with_vocabulary else self.vocabulary
            )
            return self._load(shelf, identifier, vocabulary)

        translations = self._translations(shelf)
        stamps = (_scan(shelf.folder), _scan(translations) if translations else Stamps())
        compiled.refresh(stamps, load, extra)
        self.problems += extra.get("problems", [])
        self.problems += compiled.bad.values()
        return compiled

    def _translations(self, shelf: Shelf) -> Path | None:
        return shelf.folder.parent / self.language if self.language != "en" else None

    def _load(self, shelf: Shelf, identifier: str, vocabulary: Vocabulary) -> Loaded | str:
        from .shelving import load_one

        translations = self._translations(shelf)
        if translations and not os.path.lexists(translations / f"{identifier}.yaml"):
            translations = None
        return load_one(shelf.folder, identifier, translations, vocabulary, _source(shelf))


def added_by(card: Card) -> str:
    """Return the added library a card is from; "" for the shipped one and a person's own."""
    return "" if card.source == MINE else card.source


class _Anything:
    """Stands in for the vocabulary when a tree was checked before it was cached."""

    def ids(self, name: str) -> _Anything:
        return self

    def __contains__(self, _: object) -> bool:
        return True


def _source(shelf: Shelf) -> str:
    return "" if shelf.name == SHIPPED else shelf.name


def _stamp_of(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return [0, 0]
    return [found.st_size, found.st_mtime_ns]


def _scan(folder: Path) -> Stamps:
    names: list[str] = []
    numbers = array("q")
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(".yaml") and name[0] != ".":
                    status = entry.stat(follow_symlinks=False)
                    names.append(name[:-5])
                    numbers.append(status.st_size)
                    numbers.append(status.st_mtime_ns)
    except OSError:
        return Stamps()
    return Stamps("\0".join(names), numbers.tobytes())

"""What the other files of a library take up: titles, other names, and runs of words."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import strategy as model
from ..core.strategy import Strategy
from ..core.vocabulary import Vocabulary
from ..errors import InvalidContent
from . import files
from .check_claim import RUN, Claim, claim_of, folded
from .check_words import split

if TYPE_CHECKING:
    from .catalogue import Catalogue

FEWEST_RUNS = 12
# So many of the strategies that share most are compared run by run.
MOST_COMPARED = 4


class _Quick(Vocabulary):
    """A vocabulary that makes each of its lists of ids once, not for every file."""

    def ids(self, name: str) -> frozenset[str]:
        """Return the allowed ids of a named list."""
        kept: dict[str, frozenset[str]] = self.__dict__
        if name not in kept:
            kept[name] = super().ids(name)
        return kept[name]


class Library:
    """A library as a candidate meets it. `add` puts a strategy among the others."""

    def __init__(self, root: Path, vocabulary: Vocabulary, sources: Collection[str]) -> None:
        self.root = root
        self.vocabulary = _Quick(*vocabulary)
        self.sources = frozenset(sources)
        self.today = date.today()
        self.english: dict[str, Strategy] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._ids: list[str] = []
        self._texts: list[str] = []
        # Each run's first owner: one is enough to meet a copy of it, and lists would cost memory.
        self._owners: dict[str, int] = {}

    @classmethod
    def at(cls, root: Path) -> Library:
        """Open the library in a folder, with nothing in it yet; InvalidContent when it has no
        readable vocabulary.
        """
        try:
            vocabulary = files.load_vocabulary(root)
        except (KeyError, TypeError, AttributeError) as error:
            raise InvalidContent(
                f"{root / 'vocabulary.yaml'} isn't a vocabulary ({type(error).__name__}: {error}).",
                "Compare it with the one that came with copingkit.",
            ) from None
        return cls(root, vocabulary, tuple(_keys(root / "sources.yaml")))

    @classmethod
    def of_catalogue(cls, catalogue: Catalogue) -> Library:
        """Take a catalogue's shared strategies, quicker than reading their files.

        In another language it holds translations: what is shared is compared with the English.
        """
        if catalogue.language != files.ENGLISH:
            found = cls.at(catalogue.root)
            found.add_files()
            return found
        found = cls(catalogue.root, catalogue.vocabulary, catalogue.citations)
        for card in catalogue.cards:
            if not card.source:
                found.add(catalogue.get(card.name).strategy)
        return found

    def add_files(self, skipped: Collection[Path] = ()) -> None:
        """Add the English files but some; what can't be read is left out, their own check says why."""
        folder = self.root.absolute() / files.ENGLISH
        left_out = {os.fspath(path.absolute()) for path in skipped}
        above = os.fspath(folder) + os.sep
        for name in files.strategy_names(folder):
            if above + name not in left_out:
                found = self._load(folder / name)
                if found is not None:
                    self.add(found)

    def add(self, strategy: Strategy) -> None:
        """Put a strategy among the others."""
        self.take(claim_of(strategy, files.ENGLISH))

    def take(self, claim: Claim) -> None:
        """Let a file have its names, and its runs of words, as far as nobody has them."""
        for name in claim.folded:
            self._names.setdefault((claim.language, name), claim.id)
        if not claim.text:
            return
        number = len(self._ids)
        self._ids.append(claim.id)
        self._texts.append(claim.text)
        for run in claim.anchors:
            self._owners.setdefault(run, number)

    def owner_of(self, name: str, language: str) -> str:
        """Return the id of the strategy that has a title or other name, or ""."""
        return self._names.get((language, folded(name)), "")

    def owners_of(self, claim: Claim) -> list[str]:
        """Return the id of another that has it, or "", for each name of a file."""
        names, language, own = self._names, claim.language, ("", claim.id)
        owners = [names.get((language, name), "") for name in claim.folded]
        return [owner if owner not in own else "" for owner in owners]

    def original(self, identifier: str) -> Strategy | None:
        """Return the English strategy with an id, read from its file when it isn't here yet."""
        if identifier not in self.english:
            found = self._load(self.root / files.ENGLISH / f"{identifier}.yaml")
            if found is None:
                return None
            self.english[identifier] = found
        return self.english[identifier]

    def closest(self, strategy: Strategy) -> tuple[str, float]:
        """Return the strategy that shares most runs of words, and the share of the shorter one."""
        return self.closest_to(claim_of(strategy, files.ENGLISH))

    def closest_to(self, claim: Claim) -> tuple[str, float]:
        """Return the same for what a strategy takes up."""
        fewest = len(claim.anchors) // 8
        met = [owner for owner in map(self._owners.get, claim.anchors) if owner is not None]
        best = ("", 0.0)
        if len(met) < max(1, fewest):
            return best
        for number, shared in Counter(met).most_common(MOST_COMPARED):
            if shared < fewest:
                break
            if self._ids[number] != claim.id:
                best = max(
                    best, (self._ids[number], _share(claim.text, self._texts[number])), key=_second
                )
        return best

    def _load(self, path: Path) -> Strategy | None:
        from . import yamltext

        if not files.ID.fullmatch(path.stem):
            return None
        try:
            tree = yamltext.parse(files.read_text(path))
        except yamltext.Unreadable:
            return None
        return model.read(path.stem, tree, self.vocabulary)[0]


def _share(one: str, other: str) -> float:
    first, second = _runs(one), _runs(other)
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest >= FEWEST_RUNS else 0.0


# Where many are alike, they are compared with the same few over and over.
@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = split(text)
    return frozenset(zip(*(words[n:] for n in range(RUN)), strict=False))


def _second(pair: tuple[str, float]) -> float:
    return pair[1]


def _keys(path: Path) -> Iterator[str]:
    from . import yamltext

    try:
        tree = yamltext.parse(files.read_text(path))
    except yamltext.Unreadable:
        return
    yield from tree if isinstance(tree, dict) else ()

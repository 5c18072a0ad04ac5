"""One file under check, with everything a rule may look at."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.strategy import Strategy
from ..core.translation import Translation
from . import files
from .check_search import Hit, search
from .check_words import Words, words_of_strategy, words_of_translation

if TYPE_CHECKING:
    from .check_library import Library


class Place(NamedTuple):
    """Where a file stands: as shown to people, and inside its library ("" for a draft outside)."""

    shown: str
    name: str
    inside: str
    language: str

    @property
    def id(self) -> str:
        """The id the file's name gives."""
        return self.name.rpartition(".")[0]


@lru_cache(maxsize=16)
def _above(root: Path) -> str:
    return os.fspath(root.absolute()) + os.sep


def place_of(path: Path, root: Path) -> Place:
    """Say where a path stands in the library at `root`; outside of it, it is a draft in English."""
    # As text, because a Path for each of ten thousand files costs more than all the rules on facts.
    whole, above = os.fspath(path.absolute()), _above(root)
    if not whole.startswith(above):
        return Place(str(path), path.name, "", files.ENGLISH)
    inside = whole[len(above) :].replace(os.sep, "/")
    folder = inside.partition("/")[0] if "/" in inside else ""
    language = folder if files.LANGUAGE.fullmatch(folder) else files.ENGLISH
    return Place(str(path), path.name, inside, language)


class Candidate:
    """A file's place, text and tree; its strategy or translation when it can be read as one.

    `contributed` is whether somebody is about to give it, and so has reviews still to ask for.
    """

    def __init__(
        self, place: Place, text: str, tree: Any, library: Library, *, contributed: bool
    ) -> None:
        self.contributed = contributed
        self.place = place
        self.text = text
        self.tree = tree
        self.library = library
        self.strategy: Strategy | None = None
        self.translation: Translation | None = None
        self.original: Strategy | None = None

    @cached_property
    def words(self) -> Words:
        """The words of the strategy or translation."""
        if self.translation is not None:
            assert self.original is not None
            kind = self.original.guide.kind
            return words_of_translation(self.translation, kind, self.place.language)
        assert self.strategy is not None
        return words_of_strategy(self.strategy)

    @cached_property
    def refused(self) -> dict[str, list[Hit]]:
        """What the patterns of rules_patterns.py meet in the words, by code."""
        return search(self.words)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        found = self.translation or self.strategy
        return found.aliases if found else ()

"""What a file takes up in its library: names, and runs of words. Plain data, to go between processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..core.fold import fold
from ..core.strategy import Strategy
from ..core.translation import Translation
from .check_codes import anchors
from .check_words import Words, words_of_strategy

RUN = 4


class Claim(NamedTuple):
    """Its names in a language (the title is the first), and what a person reads while they do it
    with the anchors of that, which a translation leaves empty. `folded` are the names as compared.
    """

    id: str
    language: str
    names: Sequence[str]
    folded: Sequence[str]
    text: str = ""
    anchors: Sequence[str] = ()


def claim_of(strategy: Strategy, language: str, words: Words | None = None) -> Claim:
    """Return what a strategy takes up; `words` saves laying them out again."""
    words = words or words_of_strategy(strategy)
    names = (strategy.title, *strategy.aliases)
    read, codes = words.words[words.read.words], words.codes[words.read.words]
    text, runs = "\n".join(words.read.lines), [" ".join(read[n : n + RUN]) for n in anchors(codes)]
    return Claim(strategy.id, language, names, _all_folded(names), text, runs)


def claim_of_translation(identifier: str, language: str, found: Translation) -> Claim:
    """Return what a translation takes up: names in its language."""
    names = (found.title, *found.aliases)
    return Claim(identifier, language, names, _all_folded(names))


def folded(name: str) -> str:
    """Return a name as names are compared: without case, accents and hyphens."""
    return " ".join(fold(name).replace("-", " ").split())


def _all_folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple([folded(name) for name in names])

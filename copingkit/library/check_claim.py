"""What a file takes up in its library: names, and runs of words. Plain data, to go between processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..core.fold import fold
from ..core.strategy import Strategy
from ..core.translation import Translation
from .check_words import Words, read_in, split

RUN = 4
# Runs that begin with a word of so many letters are indexed, about one in seven: enough to meet
# a copy, and quick to tell.
ANCHOR = 5


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
    if words:
        text, split_text = words.read_text, words.read_words
    else:
        text = "\n".join([line for group in read_in(strategy) for line in group.texts])
        split_text = split(text)
    names = (strategy.title, *strategy.aliases)
    return Claim(strategy.id, language, names, _all_folded(names), text, _anchors(split_text))


def claim_of_translation(identifier: str, language: str, found: Translation) -> Claim:
    """Return what a translation takes up: names in its language."""
    names = (found.title, *found.aliases)
    return Claim(identifier, language, names, _all_folded(names))


def folded(name: str) -> str:
    """Return a name as names are compared: without case, accents and hyphens."""
    return " ".join(fold(name).replace("-", " ").split())


def _all_folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple([folded(name) for name in names])


def _anchors(words: list[str]) -> list[str]:
    lengths = [*map(len, words), ANCHOR]
    anchors, at, end = [], lengths.index(ANCHOR), len(words)
    while at < end:
        anchors.append(" ".join(words[at : at + RUN]))
        at = lengths.index(ANCHOR, at + 1)
    return anchors

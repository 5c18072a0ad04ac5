"""What the rules ask of each word of a file, as one byte, so that a word is looked up once.

The low bits count its syllables; one says that it begins an anchor, one that it tells of phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress

from ..core.readability import syllables

# Runs that begin with a word of so many letters are indexed, about one in seven: enough to meet
# a copy, and quick to tell.
ANCHOR = 5
# No English word has more.
_MOST_SYLLABLES = 15
_ANCHOR, _TELLS = 16, 32
_MOST_WORDS = 1 << 16
_SYLLABLES = bytes(n & _MOST_SYLLABLES for n in range(256))
_ANCHORS = bytes(bool(n & _ANCHOR) for n in range(256))
_TELLING = bytes(bool(n & _TELLS) for n in range(256))


class Codes(dict[str, int]):
    """The codes of words met so far; `tells` says whether a word tells of phrases."""

    def __init__(self, tells: Callable[[str], bool]) -> None:
        super().__init__()
        self._tells = tells

    def of(self, words: Sequence[str]) -> bytes:
        """Return a code for each word."""
        return bytes(map(self.__getitem__, words))

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        code = min(syllables(word), _MOST_SYLLABLES)
        code |= _ANCHOR * (len(word) == ANCHOR) | _TELLS * self._tells(word)
        self[word] = code
        return code


def count_syllables(codes: bytes) -> int:
    """Return how many syllables some words have."""
    return sum(codes.translate(_SYLLABLES))


def anchors(codes: bytes) -> Iterator[int]:
    """Return the places of those of some words that begin an anchor."""
    return compress(range(len(codes)), codes.translate(_ANCHORS))


def telling(words: Sequence[str], codes: bytes) -> set[str]:
    """Return those of some words that tell of phrases."""
    return set(compress(words, codes.translate(_TELLING)))

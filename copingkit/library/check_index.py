"""Phrases, each found by the rarest word that whatever it matches has to hold.

Trying some thousand phrases one after the other would cost fifty times what reading the file does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from .check_codes import Codes
from .check_fold import fold
from .check_phrases import KEY, Clause, key_of, needed, phrases
from .rules_patterns import MARKS, PHRASES

_MOST_WORDS = 10_000
_OF_MARKS = frozenset(word for mark in MARKS for word in mark.words.split("|"))


class Row(NamedTuple):
    """A phrase of a code; whatever it matches holds one word of each clause."""

    code: str
    phrase: str
    clauses: Sequence[Clause]


class Index:
    """The phrases of a language, and of any, by a word they need or by how they begin.

    `codes` say which words tell of phrases or marks: all that any of them needs.
    """

    def __init__(self, language: str) -> None:
        self._by_word: dict[str, list[Row]] = {}
        self._by_letters: dict[str, list[tuple[str, Row]]] = {}
        self._needed = set(_OF_MARKS)
        self._met: dict[str, list[Row]] = {}
        for table in [PHRASES[key] for key in sorted({"", language})]:
            for code, together in table.items():
                for phrase in phrases(fold(together)):
                    self._add(code, phrase)
        self.codes = Codes(lambda word: word in self._needed or bool(self._rows_of(word)))

    def to_try(self, telling: Set[str]) -> Iterator[Row]:
        """Yield the phrases to be tried on a text, by the telling words that it holds."""
        met = self._met
        for word in telling:
            rows = met.get(word)
            for row in self._rows_of(word) if rows is None else rows:
                for clause in row[2]:
                    if clause.isdisjoint(telling):
                        break
                else:
                    yield row

    def _rows_of(self, word: str) -> list[Row]:
        rows = list(self._by_word.get(word, ()))
        for letters, row in self._by_letters.get(word[:KEY], ()):
            if word.startswith(letters):
                rows.append(row)
        if len(self._met) >= _MOST_WORDS:
            self._met.clear()
        self._met[word] = rows
        return rows

    def _add(self, code: str, phrase: str) -> None:
        letters, whole = key_of(phrase)
        clauses = needed(phrase)
        if whole:
            clauses = clauses or [frozenset({letters})]
            for word in clauses[0]:
                self._by_word.setdefault(word, []).append(Row(code, phrase, clauses[1:]))
        else:
            row = Row(code, phrase, clauses)
            self._by_letters.setdefault(letters[:KEY], []).append((letters, row))
        self._needed.update(*clauses)


def index_of(language: str) -> Index:
    """Return the index of a language, or of any other."""
    return _index_of(language if language in PHRASES else "")


@cache
def _index_of(language: str) -> Index:
    return Index(language)

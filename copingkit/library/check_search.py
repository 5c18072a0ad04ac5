"""Search words for many phrases at once: only those whose words are all there are tried.

Trying some thousand phrases one after the other would cost fifty times what reading the file does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..core.reading import Path
from .check_phrases import KEY, Clause, key_of, needed, phrases
from .check_words import Lines
from .rules_patterns import BY_CASE, MARKS, PHRASES, PICTURES

Hit = tuple[Path, str]
Pattern = re.Pattern[str]
Row = tuple[str, tuple[Clause, ...], str]
"""code, words of which a text holds one of each, phrase"""
_MOST_WORDS = 100_000
_SIGNS = "".join(signs for _, signs, _ in MARKS if isinstance(signs, str))
_FIGURES = frozenset("0123456789")
_MARKED = bytes(48 if 48 <= n <= 57 else 32 for n in range(256))
# What is left of a text when these are taken out are the signs and figures that MARKS ask for.
_ORDINARY = bytes(sorted({*range(256)} - {*_SIGNS.encode("ascii")}))


class _Index:
    """Phrases for each word that may begin what they match; remembers words that don't."""

    def __init__(
        self, words: dict[str, list[Row]], beginnings: dict[str, list[tuple[str, Row]]]
    ) -> None:
        self.words = words
        self.beginnings = beginnings
        self._met: dict[str, list[Row]] = {}
        self._others: set[str] = set()

    def rows(self, said: set[str]) -> list[tuple[str, str]]:
        """Return codes and phrases to be tried on a text that holds some words."""
        found: list[tuple[str, str]] = []
        for word in said - self._others:
            for code, clauses, phrase in self._met.get(word) or self._meet(word):
                for clause in clauses:
                    if clause.isdisjoint(said):
                        break
                else:
                    found.append((code, phrase))
        return found

    def _meet(self, word: str) -> list[Row]:
        rows = list(self.words.get(word, ()))
        for literal, row in self.beginnings.get(word[:KEY], ()):
            if word.startswith(literal):
                rows.append(row)
        if len(self._met) + len(self._others) > _MOST_WORDS:
            self._met.clear()
            self._others.clear()
        if rows:
            self._met[word] = rows
        else:
            self._others.add(word)
        return rows


def search(lines: Lines, said: set[str], language: str) -> dict[str, list[Hit]]:
    """Return what is met in lines that hold some words, by code, in a language and in any."""
    text = lines.text
    # U+0130 is the one letter whose small form is longer, which would move what follows.
    lowered = text.lower() if "\u0130" not in text else text.replace("\u0130", "I").lower()
    spans: dict[tuple[str, int], int] = {}
    for code, phrase in _index(language).rows(said):
        for found in _compiled(phrase).finditer(text if code in BY_CASE else lowered):
            start, end = found.span()
            if not start or not text[start - 1].isalnum():
                spans[code, start] = max(end, spans.get((code, start), 0))
    for code, start, end in _marks_in(text, lowered, said):
        spans[code, start] = max(end, spans.get((code, start), 0))
    hits: dict[str, list[Hit]] = {}
    for (code, start), end in sorted(spans.items()):
        hits.setdefault(code, []).append((lines.path_at(start), text[start:end]))
    return hits


def _marks_in(text: str, lowered: str, said: set[str]) -> Iterator[tuple[str, int, int]]:
    signs = set(text.encode("utf-8", "replace").translate(None, _ORDINARY).decode("ascii"))
    figures = _figures(lowered) if _FIGURES & signs else []
    for code, needed_signs, words, pattern in _marks():
        if needed_signs == _FIGURES:
            after = 0
            for start in figures:
                found = pattern.match(lowered, start) if start >= after else None
                if found:
                    after = found.end()
                    yield code, start, after
        elif not (words.isdisjoint(said) if words else needed_signs.isdisjoint(signs)):
            for found in pattern.finditer(lowered):
                yield code, *found.span()
    if not text.isascii():
        for code, pattern in _pictures():
            for found in pattern.finditer(text):
                yield code, *found.span()


def _figures(text: str) -> list[int]:
    """Return where the figures of a text are; patterns that begin with one are tried nowhere else."""
    if not text.isascii():
        return [found.start() for found in re.finditer(r"\d", text)]
    marked, places = text.encode("ascii").translate(_MARKED), []
    at = marked.find(b"0")
    while at >= 0:
        places.append(at)
        at = marked.find(b"0", at + 1)
    return places


@cache
def _index(language: str) -> _Index:
    words: dict[str, list[Row]] = {}
    beginnings: dict[str, list[tuple[str, Row]]] = {}
    for table in (PHRASES[""], PHRASES.get(language, {})):
        for code, together in table.items():
            for phrase in phrases(together):
                key, whole = key_of(phrase)
                clauses = [clause for clause in needed(phrase) if clause != {key}]
                row = (code, tuple(clauses), phrase)
                if whole:
                    words.setdefault(key, []).append(row)
                else:
                    beginnings.setdefault(key[:KEY], []).append((key, row))
    return _Index(words, beginnings)


@cache
def _compiled(phrase: str) -> Pattern:
    return re.compile(rf"(?:{phrase})(?!\w)")


@cache
def _marks() -> list[tuple[str, frozenset[str], frozenset[str], Pattern]]:
    return [
        (
            code,
            frozenset(there if isinstance(there, str) else ()),
            frozenset(() if isinstance(there, str) else there),
            re.compile(pattern),
        )
        for code, there, pattern in MARKS
    ]


@cache
def _pictures() -> list[tuple[str, Pattern]]:
    return [(code, re.compile(pattern)) for code, pattern in PICTURES]

"""Search words for many phrases at once: only those whose first word is there are tried.

Trying some three hundred phrases one after the other would cost ten times what reading the
file does. A phrase is a regular expression that begins with a literal word, or with a group of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..core.reading import Path
from .check_words import Lines
from .rules_patterns import BY_CASE, MARKS, PHRASES, PICTURES

Hit = tuple[Path, str]
Pattern = re.Pattern[str]
_LITERAL = re.compile(r"[A-Za-zÀ-ÿ']+")
_MAYBE = re.compile(r"([A-Za-zÀ-ÿ]*)([A-Za-zÀ-ÿ])\?(.*)")
# A phrase whose first word may go on ("suffocat...") is found by so many of its letters.
_KEY = 4
_MOST_WORDS = 100_000


Row = tuple[str, Pattern]


class _Index:
    """Codes and patterns for each word that may begin what they match; remembers words that don't."""

    def __init__(self, words: dict[str, list[Row]], beginnings: dict[str, list[Row]]) -> None:
        self.words = words
        self.beginnings = beginnings
        self._met: dict[str, list[Row]] = {}
        self._others: set[str] = set()

    def rows(self, said: set[str]) -> list[Row]:
        """Return what is to be tried on a text that holds some words."""
        found: list[Row] = []
        for word in said - self._others:
            found += self._met.get(word) or self._meet(word)
        return found

    def _meet(self, word: str) -> list[Row]:
        rows = self.words.get(word, []) + self.beginnings.get(word[:_KEY], [])
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
    hits: dict[str, list[Hit]] = {}
    for code, pattern in _index(language).rows(said):
        for found in pattern.finditer(text if code in BY_CASE else lowered):
            start, end = found.span()
            if not start or not text[start - 1].isalnum():
                hits.setdefault(code, []).append((lines.path_at(start), text[start:end]))
    for code, pattern in _marks_for(text, said):
        for found in pattern.finditer(lowered):
            start, end = found.span()
            hits.setdefault(code, []).append((lines.path_at(start), text[start:end]))
    return hits


def _marks_for(text: str, said: set[str]) -> list[tuple[str, Pattern]]:
    there = set(text) | said
    chosen = [(code, p) for code, needed, p in _marks() if not needed.isdisjoint(there)]
    return chosen if text.isascii() else chosen + _pictures()


def phrases(table: str) -> Iterator[str]:
    """Split a table at its outer bars, and a phrase whose first word has choices into one for each."""
    for phrase in _split(table):
        if phrase.startswith("(?:"):
            end = _closing(phrase)
            for beginning in _split(phrase[3:end]):
                yield from phrases(beginning + phrase[end + 1 :])
        elif maybe := _MAYBE.match(phrase):
            yield from phrases(maybe[1] + maybe[2] + maybe[3])
            yield from phrases(maybe[1] + maybe[3])
        else:
            yield phrase


def key_of(phrase: str) -> tuple[str, bool]:
    """Return the word a phrase is found by, or the letters it begins with and False.

    ValueError when it begins with fewer than it needs.
    """
    found = _LITERAL.match(phrase)
    literal = found[0] if found else ""
    after = phrase[len(literal) :][:2]
    if after[:1] in ("?", "*"):
        literal = literal[:-1]
    whole = after[:1] not in ("?", "*", "[", "(") and after != "\\w"
    if not literal or (not whole and len(literal) < _KEY):
        raise ValueError(f"a phrase has to begin with a literal word: {phrase}")
    literal = literal.lower().replace("'", "")
    return (literal if whole else literal[:_KEY]), whole


@cache
def _index(language: str) -> _Index:
    grouped: dict[tuple[str, bool, str], list[str]] = {}
    for table in (PHRASES[""], PHRASES.get(language, {})):
        for code, together in table.items():
            for phrase in phrases(together):
                grouped.setdefault((*key_of(phrase), code), []).append(phrase)
    words: dict[str, list[Row]] = {}
    beginnings: dict[str, list[Row]] = {}
    for (key, whole, code), found in grouped.items():
        row = (code, re.compile(rf"(?:{'|'.join(found)})(?!\w)"))
        (words if whole else beginnings).setdefault(key, []).append(row)
    return _Index(words, beginnings)


@cache
def _marks() -> list[tuple[str, frozenset[str], Pattern]]:
    return [(code, frozenset(needed), re.compile(pattern)) for code, needed, pattern in MARKS]


@cache
def _pictures() -> list[tuple[str, Pattern]]:
    return [(code, re.compile(pattern)) for code, pattern in PICTURES]


def _split(text: str) -> Iterator[str]:
    depth, start, n = 0, 0, 0
    while n < len(text):
        if text[n] == "\\":
            n += 1
        elif text[n] in "([":
            depth += 1
        elif text[n] in ")]":
            depth -= 1
        elif text[n] == "|" and not depth:
            yield text[start:n]
            start = n + 1
        n += 1
    yield text[start:]


def _closing(text: str) -> int:
    depth = 0
    for n, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return n
    raise ValueError(text)

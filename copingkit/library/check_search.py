"""Search words for many phrases at once: only those whose first word is there are tried.

Trying some three hundred phrases one after the other would cost ten times what reading the
file does. A phrase is a regular expression that begins with a literal word, or with a group of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..core.reading import Path
from .check_words import Lines
from .rules_patterns import BY_CASE, MARKS, PHRASES

Hit = tuple[Path, str]
Pattern = re.Pattern[str]
_WORD = re.compile(r"[a-zà-ÿ]+")
_LITERAL = re.compile(r"[A-Za-zÀ-ÿ]+")
# A phrase whose first word may go on ("purg...") is found by so many of its letters.
_KEY = 3


class _Index(NamedTuple):
    """Patterns by the first word of what they match, or by its first letters; with their codes."""

    words: dict[str, list[tuple[str, Pattern]]]
    beginnings: dict[str, list[tuple[str, Pattern]]]


def search(lines: Lines, language: str) -> dict[str, list[Hit]]:
    """Return what is met, by code, in a language and in any."""
    text = lines.text
    # U+0130 is the one letter whose small form is longer, which would move what follows.
    lowered = text.lower() if "\u0130" not in text else text.replace("\u0130", "I").lower()
    hits: dict[str, list[Hit]] = {}
    words, beginnings = _index(language)
    said = set(_WORD.findall(lowered))
    tried = [words[word] for word in said & words.keys()]
    tried += [beginnings[key] for key in {word[:_KEY] for word in said} & beginnings.keys()]
    for patterns in tried:
        for code, pattern in patterns:
            for found in pattern.finditer(text if code in BY_CASE else lowered):
                start, end = found.span()
                if not start or not text[start - 1].isalnum():
                    hits.setdefault(code, []).append((lines.path_at(start), text[start:end]))
    ascii_only = text.isascii()
    for code, pattern, beyond_ascii in _marks():
        if not (beyond_ascii and ascii_only):
            for found in pattern.finditer(text):
                hits.setdefault(code, []).append((lines.path_at(found.start()), found[0]))
    return hits


def phrases(table: str) -> Iterator[str]:
    """Split a table at its outer bars, and a phrase that begins with a group into one for each."""
    for phrase in _split(table):
        if not phrase.startswith("(?:"):
            yield phrase
            continue
        end = _closing(phrase)
        for beginning in _split(phrase[3:end]):
            yield from phrases(beginning + phrase[end + 1 :])


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
    return (literal if whole else literal[:_KEY]).lower(), whole


@cache
def _index(language: str) -> _Index:
    grouped: dict[tuple[str, bool, str], list[str]] = {}
    for table in (PHRASES[""], PHRASES.get(language, {})):
        for code, together in table.items():
            for phrase in phrases(together):
                grouped.setdefault((*key_of(phrase), code), []).append(phrase)
    index = _Index({}, {})
    for (key, whole, code), found in grouped.items():
        place = index.words if whole else index.beginnings
        place.setdefault(key, []).append((code, re.compile(rf"(?:{'|'.join(found)})(?!\w)")))
    return index


@cache
def _marks() -> list[tuple[str, Pattern, bool]]:
    return [
        (code, re.compile(pattern, re.IGNORECASE), not pattern.isascii() or "\\U" in pattern)
        for code, pattern in MARKS
    ]


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

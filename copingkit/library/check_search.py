"""Search words for many phrases at once: only those whose words are all there are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache

from ..core.reading import Path
from .check_codes import telling
from .check_index import index_of
from .check_words import Words
from .rules_patterns import BY_CASE, MARKS, PICTURES

Hit = tuple[Path, str]
Pattern = re.Pattern[str]
# What is left of a text when these are taken out are the signs and figures that MARKS ask for.
_ORDINARY = bytes(
    sorted({*range(256)} - {*"".join([m.signs for m in MARKS]).encode(), *b"0123456789"})
)
_FIGURE = re.compile(r"\d")
_AS_ONE = bytes(48 if 48 <= n <= 57 else n for n in range(256))


def search(words: Words) -> dict[str, list[Hit]]:
    """Return what is met in a file's words, by code."""
    lines = words.lines
    text = lines.text
    # U+0130 is the one letter whose small form is longer, which would move what follows.
    lowered = text.lower() if "\u0130" not in text else text.replace("\u0130", "I").lower()
    spans: dict[tuple[str, int], int] = {}
    met = telling(words.words, words.codes)
    for code, phrase, _ in index_of(words.language).to_try(met):
        for found in _compiled(phrase).finditer(text if code in BY_CASE else lowered):
            start, end = found.span()
            if not start or not text[start - 1].isalnum():
                spans[code, start] = max(end, spans.get((code, start), 0))
    for code, start, end in _marks_in(text, lowered, met):
        spans[code, start] = max(end, spans.get((code, start), 0))
    hits: dict[str, list[Hit]] = {}
    for (code, start), end in sorted(spans.items()):
        hits.setdefault(code, []).append((lines.path_at(start), text[start:end]))
    return hits


def _marks_in(text: str, lowered: str, met: Set[str]) -> Iterator[tuple[str, int, int]]:
    signs = text.encode("utf-8", "replace").translate(_AS_ONE, _ORDINARY)
    if not text.isascii():
        signs += b"0" * len(_FIGURE.findall(text))
    for code, pattern, needed, figures in _marks_of(frozenset(signs)):
        if needed and needed.isdisjoint(met):
            continue
        if not figures:
            for found in pattern.finditer(lowered):
                yield code, *found.span()
        elif signs.count(b"0") >= figures:
            after = 0
            for figure in _FIGURE.finditer(lowered):
                start = figure.start()
                begun = pattern.match(lowered, start) if start >= after else None
                if begun:
                    after = begun.end()
                    yield code, start, after
    if not text.isascii():
        for code, pattern in _pictures():
            for found in pattern.finditer(text):
                yield code, *found.span()


@cache
def _compiled(phrase: str) -> Pattern:
    return re.compile(rf"(?:{phrase})(?!\w)")


@lru_cache(maxsize=1024)
def _marks_of(signs: frozenset[int]) -> list[tuple[str, Pattern, frozenset[str], int]]:
    """Return code, pattern, words and figures of the marks that a text with some signs may hold."""
    return [
        (m.code, re.compile(m.pattern), frozenset(m.words.split("|") if m.words else ()), m.figures)
        for m in MARKS
        if (not m.signs or not signs.isdisjoint(m.signs.encode("ascii")))
        and (not m.figures or 48 in signs)
    ]


@cache
def _pictures() -> list[tuple[str, Pattern]]:
    return [(code, re.compile(pattern)) for code, pattern in PICTURES]

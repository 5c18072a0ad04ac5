"""Search words for many phrases at once: only those whose words are all there are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache

from ..core.reading import Path
from .check_codes import telling
from .check_fold import fold, places
from .check_index import index_of
from .check_numbers import is_number
from .check_warning import EXCUSED, excuses
from .check_words import Words, halves, split
from .rules_patterns import ADVICE, BY_CASE, MARKS, PICTURES, REPORTED_AS

Hit = tuple[Path, str]
Pattern = re.Pattern[str]
# What is left of a text when these are taken out are the signs and figures that MARKS ask for.
_ORDINARY = bytes(
    sorted({*range(256)} - {*"".join([m.signs for m in MARKS]).encode(), *b"0123456789"})
)
_FIGURE = re.compile(r"\d")
_BLANK = "[ ,;-]{1,2}"
_CLASS = re.compile(r"(\[[^]]*\])")
_AS_ONE = bytes(48 if 48 <= n <= 57 else n for n in range(256))


def search(words: Words) -> dict[str, list[Hit]]:
    """Return what is met in a file's words, by code."""
    lines = words.lines
    text = lines.text
    if text.isascii():
        plain, where = text, None
        met: Set[str] = telling(words.words, words.codes)
    else:
        plain, where = fold(text), places(text)
        met = _telling_in(plain, words.language)
    lowered = plain.lower()
    spans: dict[tuple[str, int], int] = {}
    for code, phrase, _ in index_of(words.language).to_try(met):
        for found in _compiled(phrase, code in ADVICE).finditer(
            plain if code in BY_CASE else lowered
        ):
            start, end = found.span()
            if not start or not lowered[start - 1].isalnum():
                spans[code, start] = max(end, spans.get((code, start), 0))
    for code, start, end in _marks_in(lowered, met):
        if code != "CK040" or not lowered[start].isdigit() or is_number(lowered, start, end):
            spans[code, start] = max(end, spans.get((code, start), 0))
    met_at: dict[tuple[str, int], int] = {}
    excused: dict[str, int] = {}
    for (code, start), end in sorted(spans.items()):
        if start < excused.get(code, 0):
            continue
        if code in EXCUSED and excuses(code, lowered, start, words.language):
            excused[code] = end
            continue
        code = REPORTED_AS.get(code, code)
        if where:
            start, end = where[start], where[end - 1] + 1
        met_at[code, start] = max(end, met_at.get((code, start), 0))
    for code, start, end in _pictures_in(text):
        met_at[code, start] = end
    hits: dict[str, list[Hit]] = {}
    for (code, start), end in sorted(met_at.items()):
        hits.setdefault(code, []).append((lines.path_at(start), text[start:end]))
    return hits


def _telling_in(plain: str, language: str) -> Set[str]:
    words = split(plain) + halves(plain)
    return telling(words, index_of(language).codes.of(words))


def _marks_in(text: str, met: Set[str]) -> Iterator[tuple[str, int, int]]:
    signs = text.encode("utf-8", "replace").translate(_AS_ONE, _ORDINARY)
    if not text.isascii():
        signs += b"0" * len(_FIGURE.findall(text))
    for code, pattern, needed, figures in _marks_of(frozenset(signs)):
        if needed and needed.isdisjoint(met):
            continue
        if not figures:
            for found in pattern.finditer(text):
                yield code, *found.span()
        elif signs.count(b"0") >= figures:
            after = 0
            for figure in _FIGURE.finditer(text):
                start = figure.start()
                begun = pattern.match(text, start) if start >= after else None
                if begun:
                    after = begun.end()
                    yield code, start, after


def _pictures_in(text: str) -> Iterator[tuple[str, int, int]]:
    if not text.isascii():
        for code, pattern in _pictures():
            for found in pattern.finditer(text):
                yield code, *found.span()


def spaced(phrase: str) -> str:
    """Let a comma or a hyphen stand for each blank of a phrase, and two of them for one."""
    return "".join(
        [
            part if part.startswith("[") else part.replace(" ", _BLANK)
            for part in _CLASS.split(phrase)
        ]
    )


@cache
def _compiled(phrase: str, as_written: bool) -> Pattern:
    return re.compile(rf"(?:{phrase if as_written else spaced(phrase)})(?!\w)")


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

"""The check's searches: what a phrase needs, and near copies among many."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
from check_help import GOOD, library_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copingkit.core.strategy import Strategy, read
from copingkit.library import files, yamltext
from copingkit.library.check_fold import fold, places
from copingkit.library.check_library import Library
from copingkit.library.check_numbers import is_number
from copingkit.library.check_phrases import key_of, needed, phrases
from copingkit.library.check_search import search, spaced
from copingkit.library.check_warning import EXCUSED, excuses
from copingkit.library.check_words import Group, Words, read_in, split
from copingkit.library.rules_library import ALIKE
from copingkit.library.rules_patterns import (
    ADVICE,
    BY_CASE,
    MARKS,
    PHRASES,
    PICTURES,
    REPORTED_AS,
)
from copingkit.paths import shipped_root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return library_in(tmp_path)


def test_a_near_copy_is_found_among_many(root: Path) -> None:
    library = Library.at(root)
    originals = []
    for source in files.strategy_files(shipped_root() / "en"):
        found, _ = read(source.stem, yamltext.parse(files.read_text(source)), library.vocabulary)
        assert found is not None
        library.add(found)
        originals.append(found)
    chance = random.Random(2)
    missed = [
        found.id
        for found in originals
        if library.closest(_reworded(found, chance))[1] < ALIKE
        and len(split("\n".join(text for group in read_in(found) for text in group.texts))) > 60
    ]
    assert missed == []


def _reworded(strategy: Strategy, chance: random.Random) -> Strategy:
    """Copy a strategy with about one word in ten exchanged."""

    def other(value: object) -> object:
        if isinstance(value, str):
            words = [w if chance.random() > 0.1 else "pebble" for w in value.split()]
            return " ".join(words)
        if isinstance(value, tuple) and hasattr(value, "_replace"):
            return type(value)(*(other(v) for v in value))
        return tuple(other(v) for v in value) if isinstance(value, tuple) else value

    guide = other(strategy.guide)
    return strategy._replace(id="a-copy", summary=str(other(strategy.summary)), guide=guide)


@pytest.mark.parametrize("language", PHRASES)
def test_what_a_phrase_needs_is_in_all_it_matches(language: str) -> None:
    for table in PHRASES[language].values():
        for phrase in phrases(table):
            for said in _matched(phrase):
                there = set(re.findall(r"[^\W\d_]+", said.lower()))
                assert all(not clause.isdisjoint(there) for clause in needed(phrase)), (
                    phrase,
                    said,
                )


def _matched(phrase: str) -> list[str]:
    """Return some texts that a phrase matches."""
    pattern = re.compile(phrase)
    texts: list[str] = []

    @settings(
        max_examples=10, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.from_regex(pattern, fullmatch=True))
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    return texts


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_quick_search_meets_what_trying_everything_meets(language: str) -> None:
    chance = random.Random(20261123)
    tables = {**PHRASES[""], **{f"{language}{k}": v for k, v in PHRASES[language].items()}}
    pieces = [said for table in tables.values() for said in _matched(table)]
    pieces += [said for mark in MARKS for said in _matched(mark.pattern)]
    pieces += ["Don't, it's 'all' the others' well-known \u201cway\u201d.", "12 345 or 1, 2 and 3"]
    for path in files.strategy_files(shipped_root() / language)[::6]:
        pieces.append(str(yamltext.parse(files.read_text(path))["guide"]))
    met = set()
    for _ in range(250):
        some = [" ".join(said.split()) for said in chance.sample(pieces, 3)]
        lines = [*some, chance.choice((" ", "", "'", "-", ". ")).join(some[:2])]
        words = Words([Group(("guide",), lines)], [], [], language)
        expected = tried_one_by_one("\n".join(lines), language)
        assert {c: [said for _, said in hits] for c, hits in search(words).items()} == expected
        met |= expected.keys()
    assert len(met) >= 10


# The module `re` keeps fewer than there are.
compiled = cache(re.compile)


def tried_one_by_one(text: str, language: str) -> dict[str, list[str]]:
    """Do what `search` does, without its index."""
    plain, where = fold(text), places(text)
    lowered = plain.lower()
    spans: dict[tuple[str, int], int] = {}
    tries = [
        (
            code,
            rf"(?<![^\W_])(?:{phrase if code in ADVICE else spaced(phrase)})(?!\w)",
            plain if code in BY_CASE else lowered,
        )
        for table in (PHRASES[""], PHRASES[language])
        for code, together in table.items()
        for phrase in phrases(fold(together))
    ]
    tries += [(mark.code, mark.pattern, lowered) for mark in MARKS]
    for code, pattern, said in tries:
        for found in compiled(pattern).finditer(said):
            at = code, found.start()
            if code != "CK040" or not pattern.startswith(r"\d") or is_number(said, *found.span()):
                spans[at] = max(found.end(), spans.get(at, 0))
    met: dict[tuple[str, int], int] = {}
    excused: dict[str, int] = {}
    for (code, start), end in sorted(spans.items()):
        if start < excused.get(code, 0):
            continue
        if code in EXCUSED and excuses(code, lowered, start, language):
            excused[code] = end
            continue
        at = REPORTED_AS.get(code, code), where[start]
        met[at] = max(where[end - 1] + 1, met.get(at, 0))
    for code, pattern in PICTURES:
        for found in re.finditer(pattern, text):
            met[code, found.start()] = found.end()
    hits: dict[str, list[str]] = {}
    for (code, start), end in sorted(met.items()):
        hits.setdefault(code, []).append(text[start:end])
    return hits


@pytest.mark.parametrize("language", PHRASES)
def test_phrases_can_be_found_by_their_first_word(language: str) -> None:
    for table in PHRASES[language].values():
        for phrase in phrases(table):
            key_of(phrase)


def test_ten_thousand_copies_stay_quick(root: Path) -> None:
    library = Library.at(root)
    tree = yamltext.parse(GOOD)
    found, _ = read("hold-a-pebble", tree, library.vocabulary)
    assert found is not None
    for number in range(2000):
        library.add(found._replace(id=f"copy-{number}"))
    assert library.closest(found)[1] == 1.0

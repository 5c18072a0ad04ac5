"""The check's searches: what a phrase needs, and near copies among many."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from check_help import GOOD, library_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copingkit.core.strategy import Strategy, read
from copingkit.library import files, yamltext
from copingkit.library.check_library import Library
from copingkit.library.check_phrases import key_of, needed, phrases
from copingkit.library.check_words import read_in, split
from copingkit.library.rules_library import ALIKE
from copingkit.library.rules_patterns import PHRASES
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
        max_examples=15, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.from_regex(pattern, fullmatch=True))
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    return texts


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

"""The shipped library: every file passes its own check, and every need is served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from copingkit.core.strategy import Strategy
from copingkit.library import files
from copingkit.library.check import check_paths
from copingkit.library.check_library import Library
from copingkit.paths import shipped_root

ROOT = shipped_root()
LIBRARY = Library.at(ROOT)
ENGLISH = [files.load_strategy(p, LIBRARY.vocabulary) for p in files.strategy_files(ROOT / "en")]
NEEDS = sorted(LIBRARY.vocabulary.needs)
REPORT = check_paths([ROOT], ROOT)


def for_now(need: str) -> list[Strategy]:
    return [s for s in ENGLISH if need in s.needs and "now" in s.when]


def without_breath_or_eyes(s: Strategy) -> bool:
    return not {"breath", "hold", "eyes"} & set(s.involves)


def with_someone(s: Strategy) -> bool:
    """Someone else takes part: it is done with a person, or it is about reaching one.

    `company: either` alone doesn't count; that only says that nobody minds.
    """
    return s.company == "with-someone" or s.category == "connection"


def test_every_file_passes() -> None:
    assert [f"{f.file}:{f.line} {f.code} {f.what}" for f in REPORT.failing] == []


def test_no_word_of_ours_belittles() -> None:
    assert [f"{f.file}:{f.line} {f.what}" for f in REPORT.findings if f.code == "CK103"] == []


def test_what_is_known_is_said_in_plain_words() -> None:
    assert [f"{f.file} {f.what}" for f in REPORT.findings if f.code == "CK112"] == []


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_has_four_strategies_for_now(need: str) -> None:
    assert len(for_now(need)) >= 4


@pytest.mark.parametrize(
    "kind", [without_breath_or_eyes, with_someone], ids=lambda kind: kind.__name__
)
@pytest.mark.parametrize("need", NEEDS)
def test_a_need_has_one_of_a_kind_for_now(need: str, kind: Callable[[Strategy], bool]) -> None:
    assert any(kind(s) for s in for_now(need)), [s.id for s in for_now(need)]


def test_experiences_ship_empty() -> None:
    assert [s.id for s in ENGLISH if s.experiences] == []


def test_every_category_is_used() -> None:
    counted = Counter(s.category for s in ENGLISH)
    assert sorted(counted) == sorted(LIBRARY.vocabulary.categories)


def test_translations_wait_for_a_speaker() -> None:
    for path in files.strategy_files(Path(ROOT, "es")):
        original = LIBRARY.original(path.stem)
        assert original is not None, path.stem
        assert not files.load_translation(path, original).reviewed, path.stem

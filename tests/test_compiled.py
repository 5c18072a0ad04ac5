"""The compiled library: right after every change, and done without whatever is wrong with it."""

from __future__ import annotations

import marshal
import os
import shutil
from pathlib import Path

import pytest

from copingkit.library import catalogue as module
from copingkit.library.catalogue import MINE, SHIPPED, Catalogue, Shelf

SHIPPED_HERE = Path(__file__).parent / "library"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED_HERE, tmp_path / "library")
    return tmp_path / "library"


def opened(library: Path, language: str = "en") -> Catalogue:
    """Open a library as a new process would."""
    shelves = [Shelf(MINE, library.parent / "mine"), Shelf(SHIPPED, library / "en")]
    return Catalogue(library, shelves, library.parent / "cache", language)


def titles(library: Path) -> dict[str, str]:
    return {card.name: card.title for card in opened(library).cards}


def cache_file(library: Path) -> Path:
    opened(library).cards  # noqa: B018 - made when asked for
    return max((library.parent / "cache").glob("shelf-*"), key=lambda p: p.stat().st_size)


def never(*_: object) -> None:
    raise AssertionError("a file was parsed again")


def test_nothing_is_parsed_twice_and_all_is_the_same(library, monkeypatch) -> None:
    first = opened(library)
    known = [(card, first.get(card.name).strategy) for card in first.cards]
    monkeypatch.setattr("copingkit.library.shelving.load_one", never)
    second = opened(library)
    assert [(card, second.get(card.name).strategy) for card in second.cards] == known


def test_a_change_an_addition_and_a_removal_are_seen(library) -> None:
    before = titles(library)
    path = library / "en" / "box-breathing.yaml"
    path.write_text(path.read_text().replace("title: Box breathing", "title: Square breathing"))
    (library / "en" / "halt-check.yaml").unlink()
    shutil.copy(library / "en" / "five-senses.yaml", library / "en" / "other-senses.yaml")
    after = titles(library)
    assert after["box-breathing"] == "Square breathing"
    assert opened(library).get("box-breathing").strategy.title == "Square breathing"
    assert set(after) == set(before) - {"halt-check"} | {"other-senses"}
    assert titles(library) == after


def test_a_change_of_time_alone_or_of_size_alone_is_seen(library) -> None:
    path = library / "en" / "box-breathing.yaml"
    titles(library)
    seen, text = path.stat(), path.read_text()
    path.write_text(text.replace("Box breathing", "Fox breathing"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))
    assert titles(library)["box-breathing"] == "Fox breathing"
    path.write_text(text.replace("Box breathing", "Boxed breathing"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))
    assert titles(library)["box-breathing"] == "Boxed breathing"


def test_a_file_that_turns_bad_and_good_again(library) -> None:
    path = library / "en" / "box-breathing.yaml"
    good = path.read_text()
    titles(library)
    path.write_text("title: [")
    for _ in range(2):
        found = opened(library)
        assert "box-breathing" not in {card.id for card in found.cards}
        assert len(found.problems) == 1
    path.write_text(good)
    assert "box-breathing" in titles(library)


def test_one_process_reads_on_while_another_rewrites_the_cache(library) -> None:
    reading = opened(library)
    titles_before = {card.id: card.title for card in reading.cards}
    path = library / "en" / "box-breathing.yaml"
    path.write_text(path.read_text().replace("title: Box", "title: Longer words than box"))
    titles(library)
    for identifier, title in titles_before.items():
        if identifier != "box-breathing":
            assert reading.get(identifier).strategy.title == title
    assert len(list(reading.trees())) == len(titles_before)


def test_any_torn_file_is_only_a_cache(library) -> None:
    path, known = cache_file(library), titles(library)
    whole = path.read_bytes()
    for keep in [*range(60), *range(60, len(whole), 997), len(whole) - 1]:
        path.write_bytes(whole[:keep])
        assert titles(library) == known, keep
    for at in range(0, len(whole), 199):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        found = opened(library)
        assert {card.name: card.title for card in found.cards} == known, at
        assert [found.get(name).strategy.title for name in known] == list(known.values()), at
    path.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))
    assert titles(library) == known


@pytest.mark.parametrize("index", [None, 7, (), (1, 2, 3, 4, 5, 6), "text"])
def test_a_foreign_index_is_only_a_cache(library, index) -> None:
    from zlib import crc32

    path, known = cache_file(library), titles(library)
    raw = marshal.dumps(index)
    path.write_bytes(
        b"coping-3" + len(raw).to_bytes(8, "big") + crc32(raw).to_bytes(4, "big") + raw
    )
    assert titles(library) == known


def test_a_folder_that_cannot_be_written(library) -> None:
    (library.parent / "cache").write_text("a file stands in its place")
    known = titles(library)
    assert len(known) == 10
    assert opened(library).get("box-breathing").strategy.title == "Box breathing"
    assert len(list(opened(library).trees())) == 10


def test_mine_stands_over_shipped(library) -> None:
    mine = library.parent / "mine"
    mine.mkdir()
    text = (library / "en" / "box-breathing.yaml").read_text()
    (mine / "box-breathing.yaml").write_text(text.replace("title: Box", "title: My box"))
    for _ in range(2):
        found = opened(library)
        assert found.get("box-breathing").strategy.title == "My box breathing"
        assert found.get("shipped/box-breathing").strategy.title == "Box breathing"
        assert len(list(found.trees())) == 11


def test_a_folder_looked_at_in_another_order_is_the_same(library, monkeypatch) -> None:
    known = titles(library)

    def reversed_scan(folder: Path) -> module.Stamps:
        seen = scan(folder)
        ids = seen.ids.split("\0")[::-1] if seen.ids else []
        by_id = seen.by_id()
        return module.Stamps("\0".join(ids), b"".join(by_id[i] for i in ids))

    scan = module._scan
    monkeypatch.setattr(module, "_scan", reversed_scan)
    monkeypatch.setattr("copingkit.library.shelving.load_one", never)
    assert titles(library) == known

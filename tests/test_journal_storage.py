"""The storage by itself, as TinyDB's tables use it; TinyDB's own tests are in tinydb_upstream."""

from __future__ import annotations

import re
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from journal_help import journal, places
from tinydb import where

from copingkit.journal import device, format, storage
from copingkit.journal.storage import JournalDB, JournalStorage

WRITERS, EACH = 4, 12


def inserted_by_many(path: Path) -> tuple[int, int]:
    """Return how many inserts were acknowledged, and how many documents are there after them."""
    acknowledged: list[int] = []

    def write() -> None:
        db = JournalDB(path, storage=JournalStorage)
        for number in range(EACH):
            try:
                acknowledged.append(db.insert({"number": number}))
            except (ValueError, OSError):
                continue

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(acknowledged), len(JournalDB(path, storage=JournalStorage))


def test_inserts_of_several_writers_all_stay_and_none_share_a_number(tmp_path: Path) -> None:
    assert inserted_by_many(tmp_path / "x.json") == (WRITERS * EACH, WRITERS * EACH)


def test_without_the_lock_around_whole_methods_inserts_would_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_lock_of", lambda storage: nullcontext())
    acknowledged, there = inserted_by_many(tmp_path / "x.json")
    assert there < WRITERS * EACH or acknowledged < WRITERS * EACH


def test_another_process_write_is_seen_by_the_next_search(tmp_path: Path) -> None:
    one, other = (JournalDB(tmp_path / "x.json", storage=JournalStorage) for _ in range(2))
    one.insert({"a": 1})
    assert one.count(where("a") == 1) == 1
    other.insert({"a": 1})
    assert one.count(where("a") == 1) == 2


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object()])
def test_what_json_cannot_hold_is_refused_before_anything_is_touched(
    tmp_path: Path, value: object
) -> None:
    db = JournalDB(tmp_path / "x.json", storage=JournalStorage)
    db.insert({"a": 1})
    before = (tmp_path / "x.json").read_bytes()
    with pytest.raises((ValueError, TypeError)):
        db.insert({"a": value})
    assert (tmp_path / "x.json").read_bytes() == before


def test_every_document_is_one_line_and_the_checksum_is_last(tmp_path: Path) -> None:
    raw = format.encode({"entries": {"1": {"note": "two\nlines"}, "2": {}}, "empty": {}}, "entries")
    lines = raw.decode("ascii").splitlines()
    assert len(lines) == 5 and lines[1].startswith('"1": {') and lines[2].startswith('"2": {')
    assert re.search(r'"crc": \d+}}}$', lines[-1])


def test_a_device_keeps_its_name_and_no_two_share_one(tmp_path: Path) -> None:
    names = [device.device(tmp_path / str(number)) for number in range(3)]
    assert len(set(names)) == 3
    assert device.device(tmp_path / "0") == device.known_device(tmp_path / "0") == names[0]
    assert all(re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{4}", name) for name in names)


def test_a_state_folder_that_travels_doesnt_take_the_name_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = device.device(tmp_path)
    monkeypatch.setattr(device, "_machine", lambda: 12345)
    assert device.known_device(tmp_path) is None
    assert device.device(tmp_path) != here


def test_a_name_that_could_lead_elsewhere_is_not_taken(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    mine.add(note="x")
    (name,) = places(tmp_path).state.glob("device-*")
    name.write_text("../../../evil\n")
    mine.add(note="y")
    assert len(list(mine.entries())) == 2
    assert not list(tmp_path.rglob("*evil*"))

"""Backing up, bringing back, repairing, and leaving without a trace."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
from journal_help import NOW, PASSPHRASE, Clock, everything, journal, places, snapshot

from copingkit.core.filter import EntryFilter
from copingkit.errors import CopingError, DataProblem, NotFound, UsageProblem
from copingkit.journal import Journal, NotSaved, vault
from copingkit.journal.archive import backup, restore
from copingkit.journal.exchange import export
from copingkit.journal.leave import everything as all_places
from copingkit.journal.leave import forget_everything, forget_matching
from copingkit.journal.repair import repair
from copingkit.journal.sealing import drop_copies, lock


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep key derivation from taking 0.2 s at each test."""
    monkeypatch.setitem(vault.SCRYPT, "n", 2)


def filled(home: Path, clock: Clock | None = None) -> Journal:
    mine = journal(home, clock)
    for count in range(4):
        mine.add(note=f"words {count}")
    mine.add(note="older", at="2026-03-01T10:00:00+00:00")
    mine.put("pin:walk", {"why": "words"})
    mine.delete([mine.add(note="gone").id])
    mine.places.mine.mkdir()
    (mine.places.mine / "my-own.yaml").write_text("title: Words\n")
    return mine


def told(mine: Journal) -> str:
    return "".join(export(mine, "json"))


@pytest.mark.parametrize("locked", [False, True])
def test_a_backup_restores_on_another_machine(tmp_path: Path, locked: bool) -> None:
    mine = filled(tmp_path / "a")
    before = told(mine)
    if locked:
        lock(mine, PASSPHRASE)
    made = backup(mine, tmp_path / "backup.zip")
    assert (made.entries, made.locked, made.files) == (5, locked, 4 + locked)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.tmp")) and not list(tmp_path.glob("*.bak"))
    assert ("words 1" in str(everything(tmp_path)[made.path.name])) is False
    other = journal(tmp_path / "b")
    assert restore(other, made.path).new == 5
    again = journal(tmp_path / "b")
    assert told(again) == before and again.is_locked == locked
    assert (again.places.mine / "my-own.yaml").read_text() == "title: Words\n"
    again.add(note="goes on")
    assert len(list(journal(tmp_path / "b").entries())) == 6
    if locked:
        assert not [raw for raw in everything(tmp_path / "b").values() if b"words 1" in raw]


@pytest.mark.parametrize("locked", [False, True])
def test_restoring_over_something_joins_and_brings_nothing_deleted_back(
    tmp_path: Path, locked: bool
) -> None:
    clock = Clock()
    mine = filled(tmp_path, clock)
    if locked:
        lock(mine, PASSPHRASE)
    made = backup(mine, tmp_path / "backup.zip")
    clock.move(hours=1)
    mine.delete_matching(EntryFilter(contains="words 2"))
    added = mine.add(note="since then")
    result = restore(mine, made.path)
    assert (result.new, result.changed) == (0, 0)
    assert [entry.note for entry in mine.entries()][0] == added.note
    assert "words 2" not in told(mine)
    restore(mine, made.path, replace=True)
    replaced = journal(tmp_path)
    notes = [entry.note for entry in replaced.entries()]
    assert "words 2" in notes and "since then" not in notes and len(notes) == 5
    (aside,) = replaced.folder.path.glob(".backup/before-restore-*")
    assert len(list(aside.iterdir())) == 3 + locked


def test_a_locked_backup_can_be_joined_to_plain_data(tmp_path: Path) -> None:
    mine = filled(tmp_path / "a")
    lock(mine, PASSPHRASE)
    made = backup(mine, tmp_path / "backup.zip")
    other = journal(tmp_path / "b")
    other.add(note="plain")
    assert restore(other, made.path).new == 6
    assert not other.is_locked and len(list(other.entries())) == 6


def test_a_backup_overwrites_nothing_and_needs_something(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        backup(journal(tmp_path / "empty"), tmp_path / "backup.zip")
    mine = filled(tmp_path / "a")
    (tmp_path / "there").write_text("x")
    with pytest.raises(UsageProblem, match="exists"):
        backup(mine, tmp_path / "there")
    with pytest.raises(NotSaved):
        backup(mine, tmp_path / "no" / "such" / "folder.zip")
    assert (tmp_path / "there").read_text() == "x"


def rezipped(source: Path, to: Path, change: dict[str, bytes], drop: str = "") -> Path:
    with ZipFile(source) as old, ZipFile(to, "w") as new:
        for name in old.namelist():
            if name != drop:
                new.writestr(name, change.get(name, old.read(name)))
        for name in change.keys() - {*old.namelist()}:
            new.writestr(name, change[name])
    return to


def test_a_damaged_or_hostile_backup_changes_nothing(tmp_path: Path) -> None:
    made = backup(filled(tmp_path / "a"), tmp_path / "backup.zip").path
    name = next(name for name in ZipFile(made).namelist() if name.startswith("2026-11"))
    manifest = json.loads(ZipFile(made).read("manifest.json"))
    outside = dict(manifest, sha256={"../../evil.json": "0" * 64})
    hostile = [
        rezipped(made, tmp_path / "1", {name: b"{}"}),
        rezipped(made, tmp_path / "2", {}, drop=name),
        rezipped(made, tmp_path / "3", {}, drop="manifest.json"),
        rezipped(made, tmp_path / "4", {"manifest.json": json.dumps(outside).encode(),
                                        "../../evil.json": b"x"}),
        rezipped(made, tmp_path / "5", {"manifest.json": json.dumps(manifest | {"version": 9}).encode()}),
        rezipped(made, tmp_path / "6", {"manifest.json": b"[]"}),
    ]  # fmt: skip
    (tmp_path / "7").write_bytes(made.read_bytes()[:-200])
    (tmp_path / "8").write_bytes(b"hello")
    for path in [*hostile, tmp_path / "7", tmp_path / "8"]:
        mine = journal(tmp_path / "b")
        with pytest.raises(DataProblem) as caught:
            restore(mine, path, replace=True)
        assert str(path) in caught.value.message
    with pytest.raises(NotFound):
        restore(journal(tmp_path / "b"), tmp_path / "nowhere.zip")
    assert not places(tmp_path / "b").data.exists() or snapshot(places(tmp_path / "b").data) == {}
    assert not list(tmp_path.rglob("evil.json"))


@pytest.mark.parametrize("locked", [False, True])
def test_forgetting_everything_leaves_nothing_of_a_persons_own(
    tmp_path: Path, locked: bool
) -> None:
    clock = Clock()
    mine = filled(tmp_path, clock)
    clock.move(days=1)
    mine.add(note="words of the next day")
    mine.summary()
    (mine.folder.path / ".quarantine").mkdir()
    (mine.folder.path / ".quarantine" / "x.json").write_text("words")
    copy = mine.folder.names()[0].replace(".json", " 2.json")
    (mine.folder.path / copy).write_text("words")
    (mine.places.state / "drafts").mkdir()
    (mine.places.state / "drafts" / "draft-1.txt").write_text("words")
    (mine.folder.path / copy).unlink()
    if locked:
        lock(mine, PASSPHRASE)
    shown = {place.path for place in all_places(mine)}
    assert all(place.why for place in all_places(mine))
    assert forget_everything(mine) == []
    assert not any(path.exists() for path in shown)
    assert everything(tmp_path) == {}
    assert not mine.places.data.exists() and not mine.places.state.exists()
    fresh = journal(tmp_path)
    fresh.add(note="a new start")
    assert len(list(fresh.entries())) == 1


def test_forgetting_leaves_alone_what_is_not_ours(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (mine.folder.path / "README").write_text("a person's own")
    (mine.folder.path / ".git").mkdir()
    left = forget_everything(mine)
    assert [path.name for path in left] == [".git", "README"]


def test_a_file_kept_elsewhere_behind_a_link_is_forgotten_too(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    path = mine.folder.path / mine.folder.names()[0]
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    forget_everything(mine)
    assert everything(tmp_path) == {}


def test_a_folder_behind_a_link_is_left_and_said(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    mine.places.mine.rename(tmp_path / "elsewhere")
    mine.places.mine.symlink_to(tmp_path / "elsewhere")
    assert forget_everything(mine) == [tmp_path / "elsewhere"]
    assert (tmp_path / "elsewhere" / "my-own.yaml").exists() and not mine.places.mine.is_symlink()


def test_forgetting_some_leaves_none_of_their_text_anywhere(tmp_path: Path) -> None:
    clock = Clock()
    mine = filled(tmp_path, clock)
    clock.move(days=1)
    mine.add(note="words 2 again")
    mine.edit_matching(EntryFilter(contains="words 2"), place="home")
    mine.summary()
    assert len([raw for raw in everything(tmp_path).values() if b"words 2" in raw]) > 3
    assert forget_matching(mine, EntryFilter(contains="words 2")) == (2, [])
    assert not [name for name, raw in everything(tmp_path).items() if b"words 2" in raw]
    assert len(list(mine.entries())) == 4
    with pytest.raises(NotFound):
        mine.undo()


def test_forgetting_names_other_devices_files_that_still_hold_the_text(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    theirs = "2026-11.phone-91bc.json"
    (mine.folder.path / theirs).write_bytes((mine.folder.path / name).read_bytes())
    assert forget_matching(mine, EntryFilter(contains="words 2")) == (1, [theirs])


def test_a_damaged_file_is_set_aside_and_its_whole_lines_are_saved(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    path = mine.folder.path / name
    raw = path.read_bytes()
    # Cut in the middle of the last entry, with a stretch of zeros in the second.
    damaged = raw[: raw.index(b"words 3")].replace(b"words 1", b"\0" * 7)
    path.write_bytes(damaged)
    drop_copies(mine.places)
    with pytest.raises(DataProblem, match="repair"):
        raise _problem(mine)
    (sentence,) = repair(mine)
    assert "2 of its items saved" in sentence
    assert [entry.note for entry in mine.entries()] == ["words 2", "words 0", "older"]
    (aside,) = (mine.folder.path / ".quarantine").iterdir()
    assert aside.read_bytes() == damaged
    assert repair(mine) == [] and mine.add(note="goes on")


def _problem(mine: Journal) -> CopingError:
    with pytest.raises(DataProblem) as caught:
        list(mine.entries())
    return DataProblem(caught.value.hint)


@pytest.mark.parametrize("raw", [b"", b"\0" * 500, b"[" * 9000, b"null"])
def test_a_file_with_nothing_in_it_is_set_aside_too(tmp_path: Path, raw: bytes) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    (mine.folder.path / name).write_bytes(raw)
    drop_copies(mine.places)
    assert "0 of its items saved." in repair(mine)[0]
    assert [entry.note for entry in mine.entries()] == ["older"]
    assert mine.add(note="goes on", at=NOW)


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("raw", [b"", b"\0" * 500, b'{"lo'])
def test_what_a_damaged_file_held_comes_back_from_the_copies(
    tmp_path: Path, raw: bytes, locked: bool
) -> None:
    mine = filled(tmp_path)
    if locked:
        lock(mine, PASSPHRASE)
        mine.add(note="words 4")
        mine.delete([mine.add(note="gone too").id])
    before = [entry.note for entry in mine.entries()]
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    (mine.folder.path / name).write_bytes(raw)
    assert "more are from the copies kept" in repair(mine)[0]
    assert [entry.note for entry in mine.entries()] == before
    assert b"words" not in b"".join(everything(mine.folder.path).values()) or not locked


def test_a_newer_file_is_left_alone_by_repair(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    path = mine.folder.path / mine.folder.names()[0]
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    before = everything(tmp_path)
    assert "newer" in repair(mine)[0]
    assert everything(tmp_path) == before

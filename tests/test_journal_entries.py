"""The journal as a person meets it: entries, ids, keyed documents, taking back."""

from __future__ import annotations

import json
import os
import stat
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from journal_help import NOW, Clock, everything, journal, places
from tinydb import TinyDB

from copingkit.core.filter import EntryFilter
from copingkit.errors import NotFound, UsageProblem
from copingkit.journal import undo
from copingkit.journal.ids import key_id, month_of, new_id


def test_what_was_added_is_read_back_by_another_process_as_it_was(tmp_path: Path) -> None:
    entry = journal(tmp_path).add(
        kind="use", strategy="walk", needs=["panic"], before=7, after=4, outcome="a-lot",
        note="zwei\nZeilen \U0001f642 \udc80", tags=["work"], minutes=3.5, at="2026-11-20T23:59:59+05:45",
    )  # fmt: skip
    again = journal(tmp_path).get(entry.id)
    assert again.to_json() == entry.to_json()
    assert again.note == "zwei\nZeilen \U0001f642 \udc80"
    assert again.rev == 1 and again.upd == "2026-11-22T20:30:00.000000Z"


def test_reading_an_empty_home_creates_nothing(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    assert list(mine.entries()) == [] and mine.profile().all() == {} and mine.undo_list() == []
    assert mine.summary().entries == 0
    with pytest.raises(NotFound):
        mine.get("abcdef")
    assert list(tmp_path.iterdir()) == []


def test_reading_changes_nothing(tmp_path: Path) -> None:
    journal(tmp_path).add(note="x")
    data = places(tmp_path).data
    before = {path: path.stat() for path in data.rglob("*")}
    mine = journal(tmp_path)
    list(mine.entries())
    mine.profile()
    mine.undo_list()
    mine.summary()
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == {
        path: seen.st_mtime_ns for path, seen in before.items()
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_are_0700_and_files_0600_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        mine = journal(tmp_path)
        mine.add(note="x")
        mine.put("pin:walk", {})
        (places(tmp_path).data / next(iter(mine.folder.names()))).chmod(0o644)
        mine.add(note="y")
        mine.put("pin:rest", {})
    finally:
        os.umask(old)
    for root in (places(tmp_path).data, places(tmp_path).state):
        for path in (root, *root.rglob("*")):
            wanted = 0o700 if path.is_dir() else 0o600
            # Copies made by hard link keep the mode a person gave the file.
            if ".backup" not in path.parts and path.suffix != ".bak":
                assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_plain_tinydb_opens_our_files(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry = mine.add(note="x", before=3)
    path = mine.folder.path / mine.folder.names()[0]
    with TinyDB(path, access_mode="r") as db:
        (doc,) = db.table("entries").all()
    assert (doc["note"], doc["before"], doc.doc_id) == ("x", 3, int(entry.id, 16))
    assert len(path.read_text().splitlines()) == 3


def test_an_entry_lies_in_the_file_of_its_own_month(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry = mine.add(at=datetime(2026, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))))
    assert month_of(entry.id) == "2026-02"
    assert [name[:7] for name in mine.folder.names()] == ["2026-02"]
    assert list(mine.entries(EntryFilter(on=date(2026, 3, 1)))) != []


def test_ids_are_version_7_and_sort_by_time() -> None:
    ids = [new_id(NOW + timedelta(milliseconds=count)) for count in range(50)]
    assert ids == sorted(ids) and len({new_id(NOW) for _ in range(1000)}) == 1000
    assert all(made[12] == "7" and made[16] in "89ab" and len(made) == 32 for made in ids)


def test_newest_first_over_months_and_only_as_many_files_as_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = journal(tmp_path)
    for days in (1, 40, 80, 2, 41):
        mine.add(note=str(days), at=NOW - timedelta(days=days))
    assert [entry.note for entry in mine.entries()] == ["1", "2", "40", "41", "80"]
    assert [entry.note for entry in mine.entries(newest_first=False)][0] == "80"
    read: list[str] = []
    real = mine.folder.load
    monkeypatch.setattr(
        mine.folder, "load", lambda path, role: read.append(path.name[:7]) or real(path, role)
    )
    assert [entry.note for entry in mine.entries(limit=2)] == ["1", "2"]
    assert read == ["2026-11"]
    assert len(list(mine.entries(EntryFilter(limit=3), limit=4))) == 3
    read.clear()
    assert len(list(mine.entries(EntryFilter(to=date(2026, 10, 20))))) == 3
    assert "2026-11" not in read


def test_an_id_may_be_shortened_at_either_end(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry, other = mine.add(note="a"), mine.add(note="b")
    assert mine.get(entry.short_id) == mine.get(entry.id) == mine.get(entry.id[:31])
    with pytest.raises(UsageProblem, match="fits 2"):
        mine.get(entry.id[:8])
    for nothing in ("", "abc", "zzzzzz", "00000000", other.id[:-1] + "g"):
        with pytest.raises(NotFound):
            mine.get(nothing)


def test_editing_keeps_the_rest_and_none_clears(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry = mine.add(kind="use", strategy="walk", before=7, note="x", extra={"mood": "grey"})
    edited = mine.edit(entry.short_id, after=2, note=None)
    stored = mine.get(entry.id)
    assert (stored.after, stored.note, stored.before, stored.extra) == (
        2,
        None,
        7,
        {"mood": "grey"},
    )
    assert stored.id == entry.id == edited.id and stored.rev == 2
    with pytest.raises(UsageProblem, match="0-10"):
        mine.edit(entry.id, before=12)
    with pytest.raises(UsageProblem, match="colour"):
        mine.edit(entry.id, colour="red")


def test_a_new_time_moves_the_entry(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry = mine.add(note="x")
    moved = mine.edit(entry.id, at=NOW - timedelta(days=100))
    assert [found.id for found in mine.entries()] == [moved.id]
    assert month_of(moved.id) == "2026-08" and moved.note == "x"
    mine.undo()
    assert [found.id for found in mine.entries()] == [entry.id]


def test_deleting_leaves_no_text_in_the_file(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry = mine.add(note="s3cret words", tags=["s3cret"])
    assert mine.delete([entry.short_id]) == 1
    assert list(mine.entries()) == []
    path = mine.folder.path / mine.folder.names()[0]
    assert "s3cret" not in path.read_text() and entry.id in path.read_text()
    with pytest.raises(NotFound):
        mine.delete([entry.id])


def test_bulk_changes_are_one_step(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    for days in range(0, 90, 10):
        mine.add(note="n", tags=["old"] if days > 30 else [], at=NOW - timedelta(days=days))
    assert mine.edit_matching(EntryFilter(tag="old"), place="home") == 5
    assert mine.delete_matching(EntryFilter(tag="old")) == 5
    assert len(list(mine.entries())) == 4
    assert mine.undo() == "Undone: deleted 5 entries."
    assert [entry.place for entry in mine.entries(EntryFilter(tag="old"))] == ["home"] * 5
    mine.undo()
    assert not [entry for entry in mine.entries() if entry.place]
    with pytest.raises(UsageProblem):
        mine.edit_matching(EntryFilter(), at=NOW)


def test_undo_goes_back_step_by_step_and_redo_forward_again(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    entry = mine.add(note="one")
    mine.edit(entry.id, note="two")
    mine.put("pin:walk", {"why": "x"})
    states = []
    for _ in range(3):
        mine.undo()
        states.append(([found.note for found in mine.entries()], mine.profile().all()))
    assert states == [(["two"], {}), (["one"], {}), ([], {})]
    with pytest.raises(NotFound):
        mine.undo()
    for _ in range(3):
        mine.redo()
    assert [found.note for found in mine.entries()] == ["two"]
    assert mine.profile().get("pin:walk") == {"why": "x"}
    mine.undo()
    mine.add(note="else")
    with pytest.raises(NotFound):
        mine.redo()


def test_undo_leaves_alone_what_has_changed_since(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    first, second = mine.add(note="a"), mine.add(note="b")
    mine.edit_matching(EntryFilter(), place="home")
    steps = list((mine.folder.path / undo.PLACE).iterdir())
    newest = max(steps, key=lambda path: path.name)
    kept = newest.read_bytes()
    mine.edit(first.id, note="later")
    # As if the later edit had come from another device: it has no step here.
    max(mine.folder.path.glob(".undo/*"), key=lambda path: path.name).unlink()
    newest.write_bytes(kept)
    assert "1 had changed since" in mine.undo()
    assert mine.get(first.id).note == "later" and mine.get(second.id).place is None


def test_a_step_whose_change_never_happened_takes_back_nothing(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    mine.add(note="a")
    before = {path.name: path.read_bytes() for path in mine.folder.path.glob("*.json")}
    mine.add(note="b")
    for name, raw in before.items():
        (mine.folder.path / name).write_bytes(raw)
    assert mine.undo().startswith("Undone: added the check-in")
    assert list(mine.entries()) == []


def test_undo_is_bounded_in_number_and_age(tmp_path: Path) -> None:
    clock = Clock()
    mine = journal(tmp_path, clock)
    for count in range(undo.STEPS + 5):
        mine.put("setting:x", {"value": count})
    assert len(mine.undo_list(1000)) == undo.STEPS
    clock.move(days=undo.DAYS + 1)
    mine.put("setting:x", {"value": "new"})
    assert [step.what for step in mine.undo_list()] == ["set setting:x"]


def test_nobody_undoes_what_was_done_on_another_device(tmp_path: Path) -> None:
    mine, other = journal(tmp_path / "a"), journal(tmp_path / "b")
    mine.add(note="mine")
    other.put("setting:x", {"value": 1})
    for path in mine.folder.path.glob(".undo/*"):
        (other.folder.path / ".undo" / path.name).write_bytes(path.read_bytes())
    assert [step.what for step in other.undo_list()] == ["set setting:x"]


def test_a_damaged_undo_step_costs_its_undo_and_no_more(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    mine.add(note="a")
    mine.add(note="b")
    max(mine.folder.path.glob(".undo/*"), key=lambda path: path.name).write_bytes(b"")
    assert len(mine.undo_list()) == 1
    mine.add(note="c")
    assert len(list(mine.entries())) == 3


def test_keyed_documents(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    mine.put("pin:walk", {})
    mine.put("pin:rest", {"note": "x"})
    mine.put("setting:country", {"value": "AT"})
    mine.put("setting:country", {"value": "DE"})
    assert mine.drop("pin:walk") and not mine.drop("pin:walk")
    profile = journal(tmp_path).profile()
    assert profile.all("pin:") == {"pin:rest": {"note": "x"}}
    assert profile.get("setting:country") == {"value": "DE"} and "pin:walk" not in profile
    mine.change({"pin:rest": None, "hide:rest": {}}, "hid rest")
    assert mine.undo() == "Undone: hid rest."
    assert mine.profile().all("pin:") == {"pin:rest": {"note": "x"}}
    assert key_id("pin:walk") == key_id("pin:walk") != key_id("pin:rest")


def test_copies_are_kept_on_the_first_write_of_a_day_and_thinned_out(tmp_path: Path) -> None:
    clock = Clock()
    mine = journal(tmp_path, clock)
    mine.add(note="first day")
    kept = mine.folder.path / ".backup"
    assert not kept.exists()
    mine.add(note="same day")
    assert [path.name for path in kept.iterdir()] == ["2026-11-22"]
    for _ in range(500):
        clock.move(days=1)
        (kept / clock.now.date().isoformat()).mkdir()
    clock.move(days=1)
    mine.add(note="later")
    days = sorted(path.name for path in kept.iterdir())
    assert days[-1] == clock.now.date().isoformat() and len(days) <= 14 + 12
    assert len({day[:7] for day in days}) == 12
    (name,) = [path.name for path in (kept / days[-1]).iterdir()]
    assert "same day" in (kept / days[-1] / name).read_text()


def test_the_summary_is_the_same_fresh_kept_extended_and_after_changes(tmp_path: Path) -> None:
    clock = Clock()
    mine = journal(tmp_path, clock)

    def use(days: int) -> None:
        mine.add(kind="use", strategy=f"s{days % 3}", needs=["panic"], before=8, after=5,
                 at=clock.now - timedelta(days=days))  # fmt: skip

    def told() -> str:
        return json.dumps(mine.summary().to_json() | {"rows": at()}, sort_keys=True)

    def at() -> list[object]:
        cells = mine.summary().history.at(clock.now.date().toordinal())
        return [
            [*key, [round(number, 6) for number in sums.to_list()]] for key, sums in cells.items()
        ]

    def afresh() -> str:
        (places(tmp_path).state / "summary.json").unlink(missing_ok=True)
        return told()

    for days in range(0, 300, 7):
        use(days)
    fresh = afresh()
    assert (places(tmp_path).state / "summary.json").exists()
    assert told() == fresh
    use(200)
    assert mine.summary().uses == 44
    assert told() == afresh() != fresh
    clock.move(days=70)
    use(0)
    assert told() == afresh()
    mine.add(kind="rating", strategy="s1", rating=5)
    mine.add(note="a check-in")
    assert (mine.summary().uses, mine.summary().entries) == (45, 47)
    assert mine.summary().recent[0] == "s0" and len(mine.summary().recent) == 20
    (places(tmp_path).state / "summary.json").write_text('{"version": 2, "months": {}}')
    assert mine.summary().uses == 45


def test_the_summary_writes_nothing_where_there_is_no_state_folder(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    for days in range(0, 200, 20):
        mine.add(at=NOW - timedelta(days=days))
    state = places(tmp_path).state
    for path in state.iterdir():
        path.unlink()
    state.rmdir()
    before = everything(tmp_path)
    assert mine.summary().entries == 10
    assert everything(tmp_path) == before and not state.exists()

"""Locked data: nothing readable is left on the disk, and nothing opens it but the passphrase."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from journal_help import NOW, PASSPHRASE, Clock, everything, journal, places, snapshot

from copingkit.core.filter import EntryFilter
from copingkit.errors import DataProblem, UsageProblem
from copingkit.journal import Journal, Locked, NotSaved, WrongPassphrase, vault
from copingkit.journal.exchange import export
from copingkit.journal.merge import merge
from copingkit.journal.sealing import change_passphrase, lock, unlock

SECRET = "s3cretword"
HINTS = ("s3cretword", "s3cretplan", "s3cret-strategy", "s3cretdraft")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep key derivation from taking 0.2 s at each test; one test below takes the real one."""
    monkeypatch.setitem(vault.SCRYPT, "n", 2)


def filled(home: Path) -> tuple[Journal, Clock]:
    clock = Clock()
    mine = journal(home, clock)
    for days in range(0, 200, 20):
        mine.add(kind="use", strategy="s3cret-strategy", note=f"{SECRET} {days}",
                 at=NOW - timedelta(days=days))  # fmt: skip
    mine.put("plan:signs:1", {"text": "s3cretplan"})
    clock.move(days=1)
    mine.delete([mine.add(note=SECRET).id])
    mine.summary()
    drafts = places(home).state / "drafts"
    drafts.mkdir()
    (drafts / "draft-1.txt").write_text("s3cretdraft")
    return mine, clock


def readable(home: Path) -> list[str]:
    """Return the files on the disk in which something secret can be read."""
    return [
        name
        for name, raw in everything(home).items()
        if any(hint.encode() in raw for hint in HINTS)
    ]


def with_words(home: Path, *passphrases: str) -> tuple[Journal, list[str]]:
    """Return a journal that is told these passphrases, and those not asked for yet."""
    left = [*passphrases]
    ask = lambda: left.pop(0) if left else ""  # noqa: E731
    return Journal(places(home), now=Clock(), passphrase=ask), left


def test_nothing_readable_is_left_on_the_disk_by_locking_or_by_any_later_change(
    tmp_path: Path,
) -> None:
    mine, clock = filled(tmp_path)
    assert len(readable(tmp_path)) > 10
    assert lock(mine, PASSPHRASE) == 8
    assert readable(tmp_path) == []
    mine = journal(tmp_path, clock)
    for _ in range(2):
        clock.move(days=1)
        entry = mine.add(note=f"{SECRET} again", strategy="s3cret-strategy", kind="use")
        mine.edit(entry.id, note=f"{SECRET} edited")
        mine.put("plan:signs:2", {"text": "s3cretplan"})
        mine.delete_matching(EntryFilter(contains="edited"))
        mine.undo()
        mine.summary()
    assert readable(tmp_path) == []
    assert (places(tmp_path).state / "summary.json").exists()
    assert mine.warnings == []


def test_locked_data_says_the_same_as_before(tmp_path: Path) -> None:
    mine, clock = filled(tmp_path)
    before = "".join(export(mine, "json"))
    summary = mine.summary().to_json()
    lock(mine, PASSPHRASE)
    again = journal(tmp_path, clock)
    assert again.is_locked and "".join(export(again, "json")) == before
    assert again.summary().to_json() == summary == journal(tmp_path, clock).summary().to_json()
    assert again.get(next(again.entries()).short_id)
    assert unlock(again) == 8
    assert not again.is_locked and "".join(export(journal(tmp_path, clock), "json")) == before
    assert not list(places(tmp_path).data.glob("**/key.json*"))


def test_a_wrong_passphrase_says_so_and_touches_nothing(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    before = everything(tmp_path)
    wrong, left = with_words(tmp_path, "one wrong", "another wrong", "third wrong", PASSPHRASE)
    with pytest.raises(WrongPassphrase, match="doesn't open"):
        list(wrong.entries())
    assert left == [PASSPHRASE], "three tries"
    wrong, _ = with_words(tmp_path, "wrong words")
    with pytest.raises(WrongPassphrase):
        wrong.add(note="typed words")
    with pytest.raises(WrongPassphrase):
        lock(journal(tmp_path), "another passphrase")
    with pytest.raises(WrongPassphrase):
        change_passphrase(journal(tmp_path), "wrong words", "new passphrase")
    assert everything(tmp_path) == before
    right, _ = with_words(tmp_path, "a typo", PASSPHRASE)
    assert len(list(right.entries())) == 10


def test_typed_words_are_handed_back_when_the_passphrase_is_wrong(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    wrong, _ = with_words(tmp_path, "wrong words")
    with pytest.raises(DataProblem) as caught:
        wrong.add(note="typed words")
    assert "typed words" in getattr(caught.value, "unsaved", "")


def test_without_anybody_to_ask_it_is_said_to_be_locked(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    silent = Journal(places(tmp_path), now=Clock())
    with pytest.raises(Locked, match="locked"):
        list(silent.entries())
    with pytest.raises(Locked):
        silent.ready()


def test_the_passphrase_is_asked_for_once_and_before_anything_is_typed(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    mine, left = with_words(tmp_path, PASSPHRASE, "not asked for")
    assert len(left) == 2
    mine.ready()
    list(mine.entries())
    mine.add(note="x")
    mine.profile()
    assert left == ["not asked for"]


def test_changing_the_passphrase_leaves_no_key_file_that_opens_with_the_old_one(
    tmp_path: Path,
) -> None:
    mine, clock = filled(tmp_path)
    lock(mine, PASSPHRASE)
    clock.move(days=1)
    mine.add(note="makes a copy of the day")
    assert list(places(tmp_path).data.glob(".backup/*/key.json"))
    sealed = snapshot(places(tmp_path).data)
    change_passphrase(mine, PASSPHRASE, "new words for it")
    for path in places(tmp_path).data.rglob("key.json*"):
        with pytest.raises(WrongPassphrase):
            vault.unwrap(json.loads(path.read_bytes()), PASSPHRASE)
    after = snapshot(places(tmp_path).data)
    assert {name for name in after if after[name] != sealed[name]} == {"key.json"}
    new, _ = with_words(tmp_path, "new words for it")
    assert len(list(new.entries())) == 11


def test_a_file_in_the_place_of_another_or_changed_is_refused(tmp_path: Path) -> None:
    mine, clock = filled(tmp_path)
    lock(mine, PASSPHRASE)
    names = [name for name in mine.folder.names() if name.startswith("2026")]
    path, other = (mine.folder.path / name for name in names[-2:])
    genuine = path.read_bytes()
    body = json.loads(genuine)["locked"]
    flipped = body["data"][:100] + ("A" if body["data"][100] != "A" else "B") + body["data"][101:]
    forged = [
        other.read_bytes(),
        genuine[:-40],
        json.dumps({"locked": {**body, "data": flipped}}).encode(),
        json.dumps({"locked": {**body, "name": other.name}}).encode(),
        json.dumps({"locked": {**body, "role": "profile"}}).encode(),
        json.dumps({"locked": {**body, "schema": 0}}).encode(),
        json.dumps({"locked": {**body, "v": 2}}).encode(),
        json.dumps({"locked": {**body, "nonce": "00" * 12}}).encode(),
        b'{"locked": 3}',
    ]
    for raw in forged:
        path.write_bytes(raw)
        with pytest.raises(DataProblem, match=path.name):
            list(journal(tmp_path, clock).entries())
        assert path.read_bytes() == raw
    path.write_bytes(genuine)
    assert len(list(journal(tmp_path, clock).entries())) == 10


@pytest.mark.parametrize(
    "change",
    [{"n": 1 << 30}, {"n": 0}, {"r": 64}, {"kdf": "none"}, {"salt": "zz"}, {"key": ""}, {"app": "x"},
     {"v": 2}],
)  # fmt: skip
def test_a_damaged_or_hostile_key_file_is_refused_by_name(
    tmp_path: Path, change: dict[str, object]
) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    path = places(tmp_path).data / "key.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **change}))
    with pytest.raises(DataProblem, match=r"key\.json"):
        list(journal(tmp_path).entries())


def test_an_interrupted_locking_is_finished_by_locking_again(tmp_path: Path) -> None:
    mine, clock = filled(tmp_path)
    shutil.copytree(tmp_path, tmp_path.with_name("plain"))
    lock(mine, PASSPHRASE)
    for name in mine.folder.names()[:3]:
        plain = places(tmp_path.with_name("plain")).data / name
        shutil.copyfile(plain, mine.folder.path / name)
    half = journal(tmp_path, clock)
    assert len(list(half.entries())) == 10
    assert any("isn't locked yet" in words for words in half.warnings)
    assert lock(half, PASSPHRASE) == 3
    assert readable(tmp_path) == []


def test_a_short_passphrase_is_refused_and_nothing_is_locked(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    with pytest.raises(UsageProblem, match="8"):
        lock(mine, "short")
    assert not mine.is_locked and not (places(tmp_path).data / "key.json").exists()
    with pytest.raises(UsageProblem, match="isn't locked"):
        unlock(mine)


def test_a_locked_folder_can_be_merged_with_the_same_passphrase(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path / "a")
    lock(mine, PASSPHRASE)
    other = journal(tmp_path / "b")
    assert merge(other, mine.folder.path).new == 11
    assert len(list(other.entries())) == 10


def test_the_real_cost_of_a_guess_and_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    wrapped = vault.wrap(b"k" * 32, PASSPHRASE)
    assert (wrapped["kdf"], wrapped["n"], wrapped["r"], wrapped["p"]) == ("scrypt", 65536, 8, 1)
    assert vault.unwrap(wrapped, PASSPHRASE) == b"k" * 32
    assert vault.wrap(b"k" * 32, PASSPHRASE)["salt"] != wrapped["salt"]
    with pytest.raises(WrongPassphrase):
        vault.unwrap({**wrapped, "n": 32768}, PASSPHRASE)


def test_cryptography_is_imported_only_when_the_data_is_locked(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    script = (
        f"import sys; from pathlib import Path; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from journal_help import journal\n"
        f"mine = journal(Path({str(tmp_path)!r}))\n"
        "list(mine.entries()); mine.add(note='x')\n"
        "print('cryptography' in sys.modules)"
    )
    command = [sys.executable, "-c", script]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"False\n"
    lock(mine, PASSPHRASE)
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"True\n"


def sealed_off(home: Path, clock: Clock | None = None) -> Journal:
    """Return a journal that nobody can be asked for the passphrase of."""
    return Journal(places(home), now=clock or Clock())


def test_an_entry_can_be_added_without_the_passphrase_and_read_only_with_it(tmp_path: Path) -> None:
    mine, clock = filled(tmp_path)
    lock(mine, PASSPHRASE)
    before = snapshot(places(tmp_path).data)
    clock.move(days=40)
    silent = sealed_off(tmp_path, clock)
    added = silent.add(note=f"{SECRET} at night", before=8)
    assert "sealed" in silent.warnings[0] and readable(tmp_path) == []
    assert snapshot(places(tmp_path).data) == before
    with pytest.raises(Locked):
        list(silent.entries())
    mine = journal(tmp_path, clock)
    files = everything(places(tmp_path).data)
    assert next(mine.entries()).to_json() == added.to_json()
    assert mine.get(added.short_id).before == 8 and mine.summary().entries == 11
    assert everything(places(tmp_path).data) == files, "reading moves nothing"
    mine.put("pin:walk", {})
    assert not list((places(tmp_path).data / ".inbox").iterdir())
    assert next(journal(tmp_path, clock).entries()).id == added.id
    mine.undo()
    assert mine.undo() == "Undone: added the check-in at 2027-01-02 21:30."
    assert len(list(mine.entries())) == 10 and readable(tmp_path) == []


def test_no_passphrase_given_seals_and_a_wrong_one_hands_the_words_back(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    leaving, _ = with_words(tmp_path, "")
    assert leaving.add(note="kept all the same").id
    wrong, _ = with_words(tmp_path, "wrong words")
    with pytest.raises(WrongPassphrase):
        wrong.add(note="handed back")
    assert "kept all the same" in [entry.note for entry in journal(tmp_path).entries()]


def test_what_was_added_while_locked_survives_unlocking_and_a_changed_passphrase(
    tmp_path: Path,
) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    sealed_off(tmp_path).add(note="one")
    change_passphrase(journal(tmp_path), PASSPHRASE, "new words for it")
    sealed_off(tmp_path).add(note="two")
    mine, _ = with_words(tmp_path, "new words for it")
    unlock(mine)
    assert {entry.note for entry in journal(tmp_path).entries()} >= {"one", "two"}
    assert not list(places(tmp_path).data.glob(".inbox/*"))


def test_a_forged_or_damaged_sealed_entry_is_named_and_left(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    added = sealed_off(tmp_path).add(note="genuine")
    path = places(tmp_path).data / ".inbox" / f"{added.id}.json"
    genuine = path.read_bytes()
    body = json.loads(genuine)["sealed"]
    other = path.with_name(added.id[:-1] + ("0" if added.id[-1] != "0" else "1") + ".json")
    path.rename(other)
    for raw in (
        genuine,
        genuine[:-30],
        b"{}",
        json.dumps({"sealed": {**body, "nonce": "00" * 12}}).encode(),
    ):
        other.write_bytes(raw)
        with pytest.raises(DataProblem, match="sealed entry"):
            list(journal(tmp_path).entries())
        assert other.read_bytes() == raw
    other.unlink()
    path.write_bytes(genuine)
    assert "genuine" in [entry.note for entry in journal(tmp_path).entries()]


def test_another_public_key_slipped_in_is_noticed(tmp_path: Path) -> None:
    mine, _ = filled(tmp_path)
    lock(mine, PASSPHRASE)
    path = places(tmp_path).data / "key.json"
    forged = {**json.loads(path.read_bytes()), "inbox": vault.inbox.public_half(b"x" * 32)}
    path.write_text(json.dumps(forged))
    with pytest.raises(WrongPassphrase):
        list(journal(tmp_path).entries())


def test_a_process_that_missed_locking_or_unlocking_writes_nothing_unreadable(
    tmp_path: Path,
) -> None:
    mine, clock = filled(tmp_path)
    unaware = journal(tmp_path, clock)
    lock(mine, PASSPHRASE)
    before = snapshot(places(tmp_path).data)
    with pytest.raises(NotSaved, match="just now"):
        unaware.add(note=f"{SECRET} typed", at=NOW - timedelta(days=3000))
    assert snapshot(places(tmp_path).data) == before and readable(tmp_path) == []
    aware = journal(tmp_path, clock)
    aware.ready()
    change_passphrase(mine, PASSPHRASE, "new words for it")
    aware.add(note="the key is still the same")
    unlock(mine)
    before = snapshot(places(tmp_path).data)
    with pytest.raises(NotSaved, match="just now") as caught:
        aware.add(note="typed words", at=NOW - timedelta(days=3000))
    assert "typed words" in caught.value.unsaved
    lock(mine, PASSPHRASE)
    with pytest.raises(NotSaved, match="just now"):
        aware.add(note="typed words", at=NOW - timedelta(days=3000))
    assert len(list(journal(tmp_path, clock).entries())) == 11

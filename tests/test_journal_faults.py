"""Mishaps: what was acknowledged stays, what is damaged is left alone, and words say which file."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from journal_help import (
    PASSPHRASE,
    Clock,
    everything,
    in_place_of_the_system,
    journal,
    places,
    snapshot,
)

from copingkit.core.filter import EntryFilter
from copingkit.errors import DataProblem
from copingkit.journal import NotSaved, format, sealing, vault
from copingkit.journal.journal import Journal
from copingkit.journal.locking import FileLock

CALLS = ("open", "write", "fsync", "link", "replace", "unlink", "mkdir", "rename", "close")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)


@contextmanager
def system(on_call: Callable[[int, str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Call `on_call(number, name, arguments)` before each system call of a write."""
    real = {name: getattr(os, name) for name in CALLS}
    count = 0

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if name == "close":
                # The system lets go of a file even when closing it reports an error.
                real[name](*args, **kwargs)
            on_call(count, name, args)
            if name == "close":
                return None
            return real[name](*args, **kwargs)

        return call

    with in_place_of_the_system({name: wrapped(name) for name in CALLS}):
        yield


def state_of(mine: Journal) -> str:
    # Of two entries of one moment, chance says which is first.
    entries = sorted(json.dumps(entry.to_json(), sort_keys=True) for entry in mine.entries())
    return json.dumps([entries, mine.profile().all()], sort_keys=True)


@pytest.fixture(params=["plain", "locked"])
def locked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run a test on plain and on locked data, with a quick key derivation."""
    monkeypatch.setitem(vault.SCRYPT, "n", 2)
    return bool(request.param == "locked")


def filled(home: Path, locked: bool = False) -> Journal:
    mine = journal(home)
    if locked:
        sealing.lock(mine, PASSPHRASE)
    mine.add(note="first words")
    mine.add(note="older", at="2026-08-01T10:00:00+00:00")
    mine.put("pin:walk", {})
    return mine


CHANGES: dict[str, Callable[[Journal], object]] = {
    "add": lambda mine: mine.add(note="typed words", before=7),
    "edit": lambda mine: mine.edit_matching(EntryFilter(), place="home"),
    "put": lambda mine: mine.put("setting:country", {"value": "typed words"}),
    "delete": lambda mine: mine.delete_matching(EntryFilter()),
    "undo": lambda mine: mine.undo(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_error_at_any_system_call_leaves_the_old_state_or_the_acknowledged_new_one(
    tmp_path: Path, change: str, locked: bool
) -> None:
    start = tmp_path / "start"
    mine = filled(start, locked)
    old = state_of(mine)
    calls: list[str] = []
    shutil.copytree(start, tmp_path / "probe")
    with system(lambda number, name, args: calls.append(name)):
        CHANGES[change](journal(tmp_path / "probe"))
    new = re.sub("[0-9a-f]{32}", "", state_of(journal(tmp_path / "probe")))
    assert {"open", "write", "fsync", "link", "replace"} <= set(calls)
    refused = 0
    for place in range(1, len(calls) + 1):
        error = ERRORS[place % len(ERRORS)]
        home = tmp_path / f"{change}-{place}"
        shutil.copytree(start, home)
        files = snapshot(places(home).data)

        def trip(number: int, name: str, args: tuple[Any, ...], at: int = place) -> None:
            if number == at:
                raise OSError(ERRORS[at % len(ERRORS)], os.strerror(ERRORS[at % len(ERRORS)]))

        try:
            with system(trip):
                CHANGES[change](journal(home))
        except NotSaved as problem:
            refused += 1
            assert snapshot(places(home).data) == files, (place, calls[place - 1], error)
            assert state_of(journal(home)) == old
            assert problem.exit_code == 5 and problem.message and problem.hint
            if change in ("add", "put"):
                assert "typed words" in problem.unsaved
            assert not list(places(home).data.rglob("*.tmp"))
        else:
            assert re.sub("[0-9a-f]{32}", "", state_of(journal(home))) == new
        # Whatever happened, the next write works.
        journal(home).add(note="after")
        assert next(journal(home).entries(EntryFilter(contains="after"))).note == "after"
    # The calls that may fail unnoticed: making the day's copy, tidying undo steps.
    assert refused >= len(calls) / 2


def test_the_first_write_in_a_new_home_refused_at_any_call(tmp_path: Path) -> None:
    calls: list[str] = []
    with system(lambda number, name, args: calls.append(name)):
        journal(tmp_path / "probe").add(note="typed words")
    for place in range(1, len(calls) + 1):
        home = tmp_path / str(place)

        def trip(number: int, name: str, args: tuple[Any, ...], at: int = place) -> None:
            if number == at:
                raise OSError(errno.ENOSPC, "No space left on device")

        try:
            with system(trip):
                journal(home).add(note="typed words")
        except NotSaved as problem:
            assert "typed words" in problem.unsaved and "full" in problem.message
            assert list(journal(home).entries()) == []
        journal(home).add(note="after")
        assert next(journal(home).entries(limit=1)).note == "after"


def test_a_write_is_synced_before_its_name_and_the_folder_after(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    events: list[str] = []
    handles: dict[int, str] = {}
    real_open = os.open

    def opened(path: Any, *args: Any, **kwargs: Any) -> int:
        handle = real_open(path, *args, **kwargs)
        handles[handle] = str(path)
        return handle

    def note(number: int, call: str, args: tuple[Any, ...]) -> None:
        if call == "fsync":
            events.append(f"fsync {Path(handles[args[0]]).name}")
        elif call == "replace":
            events.append(f"replace {Path(args[1]).name}")
        elif call == "link":
            events.append(f"link {Path(args[1]).name}")

    with in_place_of_the_system({"open": opened}), system(note):
        mine.add(note="x")
    order = [f"fsync .{name}.tmp", f"link {name}.bak", f"replace {name}", "fsync copingkit"]
    assert [event for event in events if event in order] == order


def test_killed_between_two_renames_a_bulk_change_is_half_done_and_can_be_undone(
    tmp_path: Path, locked: bool
) -> None:
    mine = filled(tmp_path, locked)
    old = state_of(mine)
    pid = os.fork()
    if pid == 0:
        renames = 0

        def die(number: int, name: str, args: tuple[Any, ...]) -> None:
            nonlocal renames
            renames += name == "replace"
            if renames == 3:
                os._exit(9)

        with system(die):
            mine.edit_matching(EntryFilter(), place="home")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    assert [entry.place for entry in mine.entries()].count("home") == 1
    mine.undo()
    assert state_of(mine) == old


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "zeros": lambda raw: b"\0" * len(raw),
    "cut": lambda raw: raw[: len(raw) // 2],
    "cut at the end": lambda raw: raw[:-4],
    "null": lambda raw: b"null",
    "braces": lambda raw: b"{}",
    "list": lambda raw: b"[]",
    "foreign": lambda raw: b'{"_default": {"1": {"a": 1}}}',
    "foreign meta": lambda raw: (
        b'{"_meta": {"1": {"app": "other", "role": "entries", "schema": 1}}}'
    ),
    "other role": lambda raw: raw.replace(b'"role": "entries"', b'"role": "profile"'),
    "nothing in it": lambda raw: raw.replace(b'"id"', b'"ix"'),
    "no revision": lambda raw: raw.replace(b'"rev": 1', b'"rev": "1"'),
    "deep": lambda raw: b"[" * 100_000,
    "bytes": lambda raw: b"\xff\xfe" + raw,
    "newer": lambda raw: raw.replace(b'"schema": 1', b'"schema": 2'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_file_that_is_damaged_foreign_or_newer_is_named_and_never_touched(
    tmp_path: Path, damage: str
) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    path = mine.folder.path / name
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    before = snapshot(mine.folder.path)
    with pytest.raises(DataProblem) as reading:
        list(mine.entries())
    with pytest.raises(NotSaved) as writing:
        mine.add(note="typed words")
    for problem in (reading.value, writing.value):
        assert str(path) in problem.message and problem.hint and problem.exit_code == 5
    assert "newer" in reading.value.message or "repair" in reading.value.hint
    assert "typed words" in writing.value.unsaved
    assert snapshot(mine.folder.path) == before
    # Other months and the profile go on working.
    mine.add(note="older", at="2026-08-02T10:00:00+00:00")
    assert "pin:walk" in mine.profile()


def test_a_file_edited_by_hand_is_used_and_reported(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    path = mine.folder.path / name
    path.write_text(path.read_text().replace("first words", "better words"))
    assert next(mine.entries()).note == "better words"
    assert any(str(path) in words for words in mine.warnings)
    mine.add(note="next")
    fresh = journal(tmp_path)
    assert {entry.note for entry in fresh.entries()} == {"better words", "next", "older"}
    assert fresh.warnings == []


def test_every_flipped_bit_is_refused_or_reported(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    mine.add(note="words", before=3)
    path = mine.folder.path / mine.folder.names()[0]
    raw = path.read_bytes()
    for place in range(len(raw) - 1):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << place % 7
        try:
            content = format.decode(bytes(flipped), path, "entries")
        except DataProblem:
            continue
        assert not content.is_intact, flipped[place - 5 : place + 5]


def test_a_file_behind_a_link_is_written_through_it(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (mine.folder.path / name).rename(elsewhere / name)
    (mine.folder.path / name).symlink_to(elsewhere / name)
    mine.add(note="through")
    assert (mine.folder.path / name).is_symlink()
    assert "through" in (elsewhere / name).read_text()
    assert {entry.note for entry in mine.entries()} >= {"through", "first words"}


def test_a_link_in_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (mine.folder.path / f".{name}.tmp").symlink_to(victim)
    mine.add(note="x")
    assert victim.read_text() == "mine"


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    path = mine.folder.path / mine.folder.names()[0]
    path.chmod(0)
    with pytest.raises(DataProblem, match="permission"):
        list(mine.entries())


def test_a_disk_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = filled(tmp_path)
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: (_ for _ in ()).throw(OSError(errno.EIO, "x"))
    )
    with pytest.raises(DataProblem, match=r"2026-11.*disk reports an error"):
        list(mine.entries())


def test_a_lock_left_behind_by_a_dead_process_means_nothing(tmp_path: Path) -> None:
    state = places(tmp_path).state
    state.mkdir(parents=True)
    (state / "lock").write_text("99999               \n")
    assert journal(tmp_path).add(note="x")


def test_waiting_too_long_for_another_writer_says_who(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    before = everything(places(tmp_path).data)
    mine._store.lock._patience = 0.05
    with FileLock(places(tmp_path).state / "lock"), pytest.raises(NotSaved) as caught:
        mine.add(note="typed words")
    assert f"process {os.getpid()}" in caught.value.message
    assert "typed words" in caught.value.unsaved
    assert everything(places(tmp_path).data) == before
    assert mine.add(note="now it works")


FULL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from journal_help import journal
from copingkit.journal import NotSaved
mine = journal(Path({home!r}))
resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
try:
    mine.add(note="typed words " * 80)
except NotSaved as problem:
    print(problem.message, problem.unsaved)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on Windows")
def test_a_file_that_may_not_grow_as_a_full_disk_would_have_it(tmp_path: Path) -> None:
    mine = filled(tmp_path)
    before = snapshot(mine.folder.path)
    script = FULL.format(tests=str(Path(__file__).parent), home=str(tmp_path))
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "Nothing was saved" in said.stdout and "typed words" in said.stdout
    assert snapshot(mine.folder.path) == before
    assert mine.add(note="x")


def test_an_older_schema_is_migrated_in_memory_and_kept_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = filled(tmp_path)
    before = snapshot(mine.folder.path)
    monkeypatch.setattr(format, "SCHEMA", 2)
    monkeypatch.setitem(
        format.MIGRATIONS, 1, lambda role, doc: {**doc, "note": str(doc.get("note")).upper()}
    )
    mine = journal(tmp_path)
    assert [entry.note for entry in mine.entries()] == ["FIRST WORDS", "OLDER"]
    assert snapshot(mine.folder.path) == before
    mine.add(note="new")
    (name,) = [name for name in mine.folder.names() if name.startswith("2026-11")]
    assert (mine.folder.path / ".backup" / "schema-1" / name).read_bytes() == before[name]
    assert b'"schema": 2' in (mine.folder.path / name).read_bytes()
    assert [name for name, raw in snapshot(mine.folder.path).items() if raw == before.get(name)]
    assert {entry.note for entry in mine.entries()} == {"new", "FIRST WORDS", "OLDER"}


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    mine = filled(tmp_path)
    mine.add(note="second")
    (previous,) = mine.folder.path.glob("2026-11*.bak")
    assert "first words" in previous.read_text() and "second" not in previous.read_text()
    assert mine.warnings == []


def test_a_copy_of_the_day_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    clock = Clock()
    mine = journal(tmp_path, clock)
    mine.add(note="one")
    (mine.folder.path / ".backup").write_text("in the way")
    mine.add(note="two")
    assert any(".backup" in words for words in mine.warnings)
    assert len(list(mine.entries())) == 2


HEAVY = ("orjson", "filelock", "uuid", "tempfile", "cryptography", "rich", "yaml", "typer")
IMPORTS = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from journal_help import journal
mine = journal(Path({home!r}))
{does}
print(sorted(name for name in sys.modules if name in {names!r}))
"""


@pytest.mark.parametrize(
    ("does", "allowed"),
    [
        ("list(mine.entries()); mine.profile(); mine.summary(); mine.undo_list()", []),
        ("mine.add(note='x')", ["tinydb"]),
    ],
)
def test_what_is_imported(tmp_path: Path, does: str, allowed: list[str]) -> None:
    filled(tmp_path)
    script = IMPORTS.format(
        tests=str(Path(__file__).parent), home=str(tmp_path), does=does, names=(*HEAVY, "tinydb")
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(allowed)


@pytest.mark.parametrize("what", ["lock", "unlock", "change"])
def test_an_error_at_any_call_of_locking_or_unlocking_leaves_all_readable_with_the_passphrase(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(vault.SCRYPT, "n", 2)
    start = tmp_path / "start"
    old = state_of(filled(start, locked=what != "lock"))

    def run(home: Path) -> None:
        if what == "lock":
            sealing.lock(journal(home), PASSPHRASE)
        elif what == "unlock":
            sealing.unlock(journal(home))
        else:
            sealing.change_passphrase(journal(home), PASSPHRASE, PASSPHRASE)

    calls: list[str] = []
    shutil.copytree(start, tmp_path / "probe")
    with system(lambda number, name, args: calls.append(name)):
        run(tmp_path / "probe")
    for place in range(1, len(calls) + 1):
        home = tmp_path / f"{what}-{place}"
        shutil.copytree(start, home)

        def trip(number: int, name: str, args: tuple[Any, ...], at: int = place) -> None:
            if number == at:
                raise OSError(errno.EIO, "Input/output error")

        try:
            with system(trip):
                run(home)
        except NotSaved as problem:
            assert problem.exit_code == 5 and problem.hint
        assert state_of(journal(home)) == old, (place, calls[place - 1])
        if journal(home).is_locked or what == "lock":
            run(home)
        assert state_of(journal(home)) == old
        kept = [path for path in places(home).data.rglob("*") if path.is_file()]
        plain = [path for path in kept if b"first words" in path.read_bytes()]
        assert bool(plain) == (what == "unlock"), (place, calls[place - 1], plain)

"""Power cuts, simulated: what reaches the disk is only what was synced, or some of the rest.

Every system call of some writes is recorded. Then, for a cut after each call, disks are built as
they may be found: names up to the last sync of their folder and any number of later ones in order,
contents of files that were synced, and of others all, half or nothing. On each of these disks every
acknowledged entry must be there and every file readable.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from journal_help import Clock, in_place_of_the_system, journal, places

from copingkit.errors import DataProblem
from copingkit.journal import disk

Name = tuple[str, int]
"""A file's path, and the number of its inode in the recording."""


class Recorder:
    """Record what is done to the files of a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.events: list[tuple[Any, ...]] = []
        self._handles: dict[int, tuple[str, int]] = {}
        self._inodes = 0

    def of_ours(self, path: Any) -> bool:
        return str(path).startswith(str(self.root))

    @contextmanager
    def recording(self) -> Iterator[None]:
        names = ("open", "write", "fsync", "link", "replace", "unlink", "mkdir", "rename")
        real = {name: getattr(os, name) for name in names}

        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            handle: int = real["open"](path, flags, *rest, **more)
            self._handles.pop(handle, None)
            if self.of_ours(path):
                if flags & os.O_CREAT:
                    self._inodes += 1
                    self.events.append(("create", str(path), self._inodes))
                self._handles[handle] = (str(path), self._inodes if flags & os.O_CREAT else 0)
            return handle

        def written(handle: int, raw: Any) -> int:
            count: int = real["write"](handle, raw)
            if handle in self._handles:
                self.events.append(("data", self._handles[handle][1], bytes(raw[:count])))
            return count

        def synced(handle: int) -> None:
            real["fsync"](handle)
            if handle in self._handles:
                path, inode = self._handles[handle]
                self.events.append(("sync", inode) if inode else ("syncdir", path))

        def naming(name: str) -> Any:
            def call(*args: Any, **more: Any) -> Any:
                done = real[name](*args, **more)
                if self.of_ours(args[0]):
                    kind = "replace" if name == "rename" else name
                    self.events.append((kind, *(str(arg) for arg in args[:2])))
                return done

            return call

        wrapped = {"open": opened, "write": written, "fsync": synced}
        wrapped |= {name: naming(name) for name in ("link", "replace", "unlink", "mkdir", "rename")}
        with in_place_of_the_system(wrapped):
            yield


class Found:
    """The disk as it may be found after a cut: built up from the recorded events."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.pending: list[tuple[Any, ...]] = []
        self.written: dict[int, bytes] = {}
        self.durable: dict[int, bytes] = {}

    def happen(self, event: tuple[Any, ...]) -> None:
        kind = event[0]
        if kind == "data":
            self.written[event[1]] = self.written.get(event[1], b"") + event[2]
        elif kind == "sync":
            self.durable[event[1]] = self.written.get(event[1], b"")
        elif kind == "syncdir":
            later = [op for op in self.pending if self.folder_of(op) != event[1]]
            for op in self.pending:
                if op not in later:
                    self.apply(self.names, op)
            self.pending = later
        elif kind != "ack":
            self.pending.append(event)

    @staticmethod
    def folder_of(op: tuple[Any, ...]) -> str:
        return str(Path(op[-2 if op[0] == "create" else -1]).parent)

    @staticmethod
    def apply(names: dict[str, int], op: tuple[Any, ...]) -> None:
        if op[0] == "create":
            names[op[1]] = op[2]
        elif op[0] == "unlink":
            names.pop(op[1], None)
        elif op[0] == "link" and op[1] in names:
            names[op[2]] = names[op[1]]
        elif op[0] == "replace":
            for path in [path for path in names if path == op[1] or path.startswith(op[1] + "/")]:
                names[op[2] + path[len(op[1]) :]] = names.pop(path)

    def disks(self) -> Iterator[dict[str, bytes]]:
        """Yield the contents by path, for each number of names that made it."""
        for survived in range(len(self.pending) + 1):
            names = dict(self.names)
            for op in self.pending[:survived]:
                self.apply(names, op)
            for share in (0.0, 0.5, 1.0):
                yield {path: self.content(inode, share) for path, inode in names.items()}

    def content(self, inode: int, share: float) -> bytes:
        if inode in self.durable:
            return self.durable[inode]
        raw = self.written.get(inode, b"")
        return raw[: int(len(raw) * share)]


def cuts(home: Path) -> tuple[int, int, int]:
    """Return how many disks were looked at, on how many something was lost, or unreadable."""
    clock = Clock()
    mine = journal(home / "real", clock)
    root = places(home / "real").data
    recorder = Recorder(root)
    # The folder itself is there before: whether a first entry survives is seen from its own sync.
    root.mkdir(parents=True)
    with recorder.recording():
        for day in range(2):
            clock.move(days=day)
            for number in range(3):
                mine.add(note=f"words {day} {number}")
                recorder.events.append(("ack", f"words {day} {number}"))
            mine.put("pin:walk", {"day": day})
    looked = lost = unreadable = 0
    found, acknowledged = Found(), set[str]()
    seen: dict[frozenset[tuple[str, bytes]], None] = {}
    for event in recorder.events:
        found.happen(event)
        if event[0] == "ack":
            acknowledged.add(event[1])
        for files in found.disks():
            state = frozenset((path, raw) for path, raw in files.items() if path.endswith(".json"))
            if (key := state | {("acknowledged", b"%d" % len(acknowledged))}) in seen:
                continue
            seen[key] = None
            looked += 1
            notes = read(home / "found" / str(looked), root, files)
            unreadable += notes is None
            lost += notes is not None and not acknowledged <= notes
    return looked, lost, unreadable


def read(home: Path, root: Path, files: dict[str, bytes]) -> set[str] | None:
    """Return the notes a journal finds on such a disk; None where it can't read it."""
    data = places(home).data
    for path, raw in files.items():
        target = data / Path(path).relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    mine = journal(home)
    try:
        found = {str(entry.note) for entry in mine.entries()}
        mine.profile()
        list(mine.undo_list())
        mine.add(note="goes on")
    except DataProblem:
        return None
    return found


def test_no_power_cut_loses_an_acknowledged_entry_or_a_file(tmp_path: Path) -> None:
    looked, lost, unreadable = cuts(tmp_path)
    assert looked > 100
    assert (lost, unreadable) == (0, 0)


def test_without_syncing_the_folder_entries_would_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "sync_folder", lambda folder: None)
    assert cuts(tmp_path)[1] > 0


def test_without_syncing_the_file_it_would_be_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_sync", lambda handle: None)
    assert cuts(tmp_path)[2] > 0

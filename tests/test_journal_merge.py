"""Several devices: whatever is joined, in whatever order, with whatever clocks, all agree."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from journal_help import NOW, Clock, journal, places, snapshot

from copingkit.errors import CopingError, InvalidContent, NotFound
from copingkit.journal import Journal
from copingkit.journal.exchange import export
from copingkit.journal.folder import PROFILE, is_later, join
from copingkit.journal.format import Doc
from copingkit.journal.merge import merge, tidy

versions = st.builds(
    lambda id, rev, upd, dev, text: (
        {"id": id, "rev": rev, "upd": upd, "dev": dev, **({"note": text} if text else {"del": 1})}
    ),
    st.sampled_from("ab"), st.integers(1, 3), st.sampled_from("12"), st.sampled_from("xy"),
    st.sampled_from(["", "n", "m"]),
)  # fmt: skip
piles = st.lists(versions, max_size=6)


def joined(*parts: list[Doc]) -> dict[str, Doc]:
    together: dict[str, Doc] = {}
    for part in parts:
        join(together, part)
    return together


@given(piles, piles, piles)
def test_joining_is_commutative_associative_and_idempotent(
    a: list[Doc], b: list[Doc], c: list[Doc]
) -> None:
    assert joined(a, b) == joined(b, a)
    left = joined([*joined(a, b).values()], c)
    right = joined(a, [*joined(b, c).values()])
    assert left == right
    assert joined([*left.values()], a, b, c, a) == left


@given(versions, versions)
def test_of_two_versions_exactly_one_is_later_unless_they_are_the_same(a: Doc, b: Doc) -> None:
    assert is_later(a, b) + is_later(b, a) == (a != b)


def everything_in(mine: Journal) -> dict[str, Doc]:
    """Return all documents of a journal, tombstones and bookkeeping too."""
    return {id: doc for stem in mine.folder.stems() for id, doc in mine.folder.merged(stem).items()}


class Devices(RuleBasedStateMachine):
    """Three devices with wrong clocks, a person who uses them all, and tools that copy files."""

    @initialize(skews=st.tuples(*[st.integers(-3000, 3000)] * 3))
    def start(self, skews: tuple[int, ...]) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="devices-"))
        self.clocks = [Clock(NOW + timedelta(hours=skew)) for skew in skews]
        self.devices = [
            journal(self.home / str(number), clock) for number, clock in enumerate(self.clocks)
        ]
        for device in self.devices:
            device.put("setting:x", {"value": 0})
        self.seen: dict[str, Doc] = {}

    def note_versions(self, number: int) -> None:
        join(self.seen, everything_in(self.devices[number]).values())
        self.clocks[number].move(seconds=1)

    @rule(on=st.integers(0, 2), text=st.sampled_from("abc"), days=st.sampled_from([0, 0, 45]))
    def add(self, on: int, text: str, days: int) -> None:
        self.devices[on].add(note=text, at=NOW - timedelta(days=days))
        self.note_versions(on)

    @rule(on=st.integers(0, 2), which=st.integers(0, 99), text=st.sampled_from(["d", "e", ""]))
    def edit_or_delete(self, on: int, which: int, text: str) -> None:
        entries = [*self.devices[on].entries()]
        if entries:
            chosen = entries[which % len(entries)].id
            if text:
                self.devices[on].edit(chosen, note=text)
                assert self.devices[on].get(chosen).note == text
            else:
                self.devices[on].delete([chosen])
            self.note_versions(on)

    @rule(on=st.integers(0, 2), value=st.integers(0, 2))
    def set_something(self, on: int, value: int) -> None:
        self.devices[on].put("setting:x", {"value": value})
        assert self.devices[on].profile().get("setting:x") == {"value": value}
        self.note_versions(on)

    @rule(on=st.integers(0, 2))
    def undo(self, on: int) -> None:
        before = everything_in(self.devices[on])
        try:
            self.devices[on].undo()
        except NotFound:
            return
        after = everything_in(self.devices[on])
        if any(id not in after or doc["rev"] > after[id]["rev"] for id, doc in before.items()):
            # A merge was taken back, which is no change of its own: what is anywhere counts from here.
            self.seen = {}
            for number in range(3):
                self.note_versions(number)
        self.note_versions(on)

    @rule(to=st.integers(0, 2), source=st.integers(0, 2))
    def merge(self, to: int, source: int) -> None:
        merge(self.devices[to], self.devices[source].folder.path)
        assert merge(self.devices[to], self.devices[source].folder.path)[1:5] == (0, 0, 0, 0)

    @rule(to=st.integers(0, 2), source=st.integers(0, 2))
    def sync_tool_copies_a_file(self, to: int, source: int) -> None:
        if to != source:
            for name in self.devices[source].folder.names():
                theirs = self.devices[source].folder.path / name
                mine = self.devices[to].folder.path / name
                # A sync tool never overwrites a file that only the receiver writes.
                if not mine.exists() or mine.stat().st_mtime_ns < theirs.stat().st_mtime_ns:
                    device = next((places(self.home / str(to)).state).glob("device-*")).read_text()
                    if name.split(".")[1] != device.strip():
                        shutil.copyfile(theirs, mine)

    @rule(on=st.integers(0, 2))
    def sync_tool_leaves_a_conflict_copy(self, on: int) -> None:
        folder = self.devices[on].folder
        device = next(places(self.home / str(on)).state.glob("device-*")).read_text().strip()
        for name in folder.names():
            if name.endswith(f".{device}.json"):
                copy = f"{name[:-5]}.sync-conflict-20261122-213000-ABCDEFG.json"
                shutil.copyfile(folder.path / name, folder.path / copy)

    @rule(on=st.integers(0, 2))
    def tidy(self, on: int) -> None:
        before = everything_in(self.devices[on])
        tidy(self.devices[on])
        assert everything_in(self.devices[on]) == before
        device = next(places(self.home / str(on)).state.glob("device-*")).read_text().strip()
        assert not list(self.devices[on].folder.path.glob(f"*.{device}.*conflict*"))

    @precondition(lambda self: hasattr(self, "devices"))
    @rule()
    def all_join_and_agree(self) -> None:
        for number in range(3):
            self.note_versions(number)
        for _ in range(2):
            for to in self.devices:
                for source in self.devices:
                    merge(to, source.folder.path)
        agreed = everything_in(self.devices[0])
        assert agreed == self.seen
        assert all(everything_in(device) == agreed for device in self.devices)

    def teardown(self) -> None:
        if hasattr(self, "home"):
            self.all_join_and_agree()
            shutil.rmtree(self.home)


Devices.TestCase.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
TestDevices = Devices.TestCase


def two(tmp_path: Path) -> tuple[Journal, Journal]:
    return journal(tmp_path / "a"), journal(tmp_path / "b")


def test_a_later_edit_wins_whatever_the_clocks_say(tmp_path: Path) -> None:
    slow = Clock(NOW - timedelta(days=900))
    mine, other = journal(tmp_path / "a"), journal(tmp_path / "b", slow)
    entry = mine.add(note="first")
    merge(other, mine.folder.path)
    other.edit(entry.id, note="later, on a device whose clock is years behind")
    result = merge(mine, other.folder.path)
    assert (result.new, result.changed) == (0, 1)
    assert "years behind" in str(mine.get(entry.id).note)


def test_text_deleted_elsewhere_leaves_our_own_file_too(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    entry = mine.add(note="s3cret")
    mine.add(note="stays")
    merge(other, mine.folder.path)
    other.delete([entry.id])
    # A sync tool brings the other device's file; reading obeys it at once.
    for name in other.folder.names():
        shutil.copyfile(other.folder.path / name, mine.folder.path / name)
    assert [found.note for found in mine.entries()] == ["stays"]
    mine.add(note="the next write")
    assert not [name for name, raw in snapshot(mine.folder.path).items() if b"s3cret" in raw]


def test_deleted_text_does_not_come_back_from_an_older_copy(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    entry = mine.add(note="s3cret")
    merge(other, mine.folder.path)
    mine.delete([entry.id])
    assert merge(mine, other.folder.path)[1:4] == (0, 0, 0)
    assert list(mine.entries()) == []
    assert merge(other, mine.folder.path).deleted == 1
    assert list(other.entries()) == []


def test_a_single_file_and_a_json_export_can_be_merged(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    mine.add(note="a")
    mine.put("pin:walk", {})
    for name in mine.folder.names():
        merge(other, mine.folder.path / name)
    exported = tmp_path / "export.json"
    exported.write_text("".join(export(mine, "json")))
    third = journal(tmp_path / "c")
    assert merge(third, exported).new == 2
    assert everything_in(mine) == everything_in(other) == everything_in(third)
    assert "pin:walk" in third.profile() and PROFILE in third.folder.stems()


@pytest.mark.parametrize(
    "name",
    ["{}.sync-conflict-20261122-213000-ABCDEFG.json", "{} (conflicted copy 2026-11-22 213000).json",
     "{} (laptop's conflicted copy 2026-11-22).json", "{} 2.json", "{}_conflict-20261122.json",
     "{}-DESKTOP-1A2B.json", "{}-conflict.json", "{}-marias-macbook.json"],
)  # fmt: skip
def test_conflict_copies_of_sync_tools_are_read_and_cleared_away(tmp_path: Path, name: str) -> None:
    mine, _ = two(tmp_path)
    first = mine.add(note="first")
    (own,) = mine.folder.names()
    older = (mine.folder.path / own).read_bytes()
    mine.add(note="second")
    mine.edit(first.id, note="first, later")
    copy = mine.folder.path / name.format(own.removesuffix(".json"))
    copy.write_bytes((mine.folder.path / own).read_bytes())
    (mine.folder.path / own).write_bytes(older)
    assert [entry.note for entry in mine.entries()] == ["second", "first, later"]
    assert tidy(mine).copies == 1
    assert not copy.exists() and mine.folder.names() == [own]
    assert [entry.note for entry in mine.entries()] == ["second", "first, later"]


def test_the_file_of_a_device_with_a_longer_name_is_no_copy(tmp_path: Path) -> None:
    mine, _ = two(tmp_path)
    mine.add(note="first")
    (own,) = mine.folder.names()
    other = own.replace(".json", "-12ab.json")
    shutil.copyfile(mine.folder.path / own, mine.folder.path / other)
    assert tidy(mine).copies == 0
    assert mine.folder.names() == sorted([own, other])


def test_what_cannot_be_merged_is_named_and_nothing_changes(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    mine.add(note="a")
    other.add(note="b")
    before = snapshot(mine.folder.path)
    (name,) = other.folder.names()
    (other.folder.path / name).write_bytes(b"")
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.json").write_text("[]")
    for source, kind in (
        (other.folder.path, CopingError), (tmp_path / "empty", NotFound),
        (tmp_path / "nowhere", NotFound), (tmp_path / "x.json", InvalidContent),
    ):  # fmt: skip
        with pytest.raises(kind) as caught:
            merge(mine, source)
        assert str(source) in caught.value.message
    assert snapshot(mine.folder.path) == before

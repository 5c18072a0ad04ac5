"""The journal as a person meets it: through the real main, with what can go wrong."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from journal_help import journal

from copingkit.errors import DataProblem
from copingkit.journal import NotSaved, format
from copingkit.journal.archive import backup, restore
from copingkit.journal.merge import merge

EDITORS = {
    "writes": 'printf "words that took ten minutes" > "$1"',
    "fails": 'printf "half" > "$1"; exit 1',
    "empties": ': > "$1"',
    "floods": "head -c 150000 /dev/zero | tr '\\0' a > \"$1\"",
}


@pytest.fixture
def editor(tmp_path: Path):
    def make(kind: str) -> dict[str, str]:
        path = tmp_path / f"editor-{kind}.sh"
        path.write_text(f"#!/bin/sh\n{EDITORS[kind]}\n")
        path.chmod(0o755)
        return {"EDITOR": str(path)}

    return make


def entries(coping, *words: str) -> list[dict]:
    return coping("log", "list", *words, "--json").json["entries"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--when", "garbage"), ("--strategy", "nosuch"), ("--outcome", "nosuch"),
        ("--tag", "two words"), ("--minutes", "99999"), ("--need", "nosuch"),
        ("--place", "x" * 300),
    ],
)  # fmt: skip
def test_nobody_writes_in_an_editor_for_nothing(coping, editor, tmp_path, wrong) -> None:
    opened = tmp_path / "opened"
    env = editor("writes")
    Path(env["EDITOR"]).write_text(f"#!/bin/sh\ntouch {opened}\n")
    assert coping("log", "add", "--edit", *wrong, env=env).code in (2, 3)
    assert not opened.exists()


def test_what_is_too_long_is_handed_back(coping, editor) -> None:
    added = coping("log", "add", "--edit", env=editor("floods"))
    assert added.code == 2
    assert added.out.count("a") >= 150_000
    assert entries(coping) == []
    piped = coping("log", "add", "-", stdin="b" * 150_000)
    assert (piped.code, piped.out.count("b")) == (2, 150_000)


def test_piped_words_are_handed_back_when_an_option_is_wrong(coping) -> None:
    added = coping("log", "add", "-", "--when", "garbage", stdin="typed elsewhere\n")
    assert added.code == 2
    assert "typed elsewhere" in added.out


@pytest.mark.parametrize("kind", ["fails", "empties"])
def test_an_editor_left_without_words_notes_nothing(coping, editor, kind) -> None:
    assert coping("log", "add", "--edit", env=editor(kind)).code == 0
    assert entries(coping) == []


def test_an_editor_left_empty_keeps_what_the_options_say(coping, editor) -> None:
    coping("log", "add", "--edit", "--before", "0", env=editor("empties"))
    assert [entry["before"] for entry in entries(coping)] == [0]


def test_no_folder_of_ours_is_open_to_others_whatever_comes_first(coping, editor, sealed) -> None:
    coping("log", "add", "--edit", env=editor("fails"))
    made = [path for path in sealed.rglob("copingkit*") if path.is_dir()]
    assert made
    for path in made:
        for inner in [path, *path.rglob("*")]:
            assert inner.stat().st_mode & 0o077 == 0, inner


def test_show_edit_and_delete_take_the_filter_that_list_takes(coping) -> None:
    for number, tag in enumerate(["work", "work", "home"]):
        coping("log", "add", f"note {number}", "--tag", tag, "--when", f"{number + 1} hours ago")
    assert [e["note"] for e in coping("log", "show", "--tag", "work", "--json").json["entries"]] == [
        "note 0", "note 1",
    ]  # fmt: skip
    assert coping("log", "edit", "--tag", "work", "--set", "tag=office", "--after", "3").code == 0
    assert [(e["tags"], e["after"]) for e in entries(coping)] == [
        (["office"], 3), (["office"], 3), (["home"], None),
    ]  # fmt: skip
    assert "edited 2 entries" in coping("log", "undo", "--list").out
    coping("log", "undo")
    assert [e["after"] for e in entries(coping)] == [None, None, None]
    assert coping("log", "delete", "--tag", "work", "--limit", "1").code == 0
    assert [e["note"] for e in entries(coping)] == ["note 1", "note 2"]
    assert coping("log", "show", "--tag", "nothing").code == 3
    for command in ("show", "edit", "delete"):
        assert coping("log", command).code == 2


def test_every_field_can_be_changed_and_cleared(coping) -> None:
    coping("log", "add", "x")
    ident = entries(coping)[0]["id"]
    said = {
        "--strategy": "box-breathing", "--need": "panic", "--before": "7", "--after": "2",
        "--outcome": "a-lot", "--rating": "4", "--minutes": "5", "--place": "home",
        "--energy": "low", "--with": "a friend", "--obstacle": "noise", "--note": "y", "--tag": "t",
    }  # fmt: skip
    changed = coping("log", "edit", ident, *[part for pair in said.items() for part in pair])
    assert changed.code == 0
    entry = entries(coping)[0]
    assert (entry["kind"], entry["company"], entry["rating"]) == ("use", "a friend", 4)
    assert all(value not in (None, []) for value in entry.values())
    fields = ["before", "after", "outcome", "rating", "minutes", "place", "energy", "company",
              "obstacle", "note", "tags", "needs", "strategy"]  # fmt: skip
    cleared = [part for name in fields for part in ("--set", f"{name}=")]
    assert coping("log", "edit", entry["id"], *cleared).code == 0
    entry = entries(coping)[0]
    assert entry["kind"] == "checkin"
    assert not any(entry[name] for name in fields)


@pytest.mark.parametrize("pair", ["note", "nosuch=1", "before=many", "before=11", "at=", "kind=x"])
def test_a_change_that_means_nothing_is_refused(coping, pair) -> None:
    coping("log", "add", "x", "--tag", "t")
    assert coping("log", "edit", "--tag", "t", "--set", pair).code == 2
    assert entries(coping)[0]["note"] == "x"


def data_of(home: Path) -> Path:
    return home / ".local" / "share" / "copingkit"


def month_file(home: Path) -> Path:
    (path,) = data_of(home).glob("2026-11.*.json")
    return path


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """The data folder of another device with one entry."""
    other = journal(tmp_path / "away")
    other.add(note="from away")
    other.put("pin:walk", {})
    return other.folder.path


def test_undoing_a_merge_takes_out_here_what_it_brought_and_nothing_else(coping, away) -> None:
    coping("log", "add", "mine")
    merged = coping("data", "merge", str(away))
    assert "2 new" in merged.err
    assert sorted(e["note"] for e in entries(coping)) == ["from away", "mine"]
    assert "merged copingkit" in coping("log", "undo", "--list").out
    assert "merged" in coping("log", "undo").err
    assert [e["note"] for e in entries(coping)] == ["mine"]
    assert coping("log", "undo", "--redo").code == 0
    assert len(entries(coping)) == 2


def test_an_undone_merge_deletes_nothing_on_the_device_it_came_from(coping, away, sealed) -> None:
    coping("data", "merge", str(away))
    coping("log", "undo")
    there = journal(away.parents[2])
    assert merge(there, data_of(sealed))[1:4] == (0, 0, 0)
    assert [e.note for e in there.entries()] == ["from away"]
    assert "from away" not in month_file(sealed).read_text()
    assert "2 new" in coping("data", "merge", str(away)).err


def test_an_undone_merge_reverts_no_later_words_elsewhere(sealed, tmp_path) -> None:
    here, there = journal(sealed), journal(tmp_path / "away")
    edited, deleted = here.add(note="first words").id, here.add(note="to go").id
    merge(there, here.folder.path)
    there.edit(edited, note="later words")
    there.delete([deleted])
    assert merge(here, there.folder.path)[1:4] == (0, 1, 1)
    here.undo()
    assert {entry.note for entry in here.entries()} == {"first words", "to go"}
    assert merge(there, here.folder.path)[1:4] == (0, 0, 0)
    assert [entry.note for entry in there.entries()] == ["later words"]
    here.redo()
    assert [entry.note for entry in here.entries()] == ["later words"]


def test_an_undone_import_can_be_brought_in_again(coping, tmp_path) -> None:
    coping("log", "add", "kept")
    coping("data", "export", "-o", str(tmp_path / "x.json"))
    coping("log", "delete", "--contains", "kept")
    again = coping("data", "import", str(tmp_path / "x.json"), "--yes")
    assert "--deleted brings them back" in again.err and entries(coping) == []
    coping("data", "import", str(tmp_path / "x.json"), "--deleted", "--yes")
    assert [e["note"] for e in entries(coping)] == ["kept"]
    coping("log", "undo")
    assert entries(coping) == []


@pytest.mark.parametrize(
    "rest",
    [
        ".sync-conflict-20261122-101010-ABCDEFG", " (laptop's conflicted copy 2026-11-22)",
        " (conflicted copy 2026-11-22 101010)", " 2", " (1)", "_conf(1)", " (Case Conflict)",
    ],
)  # fmt: skip
def test_what_is_forgotten_is_gone_from_conflict_copies_too(coping, sealed, rest) -> None:
    coping("log", "add", "kept")
    coping("log", "add", "secret words")
    path = month_file(sealed)
    path.with_name(path.name.removesuffix(".json") + rest + ".json").write_bytes(path.read_bytes())
    assert coping("data", "forget", "--contains", "secret", "--yes").code == 0
    assert [e["note"] for e in entries(coping)] == ["kept"]
    left = [p for p in sealed.rglob("*") if p.is_file() and b"secret words" in p.read_bytes()]
    assert left == []


def test_a_link_to_nothing_and_a_pipe_are_named_and_left(coping, sealed) -> None:
    coping("log", "add", "kept")
    path = month_file(sealed)
    elsewhere = sealed / "stick.json"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    elsewhere.rename(sealed / "pulled.json")
    for words in (("log", "list"), ("log", "add", "typed words")):
        said = coping(*words)
        assert (said.code, "isn't there" in said.err) == (5, True)
    assert "typed words" in said.out
    assert not elsewhere.exists()
    assert "isn't there" in coping("data", "repair").err
    path.unlink()
    os.mkfifo(path)
    assert coping("log", "list").code == 5
    path.unlink()
    (sealed / "pulled.json").rename(path)
    assert [e["note"] for e in entries(coping)] == ["kept"]


def test_a_copy_of_the_day_is_no_second_name_for_a_link(coping, sealed) -> None:
    coping("log", "add", "first")
    path = month_file(sealed)
    path.rename(sealed / "else.json")
    path.symlink_to(sealed / "else.json")
    coping("log", "add", "second")
    (kept,) = data_of(sealed).glob(".backup/*/2026-11.*.json")
    assert not kept.is_symlink()
    assert b"second" not in kept.read_bytes()


def test_daylios_older_table_and_other_clocks(coping, tmp_path) -> None:
    old = tmp_path / "old.csv"
    old.write_text(
        "year,date,weekday,time,mood,activities,note\n"
        '2018,18 May,Friday,11:54 pm,happy,"clean | cook",Went out\n'
        '2018,May 17,Thursday,9:05 a.m.,meh,,""\n'
    )
    assert coping("data", "import", str(old), "--yes").code == 0
    found = [(e["at"][:16], e["tags"], e["note"]) for e in entries(coping)]
    assert found == [
        ("2018-05-18T23:54", ["mood-happy", "clean", "cook"], "Went out"),
        ("2018-05-17T09:05", ["mood-meh"], None),
    ]


def test_a_time_on_a_day_some_days_ago(coping) -> None:
    coping("log", "add", "x", "--when", "3 days ago 14:30")
    coping("log", "add", "y", "--when", "3 days ago at 7am")
    assert [e["at"][:16] for e in entries(coping)] == ["2026-11-19T14:30", "2026-11-19T07:00"]


def test_nobody_to_ask_for_a_new_passphrase_isnt_called_locked(coping, sealed) -> None:
    coping("log", "add", "x")
    said = coping("data", "lock")
    assert said.code == 2
    assert "can't be got back" in said.err and "is locked" not in said.err
    assert not (data_of(sealed) / "key.json").exists()


def test_a_locked_backup_is_put_in_place_without_the_passphrase_and_says_so(
    coping, sealed, tmp_path
) -> None:
    key = {"COPING_NEW_PASSPHRASE_COMMAND": "echo correct horse"}
    old = {"COPING_PASSPHRASE_COMMAND": "echo correct horse"}
    coping("log", "add", "words")
    coping("data", "lock", env=key)
    coping("data", "backup", str(tmp_path / "b.zip"), env=old)
    coping("data", "forget", "--yes")
    assert not data_of(sealed).exists()
    back = coping("data", "restore", str(tmp_path / "b.zip"))
    assert (back.code, "They are locked" in back.err) == (0, True)
    assert coping("log", "list", env=old).out.count("words") == 1


def test_a_number_in_the_text_export_stays_a_number(coping) -> None:
    coping("log", "add", "3. not a list\n12) nor this", "--minutes", "2.5")
    page = coping("data", "export", "--format", "md").out
    assert "How long: 2.5 minutes" in page
    assert "3\\. not a list" in page and "12\\) nor this" in page


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="takes another user")
def test_a_folder_of_somebody_elses_is_said_and_hands_back_what_was_typed(
    coping, sealed, tmp_path
) -> None:
    commands = [("log", "add", "typed words"), ("log", "list"), ("data", "where"), ("now", "panic")]
    for words in commands:
        coping(*words)
    for folder in (sealed, *(folder for folder in sealed.parents if "pytest" in str(folder))):
        folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        added, listed, where, now = (coping(*words) for words in commands)
    finally:
        os.seteuid(0)
    assert (added.code, "typed words" in added.out) == (5, True)
    assert (listed.code, "no permission" in listed.err) == (5, True)
    assert (where.code, now.code) == (0, 0), where.err + now.err
    assert [e["note"] for e in entries(coping)] == ["typed words"]


@pytest.mark.parametrize("command", ["echo wrong one", "false", "/nowhere/to/be/found", "true"])
def test_a_technique_needs_no_passphrase_and_no_working_command_for_one(coping, command) -> None:
    coping("log", "add", "words")
    coping("data", "lock", env={"COPING_NEW_PASSPHRASE_COMMAND": "echo correct horse"})
    env = {"COPING_PASSPHRASE_COMMAND": command}
    for words in (("now", "panic"), ("try", "box-breathing"), ("find", "panic"), ("support",),
                  ("suggest", "panic"), ("show", "box-breathing")):  # fmt: skip
        assert coping(*words, env=env).code == 0, words
    assert coping("log", "list", env=env).code == 5


def test_the_passphrase_is_asked_for_once_when_it_is_changed(coping, tmp_path) -> None:
    asked = tmp_path / "asked"
    command = tmp_path / "ask.sh"
    command.write_text(f"#!/bin/sh\necho x >> {asked}\necho correct horse\n")
    command.chmod(0o755)
    coping("log", "add", "words")
    coping("data", "lock", env={"COPING_NEW_PASSPHRASE_COMMAND": "echo correct horse"})
    env = {"COPING_PASSPHRASE_COMMAND": str(command),
           "COPING_NEW_PASSPHRASE_COMMAND": "echo another one"}  # fmt: skip
    assert coping("data", "change-passphrase", env=env).code == 0
    assert asked.read_text() == "x\n"
    opened = coping("log", "list", env={"COPING_PASSPHRASE_COMMAND": "echo another one"})
    assert "words" in opened.out


def test_forgetting_everything_names_a_reminder_that_stays(coping, sealed) -> None:
    coping("log", "add", "words")
    unit = sealed / ".config" / "systemd" / "user" / "copingkit-remind.timer"
    unit.parent.mkdir(parents=True)
    unit.write_text("[Timer]\n")
    said = coping("data", "forget", "--yes")
    assert "coping remind --remove" in said.err


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_closed_editor_leaves_no_readable_draft_where_the_data_is_locked(
    coping, sealed, tmp_path, locked, number
) -> None:
    coping("log", "add", "x")
    if locked:
        coping("data", "lock", env={"COPING_NEW_PASSPHRASE_COMMAND": "echo correct horse"})
    ready = tmp_path / "ready"
    slow = tmp_path / "slow.sh"
    slow.write_text(f'#!/bin/sh\nprintf "half a thought" > "$1"\ntouch {ready}\nexec sleep 20\n')
    slow.chmod(0o755)
    environ = {**os.environ, "EDITOR": str(slow),
               "PYTHONPATH": str(Path(__file__).resolve().parents[1])}  # fmt: skip
    command = [sys.executable, "-m", "copingkit", "log", "add", "--edit"]
    # Started in the background, this would ignore Ctrl+C, and hand that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, env=environ, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 20
        while not ready.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        # The system sends Ctrl+C to both; whether to end is the editor's to say.
        os.killpg(process.pid, number)
        said = process.communicate(timeout=20)[1]
    left = [p for p in sealed.rglob("*") if p.is_file() and b"half a thought" in p.read_bytes()]
    assert left == [] if locked else str(left[0]) in said


def test_forgetting_some_shows_which(coping) -> None:
    for number in range(22):
        coping("log", "add", f"words {number}")
    said = coping("data", "forget", "--contains", "words", "--yes")
    assert "words 21" in said.out and "words 1\n" not in said.out
    assert "And 2 more." in said.err


def test_a_draft_that_cannot_be_made_is_said_and_hands_back_the_words(
    coping, sealed, editor
) -> None:
    coping("log", "add", "first")
    state = sealed / ".local" / "state" / "copingkit"
    (state / "drafts").write_text("in the way")
    added = coping("log", "add", "typed words", "--edit", env=editor("writes"))
    assert (added.code, "typed words" in added.out) == (5, True)
    assert len(entries(coping)) == 1


def test_an_export_into_no_folder_says_so(coping) -> None:
    coping("log", "add", "first")
    for words in (("export", "-o", "/nowhere/x.json"), ("backup", "/nowhere/x.zip")):
        said = coping("data", *words)
        assert (said.code, "no such folder" in said.err) == (5, True)


def test_an_older_schema_is_read_at_once_and_kept_before_its_own_next_write(
    coping, sealed, monkeypatch
) -> None:
    coping("log", "add", "old words", "--when", "2026-10-05")
    coping("log", "add", "new words")
    old, new = sorted(data_of(sealed).glob("2026-*.json"))
    before = {path: path.read_bytes() for path in (old, new)}
    monkeypatch.setattr(format, "SCHEMA", 2)
    monkeypatch.setitem(
        format.MIGRATIONS, 1, lambda role, doc: {**doc, "note": f"{doc.get('note')} migrated"}
    )
    assert [e["note"] for e in entries(coping)] == ["new words migrated", "old words migrated"]
    assert {path: path.read_bytes() for path in (old, new)} == before
    assert coping("log", "add", "third").code == 0
    assert old.read_bytes() == before[old]
    assert b'"schema": 2' in new.read_bytes()
    kept = data_of(sealed) / ".backup" / "schema-1" / new.name
    assert kept.read_bytes() == before[new]
    assert [e["note"] for e in entries(coping)][1:] == ["new words migrated", "old words migrated"]
    monkeypatch.setattr(format, "SCHEMA", 1)
    refused = coping("log", "add", "fourth")
    assert (refused.code, "fourth" in refused.out, "newer copingkit" in refused.err) == (
        5,
        True,
        True,
    )
    assert b'"schema": 2' in new.read_bytes() and b"fourth" not in new.read_bytes()


def test_a_summary_that_doesnt_match_is_made_anew(sealed) -> None:
    mine = journal(sealed)
    for month in range(1, 9):
        mine.add(
            kind="use", strategy="walk", before=7, after=3, at=f"2026-{month:02d}-10T10:00:00+00:00"
        )
    kept = mine.places.state / "summary.json"
    mine.summary()
    raw = kept.read_bytes()
    told = mine.summary().to_json()
    changed = raw.replace(b'"uses":6', b'"uses":7')
    assert changed != raw
    for content in (b"", b"{}", raw[:-9], changed, b"\0" * 99):
        kept.write_bytes(content)
        again = mine.summary().to_json()
        assert (again["uses"], again["recent"]) == (told["uses"], told["recent"])
        assert again["rows"][0][3] == pytest.approx(told["rows"][0][3])
    january = next(mine.folder.path.glob("2026-01*.json"))
    (mine.folder.path / ".tmp").write_bytes(
        january.read_bytes().replace(b'"kind": "use"', b'"kind": "yse"')
    )
    (mine.folder.path / ".tmp").replace(january)
    assert mine.summary().uses == 7


@pytest.mark.parametrize("call", ["write", "fsync", "link", "replace", "rename", "open"])
def test_a_restore_that_is_refused_leaves_what_was_here(
    sealed, tmp_path, monkeypatch, call
) -> None:
    other = journal(tmp_path / "other")
    for month in ("01", "02", "11"):
        other.add(note="from the backup", at=f"2026-{month}-10T10:00:00+00:00")
    made = backup(other, tmp_path / "b.zip")
    mine = journal(sealed)
    mine.add(note="here")
    mine.add(note="here too", at="2026-03-03T10:00:00+00:00")
    real = getattr(os, call)
    for number in range(1, 40):
        left = iter(range(number - 1, -1, -1))

        def refuse(*given, left=left, **named):
            if next(left, -1) == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            try:
                restore(journal(sealed), made.path, replace=True)
            except (NotSaved, DataProblem):
                done = False
            else:
                done = True
        notes = {entry.note for entry in journal(sealed).entries()}
        assert notes == ({"from the backup"} if done else {"here", "here too"}), (call, number)
        if done:
            return
    raise AssertionError("it never came through")


@pytest.mark.parametrize("first", [("find", "panic"), ("log", "add", "x"), ("data", "where")])
def test_coping_home_is_closed_to_others_whatever_comes_first(coping, sealed, first) -> None:
    home = sealed / "stick" / "mine"
    env = {"COPING_HOME": str(home), "XDG_CACHE_HOME": ""}
    coping(*first, env=env)
    coping("log", "add", "words", env=env)
    for folder in [home, *(path for path in home.rglob("*") if path.is_dir())]:
        assert folder.stat().st_mode & 0o077 == 0, folder

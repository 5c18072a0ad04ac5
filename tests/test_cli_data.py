"""The data commands, through the real main."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pytest

from copingkit.journal import vault

COMMAND = {"COPING_PASSPHRASE_COMMAND": f"{sys.executable} -c \"print('correct horse')\""}
NEW = {"COPING_NEW_PASSPHRASE_COMMAND": f"{sys.executable} -c \"print('correct horse')\""}
OTHER = {"COPING_NEW_PASSPHRASE_COMMAND": f"{sys.executable} -c \"print('other words')\""}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep key derivation from taking 0.2 s at each command."""
    monkeypatch.setitem(vault.SCRYPT, "n", 2)


@pytest.fixture
def filled(coping):
    coping("log", "add", "slept badly", "--need", "insomnia", "--before", "6")
    coping("log", "add", "two", "--strategy", "box-breathing", "--before", "7", "--after", "4")
    coping("pin", "box-breathing")
    return coping


def notes(coping, **env) -> list[str]:
    return [e["note"] for e in coping("log", "list", "--json", env=env).json["entries"]]


def test_export_in_every_format_names_things_as_people_do(filled) -> None:
    parsed = filled("data", "export").json
    assert len(parsed["entries"]) == 2 and parsed["profile"][0]["key"] == "pin:box-breathing"
    assert filled("data", "export", "--format", "csv").out.startswith("id,at,kind,")
    for form in ("md", "html"):
        shown = filled("data", "export", "-f", form, "--strategy", "box-breathing")
        assert "Box breathing" in shown.out and "slept badly" not in shown.out
    wrong = filled("data", "export", "--format", "pdf")
    assert wrong.code == 2 and "json, csv, md, html" in wrong.err


def test_export_into_a_file_of_mine_alone_and_over_nothing(filled, tmp_path: Path) -> None:
    path = tmp_path / "log.html"
    assert filled("data", "export", "-f", "html", "-o", str(path)).code == 0
    assert path.read_text().startswith("<!doctype html>") and path.stat().st_mode & 0o777 == 0o600
    again = filled("data", "export", "-o", str(path))
    assert again.code == 2 and "exists already" in again.err
    assert [p.name for p in tmp_path.glob("*log*")] == ["log.html"]


def test_import_says_first_and_asks_and_one_undo_takes_it_back(filled, tmp_path: Path) -> None:
    path = tmp_path / "jrnl.json"
    entry = {
        "title": "A walk.",
        "body": "Helped.",
        "date": "2026-07-01",
        "time": "10:00",
        "tags": [],
    }
    path.write_text(json.dumps({"tags": {}, "entries": [entry]}))
    dry = filled("data", "import", str(path), "--dry-run")
    assert dry.code == 0 and "1 new entry" in dry.err and "Nothing was changed" in dry.err
    unasked = filled("data", "import", str(path))
    assert unasked.code == 2 and "--yes" in unasked.err
    assert len(notes(filled)) == 2
    assert filled("data", "import", str(path), "--yes").code == 0
    assert notes(filled)[-1] == "A walk.\nHelped."
    assert "1 here already" in filled("data", "import", str(path), "--yes").err
    assert "imported" in filled("log", "undo").err
    assert len(notes(filled)) == 2


def test_import_of_nonsense_or_nothing(filled, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    assert filled("data", "import", str(tmp_path / "x")).code == 4
    missing = filled("data", "import", str(tmp_path / "y"))
    assert missing.code == 3 and "y" in missing.err


def test_backup_forget_restore(filled, tmp_path: Path, sealed: Path) -> None:
    path = tmp_path / "b.zip"
    made = filled("data", "backup", str(path))
    assert made.code == 0 and "2 entries, read back and compared" in made.err
    unasked = filled("data", "forget")
    assert unasked.code == 2 and "what can be undone" in unasked.out and len(notes(filled)) == 2
    assert filled("data", "forget", "--yes").code == 0
    assert not list(sealed.rglob("*2026-11*")) and notes(filled) == []
    assert "nothing of yours" in filled("data", "forget").err
    assert "2 new" in filled("data", "restore", str(path)).err
    assert sorted(notes(filled)) == ["slept badly", "two"]


def test_forget_some(filled) -> None:
    assert filled("data", "forget", "--contains", "slept", "--yes").code == 0
    assert notes(filled) == ["two"]
    assert filled("log", "undo").code == 3
    assert filled("data", "forget", "--contains", "nothing like it").code == 3


def test_merge_another_home_and_clear_conflict_copies(coping, tmp_path: Path, sealed: Path) -> None:
    coping("log", "add", "from the phone", env={"COPING_HOME": str(tmp_path / "phone")})
    coping("log", "add", "from the laptop")
    merged = coping("data", "merge", str(tmp_path / "phone"))
    assert merged.code == 0 and "1 new" in merged.err
    assert sorted(notes(coping)) == ["from the laptop", "from the phone"]
    (own,) = sealed.glob(".local/share/copingkit/2026-11.*.json")
    own.with_name(own.name.replace(".json", " 2.json")).write_bytes(own.read_bytes())
    assert "cleared away: 1" in coping("data", "merge").err
    assert coping("data", "merge", str(tmp_path / "nowhere")).code == 3


def test_repair_is_what_a_damaged_file_points_to(filled, sealed: Path) -> None:
    (own,) = sealed.glob(".local/share/copingkit/2026-11.*.json")
    own.write_bytes(own.read_bytes()[:-60])
    broken = filled("log", "list")
    assert broken.code == 5 and "coping data repair" in broken.err and str(own) in broken.err
    assert "set aside" in filled("data", "repair").err
    assert notes(filled) != []
    assert "Every file can be read" in filled("data", "repair").err


def test_lock_read_write_unlock(filled, sealed: Path) -> None:
    locked = filled("data", "lock", env=NEW)
    assert locked.code == 0 and "can't be got back" in locked.err
    assert not [p for p in sealed.rglob("*") if p.is_file() and b"slept" in p.read_bytes()]
    unasked = filled("log", "list")
    assert unasked.code == 5 and "COPING_PASSPHRASE_COMMAND" in unasked.err
    assert sorted(notes(filled, **COMMAND)) == ["slept badly", "two"]
    assert filled("log", "add", "three", env=COMMAND).code == 0
    lost = filled("log", "add", "typed words", env={"COPING_PASSPHRASE_COMMAND": "false"})
    assert lost.code == 5 and "typed words" in lost.out and "exit code 1" in lost.err
    assert filled("data", "change-passphrase", env=COMMAND | OTHER).code == 0
    wrong = filled("log", "list", env=COMMAND)
    assert wrong.code == 5 and "doesn't open" in wrong.err
    new = {"COPING_PASSPHRASE_COMMAND": OTHER["COPING_NEW_PASSPHRASE_COMMAND"]}
    assert filled("data", "unlock", env=new).code == 0
    assert len(notes(filled)) == 3
    assert filled("data", "unlock").code == filled("data", "change-passphrase").code == 2


def test_forgetting_everything_needs_no_passphrase(filled) -> None:
    filled("data", "lock", env=NEW)
    assert filled("data", "forget", "--yes").code == 0
    assert notes(filled) == []


def test_the_keyring_keeps_a_right_passphrase_for_as_long_as_asked(
    filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[tuple[str, str], str] = {}
    keyring = types.ModuleType("keyring")
    keyring.get_password = lambda *at: kept.get(at)  # type: ignore[attr-defined]
    keyring.set_password = lambda a, b, secret: kept.update({(a, b): secret})  # type: ignore[attr-defined]
    keyring.delete_password = lambda *at: kept.pop(at)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    filled("data", "lock", env=NEW)
    filled("log", "list", env=COMMAND)
    assert kept == {}, "nothing is kept unless asked for"
    minutes = {"COPING_PASSPHRASE_MINUTES": "15"}
    filled("log", "list", env=COMMAND | minutes)
    assert len(kept) == 1
    assert len(notes(filled, **minutes)) == 2
    (place,) = kept
    kept[place] = "100 correct horse"
    assert filled("log", "list", env=minutes).code == 5 and kept == {}
    kept[place] = "99999999999 correct horse"
    assert filled("log", "list", env=minutes).code == 5


def test_locked_data_keeps_nobody_from_a_technique(filled) -> None:
    filled("data", "lock", env=NEW)
    for words in (
        ("now", "panic"),
        ("suggest", "panic"),
        ("find", "panic"),
        ("show", "box-breathing"),
    ):
        run = filled(*words)
        assert run.code == 0 and run.out, words
    assert "are locked; this goes on without them" in filled("suggest", "panic").err


def test_what_is_noted_while_locked_is_kept_and_joins_later(filled, sealed: Path) -> None:
    filled("data", "lock", env=NEW)
    noted = filled("log", "add", "s3cret at night", "--before", "8")
    assert noted.code == 0 and "sealed" in noted.err
    assert not [p for p in sealed.rglob("*") if p.is_file() and b"s3cret" in p.read_bytes()]
    assert notes(filled, **COMMAND)[0] == "s3cret at night"


def test_no_editor_leaves_readable_text_behind_where_the_data_is_locked(
    filled, sealed: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "s3cret half" > "$1"\ncp "$1" "$1~"\nexit $CODE\n')
    editor.chmod(0o755)
    filled("data", "lock", env=NEW)
    for code in ("0", "1"):
        run = filled("log", "add", "--edit", env=COMMAND | {"EDITOR": str(editor), "CODE": code})
        assert (run.code == 5) == (code == "1") and ("s3cret half" in run.out) == (code == "1")
    assert not [p for p in sealed.rglob("*") if p.is_file() and b"s3cret" in p.read_bytes()]
    assert notes(filled, **COMMAND).count("s3cret half") == 1


def test_where_names_every_file_and_those_that_others_can_open(filled, sealed: Path) -> None:
    files = filled("data", "where", "--json").json["files"]
    there = {str(p) for p in (sealed / ".local").rglob("*.json") if ".undo" not in str(p)}
    assert there and there <= {row["path"] for row in files} | {
        str(p) for row in files for p in Path(row["path"]).rglob("*")
    }
    assert all(
        row["why"] and row["mode"] in ("0600", "0700")
        for row in files
        if "cache" not in row["path"]
    )
    assert "Others on this machine" not in filled("data", "where").out
    (own,) = sealed.glob(".local/share/copingkit/2026-11.*.json")
    own.chmod(0o644)
    shown = filled("data", "where").out
    assert "Others on this machine can open" in shown and own.name in shown.split("Others")[1]


@pytest.mark.parametrize("file", ["2026-11", "profile"])
def test_damaged_data_keeps_nobody_from_a_technique(filled, sealed: Path, file: str) -> None:
    (own,) = sealed.glob(f".local/share/copingkit/{file}.*.json")
    own.write_bytes(own.read_bytes()[:40])
    for words in (("now", "panic", "--no-log"), ("suggest", "panic"), ("show", "box-breathing")):
        run = filled(*words)
        assert run.code == 0 and run.out, words
        assert str(own) in run.err and run.err.count("coping data repair") == 1
    assert own.stat().st_size == 40

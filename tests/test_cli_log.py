"""The log, through the real main."""

from __future__ import annotations

from pathlib import Path

import pytest


def entries(coping, *words: str) -> list[dict]:
    return coping("log", "list", *words, "--json").json["entries"]


def test_add_list_show_edit_delete_undo(coping) -> None:
    added = coping("log", "add", "slept badly", "--need", "can't sleep", "--before", "6", "--json")
    assert added.code == 0
    entry = added.json["entries"][0]
    assert entry["needs"] == ["insomnia"]
    assert entry["note"] == "slept badly"
    assert entry["at"].startswith("2026-11-22T03:04:05")
    assert [e["id"] for e in entries(coping)] == [entry["id"]]
    assert "slept badly" in coping("log", "show", entry["id"]).out
    assert coping("log", "edit", entry["id"], "--after", "4").code == 0
    assert entries(coping)[0]["after"] == 4
    assert coping("log", "delete", entry["id"]).code == 0
    assert entries(coping) == []
    assert coping("log", "undo").code == 0
    assert len(entries(coping)) == 1
    assert entries(coping)[0]["after"] == 4


def test_natural_dates_and_filters(coping) -> None:
    coping("log", "add", "one", "--when", "yesterday 22:30", "--tag", "work")
    coping(
        "log",
        "add",
        "two",
        "--when",
        "2 hours ago",
        "--strategy",
        "box-breathing",
        "--outcome",
        "a-bit",
    )
    coping("log", "add", "three", "--when", "2026-11-01 08:00")
    assert [e["note"] for e in entries(coping)] == ["two", "one", "three"]
    assert [e["note"] for e in entries(coping, "--on", "yesterday")] == ["one"]
    assert [e["note"] for e in entries(coping, "--tag", "work")] == ["one"]
    assert [e["note"] for e in entries(coping, "--strategy", "Box breathing")] == ["two"]
    assert [e["note"] for e in entries(coping, "--outcome", "a-bit")] == ["two"]
    assert [e["note"] for e in entries(coping, "--contains", "THREE")] == ["three"]
    assert [e["note"] for e in entries(coping, "--to", "2026-11-02")] == ["three"]
    assert [e["note"] for e in entries(coping, "--limit", "1")] == ["two"]


def test_a_note_from_standard_input(coping) -> None:
    coping("log", "add", "-", stdin="first line\nsecond line\n")
    assert entries(coping)[0]["note"] == "first line\nsecond line"


def test_a_note_from_the_editor(coping, tmp_path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "written elsewhere" > "$1"\n')
    editor.chmod(0o755)
    coping("log", "add", "--edit", env={"EDITOR": str(editor)})
    assert entries(coping)[0]["note"] == "written elsewhere"


def test_a_failing_editor_loses_nothing(coping, tmp_path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "half" > "$1"\nexit 1\n')
    editor.chmod(0o755)
    coping("log", "add", "whole", env={})
    entry = entries(coping)[0]
    result = coping("log", "edit", entry["id"], env={"EDITOR": str(editor)})
    assert entries(coping)[0]["note"] == "whole"
    path = result.err.splitlines()[0].rsplit(" ", 1)[1]
    assert Path(path).read_text() == "half"


@pytest.mark.parametrize("editor", ["/is/not/there", '"never closed', " "])
def test_an_editor_that_cant_be_started_is_said_in_words(coping, editor) -> None:
    result = coping("log", "add", "--edit", env={"EDITOR": editor})
    assert result.code == 2
    assert "can't be started" in result.err


def test_delete_by_filter_is_one_step_to_undo(coping) -> None:
    for note in ("a", "b", "c"):
        coping("log", "add", note, "--tag", "gone")
    coping("log", "add", "stays")
    coping("log", "delete", "--tag", "gone")
    assert [e["note"] for e in entries(coping)] == ["stays"]
    coping("log", "undo")
    assert len(entries(coping)) == 4


def test_undo_list_and_redo(coping) -> None:
    coping("log", "add", "a")
    coping("pin", "box-breathing")
    steps = coping("log", "undo", "--list").out
    assert "box-breathing" in steps
    coping("log", "undo")
    assert coping("find", "--pinned").code == 3
    coping("log", "undo", "--redo")
    assert coping("find", "--pinned").code == 0


@pytest.mark.parametrize("columns", [80, 40])
def test_list_page(coping, golden, columns) -> None:
    coping("log", "add", "slept badly, woke at three and could not settle again", "--need", "insomnia",
           "--before", "6", "--when", "2026-11-20 03:10")  # fmt: skip
    coping("log", "add", "--strategy", "box-breathing", "--before", "7", "--after", "4",
           "--outcome", "a-bit", "--need", "stress", "--when", "2026-11-21 18:00")  # fmt: skip
    page = coping("log", "list", columns=columns).out
    ids = [e["id"][-6:] for e in entries(coping)]
    for place, identifier in enumerate(ids):
        page = page.replace(identifier, f"aaaaa{place}")
    golden(f"log-list-plain-{columns}", page)


def test_a_full_disk_says_so_prints_what_was_typed_and_keeps_the_old(coping, monkeypatch) -> None:
    import errno
    import os

    coping("log", "add", "before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        result = coping("log", "add", "do not lose me")
    assert result.code == 5
    assert "do not lose me" in result.out
    assert [e["note"] for e in entries(coping)] == ["before"]

"""The journal as a person meets it: through the real main, with what can go wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

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

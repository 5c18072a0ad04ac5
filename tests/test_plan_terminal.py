"""The plan, getting ready and the way back from support, in a real terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)


@pytest.fixture
def terminal(sealed: Path) -> Any:
    children = []

    def start(*args: str, **env: str) -> Any:
        child = pexpect.spawn(
            sys.executable, ["-m", "copingkit", *args], dimensions=(40, 80), timeout=20,
            encoding="utf-8", env={**os.environ, **env},
        )  # fmt: skip
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def run(*args: str) -> str:
    command = [sys.executable, "-m", "copingkit", *args]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def plan_lines() -> dict[str, list[str]]:
    parts = json.loads(run("plan", "--json"))["plan"]
    return {p["part"]: [n["strategy"] or n["text"] for n in p["lines"]] for p in parts}


def left(child: Any) -> None:
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_parts_are_filled_in_any_order_a_line_at_a_time(terminal: Any) -> None:
    child = terminal("plan", "add")
    child.expect_exact("Which part?")
    child.send("6")
    child.expect(r"Enter\s+goes\s+back\.")
    child.sendline("My way")
    child.expect_exact("Anything else?")
    child.sendline("")
    child.expect_exact("Which part?")
    child.expect(r"surroundings safer \(1\)")
    child.send("1")
    child.expect(r"Enter\s+goes\s+back\.")
    child.sendline("I go quiet")
    child.expect_exact("Anything else?")
    child.sendcontrol("c")
    left(child)
    found = plan_lines()
    assert (found["safer"], found["signs"]) == (["My way"], ["I go quiet"])


def test_a_person_is_asked_for_and_every_question_can_be_skipped(terminal: Any) -> None:
    child = terminal("plan", "add", "people")
    child.expect_exact("Who?")
    child.sendline("Maria")
    child.expect_exact("How do you reach them?")
    child.sendline("")
    child.expect_exact("What is good to know?")
    child.sendline("")
    child.expect_exact("On your list")
    left(child)
    assert "Maria" in run("support", "list")


def test_the_editor_changes_the_plan_in_one_step(terminal: Any, tmp_path: Path) -> None:
    run("plan", "add", "signs", "old words")
    run("plan", "add", "myself", "--strategy", "box-breathing")
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/old words/new words\\nand more/' \"$1\"\n")
    editor.chmod(0o755)
    child = terminal("plan", "edit", EDITOR=str(editor))
    child.expect_exact("Kept.")
    left(child)
    assert plan_lines()["signs"] == ["new words", "and more"]
    assert plan_lines()["myself"] == ["box-breathing"]
    run("log", "undo")
    assert plan_lines()["signs"] == ["old words"]


@pytest.mark.parametrize("script", ["true", 'echo > "$1"', "exit 3"])
def test_an_editor_left_or_emptied_loses_nothing(
    terminal: Any, tmp_path: Path, script: str
) -> None:
    run("plan", "add", "signs", "old words")
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    left(terminal("plan", "edit", EDITOR=str(editor)))
    assert plan_lines()["signs"] == ["old words"]


def test_getting_ready_from_beginning_to_end(terminal: Any) -> None:
    child = terminal("plan", "ready", LANG="de_AT.UTF-8")
    child.expect_exact("y: Austria")
    child.sendline("y")
    child.expect_exact("Country: Austria")
    child.expect_exact("Who?")
    child.sendline("Maria")
    child.expect_exact("How do you reach them?")
    child.sendline("0660")
    child.expect_exact("What is good to know?")
    child.sendline("")
    child.expect_exact("Which three")
    child.sendline("1, 2 box-breathing")
    child.expect_exact("Pinned:")
    child.expect_exact("like to hear")
    child.sendline("This passes")
    child.expect_exact("enough for one evening")
    left(child)
    assert json.loads(run("settings", "--json"))["settings"]["country"] == "AT"
    assert len(json.loads(run("find", "--pinned", "--json"))["strategies"]) == 3
    assert plan_lines()["messages"] == ["This passes"]
    again = terminal("plan", "ready")
    again.expect_exact("Nothing was changed.")
    left(again)


def test_every_step_of_getting_ready_can_be_skipped(terminal: Any, sealed: Path) -> None:
    child = terminal("plan", "ready")
    for question in ("Which country", "Who?", "Which three", "like to hear"):
        child.expect_exact(question)
        child.sendline("")
    child.expect_exact("Nothing was changed.")
    left(child)
    assert not list(sealed.rglob("profile.*.json"))


def test_leaving_half_way_keeps_what_was_given(terminal: Any) -> None:
    child = terminal("plan", "ready")
    child.expect_exact("Which country")
    child.sendline("ireland")
    child.expect_exact("Who?")
    child.sendline("q")
    left(child)
    assert json.loads(run("settings", "--json"))["settings"]["country"] == "IE"


def test_support_asks_nothing(terminal: Any) -> None:
    child = terminal("support", "--country", "AT")
    child.expect_exact("Call 142")
    child.expect_exact("Looking here was not recorded.")
    left(child)


def test_the_plan_is_one_key_from_support(terminal: Any) -> None:
    run("plan", "add", "signs", "I go quiet")
    child = terminal("support", "--country", "AT")
    child.expect_exact("My plan for bad days?")
    child.send("p")
    child.expect_exact("I go quiet")
    child.expect_exact("Looking here was not recorded.")
    left(child)

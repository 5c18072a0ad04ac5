"""Leaving at a question, twice over or with the window: what was entered until then is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

Start = Callable[..., Any]


@pytest.fixture
def terminal(sealed: Path) -> Iterator[Start]:
    children = []
    # What starts the tests may ignore Ctrl+C, and children inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def start(*args: str) -> Any:
        child = pexpect.spawn(
            sys.executable, ["-m", "copingkit", *args], dimensions=(40, 80), timeout=20,
            encoding="utf-8", env={**os.environ, "NO_COLOR": "1"},
        )  # fmt: skip
        children.append(child)
        return child

    yield start
    signal.signal(signal.SIGINT, before)
    for child in children:
        child.close(force=True)


def json_of(*args: str) -> Any:
    command = [sys.executable, "-m", "copingkit", *args, "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def entries() -> list[dict[str, Any]]:
    return list(json_of("log", "list")["entries"])


def ended(child: Any) -> int:
    child.expect(pexpect.EOF)
    child.wait()
    return int(child.exitstatus if child.exitstatus is not None else -child.signalstatus)


@pytest.mark.parametrize("key", ["\x03", "\x04", "q\r"])
def test_noting_something_keeps_what_was_answered(terminal: Start, key: str) -> None:
    child = terminal("log", "add")
    child.expect("0 to 10")
    child.send("7\r")
    child.expect("What is it about")
    child.send("panic\r")
    child.expect("use something")
    child.send(key)
    assert ended(child) == 0
    assert "\nNoted as" in str(child.before), "in a row of its own"
    assert [(e["before"], e["needs"]) for e in entries()] == [(7, ["panic"])]


def test_leaving_before_anything_was_answered_notes_nothing(terminal: Start) -> None:
    child = terminal("log", "add")
    child.expect("0 to 10")
    child.send("\x03")
    assert ended(child) == 0
    assert entries() == []


def test_a_person_is_kept_without_the_rest(terminal: Start) -> None:
    child = terminal("support", "add")
    child.expect("Who")
    child.send("Ida\r")
    child.expect("reach")
    child.send("\x03")
    assert ended(child) == 0
    assert [p["name"] for p in json_of("support", "list")["people"]] == ["Ida"]


@pytest.mark.parametrize("milliseconds", [0, 3, 10, 30])
def test_ctrl_c_between_two_lines_of_the_plan_keeps_the_first(
    terminal: Start, milliseconds: int
) -> None:
    child = terminal("plan", "add", "signs")
    child.expect_exact("> ")
    child.send("I stop answering\r")
    time.sleep(milliseconds / 1000)
    child.send("\x03")
    assert ended(child) == 0
    parts = {part["part"]: part["lines"] for part in json_of("plan")["plan"]}
    kept = [line["text"] for line in parts["signs"]]
    # At once, it is the terminal that throws the line away, before anybody can read it.
    assert kept == ["I stop answering"] or not milliseconds


SECOND = [
    (signal.SIGINT, signal.SIGINT, 0.03),
    (signal.SIGTERM, signal.SIGHUP, 0.0),
    (signal.SIGHUP, signal.SIGTERM, 0.03),
    (signal.SIGHUP, signal.SIGHUP, 0.03),
]


@pytest.mark.parametrize(("first", "second", "pause"), SECOND)
def test_a_second_signal_cuts_nothing_off(
    terminal: Start, sealed: Path, first: int, second: int, pause: float
) -> None:
    child = terminal("try", "box-breathing")
    child.expect("0 to 10")
    child.send("7\r")
    child.expect("n next")
    child.kill(first)
    time.sleep(pause)
    child.kill(second)
    assert ended(child) == 0
    assert [(e["before"], e["outcome"]) for e in entries()] == [(7, "stopped")]
    assert not [*sealed.rglob("*.tmp")]


def test_a_held_key_answers_nothing(terminal: Start) -> None:
    child = terminal("try", "drop-anchor")
    child.expect("0 to 10")
    child.send("\r")
    child.expect("n next")
    for _ in range(25):
        child.send("n")
        time.sleep(0.03)
    child.expect("Did it help")
    time.sleep(0.2)
    child.send("a")
    child.expect("0 to 10")
    child.send("\r")
    child.expect("now")
    child.send("q")
    assert ended(child) == 0
    assert [e["outcome"] for e in entries()] == ["a-lot"]


@pytest.mark.parametrize("arguments", [("now",), ("try", "hope-box")])
def test_when_the_reader_of_a_pipe_goes_the_terminal_is_back_at_once(
    sealed: Path, arguments: tuple[str, ...]
) -> None:
    import termios

    parent, child = os.openpty()
    before = termios.tcgetattr(child)
    command = [sys.executable, "-m", "copingkit", *arguments]
    try:
        with subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=child) as run:
            assert run.stdout is not None
            if arguments[0] == "try":
                while b"0 to 10" not in run.stdout.readline():
                    pass
                os.write(parent, b"5\n")
            while b"q leaves" not in run.stdout.readline():
                pass
            time.sleep(0.3)
            run.stdout.close()
            began = time.monotonic()
            assert run.wait(10) == 0
            assert time.monotonic() - began < 2
            assert termios.tcgetattr(child) == before
    finally:
        os.close(parent)
        os.close(child)


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_when_the_window_is_closed_it_ends_well_and_what_was_said_is_kept(
    sealed: Path, plain: tuple[str, ...]
) -> None:
    parent, child = os.openpty()
    command = [sys.executable, "-m", "copingkit", "try", "box-breathing", *plain]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child) as run:
        os.close(child)
        seen = b""
        while b"0 to 10" not in seen:
            seen += os.read(parent, 4096)
        os.write(parent, b"7\r")
        while b"q leaves" not in seen:
            seen += os.read(parent, 4096)
        os.close(parent)
        assert run.wait(10) == 0
    assert [(e["before"], e["outcome"]) for e in entries()] == [(7, "stopped")]


def test_two_quick_presses_of_ctrl_c_are_one(terminal: Start) -> None:
    child = terminal("log", "add")
    child.expect("0 to 10")
    child.send("7\r")
    child.expect("What is it about")
    child.kill(signal.SIGINT)
    child.kill(signal.SIGINT)
    assert ended(child) == 0
    assert [e["before"] for e in entries()] == [7]

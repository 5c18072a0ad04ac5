"""now, try and the home menu in a real terminal: to the end, left half way, and what stays."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copingkit.core.page_words import PAGE

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.fixture
def terminal(sealed):
    """Start `coping` in a real terminal; what it wrote is in `.written`."""
    children = []

    def start(*args: str, columns: int = 80, rows: int = 24, **env: str):
        child = pexpect.spawn(
            sys.executable, ["-m", "copingkit", *args], dimensions=(rows, columns), timeout=15,
            encoding="utf-8", env={**os.environ, "COLUMNS": str(columns), **env},
        )  # fmt: skip
        child.written = ""
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def entries() -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "copingkit", "log", "list", "--json"],
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)["entries"]


def expect(child, text: str) -> None:
    child.expect_exact(text)
    child.written += child.before + child.after


ENDS = PAGE["end"][:20], PAGE["end-of-breath"][:20]


def step_through(child, until: str) -> None:
    """Press n until a text stands on the screen."""
    for _ in range(300):
        came = child.expect_exact([until, *ENDS, pexpect.TIMEOUT], timeout=0.06)
        if came < 3:
            child.written += child.before + child.after
        if came == 0:
            return
        child.send("n")
        if came < 3:
            # Keys that follow one another too quickly count as one that is held.
            child.expect_exact(until)
            child.written += child.before + child.after
            return
    raise AssertionError(f"{until!r} never came")


def ends_well(child) -> None:
    child.expect(pexpect.EOF)
    child.written += child.before
    child.wait()
    assert child.exitstatus == 0


def test_now_on_a_fresh_machine_runs_to_its_end_and_leaves_one_entry(terminal) -> None:
    child = terminal("now", "--plain")
    expect(child, "Here is something to do right now.")
    expect(child, "Feet on the floor")
    step_through(child, "1 of ")
    assert "?" not in child.written.split("Feet on the floor")[0], "a question came first"
    step_through(child, "Did it help?")
    child.send("b")
    expect(child, "0 to 10")
    child.send("4\r")
    for offer in ("done", "again", "another kind", "a person"):
        expect(child, offer)
    child.send("d")
    ends_well(child)
    (entry,) = entries()
    assert entry["strategy"] == "feet-on-the-floor"
    assert entry["kind"] == "use"
    assert (entry["before"], entry["after"], entry["outcome"]) == (None, 4, "a-bit")


def test_the_picture_in_the_readme_is_what_the_program_shows(terminal) -> None:
    picture = README.read_text(encoding="utf-8").split("```console\n$ coping now\n")[1]
    child = terminal("now", "--plain", columns=76)
    expect(child, "6 steps")
    step_through(child, "Did it help?")
    for shown, key in (("I couldn't", "b"), ("skips.", "4\r"), ("a person", "d")):
        expect(child, shown)
        child.send(key)
    ends_well(child)
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", child.written).replace("\r", "")
    assert shown.strip() == picture.split("\n```")[0].strip()


def test_every_question_can_be_skipped_with_enter(terminal) -> None:
    child = terminal("now", "--plain")
    step_through(child, "Did it help?")
    child.send("\r")
    expect(child, "0 to 10")
    child.send("\r")
    expect(child, "What now?")
    child.send("\r")
    ends_well(child)
    (entry,) = entries()
    assert (entry["after"], entry["outcome"]) == (None, None)


def test_no_log_remembers_nothing(terminal, sealed) -> None:
    child = terminal("now", "--no-log", "--plain")
    step_through(child, "Did it help?")
    child.send("a")
    expect(child, "0 to 10")
    child.send("2\r")
    expect(child, "What now?")
    child.send("d")
    expect(child, "Nothing was kept.")
    ends_well(child)
    assert not list(sealed.rglob("*.json"))


def test_another_kind_is_of_another_category_and_a_person_shows_support(terminal) -> None:
    child = terminal("now", "--plain")
    step_through(child, "Did it help?")
    child.send("w")
    expect(child, "0 to 10")
    child.send("8\r")
    expect(child, "in the way")
    child.send("\r")
    expect(child, "It got stronger.")
    child.send("h")
    expect(child, "findahelpline.com")
    expect(child, "Looking here was not recorded.")
    child.send("k")
    expect(child, "Longer out-breath")
    child.sendintr()
    ends_well(child)
    assert len(entries()) == 2


def test_now_with_a_need_uses_it(terminal) -> None:
    child = terminal("now", "can't", "sleep", "--plain")
    expect(child, "min.")
    child.sendintr()
    ends_well(child)
    (entry,) = entries()
    assert entry["needs"] == ["insomnia"]
    assert entry["outcome"] == "stopped"


@pytest.mark.parametrize("moment", [0.4, 1.0, 2.3])
def test_ctrl_c_leaves_at_once_with_the_terminal_as_it_was(terminal, moment) -> None:
    child = terminal("try", "longer-out-breath")
    expect(child, "0 to 10")
    child.send("7\r")
    time.sleep(moment)
    began = time.monotonic()
    child.sendintr()
    child.expect(pexpect.EOF)
    assert time.monotonic() - began < 1.0  # the bench measures it; this only catches a hang
    child.wait()
    assert child.exitstatus == 0
    (entry,) = entries()
    assert (entry["before"], entry["outcome"]) == (7, "stopped")


@pytest.mark.parametrize(
    ("identifier", "first"),
    [("longer-out-breath", "Breathe in"), ("feet-on-the-floor", "1 of "), ("five-senses", "see"),
     ("halt-check", "1"), ("just-a-thought", "")],
)  # fmt: skip
def test_every_kind_of_guide_runs(terminal, identifier, first) -> None:
    child = terminal("try", identifier, "--plain", "--no-log", columns=40)
    expect(child, "0 to 10")
    child.send("\r")
    step_through(child, first)
    child.sendintr()
    ends_well(child)


def test_a_hung_up_terminal_leaves_no_process_and_keeps_the_use(terminal) -> None:
    child = terminal("try", "longer-out-breath")
    expect(child, "0 to 10")
    child.send("6\r")
    time.sleep(1)
    os.kill(child.pid, signal.SIGHUP)
    child.expect(pexpect.EOF)
    child.wait()
    assert [e["before"] for e in entries()] == [6]


def test_the_home_menu_leaves_with_q(terminal) -> None:
    child = terminal()
    expect(child, "What would be good now?")
    child.send("q")
    ends_well(child)


def test_the_home_menu_starts_now_and_shows_people(terminal) -> None:
    child = terminal("--plain")
    expect(child, "What would be good now?")
    child.send("h")
    expect(child, "findahelpline.com")
    ends_well(child)
    child = terminal("--plain")
    expect(child, "What would be good now?")
    child.send("n")
    expect(child, "Feet on the floor")
    child.sendintr()
    ends_well(child)


def test_a_pace_chosen_on_the_way_is_remembered(terminal) -> None:
    child = terminal("try", "longer-out-breath", "--plain")
    expect(child, "0 to 10")
    child.send("\r")
    expect(child, "18 breaths")
    child.send("--")
    time.sleep(0.5)
    child.sendintr()
    ends_well(child)
    done = subprocess.run(
        [sys.executable, "-m", "copingkit", "tweak", "longer-out-breath"],
        capture_output=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert json.loads(done.stdout)["tweaks"][0]["pace"] < 1


def test_h_shows_people_on_the_way_and_comes_back(terminal) -> None:
    child = terminal("now", "--plain")
    expect(child, "6 steps")
    child.send("h")
    expect(child, "findahelpline.com")
    expect(child, "Still here.")
    expect(child, "Did it help?")
    child.sendintr()
    ends_well(child)


def test_a_second_run_within_the_hour_takes_what_helped_or_another_kind(terminal) -> None:
    def once(key: str) -> str:
        child = terminal("now", "--plain")
        step_through(child, "Did it help?")
        child.send(key)
        expect(child, "0 to 10")
        child.send("\r")
        if key == "w":
            expect(child, "in the way")
            child.send("\r")
        expect(child, "What now?")
        child.send("d")
        ends_well(child)
        return child.written

    assert "earlier" not in once("a")
    again = once("w")
    assert "This helped earlier." in again
    assert "Feet on the floor" in again
    third = once("n")
    assert "Something else" in third
    assert "Feet on the floor" not in third


def test_after_worse_nobody_is_led_back_into_it(terminal) -> None:
    child = terminal("now", "--plain")
    step_through(child, "Did it help?")
    child.send("w")
    expect(child, "0 to 10")
    child.send("\r")
    expect(child, "in the way")
    child.send("\r")
    expect(child, "stop here")
    expect(child, "a person")
    child.send("d")
    ends_well(child)
    assert "again" not in child.written.split("It got stronger.")[1]

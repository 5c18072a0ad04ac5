"""In the background of a shell nothing is drawn and no mode is changed; in front again, all is."""

from __future__ import annotations

import ast
import os
import signal
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)
from real_terminal import HERE, RealTerminal

PROMPT = "prompt> "


class Shell(RealTerminal):
    """An interactive bash that can run one session as a job."""

    def __init__(self, report) -> None:
        super().__init__(
            ["bash", "--norc", "--noprofile", "-i"], columns=60, rows=30,
            environ={"PS1": PROMPT, "HISTFILE": ""},
        )  # fmt: skip
        self.report = report
        self.wait_for(PROMPT.strip())
        self.pump(0.1)
        self.modes_at_prompt = self.modes()

    def run(self, kind, motion="full", after="") -> None:
        self.send(
            f"{sys.executable} {HERE / 'one_session.py'} {self.report} {kind} {motion}{after}\r"
        )

    def stop(self) -> None:
        self.send("\x1a")
        self.wait_for("Stopped")

    def says_stopped(self) -> bool:
        """Whether the shell reports the job as stopped, asked again and again."""
        for _ in range(30):
            self.raw = b""
            self.send("jobs\r")
            if self.pump(0.3, lambda t: b"Stopped" in t.raw):
                return True
        return False

    def is_left_alone(self) -> bool:
        at_prompt = self.pump(3, lambda t: t.modes() == t.modes_at_prompt)
        return at_prompt and not self.screen.alternate and not self.screen.cursor.hidden

    def outcome(self):
        assert self.pump(5, lambda t: t.report.exists() and t.report.read_text(encoding="utf-8"))
        result, answer, _ = self.report.read_text(encoding="utf-8").split("|")
        return ast.literal_eval(result), ast.literal_eval(answer)


@pytest.fixture
def shell(tmp_path):
    shell = Shell(tmp_path / "report")
    yield shell
    shell.child.close(force=True)


def assert_it_goes_on_in_front(shell):
    shell.send("fg\r")
    assert shell.pump(5, lambda t: t.screen.alternate and "Breathe" in t.text), shell.text
    assert shell.screen.cursor.hidden
    shell.send("q")
    shell.wait_for("Did it help?")
    shell.send("\x03")
    assert shell.is_left_alone()
    shell.send("echo code $?\r")
    shell.wait_for("code 0")
    assert shell.is_left_alone()
    assert shell.outcome()[0][-1] == "q"


def test_sent_to_the_background_it_stops_again_before_it_draws(shell):
    shell.run("breath")
    shell.wait_for("Breathe in")
    shell.stop()
    for _ in range(2):
        shell.raw = b""
        shell.send("bg\r")
        shell.pump(0.5)
        assert b"Breathe" not in shell.raw
        assert b"\x1b[?1049" not in shell.raw
        assert b"\x1b[?25" not in shell.raw
        assert shell.says_stopped()
        assert shell.is_left_alone()
    assert_it_goes_on_in_front(shell)


def test_started_in_the_background_it_stops_at_once(shell):
    shell.run("breath", after=" &")
    assert shell.says_stopped()
    assert shell.is_left_alone()
    assert "Breathe" not in shell.text
    assert_it_goes_on_in_front(shell)


def test_stopped_from_outside_and_sent_to_the_background(shell):
    shell.run("breath")
    shell.wait_for("Breathe in")
    pid = os.tcgetpgrp(shell.child.child_fd)
    os.kill(pid, signal.SIGSTOP)
    shell.wait_for("Stopped")
    shell.pump(0.2)
    shell.raw = b""
    shell.send("bg\r")
    shell.pump(0.3)
    shell.send("echo here\r")
    assert shell.pump(3, lambda t: t.raw.count(b"here") == 2)
    assert b"Breathe" not in shell.raw
    assert b"\x1b[?1049h" not in shell.raw
    assert_it_goes_on_in_front(shell)


def test_where_no_shell_could_give_the_terminal_back_it_ends_untouched(shell):
    shell.raw = b""
    shell.send("(")
    shell.run("breath", after=" < /dev/tty & )")
    assert shell.outcome()[0][-1] == "hangup"
    assert b"Breathe" not in shell.raw
    assert b"\x1b[?1049" not in shell.raw
    assert shell.is_left_alone()


@pytest.mark.parametrize("after", ["", " &"])
def test_ended_in_the_background_it_draws_nothing(shell, after):
    shell.run("breath", after=after)
    if not after:
        shell.wait_for("Breathe in")
        shell.stop()
    assert shell.says_stopped()
    shell.raw = b""
    shell.send("kill %1; wait; echo gone\r")
    assert shell.pump(5, lambda t: t.raw.count(b"gone") == 2), shell.text
    assert b"\x1b[?1049" not in shell.raw
    assert b"Breathe" not in shell.raw
    assert shell.is_left_alone()
    if not after:
        assert shell.outcome()[0][-1] == "terminate"


def test_after_fg_a_question_is_asked_again(shell):
    shell.run("breath")
    shell.wait_for("Breathe in")
    shell.send("q")
    shell.wait_for("a: a lot")
    shell.stop()
    shell.raw = b""
    shell.send("bg\r")
    shell.pump(0.3)
    assert b"Did it help?" not in shell.raw
    assert shell.says_stopped()
    shell.raw = b""
    shell.send("fg\r")
    assert shell.pump(5, lambda t: b"Did it help?" in t.raw and b"a: a lot" in t.raw), shell.text
    shell.send("a")
    shell.wait_for("How strong?")
    shell.send("1")
    shell.wait_for("> 1")
    shell.raw = b""
    shell.send("\x1a")
    assert shell.pump(5, lambda t: b"Stopped" in t.raw)
    shell.raw = b""
    shell.send("fg\r")
    assert shell.pump(5, lambda t: b"How strong?\r\n> 1" in t.raw), shell.text
    assert shell.raw.count(b"How strong?") == 1
    shell.send("\x7f78\x7f\r")
    assert shell.outcome()[1] == ("a", 7)
    assert shell.is_left_alone()


def test_q_alone_on_a_drawn_line_leaves_and_a_capital_begins_a_word(shell):
    shell.run("prompts")
    shell.wait_for("1 of 3 >")
    shell.send("Quiet\r")
    shell.wait_for("2 of 3 >")
    shell.send("q\r")
    shell.wait_for("Did it help?")
    shell.send("Q")
    assert shell.outcome() == (
        ("left", *shell.outcome()[0][1:2], [("Things you see?", ["Quiet"])], 1.0, 0, "q"), "q"
    )  # fmt: skip


def test_q_alone_on_the_first_drawn_line_leaves(shell):
    shell.run("prompts")
    shell.wait_for("1 of 3 >")
    shell.send("q\r")
    shell.wait_for("Did it help?")
    shell.send("\x03")
    assert shell.outcome()[0][2] == []
    assert shell.outcome()[0][-1] == "q"

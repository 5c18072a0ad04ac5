"""Lines typed after a plain mark, on a real terminal: Backspace, Ctrl+U, Ctrl+D, long lines."""

from __future__ import annotations

import ast
import os
import signal
import sys
import termios

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)
from real_terminal import RealTerminal

MARK = "1 of 3> "


@pytest.fixture
def asked(tmp_path):
    report = tmp_path / "report"
    terminal = RealTerminal.session(report, "prompts", "plain", rows=20)
    terminal.wait_for(MARK.strip())
    terminal.report = report
    yield terminal
    terminal.child.close(force=True)


def row(terminal):
    return terminal.screen.display[terminal.screen.cursor.y].rstrip()


def answers(terminal):
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert b"\x1b" not in terminal.raw
    return ast.literal_eval(terminal.report.read_text(encoding="utf-8").split("|")[0])[2]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("日本\x7f", "日"), ("日本\x7f\x7f", ""), ("e\u0301\x7f", ""), ("ae\u0301\x7f", "a"),
        ("\U0001f469\u200d\U0001f467x\x7f\x7f", ""), ("\u2764\ufe0fx\x15", ""), ("שלום\x7f", "שלו"),
        ("one 日本\x17", "one"), ("a\x7f\x7f\x7f", ""),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_gone_and_the_mark_is_not(asked, typed, seen):
    asked.send(typed + "!")
    assert asked.pump(3, lambda t: "!" in row(t)), asked.text
    shown = row(asked).replace(" ", "")
    assert shown == f"{MARK}{seen}!".replace(" ", "")
    asked.send("\r")
    asked.wait_for("2 of 3>")
    (said,) = answers(asked)[0][1]
    assert said.replace(" ", "") == seen + "!"


def test_a_line_longer_than_a_row_is_taken_back_over_its_edge(asked):
    text = "twelve letters, and more than a row of them"
    asked.send(text)
    assert asked.pump(3, lambda t: row(t) == text[32:])
    asked.send("\x7f" * 15 + "x")
    assert asked.pump(3, lambda t: row(t) == f"{MARK}{text[:-15]}x"), asked.text
    asked.send("\r")
    asked.wait_for("2 of 3>")
    assert answers(asked) == [("Things you see?", [text[:-15] + "x"])]


def test_several_lines_pasted_are_several_answers(asked):
    asked.send("one\rtwo\rthree\r")
    asked.wait_for("One sound?")
    assert answers(asked) == [("Things you see?", ["one", "two", "three"])]


@pytest.mark.parametrize("half", ["", "q", "half a word"])
def test_ctrl_d_leaves_wherever_the_line_stands(asked, half):
    asked.send("kept\r")
    asked.wait_for("2 of 3>")
    asked.send(f"{half}\x04")
    assert asked.finish() == 0
    result = ast.literal_eval(asked.report.read_text(encoding="utf-8").split("|")[0])
    assert result[2] == [("Things you see?", ["kept"])]
    assert result[-1] == "ctrl-d"


@pytest.mark.parametrize(
    ("number", "by"), [(signal.SIGTERM, "terminate"), (signal.SIGINT, "ctrl-c")]
)
def test_told_to_go_in_the_middle_of_a_line(asked, number, by):
    asked.send("half")
    assert asked.pump(3, lambda t: row(t) == f"{MARK}half")
    os.kill(asked.child.pid, number)
    assert asked.pump(3) is False
    assert asked.is_as_before()
    assert asked.finish() == 0
    assert by in asked.report.read_text(encoding="utf-8")


def test_a_dumb_terminal_edits_its_lines_itself(tmp_path):
    terminal = RealTerminal.session(
        tmp_path / "report", "prompts", "plain", rows=20, environ={"TERM": "dumb"}
    )
    terminal.wait_for(MARK.strip())
    assert terminal.pump(3, lambda t: t.modes()[3] & termios.ICANON and t.modes()[3] & termios.ECHO)
    terminal.send("lamk\x7fp\r")
    terminal.wait_for("2 of 3>")
    terminal.send("\x03")
    assert terminal.finish() == 0

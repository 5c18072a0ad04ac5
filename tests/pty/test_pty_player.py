"""Sessions on a real terminal: whatever happens, it comes back as it was, at once."""

from __future__ import annotations

import ast
import os
import random
import signal
import sys
import time

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)
from real_terminal import HERE, ROOT, RealTerminal


@pytest.fixture
def report(tmp_path):
    return tmp_path / "report"


def outcome(report):
    result, answer, motion = report.read_text(encoding="utf-8").split("|")
    return ast.literal_eval(result), ast.literal_eval(answer), motion


LEAVING = {
    "q": lambda t: t.send("q"),
    "ctrl-c": lambda t: t.send("\x03"),
    "ctrl-d": lambda t: t.send("\x04"),
    "terminate": lambda t: os.kill(t.child.pid, signal.SIGTERM),
    "hangup": lambda t: os.kill(t.child.pid, signal.SIGHUP),
}


@pytest.mark.parametrize("way", LEAVING)
def test_leaving_gives_the_terminal_back(report, way):
    terminal = RealTerminal.session(report, "breath")
    terminal.wait_for("Breathe in")
    assert terminal.screen.alternate
    assert terminal.screen.cursor.hidden
    LEAVING[way](terminal)
    if way == "q":
        terminal.wait_for("Did it help?")
        assert terminal.is_as_before() or terminal.screen.display[0].startswith("What stood")
        terminal.send("\x03")
    assert terminal.pump(3) is False
    assert terminal.is_as_before()
    assert terminal.finish() == 0
    result, answer, _ = outcome(report)
    assert result[-1] == way
    assert answer == ("ctrl-c" if way == "q" else None)


def test_twenty_random_moments_of_leaving(report):
    chance = random.Random(20261122)
    late = []
    for number in range(20):
        terminal = RealTerminal.session(report, chance.choice(["breath", "prompts", "steps"]))
        terminal.wait_for("A title")
        terminal.pump(chance.uniform(0, 0.6))
        before = time.monotonic()
        LEAVING[["ctrl-c", "terminate", "ctrl-d", "hangup"][number % 4]](terminal)
        back = terminal.pump(3, lambda t: b"?1049l" in t.raw and t.modes() == t.modes_before)
        late.append(time.monotonic() - before)
        assert back or terminal.is_as_before()
        assert terminal.finish() == 0
        assert terminal.is_as_before()
    assert sorted(late)[10] < 0.1, late


def test_after_q_questions_go_on_in_whole_lines(report):
    terminal = RealTerminal.session(report, "breath")
    terminal.wait_for("Breathe in")
    terminal.send("q")
    terminal.wait_for("Did it help?")
    terminal.send("a")
    terminal.wait_for("How strong?")
    terminal.send("eleven\r")
    terminal.wait_for("A whole number")
    terminal.send("17\x7f\x7f7\r")
    assert terminal.finish() == 0
    assert outcome(report)[1] == ("a", 7)


def test_five_breaths_last_five_seconds(report):
    terminal = RealTerminal.session(report, "short", "plain")
    terminal.wait_for("breath 1 of 5")
    began = time.monotonic()
    terminal.wait_for("find its own way")
    assert time.monotonic() - began == pytest.approx(5.0, abs=0.2)
    assert terminal.finish() == 0
    assert b"\x1b" not in terminal.raw


def test_ctrl_z_and_fg_in_a_shell(report):
    shell = RealTerminal(
        ["bash", "--norc", "--noprofile", "-i"], rows=20, environ={"PS1": "prompt> "}
    )
    shell.wait_for("prompt>")
    shell.send(f"{sys.executable} {HERE / 'one_session.py'} {report} breath full\r")
    shell.wait_for("Breathe in")
    shell.send("\x1a")
    assert shell.pump(5, lambda t: "Stopped" in t.text)
    assert not shell.screen.alternate
    assert not shell.screen.cursor.hidden
    shell.send("stty -a | grep -o ' echo '\r")
    assert shell.pump(3, lambda t: t.raw.count(b" echo") >= 2)
    shell.send("fg\r")
    assert shell.pump(5, lambda t: t.screen.alternate and "Breathe" in t.text)
    shell.send("\x03")
    assert shell.pump(3, lambda t: not t.screen.alternate)
    shell.send("echo code $?\r")
    assert shell.pump(3, lambda t: "code 0" in t.text), shell.text
    assert outcome(report)[0][-1] == "ctrl-c"
    shell.child.close(force=True)


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (200, 60), (12, 3)])
def test_a_resized_window_is_drawn_anew(report, columns, rows):
    terminal = RealTerminal.session(report, "breath", columns=80, rows=24)
    terminal.wait_for("Breathe in")
    terminal.child.setwinsize(rows, columns)
    terminal.screen.resize(rows, columns)
    assert terminal.pump(3, lambda t: t.raw.count(b"\x1b[2J") > 2)
    terminal.pump(0.3)
    assert "Breathe" in terminal.text or "Hold" in terminal.text
    terminal.send("\x03")
    assert terminal.finish() == 0


def test_stopped_from_outside_and_continued(report):
    terminal = RealTerminal.session(report, "breath")
    terminal.wait_for("Breathe in")
    os.kill(terminal.child.pid, signal.SIGSTOP)
    terminal.pump(0.2)
    terminal.raw = b""
    os.kill(terminal.child.pid, signal.SIGCONT)
    assert terminal.pump(3, lambda t: b"?1049h" in t.raw and b"Breathe in" in t.raw)
    terminal.send("\x03")
    assert terminal.pump(3) is False
    assert terminal.is_as_before()


@pytest.mark.parametrize("way", ["terminate", "hangup"])
def test_a_terminal_window_that_hangs_holds_nobody_back(report, way):
    terminal = RealTerminal.session(report, "breath", columns=200, rows=60)
    terminal.wait_for("Breathe in")
    for _ in range(300):
        os.kill(terminal.child.pid, signal.SIGWINCH)
        time.sleep(0.002)
    before = time.monotonic()
    LEAVING[way](terminal)
    while not report.exists() and time.monotonic() < before + 2:
        time.sleep(0.005)
    assert time.monotonic() - before < 0.3
    terminal.pump(2)
    assert terminal.finish() == 0


def test_a_pipe_closed_by_its_reader_ends_quietly(report):
    script = f"{sys.executable} {HERE / 'one_session.py'} {report} short auto"
    shell = RealTerminal(
        ["bash", "-c", f"{script} 2>{report}.err | head -n 4; echo ${{PIPESTATUS[0]}} done"]
    )
    assert shell.pump(8, lambda t: "0 done" in t.text), shell.text
    shell.finish()
    result, _, motion = outcome(report)
    assert (result[0], result[-1], motion) == ("left", "closed", "plain")
    assert (report.parent / "report.err").read_text() == ""


def test_answers_with_wide_and_combining_characters(report):
    terminal = RealTerminal.session(report, "prompts")
    terminal.wait_for("1 of 3 >")
    terminal.send("日本e\u0301x")
    assert terminal.pump(3, lambda t: "x" in t.text.split("1 of 3 >")[1])
    row = next(i for i, line in enumerate(terminal.screen.display) if "1 of 3 >" in line)
    assert (terminal.screen.cursor.y, terminal.screen.cursor.x) == (row, len("1 of 3 > ") + 6)
    terminal.send("\x7f\x7f\r")
    terminal.wait_for("2 of 3 >")
    terminal.send("שלום\r")
    terminal.wait_for("3 of 3 >")
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert outcome(report)[0][2] == [("Things you see?", ["日本", "שלום"])]


def test_the_first_instruction_needs_nothing_heavy(report):
    code = (
        "import sys; import copingkit.screen.player, copingkit.screen.terminal, "
        "copingkit.screen.animated; "
        "print(sorted({'rich', 'yaml', 'tinydb', 'typer', 'subprocess', 'asyncio'} & set(sys.modules)))"
    )
    terminal = RealTerminal([sys.executable, "-c", code], environ={"PYTHONPATH": str(ROOT)})
    terminal.wait_for("[]")
    terminal.finish()


def test_a_long_answer_in_ones_own_editor(report, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\nstty -a | grep -q " icanon" && printf "one\\n\\033[2Jtwo\\n" >> "$1"\n'
    )
    editor.chmod(0o755)
    terminal = RealTerminal.session(report, "prompts", environ={"VISUAL": str(editor)})
    terminal.wait_for("1 of 3 >")
    terminal.send("e\r")
    terminal.wait_for("2 of 3 >")
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert outcome(report)[0][2] == [("Things you see?", ["one\ntwo"])]


def test_plain_questions_are_whole_lines_of_the_terminal(report):
    terminal = RealTerminal.session(report, "prompts", "plain", rows=20)
    terminal.wait_for("1 of 3>")
    terminal.send("lamk\x7fp\r")
    terminal.wait_for("2 of 3>")
    terminal.send("<\r")
    terminal.wait_for("so far: lamp")
    terminal.send("\r\r\r")
    assert terminal.finish() == 0
    assert outcome(report)[0][0] == "finished"
    assert outcome(report)[0][2] == [("Things you see?", ["lamp"])]


def test_ctrl_z_inside_the_editor_gives_the_shell_back(report, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nkill -TSTP 0\necho later >> "$1"\n')
    editor.chmod(0o755)
    shell = RealTerminal(
        ["bash", "--norc", "--noprofile", "-i"], rows=20,
        environ={"PS1": "prompt> ", "VISUAL": str(editor)},
    )  # fmt: skip
    shell.wait_for("prompt>")
    shell.send(f"{sys.executable} {HERE / 'one_session.py'} {report} prompts full\r")
    shell.wait_for("1 of 3 >")
    shell.send("e\r")
    assert shell.pump(5, lambda t: "Stopped" in t.text)
    shell.send("fg\r")
    shell.wait_for("2 of 3 >")
    shell.send("\x03")
    assert shell.pump(3, lambda t: report.exists())
    assert outcome(report)[0][2] == [("Things you see?", ["later"])]
    shell.child.close(force=True)

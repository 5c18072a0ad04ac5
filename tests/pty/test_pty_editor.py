"""A person's own editor on a real terminal: its keys are its own, and it leaves no copies."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)
from real_terminal import HERE, RealTerminal

# Waits until it is let go; says how often Ctrl+C and Ctrl+\ reached it.
OWN_KEYS = """#!{python}
import pathlib, signal, sys, time
beside = pathlib.Path({folder!r})
heard = []
signal.signal(signal.SIGINT, lambda number, _: heard.append("int"))
signal.signal(signal.SIGQUIT, lambda number, _: heard.append("quit"))
(beside / "heard").touch()
(beside / "open").touch()
while not (beside / "go").exists():
    time.sleep(0.01)
    (beside / "heard").write_text(" ".join(heard))
pathlib.Path(sys.argv[1]).write_text("written there")
"""
DEFAULT_KEYS = "#!/bin/sh\ntouch {folder}/open\nexec sleep 30\n"


@pytest.fixture
def report(tmp_path):
    return tmp_path / "report"


def an_editor(folder, text):
    editor = folder / "editor"
    editor.write_text(text.format(python=sys.executable, folder=str(folder)))
    editor.chmod(0o755)
    return str(editor)


def answers(report):
    return ast.literal_eval(report.read_text(encoding="utf-8").split("|")[0])[2]


def write_long(terminal, at="1 of 3 >"):
    terminal.wait_for(at)
    terminal.send("e\r")


def close_the_window(terminal):
    """Close it as a terminal program does: the system and nobody else tells who is in it."""
    terminal.child.ptyproc.fileobj.close()
    terminal.child.closed = terminal.child.ptyproc.closed = True


def wait_until(true, seconds=8.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


@pytest.mark.parametrize("motion", ["full", "plain"])
def test_the_window_is_closed_while_the_editor_is_open(report, tmp_path, motion):
    editor = an_editor(
        tmp_path, '#!/bin/sh\ntrap "" HUP\ntouch {folder}/open\nsleep 0.3\necho kept >> "$1"\n'
    )
    command = f"exec {sys.executable} {HERE / 'one_session.py'} {report} prompts {motion} 2>err"
    terminal = RealTerminal(
        ["sh", "-c", f"cd {tmp_path} && {command}"], environ={"VISUAL": editor}, rows=20
    )
    write_long(terminal, "1 of 3 >" if motion == "full" else "1 of 3>")
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    close_the_window(terminal)
    wait_until(report.exists)
    assert os.waitstatus_to_exitcode(os.waitpid(terminal.child.pid, 0)[1]) == 0
    assert (tmp_path / "err").read_text() == ""


def test_the_window_is_closed_while_a_session_is_stopped(report, tmp_path):
    shell = RealTerminal(["bash", "--norc", "--noprofile", "-i"], environ={"PS1": "prompt> "})
    shell.wait_for("prompt>")
    session = f"{sys.executable} {HERE / 'one_session.py'} {report} breath full"
    shell.send(f"{session} 2>{tmp_path}/err\r")
    shell.wait_for("Breathe in")
    shell.send("\x1a")
    shell.wait_for("Stopped")
    close_the_window(shell)
    wait_until(lambda: report.exists() and report.read_text())
    result = ast.literal_eval(report.read_text(encoding="utf-8").split("|")[0])
    assert result[0] == "left"
    assert result[-1] in ("hangup", "terminate", "closed")
    assert (tmp_path / "err").read_text() == ""
    os.waitpid(shell.child.pid, 0)


@pytest.mark.parametrize("keys", ["\x03", "\x03\x03", "\x1c"])
def test_ctrl_c_in_the_editor_is_the_editors(report, tmp_path, keys):
    editor = an_editor(tmp_path, OWN_KEYS)
    terminal = RealTerminal.session(report, "prompts", environ={"VISUAL": editor})
    write_long(terminal)
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    heard = {"\x03": "int", "\x1c": "quit"}
    for number, key in enumerate(keys, 1):
        terminal.send(key)
        says = " ".join([heard[key]] * number)
        terminal.pump(3, lambda t, says=says: (tmp_path / "heard").read_text() == says)
        assert (tmp_path / "heard").read_text() == says
    (tmp_path / "go").touch()
    terminal.wait_for("2 of 3 >")
    terminal.send("it goes on\r")
    terminal.wait_for("3 of 3 >")
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert answers(report) == [("Things you see?", ["written there", "it goes on"])]


def test_an_editor_that_ends_with_ctrl_c_takes_nothing_with_it(report, tmp_path):
    editor = an_editor(tmp_path, DEFAULT_KEYS)
    terminal = RealTerminal.session(report, "prompts", environ={"VISUAL": editor}, columns=80)
    terminal.wait_for("1 of 3 >")
    terminal.send("typed\x18")
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    terminal.send("\x03\x03")
    terminal.wait_for("The editor ended with an error")
    terminal.send("\r")
    terminal.wait_for("2 of 3 >")
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert answers(report) == [("Things you see?", ["typed"])]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("heeds", [True, False])
def test_told_to_go_while_the_editor_is_open_it_does_not_wait_for_it(report, tmp_path, name, heeds):
    text = DEFAULT_KEYS if heeds else DEFAULT_KEYS.replace("touch", "trap '' TERM HUP; touch", 1)
    terminal = RealTerminal.session(
        report, "prompts", environ={"VISUAL": an_editor(tmp_path, text)}, columns=80
    )
    terminal.wait_for("1 of 3 >")
    terminal.send("typed\x18")
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    began = time.monotonic()
    terminal.child.kill(getattr(signal, name))
    assert terminal.finish() == 0
    assert time.monotonic() - began < 5
    assert answers(report) == [("Things you see?", ["typed"])]


NOTE = "import sys; from copingkit.cli import main; sys.exit(main(['log', 'add', '--edit']))"


def test_ctrl_c_in_the_editor_of_a_note_is_the_editors_too(tmp_path):
    editor = an_editor(tmp_path, OWN_KEYS)
    terminal = RealTerminal(
        [sys.executable, "-c", NOTE],
        rows=20,
        environ={"EDITOR": editor, "VISUAL": "", "HOME": str(tmp_path), "XDG_DATA_HOME": ""},
    )
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    terminal.send("\x03")
    terminal.pump(3, lambda t: (tmp_path / "heard").read_text() == "int")
    (tmp_path / "go").touch()
    assert terminal.finish() == 0
    (month,) = (tmp_path / ".local" / "share" / "copingkit").glob("*.json")
    assert "written there" in month.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("vim") is None, reason="needs vim")
@pytest.mark.parametrize("name", ["vim", "vi"])
def test_vim_keeps_no_copy_whatever_its_settings(report, tmp_path, name):
    home = tmp_path / "home"
    home.mkdir()
    (home / ".vimrc").write_text(
        "set undofile undodir=~ backup writebackup backupdir=~ directory=~ viminfo='9,n~/info\n"
    )
    (tmp_path / name).symlink_to(Path(shutil.which("vim")).resolve())
    terminal = RealTerminal.session(
        report, "prompts", columns=80, rows=24,
        environ={"VISUAL": str(tmp_path / name), "HOME": str(home), "TERM": "vt100"},
    )  # fmt: skip
    write_long(terminal)
    terminal.wait_for("answer.txt")
    terminal.send("i")
    terminal.wait_for("INSERT")
    terminal.send("a secret line")
    terminal.wait_for("a secret line")
    left_open = {file.name for file in home.iterdir()}
    terminal.send("\x1bdd")
    terminal.pump(0.2)
    terminal.send("u:wq\r")
    terminal.wait_for("2 of 3 >")
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert answers(report) == [("Things you see?", ["a secret line"])]
    assert left_open == {file.name for file in home.iterdir()} == {".vimrc"}


def test_a_killed_run_leaves_words_only_until_the_next(report, tmp_path):
    editor = an_editor(tmp_path, DEFAULT_KEYS)
    private = tmp_path / "private"
    private.mkdir()
    environ = {"VISUAL": editor, "XDG_RUNTIME_DIR": str(private)}
    terminal = RealTerminal.session(report, "prompts", environ=environ)
    write_long(terminal)
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.finish(1)
    (left,) = private.iterdir()
    assert (left / "answer.txt").exists()
    (tmp_path / "open").unlink()
    terminal = RealTerminal.session(report, "prompts", environ=environ)
    write_long(terminal)
    terminal.pump(8, lambda t: (tmp_path / "open").exists())
    assert not left.exists()
    assert len(list(private.iterdir())) == 1
    terminal.send("\x03")
    terminal.wait_for("1 of 3 >")
    terminal.send("\x03")
    assert terminal.finish() == 0
    assert list(private.iterdir()) == []

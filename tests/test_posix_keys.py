"""Keys of a POSIX terminal as time goes by: escapes that come in pieces, and a closed window."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import time

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from copingkit.screen.terminal import open_terminal


@pytest.fixture
def pty():
    parent, child = os.openpty()
    yield parent, child
    for descriptor in (parent, child):
        with contextlib.suppress(OSError):
            os.close(descriptor)


def test_escape_twice_is_over_after_a_silence(pty):
    parent, child = pty
    with open(child, closefd=False) as stdin, open_terminal(stdin, io.StringIO()) as keys:
        assert keys.read(0) is None
        os.write(parent, b"\x1b")
        threading.Timer(0.01, os.write, (parent, b"\x1b")).start()
        assert keys.read(1) == "escape"
        os.write(parent, b"q")
        assert keys.read(1) == "q"


def test_a_signal_within_an_arrow_doesnt_make_letters_of_it(pty):
    parent, child = pty
    with open(child, closefd=False) as stdin, open_terminal(stdin, io.StringIO()) as keys:
        assert keys.read(0) is None
        os.write(parent, b"\x1b")
        threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGWINCH)).start()
        threading.Timer(0.015, os.write, (parent, b"[A")).start()
        assert [keys.read(1), keys.read(1)] == ["resize", "up"]
        assert keys.read(0.05) is None


@pytest.mark.parametrize("when", ["before it is opened", "while somebody else has it"])
def test_a_window_that_is_closed_hangs_up(pty, when):
    parent, child = pty
    with open(child, closefd=False) as stdin:
        terminal = open_terminal(stdin, io.StringIO())
        if when.startswith("before"):
            os.close(parent)
        with terminal as keys:
            if not when.startswith("before"):
                assert keys.read(0) is None
                keys.step_aside()
                os.close(parent)
                keys.come_back()
            before = time.monotonic()
            said = [keys.read(1), keys.read(1)]
            assert said[-1] == "hangup"
            assert set(said) <= {"hangup", "resume"}
            assert time.monotonic() - before < 1

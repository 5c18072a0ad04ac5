"""Owning a terminal where there is none, and on a Windows console (a false msvcrt)."""

from __future__ import annotations

import ctypes
import functools
import io
import os
import select
import signal
import sys
import threading
import time
import types

import pytest
from player_fakes import GUIDES

from copingkit import interrupts
from copingkit.core.guide_fields import Breath, Phase
from copingkit.screen import terminal as module
from copingkit.screen.ask import ask_choice, ask_line, ask_scale
from copingkit.screen.player import play
from copingkit.screen.terminal import Left, open_terminal

QUICK = Breath((Phase("in", 0.06), Phase("out", 0.06)), 2)


def test_with_no_terminal_at_all_nothing_waits():
    out = io.StringIO()
    with open_terminal(stdin=io.StringIO(), out=out) as keys:
        assert (keys.can_ask, keys.draws, keys.wait_for_person) == (False, False, False)
        assert keys.size() == (80, 24)
        before = time.monotonic()
        assert keys.read(0.05) is None
        assert 0.05 <= time.monotonic() - before < 0.2
        play(GUIDES["breath"], "t", out=out, keys=keys, clock=time.monotonic, wait=False)
        assert keys.read(None) == "closed"
    assert "\x1b" not in out.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
def test_told_to_go_while_giving_the_screen_back_it_comes_back_all_the_same():
    class Interrupted(io.StringIO):
        def write(self, text):
            if "?1049l" in text:
                os.kill(os.getpid(), signal.SIGTERM)
            return super().write(text)

    out = Interrupted()
    with open_terminal(stdin=io.StringIO(), out=out) as keys:
        keys.fullscreen()
        keys.leave_fullscreen()
        assert keys.read(0.05) == "terminate"
    assert out.getvalue().endswith("\x1b[?1049l")


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
@pytest.mark.parametrize(("name", "key"), [("SIGINT", "ctrl-c"), ("SIGTERM", "terminate")])
def test_signals_are_read_as_keys_and_what_comes_after_waits(monkeypatch, name, key):
    number = getattr(signal, name)
    with open_terminal(stdin=io.StringIO(), out=io.StringIO()) as keys:
        os.kill(os.getpid(), number)
        assert keys.read(1) == key
        assert keys.read(1) == key, "once gone, gone"
    # A second one, or the window's end, doesn't cut off what is being kept.
    os.kill(os.getpid(), number)
    monkeypatch.setattr(interrupts, "GRACE", -1)
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
        time.sleep(1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_handlers_come_back_when_nobody_left(number):
    before = signal.getsignal(number)
    with open_terminal(stdin=io.StringIO(), out=io.StringIO()) as keys:
        assert keys.read(0) is None
    assert signal.getsignal(number) is before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe to select on")
@pytest.mark.parametrize("waiting_for", ["a key", "a line"])
def test_a_signal_just_before_it_waits_is_heard_at_once(monkeypatch, waiting_for):
    """Between the last look for signals and the wait in `select`, Python runs no handler."""
    raise_in_c = functools.partial(ctypes.PyDLL(None)["raise"], int(signal.SIGINT))
    really = select.select
    waits = []

    def signal_then_select(*arguments):
        waits.append(arguments)
        both = raise_in_c, functools.partial(really, *arguments[:3], 5)
        return tuple(map(functools.partial.__call__, both))[1]

    parent, child = os.openpty()
    try:
        with (
            open(child, closefd=False) as stdin,
            open_terminal(stdin=stdin, out=io.StringIO()) as keys,
        ):
            monkeypatch.setattr(select, "select", signal_then_select)
            before = time.monotonic()
            if waiting_for == "a key":
                assert keys.read(None) == "ctrl-c"
            else:
                with pytest.raises(Left, match="ctrl-c"):
                    keys.read_line()
            assert time.monotonic() - before < 2
            assert len(waits) == 1
    finally:
        os.close(parent)
        os.close(child)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
@pytest.mark.parametrize("waiting_for", ["a key", "a line"])
def test_ctrl_c_right_after_a_key_throws_the_key_away_and_is_heard_all_the_same(
    monkeypatch, waiting_for
):
    """The terminal empties its queue at Ctrl+C, also of what `select` has just said is there."""
    import termios

    really = select.select
    parent, child = os.openpty()

    def typed_and_thrown_away(*arguments):
        monkeypatch.setattr(select, "select", really)
        os.write(parent, b"q\n")
        found = really(*arguments)
        termios.tcflush(child, termios.TCIFLUSH)
        os.kill(os.getpid(), signal.SIGINT)
        return found

    # Without the mend it would wait for this.
    late = threading.Timer(1, os.write, (parent, b"x\n"))
    late.start()
    try:
        with (
            open(child, closefd=False) as stdin,
            open_terminal(stdin=stdin, out=io.StringIO()) as keys,
        ):
            monkeypatch.setattr(select, "select", typed_and_thrown_away)
            if waiting_for == "a key":
                assert keys.read(None) == "ctrl-c"
            else:
                with pytest.raises(Left, match="ctrl-c"):
                    keys.read_line()
            assert late.is_alive()
    finally:
        late.cancel()
        late.join()
        os.close(parent)
        os.close(child)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_after_a_break_the_question_is_said_again_and_what_was_typed_stays(monkeypatch):
    out = io.StringIO()
    parent, child = os.openpty()
    really = select.select
    happens = [lambda: os.kill(os.getpid(), signal.SIGCONT), lambda: os.write(parent, b"d\n")]

    def away_then_typing(*arguments):
        if happens:
            happens.pop(0)()
        return really(*arguments)

    try:
        with (
            open(child, closefd=False) as stdin,
            open_terminal(stdin=stdin, out=out) as keys,
        ):
            for key in "8ö":
                keys.unread(key)
            monkeypatch.setattr(select, "select", away_then_typing)
            assert ask_line("What?", keys=keys, out=out) == "ö8d"
        assert out.getvalue().split("What?")[1:] == ["\n> ö8\n", "\n> ö8"]
    finally:
        os.close(parent)
        os.close(child)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
def test_a_second_interrupt_gets_through_to_a_program_that_is_busy(monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", -1)
    with (
        pytest.raises(KeyboardInterrupt),
        open_terminal(stdin=io.StringIO(), out=io.StringIO()),
    ):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)


def test_what_the_parent_ignores_stays_ignored():
    if not hasattr(signal, "SIGHUP"):
        pytest.skip("no SIGHUP")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with open_terminal(stdin=io.StringIO(), out=io.StringIO()):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


class Window(io.StringIO):
    """A stream that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def console(monkeypatch):
    """A Windows console: what is typed is a list of (seconds from now, character)."""
    began = time.monotonic()
    typed: list[tuple[float, str]] = []
    fake = types.ModuleType("msvcrt")
    fake.kbhit = lambda: bool(typed) and time.monotonic() - began >= typed[0][0]
    fake.getwch = lambda: typed.pop(0)[1]
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(module, "understand_escapes", lambda: None)
    monkeypatch.setattr(sys, "platform", "win32")
    return typed


def test_a_session_on_a_windows_console(console):
    console += [(0.0, "a"), (0.6, "1"), (0.6, "1"), (0.6, "\x08"), (0.6, "\r")]
    out = Window()
    with open_terminal(stdin=Window(), out=out) as keys:
        assert ask_choice("Did it help?", [("a", "a lot")], keys=keys, out=out) == "a"
        result = play(QUICK, "t", out=out, keys=keys, clock=time.monotonic, motion="plain")
        assert ask_scale("How strong?", keys=keys, out=out) == 1
    assert (result.how, result.rounds_done) == ("finished", 2)
    assert "> 11\b \b\n" in out.getvalue()


@pytest.mark.parametrize(("character", "by"), [("\x03", "ctrl-c"), ("q", "q"), ("\x04", "ctrl-d")])
def test_leaving_on_a_windows_console(console, character, by):
    console.append((0.1, character))
    out = Window()
    with open_terminal(stdin=Window(), out=out) as keys:
        result = play(GUIDES["breath"], "t", out=out, keys=keys, clock=time.monotonic)
        if by != "q":
            with pytest.raises(Left):
                ask_scale("?", keys=keys, out=out)
    assert result.by == by
    assert "\x1b[?1049l" in out.getvalue().split("Sit as you are.")[1]

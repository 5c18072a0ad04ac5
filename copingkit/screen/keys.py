"""Read keys from a POSIX terminal or a Windows console, and say what they are called."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from .job_control import in_background
from .key_parser import KeyParser, name_of

LEAVING = ("ctrl-c", "ctrl-d", "terminate", "hangup", "closed")
_ESCAPE_WAIT = 0.03
_BY_SCAN_CODE = {"H": "up", "P": "down", "M": "right", "K": "left", "G": "home", "O": "end",
                 "S": "delete", "I": "page-up", "Q": "page-down"}  # fmt: skip


class Left(Exception):
    """The person, or the terminal, has gone; `by` says how."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class Resumed(Exception):
    """The person has been away (Ctrl+Z, `fg`) while a line was waited for."""


def leave_if_asked(key: str) -> None:
    """Raise Left when the key is one to leave with; a capital Q or H may be the start of a text."""
    if key in LEAVING or key in ("q", "h"):
        raise Left(key)


class PosixKeys:
    """Keys from a POSIX terminal, and its modes.

    `pipe` is what is written into, where that is no terminal: -1, or a pipe whose reader may go.
    """

    def __init__(self, descriptor: int, pipe: int = -1) -> None:
        import termios

        self._termios = termios
        self._descriptor = descriptor
        self._pipe = [pipe] if pipe >= 0 else []
        self.nobody_reads = False
        self._reads = _never_waiting(descriptor)
        self._before = self._modes()
        self._parser = KeyParser()
        self._woken = False

    def cbreak(self) -> None:
        """Give keys one by one, unechoed; Ctrl+S no longer freezes the screen."""
        t = self._termios
        mode = self._modes()
        if mode is None:
            return
        mode[0] &= ~t.IXON
        mode[3] &= ~(t.ICANON | t.ECHO)
        mode[6] = [*mode[6]]
        mode[6][t.VMIN], mode[6][t.VTIME] = 1, 0
        self._set(mode)

    def cooked(self) -> bool:
        """Give whole lines, edited and echoed by the terminal as before."""
        if self._before is not None:
            self._set(self._before)
        return True

    def _modes(self) -> list[Any] | None:
        """Return the modes; None where the window is closed, as reading will tell in its turn."""
        try:
            return self._termios.tcgetattr(self._descriptor)
        except self._termios.error:
            return None

    def _set(self, mode: list[Any]) -> None:
        # In the background the shell owns the terminal: changing it would stop this process.
        try:
            if not in_background(self._descriptor):
                self._termios.tcsetattr(self._descriptor, self._termios.TCSANOW, mode)
        except (OSError, self._termios.error):
            pass

    def read(self, timeout: float | None, wake: int) -> list[str] | None:
        """Return keys within a time, [] when none or `wake` has something; None at the end."""
        keys: list[str] = []
        while True:
            begun = self._parser.pending
            data = self.read_bytes(_ESCAPE_WAIT if begun else timeout, wake)
            if data:
                keys += self._parser.feed(data)
            elif data is None and not keys:
                return None
            elif begun and not self._woken:
                keys += self._parser.flush()
            # Where a signal came in between, the rest of a sequence may come at the next reading.
            if not data or not self._parser.pending:
                return keys

    def read_bytes(self, timeout: float | None, wake: int, most: int = 4096) -> bytes | None:
        """Return bytes within a time, b"" when there are none; None when the terminal is gone."""
        import select

        ready, _, _ = select.select([self._reads, wake, *self._pipe], [], [], timeout)
        self._woken = wake in ready
        # The writing end is never there to be read, unless with the error that the reader is gone.
        self.nobody_reads = bool(self._pipe) and self._pipe[0] in ready
        if self.nobody_reads:
            return None
        # A signal first: it may say that this is the background, where reading stops a program.
        if self._reads not in ready or self._woken:
            return b""
        try:
            return os.read(self._reads, most) or None
        except BlockingIOError:
            # Ctrl+C and Ctrl+Z throw away what was typed: also what `select` has just seen.
            return b""
        except OSError:
            return None

    def close(self) -> None:
        """Close what was opened to read keys; the descriptor that was given stays open."""
        if self._reads != self._descriptor:
            os.close(self._reads)
            self._reads = self._descriptor


def _never_waiting(descriptor: int) -> int:
    """Return the same terminal opened once more, such that reading it never waits.

    Setting that on the descriptor itself would set it for the shell too. Where the terminal can't
    be opened by its name, as in some containers, the descriptor is returned.
    """
    try:
        return os.open(os.ttyname(descriptor), os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return descriptor


class WindowsKeys:
    """Keys from a Windows console, which can only be asked whether there is one."""

    interval = 0.02
    nobody_reads = False

    def __init__(
        self,
        console: Any = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        noted: Callable[[], bool] = lambda: False,
    ) -> None:
        if console is None:
            import msvcrt as console
        self._console = console
        self._clock = clock
        self._sleep = sleep
        self._noted = noted
        self._half = ""

    def cbreak(self) -> None:
        """Do nothing: getwch never echoes."""

    def close(self) -> None:
        """Do nothing."""

    def cooked(self) -> bool:
        """Say that lines have to be edited and echoed by the program."""
        return False

    def read(self, timeout: float | None, wake: int = -1) -> list[str] | None:
        """Return keys within a time, or [] when there are none or something was noted."""
        end = None if timeout is None else self._clock() + timeout
        while not self._console.kbhit():
            if self._noted():
                return []
            left = self.interval if end is None else min(self.interval, end - self._clock())
            if left <= 0:
                return []
            self._sleep(left)
        keys = []
        while self._console.kbhit():
            keys += self._one()
        return keys

    def _one(self) -> list[str]:
        character = self._console.getwch()
        half, self._half = self._half, ""
        if character == "\x00" or character == "\xe0" and self._has_second():
            key = _BY_SCAN_CODE.get(self._console.getwch())
            return [key] if key else []
        if "\ud800" <= character <= "\udbff":
            self._half = character
            return []
        if "\udc00" <= character <= "\udfff":
            pair = (half + character).encode("utf-16", "surrogatepass")
            return [pair.decode("utf-16")] if half else []
        return [name_of(character)]

    def _has_second(self) -> bool:
        """Tell an arrow, of two characters, from the letter that is the same as the first: à.

        The second waits where `kbhit` doesn't look, and where there is room for only one: giving
        one back fails exactly when it is there.
        """
        try:
            self._console.ungetwch(" ")
        except OSError:
            return True
        self._console.getwch()
        return False


class NoKeys:
    """What stands for keys when there is no terminal to read: only time passes."""

    nobody_reads = False

    def __init__(self, noted: Callable[[], bool] = lambda: False) -> None:
        self._noted = noted

    def cbreak(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def cooked(self) -> bool:
        """Say that there are no lines to be had."""
        return False

    def read(self, timeout: float | None, wake: int) -> list[str] | None:
        """Wait; the end when there is nothing to wait for."""
        if timeout is None:
            return None
        if sys.platform == "win32":
            end = time.monotonic() + timeout
            while not self._noted() and time.monotonic() < end:
                time.sleep(min(0.02, max(end - time.monotonic(), 0.0)))
        else:
            import select

            select.select([wake], [], [], timeout)
        return []


def understand_escapes() -> None:
    """Ask a Windows console to understand escape sequences (ENABLE_VIRTUAL_TERMINAL_PROCESSING)."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.GetStdHandle(-11)
        mode = ctypes.c_uint32()
        if kernel.GetConsoleMode(handle, ctypes.byref(mode)):
            kernel.SetConsoleMode(handle, mode.value | 4)


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream is a terminal; a closed or missing one is not."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False

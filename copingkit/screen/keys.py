"""Read keys: bytes of a POSIX terminal, or a Windows console, become names of keys.

A printable character is its own name; others are `enter`, `backspace`, `up`, `ctrl-c` and so on.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any

from .job_control import in_background

LEAVING = ("ctrl-c", "ctrl-d", "terminate", "hangup", "closed")
_ESCAPE_WAIT = 0.03
_SEQUENCE = re.compile(r"\x1b(?:\[([0-?]*)[ -/]*([@-~])|O(.)|([^\[O]))", re.DOTALL)
_BY_LETTER = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_BY_NUMBER = {"1": "home", "3": "delete", "4": "end", "5": "page-up", "6": "page-down", "7": "home",
              "8": "end"}  # fmt: skip
_BY_CHARACTER = {"\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace",
                 "\t": "tab", "\x1b": "escape"}  # fmt: skip
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


def name_of(character: str) -> str:
    """Return the name of the key that sends one character."""
    if character in _BY_CHARACTER:
        return _BY_CHARACTER[character]
    if character < " ":
        return "ctrl-" + chr(ord(character) + 96)
    return character


class KeyParser:
    """Turns a terminal's bytes into keys, however they are cut up on the way."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._text = ""

    @property
    def pending(self) -> bool:
        """Whether an escape has begun something that isn't complete."""
        return bool(self._text)

    def feed(self, data: bytes) -> list[str]:
        """Take bytes in and return the keys that are complete."""
        self._text += self._decode(data)
        keys = []
        while self._text:
            if self._text[0] != "\x1b":
                keys.append(name_of(self._text[0]))
                self._text = self._text[1:]
                continue
            found = _SEQUENCE.match(self._text)
            if found is None:
                if len(self._text) < 32:
                    break
                self._text = ""
                break
            self._text = self._text[found.end() :]
            number, letter, application, _ = found.groups()
            key = _BY_LETTER.get(letter or application or "")
            key = _BY_NUMBER.get(number or "") if letter == "~" else key
            if key:
                keys.append(key)
        return keys

    def flush(self) -> list[str]:
        """Return what was pending after a silence: a lone escape is the escape key."""
        keys = ["escape"] if self._text == "\x1b" else []
        self._text = ""
        return keys


class PosixKeys:
    """Keys from a POSIX terminal, and its modes."""

    def __init__(self, descriptor: int) -> None:
        import termios

        self._termios = termios
        self._descriptor = descriptor
        self._reads = _never_waiting(descriptor)
        self._before = termios.tcgetattr(descriptor)
        self._parser = KeyParser()

    def cbreak(self) -> None:
        """Give keys one by one, unechoed; Ctrl+S no longer freezes the screen."""
        t = self._termios
        mode = t.tcgetattr(self._descriptor)
        mode[0] &= ~t.IXON
        mode[3] &= ~(t.ICANON | t.ECHO)
        mode[6] = [*mode[6]]
        mode[6][t.VMIN], mode[6][t.VTIME] = 1, 0
        self._set(mode)

    def cooked(self) -> bool:
        """Give whole lines, edited and echoed by the terminal as before."""
        self._set(self._before)
        return True

    def _set(self, mode: list[Any]) -> None:
        # In the background the shell owns the terminal: changing it would stop this process.
        try:
            if not in_background(self._descriptor):
                self._termios.tcsetattr(self._descriptor, self._termios.TCSANOW, mode)
        except (OSError, self._termios.error):
            pass

    def read(self, timeout: float | None, wake: int) -> list[str] | None:
        """Return keys within a time, [] when none or `wake` has something; None at the end."""
        data = self.read_bytes(timeout, wake)
        if not data:
            return None if data is None else []
        keys = self._parser.feed(data)
        if self._parser.pending:
            more = self.read_bytes(_ESCAPE_WAIT, wake)
            keys += self._parser.feed(more) if more else self._parser.flush()
        return keys

    def read_bytes(self, timeout: float | None, wake: int, most: int = 4096) -> bytes | None:
        """Return bytes within a time, b"" when there are none; None when the terminal is gone."""
        import select

        ready, _, _ = select.select([self._reads, wake], [], [], timeout)
        # A signal first: it may say that this is the background, where reading stops a program.
        if self._reads not in ready or wake in ready:
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
        if character in ("\x00", "\xe0"):
            key = _BY_SCAN_CODE.get(self._console.getwch())
            return [key] if key else []
        if "\ud800" <= character <= "\udbff":
            pair = character + self._console.getwch()
            return [pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")]
        return [name_of(character)]


class NoKeys:
    """What stands for keys when there is no terminal to read: only time passes."""

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

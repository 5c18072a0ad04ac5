"""Own the terminal for a while, and give it back as it was, whatever happens."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections import deque
from types import FrameType
from typing import Any, TextIO

from .. import interrupts
from .job_control import KEY_BY_SIGNAL, Wake, handle_signals, stop, wait_for_turn
from .keys import (
    LEAVING,
    Left,
    NoKeys,
    PosixKeys,
    Resumed,
    WindowsKeys,
    is_terminal,
    understand_escapes,
)
from .output import forget, pipe_of, size_of, takes_back, takes_output, write_now

__all__ = ["Left", "Terminal", "open_terminal"]

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"
_LEAVE = "\x1b[?2026l\x1b[0m\x1b[?25h\x1b[?1049l"
AT_ONCE = 0.3
"""Seconds in which a second Ctrl+C is the same as the first: the hand was quick, nothing hangs."""


def open_terminal(stdin: TextIO | None = None, out: TextIO | None = None) -> Terminal:
    """Return the terminal to use in a `with` block; fine when neither stream is a terminal."""
    return Terminal(stdin or sys.stdin, out or sys.stdout)


class Terminal:
    """A terminal's keys, output and modes; a context manager that restores them.

    Signals are noted and come out of `read` as keys. Once a leaving key (`keys.LEAVING`) was
    read, every later read returns it again.
    """

    def __init__(self, stdin: TextIO, out: TextIO) -> None:
        self.out = out
        self.gone = ""
        self.can_ask = is_terminal(stdin)
        self.draws = is_terminal(out)
        self.wait_for_person = self.can_ask or self.draws
        self._takes_back = self.draws and takes_back()
        self._stdin = stdin
        self._keys: PosixKeys | WindowsKeys | NoKeys = NoKeys(self._has_noted)
        self._queue: deque[str] = deque()
        self._noted: deque[str] = deque()
        self._old_handlers: dict[int, Any] = {}
        self._wake = Wake()
        self._fullscreen = False
        self._aside = False
        self._one_by_one = False
        self._writing = False
        self._soon = 0.0

    def __enter__(self) -> Terminal:
        self._keys = self._find_keys()
        self._wake.open()
        self._old_handlers = handle_signals(self._note, suspending=self.can_ask)
        if interrupts.taken_over():
            self._noted.append("ctrl-c")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._put_back()
        waits = self.gone or kind is Left or interrupts.follows()
        later = interrupts.leaving() if waits else None
        for number, handler in self._old_handlers.items():
            goes = signal.Signals(number).name in interrupts.LEAVING
            signal.signal(number, later if later is not None and goes else handler)
        self._wake.close()
        self._keys.close()
        if self.gone == "closed":
            forget(self.out)

    def size(self) -> tuple[int, int]:
        """Return columns and rows."""
        return size_of(self.out)

    def read(self, timeout: float | None = None) -> str | None:
        """Return the next key, or None when none came within so many seconds.

        `resize` and `resume` come as keys too; one of `keys.LEAVING` means that it is time to go.
        """
        end = None if timeout is None else time.monotonic() + timeout
        self.one_by_one()
        while not self.gone:
            self._heed()
            if self._queue:
                return self._go_if_leaving(self._queue.popleft())
            left = None if end is None else max(end - time.monotonic(), 0.0)
            keys = self._keys.read(left, self._wake.end)
            if keys is None:
                gone = self.can_ask and not self._keys.nobody_reads
                return self._go_if_leaving("hangup" if gone else "closed")
            self._queue.extend(keys)
            if not keys and not self._noted and end is not None and time.monotonic() >= end:
                return None
        return self.gone

    def unread(self, key: str) -> None:
        """Give a key back, to be read next."""
        if key not in LEAVING:
            self._queue.appendleft(key)

    def read_line(self) -> str | None:
        """Return a line edited by the terminal itself; None where that is for us to do.

        Raises Left on Ctrl+C, Ctrl+D at the start, and when the terminal is gone; Resumed after a
        break, when what was asked is no longer in sight.
        """
        if self.gone:
            raise Left(self.gone)
        if not isinstance(self._keys, PosixKeys) or self._takes_back:
            return None
        self._one_by_one = False
        self._keys.cooked()
        ahead, complete = self._typed_ahead()
        if complete:
            return ahead
        data = ahead.encode()
        while not data.endswith(b"\n"):
            self._heed()
            self._leave_if_told()
            if "resume" in self._queue:
                self._queue = deque(data.decode("utf-8", "replace"))
                raise Resumed
            self._keys.cooked()
            more = self._keys.read_bytes(None, self._wake.end, 1)
            if more is None:
                self.gone = "ctrl-d"
                raise Left(self.gone)
            data += more
        return data.decode("utf-8", "replace").rstrip("\n")

    def _typed_ahead(self) -> tuple[str, bool]:
        """Take what was typed before it was asked for, and whether that is a whole line."""
        self._leave_if_told()
        ahead = ""
        while self._queue:
            key = self._queue.popleft()
            if key == "enter":
                self.write(ahead + "\n")
                return ahead, True
            ahead += key if len(key) == 1 else ""
        if ahead:
            self.write(ahead)
        return ahead, False

    def write(self, text: str) -> None:
        """Write at once; raises Left when nobody is there to read, or when told to go meanwhile."""
        if self.gone == "closed":
            raise Left(self.gone)
        if "resume" in self._noted and not self.gone:
            self._noted.remove("resume")
            self.come_back()
        try:
            self._write(text)
        except (OSError, ValueError) as error:
            self.gone = "closed"
            raise Left(self.gone) from error

    def one_by_one(self) -> None:
        """Give keys one by one from now on."""
        if not self._one_by_one:
            self._one_by_one = True
            self._keys.cbreak()

    def fullscreen(self) -> None:
        """Draw on a screen of its own, without a cursor; raises Left when it was time to go."""
        if self.gone:
            raise Left(self.gone)
        self.one_by_one()
        self._fullscreen = True
        self.write(_ENTER)

    def leave_fullscreen(self) -> None:
        """Return to the screen there was before."""
        if self._fullscreen:
            self._fullscreen = False
            if not self._aside:
                self.try_write(_LEAVE)

    def step_aside(self) -> None:
        """Make the terminal as it was, for a while: until `come_back`."""
        if self._fullscreen and not self._aside:
            self.try_write(_LEAVE)
        self._aside = True
        self._keys.cooked()

    def come_back(self) -> None:
        """Take the terminal again; in the background, wait for it, and leave it alone meanwhile."""
        if isinstance(self._keys, PosixKeys) and not self._may_take():
            return
        self._aside = False
        if self._one_by_one:
            self._keys.cbreak()
        if self._fullscreen:
            self.try_write(_ENTER)
        self._queue.append("resume")

    def _may_take(self) -> bool:
        turn = wait_for_turn(self._stdin.fileno(), self._told_to_go)
        if not turn and not self._told_to_go():
            self._queue.appendleft("hangup")
        return turn

    def _told_to_go(self) -> bool:
        return any(key in LEAVING for key in (*self._queue, *self._noted))

    def _put_back(self) -> None:
        self.leave_fullscreen()
        self._keys.cooked()

    def _find_keys(self) -> PosixKeys | WindowsKeys | NoKeys:
        if not self.can_ask:
            return NoKeys(self._has_noted)
        if sys.platform == "win32":
            understand_escapes()
            return WindowsKeys(noted=self._has_noted)
        # Before signals are handled, and before the modes are looked at: they may be the shell's.
        if not wait_for_turn(self._stdin.fileno(), self._told_to_go):
            self.gone = "hangup"
            return NoKeys(self._has_noted)
        return PosixKeys(self._stdin.fileno(), pipe_of(self.out))

    def _note(self, number: int, _: FrameType | None) -> None:
        key = KEY_BY_SIGNAL[signal.Signals(number).name]
        if key in LEAVING:
            if self._writing:
                self.gone = key
                raise Left(key)
            if key in self._noted and key == "ctrl-c" and time.monotonic() > self._soon:
                raise KeyboardInterrupt
        if key not in self._noted:
            self._soon = time.monotonic() + AT_ONCE
            self._noted.append(key)

    def _has_noted(self) -> bool:
        return bool(self._noted)

    def _heed(self) -> None:
        # Emptied before the notes are looked at: a signal that comes in between leaves its byte.
        self._wake.empty()
        while self._noted:
            key = self._noted.popleft()
            if key == "suspend":
                self._suspend()
            elif key == "resume":
                self.come_back()
            elif key in LEAVING:
                self._queue.appendleft(key)
            else:
                self._queue.append(key)

    def _suspend(self) -> None:
        self.step_aside()
        stop()
        if "resume" not in self._noted:
            self._noted.append("resume")

    def _go_if_leaving(self, key: str) -> str:
        if key in LEAVING:
            self.gone = key
        return key

    def _leave_if_told(self) -> None:
        for key in self._queue:
            if key in LEAVING:
                self.gone = key
                raise Left(key)

    def _write(self, text: str, *, whole: bool = False) -> None:
        """Write; told to go meanwhile, raise Left, unless the text has to come out whole."""
        encoding = getattr(self.out, "encoding", None) or "utf-8"
        data = text.encode(encoding, "replace")
        self._writing = not whole
        try:
            if sys.platform == "win32" or not self.draws:
                self.out.write(data.decode(encoding))
                self.out.flush()
            else:
                write_now(self.out, data)
        finally:
            self._writing = False

    def try_write(self, text: str) -> None:
        """Write where that won't wait, nor fail: on the way out."""
        with contextlib.suppress(OSError, ValueError):
            if not self.draws or takes_output(self.out):
                self._write(text, whole=True)

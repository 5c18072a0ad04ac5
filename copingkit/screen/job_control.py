"""Know whose turn at the terminal it is, and hear signals while waiting."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import Any

KEY_BY_SIGNAL = {
    "SIGINT": "ctrl-c", "SIGTERM": "terminate", "SIGHUP": "hangup", "SIGQUIT": "terminate",
    "SIGBREAK": "terminate", "SIGTSTP": "suspend", "SIGCONT": "resume", "SIGWINCH": "resize",
}  # fmt: skip


def handle_signals(
    note: Callable[[int, FrameType | None], None], *, suspending: bool
) -> dict[int, Any]:
    """Have signals noted, that of Ctrl+Z only where `suspending`; return the handlers there were."""
    before: dict[int, Any] = {}
    for name in KEY_BY_SIGNAL:
        number = getattr(signal, name, None)
        if number is None or (name == "SIGTSTP" and not suspending):
            continue
        try:
            # What the parent chose to ignore (nohup) stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, note)
        except ValueError:
            break
    return before


@contextlib.contextmanager
def handling(handlers: Mapping[str, Any]) -> Iterator[None]:
    """Handle signals, by name, for a while; what the parent chose to ignore stays ignored."""
    before: dict[int, Any] = {}
    try:
        for name, handler in handlers.items():
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.getsignal(number)
                signal.signal(number, handler)
        yield
    finally:
        for number, there_was in before.items():
            signal.signal(number, there_was)


def in_background(descriptor: int) -> bool:
    """Tell whether somebody else, as the shell, has the terminal now."""
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:
        return False


def wait_for_turn(descriptor: int, told_to_go: Callable[[], bool]) -> bool:
    """Stop for as long as this process is in the background, as vi and less do.

    False when told to go meanwhile, or when there is no shell that could give the terminal back.
    """
    import termios

    if not in_background(descriptor):
        return True
    before = None
    with contextlib.suppress(ValueError):
        before = signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    try:
        while in_background(descriptor) and not told_to_go():
            # Changes nothing, but the system stops (SIGTTOU) who does it in the background; and
            # says so where nobody could make it go on: where its process group is orphaned.
            try:
                termios.tcdrain(descriptor)
                return True
            except termios.error as error:
                if error.args[0] != errno.EINTR:
                    return False
    finally:
        if before is not None:
            signal.signal(signal.SIGTTOU, before)
    return not in_background(descriptor)


def stop() -> None:
    """Stop as Ctrl+Z does a program that doesn't handle it; returns when it goes on."""
    number = signal.SIGTSTP
    ours = signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    signal.signal(number, ours)


class Wake:
    """A pipe that has something to read as soon as a signal arrives; -1 until it is opened."""

    def __init__(self) -> None:
        self.end = self._other_end = -1
        self._before: int | None = None

    def open(self) -> None:
        """Let signals write; does nothing where a pipe can't be waited for."""
        if sys.platform == "win32":
            return
        self.end, self._other_end = os.pipe()
        os.set_blocking(self.end, False)
        os.set_blocking(self._other_end, False)
        # Written where the signal arrives, in C: one that comes after the last look for signals
        # and before `select` begins to wait would otherwise be noted only at the next key.
        with contextlib.suppress(ValueError):
            self._before = signal.set_wakeup_fd(self._other_end, warn_on_full_buffer=False)

    def empty(self) -> None:
        """Take out what was written."""
        if self.end >= 0:
            with contextlib.suppress(OSError):
                os.read(self.end, 4096)

    def close(self) -> None:
        """Make signals do what they did before."""
        if self._before is not None:
            signal.set_wakeup_fd(self._before)
        for end in (self.end, self._other_end):
            if end >= 0:
                os.close(end)
        self.end = self._other_end = -1

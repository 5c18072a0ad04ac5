"""Hear Ctrl+C where nobody reads keys: while modules load, and between two terminals."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable
    from types import FrameType
    from typing import Any
else:
    # The public module makes enums of it: half as long again until the first line is there.
    import _signal as signal

# Told in the first line that leaving is fine at any time, a session ends well by any of these.
LEAVING = "SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK"
GRACE = 2.0
"""Seconds in which what was entered is kept, whatever else asks to leave."""

_at_once = False
_noted = False
_left_at = 0.0
_sitting = False


def hear(*, promised: bool) -> dict[int, Any]:
    """Note Ctrl+C as well as raising it; return the handlers there were, for `hear_no_more`.

    `promised` says that leaving is no failure: until the terminal takes over, where nothing has
    been entered yet, such a signal then ends the process at once and well.
    """
    global _at_once, _noted
    _at_once, _noted = promised, False
    sit(together=False)
    before: dict[int, Any] = {}
    for number in _numbers():
        handler = signal.getsignal(number)
        try:
            # What the parent chose to ignore (nohup) stays ignored.
            if handler != signal.SIG_IGN and (promised or number == signal.SIGINT):
                signal.signal(number, _hear)
        except ValueError:  # not the main thread: then signals are not ours
            break
        before[number] = handler
    return before


def hear_no_more(before: dict[int, Any]) -> None:
    """Put the handlers back that `hear` returned."""
    taken_over()
    sit(together=False)
    for number, handler in before.items():
        signal.signal(number, handler)


def no_more() -> None:
    """Let nothing end the process any more: it does so by itself, with its own exit code."""
    try:
        for number in _numbers():
            signal.signal(number, signal.SIG_IGN)
    except ValueError:
        pass


def sit(together: bool) -> None:
    """Say whether one terminal will follow another: what asks to leave in between waits for it."""
    global _sitting
    _sitting = together


def follows() -> bool:
    """Tell whether one terminal will follow another."""
    return _sitting


def leaving() -> Callable[[int, FrameType | None], None]:
    """Return the handler to have while what was entered is being kept: for GRACE it does nothing.

    A closed window hangs up twice, the shell after the system, and Ctrl+C is pressed twice.
    """
    global _left_at
    _left_at = time.monotonic()
    return _wait_for_it


def taken_over() -> bool:
    """Say that the terminal notes signals from now on; return whether one was lost before."""
    global _at_once, _noted
    _at_once, lost, _noted = False, _noted, False
    return lost


def _numbers() -> list[int]:
    return [getattr(signal, name) for name in LEAVING if hasattr(signal, name)]


def _wait_for_it(_: int, __: FrameType | None) -> None:
    global _noted
    _noted = True
    if time.monotonic() - _left_at > GRACE:
        raise KeyboardInterrupt


def _hear(_: int, __: FrameType | None) -> None:
    global _noted
    if _at_once:
        os._exit(0)
    # Raised in a callback, as the import system has them, it is only reported: the terminal
    # asks for the note when it starts to read keys.
    _noted = True
    raise KeyboardInterrupt

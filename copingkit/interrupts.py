"""Hear Ctrl+C where nobody reads keys: while modules load, and between two terminals."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from types import FrameType
    from typing import Any
else:
    # The public module makes enums of it: half as long again until the first line is there.
    import _signal as signal

# Told in the first line that leaving is fine at any time, a session ends well by any of these.
_LEAVING = "SIGINT", "SIGTERM", "SIGHUP"

_at_once = False
_noted = False


def hear(*, promised: bool) -> dict[int, Any]:
    """Note Ctrl+C as well as raising it; return the handlers there were, for `hear_no_more`.

    `promised` says that leaving is no failure: until the terminal takes over, where nothing has
    been entered yet, such a signal then ends the process at once and well.
    """
    global _at_once, _noted
    _at_once, _noted = promised, False
    before: dict[int, Any] = {}
    for name in _LEAVING if promised else _LEAVING[:1]:
        number = getattr(signal, name, None)
        try:
            # What the parent chose to ignore (nohup) stays ignored.
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:
                before[number] = signal.signal(number, _hear)
        except ValueError:  # not the main thread: then signals are not ours
            break
    return before


def hear_no_more(before: dict[int, Any]) -> None:
    """Put the handlers back that `hear` returned."""
    taken_over()
    for number, handler in before.items():
        signal.signal(number, handler)


def taken_over() -> bool:
    """Say that the terminal notes signals from now on; return whether one was lost before."""
    global _at_once, _noted
    _at_once, lost, _noted = False, _noted, False
    return lost


def _hear(_: int, __: FrameType | None) -> None:
    global _noted
    if _at_once:
        os._exit(0)
    # Raised in a callback, as the import system has them, it is only reported: the terminal
    # asks for the note when it starts to read keys.
    _noted = True
    raise KeyboardInterrupt

"""What may have become of the stream that is written to: it hangs, or nobody reads it any more."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from typing import TextIO

# A terminal on a busy machine is slow to read; one that hangs holds nobody back for long.
PATIENCE = 0.15


_DUMB = ("", "dumb", "unknown")


def size_of(out: TextIO) -> tuple[int, int]:
    """Return columns and rows."""
    try:
        columns, rows = os.get_terminal_size(out.fileno())
    except (OSError, ValueError, AttributeError):
        return 80, 24
    return columns or 80, rows or 24


def takes_back() -> bool:
    """Tell whether the terminal erases; a dumb one, as within an editor, edits lines itself."""
    return os.environ.get("TERM", "") not in _DUMB


def takes_output(out: TextIO) -> bool:
    """Tell whether writing won't wait for ever, as on a terminal window that hangs."""
    if sys.platform == "win32":
        return True
    import select

    return bool(select.select([], [out.fileno()], [], PATIENCE)[1])


def write_now(out: TextIO, data: bytes) -> None:
    """Write bytes to a terminal after what was printed before, past Python's own buffer."""
    out.flush()
    while data:
        data = data[os.write(out.fileno(), data) :]


def pipe_of(out: TextIO) -> int:
    """Return the descriptor of a stream that is a pipe, else -1."""
    try:
        descriptor = out.fileno()
        return descriptor if stat.S_ISFIFO(os.fstat(descriptor).st_mode) else -1
    except (OSError, ValueError, AttributeError):
        return -1


def forget(out: TextIO) -> None:
    """Send what is still written to a closed stream nowhere."""
    # Otherwise the interpreter complains about the closed stream when it ends.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, out.fileno())
        os.close(null)

"""What may have become of the stream that is written to: it hangs, or nobody reads it any more."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

# A terminal on a busy machine is slow to read; one that hangs holds nobody back for long.
PATIENCE = 0.15


def takes_output(out: TextIO) -> bool:
    """Tell whether writing won't wait for ever, as on a terminal window that hangs."""
    if sys.platform == "win32":
        return True
    import select

    return bool(select.select([], [out.fileno()], [], PATIENCE)[1])


def forget(out: TextIO) -> None:
    """Send what is still written to a closed stream nowhere."""
    # Otherwise the interpreter complains about the closed stream when it ends.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, out.fileno())
        os.close(null)

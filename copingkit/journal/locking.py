"""One writer at a time on this machine; readers need no lock."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from types import TracebackType

from copingkit.journal import disk
from copingkit.journal.faults import NotSaved

PATIENCE = 10.0
"""Seconds to wait for another writer. A write takes milliseconds; an import takes seconds."""
_PAUSE = 0.01


class FileLock:
    """Hold an operating system lock on a file; it falls when the process ends, however it ends.

    May be entered again by the one who holds it. The file itself stays and means nothing.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._handle = -1
        self._depth = 0

    def __enter__(self) -> FileLock:
        if self._depth == 0:
            self._acquire()
        self._depth += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if self._depth == 0:
            # Closing lets go of the lock, even where it reports an error: what was written before
            # is written.
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = -1

    def _acquire(self) -> None:
        disk.make_folder(self._path.parent)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(self._path, flags, 0o600)
        try:
            deadline = time.monotonic() + self._patience
            while not _try_lock(handle):
                if time.monotonic() > deadline:
                    raise NotSaved(
                        f"Another coping (process {_holder(handle)}) has been writing for "
                        f"{self._patience:g} seconds; nothing was saved.",
                        "Let it finish or close it, then try again.",
                    )
                time.sleep(_PAUSE)
            _sign(handle)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            # One byte far behind the text, so that others can still read who holds it.
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _sign(handle: int) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, f"{os.getpid():<20}\n".encode())


def _holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"

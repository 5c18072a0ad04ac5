"""Let a person write in their own editor, in a private file that is gone afterwards."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageProblem
from ..paths import make_private
from .kit import Kit

if TYPE_CHECKING:
    from ..journal import NotSaved


def write_text(kit: Kit, text: str, suffix: str = ".txt") -> str | None:
    """Return what was written, or None when the editor left with an error.

    The file is 0600 in the state folder. Where the editor fails, it stays and its path is said, so
    that nothing written is lost; where the data is locked, its text is printed instead.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _default()
    # A folder of its own: editors leave backups and swap files beside what they edit.
    folder = kit.places.state / "drafts" / f"{os.getpid()}"
    path = folder / f"note{suffix}"
    try:
        _put_draft(path, text)
    except OSError as problem:
        raise _not_kept(problem, folder, text) from None
    try:
        code = _edit(shlex.split(command), path)
    except (OSError, ValueError):
        _remove(folder)
        raise UsageProblem(
            f"The editor {command} can't be started.", "Set EDITOR to one that is installed."
        ) from None
    except BaseException:
        # Told to end, or the window was closed.
        if kit.journal.is_locked:
            _remove(folder)
        else:
            kit.say(f"What was written is still in {path}")
        raise
    if code != 0 and kit.journal.is_locked:
        raise _handed_back(path, folder)
    if code != 0:
        kit.say(f"The editor stopped with an error. What was written is still in {path}")
        return None
    written = path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    _remove(folder)
    return written


def _put_draft(path: Path, text: str) -> None:
    make_private(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _not_kept(problem: OSError, folder: Path, text: str) -> NotSaved:
    from ..journal.faults import not_saved

    _remove(folder)
    failed = not_saved(problem, folder)
    failed.unsaved = text
    return failed


def _edit(command: list[str], path: Path) -> int:
    """Run the editor and return its exit code; SystemExit where we are told to end meanwhile."""
    from ..screen.editor_process import run_editor
    from ..screen.job_control import handling

    def leave(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    with handling({"SIGHUP": leave, "SIGTERM": leave}):
        return run_editor(command, path)


def _handed_back(path: Path, folder: Path) -> NotSaved:
    from ..journal import NotSaved

    problem = NotSaved(
        "The editor stopped with an error. Your data is locked, so nothing readable stays on disk.",
        "What was written is printed above: copy it where you want it.",
    )
    problem.unsaved = path.read_text(encoding="utf-8", errors="replace")
    _remove(folder)
    return problem


def _remove(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _default() -> str:
    return "notepad" if os.name == "nt" else "vi"

"""Let a person write in their own editor, in a private file that is gone afterwards."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageProblem
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
    _make_private(folder)
    path = folder / f"note{suffix}"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
    except OSError:
        _remove(folder)
        raise UsageProblem(
            f"The editor {command} can't be started.", "Set EDITOR to one that is installed."
        ) from None
    if code != 0 and kit.journal.is_locked:
        raise _handed_back(path, folder)
    if code != 0:
        kit.say(f"The editor stopped with an error. What was written is still in {path}")
        return None
    written = path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    _remove(folder)
    return written


def _handed_back(path: Path, folder: Path) -> NotSaved:
    from ..journal import NotSaved

    problem = NotSaved(
        "The editor stopped with an error. Your data is locked, so nothing readable stays on disk.",
        "What was written is printed above: copy it where you want it.",
    )
    problem.unsaved = path.read_text(encoding="utf-8", errors="replace")
    _remove(folder)
    return problem


def _make_private(folder: Path) -> None:
    # `mkdir(parents=True)` would leave the folders above open to others.
    for missing in reversed([folder, folder.parent, folder.parent.parent]):
        missing.parent.mkdir(parents=True, exist_ok=True)
        missing.mkdir(mode=0o700, exist_ok=True)


def _remove(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _default() -> str:
    return "notepad" if os.name == "nt" else "vi"

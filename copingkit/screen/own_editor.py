"""Let a person write something longer in the editor they know."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from ..core.safe import clean
from .editor_process import private_place, run_editor, sweep

NOT_OPENED = "No editor could be opened; set EDITOR to the one you use."
FAILED = "The editor ended with an error; nothing was taken over."
NO_FILE = "The editor's file could not be read; nothing was taken over."


class NothingWritten(Exception):
    """The editor gave no text back; the message says why, to a person."""


def editor_command() -> list[str]:
    """Return the person's editor: VISUAL, EDITOR, or what the system has."""
    import shlex
    import shutil

    own = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if own:
        return shlex.split(own, posix=os.name == "posix")
    if sys.platform == "win32":
        return ["notepad"]
    return next(([name] for name in ("nano", "vi") if shutil.which(name)), [])


def write_in_editor(text: str, keys: Any) -> str:
    """Open the text in the editor and return it made safe; raises NothingWritten.

    The file is private to the person and is removed again; in memory only where the system has
    such a place.
    """
    import tempfile

    try:
        command = editor_command()
    except ValueError:
        command = []
    if not command:
        raise NothingWritten(NOT_OPENED)
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if not folder or not os.access(folder, os.W_OK):
        folder = tempfile.gettempdir()
    sweep(folder)
    try:
        with tempfile.TemporaryDirectory(prefix=private_place(), dir=folder) as private:
            file = Path(private) / "answer.txt"
            file.write_text(text, encoding="utf-8")
            file.chmod(0o600)
            _edit(command, file, keys)
            written = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise NothingWritten(NO_FILE) from error
    return clean(written, newlines=True).strip()


def _edit(command: list[str], file: Path, keys: Any) -> None:
    keys.step_aside()
    try:
        code = run_editor(command, file)
    except (OSError, ValueError) as error:
        raise NothingWritten(NOT_OPENED) from error
    finally:
        keys.come_back()
    if code != 0:
        raise NothingWritten(FAILED)

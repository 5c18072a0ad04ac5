"""Run a person's editor: while it runs the keyboard is its own, and it leaves no copies behind."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from .job_control import handling

if TYPE_CHECKING:
    import subprocess

PATIENCE = 0.5
"""Seconds that an editor has to end in when it is told to; vim saves what it can."""

_GO = "SIGTERM", "SIGHUP"
_OURS = "coping-answer-"
_VIM = re.compile(r"(?:[gm]?vimx?|nvim)(?:\.\w+)?", re.IGNORECASE)
# No swap file, nothing in viminfo; said after the person's own settings, which may want copies.
# A small vim doesn't know all of these, and is silent about it.
_KEEP_NOTHING = (
    "-n", "-i", "NONE",
    "-c", "silent! set noundofile | silent! set nobackup nowritebackup",
)  # fmt: skip


def run_editor(command: Sequence[str], path: Path) -> int:
    """Have the file edited and return the editor's exit code; OSError where it can't be started.

    Ctrl+C and Ctrl+\\ are the editor's meanwhile, as with other programs that open one. Told to go,
    so is the editor, and what was to be done with the signal is done.
    """
    import subprocess

    program, *arguments = command
    started: list[subprocess.Popen[bytes]] = []
    asked: dict[int, Any] = {getattr(signal, name): signal.getsignal(getattr(signal, name))
             for name in _GO if hasattr(signal, name)}  # fmt: skip

    def go_together(number: int, frame: FrameType | None) -> None:
        for editor in started:
            editor.send_signal(number)
        if callable(asked[number]):
            asked[number](number, frame)
        raise _ToldToGo

    # Ignored, they would be so in the editor too: a handler that does nothing is not handed on.
    keys: dict[str, Any] = {
        "SIGINT": _nothing, "SIGQUIT": _nothing, "SIGTSTP": signal.SIG_DFL,
    }  # fmt: skip
    with handling({**keys, **dict.fromkeys(_GO, go_together)}):
        try:
            started.append(subprocess.Popen([program, *_privately(program), *arguments, str(path)]))
            return started[0].wait()
        except _ToldToGo:
            return _ended(started)
        except BaseException:
            _ended(started)
            raise


def private_place() -> str:
    """Return how the name of a folder begins that `sweep` removes once this process is gone."""
    return f"{_OURS}{os.getpid()}-"


def sweep(folder: str) -> None:
    """Remove what a run that was killed has left there: only what is surely ours."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for place in found:
            if place.name.startswith(_OURS) and _is_left_over(place):
                from shutil import rmtree

                rmtree(place.path, ignore_errors=True)


def _is_left_over(place: os.DirEntry[str]) -> bool:
    number = re.fullmatch(rf"{_OURS}(\d{{1,9}})-\w+", place.name)
    try:
        seen = place.stat(follow_symlinks=False)
    except OSError:
        return False
    private = seen.st_uid == os.getuid() and seen.st_mode & 0o777 == 0o700
    if number is None or not private or not place.is_dir(follow_symlinks=False):
        return False
    try:
        os.kill(int(number[1]), 0)
    except OSError:
        return True
    return False


def _privately(program: str) -> tuple[str, ...]:
    """Return what makes a vim keep nothing; other editors, and another vi, would not know it."""
    import shutil

    found = shutil.which(program)
    return _KEEP_NOTHING if found and _VIM.fullmatch(Path(found).resolve().name) else ()


def _ended(started: list[subprocess.Popen[bytes]]) -> int:
    import subprocess

    for editor in started:
        try:
            return editor.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            editor.kill()
            return editor.wait()
    return -1


class _ToldToGo(Exception):
    """A signal says that it is time to end."""


def _nothing(*_: object) -> None:
    pass

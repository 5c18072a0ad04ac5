"""Let a person write something longer in the editor they know."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from ..core.safe import clean


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


def write_in_editor(text: str, keys: Any) -> str | None:
    """Open the text in the editor and return it made safe; None when there is no editor.

    The file is private to the person and is removed again; in memory only where the system has
    such a place.
    """
    import subprocess
    import tempfile
    from pathlib import Path

    command = editor_command()
    if not command:
        return None
    folder = os.environ.get("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory(
        prefix="coping-", dir=folder if folder and os.access(folder, os.W_OK) else None
    ) as private:
        file = Path(private) / "answer.txt"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        keys.step_aside()
        before = _suspend_with_the_editor()
        try:
            code = subprocess.run([*command, str(file)], check=False).returncode
        except OSError:
            return None
        finally:
            if before is not None:
                signal.signal(signal.SIGTSTP, before)
            keys.come_back()
        if code != 0:
            return None
        return clean(file.read_text(encoding="utf-8", errors="replace"), newlines=True).strip()


def _suspend_with_the_editor() -> Any:
    """Let Ctrl+Z in the editor stop this program too; return the handler there was."""
    if sys.platform == "win32":
        return None
    return signal.signal(signal.SIGTSTP, signal.SIG_DFL)

"""How wide it is drawn: as wide as where it is read, also when it goes through a pipe."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

COMMAND = [sys.executable, "-m", "copingkit", "show", "box-breathing"]


def widest(columns: int, *terminals: str) -> int:
    """Return the widest line written to a pipe by a command in a terminal of so many columns.

    `terminals` are its streams that lead there; the others lead nowhere.
    """
    import fcntl
    import termios

    environ = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    parent, child = os.openpty()
    try:
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        ends = {name: child if name in terminals else subprocess.DEVNULL
                for name in ("stdin", "stderr")}  # fmt: skip
        done = subprocess.run(
            COMMAND, stdout=subprocess.PIPE, env=environ, encoding="utf-8", check=True, **ends,
        )  # fmt: skip
    finally:
        os.close(parent)
        os.close(child)
    return max(map(len, done.stdout.splitlines()))


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
@pytest.mark.parametrize(("columns", "most", "least"), [(40, 40, 30), (200, 80, 60), (0, 80, 60)])
def test_piped_it_is_as_wide_as_the_terminal_beside(
    sealed: Path, stream: str, columns: int, most: int, least: int
) -> None:
    assert least < widest(columns, stream) <= most


def test_with_no_terminal_at_all_it_is_eighty_columns_wide(sealed: Path) -> None:
    assert 60 < widest(40) <= 80

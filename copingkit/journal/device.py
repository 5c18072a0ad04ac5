"""This machine's name in file names: `laptop-3f2a`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from copingkit.journal import disk

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MADE = re.compile(r"([a-z0-9]+-)+[0-9a-f]{4}")


def known_device(state: Path) -> str | None:
    """Return this machine's name; None before its first write."""
    try:
        name = _file(state).read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    return name if _NAME.fullmatch(name) else None


def device(state: Path) -> str:
    """Return this machine's name, and settle it where there is none yet."""
    name = known_device(state)
    if name is None:
        name = f"{_host()}-{os.urandom(2).hex()}"
        disk.make_folder(state)
        disk.write_whole(_file(state), name.encode() + b"\n")
    return name


def is_device(name: str) -> bool:
    """Say whether a name is one that `device` may have made."""
    return bool(_MADE.fullmatch(name))


def _file(state: Path) -> Path:
    # A state folder may travel (a cloned disk, COPING_HOME inside a synced folder). Two machines
    # under one name would write the same files, so each looks for a file of its own.
    return state / f"device-{_machine():08x}"


def _machine() -> int:
    from zlib import crc32

    try:
        return crc32(Path("/etc/machine-id").read_bytes())
    except OSError:
        return 0


def _host() -> str:
    import platform

    words = re.findall(r"[a-z0-9]+", platform.node().lower().partition(".")[0])
    return "-".join(words)[:20].strip("-") or "device"

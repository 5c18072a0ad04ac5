"""Body of data where."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import Any

from .. import paths
from ..errors import DataProblem
from ..paths import is_there
from .kit import Kit


def where(kit: Kit, as_json: bool) -> None:
    """Show every place, why it is there, its size and its mode."""
    places = kit.places
    rows = [
        ("data", places.data, "log, marks, people, settings: all that is personal"),
        ("strategies", places.mine, "my own strategies"),
        ("state", places.state, "this device's id, lock and drafts; not to be synced"),
        ("cache", places.cache, "the library in quick form; may be deleted"),
        ("sources", places.sources, "libraries I have added; nothing personal"),
        ("library", paths.shipped_root(), "the shared library that came with the program"),
    ]
    found = [
        {
            "name": n,
            "path": str(p),
            "why": w,
            "exists": is_there(p),
            "bytes": _size(p),
            "mode": _mode(p),
        }
        for n, p, w in rows
    ]
    own = _own(kit)
    if as_json:
        kit.json(places=found, files=own, decided_by=places.why)
        return
    from ..screen.page import Item, Items, Para, Section

    items = [
        Item(
            str(row["name"]), str(row["path"]),
            f"{_human(int(str(row['bytes'])))}, mode {row['mode']}" if row["exists"] else "not there yet",
            str(row["why"]),
        )
        for row in found
    ]  # fmt: skip
    page: list[Any] = [Items(items)]
    if own:
        page.append(Section("What is mine there", [Items(_by_reason(own))]))
    # Windows keeps such rights elsewhere and reports modes that mean nothing.
    looked_at = [] if os.name == "nt" else [*found[:3], *own]
    if open_ := [row["path"] for row in looked_at if str(row["mode"])[-2:] not in ("", "00")]:
        page.append(Para(f"Others on this machine can open: {', '.join(map(str, open_))}.", "care"))
    kit.draw([*page, Para(f"Decided by: {places.why}.", "quiet")])


def _own(kit: Kit) -> list[dict[str, object]]:
    """Return every file or folder of a person's own, with why it is there."""
    from ..journal.leave import everything

    try:
        found = everything(kit.journal)
    except DataProblem as problem:
        # Where it is and who owns it is what is needed to mend just that.
        kit.say(problem.message)
        return []
    return [{"path": str(p), "why": why, "bytes": _bytes(p), "mode": _mode(p)} for p, why in found]


def _by_reason(own: list[dict[str, object]]) -> list[Any]:
    from ..screen.page import Item

    reasons: dict[str, list[dict[str, object]]] = {}
    for row in own:
        reasons.setdefault(str(row["why"]), []).append(row)
    return [
        Item(
            Path(str(rows[-1]["path"])).name,
            why,
            ", ".join(
                [f"{len(rows)} files"] * (len(rows) > 1)
                + [_human(sum(int(str(row["bytes"])) for row in rows))]
                + sorted({f"mode {row['mode']}" for row in rows})
            ),
        )
        for why, rows in reasons.items()
    ]


def _bytes(path: Path) -> int:
    return _size(path) if path.is_dir() else path.lstat().st_size


def _size(path: Path) -> int:
    if not (is_there(path) and path.is_dir()):
        return 0
    try:
        found = [f.lstat() for f in path.rglob("*")]
    except OSError:
        return 0
    return sum(f.st_size for f in found if S_ISREG(f.st_mode))


def _mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o7777:04o}" if is_there(path) else ""


def _human(size: int) -> str:
    if size < 1024:
        return f"{size} bytes"
    return f"{size / 1024:.0f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MiB"

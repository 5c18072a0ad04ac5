"""Body of data where."""

from __future__ import annotations

from pathlib import Path

from ..paths import shipped_root
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
        ("library", shipped_root(), "the shared library that came with the program"),
    ]
    found = [
        {
            "name": n,
            "path": str(p),
            "why": w,
            "exists": p.exists(),
            "bytes": _size(p),
            "mode": _mode(p),
        }
        for n, p, w in rows
    ]
    if as_json:
        kit.json(places=found, decided_by=places.why)
        return
    from ..screen.page import Item, Items, Para

    items = [
        Item(
            str(row["name"]), str(row["path"]),
            f"{_human(int(str(row['bytes'])))}, mode {row['mode']}" if row["exists"] else "not there yet",
            str(row["why"]),
        )
        for row in found
    ]  # fmt: skip
    kit.draw([Items(items), Para(f"Decided by: {places.why}.", "quiet")])


def _size(path: Path) -> int:
    if not path.is_dir():
        return 0
    return sum(f.lstat().st_size for f in path.rglob("*") if f.is_file() and not f.is_symlink())


def _mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o7777:04o}" if path.exists() else ""


def _human(size: int) -> str:
    if size < 1024:
        return f"{size} bytes"
    return f"{size / 1024:.0f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MiB"

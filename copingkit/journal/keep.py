"""Copies kept on the first write of a day: 14 days and 12 months of them, as hard links."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from copingkit.journal import disk

DAYS = 14
MONTHS = 12
KEEP = ".backup"


def keep_today(folder: Path, names: Iterable[str], today: str) -> None:
    """Link the data files into `.backup/<today>`, if it hasn't been done, and drop old ones."""
    kept = folder / KEEP
    if (kept / today).exists():
        return
    names = [*names]
    if not names:
        return
    unfinished = kept / f"{today}.part"
    disk.make_folder(kept)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(0o700)
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            # A second name for a link would change with what it leads to.
            disk.link_or_copy((folder / name).resolve(), unfinished / name)
    unfinished.rename(kept / today)
    for day in _outlived(kept_days(folder)):
        shutil.rmtree(kept / day, ignore_errors=True)


def kept_days(folder: Path) -> list[str]:
    """Return the days there are copies of, oldest first."""
    try:
        found = [path.name for path in (folder / KEEP).iterdir()]
    except OSError:
        return []
    return sorted(name for name in found if len(name) == 10 and name[4] == name[7] == "-")


def _outlived(days: list[str]) -> list[str]:
    first_of_month: dict[str, str] = {}
    for day in days:
        first_of_month.setdefault(day[:7], day)
    wanted = {*days[-DAYS:], *sorted(first_of_month.values())[-MONTHS:]}
    return [day for day in days if day not in wanted]

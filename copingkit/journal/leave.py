"""Leaving: what is here, what would go, and making it go."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from copingkit.core.filter import EntryFilter
from copingkit.journal import inbox, undo
from copingkit.journal.device import known_device
from copingkit.journal.folder import KEY_FILE
from copingkit.journal.journal import Journal
from copingkit.journal.keep import KEEP
from copingkit.journal.merge import tidy
from copingkit.journal.sealing import drop_copies
from copingkit.journal.summary import NAME as SUMMARY


class Place(NamedTuple):
    """A file or folder of a person's own, and why it is there."""

    path: Path
    why: str


def everything(journal: Journal) -> list[Place]:
    """Return all that `forget_everything` removes, as far as it is there."""
    return [place for place in _places(journal) if place.path.exists() or place.path.is_symlink()]


def forget_everything(journal: Journal) -> list[Path]:
    """Remove all of it and return what is left: files that aren't copingkit's, linked folders.

    Removing is what the system's own delete does; what a disk, a sync service or a git history
    keeps of it is out of reach.
    """
    places = journal.places
    # Nobody needs a passphrase to leave: it may be lost.
    with journal.writing(ask=False):
        left = [_remove(place.path) for place in everything(journal)]
    for folder in (places.state, places.cache, places.data):
        _remove(folder / "lock")
        with contextlib.suppress(OSError):
            folder.rmdir()
    journal.folder.vault = None
    strange = sorted(places.data.iterdir()) if places.data.is_dir() else []
    return [*strange, *(path for path in left if path is not None)]


def forget_matching(journal: Journal, flt: EntryFilter) -> tuple[int, list[str]]:
    """Delete the entries meant and every copy that may hold their text; no undo.

    Returns how many went, and the files of other devices that still hold some: those devices take
    them out at their next write, once they have seen this.
    """
    with journal.writing():
        gone = [entry.id for entry in journal.entries(flt)]
        count = journal.delete_matching(flt)
        # Copies that a sync tool left are this device's own text too.
        tidy(journal)
        drop_copies(journal.places)
    mine = known_device(journal.places.state) or ""
    theirs = []
    for month, names in journal.folder.months().items():
        for name in names:
            if name != f"{month}.{mine}.json":
                kept = journal.folder.load(journal.folder.path / name, "entries")
                if any(id in kept and "del" not in kept[id] for id in gone):
                    theirs.append(name)
    return count, theirs


def _places(journal: Journal) -> Iterator[Place]:
    data, state = journal.places.data, journal.places.state
    for name in journal.folder.names():
        yield Place(
            data / name, "entries" if name[:1].isdigit() else "pins, settings, people, plan"
        )
    for pattern in ("*.json.bak", ".*.json.tmp"):
        for path in sorted(data.glob(pattern)):
            yield Place(path, "the state before the last change")
    yield Place(data / undo.PLACE, "what can be undone")
    yield Place(data / KEEP, "daily copies")
    yield Place(data / ".quarantine", "damaged files that were set aside")
    yield Place(journal.places.mine, "my own strategies")
    yield Place(data / inbox.PLACE, "entries that were added while locked")
    yield Place(data / KEY_FILE, "the key, locked with the passphrase")
    for path in sorted(state.glob("device-*")):
        yield Place(path, "this device's name")
    yield Place(state / SUMMARY, "sums of what helped")
    yield Place(state / f".{SUMMARY}.tmp", "sums of what helped, unfinished")
    yield Place(state / "drafts", "text that wasn't finished")
    yield Place(journal.places.cache, "the library in quick form, own strategies too")


def _remove(path: Path) -> Path | None:
    """Remove a place, and a file it links to; return a folder it links to, which stays.

    What else is in a folder somewhere else nobody knows; a file by our name is ours.
    """
    target = path.resolve()
    if not path.is_symlink() and path.is_dir():
        shutil.rmtree(path)
        return None
    path.unlink(missing_ok=True)
    if target.is_dir():
        return target
    target.unlink(missing_ok=True)
    return None

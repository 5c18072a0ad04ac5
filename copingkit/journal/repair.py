"""Setting damaged files aside and saving the entries in them that can still be read.

One entry is one line, so a file that was cut short or zeroed in places loses only those lines; they
are looked for in the copies kept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from copingkit.errors import DataProblem
from copingkit.journal import disk, keep, undo
from copingkit.journal.device import device, known_device
from copingkit.journal.faults import Locked, NoFile
from copingkit.journal.folder import LOCKED, PROFILE, content_of
from copingkit.journal.format import Doc
from copingkit.journal.ids import is_id, month_of
from copingkit.journal.journal import Journal

QUARANTINE = ".quarantine"
_LINE = re.compile(r'"\d{1,39}": (\{.*\})')


def repair(journal: Journal) -> list[str]:
    """Set aside every data file that can't be read, keep what is whole in it, and say so.

    Files of a newer copingkit are left alone. Nothing is deleted.
    """
    said = []
    folder = journal.folder
    with journal.writing():
        for name in folder.names():
            path = folder.path / name
            role = PROFILE if name.startswith(PROFILE) else "entries"
            try:
                folder.load(path, role)
            except Locked:
                raise
            except NoFile as problem:
                said.append(f"{problem.message} {problem.hint}")
            except DataProblem as problem:
                if "newer" in problem.message or not path.stat().st_mode:
                    said.append(f"{problem.message} {problem.hint}")
                    continue
                said.append(_save(journal, path, role, problem))
    return said


def _save(journal: Journal, path: Path, role: str, problem: DataProblem) -> str:
    raw = path.read_bytes()
    saved = {} if raw.startswith(LOCKED) else _whole_lines(raw, path.name, role)
    copied = _from_copies(journal, path, role, saved)
    aside = journal.folder.path / QUARANTINE / f"{journal.now():%Y-%m-%d-%H%M%S}-{path.name}"
    disk.make_folder(aside.parent)
    disk.link_or_copy(path, aside)
    device(journal.places.state)
    path.unlink()
    stem = path.name.partition(".")[0]
    if saved or copied:
        journal.absorb({stem: saved | copied})
    more = f" {len(copied)} more are from the copies kept." if copied else ""
    return (
        f"{problem.message.split(': ')[0]}: set aside as {aside}; "
        f"{len(saved)} of its items saved.{more}"
    )


def _from_copies(journal: Journal, path: Path, role: str, saved: dict[str, Doc]) -> dict[str, Doc]:
    """Return what the newest readable copy of a file holds beyond what could be saved of it.

    What the steps to undo say was deleted since that copy stays away.
    """
    folder = journal.folder
    days = reversed(keep.kept_days(folder.path))
    copies = [disk.previous_of(path), *(folder.path / keep.KEEP / day / path.name for day in days)]
    for copy in copies:
        try:
            kept = folder.load(copy, role)
        except DataProblem:
            continue
        if kept:
            gone = _deleted(journal, kept)
            return {id: doc for id, doc in kept.items() if id not in saved and id not in gone}
    return {}


def _deleted(journal: Journal, kept: dict[str, Doc]) -> set[str]:
    dev = known_device(journal.places.state) or ""
    return {
        change.id
        for _, changes in undo.steps(journal.folder, dev)
        for change in changes
        if change.after == undo.mark(None) and content_of(kept.get(change.id)) == change.before
    }


def _whole_lines(raw: bytes, name: str, role: str) -> dict[str, Doc]:
    found: dict[str, Doc] = {}
    for line in raw.decode("utf-8", "replace").splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        try:
            doc = json.loads(match[1])
        except ValueError:
            continue
        if _fits(doc, name, role):
            found[doc["id"]] = doc
    return found


def _fits(doc: Doc, name: str, role: str) -> bool:
    if not is_id(doc.get("id")) or type(doc.get("rev")) is not int:
        return False
    if role == PROFILE:
        return "del" in doc or isinstance(doc.get("key"), str)
    return name.startswith(month_of(doc["id"]))

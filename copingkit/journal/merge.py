"""Joining with another device: by entry id, in any order, as often as one likes.

The rule is that of reading (`folder.is_later`): the later revision wins, and text deleted anywhere
stays deleted. What is here already changes nothing. One undo takes out what a merge brought, here
alone: the other device keeps its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from copingkit.errors import InvalidContent, NotFound
from copingkit.journal import disk, faults
from copingkit.journal.device import is_device, known_device
from copingkit.journal.exchange import jsonfile
from copingkit.journal.folder import PROFILE, Folder, is_later, join
from copingkit.journal.format import Doc
from copingkit.journal.ids import month_of
from copingkit.journal.journal import Journal

Stems = dict[str, dict[str, Doc]]
"""File stem (a month or `profile`) -> id -> document, tombstones too."""


class Merged(NamedTuple):
    """What a merge did: documents that are new here, newer than here, or deleted here by it."""

    files: int
    new: int
    changed: int
    deleted: int
    copies: int = 0
    locked: bool = False

    def sentence(self) -> str:
        """Return it in words."""
        said = f"{self.new} new, {self.changed} newer than here, {self.deleted} deleted elsewhere."
        copies = f" {self.copies} conflict copies joined and removed." if self.copies else ""
        files = "1 file" if self.files == 1 else f"{self.files} files"
        if self.locked:
            return f"Put {files} in place. They are locked, and open with their passphrase."
        return f"Read {files}: {said}{copies}"


def merge(journal: Journal, source: Path) -> Merged:
    """Join with another data folder, or with one file of it, or with a JSON export."""
    files, found = _read(journal, source)
    with journal.writing():
        return take(journal, files, found, f"merged {source.name}")


def tidy(journal: Journal) -> Merged:
    """Join the conflict copies of this device's own files into them and remove the copies.

    Reading joins them anyway; after this, one file a month is left. What other devices deleted is
    taken out of this device's files too.
    """
    folder = journal.folder
    dev = known_device(journal.places.state)
    if dev is None:
        return Merged(0, 0, 0, 0)
    with journal.writing():
        copies: list[str] = []
        found: Stems = {}
        for stem, names in folder.stems().items():
            mine = f"{stem}.{dev}.json"
            theirs = [name for name in names if name != mine and _is_copy(name, stem, dev)]
            copies += theirs
            if len(names) > 1:
                role = PROFILE if stem == PROFILE else "entries"
                kept = folder.load(folder.path / mine, role)
                together = folder.merged(stem, [mine, *theirs] if mine in names else theirs)
                everywhere = folder.merged(stem, names)
                later = {id: doc for id, doc in together.items()
                         if id not in kept or is_later(doc, kept[id])}  # fmt: skip
                later |= {id: everywhere[id] for id in kept if "del" in everywhere[id]}
                found[stem] = {id: doc for id, doc in later.items() if kept.get(id) != doc}
        journal.absorb({stem: group for stem, group in found.items() if group})
        for name in copies:
            (folder.path / name).unlink(missing_ok=True)
            disk.previous_of(folder.path / name).unlink(missing_ok=True)
        return Merged(len(copies), 0, 0, 0, len(copies))


def _is_copy(name: str, stem: str, dev: str) -> bool:
    """Say whether a name is our own file's with something a sync tool put in.

    Syncthing: `2026-11.dev.sync-conflict-...json`; Dropbox and Nextcloud: `2026-11.dev
    (conflicted copy ...).json`; iCloud and browsers: `2026-11.dev 2.json`; OneDrive:
    `2026-11.dev-HOST.json`. A device's name ends in four hex digits, a host's hardly ever.
    """
    if not name.startswith(f"{stem}.{dev}"):
        return False
    rest = name.removeprefix(f"{stem}.{dev}").removesuffix(".json")
    return rest[:1] in (".", " ", "_", "(", "~") or (rest[:1] == "-" and not is_device(dev + rest))


def _read(journal: Journal, source: Path) -> tuple[int, Stems]:
    if source.is_dir():
        folder = Folder(source, journal.vault_for(source))
        stems = folder.stems()
        if not stems:
            raise NotFound(
                f"There are no files of copingkit in {source}.",
                "Give a data folder, as `coping data where` shows it, or a file of one.",
            )
        return sum(map(len, stems.values())), {
            stem: folder.merged(stem, names) for stem, names in stems.items()
        }
    return 1, _read_file(journal, source)


def _read_file(journal: Journal, source: Path) -> Stems:
    folder = Folder(source.parent, journal.vault_for(source.parent))
    stem = source.name.partition(".")[0]
    if source.name in folder.names():
        return {stem: folder.merged(stem, [source.name])}
    try:
        raw = source.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no {source}.", "Check the path.") from None
    except OSError as problem:
        raise faults.not_readable(problem, source) from None
    return _exported(raw, source)


def _exported(raw: bytes, source: Path) -> Stems:
    import json

    try:
        parsed = json.loads(raw)
    except (ValueError, RecursionError):
        parsed = None
    if not jsonfile.is_ours(parsed):
        raise InvalidContent(
            f"{source} is neither a data file nor a JSON export of copingkit.",
            "For other programs' exports use `coping data import`.",
        )
    found: Stems = {}
    documents, problems = jsonfile.documents(parsed, str(source))
    if problems:
        raise InvalidContent(f"{source} is damaged: {problems[0]}", "Export it again.")
    for role, doc in documents:
        stem = PROFILE if role == PROFILE else month_of(doc["id"])
        join(found.setdefault(stem, {}), [doc])
    return found


def take(journal: Journal, files: int, found: Stems, what: str) -> Merged:
    """Write the versions that win over what is here, in one step to undo."""
    new = changed = deleted = 0
    wanted: Stems = {}
    for stem, documents in found.items():
        here = journal.folder.merged(stem)
        for id, doc in documents.items():
            old = here.get(id)
            if old is not None and not is_later(doc, old):
                continue
            wanted.setdefault(stem, {})[id] = doc
            if "del" in doc:
                deleted += old is not None and "del" not in old
            elif old is None:
                new += 1
            else:
                changed += 1
    journal.absorb(wanted, what)
    return Merged(files, new, changed, deleted)

"""A backup in one file, read back and compared when it is made; and putting it back.

A ZIP file with the data files as they are (locked ones stay locked, with their key file), own
strategies, and `manifest.json`: the SHA-256 of each. Steps to undo and daily copies aren't in it.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from copingkit.errors import DataProblem, NotFound, UsageProblem
from copingkit.journal import disk, faults, format
from copingkit.journal.faults import Locked
from copingkit.journal.folder import KEY_FILE, LOCKED, PROFILE, Folder, join
from copingkit.journal.journal import Journal
from copingkit.journal.keep import KEEP
from copingkit.journal.merge import Merged, Stems, take
from copingkit.journal.vault import Vault

MANIFEST = "manifest.json"
VERSION = 1
LARGEST = 1 << 30
"""Largest content of one file, in bytes: more than a lifetime of entries, less than a ZIP bomb."""

_STRATEGY = re.compile(r"strategies/[a-z0-9][a-z0-9-]{0,80}\.yaml")


class Backup(NamedTuple):
    """What a backup holds."""

    path: Path
    files: int
    entries: int
    bytes: int
    locked: bool


def backup(journal: Journal, to: Path) -> Backup:
    """Write everything personal into one new file, read it back, and only then give it its name."""
    if to.exists():
        raise UsageProblem(f"{to} exists already; it was left as it is.", "Choose another name.")
    # Entries that were added while locked have to be in it.
    journal.ready()
    found = _present(journal)
    if not found:
        raise NotFound("There is nothing to back up yet.", "Note something first: coping log add")
    raw = _packed(found, journal.now())
    try:
        disk.write_whole(to, raw)
        if _unpacked(to) != found:
            raise DataProblem(f"{to} doesn't read back as it was written.", "Try another disk.")
    except OSError as problem:
        raise faults.not_saved(problem, to.parent) from problem
    except DataProblem:
        to.unlink(missing_ok=True)
        raise
    entries = sum(1 for _ in journal.entries())
    return Backup(to, len(found), entries, len(raw), journal.is_locked)


def restore(journal: Journal, source: Path, *, replace: bool = False) -> Merged:
    """Bring a backup back: as it was where there is nothing yet, else joined with what is here.

    What was deleted here since stays deleted, unless `replace` puts the backup in place of all that
    is here (which is kept in `.backup/before-restore-...`).
    """
    found = _unpacked(source)
    with journal.writing():
        here = journal.folder.names()
        if here and not replace:
            merged = take(
                journal, len(found), _documents(journal, found, source), f"restored {source.name}"
            )
            _staged(
                journal, {name: raw for name, raw in found.items() if _STRATEGY.fullmatch(name)}
            ).commit()
            return merged
        # All of it lies beside before anything that is here is touched.
        batch = _staged(journal, found)
        try:
            old = _set_aside(journal, here) if here else []
        except BaseException:
            batch.abort()
            raise
        batch.commit()
        _drop(journal.folder.path, [name for name in old if name not in found])
    restored = Journal(journal.places, now=journal.now, passphrase=journal.passphrase)
    try:
        return Merged(len(found), sum(1 for _ in restored.entries()), 0, 0)
    except Locked:
        # It is in place and whole; counting what is in it takes the passphrase.
        return Merged(len(found), 0, 0, 0, locked=True)


def _present(journal: Journal) -> dict[str, bytes]:
    folder = journal.folder
    names = folder.names()
    names += [KEY_FILE] if names and (folder.path / KEY_FILE).exists() else []
    found = {name: (folder.path / name).read_bytes() for name in names}
    for path in sorted(journal.places.mine.glob("*.yaml")):
        if _STRATEGY.fullmatch(f"strategies/{path.name}"):
            found[f"strategies/{path.name}"] = path.read_bytes()
    return found


def _packed(found: dict[str, bytes], now: datetime) -> bytes:
    text = io.BytesIO()
    manifest = {
        "app": format.APP,
        "format": "backup",
        "version": VERSION,
        "made": now.isoformat(timespec="seconds"),
        "sha256": {name: sha256(raw).hexdigest() for name, raw in found.items()},
    }
    with ZipFile(text, "w", ZIP_DEFLATED) as archive:
        for name, raw in ({MANIFEST: json.dumps(manifest, indent=1).encode()} | found).items():
            info = ZipInfo(name, now.timetuple()[:6])
            info.external_attr = 0o600 << 16
            archive.writestr(info, raw, ZIP_DEFLATED)
    return text.getvalue()


def _unpacked(source: Path) -> dict[str, bytes]:
    """Return the files of a backup; raise DataProblem for one that isn't whole and ours."""
    try:
        with ZipFile(source) as archive:
            if any(info.file_size > LARGEST for info in archive.infolist()):
                raise DataProblem(f"{source} holds a file that is too large.", "Is it a backup?")
            manifest = json.loads(archive.read(MANIFEST))
            wanted = manifest["sha256"]
            if manifest["app"] != format.APP or not isinstance(wanted, dict):
                raise KeyError(MANIFEST)
            if manifest["version"] > VERSION:
                raise faults.newer(source, manifest["version"])
            found = {name: archive.read(name) for name in wanted}
    except FileNotFoundError:
        raise NotFound(f"There is no {source}.", "Check the path.") from None
    except OSError as problem:
        raise faults.not_readable(problem, source) from None
    except (BadZipFile, KeyError, TypeError, ValueError, EOFError, NotImplementedError):
        raise DataProblem(
            f"{source} isn't a whole backup of copingkit.", "Use a file of `coping data backup`."
        ) from None
    for name, raw in found.items():
        if not _is_ours(name) or sha256(raw).hexdigest() != wanted[name]:
            raise DataProblem(f"{source} is damaged: {name!r}.", "Use another backup.")
    return found


def _is_ours(name: str) -> bool:
    return name == KEY_FILE or Folder.is_name(name) or bool(_STRATEGY.fullmatch(name))


def _documents(journal: Journal, found: dict[str, bytes], source: Path) -> Stems:
    """Return the documents of a backup, unlocked with the passphrase it was made with."""
    stems: Stems = {}
    vault: Vault | None = None
    if KEY_FILE in found:
        vault = Vault(source.parent, journal.passphrase, wrapped=found[KEY_FILE])
    for name, raw in found.items():
        if not Folder.is_name(name):
            continue
        stem = name.partition(".")[0]
        role = PROFILE if stem == PROFILE else "entries"
        if raw.startswith(LOCKED):
            if vault is None:
                raise faults.damaged(source, "its key file is missing")
            raw = vault.unseal(raw, Path(name), role)
        tables = format.decode(raw, source / name, role).tables
        join(stems.setdefault(stem, {}), tables.get(role, {}).values())
    return stems


def _set_aside(journal: Journal, names: list[str]) -> list[str]:
    """Give what is here a second name in `.backup`; return which files that were."""
    folder = journal.folder.path
    aside = folder / KEEP / f"before-restore-{journal.now():%Y-%m-%d-%H%M%S}"
    disk.make_folder(aside.parent)
    disk.make_folder(aside)
    there = [name for name in [*names, KEY_FILE] if (folder / name).exists()]
    for name in there:
        # One tried a moment ago that failed may have left it.
        (aside / name).unlink(missing_ok=True)
        disk.link_or_copy((folder / name).resolve(), aside / name)
    return there


def _drop(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    # Its steps are about documents that may not be there any more.
    shutil.rmtree(folder / ".undo", ignore_errors=True)


def _staged(journal: Journal, found: dict[str, bytes]) -> disk.Batch:
    batch = disk.Batch()
    for name, raw in found.items():
        path = journal.places.data / name
        disk.make_folder(path.parent)
        if not (name.startswith("strategies/") and path.exists()):
            batch.stage(path, raw)
    return batch

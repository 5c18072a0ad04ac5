"""Locking a whole data folder, unlocking it for good, changing the passphrase."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from copingkit.errors import UsageProblem
from copingkit.journal import disk, undo, vault
from copingkit.journal.faults import Locked
from copingkit.journal.folder import KEY_FILE, LOCKED, PROFILE, Folder
from copingkit.journal.journal import Journal
from copingkit.journal.keep import KEEP
from copingkit.journal.summary import NAME as SUMMARY
from copingkit.paths import Places

SHORTEST = 8
"""Fewest characters of a passphrase. Guessing is slow (0.2 s each), so words need no rules."""


def lock(journal: Journal, passphrase: str) -> int:
    """Lock every data file and remove all plain copies; return how many files were locked.

    Interrupted, it can be run again with the same passphrase. Raises WrongPassphrase where the
    data is locked with another one already.
    """
    _check(passphrase)
    folder = journal.folder
    with journal.writing(ask=False):
        disk.make_folder(folder.path)
        if vault.is_locked(folder.path):
            key = vault.unwrap(vault.read_key_file(folder.path), passphrase)
        else:
            key = os.urandom(32)
            vault.write_key_file(folder.path, vault.wrap(key, passphrase))
        folder.vault = vault.Vault(folder.path, None, key)
        done = 0
        for name in folder.names():
            done += _convert(folder, name, to_locked=True)
        drop_copies(journal.places)
    return done


def unlock(journal: Journal) -> int:
    """Make every data file plain again; return how many. The key file goes last."""
    must_be_locked(journal)
    folder = journal.folder
    with journal.writing():
        done = sum(_convert(folder, name, to_locked=False) for name in folder.names())
        drop_copies(journal.places)
        (folder.path / KEY_FILE).unlink()
        disk.sync_folder(folder.path)
        folder.vault = None
    return done


def must_be_locked(journal: Journal) -> None:
    """Raise UsageProblem where nothing is locked."""
    if not journal.is_locked:
        raise UsageProblem("Your data isn't locked.", "Lock it with: coping data lock")


def check_passphrase(journal: Journal, passphrase: str) -> None:
    """Raise WrongPassphrase for one that doesn't open the data, Locked for none."""
    must_be_locked(journal)
    if not passphrase:
        raise Locked("Your data stays locked; nothing was changed.", "Try again any time.")
    vault.unwrap(vault.read_key_file(journal.folder.path), passphrase)


def change_passphrase(journal: Journal, old: str, new: str) -> None:
    """Wrap the key with another passphrase. The files stay as they are.

    Somebody who had the old passphrase and a copy of the old key file can still open copies of the
    files; `unlock` and `lock` give them a new key.
    """
    _check(new)
    must_be_locked(journal)
    path = journal.folder.path
    with journal.writing(ask=False):
        key = vault.unwrap(vault.read_key_file(path), old)
        vault.write_key_file(path, vault.wrap(key, new))


def drop_copies(places: Places) -> None:
    """Remove every file that may hold older text: copies, steps to undo, drafts, the summary."""
    for path in old_text(places):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def old_text(places: Places) -> Iterator[Path]:
    """Yield the files and folders that may hold older text than the data files themselves."""
    for name in (KEEP, undo.PLACE, ".quarantine"):
        if (places.data / name).exists():
            yield places.data / name
    for pattern in ("*.json.bak", ".*.json.tmp"):
        yield from places.data.glob(pattern)
    for name in (SUMMARY, f".{SUMMARY}.tmp", "drafts"):
        if (places.state / name).exists():
            yield places.state / name


def _convert(folder: Folder, name: str, *, to_locked: bool) -> bool:
    path = folder.path / name
    role = PROFILE if name.startswith(PROFILE) else "entries"
    raw = path.read_bytes()
    if raw.startswith(LOCKED) == to_locked:
        return False
    assert folder.vault is not None
    # A conflict copy keeps its own name: what is authenticated is the name it has from now on.
    convert = (
        folder.vault.seal(raw, name, role) if to_locked else folder.vault.unseal(raw, path, role)
    )
    disk.write_whole(path, convert)
    return True


def _check(passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise UsageProblem(
            f"The passphrase has fewer than {SHORTEST} characters.",
            "Several words are good: easier to remember, and longer.",
        )

"""Reading the data folder: which files there are, and what they say together.

Nothing here writes or creates anything. Each file is written by one device only; what several
devices (or a sync tool's conflict copies) hold is joined while reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import Protocol

from copingkit.journal import faults, format, inbox
from copingkit.journal.format import Doc
from copingkit.journal.ids import month_of

ENTRIES = "entries"
PROFILE = "profile"
UNDO = "undo"
KEY_FILE = "key.json"
BOOKKEEPING = frozenset({"id", "rev", "upd", "dev"})

# Anything may stand where the device is: sync tools put "(conflicted copy ...)" there.
_NAME = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])|profile)\.(.+)\.json", re.DOTALL)
LOCKED = b'{"locked": '


class Vault(Protocol):
    """What locks files: whole contents in, whole contents out."""

    def ready(self) -> None:
        """Ask for the passphrase now, where it isn't known yet."""

    def waiting(self, paths: list[Path]) -> list[Doc]:
        """Return the entries that were added without the passphrase."""

    def is_key_of(self, path: Path) -> bool:
        """Say whether a key file is (still) the one that this vault's key belongs to."""

    def seal(self, plain: bytes, name: str, role: str) -> bytes:
        """Return the locked file for a content; `name` and `role` are authenticated."""

    def unseal(self, raw: bytes, path: Path, role: str) -> bytes:
        """Return the content of a locked file; raise DataProblem where it isn't genuine."""


class Folder:
    """Read the journal's files; `warnings` collects what a person should be told."""

    def __init__(self, path: Path, vault: Vault | None = None) -> None:
        self.path = path
        self.vault = vault
        self.warnings: list[str] = []
        self._ignores_inbox = False

    @staticmethod
    def is_name(name: str) -> bool:
        """Say whether a name is that of a data file: one folder deep, nothing leads out of it."""
        return bool(_NAME.fullmatch(name)) and "/" not in name and "\\" not in name

    def names(self) -> list[str]:
        """Return the names of all data files, sorted; none where there is no folder."""
        try:
            found = [path.name for path in self.path.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise faults.not_readable(problem, self.path) from None
        return sorted(name for name in found if self.is_name(name))

    def stems(self) -> dict[str, list[str]]:
        """Return the file names by their first part: a month, or `profile`."""
        stems: dict[str, list[str]] = {}
        for name in self.names():
            stems.setdefault(name.partition(".")[0], []).append(name)
        return stems

    def months(self) -> dict[str, list[str]]:
        """Return the file names by month, newest month first."""
        stems = self.stems()
        stems.pop(PROFILE, None)
        for path in inbox.waiting(self.path) if self.vault else ():
            stems.setdefault(month_of(path.stem), [])
        return dict(sorted(stems.items(), reverse=True))

    def load(self, path: Path, role: str) -> dict[str, Doc]:
        """Return the documents of one file by id, tombstones too; none where there is no file."""
        raw = self.raw(path, role)
        if raw is None:
            return {}
        content = format.decode(raw, path, role)
        if not content.is_intact:
            self._warn(
                f"{path} was changed outside copingkit, or the disk has a fault; it is used as "
                "it is. The state before is in .backup."
            )
        return {doc["id"]: doc for doc in content.tables.get(role, {}).values()}

    def raw(self, path: Path, role: str) -> bytes | None:
        """Return a file's plain content, unlocked if need be; None where there is no file."""
        try:
            # A pipe of that name would be waited for without end.
            if not S_ISREG(path.stat().st_mode):
                raise faults.no_file(path, "it isn't a file")
            raw = path.read_bytes()
        except FileNotFoundError:
            if path.is_symlink():
                raise faults.no_file(path, "it is a link to something that isn't there") from None
            return None
        except OSError as problem:
            raise faults.not_readable(problem, path) from None
        if raw.startswith(LOCKED):
            if self.vault is None:
                raise faults.Locked(f"{path} is locked.", "Unlock it with its passphrase.")
            return self.vault.unseal(raw, path, role)
        if self.vault is not None:
            self._warn(f"{path} isn't locked yet. Lock it with: coping data lock")
        return raw

    @contextmanager
    def ignoring_inbox(self) -> Iterator[None]:
        """Read as if nothing waited."""
        self._ignores_inbox = True
        try:
            yield
        finally:
            self._ignores_inbox = False

    def waits_in(self, stem: str) -> bool:
        """Say whether entries of a month wait that were added without the passphrase."""
        return self.vault is not None and any(
            month_of(path.stem) == stem for path in inbox.waiting(self.path)
        )

    def _waiting(self, stem: str) -> list[Doc]:
        if self.vault is None or self._ignores_inbox:
            return []
        return self.vault.waiting([p for p in inbox.waiting(self.path) if month_of(p.stem) == stem])

    def merged(self, stem: str, names: Iterable[str] | None = None) -> dict[str, Doc]:
        """Return what all files of a month (or the profile) say together, tombstones too."""
        if names is None:
            names = self.stems().get(stem, [])
        role = PROFILE if stem == PROFILE else ENTRIES
        together: dict[str, Doc] = {}
        for name in names:
            documents = self.load(self.path / name, role)
            if together:
                join(together, documents.values())
            else:
                together = documents
        if stem != PROFILE:
            join(together, self._waiting(stem))
        return together

    def living(self, stem: str, names: Iterable[str] | None = None) -> Iterator[Doc]:
        """Yield the documents of a month (or the profile) that aren't deleted."""
        return (doc for doc in self.merged(stem, names).values() if "del" not in doc)

    def _warn(self, words: str) -> None:
        if words not in self.warnings:
            self.warnings.append(words)


def join(together: dict[str, Doc], documents: Iterable[Doc]) -> None:
    """Add documents to others by id; the later version of each stays."""
    for doc in documents:
        other = together.get(doc["id"])
        if other is None or is_later(doc, other):
            together[doc["id"]] = doc


def is_later(doc: Doc, other: Doc) -> bool:
    """Say whether a version of a document wins over another, the same on every device.

    The revision counts first, so that a wrong clock can't undo a later edit; of two made apart,
    the one that keeps the text; then the clock and the device, to decide at all.
    """
    mine, theirs = _rank(doc), _rank(other)
    if mine != theirs:
        return mine > theirs
    return doc != other and _spelled(doc) > _spelled(other)


def _rank(doc: Doc) -> tuple[int, bool, str, str]:
    return doc["rev"], "del" not in doc, str(doc.get("upd")), str(doc.get("dev"))


def _spelled(doc: Doc) -> str:
    import json

    return json.dumps(doc, sort_keys=True)


def content_of(doc: Doc | None) -> Doc | None:
    """Return a document without its bookkeeping; None for a deleted one."""
    if doc is None or "del" in doc:
        return None
    return {name: value for name, value in doc.items() if name not in BOOKKEEPING}

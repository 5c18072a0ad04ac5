"""TinyDB on files that last: our storage, and tables that lock around whole methods.

The only module that imports TinyDB; it is imported by what writes, never by what reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from tinydb import TinyDB  # noqa: TID253 - the classes below need it to be defined at all
from tinydb.storages import Storage  # noqa: TID253
from tinydb.table import Table  # noqa: TID253

from copingkit.journal import disk, faults, format
from copingkit.journal.folder import LOCKED, Vault
from copingkit.journal.locking import FileLock

Method = TypeVar("Method", bound=Callable[..., Any])
Writer = Callable[[Path, bytes], None]


class JournalStorage(Storage):
    """Keep a TinyDB database in one file, whole at every moment.

    `lock` is held by tables around their methods. `write` puts bytes at a path; by default they
    are written beside, synced and renamed.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        role: str = format.ANY_ROLE,
        lock: FileLock | None = None,
        vault: Vault | None = None,
        write: Writer = disk.write_whole,
    ) -> None:
        self.path = Path(path)
        self.lock = lock or FileLock(self.path.with_name(f".{self.path.name}.lock"))
        self._role = role
        self._vault = vault
        self._write = write

    def read(self) -> format.Tables | None:
        """Return the tables; None where there is no file. Creates nothing."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise faults.not_readable(problem, self.path) from None
        if raw.startswith(LOCKED):
            if self._vault is None:
                raise faults.Locked(f"{self.path} is locked.", "Unlock it with its passphrase.")
            raw = self._vault.unseal(raw, self.path, self._role)
        content = format.decode(raw, self.path, self._role)
        if content.schema < format.SCHEMA:
            self._keep_older_schema(content.schema)
        return content.tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file. Serialises everything before it touches anything."""
        raw = format.encode(data, self._role)
        if self._vault is not None:
            raw = self._vault.seal(raw, self.path.name, self._role)
        self._write(self.path, raw)

    def _keep_older_schema(self, schema: int) -> None:
        """Keep the file as the older copingkit wrote it: reading here means writing next."""
        kept = self.path.parent / ".backup" / f"schema-{schema}" / self.path.name
        if not kept.exists():
            disk.make_folder(kept.parent.parent)
            disk.make_folder(kept.parent)
            disk.link_or_copy(self.path, kept)


class LockedTable(Table):
    """Hold the storage's lock around each whole method: an insert reads twice before it writes.

    With the lock inside `Storage.write` alone, 73 % of acknowledged inserts of four writers were
    lost; around `_update_table`, 19 % failed.
    """

    def search(self, cond: Any) -> Any:
        """Search without the query cache: another process may have written since."""
        self.clear_cache()
        return super().search(cond)

    def replace(
        self, documents: Mapping[int, Mapping[str, Any]], without: Iterable[int] = ()
    ) -> None:
        """Put whole documents in place of those with the same ids, or add them, in one write.

        Those in `without` are taken out, in the same write.
        """

        def put(table: dict[int, Mapping[str, Any]]) -> None:
            table.update(documents)
            for id in without:
                table.pop(id, None)

        with _lock_of(self._storage):
            self._update_table(put)


class JournalDB(TinyDB):
    """A TinyDB whose tables lock."""

    table_class = LockedTable


def _lock_of(storage: Storage) -> AbstractContextManager[object]:
    # TinyDB's tables run on any storage; those in memory have nobody to lock out.
    return cast(AbstractContextManager[object], getattr(storage, "lock", nullcontext()))


def _locked(method: Method) -> Method:
    @wraps(method)
    def whole(self: Any, *args: Any, **kwargs: Any) -> Any:
        with _lock_of(self.storage):
            if isinstance(self, Table):
                # Another process may have taken the number this one had in mind.
                self._next_id = None
            return method(self, *args, **kwargs)

    return cast(Method, whole)


_CHANGING: dict[type, Iterable[str]] = {
    LockedTable: (
        "insert", "insert_multiple", "update", "update_multiple", "upsert", "remove", "truncate",
    ),
    JournalDB: ("drop_table", "drop_tables"),
}  # fmt: skip
for _owner, _names in _CHANGING.items():
    for _name in _names:
        setattr(_owner, _name, _locked(getattr(_owner, _name)))


def put_documents(
    storage: JournalStorage,
    table: str,
    documents: MutableMapping[int, Mapping[str, Any]],
    without: Iterable[int] = (),
) -> None:
    """Put whole documents into a table of a storage and take others out, in one write."""
    cast(LockedTable, JournalDB(storage=lambda: storage).table(table)).replace(documents, without)

"""The journal as the rest of copingkit sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copingkit.core.entry import Entry
from copingkit.errors import DataProblem, NotFound, UsageProblem
from copingkit.journal import entering, find, inbox, undo
from copingkit.journal.faults import Locked, NotSaved, WrongPassphrase, not_saved
from copingkit.journal.folder import ENTRIES, KEY_FILE, PROFILE, Folder, Vault, content_of
from copingkit.journal.format import Doc
from copingkit.journal.ids import key_id, month_of, new_id, stamp
from copingkit.journal.profile import Profile
from copingkit.journal.undo import Step
from copingkit.journal.wanted import Wanted
from copingkit.paths import Places, is_there

if TYPE_CHECKING:
    from copingkit.core.filter import EntryFilter
    from copingkit.journal.store import Store
    from copingkit.journal.summary import Summary


class Journal:
    """Read and write a person's entries and keyed documents.

    `now` returns aware local time. `passphrase` is called only where the data is locked.
    What can't be written raises NotSaved, with what was typed as `unsaved` and nothing changed.
    """

    def __init__(
        self,
        places: Places,
        *,
        now: Callable[[], datetime],
        passphrase: Callable[[], str] | None = None,
    ) -> None:
        self.places = places
        self.now = now
        self.passphrase = passphrase
        self.folder = Folder(places.data, self.vault_for(places.data))

    @cached_property
    def _store(self) -> Store:
        # Reading has no use for what writing needs.
        from copingkit.journal.store import Store

        return Store(self.places.state, self.folder, self.now)

    def vault_for(self, folder: Path) -> Vault | None:
        """Return what unlocks a data folder; None where it isn't locked."""
        if not is_there(folder / KEY_FILE):
            return None
        from copingkit.journal.vault import Vault

        return Vault(folder, self.passphrase)

    @property
    def is_locked(self) -> bool:
        """Say whether the data is locked with a passphrase."""
        return self.folder.vault is not None

    def ready(self) -> None:
        """Ask for the passphrase now, where one is needed: before a person types anything."""
        if self.folder.vault is not None:
            self.folder.vault.ready()
            self._join_waiting(self.folder.vault)

    @property
    def warnings(self) -> list[str]:
        """Return what a person should be told about files that were read so far."""
        return self.folder.warnings

    # Reading

    def entries(
        self,
        flt: EntryFilter | None = None,
        newest_first: bool = True,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Yield the entries meant; files beyond the limit aren't read."""
        limits = [n for n in (limit, None if flt is None else flt.limit) if n is not None]
        meant = (Entry.from_doc(doc) for doc in self.documents(flt, newest_first))
        return islice(meant, min(limits, default=None))

    def documents(self, flt: EntryFilter | None = None, newest_first: bool = True) -> Iterator[Doc]:
        """Yield stored entries in order of time, deleted ones left out; `limit` aside."""
        first, last = flt.months() if flt else ("", "")
        matches = None if flt is None or flt.is_empty else flt.matches_doc
        for month, names in sorted(self.folder.months().items(), reverse=newest_first):
            if flt is None or first <= month <= last:
                documents = [doc for doc in self.folder.living(month, names)
                             if matches is None or matches(doc)]  # fmt: skip
                documents.sort(key=lambda doc: doc["id"], reverse=newest_first)
                yield from documents

    def get(self, ident: str) -> Entry:
        """Return the entry whose id begins or ends so; NotFound, UsageProblem if several do."""
        return Entry.from_doc(find.one(self.folder, ident))

    def profile(self) -> Profile:
        """Return the keyed documents, read at once."""
        return Profile(self.folder.merged(PROFILE))

    def summary(self) -> Summary:
        """Return the sums over all entries that suggestions and insights are worked out from."""
        from copingkit.journal.summary import summarise

        return summarise(self.folder, self.places.state, self.now().date())

    # Writing

    def add(self, kind: str = "checkin", at: datetime | str | None = None, **fields: Any) -> Entry:
        """Write one entry, for now unless `at` says otherwise, and return it."""
        entering.check_names(fields)
        entry = Entry(
            kind=kind, at=entering.written(at or self.now()), **entering.tuples(fields)
        ).checked()
        moment = at if isinstance(at, datetime) else entry.when if at else self.now()
        entry = replace(entry, id=new_id(moment))
        try:
            with self._writing(entering.as_typed(entry)):
                self._store.change(f"added {entering.named(entry)}", [entering.wanted(entry)])
        except WrongPassphrase:
            raise
        except Locked:
            # Nobody gave a passphrase: that is no reason to lose what they noted.
            return self._add_sealed(entry)
        return entry

    def write(self, wanted: Iterable[Wanted], what: str) -> int:
        """Make documents as wanted, in one step; return how many weren't so already."""
        with self._writing():
            return self._store.change(what, wanted)

    def absorb(self, documents: dict[str, dict[str, Doc]], what: str = "") -> None:
        """Write versions as they are: file stem -> id -> document; one step to undo if named."""
        with self._writing():
            self._store.absorb(documents, what)

    @contextmanager
    def writing(self, ask: bool = True) -> Iterator[None]:
        """Keep other writers out while reading and then writing."""
        with self._writing(ask=ask), self._store.lock:
            yield

    def edit(self, ident: str, **changes: Any) -> Entry:
        """Change fields of one entry (None clears) and return it; a new time gives a new id."""
        with self._writing(), self._store.lock:
            old = self.get(ident)
            entry, wanted = entering.edited(old, changes)
            if entry.id != old.id:
                from copingkit.journal import shared

                wanted += shared.moved(self.profile(), old.id, entry.id)
            with self._writing(entering.as_typed(entry)):
                fields = ", ".join(sorted(changes))
                self._store.change(f"edited {entering.named(old)}: {fields}", wanted)
        return entry

    def edit_matching(self, flt: EntryFilter, **changes: Any) -> int:
        """Change the same fields of every entry meant, in one step; return how many changed."""
        if "at" in changes:
            raise UsageProblem("Many entries can't get the same time.", "Edit them one by one.")
        with self._writing(), self._store.lock:
            wanted = [
                want for old in self.entries(flt) for want in entering.edited(old, changes)[1]
            ]
            fields = ", ".join(sorted(changes))
            return self._store.change(f"edited {entering.counted(len(wanted))}: {fields}", wanted)

    def delete(self, idents: Iterable[str]) -> int:
        """Delete entries by id, in one step; return how many. NotFound if one isn't there."""
        with self._writing(), self._store.lock:
            entries = {entry.id: entry for entry in map(self.get, idents)}
            return self._delete([*entries.values()])

    def delete_matching(self, flt: EntryFilter) -> int:
        """Delete every entry meant, in one step; return how many."""
        with self._writing(), self._store.lock:
            return self._delete([*self.entries(flt)])

    def put(self, key: str, value: Mapping[str, Any], what: str = "") -> None:
        """Keep a value under a key."""
        self.change({key: value}, what or f"set {key}")

    def drop(self, key: str, what: str = "") -> bool:
        """Remove what is under a key; say whether there was something."""
        return self.change({key: None}, what or f"removed {key}") > 0

    def change(self, values: Mapping[str, Mapping[str, Any] | None], what: str) -> int:
        """Keep (or with None remove) several values in one step; return how many changed."""
        wanted = [
            Wanted(PROFILE, key_id(key), None if value is None else {"key": key, "value": value})
            for key, value in values.items()
        ]
        with self._writing("\n".join(f"{key}: {dict(value)}" for key, value in values.items()
                                     if value)):  # fmt: skip
            return self._store.change(what, wanted)

    # Taking back

    def undo(self) -> str:
        """Take the last change back and say which; NotFound where there is none."""
        return self._take_back(undo.UNDO, undo.REDO, "Undone")

    def redo(self) -> str:
        """Make the change again that was last undone and say which."""
        return self._take_back(undo.REDO, undo.UNDO, "Done again")

    def undo_list(self, count: int = 20) -> list[Step]:
        """Return the steps that can be undone, newest first."""
        return [step for step, _ in islice(undo.steps(self.folder, self._device()), count)]

    def _add_sealed(self, entry: Entry) -> Entry:
        from copingkit.journal.device import device
        from copingkit.journal.vault import read_key_file

        with self._writing(entering.as_typed(entry), ask=False):
            public = read_key_file(self.folder.path)["inbox"]
            upd, dev = stamp(self.now()), device(self.places.state)
            entry = replace(entry, rev=1, upd=upd, dev=dev)
            inbox.put(self.folder.path, public, entry.to_doc())
        self.warnings.append("It is kept sealed, and joins your log when that is next unlocked.")
        return entry

    def _join_waiting(self, vault: Vault) -> None:
        paths = inbox.waiting(self.folder.path)
        if not paths:
            return
        with self._writing(ask=False), self._store.lock, self.folder.ignoring_inbox():
            # A change is seen against what is there: without what waits itself.
            for doc in vault.waiting(paths):
                what = f"added {entering.named(Entry.from_doc(doc))}"
                self._store.change(what, [Wanted(ENTRIES, doc["id"], content_of(doc), doc)])
                (self.folder.path / inbox.PLACE / f"{doc['id']}.json").unlink(missing_ok=True)

    def _take_back(self, kind: str, record: str, done: str) -> str:
        with self._writing(), self._store.lock:
            for step, reversals in undo.steps(self.folder, self._device(), kind):
                wanted = [
                    change.wanted
                    for change in reversals
                    if undo.mark(self._present(change.role, change.id)) == change.after
                ]
                if wanted:
                    self._store.change(step.what, wanted, record=record, keep_redo=True)
                undo.drop(self.folder.path, step)
                if wanted:
                    left = len(reversals) - len(wanted)
                    since = f" ({left} had changed since and were left)" if left else ""
                    return f"{done}: {step.what}{since}."
        raise NotFound(f"There is nothing to {kind}.", "`coping log undo --list` shows the steps.")

    def _device(self) -> str:
        from copingkit.journal.device import known_device

        return known_device(self.places.state) or ""

    def _present(self, role: str, id: str) -> Doc | None:
        stem = PROFILE if role == PROFILE else month_of(id)
        return content_of(self.folder.merged(stem).get(id))

    def _delete(self, entries: list[Entry]) -> int:
        named = entering.named(entries[0]) if len(entries) == 1 else entering.counted(len(entries))
        return self._store.change(
            f"deleted {named}", [Wanted(ENTRIES, entry.id, None) for entry in entries]
        )

    @contextmanager
    def _writing(self, typed: str = "", ask: bool = True) -> Iterator[None]:
        try:
            # Before the lock is taken: others shouldn't wait while a passphrase is typed.
            if ask:
                self.ready()
            yield
        except (NotSaved, Locked) as problem:
            problem.unsaved = problem.unsaved or typed
            raise
        except DataProblem as problem:
            if not typed:
                raise
            unsaved = NotSaved(problem.message, problem.hint)
            unsaved.unsaved = typed
            raise unsaved from problem
        except OSError as problem:
            unsaved = not_saved(problem, self.places.data)
            unsaved.unsaved = typed
            raise unsaved from problem

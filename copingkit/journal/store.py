"""Writing: one change, however many files it touches, is one acknowledged step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from copingkit.journal import disk, keep, undo
from copingkit.journal.device import device
from copingkit.journal.faults import NotSaved
from copingkit.journal.folder import ENTRIES, KEY_FILE, PROFILE, Folder, content_of, is_later
from copingkit.journal.format import Doc
from copingkit.journal.ids import stamp
from copingkit.journal.locking import FileLock
from copingkit.journal.wanted import Wanted


class Store:
    """Write to this device's files."""

    def __init__(self, state: Path, folder: Folder, now: Callable[[], datetime]) -> None:
        self.lock = FileLock(state / "lock")
        self._state = state
        self._folder = folder
        self._now = now

    def change(
        self,
        what: str,
        wanted: Iterable[Wanted],
        *,
        record: str = undo.UNDO,
        keep_redo: bool = False,
    ) -> int:
        """Make documents as wanted, in one step; return how many weren't so already.

        `record` says whether the step can be undone or, being an undo itself, redone.
        What can't be written raises OSError or DataProblem with everything as it was.
        """
        with self.lock:
            now = self._now()
            self._prepare(now)
            dev = device(self._state)
            batch = disk.Batch()
            recorded: list[undo.Reversal] = []
            planned = []
            for stem, group in _by_stem(wanted).items():
                seen = self._folder.merged(stem)
                fresh: dict[str, Doc] = {}
                out: set[str] = set()
                mine_alone = self._mine_alone(stem, dev, group)
                for want in group:
                    old = seen.get(want.id)
                    if _is_so(want, old):
                        continue
                    if want.id not in mine_alone:
                        fresh[want.id] = _next(want, old, stamp(now), dev)
                    elif want.version is None:
                        out.add(want.id)
                    else:
                        fresh[want.id] = want.version
                    recorded.append(
                        undo.Reversal(want.role, want.id, content_of(old), undo.mark(want.content))
                    )
                if fresh or out:
                    gone = self._gone(stem, dev, seen)
                    planned.append((stem, group[0].role, {**gone, **fresh}, out))
            if not recorded:
                return 0
            try:
                step = undo.Step.new(what, now, record, self._folder.path, dev)
                undo.stage(batch, self._folder, step, recorded)
                for stem, role, documents, out in planned:
                    self._stage(batch, f"{stem}.{dev}.json", role, documents, out)
            except BaseException:
                batch.abort()
                raise
            batch.commit()
            undo.tidy(self._folder.path, now, dev, keep_redo=keep_redo)
            return len(recorded)

    def absorb(self, documents: dict[str, dict[str, Doc]], what: str = "") -> None:
        """Write documents as they are, bookkeeping and all: file stem -> id -> document.

        Named by `what`, it is a step that can be undone.
        """
        if not documents:
            return
        with self.lock:
            now = self._now()
            self._prepare(now)
            dev = device(self._state)
            batch = disk.Batch()
            try:
                if what:
                    step = undo.Step.new(what, now, undo.UNDO, self._folder.path, dev)
                    undo.stage(batch, self._folder, step, self._reversals(documents))
                for stem, group in documents.items():
                    role = PROFILE if stem == PROFILE else ENTRIES
                    self._stage(batch, f"{stem}.{dev}.json", role, group)
            except BaseException:
                batch.abort()
                raise
            batch.commit()
            if what:
                undo.tidy(self._folder.path, now, dev, keep_redo=False)

    def _reversals(self, documents: dict[str, dict[str, Doc]]) -> Iterator[undo.Reversal]:
        for stem, group in documents.items():
            role = PROFILE if stem == PROFILE else ENTRIES
            seen = self._folder.merged(stem)
            for id, doc in group.items():
                yield undo.Reversal(role, id, seen.get(id), undo.mark(content_of(doc)), came=True)

    def _mine_alone(self, stem: str, dev: str, group: list[Wanted]) -> set[str]:
        """Return the ids to be put back that no other device's file here has."""
        ids = {want.id for want in group if want.unmerge}
        if ids:
            others = set(self._folder.stems().get(stem, [])) - {f"{stem}.{dev}.json"}
            ids -= self._folder.merged(stem, others).keys()
        return ids

    def _prepare(self, now: datetime) -> None:
        disk.make_folder(self._folder.path)
        self._check_key()
        try:
            names = self._folder.names()
            # Without its key file a locked copy is worth nothing.
            keys = [KEY_FILE] if names and self._folder.vault else []
            keep.keep_today(self._folder.path, [*names, *keys], now.date().isoformat())
        except OSError as problem:
            # A copy that can't be made is no reason to refuse what a person wants to note down.
            self._folder.warnings.append(f"Today's copy in .backup couldn't be made: {problem}.")

    def _check_key(self) -> None:
        """Refuse to write with a key that another process has meanwhile replaced or removed."""
        vault, path = self._folder.vault, self._folder.path / KEY_FILE
        fits = vault.is_key_of(path) if vault is not None else not path.exists()
        if not fits:
            raise NotSaved(
                "Your data was locked or unlocked by another process just now; nothing was saved.",
                "Try again.",
            )

    def _gone(self, stem: str, dev: str, seen: dict[str, Doc]) -> dict[str, Doc]:
        """Return tombstones for what another device deleted and our own file still spells out."""
        mine = self._folder.path / f"{stem}.{dev}.json"
        if len(self._folder.stems().get(stem, [])) < 2:
            return {}
        role = PROFILE if stem == PROFILE else ENTRIES
        return {
            id: seen[id]
            for id, doc in self._folder.load(mine, role).items()
            if "del" not in doc and "del" in seen[id]
        }

    def _stage(
        self,
        batch: disk.Batch,
        name: str,
        role: str,
        documents: dict[str, Doc],
        out: Iterable[str] = (),
    ) -> None:
        from copingkit.journal.storage import JournalStorage, put_documents

        storage = JournalStorage(
            self._folder.path / name,
            role=role,
            lock=self.lock,
            vault=self._folder.vault,
            write=batch.stage,
        )
        put_documents(
            storage,
            role,
            {int(id, 16): doc for id, doc in documents.items()},
            [int(id, 16) for id in out],
        )


def _by_stem(wanted: Iterable[Wanted]) -> dict[str, list[Wanted]]:
    stems: dict[str, list[Wanted]] = {}
    for want in wanted:
        stems.setdefault(want.stem, []).append(want)
    return stems


def _is_so(want: Wanted, old: Doc | None) -> bool:
    if want.version is not None and not want.unmerge:
        return old is not None and not is_later(want.version, old)
    return content_of(old) == want.content


def _next(want: Wanted, old: Doc | None, upd: str, dev: str) -> Doc:
    if want.version is not None and not want.unmerge:
        return want.version
    doc: Doc = {"id": want.id, "rev": old["rev"] + 1 if old else 1, "upd": upd, "dev": dev}
    if want.content is None:
        # No text stays behind, and the deletion wins wherever the text still is.
        return {**doc, "del": 1}
    return {**doc, **want.content}

"""Add, compare, take and remove sources. Whatever fails, what was there before still counts."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.vocabulary import Vocabulary
from ..errors import DataProblem, NotFound, UsageProblem
from ..paths import make_private
from . import files
from .sources import VERSION, Source, Sources, Version, check_name
from .sources_gather import Gathered, gather
from .sources_offer import Offer, compare
from .sources_origin import Origin, read_origin

PATIENCE = 5.0
"""Seconds to wait for another copingkit that is writing the registry."""


class Workshop:
    """Changes the added sources. `now` is the time to note, ISO 8601; `cache` the compiled shelves'."""

    def __init__(self, sources: Sources, vocabulary: Vocabulary, now: str, cache: Path) -> None:
        self.sources = sources
        self.vocabulary = vocabulary
        self.now = now
        self.cache = cache

    def add(self, name: str, where: str) -> tuple[Source, Gathered]:
        """Take a new source in; UsageProblem when the name is taken."""
        check_name(name)
        if any(source.name == name for source in self.sources.all()):
            raise _taken(name)
        origin = read_origin(where)
        gathered = self._gather(origin)
        with self._staged(gathered) as (staged, version):
            source = Source(name, origin.kind, origin.text, version)
            with self._lock():
                known = self.sources.all()
                if any(other.name == name for other in known):
                    raise _taken(name)
                self._commit(staged, source, [*known, source])
        return source, gathered

    def offer(self, source: Source) -> Offer:
        """Fetch what a source has now and compare; nothing is changed."""
        gathered = self._gather(Origin(source.kind, source.origin))
        first_aid = {f"{files.ENGLISH}/{name}.yaml" for name in self.vocabulary.first_aid}
        texts = _texts_in(self.sources.folder(source.name, source.current))
        # What may have been taken before it became first aid doesn't count, so it can't be lost.
        old = {path: text for path, text in texts.items() if path not in first_aid}
        return Offer(source, gathered, compare(old, gathered.texts))

    def take(self, offer: Offer) -> Source:
        """Take an offer as a whole; what it replaces is kept as the previous version."""
        old = offer.source
        with self._staged(offer.gathered) as (staged, version):
            new = old._replace(current=version, previous=old.current)
            with self._lock():
                known = self._known_with(old)
                self._commit(staged, new, [new if s == old else s for s in known])
        return new

    def back(self, source: Source) -> Source:
        """Return to the version before; doing it again returns to the newer one."""
        previous = source.previous
        if previous is None or not self.sources.folder(source.name, previous).is_dir():
            raise NotFound(
                f"There is no earlier version of {source.name}.",
                "One is kept from its first update on.",
            )
        new = source._replace(current=previous, previous=source.current)
        with self._lock():
            known = self._known_with(source)
            self.sources.write([new if s == source else s for s in known])
        return new

    def remove(self, source: Source) -> None:
        """Forget a source and delete its files here; where it came from is left alone."""
        with self._lock():
            known = self._known_with(source)
            self.sources.write([s for s in known if s != source])
            _delete(self.sources.root / source.name)
            self._forget_compiled(source.name, [source.current, source.previous])

    def _gather(self, origin: Origin) -> Gathered:
        scratch = self._fresh("fetch")
        try:
            return gather(origin, scratch, self.vocabulary)
        except OSError as error:
            raise _unwritable(self.sources.root, error) from None
        finally:
            _delete(scratch)

    @contextmanager
    def _staged(self, gathered: Gathered) -> Iterator[tuple[Path, Version]]:
        staged = self._fresh("new")
        identifier = f"{gathered.digest[:16]}-{os.urandom(3).hex()}"
        try:
            for path, text in gathered.texts.items():
                target = staged / path
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                target.write_bytes(text.encode())
            if hasattr(os, "sync"):
                os.sync()
            yield staged, Version(identifier, self.now, gathered.revision)
        except OSError as error:
            raise _unwritable(self.sources.root, error) from None
        finally:
            _delete(staged)

    def _fresh(self, what: str) -> Path:
        try:
            make_private(self.sources.root)
            self._sweep_scratch()
        except OSError as error:
            raise _unwritable(self.sources.root, error) from None
        return self.sources.root / f".{what}-{os.getpid()}-{os.urandom(3).hex()}"

    def _commit(self, staged: Path, source: Source, known: list[Source]) -> None:
        folder = self.sources.folder(source.name, source.current)
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        staged.rename(folder)
        try:
            self.sources.write(known)
        except BaseException:
            _delete(folder)
            with suppress(OSError):
                folder.parent.rmdir()
            raise
        self._sweep(source)

    def _known_with(self, source: Source) -> list[Source]:
        known = self.sources.all()
        if source not in known:
            raise DataProblem(
                f"Another copingkit changed {source.name} at the same time; nothing was changed here.",
                "Look at it with: coping library list",
            )
        return known

    def _sweep(self, source: Source) -> None:
        kept = {v.id for v in (source.current, source.previous) if v}
        folder = self.sources.root / source.name
        for old in sorted(folder.iterdir()):
            if old.name not in kept and VERSION.fullmatch(old.name):
                _delete(old)
                self._forget_compiled(source.name, [Version(old.name, "", "")])

    def _sweep_scratch(self) -> None:
        for left in self.sources.root.glob(".[fn]e*-*-*"):
            with suppress(OSError):
                # Left by a run that was killed; a younger one may still be at work.
                if time.time() - left.lstat().st_mtime > 24 * 3600:
                    _delete(left)

    def _forget_compiled(self, name: str, versions: list[Version | None]) -> None:
        from .compiled import Compiled

        for version in versions:
            if version is not None:
                folder = self.sources.folder(name, version) / "en"
                pattern = Compiled(self.cache, folder, "*").path.name
                for compiled in self.cache.glob(pattern):
                    with suppress(OSError):
                        compiled.unlink()

    @contextmanager
    def _lock(self) -> Iterator[None]:
        deadline = time.monotonic() + PATIENCE
        try:
            handle = os.open(self.sources.root / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise _unwritable(self.sources.root, error) from None
        try:
            while not _try_lock(handle):
                if time.monotonic() > deadline:
                    raise DataProblem(
                        "Another copingkit is changing the added libraries; nothing was changed.",
                        "Let it finish, then try again.",
                    )
                time.sleep(0.05)
            yield
        except OSError as error:
            raise _unwritable(self.sources.root, error) from None
        finally:
            # Closing lets go of the lock.
            os.close(handle)


def _texts_in(folder: Path) -> dict[str, str]:
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.glob("*/*.yaml"))
        if path.is_file() and not path.is_symlink()
    }


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _delete(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _taken(name: str) -> UsageProblem:
    return UsageProblem(
        f"There is a library named {name} already.",
        f"Choose another name, or remove it first with: coping library remove {name}",
    )


def _unwritable(root: Path, error: OSError) -> DataProblem:
    reason = (error.strerror or "no reason given").lower()
    return DataProblem(
        f"The added libraries can't be written ({reason}): {root}",
        "Check the disk's free space and the folder's permissions; what was there still counts.",
    )

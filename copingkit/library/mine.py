"""A person's own strategies: one YAML file each, in a folder that only they can read.

Nothing is ever overwritten or lost: a new strategy gets a free id, a changed one leaves its earlier
text in `.earlier`, a removed one goes to `.removed` until it is deleted for good.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import DataProblem, NotFound
from ..paths import is_there, make_private
from . import files

EARLIER = ".earlier"
REMOVED = ".removed"
LONGEST_ID = 40
UNNAMED = "my-strategy"
# Windows opens these names as devices, whatever comes after a dot.
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def id_of(title: str) -> str:
    """Return the id that a title makes: small letters, digits and hyphens, at most 40."""
    from unicodedata import normalize

    plain = normalize("NFKD", title.casefold().replace("ß", "ss"))
    parts = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().replace("'", ""))
    made = "-".join(parts)[:LONGEST_ID].strip("-").lstrip("0123456789-")
    if _DEVICES.fullmatch(made):
        made += "-strategy"
    return made if files.ID.fullmatch(made) else UNNAMED


def free_id(title: str, taken: Container[str]) -> str:
    """Return the id of a title, numbered when it is taken."""
    first = id_of(title)
    found, number = first, 2
    while found in taken:
        found = f"{first[: LONGEST_ID - 4].rstrip('-')}-{number}"
        number += 1
    return found


class Mine:
    """The folder of own strategies. Looking creates nothing; the folder is 0700, its files 0600.

    What can't be written raises DataProblem with nothing changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        """Return the ids there are files for, readable or not."""
        return [p.stem for p in files.strategy_files(self.folder) if files.ID.fullmatch(p.stem)]

    def path(self, identifier: str) -> Path:
        """Return where a strategy is kept; NotFound for what can't be an id."""
        if not files.ID.fullmatch(identifier):
            raise NotFound("That can't be an id.", "An id has small letters, digits and hyphens.")
        return self.folder / f"{identifier}.yaml"

    def has(self, identifier: str) -> bool:
        """Tell whether there is a file for an id."""
        return bool(files.ID.fullmatch(identifier)) and is_there(self.path(identifier))

    def text(self, identifier: str) -> str:
        """Return a strategy's text as it stands in its file, without a byte order mark."""
        with _writing("read"):
            return self.path(identifier).read_bytes().decode("utf-8-sig", "replace")

    def add(self, identifier: str, text: str) -> Path:
        """Keep a new strategy; FileExistsError where the id is taken, and nothing is changed."""
        path = self.path(identifier)
        with _writing("kept"):
            _make_private(self.folder)
            _put_new(path, text.encode())
        return path

    def replace(self, identifier: str, text: str) -> None:
        """Put a new text in the place of the present one, which is kept as the earlier one."""
        path = self.path(identifier)
        with _writing("changed"):
            kept = self.folder / EARLIER
            _make_private(kept)
            beside = _write_beside(kept / path.name, path.read_bytes())
            beside.replace(kept / path.name)
            _write_beside(path, text.encode()).replace(path)
            _sync(self.folder)

    def swap_back(self, identifier: str) -> None:
        """Exchange the present text for the earlier one; NotFound where there is none."""
        path = self.path(identifier)
        earlier = self.folder / EARLIER / path.name
        if not path.is_file() or not earlier.is_file():
            raise NotFound(
                f"There is no earlier text of {identifier}.", "See yours: coping mine list"
            )
        with _writing("changed"):
            text = earlier.read_bytes().decode("utf-8", "replace")
        self.replace(identifier, text)

    def remove(self, identifier: str) -> None:
        """Take a strategy out; it can be brought back."""
        path = self.path(identifier)
        with _writing("removed"):
            kept = self.folder / REMOVED
            _make_private(kept)
            # Numbered, so that the second one removed under a name doesn't cost the first.
            path.replace(kept / f"{identifier}.{len(self._removed(identifier)) + 1}.yaml")
            _sync(kept)
            _sync(self.folder)

    def bring_back(self, identifier: str) -> None:
        """Put back the strategy last removed under an id; FileExistsError where the id is in use."""
        removed = self._removed(identifier)
        if not removed:
            raise NotFound(
                f"Nothing called {identifier} was removed.",
                "These can be brought back: " + ", ".join(self.removed())
                if self.removed()
                else "See yours with: coping mine list",
            )
        with _writing("brought back"):
            _put_new(self.path(identifier), removed[-1].read_bytes())
            removed[-1].unlink()

    def removed(self) -> list[str]:
        """Return the ids that can be brought back."""
        found = files.strategy_files(self.folder / REMOVED)
        return sorted({path.name.split(".")[0] for path in found})

    def delete_for_good(self, identifier: str) -> int:
        """Delete a strategy with its earlier and removed texts; return how many files went."""
        path = self.path(identifier)
        every = [path, self.folder / EARLIER / path.name, *self._removed(identifier)]
        there = [file for file in every if file.is_file()]
        with _writing("deleted"):
            for file in there:
                file.unlink()
        return len(there)

    def _removed(self, identifier: str) -> list[Path]:
        pattern = re.compile(re.escape(identifier) + r"\.(\d+)\.yaml")
        numbered = [
            (int(found[1]), path)
            for path in files.strategy_files(self.folder / REMOVED)
            if (found := pattern.fullmatch(path.name))
        ]
        return [path for _, path in sorted(numbered)]


def keep_draft(folder: Path, name: str, text: str) -> Path:
    """Keep an unfinished text privately in a folder, replacing an older one of that name."""
    with _writing("kept"):
        _make_private(folder)
        path = folder / name
        _write_beside(path, text.encode()).replace(path)
    return path


@contextmanager
def _writing(done: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise DataProblem(
            f"Your strategy couldn't be {done} ({reason}: {error.filename}).",
            "Nothing else was changed. Where things are: coping data where",
        ) from None


def _make_private(folder: Path) -> None:
    if not folder.is_dir():
        try:
            make_private(folder)
        except FileExistsError as error:
            # Of a new strategy, FileExistsError says that its name is taken: another would not help.
            raise NotADirectoryError(
                errno.ENOTDIR, "a file or a broken link has the name of its folder", error.filename
            ) from None


def _put_new(path: Path, raw: bytes) -> None:
    """Put a whole file in place in one step, or raise FileExistsError."""
    beside = _write_beside(path, raw)
    try:
        if sys.platform == "win32":
            # A rename there refuses a name that is in use; elsewhere it would replace the file.
            beside.rename(path)
        else:
            try:
                os.link(beside, path)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                if path.exists():
                    raise FileExistsError(errno.EEXIST, "it is there already", str(path)) from None
                beside.rename(path)
        _sync(path.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _write_beside(path: Path, raw: bytes) -> Path:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _sync(folder: Path) -> None:
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        with contextlib.suppress(OSError):
            os.fsync(handle)
        os.close(handle)

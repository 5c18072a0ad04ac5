"""Gather a source's strategy files, from a folder or from git."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from ..core.safe import clean
from ..core.vocabulary import Vocabulary
from ..errors import InvalidContent, NotFound
from . import files, yamltext
from .sources_fit import fit_texts
from .sources_git import Blob, Repository
from .sources_origin import Origin

MOST_FILES = 20_000
MOST_BYTES = 128 * 1024 * 1024
# They stand beside strategies in a library and are none.
_OTHER_FILES = ("vocabulary.", "sources.yaml", "helplines.yaml")


class Gathered(NamedTuple):
    """What a source offers: texts by path (`en/some-id.yaml`), a line for each file left out."""

    revision: str
    texts: dict[str, str]
    left_out: list[str]

    @property
    def digest(self) -> str:
        """Return 64 hex digits that change when any text does."""
        from hashlib import sha256

        whole = sha256()
        for path, text in sorted(self.texts.items()):
            for part in (path.encode(), text.encode()):
                whole.update(b"%d:" % len(part) + part)
        return whole.hexdigest()


class Tree(Protocol):
    """A place that files can be listed in and read from; links are never followed."""

    def entries(self, key: str) -> list[Blob]:
        """List what stands right in a folder."""
        ...

    def read(self, blobs: Sequence[Blob]) -> list[bytes]:
        """Return files' contents."""
        ...


class Folder:
    """A folder on this machine as a tree; keys are paths."""

    def entries(self, key: str) -> list[Blob]:
        """List what stands right in a folder."""
        found: list[Blob] = []
        try:
            with os.scandir(key) as entries:
                for entry in entries:
                    if len(found) > 2 * MOST_FILES:
                        raise _too_many()
                    status = entry.stat(follow_symlinks=False)
                    kind = _kind(status.st_mode)
                    found.append(Blob(entry.name, kind, status.st_size, entry.path))
        except OSError as error:
            raise NotFound(
                f"{clean(key)} can't be read ({(error.strerror or 'no reason given').lower()}).",
                "Check the folder and its permissions; nothing was changed.",
            ) from None
        return sorted(found)

    def read(self, blobs: Sequence[Blob]) -> list[bytes]:
        """Return files' contents; a file that can't be read stops it all."""
        try:
            return [files.read_bytes(Path(blob.key)) for blob in blobs]
        except yamltext.Unreadable as error:
            raise InvalidContent(
                f"A file of the library can't be read: {error.what}.",
                f"To mend it: {error.fix}. Nothing was changed.",
            ) from None


def gather(origin: Origin, scratch: Path, vocabulary: Vocabulary) -> Gathered:
    """Return what an origin offers now. `scratch` is a folder to use, which must not exist yet.

    NotFound when it can't be reached, InvalidContent when it holds no strategy that can be read.
    """
    if origin.kind == "git":
        repository = Repository(origin, scratch)
        revision = repository.fetch()
        gathered = _gather(repository, f"{revision}^{{tree}}", revision, vocabulary)
    else:
        gathered = _gather(Folder(), origin.text, "", vocabulary)
    if not gathered.texts:
        first = f" The first reason: {gathered.left_out[0]}" if gathered.left_out else ""
        raise InvalidContent(
            f"No strategy that can be read is in {clean(origin.text)}.{first}",
            "Strategies are looked for in strategies/en/, en/ and the top folder, as some-id.yaml.",
        )
    return gathered if gathered.revision else gathered._replace(revision=gathered.digest[:12])


def _gather(tree: Tree, key: str, revision: str, vocabulary: Vocabulary) -> Gathered:
    left_out: list[str] = []
    chosen: dict[str, Blob] = {}
    for language, folder in _language_folders(tree, key, left_out):
        for blob in tree.entries(folder):
            if not blob.name.endswith(".yaml") or blob.name.startswith((*_OTHER_FILES, ".")):
                continue
            path = f"{language}/{clean(blob.name)[:60]}"
            reason = _unfit(blob)
            if reason:
                left_out.append(f"{path}: {reason}")
            else:
                chosen[f"{language}/{blob.name}"] = blob
    if len(chosen) > MOST_FILES or sum(blob.size for blob in chosen.values()) > MOST_BYTES:
        raise _too_many()
    contents = dict(zip(chosen, tree.read(list(chosen.values())), strict=True))
    return Gathered(revision, fit_texts(contents, vocabulary, left_out), left_out)


def _language_folders(tree: Tree, key: str, left_out: list[str]) -> list[tuple[str, str]]:
    top = tree.entries(key)
    shelves = _folders(top, left_out)
    if "strategies" in shelves:
        inner = _folders(tree.entries(shelves["strategies"]), left_out)
        shelves = inner if files.ENGLISH in inner else shelves
    if files.ENGLISH not in shelves:
        return [(files.ENGLISH, key)]
    found = [
        (n, k) for n, k in shelves.items() if files.LANGUAGE.fullmatch(n) and n != files.ENGLISH
    ]
    return [(files.ENGLISH, shelves[files.ENGLISH]), *sorted(found)]


def _folders(entries: list[Blob], left_out: list[str]) -> dict[str, str]:
    for blob in entries:
        if blob.kind == "link" and (
            blob.name == "strategies" or files.LANGUAGE.fullmatch(blob.name)
        ):
            left_out.append(f"{blob.name}: it is a link, and links aren't followed")
    return {blob.name: blob.key for blob in entries if blob.kind == "folder"}


def _unfit(blob: Blob) -> str:
    if not files.ID.fullmatch(blob.name[:-5]):
        return "the name can't be an id (small letters, digits and hyphens)"
    if blob.kind == "link":
        return "it is a link, and links aren't followed"
    if blob.kind != "file":
        return "it isn't a file"
    if blob.size > yamltext.MOST_BYTES:
        return f"it is larger than {yamltext.MOST_BYTES // 1024} KiB"
    return ""


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def _too_many() -> InvalidContent:
    return InvalidContent(
        f"The library is larger than {MOST_FILES} files or {MOST_BYTES // 1024 // 1024} MB.",
        "Nothing was taken; look whether this is the right one.",
    )

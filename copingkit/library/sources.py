"""Added sources: which there are, where they come from, and the shelves they make.

`registry.json` names the folder of each source that counts. A new version is written beside the
old one, then the registry is replaced: the one rename that takes the whole source over.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import DataProblem, NotFound, UsageProblem
from .catalogue import MINE, SHIPPED, Shelf

NAME = re.compile(r"[a-z][a-z0-9-]{0,28}[a-z0-9]")
VERSION = re.compile(r"[0-9a-f]{16}-[0-9a-f]{6}")
KINDS = ("git", "folder")
# A strategy's source is said by these too. Device names of Windows can't be folders there.
_RESERVED = {MINE, SHIPPED, "draft", "con", "prn", "aux", "nul"}
_FORMAT = 1


class Version(NamedTuple):
    """One state of a source's files. `taken` is ISO 8601, `revision` a git commit or a digest."""

    id: str
    taken: str
    revision: str


class Source(NamedTuple):
    """An added library: its name, kind (git or folder), origin, and its versions."""

    name: str
    kind: str
    origin: str
    current: Version
    previous: Version | None = None


class Sources:
    """The registry of added sources under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.registry = root / "registry.json"

    def all(self) -> list[Source]:
        """Return the sources, first added first; DataProblem when the registry can't be read."""
        try:
            raw = self.registry.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._damaged((error.strerror or "no reason given").lower()) from None
        try:
            tree = json.loads(raw)
            if tree["version"] != _FORMAT:
                raise self._damaged("a newer copingkit wrote it")
            return [_source(name, fields) for name, fields in tree["sources"].items()]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise self._damaged("it isn't as copingkit wrote it") from None

    def get(self, name: str) -> Source:
        """Return a source by name; NotFound offers the nearest."""
        known = {source.name: source for source in self.all()}
        if name in known:
            return known[name]
        from ..core.reading import closest

        near = closest(name, known)
        shown = "".join(c for c in name if c.isprintable())[:40]
        raise NotFound(
            f'There is no added library "{shown}".',
            f"Did you mean {near}?" if near else "See them with: coping library list",
        )

    def shelves(self) -> list[Shelf]:
        """Return a shelf for each source, first added first."""
        return [Shelf(s.name, self.folder(s.name, s.current) / "en") for s in self.all()]

    def folder(self, name: str, version: Version) -> Path:
        """Return the folder of one version; it holds one folder a language."""
        return self.root / name / version.id

    def write(self, sources: list[Source]) -> None:
        """Replace the registry in one rename. The caller holds the lock."""
        tree = {"version": _FORMAT, "sources": {s.name: _fields(s) for s in sources}}
        beside = self.registry.with_name(".registry.new")
        with beside.open("w", encoding="utf-8") as file:
            file.write(json.dumps(tree, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.registry)

    def _damaged(self, why: str) -> DataProblem:
        return DataProblem(
            f"The list of added libraries can't be read ({why}): {self.registry}",
            "Delete that file and add them again; your own data is kept elsewhere.",
        )


def check_name(name: str) -> str:
    """Return a name fit for a source, or raise UsageProblem."""
    if NAME.fullmatch(name) and name not in _RESERVED:
        return name
    shown = "".join(c for c in name if c.isprintable())[:40]
    raise UsageProblem(
        f'"{shown}" can\'t be the name of a library.',
        "Use 2 to 30 small letters, digits and hyphens, for example: our-group"
        + (f"; {shown} is taken by copingkit." if name in _RESERVED else ""),
    )


def _source(name: str, fields: dict[str, Any]) -> Source:
    # The names become paths: a registry that was tampered with must not lead out of the folder.
    if not NAME.fullmatch(name) or fields["kind"] not in KINDS:
        raise ValueError(name)
    previous = fields.get("previous")
    return Source(
        name,
        fields["kind"],
        str(fields["from"]),
        _version(fields["current"]),
        _version(previous) if previous else None,
    )


def _version(fields: dict[str, Any]) -> Version:
    if not VERSION.fullmatch(fields["id"]):
        raise ValueError(fields["id"])
    return Version(fields["id"], str(fields["taken"]), str(fields["revision"]))


def _fields(source: Source) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "from": source.origin,
        "current": source.current._asdict(),
        "previous": source.previous._asdict() if source.previous else None,
    }

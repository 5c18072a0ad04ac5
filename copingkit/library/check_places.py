"""Which files a check looks at, and which library a file belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import UsageProblem

VOCABULARY = "vocabulary.yaml"
# As strategies end, and as people name them by mistake: those meet CK011 instead of being passed over.
_ENDINGS = (".yaml", ".yml", ".yaml.txt", ".yml.txt")


def find_root(path: Path) -> Path | None:
    """Return the library folder a file stands in: the nearest one above it with a vocabulary."""
    for folder in path.absolute().parents:
        if (folder / VOCABULARY).is_file():
            return folder
    return None


def looks_like_one(name: str) -> bool:
    """Whether a file's name ends as that of a strategy does, or nearly so."""
    return name.lower().endswith(_ENDINGS)


def gather(paths: Iterable[Path]) -> list[Path]:
    """Return files once each, and what is in folders; UsageProblem for a path that isn't there."""
    # By their texts: a Path takes longer to compare than its file takes to open.
    found: dict[str, Path] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise UsageProblem(
                f"There is no file or folder {path}.", "Name strategy files, or a folder of them."
            )
        if path.is_dir() and not path.is_symlink() and not looks_like_one(path.name):
            nested = path / "strategies"
            inside = nested if (nested / VOCABULARY).is_file() else path
            found.update((os.fspath(path), path) for path in _below(inside))
        else:
            found[os.fspath(path)] = path
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    """Yield what is named like a strategy, whatever it is; links to folders are never followed."""
    try:
        with os.scandir(folder) as entries:
            rows = sorted(entries, key=lambda e: e.name)
    except OSError:
        return
    for entry in rows:
        if entry.name.startswith("."):
            continue
        if looks_like_one(entry.name):
            yield folder / entry.name
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(folder / entry.name)

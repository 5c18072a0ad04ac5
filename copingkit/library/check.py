"""Check files against the library's rules; findings, never exceptions, come of bad files."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from . import files, rules, yamltext
from .check_alone import Alone, check_file, check_tree, located
from .check_candidate import place_of
from .check_findings import Finding
from .check_library import Library
from .check_places import find_root, gather
from .check_workers import each

MOST_UNCOLLECTED = 20_000


class Report:
    """What came of checking some files."""

    def __init__(self) -> None:
        self.files = 0
        self.findings: list[Finding] = []

    @property
    def failing(self) -> list[Finding]:
        """The findings that keep a file out of the library."""
        return [finding for finding in self.findings if finding.fails]


def check_paths(paths: Sequence[Path], fallback: Path, today: date | None = None) -> Report:
    """Check files and whole folders. A file outside of any library is checked as a draft for the
    one at `fallback`; one that is named is somebody's contribution, and gets the advice for that.
    InvalidContent when a library has no readable vocabulary.
    """
    named = {path for path in paths if not path.is_dir()}
    by_root: dict[Path, list[Path]] = {}
    roots: dict[str, Path] = {}
    for path in gather(paths):
        folder = os.fspath(path).rpartition(os.sep)[0]
        if folder not in roots:
            roots[folder] = find_root(path) or fallback
        by_root.setdefault(roots[folder], []).append(path)
    report = Report()
    for root, found in by_root.items():
        library = Library.at(root)
        library.today = today or date.today()
        library.add_files(skipped=found)
        report.files += len(found)
        report.findings += _in_library(_english_first(found), library, named)
    report.findings.sort(key=lambda f: (f.file, f.line, f.code))
    return report


def check_text(text: str, place: Path, library: Library) -> list[Finding]:
    """Check a text as if it stood at `place`; it meets the library as another version of its id."""
    tree: Any
    try:
        text = yamltext.decode(text.encode("utf-8", "surrogatepass"))
        tree = yamltext.parse(text)
    except yamltext.Unreadable as error:
        tree = error
    alone = check_tree(place_of(place, library.root), text, tree, library, contributed=True)
    return _among(alone, library, lambda: text)


def _in_library(paths: Sequence[Path], library: Library, named: Set[Path]) -> Iterator[Finding]:
    def alone(path: Path) -> Alone:
        return check_file(path, library, contributed=bool(named) and path in named)

    with _seldom_collecting(), closing(each(alone, paths)) as checked:
        for path, found in zip(paths, checked, strict=True):
            yield from _among(found, library, partial(files.read_text, path))
            if found.claim is not None:
                library.take(found.claim)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    # Trees of plain data free themselves; looking for rings in them is a tenth of the work.
    before = gc.get_threshold()
    gc.set_threshold(MOST_UNCOLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _among(alone: Alone, library: Library, text: Callable[[], str]) -> list[Finding]:
    """Return all findings on a file: its own, and those that come of the others."""
    found, claim = alone.findings, alone.claim
    problems = [p for rule in rules.AMONG for p in rule(claim, library)] if claim else []
    if not problems:
        return found
    try:
        said = text() if any(p.path for p in problems) else ""
        more = located(alone.place, problems, alone.keys, said)
    except yamltext.Unreadable:
        # The file was changed meanwhile.
        more = located(alone.place, [p._replace(path=()) for p in problems], (), "")
    return sorted(found + more)


def _english_first(paths: Iterable[Path]) -> list[Path]:
    english = f"{os.sep}{files.ENGLISH}{os.sep}"
    return sorted(paths, key=lambda p: (english not in os.fspath(p), os.fspath(p)))

"""Check files against the library's rules; findings, never exceptions, come of bad files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..core import strategy as model
from ..core import translation as words
from ..core.reading import Problem
from . import files, rules, yamltext
from .check_candidate import ENGLISH, Candidate, Place, place_of
from .check_data import is_data, problems_of
from .check_findings import Finding, Rule
from .check_library import Library
from .check_places import find_root, gather
from .rules_explained import EXPLAINED


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
        for path in _english_first(found):
            contributed = bool(named) and path in named
            read = _read(path, root)
            report.findings += _check(*read, library, keep=True, contributed=contributed)
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
    return _check(place_of(place, library.root), text, tree, library, keep=False, contributed=True)


def _read(path: Path, root: Path) -> tuple[Place, str, Any]:
    """Return a file's place, text and tree; the tree is the reason when it can't be read."""
    place, text = place_of(path, root), ""
    try:
        text = files.read_text(path)
        return place, text, yamltext.parse(text)
    except yamltext.Unreadable as error:
        return place, text, error


def _check(
    place: Place, text: str, tree: Any, library: Library, *, keep: bool, contributed: bool
) -> list[Finding]:
    if isinstance(tree, yamltext.Unreadable):
        return [_finding(place, tree.line, Problem(tree.code, (), tree.what, tree.fix))]
    candidate = Candidate(place, text, tree, library, contributed=contributed)
    problems = list(_problems(candidate, keep=keep))
    if not problems:
        return []
    lines = yamltext.lines_of(text)
    return sorted(_finding(place, _line(lines, p.path), p) for p in problems)


def _problems(candidate: Candidate, *, keep: bool) -> Iterator[Problem]:
    place, tree, library = candidate.place, candidate.tree, candidate.library
    inside = place.inside or place.name
    if is_data(inside):
        yield from problems_of(inside, tree, library, library.today)
        return
    yield from _apply(rules.ANY, candidate)
    if isinstance(tree, dict):
        yield from _apply(rules.TREE, candidate)
    if place.language == ENGLISH:
        candidate.strategy, problems = model.read(place.id, tree, library.vocabulary)
        yield from problems
        if candidate.strategy is not None:
            yield from _apply(rules.STRATEGY, candidate)
            if candidate.refused:
                yield from _apply((*rules.REFUSED, *rules.REFUSED_IN_ENGLISH), candidate)
            if keep:
                library.add(candidate.strategy, candidate.words)
        return
    yield from _translation(candidate, keep=keep)


def _translation(candidate: Candidate, *, keep: bool) -> Iterator[Problem]:
    from .rules_library import facts_in_translation, original_missing

    library, place = candidate.library, candidate.place
    candidate.original = library.original(place.id)
    facts = list(facts_in_translation(candidate)) if isinstance(candidate.tree, dict) else []
    yield from facts
    yield from original_missing(candidate)
    if candidate.original is None:
        return
    tree = candidate.tree
    if facts:
        tree = {k: v for k, v in tree.items() if k not in {p.path[0] for p in facts}}
    candidate.translation, problems = words.read(tree, candidate.original)
    yield from problems
    found = candidate.translation
    if found is not None:
        yield from _apply(rules.TRANSLATION, candidate)
        yield from _apply(rules.REFUSED, candidate)
        if keep:
            library.add_names(place.id, place.language, found.title, found.aliases)


def _apply(some: Sequence[Rule], candidate: Candidate) -> Iterator[Problem]:
    for rule in some:
        yield from rule(candidate)


def _english_first(paths: Iterable[Path]) -> list[Path]:
    english = f"{os.sep}{ENGLISH}{os.sep}"
    return sorted(paths, key=lambda p: (english not in os.fspath(p), os.fspath(p)))


def _line(lines: dict[yamltext.Path, int], path: yamltext.Path) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _finding(place: Place, line: int, problem: Problem) -> Finding:
    why = EXPLAINED[problem.code].why
    return Finding(problem.code, place.shown, line, problem.what, why, problem.fix)

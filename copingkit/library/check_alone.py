"""What can be said of one file alone, and what it takes up among the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..core import strategy as model
from ..core import translation as words
from ..core.reading import Problem
from . import files, rules, yamltext
from .check_candidate import Candidate, Place, place_of
from .check_claim import Claim, claim_of, claim_of_translation
from .check_data import is_data, problems_of
from .check_findings import Finding, Rule
from .check_library import Library
from .rules_explained import EXPLAINED


class Alone(NamedTuple):
    """A file's own findings, what it takes up when it can be read, and the keys of its tree; plain
    data.
    """

    place: Place
    findings: list[Finding]
    claim: Claim | None
    keys: tuple[str, ...] = ()


def check_file(path: Path, library: Library, *, contributed: bool) -> Alone:
    """Check a file by all rules that don't look at the others under check."""
    place, text = place_of(path, library.root), ""
    tree: Any
    try:
        text = files.read_text(path)
        tree = yamltext.parse(text)
    except yamltext.Unreadable as error:
        tree = error
    return check_tree(place, text, tree, library, contributed=contributed)


def check_tree(place: Place, text: str, tree: Any, library: Library, *, contributed: bool) -> Alone:
    """Check a text and its tree, which is the reason when it can't be read."""
    if isinstance(tree, yamltext.Unreadable):
        problem = Problem(tree.code, (), tree.what, tree.fix)
        return Alone(place, [_finding(place, tree.line, problem)], None)
    candidate = Candidate(place, text, tree, library, contributed=contributed)
    problems = list(_problems(candidate))
    keys = _shared(tuple(tree)) if isinstance(tree, dict) else ()
    return Alone(place, located(place, problems, keys, text), _claim(candidate), keys)


@lru_cache(maxsize=256)
def _shared(keys: tuple[str, ...]) -> tuple[str, ...]:
    # The same object for all files that have the same keys goes between processes once.
    return keys


def located(
    place: Place, problems: Sequence[Problem], keys: Sequence[str], text: str
) -> list[Finding]:
    """Return problems with a text, whose tree has some keys, as findings, each on its line."""
    lines = yamltext.lines_at(text, keys, [p.path for p in problems]) if problems else {}
    return [_finding(place, yamltext.nearest(lines, p.path), p) for p in problems]


def _problems(candidate: Candidate) -> Iterator[Problem]:
    place, tree, library = candidate.place, candidate.tree, candidate.library
    inside = place.inside or place.name
    if is_data(inside):
        yield from problems_of(inside, tree, library, library.today)
        return
    yield from _apply(rules.ANY, candidate)
    if isinstance(tree, dict):
        yield from _apply(rules.TREE, candidate)
    if place.language != files.ENGLISH:
        yield from _translation(candidate)
        return
    candidate.strategy, problems = model.read(place.id, tree, library.vocabulary)
    yield from problems
    if candidate.strategy is not None:
        yield from _apply(rules.STRATEGY, candidate)
        if candidate.refused:
            yield from _apply((*rules.REFUSED, *rules.REFUSED_IN_ENGLISH), candidate)


def _translation(candidate: Candidate) -> Iterator[Problem]:
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
    if candidate.translation is not None:
        yield from _apply(rules.TRANSLATION, candidate)
        yield from _apply(rules.REFUSED, candidate)


def _apply(some: Sequence[Rule], candidate: Candidate) -> Iterator[Problem]:
    for rule in some:
        yield from rule(candidate)


def _claim(candidate: Candidate) -> Claim | None:
    place = candidate.place
    if candidate.strategy is not None:
        return claim_of(candidate.strategy, place.language, candidate.words)
    if candidate.translation is not None:
        return claim_of_translation(place.id, place.language, candidate.translation)
    return None


def _finding(place: Place, line: int, problem: Problem) -> Finding:
    why = EXPLAINED[problem.code].why
    return Finding(problem.code, place.shown, line, problem.what, why, problem.fix)

"""Rules on a library's files that aren't strategies: each by the reader that uses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from ..core.reading import Path, Problem
from . import files
from .check_library import Library

_WORDS = re.compile(rf"vocabulary\.({files.LANGUAGE.pattern})\.yaml")
Rule = Callable[[Any, Library, date], Iterable[Problem]]


def is_data(inside: str) -> bool:
    """Whether a place inside a library is one of these files."""
    return inside in _RULES or _WORDS.fullmatch(inside) is not None


def problems_of(inside: str, tree: Any, library: Library, today: date) -> Iterable[Problem]:
    """Return what is wrong with the tree of such a file."""
    return _RULES.get(inside, _vocabulary_words)(tree, library, today)


def _helplines(tree: Any, _: Library, today: date) -> Iterable[Problem]:
    from .helplines import problems_of

    return problems_of(tree, today)


def _outcomes(tree: Any, _: Library, __: date) -> Iterable[Problem]:
    from .outcomes import from_tree

    return from_tree(tree)[1]


def _sources(tree: Any, _: Library, __: date) -> Iterable[Problem]:
    from .rules_sources import problems_of

    return problems_of(tree)


def _vocabulary_words(tree: Any, library: Library, _: date) -> Iterable[Problem]:
    from .rules_vocabulary import problems_of

    return problems_of(tree, files.load_tree(library.root / "vocabulary.yaml"))


def _vocabulary(_: Any, library: Library, __: date) -> Iterator[Problem]:
    # A vocabulary that can't be read is an error before any file is looked at.
    v = library.vocabulary
    named: list[tuple[Path, str]]
    named = [(("involves", tag, "caution"), of.caution) for tag, of in v.involves.items()]
    named += [(("need_cautions", need), code) for need, code in v.need_cautions.items()]
    for path, code in named:
        if code and code not in v.cautions:
            yield _loose(
                path, f"`{code}` is not in cautions", "add its text there, or name another"
            )
    for need in v.need_cautions:
        if need not in v.needs:
            yield _loose(("need_cautions", need), f"`{need}` is not in needs", "correct its name")
    for number, name in enumerate(v.first_aid):
        if not (library.root / "en" / f"{name}.yaml").is_file():
            yield _loose(
                ("first_aid", number),
                f"there is no strategy `{name[:40]}`",
                "name one that is there",
            )


def _loose(path: Path, what: str, fix: str) -> Problem:
    return Problem("CK043", path, what, fix)


_RULES: dict[str, Rule] = {
    "helplines.yaml": _helplines,
    "outcomes.yaml": _outcomes,
    "sources.yaml": _sources,
    "vocabulary.yaml": _vocabulary,
}

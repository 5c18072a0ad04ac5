"""What is wrong with the answers of `mine new`, before and after they are written as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..core import strategy as model
from ..core.guide_fields import GUIDE_KEYS, read_guide
from ..core.reading import Path, Problem, Reader
from ..core.safe import clean, hidden
from .mine_questions import QUESTIONS, Tree

if TYPE_CHECKING:
    from ..core.strategy import Strategy
    from ..core.vocabulary import Vocabulary

_ASKED = ("guide", *(q.field for q in QUESTIONS if "." not in q.field))
_KEY = re.compile(r"([a-z]+):")
SHOWN_BEFORE = 16


def faults(tree: Tree, field: str, vocabulary: Vocabulary) -> list[Problem]:
    """Return what is wrong with one field of the answers so far."""
    _, problems = model.read("draft", tree, vocabulary)
    found = [p for p in problems if p.path[:1] == (field,)]
    return found or list(_hidden(tree.get(field), (field,)))


def fault_as_file(strategy: Strategy, vocabulary: Vocabulary) -> Problem | None:
    """Return what keeps a strategy from being read back from its file, if anything does."""
    from ..library.mine_text import Faulty, read, written

    tree = model.to_tree(strategy)
    for problem in _hidden(tree, ()):
        return problem
    text = written(strategy)
    try:
        found = model.to_tree(read("draft", strategy.id, text.encode(), vocabulary))
    except Faulty as error:
        first = error.faults[0]
        keys = [key[1] for row in text.split("\n")[: first.line] if (key := _KEY.match(row))]
        return _unwritable(keys[-1] if keys else "", first.what)
    changed = [key for key, value in tree.items() if found.get(key) != value]
    return _unwritable(changed[0], "it would be read as something else") if changed else None


def question_of(problem: Problem) -> int:
    """Return the place of the question that a problem belongs to; the first, where it has none."""
    fields = [question.field for question in QUESTIONS]
    field = problem.path[0] if problem.path else ""
    return fields.index(field) if field in fields else 0


def fitting(tree: Any, vocabulary: Vocabulary) -> Tree:
    """Return the answers of a draft that fit, made harmless; whatever else it holds is left out."""
    if not isinstance(tree, dict):
        return {}
    known = {field: tree[field] for field in _ASKED if field in tree}
    guide = _fitting_guide(known.pop("guide", None))
    _, problems = model.read("draft", known, vocabulary)
    wrong = {problem.path[0] for problem in problems if problem.path}
    kept = {field: value for field, value in known.items() if field not in wrong}
    if guide:
        kept["guide"] = guide
    return {field: _cleaned(value) for field, value in kept.items()}


def _fitting_guide(guide: Any) -> Tree:
    kind = guide.get("kind") if isinstance(guide, dict) else None
    if not isinstance(kind, str) or kind not in GUIDE_KEYS:
        return {}
    r = Reader()
    # Without rounds, which are asked for last, the rhythm would not be looked at.
    read_guide(r, {"rounds": "1", **guide} if kind == "breath" else guide, ())
    wrong = {problem.path[0] for problem in r.problems if problem.path}
    return {key: value for key, value in guide.items() if key not in wrong}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value]


def _hidden(value: Any, path: Path) -> Iterator[Problem]:
    if isinstance(value, str):
        at = hidden(value)
        if at >= 0:
            where = f'after "{value[:at][-SHOWN_BEFORE:].lstrip()}"' if at else "at its beginning"
            yield Problem(
                "CK001", path,
                f"That holds a character that doesn't show (U+{ord(value[at]):04X}, {where})",
                "write it again without that one",
            )  # fmt: skip
        return
    parts: Any = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else parts:
        yield from _hidden(inner, (*path, key))


def _unwritable(field: str, what: str) -> Problem:
    return Problem(
        "CK001", (field,), f"That can't be kept as it is ({what})", "write it in another way"
    )

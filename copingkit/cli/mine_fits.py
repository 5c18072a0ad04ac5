"""What fits as an answer of `mine new`, and what doesn't, in the words of the question at hand."""

from __future__ import annotations

from typing import Any

from ..core.guide_fields import LINE, MOST, PARAGRAPH, PHASE_LINE
from ..core.reading import Path, Problem
from ..core.strategy import FIELDS
from .mine_questions import Tree

_OF = {field.name: field for field in FIELDS}
RHYTHM = (
    "A rhythm has 2 to 6 parts with commas between them, such as: in 4, hold 2, out 6. Each is "
    "in, hold, out or rest, and its seconds, 0.5 to 60."
)
ROUNDS = "A whole number, from 1 to 120."


def _within(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]} to {bounds[1]} characters"


FITS: dict[str, str] = {
    "title": f"A title has {_within(_OF['title'].length)}.",
    "summary": f"The sentence has {_within(_OF['summary'].length)}.",
    "minutes": f"A whole number of minutes, from {_OF['minutes'].least} to {_OF['minutes'].most}.",
    "needs": f"{_OF['needs'].least} to {_OF['needs'].most} of them fit.",
    "when": f"{_OF['when'].least} to {_OF['when'].most} of them fit.",
    "involves": f"At most {_OF['involves'].most} of them fit.",
    "props": (
        f"At most {_OF['props'].most} things with commas between them, each "
        f"{_within(_OF['props'].length)}."
    ),
}
GUIDE_FITS: dict[str, str] = {
    "say": f"A step has {_within(LINE)}.",
    "seconds": "The time of a step can be 2 seconds to 30 minutes.",
    "steps": f"1 to {MOST} steps fit.",
    "ask": f"A question has {_within(LINE)}.",
    "count": "A question can have 1 to 10 answers.",
    "prompts": f"1 to {MOST} questions fit.",
    "items": f"An item has {_within(LINE)}.",
    "paragraphs": f"A paragraph has {_within(PARAGRAPH)}.",
    "phases": RHYTHM,
    "rounds": ROUNDS,
}


def misfit(problem: Problem, tree: Tree) -> str:
    """Say what is wrong with an answer, and what fits."""
    if problem.code == "CK001":
        return f"{problem.what}: {problem.fix}."
    keys = [part for part in problem.path if isinstance(part, str)]
    fits = (GUIDE_FITS if keys[:1] == ["guide"] else FITS).get(keys[-1] if keys else "")
    if fits is None:
        return f"{problem.what}: {problem.fix}."
    value = _at(tree, problem.path)
    if keys[-1] == "phases" and isinstance(value, str):
        long = f" Words after them: at most {PHASE_LINE[1]} characters." if len(value) > 30 else ""
        return (
            f'"{value}" doesn\'t fit. Write in, hold, out or rest, and its seconds, 0.5 to 60, '
            f"such as: in 4.{long}"
        )
    if problem.code == "CK007" and isinstance(value, str):
        count = len(" ".join(value.split()))
        return f"That has {count} character{'' if count == 1 else 's'}. {fits}"
    return fits


def _at(tree: Any, path: Path) -> Any:
    for part in path:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return None
    return tree

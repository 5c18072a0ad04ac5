"""How the guide of a new strategy is asked for, line by line."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..core.fold import fold
from ..core.guide_fields import MOST
from .mine_questions import Tree

_TIME = re.compile(
    r"^(.*?)\s*\((\d+(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?)\.?\)$", re.IGNORECASE
)
_TIMES = re.compile(r"^(.*?)\s*\((\d+)(?:\s*(?:x|times|answers))?\)$", re.IGNORECASE)
_PHASE_AFTER = re.compile(r"\s+(?=(?:in|hold|out|rest)\s+\d)", re.IGNORECASE)
_COUNT = re.compile(r"\s*(?:x|times?|rounds?)\.?$", re.IGNORECASE)
ROUNDS_FOR = 180
LIST_KEYS = "Enter ends the list, - takes the last one away, < goes back, = shows the page."
FULL = f"That is {MOST}, all that fits. Enter goes on, - takes the last away."


class Lines(NamedTuple):
    """A guide made of lines: its key, what one line is called, and how to write one."""

    key: str
    name: str
    how: str


LINES = {
    "steps": Lines("steps", "Step", "A time may stand at its end: (20 s) or (2 min)."),
    "prompts": Lines(
        "prompts", "Question", "More than one answer? Put the number at its end: (3)."
    ),
    "checklist": Lines("items", "Item", ""),
    "text": Lines("paragraphs", "Paragraph", "20 to 400 characters each."),
}


def line_of(kind: str, said: str) -> Any:
    """Turn a typed line into what the guide's list holds."""
    said = " ".join(said.split())
    if kind == "steps":
        timed = _TIME.match(said)
        if timed is None:
            return {"say": said}
        seconds = float(timed[2]) * (60 if timed[3].lower().startswith("m") else 1)
        return {"say": timed[1], "seconds": f"{seconds:g}"}
    if kind == "prompts":
        counted = _TIMES.match(said)
        return {"ask": said} if counted is None else {"ask": counted[1], "count": counted[2]}
    return said


def said_before(kind: str, line: Any, given: list[Any]) -> bool:
    """Tell whether a list has a line already; a step may come again, but not at once."""
    earlier = given[-1:] if kind == "steps" else given
    return _words(line) in map(_words, earlier)


def _words(line: Any) -> str:
    if isinstance(line, dict):
        line = line.get("say", line.get("ask", ""))
    return fold(str(line)).rstrip(" .!?")


def phases_of(said: str) -> list[str]:
    """Turn a typed rhythm such as `in 4, out 6` into phases; commas may be missing."""
    said = _PHASE_AFTER.sub(", ", said)
    return [" ".join(part.split()).lower() for part in said.split(",") if part.strip()]


def rounds_for(phases: list[str]) -> str:
    """Return how many rounds take about three minutes."""
    seconds = sum(float(p.split()[1]) for p in phases)
    return str(max(1, min(120, round(ROUNDS_FOR / seconds)))) if seconds else "10"


def rounds_of(said: str) -> str:
    """Turn a typed `5 times` into `5`."""
    return _COUNT.sub("", said.strip())


def new_guide(tree: Tree, kind: str) -> None:
    """Set the kind of guide; another kind than before begins anew."""
    if tree.get("guide", {}).get("kind") != kind:
        tree["guide"] = {"kind": kind}

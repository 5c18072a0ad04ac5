"""How the guide of a new strategy is asked for, line by line."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .mine_questions import Tree

_TIME = re.compile(
    r"^(.*?)\s*\((\d+(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?)\.?\)$", re.IGNORECASE
)
_TIMES = re.compile(r"^(.*?)\s*\((\d+)(?:\s*(?:x|times|answers))?\)$", re.IGNORECASE)
ROUNDS_FOR = 180


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


def phases_of(said: str) -> list[str]:
    """Turn a typed rhythm such as `in 4, out 6` into phases."""
    return [" ".join(part.split()).lower() for part in said.split(",") if part.strip()]


def rounds_for(phases: list[str]) -> str:
    """Return how many rounds take about three minutes."""
    seconds = sum(float(p.split()[1]) for p in phases)
    return str(max(1, min(120, round(ROUNDS_FOR / seconds)))) if seconds else "10"


def new_guide(tree: Tree, kind: str) -> None:
    """Set the kind of guide; another kind than before begins anew."""
    if tree.get("guide", {}).get("kind") != kind:
        tree["guide"] = {"kind": kind}

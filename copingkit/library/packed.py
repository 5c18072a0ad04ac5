"""Read the helplines shipped inside the package: no YAML, no library folder, no network."""

from __future__ import annotations

import json
from pathlib import Path

from ..core.helpline import Directory, Helplines, from_tree

FILE = Path(__file__).resolve().parent.parent / "helplines.json"

# For an installation whose file is gone or torn: a way on is shown even then.
BARE = Helplines(
    "On most mobile phones 112 reaches help; in North America and much of Latin America it is 911.",
    {},
    [Directory("Find A Helpline", "findahelpline.com", "lines in many countries", [], "line")],
    {},
)


def read_packed(path: Path = FILE) -> Helplines:
    """Return the shipped helplines; BARE where the file can't be read."""
    try:
        return from_tree(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return BARE

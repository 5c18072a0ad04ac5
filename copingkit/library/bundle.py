"""Several strategies in one file, to hand to a friend: their files as they are, one after another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .files import ID

_MARK = "# --- strategy: {} ---"
_MARKS = re.compile(rb"^# --- strategy: (" + ID.pattern.encode() + rb") ---\r?\n", re.MULTILINE)
_HEAD = "# Strategies handed over with copingkit. Take them in with: coping mine import FILE\n"


def together(texts: Mapping[str, str]) -> str:
    """Return one file for strategies' files by id; a single one stays the plain file it is."""
    if len(texts) == 1:
        return next(iter(texts.values()))
    parts = [f"{_MARK.format(i)}\n{text.rstrip()}\n" for i, text in texts.items()]
    return _HEAD + "\n".join(parts)


def parts(name: str, raw: bytes) -> list[tuple[str, bytes]]:
    """Return (name, bytes) for each strategy in a file; a file that isn't a bundle is its only part.

    Nothing is judged here: every part goes through the checks that a single file goes through.
    """
    if not raw.startswith(_HEAD.encode()):
        return [(name, raw)]
    found = _MARKS.split(raw)[1:]
    return [(f"{i.decode()}.yaml", text) for i, text in zip(found[::2], found[1::2], strict=True)]

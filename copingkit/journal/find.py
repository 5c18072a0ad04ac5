"""Finding one entry by a part of its id, without parsing ten years to do so."""

from __future__ import annotations

from copingkit.errors import NotFound, UsageProblem
from copingkit.journal.folder import ENTRIES, Folder
from copingkit.journal.format import Doc
from copingkit.journal.ids import is_id, month_of

SHORTEST = 4
"""Fewest digits accepted: fewer would fit something by accident."""


def one(folder: Folder, ident: str) -> Doc:
    """Return the only living entry whose id begins or ends with `ident`."""
    part = ident.strip().lower().replace("-", "")
    if len(part) < SHORTEST or part.strip("0123456789abcdef"):
        raise NotFound(f"{ident!r} isn't the id of an entry.", "`coping log list` shows the ids.")
    found = _exact(folder, part) if is_id(part) else _fitting(folder, part)
    if not found:
        raise NotFound(f"There is no entry {ident!r}.", "`coping log list` shows the ids.")
    if len(found) > 1:
        ids = ", ".join(sorted(doc["id"] for doc in found[:3]))
        raise UsageProblem(f"{ident!r} fits {len(found)} entries.", f"Give more digits: {ids}.")
    return found[0]


def _exact(folder: Folder, id: str) -> list[Doc]:
    doc = folder.merged(month_of(id)).get(id)
    return [doc] if doc and "del" not in doc else []


def _fitting(folder: Folder, part: str) -> list[Doc]:
    begins, ends = f'"id": "{part}'.encode(), f'{part}"'.encode()
    found: list[Doc] = []
    for month, names in folder.months().items():
        raws = (folder.raw(folder.path / name, ENTRIES) or b"" for name in names)
        if folder.waits_in(month) or any(begins in raw or ends in raw for raw in raws):
            found += [doc for doc in folder.living(month, names)
                      if doc["id"].startswith(part) or doc["id"].endswith(part)]  # fmt: skip
    return found

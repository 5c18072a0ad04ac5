"""Which uses were counted in what was given away: their ids, for here alone.

Each gift has a document of its own, so that those of two devices add up when they are merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from copingkit.errors import DataProblem
from copingkit.journal.device import device
from copingkit.journal.folder import PROFILE
from copingkit.journal.format import Doc
from copingkit.journal.ids import is_id, key_id, new_id, stamp
from copingkit.journal.profile import Profile
from copingkit.journal.wanted import Wanted

if TYPE_CHECKING:
    from copingkit.journal.journal import Journal

PREFIX = "shared:outcomes:"
Cell = tuple[str, str]
"""strategy, need"""


def note(journal: Journal, cells: Mapping[Cell, Iterable[str]]) -> None:
    """Keep which uses were given. No undo: what others have by now isn't taken back."""
    now = journal.now()
    key = f"{PREFIX}{new_id(now)}"
    rows = [[*cell, sorted(ids)] for cell, ids in sorted(cells.items())]
    doc: Doc = {"id": key_id(key), "rev": 1, "upd": stamp(now), "dev": device(journal.places.state)}
    doc |= {"key": key, "value": {"rows": rows}}
    journal.absorb({PROFILE: {doc["id"]: doc}})


def given(profile: Profile) -> dict[Cell, set[str]]:
    """Return the ids of the uses that were given; DataProblem where that can't be known."""
    found: dict[Cell, set[str]] = {}
    for value in profile.all(PREFIX).values():
        rows = value.get("rows")
        if not isinstance(rows, list) or not all(map(_is_row, rows)):
            raise DataProblem(
                "The note of which uses were shared before can't be read, so none are shared.",
                "An earlier copy may have it whole: coping data restore",
            )
        for strategy, need, ids in rows:
            found.setdefault((strategy, need), set()).update(ids)
    return found


def moved(profile: Profile, old: str, new: str) -> Iterator[Wanted]:
    """Return what keeps a use known as given when its id changes with its time."""
    for key, value in profile.all(PREFIX).items():
        rows = value.get("rows")
        if isinstance(rows, list) and any(_is_row(row) and old in row[2] for row in rows):
            changed = [
                [*row[:2], sorted(new if id == old else id for id in row[2])]
                if _is_row(row)
                else row
                for row in rows
            ]
            content = {"key": key, "value": {**value, "rows": changed}}
            yield Wanted(PROFILE, key_id(key), content)


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and [type(part) for part in row] == [str, str, list]
        and all(map(is_id, row[2]))
    )

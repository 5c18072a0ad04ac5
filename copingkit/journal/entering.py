"""Entries on their way in: from fields to documents, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from copingkit.core.entry import FIELDS, KINDS, Entry, to_minute
from copingkit.errors import UsageProblem
from copingkit.journal.folder import ENTRIES, content_of
from copingkit.journal.ids import new_id
from copingkit.journal.wanted import Wanted


def wanted(entry: Entry) -> Wanted:
    """Return an entry as a change asks for it."""
    return Wanted(ENTRIES, entry.id, content_of(entry.to_doc()))


def edited(old: Entry, changes: Mapping[str, Any]) -> tuple[Entry, list[Wanted]]:
    """Return an entry with some fields changed, and what that asks for.

    Ids carry the time, so a new time gives a new id.
    """
    check_names(changes)
    entry = replace(old, **tuples(changes)).checked()
    if datetime.fromisoformat(entry.at) == old.when:
        return entry, [wanted(entry)]
    entry = replace(entry, id=new_id(entry.when))
    return entry, [Wanted(ENTRIES, old.id, None), wanted(entry)]


def check_names(fields: Mapping[str, Any]) -> None:
    """Raise UsageProblem for a field that entries don't have."""
    for name in fields:
        if name not in FIELDS and name != "extra":
            raise UsageProblem(f"An entry has no {name!r}.", f"It has {', '.join(sorted(FIELDS))}.")


def tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields in the types that Entry has."""
    fixed = dict(fields)
    for name in ("needs", "tags"):
        if name in fixed:
            value = fixed[name] or ()
            fixed[name] = (value,) if isinstance(value, str) else tuple(value)
    if isinstance(fixed.get("at"), datetime):
        fixed["at"] = written(fixed["at"])
    return fixed


def written(at: datetime | str) -> str:
    """Return a moment as it is stored."""
    return at.isoformat(timespec="seconds") if isinstance(at, datetime) else at


def named(entry: Entry) -> str:
    """Return the words for one entry."""
    kind = "use" if entry.kind == "use" else KINDS.get(entry.kind, entry.kind)
    of = f" of {entry.strategy}" if entry.strategy else ""
    return f"the {kind}{of} at {to_minute(entry.at)}"


def counted(count: int) -> str:
    """Return the words for a number of entries."""
    return "1 entry" if count == 1 else f"{count} entries"


def as_typed(entry: Entry) -> str:
    """Return what was typed, to be shown where it can't be saved."""
    lines = [f"{name}: {value}" for name, value in entry.to_json().items()
             if value not in (None, [], ()) and name not in ("id", "note")]  # fmt: skip
    return "\n".join([*lines, *([entry.note] if entry.note else [])])

"""CSV: one row an entry, for spreadsheets; it can be read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from copingkit.core.entry import Entry
from copingkit.core.safe import clean
from copingkit.journal.exchange.foreign import Found, Row, derived_id
from copingkit.journal.ids import is_id

COLUMNS = (
    "id", "at", "kind", "needs", "strategy", "before", "after", "outcome", "rating", "minutes",
    "place", "energy", "company", "obstacle", "note", "tags", "extra",
)  # fmt: skip
NUMBERS = frozenset({"before", "after", "rating", "minutes"})
LISTS = frozenset({"needs", "tags"})
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet would take for a formula at the start of a cell (and our mark against it)."""


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the text of an export, a row at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        yield text.getvalue()
        text.seek(0)
        text.truncate()
        writer.writerow([_cell(entry, name) for name in COLUMNS])
    yield text.getvalue()


def is_ours(columns: Iterable[str]) -> bool:
    """Say whether a header is that of our export."""
    return {"at", "kind", "strategy", "before", "after"} <= {*columns}


def read(row: Row, now: datetime, seen: dict[str, int]) -> Found:
    """Return a row's entry; raise UsageProblem or ValueError for what isn't one."""
    fields: dict[str, Any] = {name: _value(name, row.get(name) or "") for name in COLUMNS}
    fields = {name: value for name, value in fields.items() if value is not None}
    made = fields.pop("id", None)
    entry = Entry(**{"kind": "checkin", "at": "", **fields}).checked()
    return entry, made if is_id(made) else derived_id(entry, seen)


def _cell(entry: Entry, name: str) -> str:
    if name == "extra":
        return json.dumps(entry.extra, sort_keys=True) if entry.extra else ""
    value = getattr(entry, name)
    if value is None:
        return ""
    text = "; ".join(value) if name in LISTS else f"{value}"
    text = clean(text, newlines=True)
    # A number below zero isn't possible here, so every leading sign is a person's own text.
    return f"'{text}" if text.startswith(FORMULA) else text


def _value(name: str, text: str) -> Any:
    text = text.removeprefix("'") if text[1:].startswith(FORMULA) else text
    text = text.strip()
    if not text:
        return None
    if name == "extra":
        extra = json.loads(text)
        return extra if isinstance(extra, Mapping) else None
    if name in LISTS:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if name == "minutes":
        return float(text) if "." in text else int(text)
    return int(text) if name in NUMBERS else text

"""Our JSON: everything, exactly, one entry a line.

    {"app": "copingkit", "format": "journal", "version": 1,
     "exported": "2026-11-22T21:30:00+01:00", "filter": "",
     "entries": [
    {"id": "...", "rev": 1, "upd": "...", "dev": "laptop-3f2a", "kind": "use", "at": "...", ...},
    ...
    ], "profile": [
    {"id": "...", "rev": 1, "upd": "...", "dev": "...", "key": "pin:walk", "value": {}}
    ]}

`id` is a UUIDv7 in hex, `rev` counts versions, `upd` is the time of the last one in UTC, `dev` the
device it was made on. Empty fields are left out; fields copingkit doesn't know stay as they are.
Deleted entries aren't in it, and `profile` is empty where a filter was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from copingkit.core.entry import is_moment
from copingkit.errors import DataProblem, InvalidContent
from copingkit.journal import format
from copingkit.journal.folder import ENTRIES, PROFILE
from copingkit.journal.format import Doc
from copingkit.journal.ids import is_id, key_id, month_of

FORMAT = "journal"
VERSION = 1

_encode = json.JSONEncoder(ensure_ascii=True, allow_nan=False).encode


def lines(entries: Iterable[Doc], keyed: Iterable[Doc], now: datetime, words: str) -> Iterator[str]:
    """Yield the text of an export."""
    head = {
        "app": format.APP,
        "format": FORMAT,
        "version": VERSION,
        "exported": now.isoformat(timespec="seconds"),
        "filter": words,
    }
    yield _encode(head)[:-1] + ',\n "entries": [\n'
    yield from _rows(entries)
    yield '\n], "profile": [\n'
    yield from _rows(keyed)
    yield "\n]}\n"


def is_ours(parsed: object) -> bool:
    """Say whether a parsed JSON file is an export of copingkit."""
    return isinstance(parsed, dict) and parsed.get("app") == format.APP and "entries" in parsed


def documents(parsed: dict[str, Any], name: str) -> tuple[list[tuple[str, Doc]], list[str]]:
    """Return (role, document) for all that can be used, and a sentence for each that can't."""
    version = parsed.get("version")
    if parsed.get("format") != FORMAT or type(version) is not int:
        raise InvalidContent(f"{name} isn't a whole export of copingkit.", "Export it again.")
    if version > VERSION:
        raise DataProblem(
            f"{name} was written by a newer copingkit (version {version}).",
            "Update copingkit on this machine, then import again.",
        )
    found: list[tuple[str, Doc]] = []
    problems = []
    for role in (ENTRIES, PROFILE):
        rows = parsed.get(role, [])
        for number, doc in enumerate(rows if isinstance(rows, list) else [], 1):
            fault = _fault(role, doc)
            if fault:
                problems.append(f"Number {number} of {role} {fault}.")
            else:
                found.append((role, doc))
    return found, problems


def _rows(documents: Iterable[Doc]) -> Iterator[str]:
    comma = ""
    for doc in documents:
        yield comma + _encode(doc)
        comma = ",\n"


def _fault(role: str, doc: object) -> str:
    if not isinstance(doc, dict):
        return "isn't an entry"
    if not is_id(doc.get("id")) or type(doc.get("rev")) is not int or not 0 < doc["rev"] < 1 << 53:
        return "has no id or no revision"
    if "del" in doc or not all(isinstance(doc.get(name), str) for name in ("upd", "dev")):
        return "isn't complete"
    if role == PROFILE:
        fits = isinstance(doc.get("key"), str) and isinstance(doc.get("value"), dict)
        return "" if fits and doc["id"] == key_id(doc["key"]) else "has no key of its own"
    try:
        month_of(doc["id"])
    except (ValueError, OverflowError):
        return "has an id from no time"
    fits = is_moment(doc.get("at")) and isinstance(doc.get("kind"), str)
    return "" if fits else "has no kind, or no date with an offset"

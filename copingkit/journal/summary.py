"""What helped so far, in sums: kept beside the state so that ten years needn't be read again.

Closed months are folded into one set of sums, kept in the state folder under the names, sizes,
times and numbers of the files they came from. The two newest months are read as they are. Deleting
the summary changes nothing but time; it is written only where there is a state folder already.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from copingkit.core.effect_sums import History
from copingkit.journal import disk
from copingkit.journal.folder import LOCKED, Folder
from copingkit.journal.format import Doc

RECENT = 20
"""How many techniques used last are remembered in order, for variety."""
OPEN_MONTHS = 2
"""Newest months read afresh: these are the ones that still change."""
VERSION = 3
NAME = "summary.json"
ROLE = "summary"
_CRC = b',"crc":'

FileKey = list[Any]


class Summary:
    """Hold a person's uses as sums.

    `recent` are the techniques used last, newest first; `last_used` the local day (ordinal) of each
    technique's last use; `entries` counts all entries, `uses` those that name a technique used.
    """

    def __init__(self) -> None:
        self.history = History()
        self.recent: list[str] = []
        self.last_used: dict[str, int] = {}
        self.entries = 0
        self.uses = 0

    def add(self, doc: Mapping[str, Any]) -> None:
        """Add one stored entry; entries are added in order of time."""
        self.entries += 1
        technique, kind = doc.get("strategy"), doc.get("kind")
        if not isinstance(technique, str) or kind not in ("use", "rating"):
            return
        day = _day(str(doc.get("at")))
        needs = [need for need in doc.get("needs", ()) if isinstance(need, str)]
        if kind == "rating":
            stars = _number(doc, "rating")
            if stars is not None:
                self.history.add_rating(technique, needs, day, stars)
            return
        self.uses += 1
        self.last_used[technique] = max(day, self.last_used.get(technique, 0))
        self.recent = [technique, *self.recent][:RECENT]
        self.history.add_use(
            technique,
            needs,
            day,
            before=_number(doc, "before"),
            after=_number(doc, "after"),
            stars=_number(doc, "rating"),
            outcome=doc.get("outcome"),
            energy=doc.get("energy"),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return {
            "recent": self.recent,
            "last_used": self.last_used,
            "entries": self.entries,
            "uses": self.uses,
            "rows": self.history.to_list(),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Summary:
        """Return a kept summary; raise ValueError, KeyError or TypeError for anything else."""
        summary = cls()
        summary.history = History.from_list(kept["rows"])
        summary.recent = [str(technique) for technique in kept["recent"]]
        summary.last_used = {str(name): int(day) for name, day in kept["last_used"].items()}
        summary.entries, summary.uses = int(kept["entries"]), int(kept["uses"])
        return summary


def summarise(folder: Folder, state: Path, today: date) -> Summary:
    """Return the summary of all entries, from what is kept as far as that still fits the files."""
    months = sorted(folder.months().items())
    closed, still_open = months[:-OPEN_MONTHS], months[-OPEN_MONTHS:]
    summary = _closed(folder, state, closed, today) if closed else Summary()
    _add_months(summary, folder, still_open)
    return summary


def _closed(
    folder: Folder, state: Path, months: list[tuple[str, list[str]]], today: date
) -> Summary:
    keys = {month: [_key(folder.path / name) for name in names] for month, names in months}
    summary, fitting = _kept(folder, state, keys)
    rest = [(month, names) for month, names in months if month not in fitting]
    if rest:
        _add_months(summary, folder, rest)
        summary.history.fold(today.toordinal())
        _keep(folder, state, {"version": VERSION, "months": keys, **summary.to_json()})
    return summary


def _kept(
    folder: Folder, state: Path, keys: Mapping[str, list[FileKey]]
) -> tuple[Summary, Mapping[str, object]]:
    """Return the kept summary and its months, where all of them are earlier and unchanged."""
    try:
        raw = (state / NAME).read_bytes()
        if raw.startswith(LOCKED) and folder.vault:
            raw = folder.vault.unseal(raw, state / NAME, ROLE)
        text, _, crc = raw.rpartition(_CRC)
        kept = json.loads(raw) if crc == b"%d}" % crc32(text + b"}") else {}
        months = kept["months"]
        missing = keys.keys() - months.keys()
        if kept["version"] == VERSION and all(
            keys.get(month) == files and not any(other < month for other in missing)
            for month, files in months.items()
        ):
            return Summary.from_json(kept), months
    except Exception:  # noqa: BLE001, RUF100 - whatever is wrong with it, it can be made anew
        pass
    return Summary(), {}


def _keep(folder: Folder, state: Path, summary: Mapping[str, Any]) -> None:
    if not state.is_dir():
        return
    text = json.dumps(summary, separators=(",", ":")).encode("ascii")
    raw = text[:-1] + _CRC + b"%d}" % crc32(text)
    if folder.vault is not None:
        raw = folder.vault.seal(raw, NAME, ROLE)
    batch = disk.Batch()
    with contextlib.suppress(OSError):
        batch.stage(state / NAME, raw, lasting=False)
        batch.commit()


def _add_months(
    summary: Summary, folder: Folder, months: Iterable[tuple[str, list[str]]]
) -> None:  # fmt: skip
    for month, names in months:
        documents: list[Doc] = sorted(folder.living(month, names), key=lambda doc: doc["id"])
        for doc in documents:
            summary.add(doc)


def _key(path: Path) -> FileKey:
    seen = path.stat()
    # Every write of ours makes a new file, so its number (inode) changes with its content.
    return [path.name, seen.st_size, seen.st_mtime_ns, seen.st_ino]


def _day(at: str) -> int:
    try:
        return date.fromisoformat(at[:10]).toordinal()
    except ValueError:
        return 1


def _number(doc: Mapping[str, Any], name: str) -> int | float | None:
    value = doc.get(name)
    return value if type(value) in (int, float) else None

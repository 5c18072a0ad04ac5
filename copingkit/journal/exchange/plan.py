"""Importing: look first, then write what is new in one step that one undo takes back."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from typing import Any, NamedTuple

from copingkit.errors import CopingError, InvalidContent
from copingkit.journal.exchange import foreign, jsonfile, table
from copingkit.journal.folder import ENTRIES, Folder, content_of, is_later
from copingkit.journal.format import Doc
from copingkit.journal.ids import month_of
from copingkit.journal.journal import Journal
from copingkit.journal.wanted import Wanted

HINT = "copingkit reads its own JSON and CSV, jrnl's JSON export and Daylio's CSV export."


class Plan(NamedTuple):
    """What an import would do; nothing has been written yet.

    `new` and `changed` will be written. `known` counts what is here already, `deleted` what was
    deleted here and stays so, `problems` says why rows are left out.
    """

    source: str
    new: list[Wanted]
    changed: list[Wanted]
    known: int
    deleted: int
    problems: list[str]

    def sentences(self) -> list[str]:
        """Return the plan in words."""
        entries = sum(want.role == ENTRIES for want in self.new)
        said = [f"{self.source}: {_count(entries, 'new entry', 'new entries')}"]
        for count, words in (
            (len(self.new) - entries, "new pins, settings and the like"),
            (len(self.changed), "newer than here or brought back"),
            (self.known, "here already"),
            (self.deleted, "deleted here, and left so (--deleted brings them back)"),
            (len(self.problems), "left out"),
        ):
            if count:
                said.append(f"{count} {words}")
        return [", ".join(said) + ".", *self.problems[:10]]


def plan_import(journal: Journal, raw: bytes, name: str, *, deleted_too: bool = False) -> Plan:
    """Return what importing a file would do; raise InvalidContent for one of no known format.

    What was deleted here stays so, unless `deleted_too`.
    """
    source, wanted, problems = _read(raw, name, journal.now())
    new, changed, known, deleted = [], [], 0, 0
    here = _Here(journal.folder)
    for want in wanted:
        old = here.find(want)
        if old is None:
            new.append(want)
        elif "del" in old and deleted_too:
            changed.append(Wanted(want.role, want.id, want.content))
        elif "del" in old:
            deleted += 1
        elif content_of(old) == want.content or not (want.version and is_later(want.version, old)):
            known += 1
        else:
            changed.append(want)
    return Plan(source, new, changed, known, deleted, problems)


def run_import(journal: Journal, plan: Plan) -> int:
    """Write what is planned in one step; return how many documents were written."""
    return journal.write([*plan.new, *plan.changed], f"imported from {plan.source}")


class _Here:
    """Look documents up, reading each month once."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._read: dict[str, dict[str, Doc]] = {}

    def find(self, want: Wanted) -> Doc | None:
        if want.stem not in self._read:
            self._read[want.stem] = self._folder.merged(want.stem)
        return self._read[want.stem].get(want.id)


def _read(raw: bytes, name: str, now: datetime) -> tuple[str, list[Wanted], list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except ValueError:
        raise InvalidContent(f"{name} isn't text in UTF-8.", HINT) from None
    if text.lstrip().startswith(("{", "[")):
        return _read_json(text, name, now)
    return _read_csv(text, name, now)


def _read_json(text: str, name: str, now: datetime) -> tuple[str, list[Wanted], list[str]]:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidContent(f"{name} is cut short or isn't JSON.", HINT) from None
    if jsonfile.is_ours(parsed):
        found, problems = jsonfile.documents(parsed, name)
        wanted = [Wanted(role, doc["id"], content_of(doc), doc) for role, doc in found]
        return "a copingkit export", wanted, problems
    if foreign.is_jrnl(parsed):
        return "a jrnl export", *_collect("Entry", parsed["entries"], foreign.read_jrnl, now)
    raise InvalidContent(f"{name} has no format copingkit knows.", HINT)


def _read_csv(text: str, name: str, now: datetime) -> tuple[str, list[Wanted], list[str]]:
    csv.field_size_limit(1 << 24)
    try:
        rows = [*csv.DictReader(text.splitlines(keepends=True))]
    except csv.Error as problem:
        raise InvalidContent(f"{name} isn't a CSV file ({problem}).", HINT) from None
    columns = [column for column in (rows[0] if rows else {}) if column]
    if table.is_ours(columns):
        return "a copingkit table", *_collect("Row", rows, table.read, now)
    if foreign.is_daylio(columns):
        return "a Daylio export", *_collect("Row", rows, foreign.read_daylio, now)
    raise InvalidContent(f"{name} has no format copingkit knows.", HINT)


def _collect(
    unit: str, rows: list[dict[str, Any]], read: foreign.Reader, now: datetime
) -> tuple[list[Wanted], list[str]]:
    wanted: list[Wanted] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        try:
            entry, id = read(row, now, seen)
            month_of(id)
            wanted.append(Wanted(ENTRIES, id, content_of(entry.to_doc())))
        except CopingError as problem:
            problems.append(f"{unit} {number}: {problem.message}")
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as problem:
            problems.append(f"{unit} {number} can't be read ({problem}).")
    return wanted, problems


def _count(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"

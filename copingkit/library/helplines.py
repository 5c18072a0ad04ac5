"""The shared helplines: read from YAML, checked, and written out for the package."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from ..core import helpline_fields
from ..core.helpline import ADVISE, HIDE, Helplines, every_line, months_since, to_tree
from ..core.reading import Problem
from ..errors import InvalidContent
from . import files, yamltext

NAME = "helplines.yaml"
# Problems that are told and don't stop anything.
ADVISORY = frozenset({"HL101", "HL102"})
CODES = {
    "HL003": "a number, address or code isn't written as it can be used",
    "HL004": "a line has no hours that can be read",
    "HL005": "hours without a time zone",
    "HL006": "a line without a source",
    "HL007": "checked later than its newest source, and nobody confirmed it",
    "HL008": "a date in the future",
    "HL009": "a time zone nobody knows",
    "HL010": "the same way to reach stands twice in a country",
    "HL101": "checked more than 6 months ago (advice)",
    "HL102": "checked more than 18 months ago: its number is hidden (advice)",
}


def check_helplines(path: Path, today: date) -> list[Problem]:
    """Return what is wrong with a helplines file, and what is getting old, with codes of CODES."""
    try:
        tree = yamltext.parse(files.read_text(path))
    except yamltext.Unreadable as error:
        return [Problem(error.code, (), error.what, error.fix)]
    return problems_of(tree, today)


def problems_of(tree: Any, today: date) -> list[Problem]:
    """Return the same for a file that is read already, as a plain tree."""
    found, reader = helpline_fields.read(tree)
    if found is None:
        return reader.problems
    return [*_dates(found, today), *_zones(found), *_doubles(found), *_ages(found, today)]


def load_helplines(path: Path) -> Helplines:
    """Return the helplines in a file, or raise InvalidContent naming file, line and fix."""
    tree = files.load_tree(path)
    found, reader = helpline_fields.read(tree)
    if found is None:
        first = reader.problems[0]
        line = yamltext.line_of(files.read_text(path), first.path)
        raise InvalidContent(f"{path}:{line}: {first.what}.", f"To mend it: {first.fix}.")
    return found


def packed(found: Helplines) -> str:
    """Return the text of the data file inside the package; a line a country, for short diffs."""
    from json import dumps

    def short(value: Any) -> str:
        return dumps(value, ensure_ascii=False, separators=(",", ":"))

    tree = to_tree(found)
    countries = tree.pop("countries")
    head = short({"generated_from": f"strategies/{NAME}", **tree})[:-1]
    rows = ",\n".join(f"{short(code)}:{short(country)}" for code, country in countries.items())
    return f'{head},\n"countries":{{\n{rows}\n}}}}\n'


def _dates(found: Helplines, today: date) -> list[Problem]:
    late = [
        Problem("HL008", ("sources", key, "on"), f"{source.on} is in the future", "write its day")
        for key, source in found.sources.items()
        if source.on > today.isoformat()
    ]
    for path, line in _placed(found):
        if line.checked > today.isoformat():
            late.append(
                Problem(
                    "HL008",
                    (*path, "checked"),
                    f"{line.checked} is in the future",
                    "write the day it was checked",
                )
            )
    return late


def _zones(found: Helplines) -> list[Problem]:
    from zoneinfo import available_timezones

    known = available_timezones()
    return [
        Problem("HL009", (*path, "zone"), f"`{line.zone}` isn't a time zone", "use Europe/Vienna")
        for path, line in _placed(found)
        # Without time zone data on this machine nothing can be said.
        if line.zone and known and line.zone not in known
    ]


def _doubles(found: Helplines) -> list[Problem]:
    seen: set[tuple[str, str, str]] = set()
    doubles = []
    for path, line in _placed(found):
        for number, way in enumerate(line.reach):
            key = (str(path[1]), way.kind, re.sub(r"[ \-]", "", way.to))
            if key in seen:
                doubles.append(
                    Problem(
                        "HL010",
                        (*path, "reach", number),
                        f"{way.kind} {way.to} stands twice in {path[1]}",
                        "keep one of them",
                    )
                )
            seen.add(key)
    return doubles


def _ages(found: Helplines, today: date) -> list[Problem]:
    ages = []
    for path, line in _placed(found):
        months = months_since(line.checked, today)
        if months < ADVISE:
            continue
        code = "HL102" if months >= HIDE else "HL101"
        what = f"{line.name} was last checked {months} months ago"
        ages.append(
            Problem(
                code,
                (*path, "checked"),
                what + ("; its number is hidden" if months >= HIDE else ""),
                "open its own page, then renew `checked` and say who in `confirmed_by`",
            )
        )
    return ages


def _placed(found: Helplines) -> list[tuple[tuple[str | int, ...], Any]]:
    places: dict[str, int] = {}
    placed: list[tuple[tuple[str | int, ...], Any]] = []
    for country, line in every_line(found):
        number = places.get(country.code, 0)
        places[country.code] = number + 1
        placed.append((("countries", country.code, "lines", number), line))
    return placed

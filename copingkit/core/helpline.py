"""Lines a person can turn to: what is known of each, whether it is open, how old that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from .opening import Hours, opens_next, parse_hours

UNKNOWN = "unknown"
ANYONE = "anyone"
WRITTEN = ("text", "chat", "whatsapp", "mail")
WAYS = (*WRITTEN, "call")

# Months after the last check.
ADVISE, DIRECTORIES_FIRST, HIDE = 6, 12, 18


class Way(NamedTuple):
    """One way to reach a line: its kind (one of WAYS) and the number or address."""

    kind: str
    to: str


class Source(NamedTuple):
    """A dated list or page that lines were taken from."""

    title: str
    on: str


class Line(NamedTuple):
    """A line. What no list says is "unknown"; `kind` is "peer" or "line"."""

    name: str
    kind: str
    reach: Sequence[Way]
    reach_note: str
    hours: str
    zone: str
    hours_note: str
    holidays: str
    audience: str
    cost: str
    languages: Sequence[str]
    may_send_help: str
    may_send_help_note: str
    address: str
    source: Sequence[str]
    checked: str
    confirmed_by: str

    def written(self) -> bool:
        """Say whether it can be reached without speaking."""
        return any(way.kind in WRITTEN for way in self.reach)

    def opening(self) -> Hours:
        """Return its hours as data."""
        return parse_hours(self.hours)


class Directory(NamedTuple):
    """Where more lines are listed. `countries` is empty where it is for all."""

    name: str
    address: str
    about: str
    countries: Sequence[str]
    kind: str


class Country(NamedTuple):
    """A country's emergency numbers and lines."""

    code: str
    name: str
    aliases: Sequence[str]
    emergency: Sequence[str]
    emergency_text: Sequence[str]
    lines: Sequence[Line]


class Helplines(NamedTuple):
    """All of `strategies/helplines.yaml`."""

    emergency_note: str
    sources: Mapping[str, Source]
    directories: Sequence[Directory]
    countries: Mapping[str, Country]

    def find(self, said: str) -> Country | None:
        """Return the country meant by a code, a name or another name."""
        word = said.strip().casefold()
        for country in self.countries.values():
            if word in (country.code.casefold(), country.name.casefold(), *country.aliases):
                return country
        return None

    def directories_for(self, code: str) -> list[Directory]:
        """Return the directories that cover a country."""
        return [d for d in self.directories if not d.countries or code in d.countries]


class Rungs(NamedTuple):
    """A country's lines from the gentlest step up; each stands in one place only."""

    peer: Sequence[Line]
    written: Sequence[Line]
    spoken: Sequence[Line]

    def all(self) -> list[Line]:
        """Return them in that order."""
        return [*self.peer, *self.written, *self.spoken]


def rungs(lines: Iterable[Line]) -> Rungs:
    """Put lines in order: peers, then what can be written to, then what is only spoken.

    On each step those for anyone stand before those for one group.
    """
    steps: tuple[list[Line], list[Line], list[Line]] = ([], [], [])
    for line in sorted(lines, key=lambda line: line.audience != ANYONE):
        steps[0 if line.kind == "peer" else 1 if line.written() else 2].append(line)
    return Rungs(*steps)


def is_open(line: Line, at: datetime) -> bool | None:
    """Say whether a line is open at a moment (aware time); None where that isn't certain.

    Inside its hours it is certain for day-and-night lines, and otherwise where it is known to
    keep its hours on public holidays. Outside them it is closed. An unknown time zone tells nothing.
    """
    hours = line.opening()
    if hours.always:
        return True
    there = time_there(line, at)
    if there is None or not hours.spans:
        return None
    if not hours.holds(there):
        return False
    return True if line.holidays == "open" else None


def opens_at(line: Line, at: datetime) -> datetime | None:
    """Return when a closed line opens next, in its own local time; None where not known."""
    there = time_there(line, at)
    return None if there is None else opens_next(line.opening(), there)


def time_there(line: Line, at: datetime) -> datetime | None:
    """Return a moment as the clock shows it where the line is; None without its time zone."""
    from zoneinfo import ZoneInfo

    try:
        # Raises a KeyError where the machine has no time zone data (Windows without tzdata).
        return at.astimezone(ZoneInfo(line.zone)) if line.zone else None
    except (KeyError, ValueError, OSError):
        return None


def months_since(checked: str, today: date) -> int:
    """Return the whole months from a day (YYYY-MM-DD) to today; a bad or later day is 0."""
    try:
        then = date.fromisoformat(checked)
    except ValueError:
        return 0
    months = (today.year - then.year) * 12 + today.month - then.month
    # The 31st of a month counts as reached on the last day of a shorter one.
    last = (today + timedelta(days=1)).day == 1
    return max(0, months - (today.day < then.day and not last))


def oldest(lines: Iterable[Line], today: date) -> int:
    """Return the age in months of the line that was checked longest ago; 0 without lines."""
    return max((months_since(line.checked, today) for line in lines), default=0)


def guess_country(environ: Mapping[str, str]) -> str:
    """Return the two letters of the country in the locale variables; "" where there are none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        place = environ.get(name, "").partition(".")[0].partition("@")[0]
        _, _, code = place.replace("-", "_").partition("_")
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code.upper()
    return ""


def to_tree(lines: Helplines) -> dict[str, Any]:
    """Return plain dicts and lists, without what is left at its default."""
    return {
        "emergency_note": lines.emergency_note,
        "sources": {key: source._asdict() for key, source in lines.sources.items()},
        "directories": [_lean(d._asdict()) for d in lines.directories],
        "countries": {
            code: _lean(
                country._asdict()
                | {"lines": [_lean(line._asdict() | _reach(line)) for line in country.lines]}
            )
            for code, country in lines.countries.items()
        },
    }


def from_tree(tree: Mapping[str, Any]) -> Helplines:
    """Return the helplines that `to_tree` wrote."""
    return Helplines(
        tree["emergency_note"],
        {key: Source(**source) for key, source in tree["sources"].items()},
        [Directory(**{**_DIRECTORY, **d}) for d in tree["directories"]],
        {code: _country(country) for code, country in tree["countries"].items()},
    )


_DIRECTORY: dict[str, Any] = {"about": "", "countries": [], "kind": "line"}
_LINE: dict[str, Any] = {
    "kind": "line", "reach_note": "", "zone": "", "hours_note": "", "holidays": UNKNOWN,
    "audience": ANYONE, "cost": UNKNOWN, "languages": [], "may_send_help": UNKNOWN,
    "may_send_help_note": "", "address": UNKNOWN, "confirmed_by": "",
}  # fmt: skip
_COUNTRY: dict[str, Any] = {"aliases": [], "emergency_text": []}
_DEFAULTS = {**_DIRECTORY, **_COUNTRY, **_LINE}


def _country(tree: Mapping[str, Any]) -> Country:
    lines = [
        Line(**{**_LINE, **line, "reach": [Way(*way) for way in line["reach"]]})
        for line in tree["lines"]
    ]
    return Country(**{**_COUNTRY, **tree, "lines": lines})


def _reach(line: Line) -> dict[str, Any]:
    return {"reach": [list(way) for way in line.reach]}


def _lean(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
    return {key: value for key, value in plain.items() if value != _DEFAULTS.get(key)}


def every_line(lines: Helplines) -> Iterator[tuple[Country, Line]]:
    """Yield each line with its country."""
    for country in lines.countries.values():
        for line in country.lines:
            yield country, line

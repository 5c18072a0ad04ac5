"""Read `helplines.yaml` into lines, collecting every problem."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from .helpline import (
    ANYONE,
    UNKNOWN,
    WAYS,
    Country,
    Directory,
    Helplines,
    Line,
    Source,
    Way,
)
from .opening import ALWAYS, VARIES, parse_hours
from .reading import Path, Reader

_NUMBER = r"[+*#]?\d(?:[\d \-]{0,18}\d)?"
_PATTERNS = {
    "call": re.compile(_NUMBER + r"(?:, (?:press|option) \d)?"),
    "text": re.compile(r"(?:[A-Z]{2,12} to )?" + _NUMBER),
    "whatsapp": re.compile(_NUMBER),
    "chat": re.compile(r"[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:/[\w./-]*)?"),
    "mail": re.compile(r"[\w.+-]+@[a-z0-9.-]+\.[a-z]{2,}"),
}
_ADDRESS = _PATTERNS["chat"]
_EMERGENCY = re.compile(r"\d{2,5}")
_CODE = re.compile(r"[A-Z]{2}")
_KINDS = ("line", "peer")
_ANSWERS = ("yes", "no", UNKNOWN)
_TOP = ("emergency_note", "sources", "directories", "countries")
_COUNTRY = ("name", "aliases", "emergency", "emergency_text", "lines")
_LINE = (
    "name", "kind", "reach", "reach_note", "hours", "zone", "hours_note", "holidays", "for", "cost",
    "languages", "may_send_help", "may_send_help_note", "address", "source", "checked", "confirmed_by",
)  # fmt: skip


class _Lines(Reader):
    """Reads the parts; `refuse` keeps what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: dict[str, Source] = {}

    def text(
        self, tree: dict[str, Any], key: str, path: Path, default: str, most: int = 120
    ) -> str:
        return self.line(tree[key], (*path, key), 1, most) if key in tree else default

    def texts(
        self, tree: dict[str, Any], key: str, path: Path, most: int, least: int = 1
    ) -> tuple[str, ...]:
        if key not in tree:
            return ()
        return self.many(
            tree[key], (*path, key), least, most, lambda raw, at: self.line(raw, at, 1, 60)
        )

    def choice(
        self, tree: dict[str, Any], key: str, path: Path, allowed: Collection[str], default: str
    ) -> str:
        return self.word(tree[key], (*path, key), allowed, key) if key in tree else default

    def matching(self, raw: Any, path: Path, pattern: re.Pattern[str], example: str) -> str:
        text = raw if isinstance(raw, str) else ""
        if not pattern.fullmatch(text):
            self.refuse(
                "HL003",
                path,
                f"`{text[:40]}` isn't written as it can be used",
                f"write it like {example}",
            )
        return text

    def source(self, raw: Any, path: Path) -> Source:
        tree = self.mapping(raw, path, Source._fields, Source._fields) or {}
        title = self.text(tree, "title", path, "")
        return Source(title, self.date(tree["on"], (*path, "on")) if "on" in tree else "")

    def directory(self, raw: Any, path: Path) -> Directory:
        tree = self.mapping(raw, path, Directory._fields, ("name", "address", "about")) or {}
        return Directory(
            self.text(tree, "name", path, ""),
            self.matching(tree.get("address"), (*path, "address"), _ADDRESS, "findahelpline.com"),
            self.text(tree, "about", path, ""),
            self.texts(tree, "countries", path, 50),
            self.choice(tree, "kind", path, _KINDS, "line"),
        )

    def country(self, code: str, raw: Any, path: Path) -> Country:
        if not _CODE.fullmatch(code):
            self.refuse("HL003", path, f"`{code[:40]}` isn't a country code", "use two letters: AT")
        tree = self.mapping(raw, path, _COUNTRY, ("name", "emergency", "lines")) or {}

        def number(text: Any, at: Path) -> str:
            return self.matching(text, at, _EMERGENCY, '"112"')

        return Country(
            code,
            self.text(tree, "name", path, code, 60),
            tuple(alias.casefold() for alias in self.texts(tree, "aliases", path, 8)),
            self.many(tree.get("emergency"), (*path, "emergency"), 1, 4, number),
            self.many(tree.get("emergency_text", []), (*path, "emergency_text"), 0, 4, number),
            self.many(tree.get("lines"), (*path, "lines"), 1, 20, self.helpline),
        )

    def helpline(self, raw: Any, path: Path) -> Line:
        required = ("name", "reach", "hours", "address", "source", "checked")
        tree = self.mapping(raw, path, _LINE, required) or {}
        address = self.text(tree, "address", path, UNKNOWN)
        if address != UNKNOWN:
            self.matching(address, (*path, "address"), _ADDRESS, "samaritans.org, or unknown")
        line = Line(
            name=self.text(tree, "name", path, ""),
            kind=self.choice(tree, "kind", path, _KINDS, "line"),
            reach=self.many(tree.get("reach", []), (*path, "reach"), 1, 6, self.way),
            reach_note=self.text(tree, "reach_note", path, ""),
            hours=self.text(tree, "hours", path, VARIES),
            zone=self.text(tree, "zone", path, "", 40),
            hours_note=self.text(tree, "hours_note", path, ""),
            holidays=self.choice(tree, "holidays", path, ("open", "closed", UNKNOWN), UNKNOWN),
            audience=self.text(tree, "for", path, ANYONE, 60),
            cost=self.text(tree, "cost", path, UNKNOWN, 60),
            languages=self.texts(tree, "languages", path, 8),
            may_send_help=self.choice(tree, "may_send_help", path, _ANSWERS, UNKNOWN),
            may_send_help_note=self.text(tree, "may_send_help_note", path, ""),
            address=address,
            # That there is none is said by `origin`.
            source=self.texts(tree, "source", path, 8, least=0),
            checked=self.date(tree["checked"], (*path, "checked")) if "checked" in tree else "",
            confirmed_by=self.text(tree, "confirmed_by", path, ""),
        )
        self.hours(line, path)
        self.origin(line, path)
        return line

    def way(self, raw: Any, path: Path) -> Way:
        if not isinstance(raw, dict) or len(raw) != 1:
            self.refuse("HL003", path, "a way to reach it isn't one pair", 'write call: "142"')
            return Way("call", "")
        ((kind, to),) = raw.items()
        self.word(kind, path, WAYS, "reach")
        example = {"text": "HOME to 741741", "chat": "113.nl", "mail": "jo@samaritans.org"}
        pattern = _PATTERNS.get(kind, _PATTERNS["call"])
        return Way(kind, self.matching(to, (*path, kind), pattern, example.get(kind, '"116 123"')))

    def hours(self, line: Line, path: Path) -> None:
        where = (*path, "hours")
        try:
            parse_hours(line.hours)
        except ValueError as wrong:
            self.refuse(
                "HL004",
                where,
                f"the hours `{str(wrong)[:40]}` can't be read",
                f'write {ALWAYS}, or like "Mon-Fri 10:00-18:00, Sat 14:00-20:00", or {VARIES}',
            )
            return
        if line.hours == VARIES and not line.hours_note:
            self.refuse("HL004", where, "the hours vary and nobody says how", "add `hours_note:`")
        if line.hours != ALWAYS and not line.zone:
            self.refuse("HL005", where, "the hours have no time zone", "add `zone: Europe/Vienna`")

    def origin(self, line: Line, path: Path) -> None:
        known = [self.sources[key].on for key in line.source if key in self.sources]
        for number, key in enumerate(line.source):
            if key not in self.sources:
                self.word(key, (*path, "source", number), self.sources, "sources")
        if not line.source and line.name:
            self.refuse("HL006", path, "it doesn't say where it was seen", "add `source: [...]`")
        newest = max(known, default="")
        if newest and line.checked > newest and not line.confirmed_by:
            self.refuse(
                "HL007",
                (*path, "checked"),
                f"none of its sources is as new as {line.checked}",
                f"write {newest}, or say in `confirmed_by` who looked since",
            )


def read(tree: Any) -> tuple[Helplines | None, Reader]:
    """Return the helplines in a plain tree (None where something is wrong), and the problems."""
    reader = _Lines()
    top = reader.mapping(tree, (), _TOP, _TOP)
    if top is None or reader.problems:
        return None, reader
    reader.sources = {
        key: reader.source(raw, ("sources", key))
        for key, raw in _pairs(reader, top["sources"], "sources").items()
    }
    found = Helplines(
        reader.line(top["emergency_note"], ("emergency_note",), 10, 200),
        reader.sources,
        reader.many(top["directories"], ("directories",), 1, 20, reader.directory),
        {
            code: reader.country(code, raw, ("countries", code))
            for code, raw in _pairs(reader, top["countries"], "countries").items()
        },
    )
    return (None if reader.problems else found), reader


def _pairs(reader: Reader, raw: Any, key: str) -> dict[str, Any]:
    if isinstance(raw, dict):
        return raw
    reader.refuse("CK006", (key,), f"{key} isn't a list of keys", "write one `key:` a line")
    return {}

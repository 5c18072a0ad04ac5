"""Markdown: the entries as text, by day, to read and print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from copingkit.core.entry import Entry
from copingkit.core.safe import clean
from copingkit.journal.exchange.names import Naming, facts, heading

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_LISTS = re.compile(r"^(\s*\d*)([-+=]|(?<=\d)[.)](?=\s|$))", re.MULTILINE)


def lines(entries: Iterable[Entry], now: datetime, words: str, naming: Naming) -> Iterator[str]:
    """Yield the text of an export."""
    yield f"# My log\n\nWritten on {now:%Y-%m-%d}. Entries: {words or 'all'}.\n"
    day = ""
    for entry in entries:
        if entry.day != day:
            day = entry.day
            yield f"\n## {datetime.fromisoformat(day):%A} {day}\n"
        yield f"\n### {entry.at[11:16]} {escaped(heading(entry, naming))}\n\n"
        yield "".join(f"- {label}: {escaped(words)}\n" for label, words in facts(entry, naming))
        if entry.note:
            note = escaped(clean(entry.note, newlines=True))
            yield "\n" + "".join(f"> {line}".rstrip() + "  \n" for line in note.split("\n"))


def escaped(text: str) -> str:
    """Return text in which nothing is a mark of Markdown."""
    return _LISTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))

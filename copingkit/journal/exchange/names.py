"""Words for ids, given by the caller: the journal doesn't know the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copingkit.core.entry import ENERGIES, OUTCOMES, Entry
from copingkit.core.safe import clean

Naming = Callable[[str, str], str]
"""(kind, id) -> words; kind is `strategy` or `need`."""


def as_they_are(kind: str, id: str) -> str:
    """Return the id itself."""
    return id


def heading(entry: Entry, naming: Naming) -> str:
    """Return what an entry is about, in a few words."""
    if entry.strategy:
        name = clean(naming("strategy", entry.strategy))
        return f"Rating: {name}" if entry.kind == "rating" else name
    return "Check-in"


def facts(entry: Entry, naming: Naming) -> Iterator[tuple[str, str]]:
    """Yield what an entry says besides its note, as (label, words); safe to show."""
    said: list[tuple[str, str | None]] = [
        ("About", ", ".join(naming("need", need) for need in entry.needs)),
        ("How strong", _strength(entry)),
        ("How it went", OUTCOMES.get(entry.outcome or "", entry.outcome)),
        ("My rating", f"{entry.rating} of 5" if entry.rating is not None else None),
        ("How long", f"{entry.minutes:g} minutes" if entry.minutes is not None else None),
        ("Energy", ENERGIES.get(entry.energy or "", entry.energy)),
        ("Where", entry.place),
        ("With", entry.company),
        ("In the way", entry.obstacle),
        ("Tags", ", ".join(entry.tags)),
    ]
    return ((label, clean(words)) for label, words in said if words)


def _strength(entry: Entry) -> str | None:
    before, after = entry.before, entry.after
    if before is not None and after is not None:
        return f"{before} before, {after} after (of 10)"
    if before is not None:
        return f"{before} of 10"
    return f"{after} of 10 after" if after is not None else None

"""Pages about the journal's entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..core.entry import OUTCOMES, Entry, to_minute
from ..core.vocabulary import Vocabulary
from .page import Block, Heading, Item, Items, Page, Para, Section
from .strategy_views import need_labels


def entries_page(
    entries: Sequence[Entry], vocabulary: Vocabulary, titles: Mapping[str, str], more: bool
) -> Page:
    """Return a list of entries, newest first."""
    items = [
        Item(
            f"{to_minute(e.at)}  {e.short_id}",
            headline(e, titles),
            _numbers(e),
            _about(e, vocabulary),
        )
        for e in entries
    ]
    foot = "See one with: coping log show ID."
    if more:
        foot += " Older ones: coping log list --limit 100"
    return [Items(items), Para(foot, "quiet")]


def entry_page(entry: Entry, vocabulary: Vocabulary, titles: Mapping[str, str]) -> Page:
    """Return the page of one entry."""
    lines = [
        ("About", need_labels(entry.needs, vocabulary)),
        ("How strong", _numbers(entry)),
        ("It went", OUTCOMES.get(entry.outcome or "", "")),
        ("Rating", f"{entry.rating} of 5" if entry.rating else ""),
        ("Took", f"{entry.minutes:g} min" if entry.minutes else ""),
        ("Where", entry.place or ""),
        ("Energy", entry.energy or ""),
        ("With", entry.company or ""),
        ("In the way", entry.obstacle or ""),
        ("Tags", ", ".join(entry.tags)),
    ]
    items = [Item(name, "", "", text) for name, text in lines if text]
    page: list[Block] = [
        Heading(headline(entry, titles), f"{to_minute(entry.at)} {entry.short_id}")
    ]
    if items:
        page.append(Items(items))
    if entry.note:
        page.append(
            Section("Note", [Para(line) for line in entry.note.splitlines() if line.strip()])
        )
    return page


def headline(entry: Entry, titles: Mapping[str, str]) -> str:
    """Say in a few words what an entry is."""
    if entry.strategy is None:
        return "Check-in"
    title = titles.get(entry.strategy, entry.strategy)
    return f"Rated: {title}" if entry.kind == "rating" else title


def _numbers(entry: Entry) -> str:
    if entry.kind == "rating" and entry.rating:
        return f"{entry.rating} of 5"
    if entry.before is not None and entry.after is not None:
        return f"from {entry.before} to {entry.after}"
    if entry.before is not None:
        return f"{entry.before} before" if entry.strategy else f"at {entry.before}"
    return f"{entry.after} after" if entry.after is not None else ""


def _about(entry: Entry, vocabulary: Vocabulary) -> str:
    parts = [need_labels(entry.needs, vocabulary), OUTCOMES.get(entry.outcome or "", "")]
    if entry.note:
        first = entry.note.splitlines()[0]
        parts.append(first if len(first) <= 60 else first[:57] + "...")
    return "; ".join(p for p in parts if p)

"""Choosing journal entries: one filter for list, show, edit, delete, export and insights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from typing import Any

from copingkit.core.entry import KINDS, OUTCOMES, Entry, normal_form
from copingkit.core.when import parse_day
from copingkit.errors import UsageProblem

Bound = date | datetime


@dataclass(frozen=True, kw_only=True)
class EntryFilter:
    """Say which entries are meant; bounds are inclusive, a date means that whole local day."""

    from_: Bound | None = None
    to: Bound | None = None
    on: date | None = None
    need: str | None = None
    strategy: str | None = None
    tag: str | None = None
    contains: str | None = None
    outcome: str | None = None
    kind: str | None = None
    limit: int | None = None

    @classmethod
    def parse(
        cls,
        now: datetime,
        *,
        from_: str | None = None,
        to: str | None = None,
        on: str | None = None,
        need: str | None = None,
        strategy: str | None = None,
        tag: str | None = None,
        contains: str | None = None,
        outcome: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
    ) -> EntryFilter:
        """Return the filter for texts as typed; raise UsageProblem for one that has no meaning."""
        for name, value, allowed in (("outcome", outcome, OUTCOMES), ("kind", kind, KINDS)):
            if value is not None and value not in allowed:
                raise UsageProblem(
                    f"{name}: {value!r} isn't known.", f"Use one of {', '.join(allowed)}."
                )
        if limit is not None and limit < 0:
            raise UsageProblem(f"limit: {limit} is below 0.", "Give 0 or more.")
        first, last = (parse_day(text, now) if text else None for text in (from_, to))
        if first and last and first > last:
            raise UsageProblem(f"From {first} to {last} runs backwards.", "Swap the two dates.")
        return cls(
            from_=first,
            to=last,
            on=parse_day(on, now) if on else None,
            need=need,
            strategy=strategy,
            tag=tag.removeprefix("#") if tag else None,
            contains=contains,
            outcome=outcome,
            kind=kind,
            limit=limit,
        )

    @property
    def is_empty(self) -> bool:
        """Say whether every entry is meant."""
        return self == EntryFilter()

    def matches(self, entry: Entry) -> bool:
        """Say whether an entry is meant (`limit` aside)."""
        return self.matches_doc(entry.to_doc())

    def matches_doc(self, doc: Mapping[str, Any]) -> bool:
        """Say whether a stored document is meant, without building the entry."""
        for name in ("strategy", "outcome", "kind"):
            wanted = getattr(self, name)
            if wanted is not None and doc.get(name) != wanted:
                return False
        if self.need is not None and self.need.lower() not in doc.get("needs", ()):
            return False
        if self.tag is not None and self.tag.lower() not in doc.get("tags", ()):
            return False
        return self._in_time(str(doc.get("at", ""))) and self._has_text(doc)

    def apply(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries that are meant, at most `limit`."""
        return islice((entry for entry in entries if self.matches(entry)), self.limit)

    def months(self) -> tuple[str, str]:
        """Return the first and last UTC month (`YYYY-MM`) that can hold a matching entry."""
        first = _day(self.on or self.from_) or date(1970, 1, 2)
        last = _day(self.on or self.to) or date(9998, 12, 30)
        # A local day reaches at most 14 hours into the neighbouring UTC days.
        day = timedelta(days=1)
        return (first - day).isoformat()[:7], (last + day).isoformat()[:7]

    def words(self) -> str:
        """Return the filter as people say it, `from 2026-11-01, about panic`."""
        said = [
            ("from {}", self.from_), ("to {}", self.to), ("on {}", self.on),
            ("about {}", self.need), ("using {}", self.strategy), ("tagged {}", self.tag),
            ("containing {!r}", self.contains), ("outcome {}", self.outcome),
            ("kind {}", self.kind),
            ("the newest {}", self.limit),
        ]  # fmt: skip
        return ", ".join(form.format(value) for form, value in said if value is not None)

    def _in_time(self, at: str) -> bool:
        if self.on is not None and at[:10] != self.on.isoformat():
            return False
        if self.from_ is not None and _before(at, self.from_):
            return False
        return self.to is None or not _after(at, self.to)

    def _has_text(self, doc: Mapping[str, Any]) -> bool:
        if self.contains is None:
            return True
        wanted = normal_form(self.contains).casefold()
        texts = [doc.get(name) for name in ("note", "obstacle", "place", "company", "strategy")]
        texts += [*doc.get("tags", ()), *doc.get("needs", ())]
        return any(isinstance(text, str) and wanted in text.casefold() for text in texts)


def _day(bound: Bound | None) -> date | None:
    return bound.astimezone(timezone.utc).date() if isinstance(bound, datetime) else bound


def _before(at: str, bound: Bound) -> bool:
    if isinstance(bound, datetime):
        return Entry.from_doc({"at": at}).when < bound
    return at[:10] < bound.isoformat()


def _after(at: str, bound: Bound) -> bool:
    if isinstance(bound, datetime):
        return Entry.from_doc({"at": at}).when > bound
    return at[:10] > bound.isoformat()

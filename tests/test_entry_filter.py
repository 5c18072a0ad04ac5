"""The one filter: each part picks what it should and nothing else."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from copingkit.core.entry import Entry
from copingkit.core.filter import EntryFilter
from copingkit.errors import UsageProblem

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=timezone.utc)
ENTRIES = [
    Entry(kind="use", at="2026-11-20T23:30:00+13:00", strategy="walk", needs=("panic",),
          outcome="worse", tags=("work",), note="In the Kühlraum"),
    Entry(kind="checkin", at="2026-11-21T08:00:00-11:00", needs=("anger", "panic"), place="home"),
    Entry(kind="rating", at="2026-11-22T08:00:00+01:00", strategy="rest", rating=2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("flt", "picked"),
    [
        (EntryFilter(), [0, 1, 2]),
        (EntryFilter(on=date(2026, 11, 20)), [0]),
        (EntryFilter(from_=date(2026, 11, 21)), [1, 2]),
        (EntryFilter(to=date(2026, 11, 21)), [0, 1]),
        (EntryFilter(from_=datetime(2026, 11, 21, 19, tzinfo=timezone.utc)), [1, 2]),
        (EntryFilter(from_=datetime(2026, 11, 21, 19, 0, 1, tzinfo=timezone.utc)), [2]),
        (EntryFilter(to=datetime(2026, 11, 20, 10, 30, tzinfo=timezone.utc)), [0]),
        (EntryFilter(need="panic"), [0, 1]),
        (EntryFilter(strategy="rest"), [2]),
        (EntryFilter(tag="Work"), [0]),
        (EntryFilter(contains="KÜHL"), [0]),
        (EntryFilter(contains="home"), [1]),
        (EntryFilter(contains=r".*"), []),
        (EntryFilter(outcome="worse"), [0]),
        (EntryFilter(kind="checkin"), [1]),
        (EntryFilter(kind="checkin", need="anger", on=date(2026, 11, 20)), []),
        (EntryFilter(limit=2), [0, 1]),
        (EntryFilter(limit=0), []),
    ],
)
def test_a_filter_picks(flt: EntryFilter, picked: list[int]) -> None:
    assert list(flt.apply(ENTRIES)) == [ENTRIES[place] for place in picked]


def test_the_months_that_may_be_skipped_hold_nothing_that_matches() -> None:
    # 1 December local, still November in UTC, and the other way round.
    east = Entry(kind="checkin", at="2026-12-01T05:00:00+14:00")
    west = Entry(kind="checkin", at="2026-11-30T20:00:00-11:00")
    for entry, day in ((east, date(2026, 12, 1)), (west, date(2026, 11, 30))):
        flt = EntryFilter(on=day)
        first, last = flt.months()
        assert flt.matches(entry)
        assert first <= entry.when.astimezone(timezone.utc).isoformat()[:7] <= last
    assert EntryFilter(on=date(2026, 6, 15)).months() == ("2026-06", "2026-06")


def test_words_as_typed() -> None:
    flt = EntryFilter.parse(NOW, from_="monday", to="today", tag="#work", limit=3)
    assert (flt.from_, flt.to, flt.tag) == (date(2026, 11, 16), date(2026, 11, 22), "work")
    assert "from 2026-11-16" in flt.words() and "the newest 3" in flt.words()
    assert EntryFilter.parse(NOW).is_empty and not flt.is_empty


@pytest.mark.parametrize(
    "typed",
    [{"outcome": "great"}, {"kind": "x"}, {"limit": -1}, {"on": "someday"},
     {"from_": "today", "to": "yesterday"}],
)  # fmt: skip
def test_a_word_without_meaning_is_refused(typed: dict[str, object]) -> None:
    with pytest.raises(UsageProblem):
        EntryFilter.parse(NOW + timedelta(0), **typed)  # type: ignore[arg-type]

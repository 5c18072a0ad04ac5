"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from copingkit.core.when import parse_day, parse_when
from copingkit.errors import UsageProblem

# A Sunday evening.
NOW = datetime(2026, 11, 22, 21, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-11-22 21:30"),
        ("Just now", "2026-11-22 21:30"),
        ("2 hours ago", "2026-11-22 19:30"),
        ("2h ago", "2026-11-22 19:30"),
        ("half an hour ago", "2026-11-22 21:00"),
        ("an hour ago", "2026-11-22 20:30"),
        ("90 min ago", "2026-11-22 20:00"),
        ("3 days ago", "2026-11-19 21:30"),
        ("yesterday", "2026-11-21 12:00"),
        ("yesterday 22:30", "2026-11-21 22:30"),
        ("yesterday at 10 pm", "2026-11-21 22:00"),
        ("yesterday evening", "2026-11-21 19:00"),
        ("today 9am", "2026-11-22 09:00"),
        ("this morning", "2026-11-22 08:00"),
        ("last night", "2026-11-21 23:00"),
        ("14:05", "2026-11-22 14:05"),
        ("at 14:05", "2026-11-22 14:05"),
        ("23:50", "2026-11-21 23:50"),
        ("12am", "2026-11-22 00:00"),
        ("12 pm", "2026-11-22 12:00"),
        ("monday 9am", "2026-11-16 09:00"),
        ("Mon 9:30pm", "2026-11-16 21:30"),
        ("last saturday evening", "2026-11-21 19:00"),
        ("sunday 8am", "2026-11-22 08:00"),
        ("sunday 23:00", "2026-11-15 23:00"),
        ("2026-11-20", "2026-11-20 12:00"),
        ("2026-11-20 07:15", "2026-11-20 07:15"),
        ("2026-11-20 9pm", "2026-11-20 21:00"),
        ("2026-11-20T07:15:30", "2026-11-20 07:15"),
    ],
)
def test_a_phrase_means_the_moment_a_person_would_take_it_for(text: str, expected: str) -> None:
    found = parse_when(text, NOW)
    assert found.strftime("%Y-%m-%d %H:%M") == expected
    assert found.utcoffset() == NOW.utcoffset()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-20T07:15Z", "2026-11-20T07:15:00+00:00"),
        ("2026-11-20 07:15 +0200", "2026-11-20T07:15:00+02:00"),
        ("2026-11-20T07:15+0200", "2026-11-20T07:15:00+02:00"),
        ("2026-11-20T07:15:30-08:00", "2026-11-20T07:15:30-08:00"),
    ],
)
def test_an_offset_that_was_given_is_kept(text: str, iso: str) -> None:
    assert parse_when(text, NOW).isoformat() == iso


def test_last_night_in_the_small_hours_is_still_going_on() -> None:
    three = NOW.replace(hour=3, minute=0)
    assert parse_when("last night", three) == three - timedelta(hours=1)


def test_summer_time_is_that_of_the_day_meant() -> None:
    vienna = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Vienna"))
    assert parse_when("2026-07-01 10:00", vienna).isoformat() == "2026-07-01T10:00:00+02:00"
    assert parse_when("2026-11-01 10:00", vienna).isoformat() == "2026-11-01T10:00:00+01:00"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "25:00", "14:75", "13pm", "2026-13-01", "2026-02-30 10:00", "yesterday blue",
     "9", "99999 weeks ago", "2026-11-20 12:00 x", "\x1b[2J", "monday monday"],
)  # fmt: skip
def test_what_has_no_meaning_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        parse_when(text, NOW)
    assert "yesterday 22:30" in caught.value.hint


def test_a_time_to_come_is_refused_unless_asked_for() -> None:
    with pytest.raises(UsageProblem, match="still to come"):
        parse_when("2062-11-20", NOW)
    assert parse_when("2062-11-20", NOW, future=True).year == 2062


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 21)),
        ("monday", date(2026, 11, 16)),
        ("last friday", date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 19)),
        ("2 weeks ago", date(2026, 11, 8)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-11", date(2026, 11, 1)),
        ("yesterday 22:30", date(2026, 11, 21)),
    ],
)
def test_a_day(text: str, expected: date) -> None:
    assert parse_day(text, NOW) == expected


@pytest.mark.parametrize("text", ["", "2026-02-30", "someday", "2026-13"])
def test_no_day(text: str) -> None:
    with pytest.raises(UsageProblem, match="isn't a day"):
        parse_day(text, NOW)

"""The helplines file: its form, its age, when a line is open, and the copy inside the package."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from copingkit.core import helpline_fields
from copingkit.core.helpline import (
    Helplines,
    Line,
    Way,
    every_line,
    from_tree,
    guess_country,
    is_open,
    months_since,
    opens_at,
    rungs,
    to_tree,
)
from copingkit.core.opening import parse_hours
from copingkit.library import yamltext
from copingkit.library.build import GENERATED
from copingkit.library.helplines import ADVISORY, CODES, check_helplines, load_helplines
from copingkit.library.packed import BARE, read_packed
from copingkit.paths import shipped_root

FILE = shipped_root() / "helplines.yaml"
TODAY = date(2026, 11, 22)
GOOD = """\
emergency_note: On most mobile phones it is one number.
sources:
  one: {title: a list, on: 2026-10-01}
directories:
  - {name: D, address: example.org, about: lines}
countries:
  AT:
    name: Austria
    emergency: ["112"]
    lines:
      - name: L
        reach: [call: "142"]
        hours: 24/7
        address: example.at
        source: [one]
        checked: 2026-10-01
"""


def line(hours: str, zone: str = "", holidays: str = "unknown") -> Line:
    return Line(
        "L", "line", [Way("call", "1")], "", hours, zone, "", holidays, "anyone", "unknown", [],
        "unknown", "", "unknown", ["one"], "2026-10-01", "",
    )  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Helplines:
    return load_helplines(FILE)


def test_the_shipped_file_has_only_advice() -> None:
    assert [p for p in check_helplines(FILE, TODAY) if p.code not in ADVISORY] == []


@pytest.mark.parametrize("path", GENERATED, ids=lambda p: p.name)
def test_a_generated_file_is_up_to_date(path: Path) -> None:
    made = GENERATED[path]()
    assert path.read_text(encoding="utf-8") == made, "run: python -m copingkit.library.build"


def test_what_is_packed_is_what_is_written(shipped: Helplines) -> None:
    packed = read_packed()
    assert json.dumps(to_tree(packed)) == json.dumps(to_tree(shipped))
    assert from_tree(to_tree(packed)) == packed
    assert [n.name for _, n in every_line(packed)] == [n.name for _, n in every_line(shipped)]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"countries": {"AT": 3}}'])
def test_a_torn_package_file_still_gives_a_way_on(tmp_path: Path, content: str) -> None:
    torn = tmp_path / "h.json"
    torn.write_text(content)
    assert read_packed(torn) == BARE
    assert read_packed(tmp_path / "none.json") == BARE


def test_the_bare_sentence_is_the_one_of_the_file(shipped: Helplines) -> None:
    assert shipped.emergency_note == BARE.emergency_note
    assert BARE.directories[0].address == shipped.directories[0].address


def test_no_line_is_confirmed_by_an_invented_person(shipped: Helplines) -> None:
    assert {n.confirmed_by for _, n in every_line(shipped)} == {""}


def problems(text: str, tmp_path: Path) -> list[tuple[str, int]]:
    path = tmp_path / "helplines.yaml"
    path.write_text(text, encoding="utf-8")
    return [(p.code, yamltext.line_of(text, p.path)) for p in check_helplines(path, TODAY)]


def test_the_good_example_is_good(tmp_path: Path) -> None:
    assert problems(GOOD, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ('"142"', '"one-four-two"', "HL003", 12),
        ('call: "142"', "text: home to 741741", "HL003", 12),
        ('call: "142"', "chat: not an address", "HL003", 12),
        ('call: "142"', 'fax: "142"', "CK009", 12),
        ('["112"]', "[one one two]", "HL003", 9),
        ("AT:", "Austria:", "HL003", 7),
        ("24/7", "all day", "HL004", 13),
        ("24/7", "Mon-Fri 25:00-26:00", "HL004", 13),
        ("24/7", "varies", "HL004", 13),
        ("24/7", "daily 09:00-17:00", "HL005", 13),
        ("        hours: 24/7\n", "", "CK005", 11),
        ("        source: [one]\n", "", "CK005", 11),
        ("        checked: 2026-10-01\n", "", "CK005", 11),
        ("[one]", "[two]", "CK009", 15),
        ("checked: 2026-10-01", "checked: 2026-10-02", "HL007", 16),
        ("checked: 2026-10-01", "checked: soon", "CK008", 16),
        ("on: 2026-10-01", "on: 2027-01-01", "HL008", 3),
        ("24/7", "daily 09:00-17:00\n        zone: Europe/Wien", "HL009", 14),
        ('[call: "142"]', '[call: "142", call: "1 42"]', "HL010", 12),
        ("checked: 2026-10-01", "checked: 2026-05-22", "HL101", 16),
        ("checked: 2026-10-01", "checked: 2025-05-22", "HL102", 16),
        ("address: example.at", "adress: example.at", "CK004", 14),
        ("address: example.org", "address: see the web", "HL003", 5),
    ],
)
def test_each_fault_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, at: int
) -> None:
    assert old in GOOD
    assert (code, at) in problems(GOOD.replace(old, new, 1), tmp_path)
    assert code in CODES or code.startswith("CK")


def test_the_library_check_refuses_what_cannot_be_dialled(coping: Any, tmp_path: Path) -> None:
    path = tmp_path / "helplines.yaml"
    path.write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
    assert coping("library", "check", str(path)).code == 0
    bad = FILE.read_text(encoding="utf-8").replace('call: "142"', "call: one four two", 1)
    path.write_text(bad, encoding="utf-8")
    result = coping("library", "check", str(path))
    assert result.code == 4
    assert "HL003 `one four two`" in result.out


def test_a_confirmed_line_may_be_newer_than_its_sources(tmp_path: Path) -> None:
    text = GOOD.replace(
        "checked: 2026-10-01", "checked: 2026-11-01\n        confirmed_by: Ada, peer"
    )
    assert problems(text, tmp_path) == []


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "sources: 3\n"])
def test_what_is_no_helplines_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "helplines.yaml"
    path.write_text(text, encoding="utf-8")
    assert check_helplines(path, TODAY)


def test_numbers_keep_their_zeros(shipped: Helplines) -> None:
    assert shipped.countries["ES"].lines[0].reach[0].to == "024"
    assert shipped.countries["AU"].emergency == ("000",)


def test_both_languages_of_belgium_stand_together(shipped: Helplines) -> None:
    assert len(shipped.countries["BE"].lines) >= 2


# Opening hours


def test_open_over_a_year_of_hours_in_two_zones() -> None:
    """Every hour of 2027, against the plain reading of the wall clock there."""
    vienna, sydney = ZoneInfo("Europe/Vienna"), ZoneInfo("Australia/Sydney")
    office = line("Mon-Fri 10:00-18:00", "Europe/Vienna", holidays="open")
    night = line("Fri-Sun 20:00-02:00, Tue 06:30-07:15", "Australia/Sydney", holidays="open")
    at = datetime(2027, 1, 1, tzinfo=timezone.utc)
    opened = 0
    while at.year == 2027:
        here = at.astimezone(vienna)
        assert is_open(office, at) is (here.weekday() < 5 and 10 <= here.hour < 18)
        there = at.astimezone(sydney)
        minute = there.hour * 60 + there.minute
        late = there.weekday() in (4, 5, 6) and minute >= 20 * 60
        early = there.weekday() in (5, 6, 0) and minute < 2 * 60
        short = there.weekday() == 1 and 390 <= minute < 435
        assert is_open(night, at) is (late or early or short)
        opened += bool(is_open(office, at))
        at += timedelta(hours=1)
    assert opened == 8 * 261


def test_open_now_is_only_said_when_certain() -> None:
    inside = datetime(2027, 3, 3, 12, tzinfo=ZoneInfo("Europe/Vienna"))
    outside = inside.replace(hour=9)
    weekdays = line("Mon-Fri 10:00-18:00", "Europe/Vienna")
    assert is_open(weekdays, inside) is None, "it may be a public holiday"
    assert is_open(weekdays, outside) is False
    assert is_open(line("24/7"), inside) is True
    assert is_open(line("varies", "Asia/Shanghai"), inside) is None
    assert is_open(line("daily 09:00-17:00", "No/Where", "open"), inside) is None


def test_the_next_opening_keeps_the_wall_clock_over_a_change_of_clocks() -> None:
    sunday = datetime(2027, 3, 27, 23, tzinfo=ZoneInfo("Europe/Vienna"))
    opening = opens_at(line("Sun 10:00-18:00", "Europe/Vienna"), sunday)
    assert opening is not None
    assert (opening.isoformat(), opening.astimezone(timezone.utc).hour) == (
        "2027-03-28T10:00:00+02:00", 8,
    )  # fmt: skip
    again = opens_at(line("Sun 10:00-18:00", "Europe/Vienna"), opening)
    assert again is not None and again.date() == date(2027, 4, 4)


@pytest.mark.parametrize(
    "text", ["Mon 9-17", "Mon-Fri", "24 h", "Mon 10:00-24:30", "", "mon 10:00-11:00"]
)
def test_hours_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError):
        parse_hours(text)


@pytest.mark.parametrize(
    ("checked", "today", "months"),
    [
        ("2026-05-22", "2026-11-22", 6),
        ("2026-05-23", "2026-11-22", 5),
        ("2026-08-31", "2027-02-28", 6),
        ("2026-12-01", "2026-11-22", 0),
        ("soon", "2026-11-22", 0),
        ("2025-05-22", "2026-11-22", 18),
    ],
)
def test_age_in_whole_months(checked: str, today: str, months: int) -> None:
    assert months_since(checked, date.fromisoformat(today)) == months


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"LANG": "de_AT.UTF-8"}, "AT"),
        ({"LANG": "ca_ES@valencia"}, "ES"),
        ({"LANG": "en-IE"}, "IE"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANG": "de_AT"}, "FR"),
        ({"LC_ALL": "C", "LANG": "de_AT"}, "AT"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "eo"}, ""),
        ({"LANG": "de_1234"}, ""),
        ({}, ""),
    ],
)
def test_the_country_is_guessed_from_the_locale(environ: dict[str, str], code: str) -> None:
    assert guess_country(environ) == code


def test_a_line_stands_on_one_rung(shipped: Helplines) -> None:
    for country in shipped.countries.values():
        ladder = rungs(country.lines)
        assert sorted(n.name for n in ladder.all()) == sorted(n.name for n in country.lines)
        assert all(n.kind == "peer" for n in ladder.peer)
        assert not any(n.written() for n in ladder.spoken)
        for step in ladder:
            groups = [n.audience != "anyone" for n in step]
            assert groups == sorted(groups), "lines for anyone come first"


def test_a_faulty_tree_gives_no_helplines() -> None:
    found, reader = helpline_fields.read({"sources": {}})
    assert found is None
    assert reader.problems

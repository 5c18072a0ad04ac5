"""Out and in again: nothing lost, nothing twice, nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_help import NOW, everything, journal, places

from copingkit.core.filter import EntryFilter
from copingkit.errors import DataProblem, InvalidContent, UsageProblem
from copingkit.journal import Journal
from copingkit.journal.exchange import FORMATS, export, plan_import, run_import

NASTY = "<script>alert(1)</script> \x1b]0;x\x07\x1b[2J [b]x[/b] `a` *b* | \u202e\n# no heading\n- no list"


def filled(home: Path) -> Journal:
    mine = journal(home)
    for days in range(0, 60, 3):
        mine.add(kind="use", strategy="longer-out-breath", needs=["panic", "anger"], before=8,
                 after=8 - days % 5, outcome="a-bit", at=NOW - timedelta(days=days))  # fmt: skip
    mine.add(note=NASTY, tags=["work"], place="=1+1", company="'quoted", obstacle="-x",
             extra={"mood": {"deep": [1.5, None]}}, minutes=2.5, energy="low")  # fmt: skip
    mine.add(kind="rating", strategy="walk", rating=4)
    mine.edit(mine.add(note="old").id, note="new")
    mine.delete([mine.add(note="s3cret").id])
    mine.put("pin:walk", {"why": NASTY})
    mine.put("pin:gone", {})
    mine.drop("pin:gone")
    return mine


def text_of(mine: Journal, form: str, **chosen: object) -> str:
    return "".join(export(mine, form, EntryFilter(**chosen)))  # type: ignore[arg-type]


def brought_in(home: Path, text: str, name: str = "file") -> Journal:
    mine = journal(home)
    run_import(mine, plan_import(mine, text.encode(), name))
    return mine


def test_json_round_trips_exactly(tmp_path: Path) -> None:
    mine = filled(tmp_path / "a")
    text = text_of(mine, "json")
    other = brought_in(tmp_path / "b", text)
    assert text_of(other, "json") == text
    assert [*other.entries()] == [*mine.entries()]
    assert other.profile().all() == mine.profile().all()
    assert "s3cret" not in text and "pin:gone" not in text


def test_json_is_what_its_description_says(tmp_path: Path) -> None:
    parsed = json.loads(text_of(filled(tmp_path), "json"))
    assert parsed.keys() == {"app", "format", "version", "exported", "filter", "entries", "profile"}
    assert (parsed["app"], parsed["format"], parsed["version"]) == ("copingkit", "journal", 1)
    ids = [entry["id"] for entry in parsed["entries"]]
    assert ids == sorted(ids) and len(ids) == 23
    chosen = json.loads(text_of(journal(tmp_path), "json", kind="rating"))
    assert len(chosen["entries"]) == 1 and chosen["profile"] == []
    newest = json.loads(text_of(journal(tmp_path), "json", limit=2))
    assert [entry["id"] for entry in newest["entries"]] == ids[-2:]


def test_csv_round_trips_but_for_control_characters(tmp_path: Path) -> None:
    mine = filled(tmp_path / "a")
    text = text_of(mine, "csv")
    assert "\x1b" not in text
    other = brought_in(tmp_path / "b", text)
    before = {entry.id: entry.to_json() for entry in mine.entries()}
    after = {entry.id: entry.to_json() for entry in other.entries()}
    assert before.keys() == after.keys()
    for id, entry in before.items():
        if not entry["note"] or "script" not in entry["note"]:
            assert after[id] == entry
    assert text_of(other, "csv") == text


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    for row in csv.reader(io.StringIO(text_of(filled(tmp_path), "csv"))):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    note=st.text(max_size=40), place=st.text(st.characters(categories=["L", "P", "S"]), max_size=9)
)
def test_any_text_survives_json_and_a_second_csv_trip(
    tmp_path_factory: pytest.TempPathFactory, note: str, place: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    mine = journal(home / "a")
    mine.add(note=note, place=place)
    assert [*brought_in(home / "b", text_of(mine, "json")).entries()] == [*mine.entries()]
    once = text_of(brought_in(home / "c", text_of(mine, "csv")), "csv")
    assert text_of(brought_in(home / "d", once), "csv") == once


def test_importing_twice_changes_nothing_and_one_undo_takes_it_back(tmp_path: Path) -> None:
    text = text_of(filled(tmp_path / "a"), "json")
    mine = journal(tmp_path / "b")
    own = mine.add(note="my own")
    plan = plan_import(mine, text.encode(), "x.json")
    assert len(list(mine.entries())) == 1, "planning writes nothing"
    assert run_import(mine, plan) == 24
    again = plan_import(mine, text.encode(), "x.json")
    assert (again.new, again.changed, again.known) == ([], [], 24)
    assert "24 here already" in again.sentences()[0]
    assert run_import(mine, again) == 0
    assert mine.undo() == "Undone: imported from a copingkit export."
    assert [entry.id for entry in mine.entries()] == [own.id]
    assert mine.profile().all() == {}


def test_an_import_neither_brings_back_what_was_deleted_nor_overwrites_later_words(
    tmp_path: Path,
) -> None:
    mine = journal(tmp_path)
    gone, kept = mine.add(note="gone"), mine.add(note="kept")
    text = text_of(mine, "json")
    mine.delete([gone.id])
    mine.edit(kept.id, note="later")
    plan = plan_import(mine, text.encode(), "x")
    assert (plan.new, plan.changed, plan.known, plan.deleted) == ([], [], 1, 1)
    later = text_of(mine, "json")
    other = brought_in(tmp_path / "b", text)
    plan = plan_import(other, later.encode(), "x")
    assert len(plan.changed) == 1
    run_import(other, plan)
    assert other.get(kept.id).note == "later"


JRNL = {
    "tags": {"@work": 1},
    "entries": [
        {"title": "Slept badly.", "body": "\nAgain \x1b[31m@work.", "date": "2026-07-01",
         "time": "23:30", "tags": ["@work"], "starred": True},
        {"title": "Second", "body": "", "date": "2026-07-02", "time": "07:00", "tags": [],
         "starred": False},
        {"title": "No date", "body": "", "date": "someday", "time": "07:00", "tags": []},
    ],
}  # fmt: skip
DAYLIO = (
    "\ufefffull_date,date,weekday,time,mood,activities,note_title,note\n"
    '2026-07-01,July 1,Wednesday,11:30 PM,awful,"bad sleep | movies, tv",Night,'
    '"<b>Long</b> one<br>2 &lt; 3"\n'
    "2026-07-02,July 2,Thursday,07:00,meh,,,2 < 3\n"
    "2026-07-02,July 2,Thursday,07:00,meh,,,2 < 3\n"
    "nonsense,,,,,,,\n"
)


def test_a_jrnl_export(tmp_path: Path) -> None:
    mine = brought_in(tmp_path, json.dumps(JRNL), "jrnl.json")
    second, first = mine.entries()
    assert (
        first.note == "Slept badly.\nAgain \x1b[31m@work." and first.at[:16] == "2026-07-01T23:30"
    )
    assert first.tags == ("work", "starred") and (second.note, second.tags) == ("Second", ())
    plan = plan_import(mine, json.dumps(JRNL).encode(), "jrnl.json")
    assert (plan.new, plan.known) == ([], 2)
    assert len(plan.problems) == 1 and plan.problems[0].startswith("Entry 3")


def test_a_daylio_export(tmp_path: Path) -> None:
    mine = brought_in(tmp_path, DAYLIO, "daylio.csv")
    entries = [*mine.entries(newest_first=False)]
    assert len(entries) == 3, "two equal rows are two entries"
    assert entries[0].note == "Night\nLong one\n2 < 3" and entries[1].note == "2 < 3"
    assert entries[0].tags == ("mood-awful", "bad-sleep", "movies-tv")
    assert entries[0].at[:16] == "2026-07-01T23:30" and entries[0].extra == {"mood": "awful"}
    assert entries[0].before is None
    plan = plan_import(mine, DAYLIO.encode(), "daylio.csv")
    assert (plan.new, plan.known) == ([], 3) and plan.problems[0].startswith("Row 4")


def test_the_same_foreign_file_gets_the_same_ids_on_two_devices(tmp_path: Path) -> None:
    ids = [[entry.id for entry in brought_in(tmp_path / name, DAYLIO).entries()] for name in "ab"]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe\x00", b"hello", b"{", b"[]", b"null", b'{"entries": 3}', b"a,b\n1,2\n",
     b'{"app": "copingkit", "entries": []}', b"[" * 99999, b"PK\x03\x04"],
)  # fmt: skip
def test_a_file_of_no_known_format_is_named(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InvalidContent) as caught:
        plan_import(journal(tmp_path), raw, "strange.bin")
    assert (
        "strange.bin" in caught.value.message
        and "Daylio" in caught.value.hint
        or "again" in caught.value.hint
    )
    assert everything(tmp_path) == {}


def test_damaged_rows_of_our_own_json_are_left_out_and_said(tmp_path: Path) -> None:
    parsed = json.loads(text_of(filled(tmp_path / "a"), "json"))
    good = parsed["entries"][0]
    parsed["entries"] = [
        good, 3, {**good, "id": "../../etc"}, {**good, "rev": "1"}, {**good, "at": "x"},
        {**good, "del": 1}, {**good, "id": "f" * 32}, {**good, "at": "2026-01-01T10:00:00"},
    ]  # fmt: skip
    parsed["profile"].append({**parsed["profile"][0], "key": "pin:other"})
    mine = journal(tmp_path / "b")
    plan = plan_import(mine, json.dumps(parsed).encode(), "x.json")
    assert len(plan.new) == 2 and len(plan.problems) == 8
    run_import(mine, plan)
    assert len(list(mine.entries())) == 1
    parsed["version"] = 2
    with pytest.raises(DataProblem, match="newer"):
        plan_import(mine, json.dumps(parsed).encode(), "x.json")


class Page(HTMLParser):
    """Collect what an HTML page consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]


def test_the_page_runs_nothing_and_loads_nothing(tmp_path: Path) -> None:
    text = text_of(filled(tmp_path), "html")
    page = Page()
    page.feed(text)
    assert not page.tags & {"script", "iframe", "img", "link", "object", "form", "a"}
    assert not [name for name in page.attributes if name.startswith("on")]
    assert page.links == [] and "url(" not in text and "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text and "&lt;script&gt;" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert text.count("<article>") == 23 and "@media print" in text
    for svg in re.findall("<svg.*?</svg>", text, re.DOTALL):
        ElementTree.fromstring(svg)
    assert text.count("<svg") == 3


def test_charts_say_what_the_entries_say(tmp_path: Path) -> None:
    mine = journal(tmp_path)
    for days, before, after in ((0, 9, 3), (7, 5, 5), (7, 7, 1)):
        mine.add(kind="use", strategy="walk", needs=["panic"], before=before, after=after,
                 outcome="worse", at=NOW - timedelta(days=days))  # fmt: skip
    text = "".join(export(mine, "html", naming=lambda kind, id: f"{kind} {id}"))
    first, last = re.findall(r'<g class="before"><path d="M(\S+ \S+)L(\S+ \S+)"', text)[0]
    # 0 is at y 206, 10 at y 14: 6 is the median of 5 and 7.
    assert (first, last) == ("36.0 90.8", "708.0 33.2")
    assert "it made it worse: 3" in text and "need panic: 3" in text
    assert "<tr><td>strategy walk<td class=n>3<td class=n>7.0<td class=n>3.0</tr>" in text


def test_markdown_reads_as_text_and_nothing_in_a_note_is_a_mark(tmp_path: Path) -> None:
    text = text_of(filled(tmp_path), "md")
    assert "## Sunday 2026-11-22" in text and "- How strong: 8 before, 8 after (of 10)" in text
    assert "\x1b" not in text and "\\<script\\>" in text and "> \\# no heading" in text
    assert "> \\- no list" in text


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_journal_exports_and_writes_nothing(tmp_path: Path, form: str) -> None:
    assert text_of(journal(tmp_path), form)
    assert everything(tmp_path) == {}


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="pdf"):
        export(journal(tmp_path), "pdf")
    assert places(tmp_path)

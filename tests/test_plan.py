"""`coping plan`: shown, filled, edited, printed, handed on; kept in the journal, undone in one step."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copingkit.core.people import Person, named, next_id, people_in
from copingkit.core.plan import (
    PARTS,
    Plan,
    PlanLine,
    changes,
    from_text,
    lines_in,
    new_line,
    part_named,
    to_text,
)
from copingkit.library import bundle
from copingkit.screen.plan_html import card_html, sheet_html
from copingkit.screen.plan_views import card_text, markdown, sheet_markdown, sheet_text

Run = Callable[..., Any]


def fill(coping: Run) -> None:
    """Put something into every part."""
    coping("settings", "country", "AT")
    coping("support", "add", "Maria", "--how", "0660 1234", "--about", "sister, up late")
    for part, text in (
        ("signs", "I stop answering messages"),
        ("myself", "Wash my face and hands"),
        ("around", "The library, second floor"),
        ("lines", "Dr. Gruber, Tuesday and Thursday"),
        ("safer", "Ask Maria to keep what we talked about"),
        ("before", "Walking with the dog, every day, for weeks"),
        ("messages", "You have been here before, and you came through."),
    ):
        assert coping("plan", "add", part, text).code == 0
    coping("plan", "add", "myself", "Longer out-breath")
    coping("plan", "add", "--strategy", "box-breathing")


def lines(coping: Run) -> dict[str, list[str]]:
    parts = coping("plan", "--json").json["plan"]
    return {p["part"]: [n["strategy"] or n["text"] for n in p["lines"]] for p in parts}


@pytest.mark.parametrize("columns", [80, 40])
def test_pages(coping: Run, golden: Run, columns: int) -> None:
    golden(f"plan-empty-{columns}", coping("plan", columns=columns).out)
    fill(coping)
    golden(f"plan-full-{columns}", coping("plan", columns=columns).out)
    golden(f"plan-drawn-{columns}", coping("plan", columns=columns, screen=True).out)


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize("card", [True, False])
def test_printed_pages(coping: Run, golden: Run, form: str, card: bool) -> None:
    fill(coping)
    result = coping("plan", "print", "--format", form, *(["--card"] if card else []))
    golden(f"plan-{'card' if card else 'sheet'}-{form}", result.out)
    assert "whoever has the paper or the file can read it" in result.err


def test_an_empty_plan_creates_nothing(coping: Run, sealed: Path) -> None:
    before = sorted(sealed.rglob("*"))
    assert coping("plan").code == 0
    assert coping("plan", "print").out == ""
    assert sorted(sealed.rglob("*")) == before


def test_the_order_is_from_least_to_most_outside_help(coping: Run) -> None:
    fill(coping)
    out = coping("plan").out
    places = [out.index(part.title) for part in PARTS]
    assert places == sorted(places)


def test_lines_are_kept_in_the_order_they_came_and_taken_out(coping: Run) -> None:
    for text in ("one", "two", "three"):
        coping("plan", "add", "signs", text)
    assert lines(coping)["signs"] == ["one", "two", "three"]
    coping("plan", "remove", "signs", "2")
    assert lines(coping)["signs"] == ["one", "three"]
    coping("log", "undo")
    assert lines(coping)["signs"] == ["one", "two", "three"]
    assert coping("plan", "remove", "signs", "4").code == 3


def test_a_strategy_is_linked_by_its_title_and_only_once(coping: Run) -> None:
    coping("plan", "add", "myself", "longer OUT-breath")
    coping("plan", "add", "myself", "--strategy", "longer-out-breath")
    assert lines(coping)["myself"] == ["longer-out-breath"]
    assert "Longer out-breath (coping try longer-out-breath)" in coping("plan").out


def test_a_strategy_that_is_gone_keeps_its_name(coping: Run, monkeypatch: Any) -> None:
    coping("plan", "add", "--strategy", "box-breathing")
    from copingkit.errors import NotFound
    from copingkit.library.catalogue import Catalogue

    def gone(self: Catalogue, name: str) -> None:
        raise NotFound("no", "no")

    monkeypatch.setattr(Catalogue, "card", gone)
    assert "- box-breathing" in coping("plan").out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("plan", "add"), 2),
        (("plan", "add", "signs"), 2),
        (("plan", "add", "moods", "x"), 2),
        (("plan", "add", "--strategy", "no-such-thing"), 3),
        (("plan", "remove", "moods", "1"), 2),
        (("plan", "remove", "signs", "0"), 2),
        (("plan", "edit"), 2),
        (("plan", "print", "--format", "pdf"), 2),
        (("plan", "share"), 2),
        (("plan", "share", "no-such-thing"), 3),
    ],
)
def test_what_cannot_be_done_says_why(coping: Run, args: tuple[str, ...], code: int) -> None:
    if args[1] == "print":
        coping("plan", "add", "signs", "x")
    result = coping(*args)
    assert result.code == code
    assert result.err.strip()
    assert "Traceback" not in result.err


@pytest.mark.parametrize(("said", "part"), [("1", "signs"), ("SAFER", "safer"), ("messages for", "messages"), ("x", None), ("", None)])  # fmt: skip
def test_parts_have_names_numbers_and_titles(said: str, part: str | None) -> None:
    found = part_named(said)
    assert (found.id if found else None) == part


def test_a_person_of_the_plan_is_a_person_of_support(coping: Run) -> None:
    coping("plan", "add", "people", "Maria")
    assert "Maria" in coping("support").out
    assert "My plan for bad days: coping plan" not in coping("support").out
    coping("plan", "add", "signs", "x")
    assert "My plan for bad days: coping plan" in coping("support").out


def test_a_guessed_country_has_no_place_on_paper(coping: Run) -> None:
    coping("plan", "add", "signs", "x")
    guess = coping("plan", "print", env={"LANG": "de_AT.UTF-8"}).out
    assert "142" not in guess and "112 reaches help" in guess
    coping("settings", "country", "AT")
    assert "call 142 (listed 2026-" in coping("plan", "print").out


def test_a_file_is_mine_alone_and_never_overwritten(coping: Run, tmp_path: Path) -> None:
    coping("plan", "add", "signs", "x")
    path = tmp_path / "plan.html"
    assert coping("plan", "print", "--format", "html", "--output", str(path)).code == 0
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert coping("plan", "print", "--output", str(path)).code == 2
    assert path.read_bytes() == before
    assert coping("plan", "print", "--output", str(tmp_path / "no" / "x")).code == 5


HOSTILE = '</li><script>alert(1)</script> & "x" [a](http://e.vil) `b` \x1b[31m'


def test_nothing_typed_becomes_markup() -> None:
    plan = Plan({"signs": [HOSTILE]}, [Person("1", "<b>Maria</b>", "' onclick=")])
    tags: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            tags.add(tag)
            assert not any(name.startswith("on") or name in ("href", "src") for name, _ in attrs)

    for page in (sheet_html(plan), card_html(plan)):
        Tags().feed(page)
        assert "\x1b" not in page
        assert "http" not in page.partition("<body>")[0].replace("http-equiv", "")
    assert not tags & {"script", "b", "a", "img", "link"}
    assert "\x1b" not in sheet_text(plan) + card_text(plan) + sheet_markdown(plan)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a*", r"\*a\*"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        ("a-b. c", "a-b. c"),
    ],
)
def test_markdown_shows_words_as_they_are(text: str, shown: str) -> None:
    assert markdown(text) == shown


def test_a_card_stays_narrow() -> None:
    plan = Plan({"myself": ["ü" * 90, "漢字" * 30]}, [], ["A line: call 1"], "Emergency: 112.")
    from copingkit.core.cells import width

    assert {width(row) for row in card_text(plan).splitlines()} == {40}


# Handing on


def test_what_is_shared_is_the_strategy_files_and_nothing_else(coping: Run, tmp_path: Path) -> None:
    fill(coping)
    coping("log", "add", "--note", "a secret of mine")
    coping("tweak", "box-breathing", "--note", "another secret")
    path = tmp_path / "friend.yaml"
    assert coping("plan", "share", "--output", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert "secret" not in text and "Maria" not in text and "messages" not in text
    parts = dict(bundle.parts("friend.yaml", path.read_bytes()))
    assert list(parts) == ["longer-out-breath.yaml", "box-breathing.yaml"]
    from copingkit.paths import shipped_root

    for name, raw in parts.items():
        assert raw.rstrip() == (shipped_root() / "en" / name).read_bytes().rstrip()


def test_one_strategy_is_its_plain_file_which_import_takes(coping: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    assert coping("plan", "share", "box-breathing", "--output", str(path)).code == 0
    result = coping("mine", "import", str(path))
    assert result.code == 0, result.err


def test_a_file_that_is_no_bundle_is_its_only_part() -> None:
    assert bundle.parts("a.yaml", b"title: x\n") == [("a.yaml", b"title: x\n")]


# Ready


@pytest.mark.parametrize("columns", [80, 40])
def test_ready_without_a_terminal_says_the_steps(coping: Run, golden: Run, columns: int) -> None:
    result = coping("plan", "ready", columns=columns)
    assert result.code == 0
    said = " ".join(result.out.split())
    assert "coping settings country CC" in said and "coping pin ID" in said
    golden(f"plan-ready-{columns}", result.out)


# The pure parts

words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
rows = st.lists(
    st.tuples(st.sampled_from([p.id for p in PARTS if p.id != "people"]), words), max_size=12
)


@given(rows)
def test_an_edited_plan_reads_back(pairs: list[tuple[str, str]]) -> None:
    pairs = [(p, w) for p, w in pairs if w[0] not in "#>["]
    there: list[PlanLine] = []
    for part, text in pairs:
        there.append(new_line(there, part, text, "", "aaaaaaaa"))
    there = lines_in({line.key: line.value() for line in there})
    wanted = from_text(to_text(there))
    assert wanted == [(line.part, line.text, "") for line in there]
    assert changes(there, wanted, "bbbbbbbb") == {}


def test_an_edit_touches_only_the_parts_that_changed() -> None:
    old = [PlanLine("0001a", "signs", "a"), PlanLine("0001a", "safer", "b")]
    changed = changes(old, [("signs", "z", ""), ("signs", "a", ""), ("safer", "b", "")], "ffff")
    kept = {key: value for key, value in changed.items() if value}
    assert [value["text"] for _, value in sorted(kept.items())] == ["z", "a"]
    assert all(key.startswith("plan:signs:") for key in changed)


@pytest.mark.parametrize("ids", [[], ["zzzz"], ["0001ab", "00ffcd"], ["ffff00"]])
def test_a_new_id_sorts_last(ids: list[str]) -> None:
    known = [i for i in ids if i[0] != "z" and i[:4] != "ffff"]
    assert all(next_id(ids, "00000000") > i for i in known)


def test_people_by_name_place_and_id() -> None:
    people = people_in(
        {"person:0001a": {"name": "Maria"}, "person:0002b": {"name": "Mario"}, "x": {}}
    )
    assert [p.name for p in named(people, "mari")] == ["Maria", "Mario"]
    assert [p.name for p in named(people, "MARIO")] == ["Mario"]
    assert [p.name for p in named(people, "2")] == ["Mario"]
    assert [p.name for p in named(people, "0001a")] == ["Maria"]
    assert named(people, "") == [] == named(people, "3")


def test_a_value_of_another_kind_breaks_nothing() -> None:
    assert people_in({"person:1": {"name": 7, "how": None, "about": ["x"]}})[0].name == "7"
    assert (
        lines_in({"plan:signs:1": {"text": None}, "plan:signs": {"text": "a"}, "plan::": {}}) == []
    )


def test_plan_shows_without_its_pages_loading_yaml(sealed: Path) -> None:
    code = (
        "import sys\nfrom copingkit.cli import main\nmain(['plan'])\n"
        "assert not {'rich', 'tinydb', 'yaml'} & set(sys.modules), sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

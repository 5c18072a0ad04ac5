"""insights, through the real main: something that helped first, pictures with sentences, no verdicts."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOW

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
# Never said to anybody, whatever the numbers.
VERDICTS = re.compile(
    r"streak|score|getting worse|well done|keep it up|only|simply|failed|best\b", re.I
)


def note(coping, days: int, strategy: str | None = None, *more: str, **numbers: int) -> None:
    """Log something some days before the clock of the tests."""
    said = ["log", "add", "--when", (NOW - timedelta(days=days)).isoformat()]
    said += ["--strategy", strategy] if strategy else []
    for name, value in numbers.items():
        said += [f"--{name}", str(value)]
    result = coping(*said, *more)
    assert result.code == 0, result.err


@pytest.fixture
def logged(coping, small_library):
    """Nine weeks: one technique that brings much, one that brings little, one used once."""
    for week in range(8):
        note(coping, 7 * week, "box-breathing", "--need", "panic", before=8, after=3 + week % 2)
        note(coping, 7 * week + 1, "five-senses", "--need", "panic", before=7, after=6 + week % 2)
    note(coping, 3, "longer-out-breath", "--need", "insomnia", before=9, after=0)
    note(coping, 4, "five-senses", "--outcome", "couldnt", "--obstacle", "[bold]noise[/]\x1b[31m")
    note(coping, 5, "five-senses", "--outcome", "worse", before=5, after=6)
    note(coping, 6, None, "--need", "panic", before=6)
    return coping


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("screen", [False, True], ids=["plain", "pretty"])
@pytest.mark.parametrize("words", [(), ("--need", "panic"), ("--days", "20")], ids=str)
def test_pages(logged, golden, words, columns, screen) -> None:
    result = logged("insights", *words, columns=columns, screen=screen)
    assert (result.code, result.err) == (0, "")
    drawn = ESCAPE.sub("", result.out)
    assert max(map(len, drawn.splitlines())) <= columns
    assert drawn.startswith("Box breathing: from 8.0 to 3.")
    assert not VERDICTS.search(drawn)
    name = "-".join(w.strip("-") for w in ("insights", *words))
    golden(f"{name}-{'pretty' if screen else 'plain'}-{columns}", result.out)


def test_what_was_used_once_has_no_average(logged) -> None:
    found = logged("insights", "--json").json["insights"]
    assert [f["strategy"] for f in found["findings"]] == ["box-breathing", "five-senses"]
    assert "9.0 to 0.0" not in logged("insights").out
    assert all(
        f["extra"]["low"] < f["extra"]["points"] < f["extra"]["high"] for f in found["findings"]
    )


def test_most_is_said_where_ranges_are_apart_and_not_where_they_overlap(logged) -> None:
    assert logged("insights", "--json").json["insights"]["leader"] == (
        "Box breathing has helped you most."
    )
    for _ in range(4):
        note(logged, 2, "longer-out-breath", before=8, after=3)
    assert "can't tell yet" in logged("insights", "--json").json["insights"]["leader"]


def test_a_picture_has_its_sentence_and_aloud_there_is_no_picture(logged) -> None:
    drawn = ESCAPE.sub("", logged("insights", screen=True).out)
    spoken = logged("insights").out
    for sign in "●○├┤│":
        assert sign in drawn
        assert sign not in spoken
    assert "Week of 2026-11-16: Monday 6, Tuesday 5, Wednesday without a number, Thursday 9" in (
        " ".join(spoken.split())
    )
    assert re.search(r"2026-11-16  6  5  •  9  \.  7  8", drawn)


def test_nothing_yet_is_said_kindly(coping) -> None:
    result = coping("insights")
    assert (result.code, result.out) == (0, "")
    assert "that is fine" in result.err
    empty = coping("insights", "--json").json["insights"]
    assert (empty["entries"], empty["findings"], empty["calendar"]) == (0, [], [])


def test_few_entries_say_that_it_is_early(coping) -> None:
    note(coping, 1, "box-breathing", before=8, after=2)
    page = " ".join(coping("insights").out.split())
    assert "It is early." in page
    assert "8.0" not in page
    assert "on average" not in page
    note(coping, 1, "five-senses", "--outcome", "a-lot")
    assert coping("insights").out.startswith(
        "Five-four-three-two-one: you noted once that it helped."
    )


def test_a_rating_is_no_use(coping) -> None:
    assert coping("rate", "box-breathing", "5").code == 0
    found = coping("insights", "--json").json["insights"]
    assert (found["entries"], found["uses"], found["notes"][1:]) == (1, 0, [])


def test_filters_are_those_of_log_list(logged) -> None:
    def count(*words: str) -> int:
        return int(logged("insights", *words, "--json").json["insights"]["entries"])

    assert count() == 20
    for words in (["--need", "panic"], ["--strategy", "Box breathing"], ["--outcome", "worse"],
                  ["--on", "yesterday"], ["--contains", "noise"], ["--limit", "5"],
                  ["--from", "2026-11-10", "--to", "2026-11-20"]):  # fmt: skip
        listed = logged("log", "list", *words, "--json").json["entries"]
        assert count(*words) == len(listed) > 0, words
    assert count("--days", "1") == 1
    assert count("--days", "7", "--need", "panic") == 3


def test_a_strategy_is_compared_with_the_others(logged) -> None:
    whole = logged("insights", "--json").json["insights"]["findings"]
    (alone,) = logged("insights", "--strategy", "five-senses", "--json").json["insights"][
        "findings"
    ]
    assert alone == next(f for f in whole if f["strategy"] == "five-senses")


def test_what_helped_comes_first_even_where_nothing_did(logged) -> None:
    page = logged("insights", "--outcome", "worse").out
    assert page.startswith("Over your whole log: Box breathing: from 8.0 to 3.5 on average")
    assert "chosen by how they went" in " ".join(page.split())
    assert "against usual" not in page


def test_no_match_is_no_failure(logged) -> None:
    result = logged("insights", "--need", "grief")
    assert (result.code, result.out, result.err) == (0, "", "No entry matches that.\n")


@pytest.mark.parametrize(
    "words",
    [("--days", "0"), ("--days", "3", "--from", "monday"), ("--need", "zzzz"), ("--outcome", "bad"),
     ("--json", "--html", "x.html"), ("--from", "2026-11-20", "--to", "2026-11-01")],
)  # fmt: skip
def test_what_makes_no_sense_is_a_usage_problem(logged, words) -> None:
    result = logged("insights", *words)
    assert result.code == 2
    assert result.out == ""


def test_hostile_text_stays_text(logged, tmp_path) -> None:
    out = logged("insights", screen=True).out
    assert "[bold]noise[/]" in ESCAPE.sub("", out)
    assert "\x1b[31m" not in out
    note(logged, 1, "box-breathing", "--obstacle", "<script>alert(1)</script>", before=6, after=5)
    page = tmp_path / "page.html"
    assert logged("insights", "--html", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "\x1b" not in text


def test_a_strategy_that_is_gone_keeps_its_id(logged, monkeypatch, tmp_path) -> None:
    library = tmp_path / "library"
    shutil.copytree(Path(__file__).parent / "library", library)
    (library / "en" / "box-breathing.yaml").unlink()
    monkeypatch.setattr("copingkit.paths.shipped_root", lambda: library)
    assert logged("insights").out.startswith("box-breathing: from 8.0 to 3.5")


def test_the_page_for_a_browser_is_private_and_never_overwrites(logged, tmp_path) -> None:
    page = tmp_path / "page.html"
    done = logged("insights", "--html", str(page))
    assert (done.code, done.out) == (0, "")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == text.count("</svg>") >= 4
    assert not re.search(r"https?://|src=|@import|url\(", text)
    assert not VERDICTS.search(text)
    page.write_text("mine", encoding="utf-8")
    again = logged("insights", "--html", str(page))
    assert again.code == 2
    assert page.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(BROWSER is None, reason="no browser here")
def test_a_browser_draws_and_prints_it_without_complaint(logged, tmp_path) -> None:
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    logged("insights", "--html", str(page))
    done = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--user-data-dir={tmp_path / 'browser'}", "--no-pdf-header-footer",
         f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr, "the browser refused something in the page"
    assert printed.read_bytes().startswith(b"%PDF")


def test_many_entries_are_summed_and_the_rest_is_from_a_year(coping, monkeypatch) -> None:
    monkeypatch.setattr("copingkit.cli.insight_bodies.MANY", 3)
    for days in (500, 490, 3, 2):
        note(coping, days, "box-breathing", before=8, after=4)
    found = coping("insights", "--json").json["insights"]
    assert (found["entries"], found["findings"][0]["pairs"]) == (4, 4)
    assert len(found["calendar"]) == 2
    assert any("12 months" in said for said in found["notes"])

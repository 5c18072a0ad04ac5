"""find, show and suggest, through the real main; whole pages are golden."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("screen", [False, True], ids=["plain", "pretty"])
@pytest.mark.parametrize(
    "words",
    [("show", "box-breathing"), ("show", "five-senses"), ("find", "panic", "--minutes", "3"),
     ("suggest", "panic"), ("settings",)],
    ids=lambda w: "-".join(w).replace("--", ""),
)  # fmt: skip
def test_pages(coping, golden, small_library, words, columns, screen) -> None:
    result = coping(*words, columns=columns, screen=screen)
    assert (result.code, result.err) == (0, "")
    assert max(len(line) for line in _unpainted(result.out).splitlines()) <= columns
    name = "-".join(w.strip("-") for w in words)
    golden(f"{name}-{'pretty' if screen else 'plain'}-{columns}", result.out)


def _unpainted(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_plain_pages_hold_no_escape(coping) -> None:
    assert "\x1b" not in coping("show", "box-breathing").out
    assert "\x1b" not in coping("show", "box-breathing", screen=True, env={"NO_COLOR": "1"}).out
    assert "\x1b" not in coping("show", "box-breathing", "--plain", screen=True).out
    assert "\x1b" in coping("show", "box-breathing", screen=True).out


def test_find_by_words_needs_and_filters(coping) -> None:
    def ids(*words: str) -> list[str]:
        return [s["id"] for s in coping("find", *words, "--json").json["strategies"]]

    assert "longer-out-breath" in ids("panic")
    assert "bed-is-for-sleep" in ids("can't sleep")
    assert ids("panic", "--without", "breath")
    assert not {"longer-out-breath", "slow-even-breathing"} & set(
        ids("panic", "--without", "breath")
    )
    short = coping("find", "--minutes", "2", "--json").json["strategies"]
    assert short
    assert all(s["minutes"] <= 2 for s in short)
    assert ids("--discreet", "--need", "freaking out")


def test_find_counts_everything(coping) -> None:
    found = coping("find", "--json").json
    assert found["version"] == 1
    assert len(found["strategies"]) >= 120


def test_an_unknown_id_offers_the_closest(coping) -> None:
    result = coping("show", "box-breting")
    assert result.code == 3
    assert result.out == ""
    assert "box-breathing" in result.err
    assert len(result.err.strip().splitlines()) == 2


def test_a_title_or_other_name_is_as_good_as_an_id(coping) -> None:
    assert "(box-breathing)" in coping("show", "Box breathing").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("find", "--need", "zzzz"), 2),
        (("find", "--without", "breth"), 2),
        (("find", "--energy", "lots"), 2),
        (("find", "--place", "moon"), 2),
        (("find", "xyzzyplugh"), 3),
        (("fnd",), 2),
        (("show",), 2),
        (("show", "--nonsense"), 2),
        (("try", "no-such-thing"), 3),
        (("suggest", "--level", "11"), 2),
        (("rate", "box-breathing", "9"), 2),
        (("rate", "box-breathing"), 2),
        (("settings", "countri"), 2),
        (("settings", "country", "Ireland"), 2),
        (("log", "show", "ffffff"), 3),
        (("log", "add"), 2),
        (("log", "add", "x", "--when", "someday"), 2),
        (("log", "add", "x", "--before", "11"), 2),
        (("log", "list", "--from", "never"), 2),
        (("log", "delete"), 2),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else str(v),
)
def test_bad_input_says_what_and_what_to_do(coping, words, code) -> None:
    result = coping(*words)
    assert result.code == code, result.err
    assert result.err.strip()
    assert "Traceback" not in result.err
    # What was typed into the log is handed back, so that it isn't lost.
    assert result.out.strip() in ("", "x")


def test_text_from_the_command_line_cannot_drive_the_terminal(coping) -> None:
    result = coping("show", "\x1b]0;owned\x07\x1b[2Jbox")
    assert "\x1b" not in result.err
    assert "\x07" not in result.err


def test_suggest_leaves_out_what_is_switched_off_or_hidden(coping) -> None:
    first = coping("suggest", "panic", "--json").json["suggestions"]
    assert 1 <= len(first) <= 3
    assert all({"role", "id", "reason"} <= set(s) for s in first)
    coping("hide", first[0]["id"])
    coping("settings", "without", "breath")
    again = coping("suggest", "panic", "--json").json["suggestions"]
    shown = {s["id"] for s in again}
    assert first[0]["id"] not in shown
    breath = {
        s["id"] for s in coping("find", "--json").json["strategies"] if "breath" in s["involves"]
    }
    assert not breath & shown


def test_the_same_person_gets_the_same_answer(coping) -> None:
    coping(
        "log",
        "add",
        "--strategy",
        "five-senses",
        "--need",
        "panic",
        "--before",
        "8",
        "--after",
        "3",
    )
    coping(
        "log",
        "add",
        "--strategy",
        "five-senses",
        "--need",
        "panic",
        "--before",
        "7",
        "--after",
        "3",
    )
    assert coping("suggest", "panic", "--json").out == coping("suggest", "panic", "--json").out
    assert "from 7.5 to 3.0" in " ".join(coping("suggest", "panic").out.split())


def test_show_says_no_average_from_one_use(coping) -> None:
    add = ("log", "add", "--strategy", "box-breathing", "--before", "8", "--after", "5")
    coping(*add)
    assert "too few numbers" in coping("show", "box-breathing").out
    coping(*add)
    assert "from 8.0 to 5.0 on average" in coping("show", "box-breathing").out


def test_suggest_leaves_out_what_a_caution_speaks_against_for_me(coping) -> None:
    coping("settings", "cautions", "breath, senses")
    shown = coping("suggest", "panic", "--json").json["suggestions"]
    cautions = {s["id"]: s["cautions"] for s in coping("find", "--json").json["strategies"]}
    assert shown
    assert all(not {"breath", "senses"} & set(cautions[s["id"]]) for s in shown)


def test_what_did_not_help_a_moment_ago_is_not_offered_again(coping) -> None:
    first = coping("suggest", "panic", "--json").json["suggestions"][0]["id"]
    coping("log", "add", "--strategy", first, "--need", "panic", "--outcome", "worse")
    again = coping("suggest", "panic", "--json").json["suggestions"]
    assert first not in {s["id"] for s in again}


@pytest.mark.parametrize(
    ("noted", "failed"),
    [
        ({}, False),
        ({"rating": 5}, False),
        ({"before": 7}, False),
        ({"before": 7, "after": 4}, False),
        ({"before": 7, "after": 7}, True),
        ({"outcome": "a-bit", "before": 7, "after": 7}, False),
        ({"outcome": "stopped"}, True),
    ],
    ids=str,
)
def test_what_nothing_was_said_of_has_not_failed(noted, failed) -> None:
    from copingkit.cli.suggesting import _failed
    from copingkit.core.entry import Entry

    use = Entry.from_doc(
        {
            "id": "x",
            "kind": "use",
            "at": "2026-11-22T10:00:00+00:00",
            "strategy": "five-senses",
            **noted,
        }
    )
    assert _failed(use) is failed


def test_now_leads_nobody_back_into_what_a_caution_speaks_against(coping) -> None:
    coping("log", "add", "--strategy", "five-senses", "--before", "7", "--after", "3")
    assert "Five-four" in coping("now").out
    coping("settings", "cautions", "senses")
    assert "Five-four" not in coping("now").out


def test_a_comparison_is_said_in_words_first_and_digits_second(coping) -> None:
    for after in (3, 4):
        coping(
            "log", "add", "--strategy", "feet-on-the-floor", "--need", "panic", "--before", "7",
            "--after", str(after),
        )  # fmt: skip
    page = " ".join(coping("suggest", "panic").out.split())
    words, digits = page.index("you usually get"), page.index("points against usual; 80 % range")
    assert words < digits


def test_counts_of_peers_speak_before_any_use_of_ones_own(
    coping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Made up, for this test alone.
    root = tmp_path / "root"
    shutil.copytree(Path(__file__).parent / "library", root)
    before = coping("suggest", "panic", "--json").json["suggestions"]
    rows = [("five-senses", 400, 2), ("box-breathing", 400, 6), ("longer-out-breath", 400, 6)]
    (root / "outcomes.yaml").write_text(
        "".join(
            f"- strategy: {name}\n  need: panic\n  uses: {n}\n  before: 7\n  after: {after}\n"
            for name, n, after in rows
        )
    )
    monkeypatch.setattr("copingkit.paths.shipped_root", lambda: root)
    first = coping("suggest", "panic", "--json").json["suggestions"][0]
    assert first["id"] == "five-senses" and first["numbers"]["peers"] == 400
    assert "400 uses by others brought more than most things do" in first["reason"].lower()
    assert "others" not in before[0]["reason"]
    assert "Five-four" in coping("now", "panic").out


@pytest.mark.parametrize(
    ("need", "meant"),
    [
        ("nightmares", "nightmares"),
        ("shame", "shame"),
        ("suicidal", "suicidal-thoughts"),
        ("lonely", "loneliness"),
    ],
)
def test_now_with_a_need_starts_something_that_lists_it(coping, need, meant) -> None:
    title = coping("now", need).out.split(": about")[0].splitlines()[-1]
    cards = {s["title"]: s for s in coping("find", "--json").json["strategies"]}
    assert meant in cards[title]["needs"]

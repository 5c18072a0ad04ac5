"""`coping support`: always there, my people first, emergency last, nothing asked or recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LATER = datetime(2028, 1, 10, 9, tzinfo=timezone.utc)


def files_in(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("place", ["AT", "US", "none"])
def test_pages(coping: Run, golden: Run, place: str, columns: int) -> None:
    args = () if place == "none" else ("--country", place)
    result = coping("support", *args, columns=columns)
    assert result.code == 0
    golden(f"support-{place.lower()}-{columns}", result.out)


@pytest.mark.parametrize("columns", [80, 40])
def test_the_page_when_the_numbers_are_too_old(coping: Run, golden: Run, columns: int) -> None:
    result = coping("support", "--country", "AT", columns=columns, now=LATER + timedelta(days=400))
    golden(f"support-at-old-{columns}", result.out)


def test_my_people_come_first_and_emergency_last(coping: Run) -> None:
    coping("support", "add", "Maria", "--how", "0660 1234", "--about", "sister, up late")
    coping("support", "add", "The Tuesday group")
    out = coping("support", "--country", "US").out
    order = [
        "Maria: 0660 1234 (sister, up late)", "The Tuesday group", "warmline.org",
        "Crisis Text Line", "findahelpline.com", "Emergency: call 911",
    ]  # fmt: skip
    places = [out.index(text) for text in order]
    assert places == sorted(places)


def test_a_phone_line_stands_after_the_written_ones(coping: Run) -> None:
    out = coping("support", "--country", "IE").out
    assert out.index("Text About It") < out.index("Pieta") < out.index("\n  Samaritans")


def test_directories_stand_beside_every_country(coping: Run) -> None:
    from copingkit.library.packed import read_packed

    for code in [*read_packed().countries, "XX"]:
        out = coping("support", "--country", code).out
        for address in ("findahelpline.com", "befrienders.org", "iasp.info"):
            assert address in out


def test_support_records_and_creates_nothing(coping: Run, sealed: Path) -> None:
    before = files_in(sealed)
    coping("support")
    coping("support", "--all")
    coping("support", "--json")
    assert files_in(sealed) == before


@pytest.mark.parametrize("said", ["AT", "at", "austria", "Österreich"])
def test_a_country_by_code_or_name(coping: Run, said: str) -> None:
    assert "Lines for Austria." in coping("support", "--country", said).out
    assert "Lines for Austria." in coping("support", said).out


def test_two_words_are_one_country(coping: Run) -> None:
    assert "Lines for New Zealand." in coping("support", "new", "zealand").out


def test_an_unknown_country_still_helps(coping: Run) -> None:
    result = coping("support", "--country", "XX")
    assert result.code == 0
    assert "no checked line for XX" in result.out
    assert "findahelpline.com" in result.out and "112" in result.out


def test_a_word_that_is_no_country_still_helps(coping: Run) -> None:
    result = coping("support", "help\x1b[31mme")
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "findahelpline.com" in result.out


def test_the_locale_is_a_guess_and_says_so(coping: Run) -> None:
    out = coping("support", env={"LANG": "de_AT.UTF-8"}).out
    assert "Lines for Austria. A guess" in out
    assert "coping settings country CC" in out
    assert "112 reaches help" in out, "a guess may be wrong about the emergency number"


def test_a_setting_beats_the_guess_and_an_option_both(coping: Run) -> None:
    coping("settings", "country", "IE")
    assert "Lines for Ireland. Your setting." in coping("support", env={"LANG": "de_AT"}).out
    assert "Lines for Japan." in coping("support", "--country", "JP", env={"LANG": "de_AT"}).out


def test_without_a_country_it_says_how_to_set_one(coping: Run) -> None:
    out = coping("support").out
    assert "coping settings country CC" in out and "112" in out


def test_json_says_the_same(coping: Run) -> None:
    coping("support", "add", "Maria")
    data = coping("support", "--country", "US", "--json").json
    assert data["version"] == 1
    assert [p["name"] for p in data["people"]] == ["Maria"]
    assert data["country"] == "US" and data["country_from"] == "option"
    trans = data["lines"][0]
    assert trans["kind"] == "peer" and trans["open_now"] is False
    assert data["emergency"]["US"]["call"] == ["911"]
    everywhere = coping("support", "--all", "--json").json
    assert len(everywhere["emergency"]) > 25


def test_every_unknown_is_said_to_be_unknown(coping: Run) -> None:
    out = " ".join(coping("support", "--country", "CL").out.split())
    assert "Not known to us: cost, languages, whether they may send help without asking." in out
    assert "not yet confirmed by us" in out


@pytest.mark.parametrize(("months", "hidden"), [(0, False), (7, False), (17, False), (19, True)])
def test_old_numbers_warn_and_then_hide(coping: Run, months: int, hidden: bool) -> None:
    now = datetime(2026, 10, 10, tzinfo=timezone.utc) + timedelta(days=30.5 * months)
    out = coping("support", "--country", "AT", now=now).out
    flat = " ".join(out.split())
    assert ("Call 142" in out) is not hidden
    assert ("compare it with telefonseelsorge.at" in flat) is (6 <= months < 18)
    assert ("the number isn't shown" in flat) is hidden
    assert (out.index("findahelpline.com") < out.index("TelefonSeelsorge")) is (months >= 12)
    assert "Emergency: call 144 or 112" in out, "emergency numbers stay"


def test_hidden_numbers_are_not_in_the_json_either(coping: Run) -> None:
    data = coping("support", "--country", "AT", "--json", now=LATER + timedelta(days=400)).json
    assert all(n["hidden"] and n["reach"] == [] for n in data["lines"])


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\x00", b'{"_meta": 3}', b"\xff\xfe junk"])
def test_a_broken_journal_is_said_in_one_line(coping: Run, sealed: Path, content: bytes) -> None:
    coping("support", "add", "Maria")
    (kept,) = sealed.rglob("profile.*.json")
    kept.write_bytes(content)
    result = coping("support", "--country", "AT")
    assert result.code == 0
    assert "couldn't be read" in result.out
    assert "Call 142" in result.out
    assert kept.read_bytes() == content


def test_a_folder_that_may_not_be_read_is_said_without_numbers_of_errors(
    coping: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copingkit.journal import Journal

    def refused(self: Any) -> None:
        raise PermissionError(13, "Permission denied", "/home/me/key.json")

    monkeypatch.setattr(Journal, "profile", refused)
    out = " ".join(coping("support", "--country", "AT").out.split())
    assert "couldn't be read: /home/me/key.json: permission denied. The lines below" in out
    assert "Errno" not in out and "Call 142" in out


def test_a_locked_journal_asks_for_nothing(coping: Run, sealed: Path) -> None:
    coping("support", "add", "Maria")
    (kept,) = sealed.rglob("profile.*.json")
    kept.write_bytes(b'{"locked": 1}')
    out = coping("support", "--country", "AT").out
    assert "are locked" in " ".join(out.split())
    assert "Call 142" in out


def test_other_peoples_text_cannot_reach_the_terminal(coping: Run) -> None:
    coping("support", "add", "Ma\x1b]0;x\x07ria [bold]", "--how", "1\u202e2")
    out = coping("support").out
    assert "Maria [bold]: 12" in out
    assert "\x1b" not in out and "\u202e" not in out


def test_people_are_added_listed_removed_and_brought_back(coping: Run) -> None:
    coping("support", "add", "Maria", "--how", "0660")
    coping("support", "add", "Mario")
    assert "1. Maria: 0660\n2. Mario\n" in coping("support", "list").out
    assert coping("support", "remove", "mar").code == 2
    assert coping("support", "remove", "nobody").code == 3
    assert coping("support", "remove", "2").code == 0
    assert [p["name"] for p in coping("support", "list", "--json").json["people"]] == ["Maria"]
    coping("log", "undo")
    assert len(coping("support", "list", "--json").json["people"]) == 2


def test_a_name_is_needed_where_nobody_can_be_asked(coping: Run) -> None:
    assert coping("support", "add").code == 2


# In a process of its own

LOADED = """
import sys
from copingkit.cli import main
code = main(sys.argv[1:])
heavy = {"rich", "yaml", "tinydb", "cryptography"} & {m.partition(".")[0] for m in sys.modules}
assert not heavy, heavy
sys.exit(code)
"""


def run(
    code: str, *args: str, env: dict[str, str], **more: Any
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *args], env=env, capture_output=True, text=True, timeout=60,
        encoding="utf-8", check=False, **more,
    )  # fmt: skip


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    for args in (["support"], ["support", "--country", "AT"], ["support", "--json"]):
        done = run(LOADED, *args, env=env)
        assert done.returncode == 0, done.stderr
        assert "findahelpline.com" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a folder nobody can write")
def test_no_home_at_all(tmp_path: Path) -> None:
    for env in ({}, {"HOME": "/nonexistent"}, {"HOME": str(tmp_path / "file" / "x")}):
        done = run(LOADED, "support", "--country", "AT", env={"PYTHONUTF8": "1", **env})
        assert done.returncode == 0, done.stderr
        assert "Call 142" in done.stdout


def test_no_network_and_no_library(tmp_path: Path) -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket = refuse\n"
        "import copingkit.paths as paths\n"
        f"paths.shipped_root = lambda: __import__('pathlib').Path({str(tmp_path)!r})\n" + LOADED
    )
    done = run(code, "support", "--country", "AT", env={"HOME": str(tmp_path), "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    assert "Call 142" in done.stdout


def test_json_is_plain_data_from_the_real_program(tmp_path: Path) -> None:
    done = run(LOADED, "support", "--json", env={"HOME": str(tmp_path), "PYTHONUTF8": "1"})
    assert json.loads(done.stdout)["people"] == []

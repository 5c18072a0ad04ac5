"""The home menu's list: what is suggested stands first, each with its reason."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from copingkit import words

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)


def listed(said: str) -> str:
    """Return what is shown between the words typed and the question for a number."""
    child: Any = pexpect.spawn(
        sys.executable, ["-m", "copingkit"], dimensions=(60, 90), timeout=20, encoding="utf-8",
        env={**os.environ, "COLUMNS": "90", "NO_COLOR": "1"},
    )  # fmt: skip
    child.expect_exact(words.HOME)
    child.send("c")
    child.expect_exact(words.HOME_WORDS)
    child.send(f"{said}\r")
    child.expect_exact(words.HOME_WHICH)
    page = str(child.before)
    child.send("\r")
    child.expect_exact(words.HOME)
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    return " ".join(page.split())


def test_what_helped_stands_first_with_its_reason(sealed: Path, coping) -> None:  # type: ignore[no-untyped-def]
    for strategy, after in (("box-breathing", 3), ("longer-out-breath", 6)) * 3:
        coping(
            "log", "add", "--strategy", strategy, "--need", "panic", "--before", "7",
            "--after", str(after),
        )  # fmt: skip
    best = coping("suggest", "panic", "--json").json["suggestions"][0]
    page = listed("panic")
    assert best["id"] == "box-breathing"
    assert page.index("1: Box breathing") < page.index(best["reason"]) < page.index("2: ")


def test_people_come_first_where_it_calls_for_them(sealed: Path) -> None:
    assert "coping support" in listed("suicide").split("1: ")[0]


@pytest.fixture
def home(sealed: Path) -> Any:
    """Start the home menu in a real terminal and press `c`."""
    children = []

    def start() -> Any:
        child: Any = pexpect.spawn(
            sys.executable, ["-m", "copingkit", "--plain"], dimensions=(60, 90), timeout=15,
            encoding="utf-8", env={**os.environ, "COLUMNS": "90"},
        )  # fmt: skip
        children.append(child)
        child.expect_exact(words.HOME)
        child.send("c")
        child.expect_exact(words.HOME_WORDS)
        return child

    yield start
    for child in children:
        child.close(force=True)


def test_enter_goes_back_to_the_menu_as_it_says_and_closes_nothing(home: Any) -> None:
    child = home()
    for _ in range(2):
        child.send("\r")
        child.expect_exact(words.HOME)
    child.send("c")
    child.expect_exact(words.HOME_WORDS)
    child.send("xyzzyqq\r")
    child.expect_exact("Nothing matches")
    child.expect_exact(words.HOME)
    child.send("q")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_people_are_named_once_from_the_menu_to_the_end_and_by_their_key(home: Any) -> None:
    child = home()
    child.send("suicidal\r")
    child.expect_exact(words.HOME_WHICH)
    seen = child.before
    child.send("3\r")
    child.expect_exact(words.BEFORE[:30])
    seen += child.before
    child.send("9\r")
    child.expect_exact("leaves")
    child.sendintr()
    child.expect(pexpect.EOF)
    seen = " ".join(f"{seen} {child.before}".split())
    assert seen.count("people first") == 1
    assert "people first: press h" in seen


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("panic", "panic"),
        ("can't sleep", '"can\'t sleep"'),
        ("very low", "very low"),
        ("$(id) `id`", "'$(id) `id`'"),
        ("a;b", '"a;b"'),
    ],
)
def test_words_are_quoted_for_a_shell(said: str, shown: str) -> None:
    from copingkit.cli.home import _quoted

    assert _quoted(said) == shown
    assert " ".join(shlex.split(shown)) == said


def test_what_is_left_is_offered_as_it_can_be_typed(sealed: Path) -> None:
    assert 'more: coping find "can\'t sleep"' in listed("can't sleep")

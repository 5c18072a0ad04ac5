"""The gentle ladder: one calm line at 9 or 10, or for some needs; once, and never in the way."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copingkit import words
from copingkit.core.page_words import PAGE

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

LINE = "people first"

ENDS = PAGE["end"][:20], PAGE["end-of-breath"][:20]


@pytest.fixture
def session(sealed: Path) -> Any:
    """Run `try box-breathing` from the first question to the end with these answers."""

    def run(before: str, after: str, *args: str) -> str:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "copingkit", "try", "feet-on-the-floor", "--no-log", *args],
            dimensions=(40, 80), timeout=20, encoding="utf-8", env={**os.environ},
        )  # fmt: skip
        seen = ""

        def until(*texts: str) -> int:
            nonlocal seen
            found = child.expect_exact([*texts, pexpect.TIMEOUT], timeout=0.06)
            seen += child.before if isinstance(child.before, str) and found < len(texts) else ""
            seen += child.after if isinstance(child.after, str) else ""
            return int(found)

        child.expect_exact("How strong is it right now")
        seen += child.before
        child.sendline(before)
        for _ in range(300):
            came = until("Did it help?", *ENDS)
            if came != 0:
                child.send("n")
            if came in (1, 2):
                # Keys that follow one another too quickly count as one that is held.
                child.expect_exact("Did it help?")
                seen += child.before
            if came < 3:
                break
        child.send("n")
        child.expect_exact("How strong is it now")
        seen += child.before
        child.sendline(after)
        while True:
            found = child.expect_exact(
                [words.NEXT_OPEN, "Enter skips.\r\n> ", pexpect.EOF, pexpect.TIMEOUT], timeout=5
            )
            seen += child.before if isinstance(child.before, str) else ""
            if found == 0:
                child.send("d")
            elif found == 1:
                child.sendline("")
            else:
                break
        child.wait()
        assert child.exitstatus == 0
        # While the drawn screen is there, the line stands on it; what came before is behind it.
        return " ".join(re.sub(r"\x1b\[\?1049h.*?\x1b\[\?1049l", "", seen, flags=re.S).split())

    return run


@pytest.mark.parametrize(
    ("before", "after", "args", "times"),
    [
        ("3", "3", (), 0),
        ("8", "8", (), 0),
        ("9", "10", (), 1),
        ("10", "9", (), 1),
        ("2", "9", (), 1),
        ("", "", ("--need", "suicidal-thoughts"), 1),
        ("", "", ("--need", "urge-self-harm"), 1),
        ("", "", ("--need", "anxiety"), 0),
    ],
)
def test_one_calm_line_once_a_session(
    session: Callable[..., str], before: str, after: str, args: tuple[str, ...], times: int
) -> None:
    seen = session(before, after, *args)
    assert seen.count(LINE) == times


TYPED = "type `coping support`. Or carry on here."


@pytest.mark.parametrize(
    "args",
    [
        ("find", "suicidal-thoughts"),
        ("find", "--need", "urge-self-harm"),
        ("now", "suicidal-thoughts"),
        ("suggest", "suicidal-thoughts"),
        ("suggest", "--level", "9"),
        ("log", "add", "--before", "9"),
        ("log", "add", "--before", "10", "--after", "10", "--need", "panic"),
        ("log", "add", "--need", "urge-self-harm"),
    ],
)
def test_where_no_session_is_open_the_line_names_the_command(
    coping: Any, args: tuple[str, ...]
) -> None:
    result = coping(*args)
    assert result.code == 0
    said = " ".join((result.out + result.err).split())
    assert said.count(TYPED) == 1
    assert "press h" not in said


@pytest.mark.parametrize(
    "args",
    [
        ("find", "panic"),
        ("find",),
        ("suggest", "--level", "8"),
        ("log", "add", "--before", "8"),
        ("log", "add", "--before", "9", "--after", "3"),
        ("log", "add", "--note", "9 of 10"),
    ],
)
def test_it_is_not_said_where_nothing_calls_for_it(coping: Any, args: tuple[str, ...]) -> None:
    result = coping(*args)
    assert LINE not in result.out + result.err


def test_what_a_person_writes_is_never_read_for_it(coping: Any) -> None:
    result = coping("log", "add", "--note", "I want to die, suicide, hurt myself")
    assert LINE not in result.out + result.err
    coping("plan", "add", "signs", "suicide")
    assert LINE not in coping("plan").out

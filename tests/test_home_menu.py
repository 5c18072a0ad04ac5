"""The home menu's list: what is suggested stands first, each with its reason."""

from __future__ import annotations

import os
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

"""What stands on a screen of 24 lines when a person is asked for consent."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from mine_help import DRAFT, own_folder

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)


@pytest.fixture
def terminal(sealed: Path) -> Any:
    children = []

    def start(*args: str) -> Any:
        child = pexpect.spawn(
            sys.executable, ["-m", "copingkit", *args, "--plain"], dimensions=(24, 80), timeout=20,
            encoding="utf-8", env={**os.environ},
        )  # fmt: skip
        screen = pyte.Screen(80, 24)
        child.logfile_read = _Feed(pyte.Stream(screen))
        children.append(child)
        return child, screen

    yield start
    for child in children:
        child.close(force=True)


class _Feed:
    def __init__(self, stream: Any) -> None:
        self.write = stream.feed

    def flush(self) -> None:
        """Nothing is held back."""


def words_on(screen: Any) -> str:
    return " ".join(" ".join(screen.display).split())


def at_consent(child: Any, screen: Any) -> str:
    child.expect_exact("n: no")
    child.expect("h: .*\n")
    return words_on(screen)


def test_names_are_asked_for_one_by_one_and_stand_beside_the_consent(terminal, sealed) -> None:
    own = own_folder(sealed)
    own.mkdir(parents=True)
    text = DRAFT + "authors: [Robin Real Name, Sam Second]\n"
    (own / "warm-cup.yaml").write_text(text, encoding="utf-8")
    child, screen = terminal("mine", "share", "warm-cup")
    child.expect_exact('"Robin Real Name"')
    child.expect_exact("leave it out")
    child.send("\r")
    child.expect_exact('"Sam Second"')
    child.expect_exact("leave it out")
    child.send("y")
    child.expect_exact("A pen name")
    child.sendline("River")
    child.expect_exact("CC BY 4.0")
    shown = at_consent(child, screen)
    assert "Authors, as they become public: Sam Second, River." in shown
    assert "You named Sam Second" in shown
    assert "Left out: Robin Real Name." in shown
    assert "Left out, as they may be yours: my blue mug." in shown
    assert "copies may stay" in shown
    child.send("n")
    child.expect_exact("Nothing was shared.")


def test_an_experience_is_whole_beside_the_consent_with_its_reminder(terminal) -> None:
    child, screen = terminal(
        "mine", "experience", "box-breathing", "--helped", "yes", "--anonymous", "--text",
        "Four counts were too long for me; three felt better.",
    )  # fmt: skip
    child.expect_exact("CC BY 4.0: anyone")
    shown = at_consent(child, screen)
    assert "three felt better" in shown
    assert "by: anonymous" in shown
    assert "your own story, nobody recognisable in it, no method of harm" in shown
    child.send("n")
    child.expect_exact("Nothing was shared.")

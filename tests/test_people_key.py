"""One key to people from every screen and every question; back where one was, nothing kept."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from copingkit import words

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

HINT = f"h: {words.ASK_PEOPLE}"
BACK = "Still here."
# What was run, and what is pressed at its first question.
QUESTIONS = (
    (("log", "add"), "h\r"),
    (("rate", "box-breathing"), "h\r"),
    (("tweak", "box-breathing"), "h\r"),
    (("support", "add"), "h\r"),
    (("plan", "add"), "h"),
    (("plan", "add", "signs"), "h\r"),
    (("plan", "ready"), "h\r"),
    (("mine", "new"), "h\r"),
    (("try", "box-breathing"), "h\r"),
)


def start(*args: str, columns: int = 80) -> Any:
    return pexpect.spawn(
        sys.executable, ["-m", "copingkit", *args], dimensions=(40, columns), timeout=20,
        encoding="utf-8", env={**os.environ, "COLUMNS": str(columns)},
    )  # fmt: skip


def kept_in(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize(("args", "keys"), QUESTIONS, ids=[" ".join(a) for a, _ in QUESTIONS])
def test_people_at_a_question_and_back(
    sealed: Path, args: tuple[str, ...], keys: str, columns: int
) -> None:
    child = start(*args, columns=columns)
    for _ in range(2):
        child.expect(HINT.replace(" ", r"\s+"))
        child.send(keys)
        child.expect_exact(words.SUPPORT_TITLE)
        child.expect_exact("findahelpline.com")
        child.expect_exact(BACK)
    child.expect(HINT.replace(" ", r"\s+"))
    child.sendcontrol("c")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus in (0, 130)
    assert kept_in(sealed) == []


def test_the_home_menu_leads_to_people_and_says_a_line_after(sealed: Path) -> None:
    child = start()
    child.expect_exact(words.HOME)
    child.send("h")
    child.expect_exact("findahelpline.com")
    child.expect_exact(BACK)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert kept_in(sealed) == []


class Typed:
    """Keys already pressed, one after the other."""

    can_ask = True

    def __init__(self, *keys: str) -> None:
        self.keys = [*keys]

    def read(self, timeout: float | None) -> str | None:
        return self.keys.pop(0) if timeout is None else None

    def read_line(self) -> str:
        return self.keys.pop(0)


def test_the_question_is_asked_again_after_people() -> None:
    from copingkit.screen.ask import ask_choice, ask_line, ask_scale

    seen: list[str] = []
    out = io.StringIO()
    given: Any = {"out": out, "people": lambda: seen.append("people")}
    assert ask_line("What?", keys=Typed("h", "a word"), **given) == "a word"
    assert ask_line("What?", keys=Typed("H", ""), **given) is None
    assert ask_scale("How?", keys=Typed("h", "12", "h", "7"), **given) == 7
    assert ask_choice("Which?", [("a", "one")], keys=Typed("h", "a"), **given) == "a"
    assert len(seen) == 5
    assert out.getvalue().count("Which?\n  a: one\n  h: people\n") == 2


def test_a_choice_that_has_h_keeps_it_and_words_with_h_are_words() -> None:
    from copingkit.screen.ask import ask_choice, ask_line

    seen: list[str] = []
    given: Any = {"out": io.StringIO(), "people": lambda: seen.append("people")}
    assert ask_choice("?", [("h", "a person")], keys=Typed("h"), **given) == "h"
    assert ask_line("?", keys=Typed("hm"), **given) == "hm"
    assert seen == []
    out = io.StringIO()
    assert ask_line("?", keys=Typed("h"), out=out) == "h"
    assert "people" not in out.getvalue()


def test_capital_letters_leave_and_lead_to_people_too() -> None:
    from copingkit.screen.ask import ask_choice, ask_line, ask_scale
    from copingkit.screen.keys import Left

    seen: list[str] = []
    given: Any = {"out": io.StringIO(), "people": lambda: seen.append("people")}
    one = [("a", "one")]
    for ask in (ask_line, ask_scale):
        with pytest.raises(Left, match="^q$"):
            ask("What?", keys=Typed("Q"), **given)
    with pytest.raises(Left, match="^q$"):
        ask_choice("Which?", one, keys=Typed("Q"), **given)
    assert ask_choice("Which?", one, keys=Typed("H", "A"), **given) == "a"
    assert seen == ["people"]
    assert ask_choice("Which?", [("q", "quiet")], keys=Typed("Q"), **given) == "q"
    assert ask_line("What?", keys=Typed("Quiet"), **given) == "Quiet"


class KeyByKey(Typed):
    """A console that can't edit a line, or a terminal whose line was cut short by a break."""

    def read_line(self) -> None:
        from copingkit.screen.keys import Resumed

        if self.keys[0] == "break":
            self.keys.pop(0)
            raise Resumed


def test_after_a_break_a_question_is_said_again() -> None:
    from copingkit.screen.ask import ask_choice, ask_line, read_line

    out = io.StringIO()
    keys = Typed("resume", "a")
    assert ask_choice("Which?", [("a", "one"), ("b", "two")], keys=keys, out=out) == "a"
    assert out.getvalue() == "Which?\n  a: one\n  b: two\n" * 2 + "> one\n"

    out = io.StringIO()
    assert ask_line("What?", keys=KeyByKey("break", *"tea", "enter"), out=out) == "tea"
    assert out.getvalue() == "What?\n> \nWhat?\n> tea\n"

    out = io.StringIO()
    assert ask_line("What?", keys=KeyByKey(*"te", "resume", "a", "enter"), out=out) == "tea"
    assert out.getvalue() == "What?\n> te\nWhat?\n> tea\n"

    out = io.StringIO()
    assert read_line(KeyByKey("break", "x", "enter"), out, "1 of 3> ") == "x"
    assert out.getvalue() == "1 of 3> \n1 of 3> x\n"


def test_people_while_a_passphrase_is_asked_for(sealed: Path, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    import subprocess

    secret = tmp_path / "secret"
    secret.write_text("several good words\n")
    run = [sys.executable, "-m", "copingkit"]
    subprocess.run([*run, "log", "add", "--note", "a walk"], check=True, capture_output=True)
    env = {**os.environ, "COPING_NEW_PASSPHRASE_COMMAND": f"cat {secret}"}
    subprocess.run([*run, "data", "lock"], check=True, capture_output=True, env=env)
    child = start("log", "list")
    child.expect_exact(f"Passphrase (Enter leaves, {HINT}): ")
    child.sendline("h")
    child.expect_exact("findahelpline.com")
    child.expect_exact(BACK)
    child.expect_exact("Passphrase")
    child.sendline("several good words")
    child.expect_exact("a walk")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize("columns", [80, 40])
def test_what_is_said_breaks_between_words(sealed: Path, columns: int) -> None:
    child = start("plan", "share", "box-breathing", columns=columns)
    child.expect(pexpect.EOF)
    said = child.before.replace("\r", "").split("# yaml")[0].splitlines()
    child.close()
    assert " ".join(" ".join(said).split()).startswith(words.SHARE_PRIVACY)
    assert max(map(len, said)) <= columns

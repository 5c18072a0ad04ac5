"""The first helpful line: there before anything heavy, and leaving right after it is no failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copingkit import cli, words

ROOT = Path(__file__).resolve().parent.parent
HEAVY = "typer", "rich", "yaml", "tinydb", "re", "pathlib"
SAID = [
    (["now", "panic"], words.NOW_FIRST),
    ([], words.HOME_FIRST),
    (["--plain"], words.HOME_FIRST),
]
UNSAID = [["find"], ["now", "--help"], ["--version"]]
PROGRAM = f"""
import io, sys
from copingkit import cli
class Screen(io.StringIO):
    isatty = lambda self: True
said, sys.stdin, sys.stdout = sys.stdout, Screen(), Screen()
cli._first_words(sys.argv[1:])
print(repr(sys.stdout.getvalue()), [m for m in {HEAVY!r} if m in sys.modules], file=said)
"""


def first_words(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("arguments", "line"), SAID)
def test_the_first_line_needs_nothing_heavy(arguments: list[str], line: str) -> None:
    assert first_words(arguments) == f"{line + chr(10) * 2!r} []"


@pytest.mark.parametrize("arguments", UNSAID)
def test_it_is_said_where_it_helps_and_nowhere_else(arguments: list[str]) -> None:
    assert first_words(arguments) == "'' []"


@pytest.mark.parametrize(
    ("arguments", "code"), [*((a, 0) for a, _ in SAID), *((a, 130) for a in UNSAID)]
)
def test_leaving_while_it_starts(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_guarded", interrupted)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert cli.main(arguments) == code

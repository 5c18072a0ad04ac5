"""The first helpful line: there before anything heavy, and leaving right after it is no failure."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from copingkit import cli, interrupts, words
from copingkit.screen.terminal import open_terminal

ROOT = Path(__file__).resolve().parent.parent
HEAVY = "typer", "rich", "yaml", "tinydb", "re", "pathlib"
SAID = [
    (["now", "panic"], words.NOW_FIRST),
    (["--plain", "now"], words.NOW_FIRST),
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
cli._first_words(cli._first_line(sys.argv[1:]))
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
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_guarded", interrupted)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert cli.main(arguments) == code


TOLD = """
import os, signal, sys
from copingkit import cli
sys.stdin.isatty = sys.stdout.isatty = lambda: True
def starting(*_):
    while True:
        try:
            os.kill(os.getpid(), getattr(signal, sys.argv[1]))
        except BaseException:
            pass
cli._guarded = starting
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("arguments", [a for a, _ in SAID])
def test_told_to_go_while_it_starts_nothing_can_swallow_it(arguments: list[str], name: str) -> None:
    command = [sys.executable, "-S", "-c", TOLD, name, *arguments]
    assert subprocess.run(command, timeout=10).returncode == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_was_swallowed_is_heard_by_the_terminal() -> None:
    """As importlib's callback does it, whose exceptions Python reports and ignores."""

    class Lock:
        pass

    before = interrupts.hear(promised=False)
    try:
        lock = Lock()
        seen = weakref.ref(lock, lambda _: signal.raise_signal(signal.SIGINT))
        del lock
        assert seen() is None
        with open_terminal(stdin=io.StringIO(), out=io.StringIO()) as keys:
            assert keys.read(0) == "ctrl-c"
        with open_terminal(stdin=io.StringIO(), out=io.StringIO()) as keys:
            assert keys.read(0) is None, "heard once"
        interrupts.hear_no_more(before)
        before = interrupts.hear(promised=False)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        interrupts.hear_no_more(before)


def test_told_to_go_between_two_terminals_of_a_sitting_it_goes() -> None:
    before = interrupts.hear(promised=False)
    interrupts.sit(together=True)
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            with open_terminal(stdin=io.StringIO(), out=io.StringIO()) as keys:
                assert keys.read(0) is None
            signal.raise_signal(number)
            with open_terminal(stdin=io.StringIO(), out=io.StringIO()) as keys:
                assert keys.read(0) == "ctrl-c"
    finally:
        interrupts.hear_no_more(before)


def test_once_the_terminal_has_been_taken_what_is_saved_is_not_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "_exit", lambda _: pytest.fail("ended at once"))
    before = interrupts.hear(promised=True)
    try:
        with open_terminal(stdin=io.StringIO(), out=io.StringIO()):
            pass
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        interrupts.hear_no_more(before)

"""What a tester who means harm, or somebody at their worst, has found; each stays mended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from copingkit import words
from copingkit.core.guide import Cue
from copingkit.screen.player_lines import ANSWER_SHORT
from copingkit.screen.player_views import Frame, Moment, care_fits, question_view, timed_view

CARE = (
    "Take care: Breathe gently. Dizzy: go back to ordinary breathing.",
    "Take care: Warm hands.",
)


@pytest.mark.parametrize("said", ["everything is too much", "xqzw", "\x1b[31m", "-", "x" * 10_000])
def test_now_starts_something_whatever_was_typed(coping, small_library, said) -> None:
    done = coping("now", "--", said)
    assert done.code == 0
    assert "min." in done.out
    assert words.NOT_KNOWN in done.err
    assert "\x1b" not in done.out + done.err


def test_now_takes_what_it_knows_of_a_sentence(coping, small_library) -> None:
    assert "Taken as: panic." in coping("now", "panic", "and", "everything").err
    assert "Taken as: panic." in coping("now", "panik").err
    assert coping("now", "panic").err == ""


@pytest.mark.parametrize("command", ["tweak", "try"])
def test_a_pace_that_is_no_number_is_refused(coping, small_library, command) -> None:
    done = coping(command, "box-breathing", "--pace", "nan")
    assert done.code == 2
    assert "isn't a number" in done.err


def shown(rows) -> str:
    return "\n".join(row.text for row in rows)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 20), (200, 60)])
@pytest.mark.parametrize("kind", ["in", "step", "intro"])
def test_what_to_take_care_of_stands_on_the_session_s_own_screen(columns, rows, kind) -> None:
    frame = Frame(columns, rows, title="A", hint="q leaves.", care=CARE)
    screen = timed_view(frame, Moment(Cue(kind, "Breathe in", 4.0, 1, 1, 0, 1, 1), seconds=4.0))
    assert care_fits(frame)
    assert len(screen) == rows
    for word in ("ordinary", "Warm hands.", "Breathe in", "q leaves."):
        assert word in shown(screen)


def test_what_doesn_t_fit_on_a_small_screen_is_known_not_to_fit() -> None:
    assert not care_fits(Frame(20, 5, care=CARE))
    assert care_fits(Frame(20, 5))


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (20, 4), (10, 6), (80, 24)])
def test_the_line_being_typed_is_in_sight_in_the_smallest_window(columns, rows) -> None:
    cue = Cue("prompt", "What can you see? Name five things, near or far.", None, 1, 5, 0, 1, 6)
    screen, (at, _) = question_view(Frame(columns, rows, title="A"), cue, [], [], "mug", 3, "> ")
    assert "> mug" in screen[at].text


@pytest.mark.parametrize("columns", [20, 30, 40, 60])
def test_a_hint_cut_short_says_nothing_untrue(columns) -> None:
    cue = Cue("prompt", "What?", None, 1, 1, 0, 1, 1)
    screen, _ = question_view(
        Frame(columns, 24, title="A", hint=ANSWER_SHORT), cue, [], [], "", 0, "> "
    )
    hint = screen[-1].text
    assert hint.endswith("Ctrl+C leaves.")
    assert "e editor" not in hint or "Alone on a line" in hint


def test_a_reader_who_goes_away_is_no_failure(sealed) -> None:
    command = f"{sys.executable} -m copingkit try box-breathing"
    script = f"( {command}; echo $? > code ) | head -n 1 > first"
    for _ in range(3):
        subprocess.run(["sh", "-c", script], cwd=sealed, check=True, stderr=subprocess.PIPE)
        assert (sealed / "code").read_text().strip() == "0"


@pytest.mark.parametrize("value", ["7", "[{}]", "[1]", '"x"', "null", "{}"])
@pytest.mark.parametrize("name", ["without", "country", "language", "motion", "sound"])
def test_a_setting_of_another_kind_stops_nothing(
    coping, small_library, sealed, name, value
) -> None:
    coping("settings", "country", "IE")
    (kept,) = sealed.glob(".local/share/copingkit/profile.*.json")
    text = kept.read_text().replace("setting:country", f"setting:{name}")
    kept.write_text(text.replace('"IE"', value))
    for command in ("now", "find", "suggest", "settings", "support"):
        done = coping(command)
        assert done.code == 0, (command, done.err)


if sys.platform != "win32":
    pexpect = pytest.importorskip("pexpect")

    @pytest.fixture
    def terminal(sealed):
        children = []

        def start(*args: str, columns: int = 80, rows: int = 24):
            child = pexpect.spawn(
                sys.executable, ["-m", "copingkit", *args], dimensions=(rows, columns), timeout=15,
                encoding="utf-8", env={**os.environ},
            )  # fmt: skip
            children.append(child)
            return child

        yield start
        for child in children:
            child.close(force=True)

    def test_the_line_about_people_can_be_read_once_the_session_has_the_screen(terminal) -> None:
        child = terminal("now", "suicidal", "thoughts")
        child.expect_exact("\x1b[?1049h")
        child.expect_exact("people first: press h")
        child.sendintr()
        child.expect(pexpect.EOF)

    def test_a_small_window_gives_time_to_read_before_the_session_takes_it(terminal) -> None:
        child = terminal("now", columns=20, rows=5)
        child.expect_exact("Time to read this.")
        assert "\x1b[?1049h" not in child.before
        child.send("n")
        child.expect_exact("\x1b[?1049h")
        child.sendintr()
        child.expect(pexpect.EOF)

    def test_having_stopped_is_said_once(terminal) -> None:
        child = terminal("now", "--plain")
        child.expect_exact("6 steps")
        child.send("q")
        child.expect_exact(words.LEFT)
        child.expect_exact("c: I couldn't")
        child.send("s")
        child.expect_exact("0 to 10")
        child.send("\r")
        child.expect_exact("in the way")
        child.send("\r")
        child.expect_exact("d: done")
        assert words.LEFT not in child.before
        child.sendintr()
        child.expect(pexpect.EOF)

    def test_a_closed_window_hangs_up_twice_and_the_use_is_kept(terminal) -> None:
        child = terminal("try", "longer-out-breath")
        child.expect_exact("0 to 10")
        child.send("6\r")
        child.expect_exact("\x1b[?1049h")
        for _ in range(20):
            child.kill(signal.SIGHUP)
            time.sleep(0.005)
        child.expect(pexpect.EOF)
        child.wait()
        listed = [sys.executable, "-m", "copingkit", "log", "list", "--json"]
        done = subprocess.run(listed, capture_output=True, check=True)
        assert [e["before"] for e in json.loads(done.stdout)["entries"]] == [6]

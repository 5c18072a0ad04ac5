"""A session with a clock that is told the time: what is said, when, and what comes back."""

from __future__ import annotations

import io

import pytest
from player_fakes import GUIDES, FakeKeys

from copingkit.core.guide_fields import Breath, Phase, Prompt, Prompts, Text
from copingkit.screen.held_keys import SILENCE
from copingkit.screen.player import motion_for, play


def run(kind, *presses, motion="plain", lines=(), **options):
    keys = FakeKeys(*presses, lines=lines, size=options.pop("size", (40, 10)))
    guide = GUIDES[kind] if isinstance(kind, str) else kind
    result = play(
        guide, "A title", out=keys.out, keys=keys, clock=keys.clock, motion=motion, **options
    )
    return result, keys.out.getvalue(), keys


def test_plain_breathing_is_one_line_a_change():
    result, text, _ = run("breath")
    assert text.splitlines() == [
        "A title", "3 breaths, about 35 seconds. n next, space pauses, h people, ? keys, q leaves.",
        "", "Sit as you are.",
        "Breathe in, 4 (breath 1 of 3)", "Breathe out, 6", "Breathe in, 4", "Breathe out, 6",
        "Breathe in, 4 (breath 3 of 3)", "Breathe out, 6",
        "That was the last breath out. Let your breath find its own way.",
    ]  # fmt: skip
    assert result == ("finished", pytest.approx(33), [], 1.0, 3, "end")


@pytest.mark.parametrize("motion", ["plain", "full"])
def test_five_minutes_last_five_minutes_to_the_microsecond(motion):
    keys = FakeKeys()
    ended = []

    def clock():
        return keys.now

    guide = Breath((Phase("in", 4), Phase("out", 6)), 30)
    result = play(guide, "", out=keys.out, keys=keys, clock=clock, motion=motion, minutes=5)
    ended.append(keys.now)
    linger = SILENCE + (2.0 if motion == "full" else 0.0)
    assert ended[0] - 1000.0 - linger == pytest.approx(300, abs=1e-6)
    assert result.seconds == pytest.approx(300, abs=1e-6)


@pytest.mark.parametrize("motion", ["plain", "full"])
@pytest.mark.parametrize("kind", GUIDES)
@pytest.mark.parametrize("key", ["ctrl-c", "ctrl-d", "terminate", "hangup", "closed"])
def test_every_guide_can_be_left(kind, motion, key):
    result, text, _ = run(kind, (0.5, key), motion=motion, lines=[key])
    assert (result.how, result.by) == ("left", key)
    if motion == "full":
        assert text.endswith("<left>")


@pytest.mark.parametrize(("key", "how"), [("q", "left"), ("h", "people")])
@pytest.mark.parametrize("kind", GUIDES)
def test_q_leaves_and_h_goes_to_people(kind, key, how):
    for motion in ("plain", "full"):
        result, _, _ = run(kind, (1, key), (1.1, "enter"), motion=motion, lines=[key])
        assert (result.how, result.by) == (how, key)


def test_pause_waits_for_ever_and_begins_the_phase_again():
    result, text, _ = run("breath", (5, " "), (3600, " "))
    assert text.count("Breathe in, 4 (breath 1 of 3)") == 2
    assert "(Paused. Space goes on.)" in text
    assert result.how == "finished"
    assert result.seconds == pytest.approx(33 + 2)


def test_pace_changes_and_comes_back():
    result, text, _ = run("breath", (3.0, "+"), (3.0, "+"))
    assert result.pace == 1.2
    assert "(Pace 1.2, quicker)" in text
    assert "Breathe out, 5\n" in text
    assert result.seconds == pytest.approx(3 + 30 / 1.2)


def test_next_back_and_again():
    _, text, _ = run("steps", (1, "n"), (2, "b"), (3, "r"), (4, "n"), (5, "enter"))
    said = [line[0] for line in text.splitlines() if " of 3: " in line]
    assert said == ["1", "2", "1", "1", "2", "3"]


def test_an_untimed_step_waits_for_the_person():
    result, text, _ = run("steps", (600, "enter"))
    assert "(Enter goes on.)" in text
    assert result.seconds == pytest.approx(610)


def test_waking_up_begins_the_phase_again():
    result, _, _ = run("breath", (6, "resume"))
    assert result.seconds == pytest.approx(33)


def test_answers_are_kept_in_order_and_an_empty_line_goes_to_the_next_question():
    result, text, _ = run("prompts", lines=["a lamp", "  b\x1b[31med ", "", "rain"])
    assert result.answers == [("Things you see?", ["a lamp", "bed"]), ("One sound?", ["rain"])]
    assert result.how == "finished"
    assert text.count("Things you see?") == 1


def test_one_question_back():
    result, text, _ = run("prompts", lines=["lamp", "<", "window", "", "rain"])
    assert "(so far: lamp; Enter keeps it, - alone takes it out)" in text
    assert result.answers == [("Things you see?", ["window"]), ("One sound?", ["rain"])]


def test_answers_survive_leaving():
    result, _, _ = run("prompts", lines=["lamp", "hangup"])
    assert result.answers == [("Things you see?", ["lamp"])]


def test_a_list_is_ticked_in_any_order():
    _, text, _ = run("checklist", (1, "3"), (2, " "), (3, "1"), (4, "1"), (5, "enter"))
    assert text.splitlines()[3:] == [
        "1. Drink water", "2. Open a window", "3. Wash your face", "Ticked: 3. Wash your face",
        "Ticked: 1. Drink water", "Not ticked: 1. Drink water",
        "Ticked: 1. Drink water", "That's the end of it.",
    ]  # fmt: skip


def test_nobody_there_gets_the_whole_guide_at_once():
    for kind in GUIDES:
        result, text, keys = run(kind, wait=False)
        assert (result.how, result.rounds_done, keys.waits) == ("finished", 0, [])
        assert "\x1b" not in text
    _, text, _ = run("breath", wait=False)
    assert text.splitlines()[1:] == [
        "Sit as you are.", "Breathe in, 4", "Breathe out, 6",
        "3 breaths, about 35 seconds. End on a breath out.",
    ]  # fmt: skip


def test_without_keys_time_goes_on_by_itself():
    class NoKeys(FakeKeys):
        can_ask = False

    for kind in GUIDES:
        keys = NoKeys()
        result = play(GUIDES[kind], "", out=keys.out, keys=keys, clock=keys.clock, motion="plain")
        assert result.how == "finished"
        assert None not in keys.waits


def test_a_closed_pipe_is_a_way_of_leaving():
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    keys = FakeKeys()
    for wait in (True, False):
        result = play(
            GUIDES["breath"], "t", out=Closed(), keys=keys, clock=keys.clock, motion="plain",
            wait=wait,
        )  # fmt: skip
        assert (result.how, result.by) == ("left", "closed")


def test_strategy_text_cannot_reach_the_terminal():
    evil = "Hi \x1b]52;c;aGk=\x07\x1b[2J[red]there[/red] \u202eabc\x9d0;x\x9c."
    for guide in (Text((evil,), (evil,)), Prompts((Prompt(evil),))):
        _, text, _ = run(guide, (1, "enter"), lines=[""], motion="plain")
        assert not set(text) & set("\x1b\x07\x9d\x9c\u202e")
        assert "Hi [red]there[/red] abc." in text


class Terminal:
    draws = can_ask = True


@pytest.mark.parametrize(
    ("setting", "plain", "environ", "expected"),
    [("full", False, {}, "full"), ("full", True, {}, "plain"), ("none", False, {}, "plain"),
     ("full", False, {"TERM": "dumb"}, "plain"), ("full", False, {"NO_MOTION": "1"}, "plain"),
     ("full", False, {"REDUCED_MOTION": "yes"}, "plain"), ("full", False, {"NO_MOTION": "0"}, "full")],
)  # fmt: skip
def test_motion_only_where_it_is_wanted(setting, plain, environ, expected):
    assert motion_for(setting, plain, environ, Terminal()) == expected


def test_at_the_limits_of_the_pace_no_key_says_that_it_got_quicker():
    _, text, _ = run("breath", *((1 + n / 10, "+") for n in range(12)))
    assert text.count("quicker)") == 10
    assert "(Pace 2, quickest)" in text


def test_what_is_not_timed_has_no_pace():
    result, text, _ = run("text", (1, "+"))
    assert "(Take your time: nothing here is timed)" in text
    assert result.pace == 1.0

"""A guide becomes cues, and a session goes through them without ever drifting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copingkit.core.guide import cues, nearest_pace, total_seconds
from copingkit.core.guide_fields import (
    Breath,
    Checklist,
    Phase,
    Prompt,
    Prompts,
    Step,
    Steps,
    Text,
)
from copingkit.core.page_words import PAGE
from copingkit.core.session import ASLEEP, BREATHING, Session

BOX = Breath(
    (Phase("in", 4), Phase("hold", 4, "stay soft"), Phase("out", 4), Phase("hold", 4)), 3, ("Sit.",)
)
PHASES = st.lists(
    st.builds(
        Phase, st.sampled_from(["in", "hold", "out", "rest"]), st.sampled_from([0.5, 1.7, 4.0, 6.25])
    ),
    min_size=2, max_size=6,
)  # fmt: skip
BREATHS = st.builds(lambda p, r: Breath(tuple(p), r), PHASES, st.integers(1, 40))


@settings(deadline=None)
@given(BREATHS, st.booleans(), st.none() | st.integers(1, 30), st.floats(0.1, 3))
def test_breathing_always_ends_on_an_out_breath_and_then_the_end(guide, no_hold, minutes, pace):
    found = cues(guide, no_hold=no_hold, minutes=minutes, pace=pace)
    assert found[-1].kind == "end"
    assert found[-1].text == PAGE["end-of-breath"]
    assert found[-2].kind == "out"
    assert [cue.number for cue in found] == list(range(len(found)))


def test_the_last_round_stops_after_its_last_out_breath():
    kinds = [cue.kind for cue in cues(BOX) if cue.kind in BREATHING]
    assert kinds == ["in", "hold", "out", "hold"] * 2 + ["in", "hold", "out"]


def test_own_words_stand_beside_the_phase():
    assert cues(BOX)[2].text == "Hold, stay soft"


def test_no_hold_leaves_in_and_out_of_the_same_length():
    found = [(c.kind, c.seconds) for c in cues(BOX, no_hold=True) if c.kind in BREATHING]
    assert found == [("in", 4), ("out", 4)] * 3


def test_no_hold_finds_breaths_even_where_there_are_none():
    only_holds = Breath((Phase("hold", 4), Phase("rest", 4)), 2)
    assert {c.kind for c in cues(only_holds, no_hold=True)} == {"in", "out", "end"}


@pytest.mark.parametrize(
    ("options", "rounds"),
    [({}, 3), ({"rounds": 5}, 5), ({"minutes": 4}, 15), ({"minutes": 0.01}, 1),
     ({"minutes": 4, "pace": 2.0}, 30), ({"rounds": 2, "minutes": 9}, 2), ({"rounds": 0}, 1)],
)  # fmt: skip
def test_rounds_and_minutes(options, rounds):
    assert max(cue.of for cue in cues(BOX, **options)) == rounds


def test_pace_is_a_speed_kept_within_reason():
    assert cues(BOX, pace=2.0)[1].seconds == 2
    assert (nearest_pace(0.01), nearest_pace(99)) == (0.5, 2.0)


def test_untimed_things_wait():
    guides = [
        Steps((Step("One."), Step("Two.", 9)), 2),
        Prompts((Prompt("Five things?", 5), Prompt("And one?"))),
        Checklist(("a cup", "a coat")),
        Text(("Some words to read.",)),
    ]
    kinds = [[cue.kind for cue in cues(guide)] for guide in guides]
    assert kinds[0] == ["step"] * 4 + ["end"]
    assert kinds[1] == ["prompt"] * 6 + ["end"]
    assert kinds[2] == ["item"] * 2 + ["end"]
    assert kinds[3] == ["paragraph", "end"]
    assert all(total_seconds(cues(guide)) is None for guide in guides)
    assert [cue.round for cue in cues(guides[1])][:6] == [1, 2, 3, 4, 5, 1]


def test_escapes_in_a_guide_never_come_out():
    evil = Text(("Hello \x1b[2J\x1b]0;owned\x07there\u202e.",), ("\x9b31mred",))
    assert [cue.text for cue in cues(evil)][:2] == ["red", "Hello there."]


@settings(max_examples=60, deadline=None)
@given(BREATHS, st.lists(st.floats(0.001, ASLEEP), min_size=1, max_size=9))
def test_lateness_never_adds_up(guide, lates):
    found = cues(guide)
    session = Session(found, 100.0)
    number = 0
    while not session.finished:
        expected = 100.0 + sum(cue.seconds for cue in found[: session.position + 1])
        assert session.deadline == pytest.approx(expected, abs=1e-9)
        session.advance(session.deadline + lates[number % len(lates)] * 0.999)
        number += 1
    assert session.active(1e6) == pytest.approx(total_seconds(found))
    assert session.rounds_done == guide.rounds


def at_second_breath() -> Session:
    session = Session(cues(BOX._replace(intro=())), 0.0)
    session.advance(4.0)
    assert (session.cue.kind, session.started) == ("hold", 4.0)
    return session


def test_pause_goes_on_from_the_start_of_the_phase():
    session = at_second_breath()
    session.pause(6.0)
    assert session.advance(500.0) == []
    assert session.progress(500.0) == 0
    session.resume(500.0)
    assert (session.cue.kind, session.deadline) == ("hold", 504.0)
    assert session.active(501.0) == pytest.approx(7.0)


def test_next_back_and_repeat():
    session = at_second_breath()
    session.next(5.0)
    assert (session.cue.kind, session.deadline) == ("out", 9.0)
    session.back(6.0)
    assert (session.cue.kind, session.deadline) == ("hold", 10.0)
    session.repeat(7.0)
    assert (session.cue.kind, session.cue.round, session.deadline) == ("in", 1, 11.0)
    session.back(7.5)
    assert (session.position, session.deadline) == (0, 11.5)


def test_a_new_pace_holds_at_once_without_a_jump():
    session = at_second_breath()
    before = session.progress(6.0)
    session.quicker(6.0)
    assert session.progress(6.0) == pytest.approx(before)
    assert session.deadline == pytest.approx(6.0 + 2.0 / 1.1)
    for _ in range(40):
        session.slower(6.0)
    assert session.pace == 0.5
    assert session.duration(session.cue) == 8.0


def test_a_computer_that_slept_begins_the_phase_again():
    session = at_second_breath()
    assert session.advance(1000.0) == []
    assert (session.cue.kind, session.deadline) == ("hold", 1004.0)


def test_time_left_counts_down_to_nothing():
    session = Session(cues(BOX), 0.0)
    assert session.left(0.0) == pytest.approx(3 + 44)
    session.advance(3.0)
    assert session.left(5.0) == pytest.approx(42)
    session.slower(5.0)
    assert session.left(5.0) == pytest.approx(42 / 0.9)
    waiting = Session(cues(Steps((Step("One.", 5), Step("Two."), Step("Three.", 5)))), 0.0)
    assert waiting.left(0.0) is None
    waiting.next(1.0)
    waiting.next(1.0)
    assert waiting.left(2.0) == pytest.approx(4)

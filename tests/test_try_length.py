"""`try --minutes`: the rounds that come nearest to it, with the time the opening lines take."""

from __future__ import annotations

import pytest
from player_fakes import GUIDES

from copingkit.core.guide import cues, rounds_about, total_seconds, without_effect


def seconds_with(guide, minutes: float, **how) -> float:
    rounds = rounds_about(guide, minutes, **how)
    assert rounds is not None
    return total_seconds(cues(guide, rounds=rounds, **how)) or 0.0


@pytest.mark.parametrize("minutes", [1, 2, 3, 5, 12])
@pytest.mark.parametrize("pace", [0.5, 1.0, 1.3])
@pytest.mark.parametrize("no_hold", [False, True])
def test_no_other_number_of_rounds_comes_nearer(minutes, pace, no_hold) -> None:
    guide, how = GUIDES["breath"], {"no_hold": no_hold, "pace": pace}
    apart = abs(seconds_with(guide, minutes, **how) - 60 * minutes)
    assert apart <= min(
        abs((total_seconds(cues(guide, rounds=n, **how)) or 0.0) - 60 * minutes)
        for n in range(1, 200)
    )


def test_one_minute_stays_one_minute_with_its_opening_lines(coping) -> None:
    for name in ("longer-out-breath", "box-breathing"):
        said = coping("try", name, "--minutes", "1").out
        assert "1 minute 20" not in said
        assert "1 minute" in said or "seconds" in said


def test_what_waits_for_the_person_has_no_length_to_fit() -> None:
    for kind in ("prompts", "checklist", "text"):
        assert rounds_about(GUIDES[kind], 1, no_hold=False, pace=1.0) is None


def test_the_help_says_what_it_does(coping) -> None:
    said = " ".join(coping("try", "--help", columns=200).out.split())
    assert "About how long: breaths or rounds are fitted to it" in said
    assert "At most this long" in " ".join(coping("now", "--help", columns=200).out.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("text", None, 3), ("--minutes",)),
        (("checklist", 2, None), ("--rounds",)),
        (("prompts", 2, 3), ("--rounds", "--minutes")),
        (("breath", 2, 3), ("--minutes",)),
        (("breath", None, 3), ()),
        (("breath", 2, None), ()),
        (("steps", 2, None), ()),
    ],
)
def test_what_changes_nothing_is_known(options, said) -> None:
    kind, rounds, minutes = options
    assert without_effect(GUIDES[kind], rounds, minutes) == said


def test_what_changes_nothing_is_said(coping) -> None:
    assert (
        "--minutes changes nothing here."
        in coping("try", "drop-anchor", "--rounds", "1", "--minutes", "9").err
    )
    assert "changes nothing" not in coping("try", "box-breathing", "--minutes", "3").err

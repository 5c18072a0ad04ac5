"""What is said after a use: words and numbers have to agree before it is called better or worse."""

from __future__ import annotations

import pytest

from copingkit import words
from copingkit.cli.afterwards import Use, got_worse, next_screen

DOWN, SAME, WORSE = words.NEXT_DOWN, words.NEXT_SAME, words.NEXT_WORSE


@pytest.mark.parametrize(
    ("outcome", "before", "after", "said"),
    [
        ("a-bit", 7, 4, DOWN),
        ("a-lot", None, None, DOWN),
        ("a-lot", None, 8, DOWN),
        (None, 7, 4, DOWN),
        ("stopped", 7, 4, DOWN),
        ("no-change", 5, 5, SAME),
        ("no-change", None, None, SAME),
        (None, 5, 5, SAME),
        ("worse", 4, 7, WORSE),
        ("worse", None, None, WORSE),
        (None, 4, 7, WORSE),
        ("stopped", 4, 7, WORSE),
        ("stopped", None, None, words.NEXT_STOPPED),
        ("couldnt", 6, None, words.NEXT_STOPPED),
        (None, None, 3, ""),
    ],
)
def test_what_is_said_goes_by_words_and_numbers(outcome, before, after, said) -> None:
    assert next_screen(Use(before, after, outcome))[0] == said


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [
        ("no-change", 7, 4),
        ("a-bit", 3, 3),
        ("a-bit", 3, 6),
        ("no-change", 4, 7),
    ],
)
def test_where_they_are_apart_the_middle_one_is_said(outcome, before, after) -> None:
    assert next_screen(Use(before, after, outcome))[0] == SAME


@pytest.mark.parametrize("outcome", ["a-lot", "a-bit", "no-change", "worse", "stopped", None])
@pytest.mark.parametrize("before", [None, 3, 9, 10])
@pytest.mark.parametrize("after", [9, 10])
def test_at_nine_or_ten_it_is_never_said_to_have_eased(outcome, before, after) -> None:
    assert next_screen(Use(before, after, outcome))[0] != DOWN


@pytest.mark.parametrize("after", [2, 5])
def test_what_they_said_made_it_worse_is_taken_as_that(after) -> None:
    assert next_screen(Use(5, after, "worse"))[0] == words.NEXT_MADE_WORSE


@pytest.mark.parametrize("after", [None, 2, 5, 8])
def test_nobody_is_led_back_into_what_they_said_made_it_worse(after) -> None:
    assert "a" not in dict(next_screen(Use(5, after, "worse"))[1])


def test_worse_is_what_was_said_to_be_or_what_the_numbers_say_undenied() -> None:
    assert got_worse(Use(7, 4, "worse"))
    assert got_worse(Use(4, 7, "stopped"))
    assert got_worse(Use(4, 7))
    assert not got_worse(Use(4, 7, "a-bit"))
    assert not got_worse(Use(None, 7))

"""The wizard of mine new: the way back, what is said of an answer that doesn't fit, and its page."""

from __future__ import annotations

import sys
from contextlib import suppress

import pytest
from mine_help import DRAFT
from player_fakes import FakeKeys

from copingkit.cli.asking import Ask
from copingkit.cli.kit import Kit
from copingkit.cli.mine_guide import phases_of, said_before
from copingkit.cli.mine_preview import strategy_preview
from copingkit.cli.mine_wizard import Wizard
from copingkit.screen.ask import ask_line
from copingkit.screen.plain import render
from copingkit.screen.terminal import Left

START = ("Warm cup", "Hold something warm for a while.")
STEPS = [f"Step of the number {number}." for number in range(1, 9)]
DONE = ("panic", "grounding", "", "", "", "", "", "", "", "")


class Answers(Ask):
    """Answers typed one after the other; after the last one the person leaves."""

    def __init__(self, *said: str) -> None:
        self.said, self.asked = [*said], []

    def line(self, question: str) -> str | None:
        self.asked.append(question)
        print(question)
        if not self.said:
            raise Left("q")
        return self.said.pop(0) or None

    def choice(self, question, choices, *, people=True):
        return self.line(question)


@pytest.fixture
def wizard(sealed, capsys):
    """Answer the wizard's questions; returns its tree, the questions asked, and all that was said."""

    def run(*said: str):
        ask = Answers(*said)
        made = Wizard(Kit([]), ask, {})
        with suppress(Left):
            made.run()
        return made.tree, ask.asked, " ".join(capsys.readouterr().out.split())

    return run


def test_after_eight_steps_back_still_goes_back_and_one_can_be_taken_away(wizard) -> None:
    tree, asked, _ = wizard(*START, "1", *STEPS, "", "<", "<", "", "-", "", "<")
    after = asked[asked.index("4/14 Step 8?") + 1 :]
    assert [question.split(" ")[0] for question in after] == [
        "4/14", "5/14", "4/14", "3/14", "4/14", "4/14", "5/14", "4/14"
    ]  # fmt: skip
    assert "That is 8, all that fits." in after[0] and after[5] == "4/14 Step 8?"
    assert len(tree["guide"]["steps"]) == 7


def test_a_ninth_step_is_not_taken(wizard) -> None:
    tree, asked, _ = wizard(*START, "1", *STEPS, "One more.", "")
    assert len(tree["guide"]["steps"]) == 8
    assert asked[-2].startswith("4/14 That is 8") and asked[-1].startswith("5/14")


def test_rounds_that_were_given_are_offered_again(wizard) -> None:
    tree, asked, _ = wizard(*START, "2", "in 4, hold 2, out 6", "5 times", "<", "", "", "<")
    assert tree["guide"]["rounds"] == "5"
    times = [question for question in asked if question.startswith("How many times?")]
    assert times == [
        "How many times? Enter: 15, about three minutes.", "How many times? Enter: 5."
    ]  # fmt: skip


def test_another_rhythm_takes_chosen_rounds_along_but_not_the_usual_ones(wizard) -> None:
    chosen, asked, _ = wizard(*START, "2", "in 4, out 6", "5", "<", "in 4, out 8")
    assert asked[-1] == "How many times? Enter: 5." and chosen["guide"]["phases"][1] == "out 8"
    _, asked, _ = wizard(*START, "2", "in 4, out 6", "", "<", "in 4, out 8")
    assert asked[-1] == "How many times? Enter: 15, about three minutes."


@pytest.mark.parametrize("bad", ["abc", "0", "121", "2.5", "?", "="])
def test_rounds_that_do_not_fit_are_asked_for_again(wizard, bad) -> None:
    _, asked, said = wizard(*START, "2", "in 4, out 6", bad)
    assert asked[-2:] == ["How many times? Enter: 18, about three minutes."] * 2
    if bad != "=":
        assert "A whole number, from 1 to 120." in said


def test_back_at_the_rounds_is_the_rhythm(wizard) -> None:
    _, asked, _ = wizard(*START, "2", "in 4, out 6", "<")
    assert asked[-1].startswith("4/14 The rhythm") and "Enter: in 4, out 6." in asked[-1]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["a"], "That has 1 character. A title has 3 to 40 characters."),
        ([START[0], "short"], "That has 5 characters. The sentence has 10 to 90 characters."),
        ([*START, "1", "?"], "A time may stand at its end"),
        ([*START, "1", "-"], "There is nothing to take away yet."),
        ([*START, "1", "x"], "That has 1 character. A step has 3 to 140 characters."),
        ([*START, "1", "Wait. (1 s)"], "The time of a step can be 2 seconds to 30 minutes."),
        ([*START, "3", "What is it? (12)"], "A question can have 1 to 10 answers."),
        ([*START, "5", "Too short."], "A paragraph has 20 to 400 characters."),
        ([*START, "2", "in 4"], "A rhythm has 2 to 6 parts with commas between them"),
        ([*START, "2", "in 4, hold 200"], '"hold 200" doesn\'t fit.'),
        ([*START, "2", "in 4, hold 61"], "its seconds, 0.5 to 60"),
        ([*START, "2", "?"], "Each is in, hold, out or rest"),
        ([*START, "1", STEPS[0], "", "panic", "2", "500"], "of minutes, from 1 to 240."),
        ([*START, "1", STEPS[0], "", "panic", "2", "?"], "of minutes, from 1 to 240."),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words(wizard, answers, expected) -> None:
    _, asked, said = wizard(*answers)
    assert expected in said
    assert asked[-1].partition("?")[0] == asked[-2].partition("?")[0]
    assert not any(mark in said for mark in ("guide.", "[1]", " items:", "`"))


def test_questions_with_many_choices_say_how_to_see_them(wizard) -> None:
    _, asked, said = wizard(*START, "1", STEPS[0], "", *DONE)
    many = [question.split(" ")[0] for question in asked if "(? shows all " in question]
    assert many == ["5/14", "6/14", "14/14"]
    assert "Enter ends the list, - takes the last one away, < goes back" in said


def test_a_full_stop_after_a_title_is_left_off_and_no_thing_stands_twice(wizard) -> None:
    done = ("panic", "2", "", "", "", "", "", "", "a cup, my blanket, A  cup")
    tree, _, _ = wizard("Warm cup.", START[1], "1", STEPS[0], "", *done)
    assert tree["title"] == "Warm cup"
    assert tree["props"] == ["a cup", "my blanket"]
    assert wizard("Wait for it...")[0]["title"] == "Wait for it..."


def test_the_same_item_again_is_asked_about_kindly(wizard) -> None:
    tree, asked, said = wizard(*START, "4", "Drink water.", "Look up.", "drink water")
    assert tree["guide"]["items"] == ["Drink water.", "Look up."]
    assert "That stands in the list already." in said and asked[-1] == "4/14 Item 3?"


def test_a_step_may_come_again_but_not_at_once() -> None:
    tense, rest = {"say": "Tense."}, {"say": "Rest.", "seconds": "20"}
    assert said_before("steps", {"say": "rest"}, [tense, rest])
    assert not said_before("steps", tense, [tense, rest])


def test_commas_between_phases_may_be_missing() -> None:
    assert phases_of("in 4 Hold 2 out 6 slowly") == ["in 4", "hold 2", "out 6 slowly"]
    assert phases_of("in 4 through the nose, out 6") == ["in 4 through the nose", "out 6"]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("warm CUP", "warm-cup, one of my own"),
        ("Box breathing", "box-breathing, one of the shared"),
    ],
)
def test_a_title_that_is_there_already_is_said_and_may_be_used(
    wizard, coping, title, named
) -> None:
    coping("mine", "new", "--file", "-", stdin=DRAFT)
    tree, asked, said = wizard(title, "n", "Another one", "<", title, "y")
    assert said.count(named) == 2
    assert [question[:4] for question in asked] == ["1/14", "Call", "1/14", "2/14", "1/14", "Call", "2/14"]  # fmt: skip
    assert tree["title"] == title


def test_the_page_so_far_has_all_that_show_has(sealed) -> None:
    tree = {
        "title": "Warm cup", "summary": START[1], "category": "grounding", "needs": ["panic"],
        "when": ["now", "ahead"], "minutes": "3", "energy": "low", "discreet": "partly",
        "place": "home", "company": "alone", "props": ["a cup", "tea"],
        "guide": {"kind": "breath", "phases": ["in 4", "out 6"], "rounds": "1"},
    }  # fmt: skip
    page = render(strategy_preview(Kit([]), tree), 200)
    assert (
        "3 min · energy: a little · might be noticed · at home · on my own · needs a cup, tea"
        in page
    )
    assert "For: panic. Kind: grounding. When: in the moment, to prepare." in page
    assert "Once." in page and "1 times" not in page


def test_a_rhythm_without_rounds_is_on_the_page(sealed) -> None:
    guide = {"kind": "breath", "phases": ["in 4", "out 6"]}
    assert "18 times." in render(strategy_preview(Kit([]), {"guide": guide}), 80)
    guide["phases"] = ["in", "out of order"]
    assert "times" not in render(strategy_preview(Kit([]), {"guide": guide}), 80)


class OnScreen(Answers):
    """Answers on a terminal of 80 by 24, with what stands on it at each question."""

    def __init__(self, screen, feed, *said: str) -> None:
        super().__init__(*said)
        self.keys, self.screen, self.feed, self.seen = FakeKeys(size=(80, 24)), screen, feed, []

    def line(self, question: str) -> str | None:
        ask_line(question, keys=FakeKeys(lines=[""]), out=sys.stdout, people=lambda: None)
        self.feed()
        self.seen.append([row.rstrip() for row in self.screen.display])
        self.asked.append(question)
        if not self.said:
            raise Left("q")
        return self.said.pop(0) or None


def test_the_keys_stand_below_the_page_where_there_is_room(sealed, capsys) -> None:
    pyte = pytest.importorskip("pyte")
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    done = ("panic", "2", "", "", "", "", "", "", "a cup, tea")
    ask = OnScreen(
        screen, lambda: stream.feed(capsys.readouterr().out.replace("\n", "\r\n")),
        *START, "1", *STEPS, "", *done,
    )  # fmt: skip
    kit = Kit([])
    kit.plain = False
    with pytest.raises(Left):
        Wizard(kit, ask, {}).run()
    keys = [[row for row in rows if row.startswith(("< back", "Enter ends"))] for rows in ask.seen]
    assert keys[1:3] == [["< back, ? what fits, = the page so far, q leave"]] * 2
    assert all(len(rows) == 1 and "< goes back" in rows[0] for rows in keys[3:12])
    assert all(len(rows) <= 1 for rows in keys) and [] in keys[12:]
    # Where the keys stand, nothing of the page has been pushed off the screen for them.
    shown = [rows for rows, said in zip(ask.seen, keys, strict=True) if said]
    assert all(rows[0].startswith("╭─ Warm cup") for rows in shown)

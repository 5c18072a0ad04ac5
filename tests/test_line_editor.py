"""A line that is typed or pasted into: how fast it follows, and what is said about its keys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from player_fakes import GUIDES, FakeKeys
from test_player_drawn import SMALL, Seen, seen

from copingkit.core.cells import clusters
from copingkit.core.guide import Cue
from copingkit.screen import line_editor
from copingkit.screen.line_editor import LineEditor
from copingkit.screen.player import play
from copingkit.screen.player_lines import ANSWER_SHORT
from copingkit.screen.player_views import Frame, question_view


@pytest.mark.parametrize("fill", ["é", "日", "x"])
def test_a_key_on_a_long_line_measures_only_what_is_near(fill, monkeypatch):
    measured = []

    def counted(function):
        def count(text):
            measured.append(len(text))
            return function(text)

        return count

    line = LineEditor((fill + " ") * 2000)
    monkeypatch.setattr(line_editor, "width", counted(line_editor.width))
    monkeypatch.setattr(line_editor, "clusters", counted(line_editor.clusters))
    line.press(fill)
    shown_part, cursor = line.window(60)
    assert sum(measured) < 200
    assert shown_part.endswith(fill) and cursor in (57, 58)
    assert line.text == (fill + " ") * 2000 + fill


@settings(deadline=None)
@given(
    st.text(alphabet="ab é\u0301\u200d\U0001f44d\U0001f3fd\U0001f468", max_size=20),
    st.integers(0, 9),
    st.sampled_from("a\u0301\u200d\U0001f3fd\U0001f468"),
)
def test_a_key_joins_what_it_stands_beside(text, lefts, key):
    line = LineEditor(text)
    for _ in range(lefts):
        line.press("left")
    line.press(key)
    assert line._parts == clusters(line.text)
    line.press("ctrl-u")
    assert not line.text.startswith(key) or not lefts or key in text


def test_what_is_pasted_is_drawn_once():
    keys = Seen(*[(1, "é") for _ in range(500)], (2, "enter"), (3, "ctrl-c"), size=SMALL)
    result = play(GUIDES["prompts"], "t", out=keys.out, keys=keys, clock=keys.clock, motion="full")
    assert result.answers == [("Things you see?", ["é" * 500])]
    assert sum("é" in text for now, text in keys.screens if now < 2) == 1


@pytest.mark.parametrize("columns", range(20, 100, 7))
def test_the_hint_of_a_question_is_true_however_short(columns):
    found, _ = question_view(
        Frame(columns, 12, hint=ANSWER_SHORT), Cue("prompt", "What?", None), [], [], "", 0, "> "
    )
    parts = found[-1].text.split(", ")
    assert parts[-1] == "Ctrl+C leaves."
    assert set(parts) <= {
        "< then Enter: back", "Enter goes on", "? keys", "h then Enter: people", "Ctrl+C leaves.",
    }  # fmt: skip
    assert "h then Enter: people" in parts or columns < 36


@pytest.mark.parametrize(
    ("key", "said"), [("h", "people"), ("q", "leave"), ("<", "back"), ("e", "editor")]
)
def test_a_letter_alone_says_what_enter_does(key, said):
    result, keys = seen(GUIDES["prompts"], (1, key), (2, "x"), (3, "enter"), (4, "ctrl-c"))
    assert f"Enter: {said}." in keys.at(1.5)
    assert "As text" not in keys.at(1.5), "alone it can't be one"
    assert f"Enter: {said}." not in keys.at(2.5)
    assert result.answers == [("Things you see?", [f"{key}x"])]


def test_keys_that_come_all_at_once_answer_the_same():
    one_by_one = FakeKeys(*[(n, key) for n, key in enumerate(["a", "enter", "b", "enter"])])
    at_once = FakeKeys(*[(1, key) for key in ["a", "enter", "b", "enter"]])
    answers = [
        play(GUIDES["prompts"], "", out=k.out, keys=k, clock=k.clock, motion="full").answers
        for k in (one_by_one, at_once)
    ]
    assert answers[0] == answers[1] == [("Things you see?", ["a", "b"])]

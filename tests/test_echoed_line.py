"""A line echoed as it is typed: what a terminal shows is what is there, whatever is taken back."""

from __future__ import annotations

import unicodedata

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from copingkit.screen.echoed_line import EchoedLine

MARK = "1 of 3> "
# As typed: a letter, wide, two cells in one code point, an accent of its own; then what terminals
# don't agree on: joined emoji, a heart with a style, a flag, a spacing mark.
SURE = ["a", "b", "é", "日", "👍", "e", "\u0301", "ש", " "]
UNSURE = ["\U0001f469", "\u200d", "\U0001f467", "\u2764", "\ufe0f", "\U0001f1e6", "न", "\u093f"]
ERASING = ["backspace", "backspace", "ctrl-w", "ctrl-u"]


# What pyte, as many terminals, doesn't show.
UNSEEN = dict.fromkeys(map(ord, " \u200d\ufe0f\u093f"))


class Screen(pyte.Screen):
    """pyte's screen, but a wide character that doesn't fit goes to the next row, as elsewhere."""

    def draw(self, data):
        for character in data:
            if wcwidth(character) == 2 and self.cursor.x == self.columns - 1:
                self.cursor.x = self.columns
            super().draw(character)


class Shown:
    """A terminal of so many columns, without joined emoji, and a line on it."""

    def __init__(self, columns: int) -> None:
        self.screen = Screen(columns, 400)
        self.stream = pyte.Stream(self.screen)
        self.line = EchoedLine(MARK, columns)
        self.write(MARK)

    def write(self, text: str) -> None:
        assert not set(text) & {"\x1b", "\t"}
        self.stream.feed(text.replace("\n", "\r\n"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.write(self.line.press(key))

    @property
    def seen(self) -> str:
        """All from the last mark on, without what takes no place."""
        rows = ["".join(self.screen.buffer[y][x].data for x in range(self.screen.columns))
                for y in range(self.screen.cursor.y + 2)]  # fmt: skip
        whole = "".join(rows)
        return whole[whole.rindex(MARK) + len(MARK) :].translate(UNSEEN)

    def is_right(self) -> bool:
        seen, text = self.seen, self.line.text.translate(UNSEEN)
        return unicodedata.normalize("NFC", seen) == unicodedata.normalize("NFC", text)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*SURE, *ERASING]), max_size=60), st.integers(10, 24))
@example([*"abcdefgh", "backspace", "i"], 12)
@example([*"abce", "\u0301", "x", "backspace", "backspace"], 12)
@example([*"abc日", "backspace", "backspace", "c"], 12)
def test_what_is_seen_is_what_is_there(keys, columns):
    shown = Shown(columns)
    for key in keys:
        shown.press(key)
        assert shown.is_right(), (key, shown.screen.display[:6])


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*SURE, *UNSURE, *ERASING]), max_size=30), st.integers(30, 90))
@example([*"\U0001f469\u200d\U0001f467x", "backspace", "backspace"], 60)
@example([*"\u2764\ufe0fx", "ctrl-u"], 60)
def test_where_terminals_disagree_nothing_is_left_over_and_the_mark_stays(keys, columns):
    shown = Shown(columns)
    for key in keys:
        shown.press(key)
        if key in ERASING:
            assert shown.is_right(), (key, shown.screen.display[:6])


def test_one_backspace_takes_back_one_character():
    shown = Shown(60)
    shown.press(*"日本e\u0301\U0001f469\u200d\U0001f467")
    for left in ("日本e\u0301", "日本", "日", "", ""):
        shown.press("backspace")
        assert shown.line.text == left
        assert shown.is_right()
    assert shown.screen.display[0].rstrip() == MARK.rstrip()
    assert shown.screen.cursor.x == len(MARK)


def test_it_echoes_exactly_what_is_typed():
    line = EchoedLine(MARK, 60)
    typed = "Só 日本 e\u0301 שלום"
    assert "".join(line.press(key) for key in typed) == typed
    assert line.press("tab") == " "
    assert [line.press(key) for key in ("left", "home", "delete", "escape", "\x9b", "ctrl-a")] == [
        ""
    ] * 6
    assert line.text == typed + " "


def test_in_one_row_it_takes_back_as_terminals_do():
    line = EchoedLine(MARK, 60)
    assert "".join(map(line.press, "one two")) == "one two"
    assert line.press("backspace") == "\b \b"
    assert line.press("ctrl-w") == "\b\b  \b\b"
    assert line.press("ctrl-u") == "\b" * 4 + " " * 4 + "\b" * 4
    assert line.press("backspace") == ""


@pytest.mark.parametrize(("before", "after"), [(20, 60), (60, 20), (20, 12)])
def test_after_a_new_size_a_line_that_broke_is_written_anew(before, after):
    line = EchoedLine(MARK, before)
    for key in "a word or two more":
        line.press(key)
    line.resized(after)
    anew = line.press("backspace").replace(" \b", "")
    assert anew == f"\n{MARK}a word or two mor"
    short = EchoedLine(MARK, before)
    short.press("a")
    short.resized(after)
    assert short.press("backspace") == "\b \b"


def test_a_long_line_that_is_pasted_takes_no_longer_for_each_letter():
    line = EchoedLine(MARK, 80)
    for key in "日" * 20_000:
        line.press(key)
    assert len(line.text) == 20_000

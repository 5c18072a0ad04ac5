"""Keys from bytes and from a Windows console, a line being edited, cells, and text made safe."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from player_fakes import FakeKeys

from copingkit.core.cells import clusters, fit, pad, width, wrap
from copingkit.core.safe import clean
from copingkit.screen.ask import ask_choice, ask_line, ask_scale
from copingkit.screen.keys import KeyParser, Left, WindowsKeys
from copingkit.screen.line_editor import LineEditor

SENT = {
    b"a": ["a"],
    b"\x1b[A": ["up"],
    b"\x1bOB": ["down"],
    b"\x1b[1;5C": ["right"],
    b"\x1b[3~": ["delete"],
    b"\r": ["enter"],
    b"\x7f": ["backspace"],
    b"\x03": ["ctrl-c"],
    "日".encode(): ["日"],
    b"\x1b[200~": [],
    b"\x1bx": [],
    b"q\x1b[Dq": ["q", "left", "q"],
    b"\x1b[3;5~": ["delete"],
}

# What no key here means: what sends it, and that nothing comes of it.
UNKNOWN = {
    "F1, Linux console": b"\x1b[[A", "F5, Linux console": b"\x1b[[E", "F1, xterm": b"\x1bOP",
    "Alt+A": b"\x1ba", "Alt+Enter": b"\x1b\r", "Shift+Up, rxvt": b"\x1b[a", "Shift+F1": b"\x1bO2P",
    "a click, X10": b"\x1b[M !!", "a click, SGR": b"\x1b[<0;12;3M", "focus": b"\x1b[I",
    "its background": b"\x1b]11;rgb:0000/0000/0000\x1b\\", "the same, BEL": b"\x1b]11;rgb:0/0/0\x07",
    "its version": b"\x1bP>|XTerm(390)\x1b\\", "a message": b"\x1b_Gi=31;OK\x1b\\",
    "what it is": b"\x1b[?64;1;2c",
}  # fmt: skip
# What is broken off by a key, or by another sequence.
BROKEN = {
    b"\x1b[1;\x03": ["ctrl-c"], b"\x1b]11;rgb\r": ["enter"], b"\x1bP1\x1b[A": ["up"],
    b"\x1b[3\x1b[B": ["down"], b"\x1b\x1b[A": ["up"], b"\x1bO\r": ["enter"], b"\x1b[[\r": ["enter"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "keys"), [*SENT.items(), *BROKEN.items(), *((sent, []) for sent in UNKNOWN.values())]
)
def test_keys_are_the_same_however_the_bytes_are_cut(data, keys):
    assert KeyParser().feed(data) == keys
    assert KeyParser().feed(data + b"q")[-1:] == ["q"]
    parser = KeyParser()
    assert [key for i in range(len(data)) for key in parser.feed(data[i : i + 1])] == keys
    assert not parser.pending


def test_a_lone_escape_is_told_by_silence():
    parser = KeyParser()
    assert parser.feed(b"\x1b") == []
    assert parser.pending
    assert parser.flush() == ["escape"]
    assert parser.feed(b"\x1b\x1b") == []
    assert parser.flush() == ["escape"]


@settings(deadline=None)
@given(st.text(alphabet="\x1b[]OPMA1;~\\\x07 \x9c\rq", max_size=12), st.integers(0, 12))
def test_bytes_cut_anywhere_are_the_same_keys(text, at):
    data = text.encode()
    parser = KeyParser()
    assert parser.feed(data[:at]) + parser.feed(data[at:]) == KeyParser().feed(data)


@settings(deadline=None)
@given(st.binary(max_size=60))
@example(b"\x1b[" + b"0" * 80)
def test_no_bytes_break_the_parser(data):
    parser = KeyParser()
    keys = parser.feed(data) + parser.flush()
    assert all(isinstance(key, str) and key for key in keys)
    assert parser.feed(b"q")[-1] == "q"


class Console:
    """What msvcrt offers, with what is typed: characters, or pairs for keys that have none.

    As in Microsoft's library, `kbhit` doesn't know of the second half of a pair.
    """

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.second = ""
        self.slept = 0.0
        self.hidden = 3

    def kbhit(self) -> bool:
        self.hidden -= 1
        return self.hidden < 0 and bool(self.typed)

    def getwch(self) -> str:
        if self.second:
            second, self.second = self.second, ""
            return second
        assert self.typed, "it would wait for a key"
        first, self.second = self.typed[0][0], self.typed.pop(0)[1:]
        return first

    def ungetwch(self, character: str) -> None:
        if self.second:
            raise OSError
        self.second = character

    def sleep(self, seconds: float) -> None:
        assert seconds <= WindowsKeys.interval
        self.slept += seconds


def windows(*typed: str, noted=lambda: False) -> tuple[WindowsKeys, Console]:
    console = Console(*typed)
    return WindowsKeys(console, lambda: console.slept, console.sleep, noted), console


def test_a_windows_console_gives_the_same_keys():
    keys, _ = windows(
        "a",
        " ",
        "\xe0H",
        "\x00P",
        "\xe0S",
        "q",
        "\x03",
        "\r",
        "\x08",
        "\xe0\x01",
        "\ud83d",
        "\ude42",
    )
    assert keys.read(None) == [
        "a", " ", "up", "down", "delete", "q", "ctrl-c", "enter", "backspace", "\U0001f642"
    ]  # fmt: skip


@pytest.mark.parametrize("after", ["", "H", " la", "\r", "\xe0"])
def test_a_letter_that_is_also_the_first_half_of_an_arrow(after):
    keys, _ = windows(*"voil\xe0", *after)
    named = ["enter" if character == "\r" else character for character in after]
    assert keys.read(None) == [*"voil\xe0", *named]
    keys, _ = windows("\xe0", "\xe0H", "\xe0")
    assert keys.read(None) == ["\xe0", "up", "\xe0"]


def test_half_a_character_waits_for_the_other_and_takes_nothing_else():
    keys, console = windows("\ud83d")
    assert keys.read(None) == []
    console.typed += ["\ude42", "\ud83d", "q", "\ude42", "r"]
    assert keys.read(None) == ["\U0001f642", "q", "r"]


def test_a_windows_console_waits_no_longer_than_asked():
    keys, console = windows()
    assert keys.read(0.1) == []
    assert console.slept == pytest.approx(0.1)
    keys, console = windows(noted=lambda: True)
    assert keys.read(None) == []
    assert console.slept == 0


class ConsoleKeys(FakeKeys):
    """Keys where the terminal edits no lines, as on Windows."""

    def read_line(self):
        return None


def typed(text: str) -> ConsoleKeys:
    named = {"\r": "enter", "\b": "backspace", "\x03": "ctrl-c"}
    return ConsoleKeys(*[(0, named.get(character, character)) for character in text])


def test_lines_are_echoed_where_the_terminal_does_not():
    keys = typed("a日x\b\b\x1bb\r")
    assert ask_line("A word?", keys=keys, out=keys.out) == "ab"
    assert keys.out.getvalue() == "A word?\n> a日x\b \b\b\b  \b\bb\n"
    with pytest.raises(Left, match="ctrl-c"):
        ask_line("A word?", keys=(keys := typed("ab\x03")), out=keys.out)


def test_questions_are_skipped_with_enter_and_left_with_q():
    keys = FakeKeys(lines=["", "7", "11", "x", "0", "q"])
    ask = {"keys": keys, "out": keys.out}
    assert ask_line("A word?", **ask) is None
    assert ask_scale("How strong?", **ask) == 7
    assert ask_scale("How strong?", **ask) == 0
    with pytest.raises(Left):
        ask_line("A word?", **ask)


def test_a_choice_is_one_key():
    keys = FakeKeys((0, "z"), (0, "A"), (5, "enter"), (9, "q"))
    choices = [("a", "again", "one more time"), ("p", "people")]
    ask = {"keys": keys, "out": keys.out}
    assert ask_choice("What now?", choices, **ask) == "a"
    assert ask_choice("What now?", choices, **ask) is None
    assert "  a: again - one more time\n" in keys.out.getvalue()
    with pytest.raises(Left):
        ask_choice("What now?", choices, **ask)
    keys = FakeKeys((0, "q"))
    assert ask_choice("?", [("q", "leave")], keys=keys, out=keys.out) == "q"


def test_nobody_is_asked_where_nobody_can_answer():
    keys = FakeKeys()
    keys.can_ask = False
    out = io.StringIO()
    assert ask_line("?", keys=keys, out=out) is ask_scale("?", keys=keys, out=out) is None
    assert ask_choice("?", [("a", "b")], keys=keys, out=out) is None
    assert out.getvalue() == ""


def test_editing_goes_by_what_is_seen_as_one_character():
    line = LineEditor("cafe\u0301 日本")
    for key in ("backspace", "backspace", "backspace", "backspace"):
        line.press(key)
    assert line.text == "caf"
    for key in ("home", "א", "right", "delete", "end", "\U0001f44d", "\U0001f3fd", "left", "x"):
        line.press(key)
    assert line.text == "אcfx\U0001f44d\U0001f3fd"
    line.press("ctrl-w")
    assert line.text == "\U0001f44d\U0001f3fd"
    line.press("ctrl-k")
    assert line.text == ""


@settings(deadline=None)
@given(
    st.text(alphabet="ab 日é\u0301ש\U0001f44d", max_size=60), st.integers(4, 30), st.integers(0, 9)
)
def test_the_cursor_is_always_in_sight(text, columns, lefts):
    line = LineEditor(text)
    for _ in range(lefts):
        line.press("left")
    shown, cursor = line.window(columns)
    assert 0 <= cursor < columns
    assert width(shown) <= columns
    assert cursor <= width(shown)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), ("\U0001f44d\U0001f3fd", 2), ("\u2764\ufe0f", 2),
     ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 2), ("\U0001f1e9\U0001f1ea", 2), ("שלום", 4),
     ("한", 2), ("\u1112\u1161\u11ab", 2), ("", 0)],
)  # fmt: skip
def test_width_in_cells(text, cells):
    assert width(text) == cells


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(2, 40))
def test_wrapping_keeps_every_word_and_fits(text, columns):
    text = clean(text)
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert "".join(clusters(text)) == text
    padded = pad(text, columns, "center")
    assert width(padded) == columns or width(fit(text, columns)) == 0


@settings(deadline=None)
@given(st.text(max_size=80), st.booleans())
@example("\x1b]8;;http://x\x1b\\a\x1b]8;;\x1b\\", False)
@example("\x9b2Ja\x90q\x9cb\u2028c\u202ed\u2066", True)
def test_clean_leaves_nothing_that_controls_a_terminal(text, newlines):
    cleaned = clean(text, newlines)
    allowed = {"\n"} if newlines else set()
    assert not {c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs")} - allowed
    assert not set(cleaned) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    assert clean(cleaned, newlines) == cleaned


def test_clean_keeps_what_people_write():
    text = "Ça va? 日本 שלום e\u0301 \U0001f468\u200d\U0001f469 نمی\u200cخواهم"
    assert clean(text) == text
    assert clean("a\r\nb\tc") == "a b c"
    assert clean("a\r\nb\tc", newlines=True) == "a\nb c"

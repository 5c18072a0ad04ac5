"""What a person expects of the keys: lines that come back, one's own editor, capitals, the help."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from player_fakes import GUIDES, FakeKeys
from test_player import run
from test_player_views import Watched

from copingkit.core.guide import Cue
from copingkit.core.guide_fields import Checklist
from copingkit.screen import own_editor
from copingkit.screen.player import play
from copingkit.screen.player_views import Frame, Moment, question_view, timed_view

ENTER = "enter"


class StepsAside:
    """What keys need for an editor."""

    def step_aside(self):
        pass

    def come_back(self):
        self.presses.insert(0, (self.now, "resume"))


class Aside(StepsAside, Watched):
    """Keys that can step aside, on a screen."""


class LinesAside(StepsAside, FakeKeys):
    """Keys that can step aside, and lines."""


def drawn(kind, *keys, size=(60, 12), made=Aside):
    pressed = made(*[(0.1 * (n + 1), key) for n, key in enumerate(keys)], size=size)
    guide = GUIDES[kind] if isinstance(kind, str) else kind
    result = play(
        guide, "A title", out=pressed.out, keys=pressed, clock=pressed.clock, motion="full"
    )
    return result, pressed


def shown(keys) -> str:
    return "\n".join(keys.screen.display)


@pytest.mark.parametrize(("key", "how"), [("q", "left"), ("h", "people")])
def test_a_command_after_a_line_that_came_back_is_a_command(key, how):
    result, _ = drawn("prompts", *"red", ENTER, "<", ENTER, key, ENTER)
    assert (result.how, result.by) == (how, key)
    assert result.answers == [("Things you see?", ["red"])]


def test_two_questions_back():
    result, keys = drawn("prompts", *"red", ENTER, *"blu", ENTER, "<", ENTER, "<", ENTER, "ctrl-c")
    assert "1 of 3 > red" in shown(keys)
    assert result.answers == [("Things you see?", ["red", "blu"])]


def test_a_letter_can_still_be_added_to_a_line_that_came_back():
    result, keys = drawn("prompts", *"blu", ENTER, "<", ENTER, "e", "f1")
    assert "Enter: editor. As text: space, Enter." in shown(keys)
    result, keys = drawn("prompts", *"blu", ENTER, "<", ENTER, "e", " ", ENTER)
    assert result.answers == [("Things you see?", ["blue"])]
    assert "As text" not in shown(keys)


def test_the_keys_say_what_a_kept_line_does():
    _, keys = drawn("prompts", *"red", ENTER, "<", ENTER, "?", ENTER, "f1")
    assert "Alone or after a kept line" in shown(keys)
    assert "1 of 3 > red" in shown(keys)


def editor(tmp_path, script) -> str:
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs programs in sh")
@pytest.mark.parametrize("motion", ["full", "plain"])
@pytest.mark.parametrize(
    ("script", "note"),
    [('"unclosed', own_editor.NOT_OPENED), ("/nowhere/editor", own_editor.NOT_OPENED),
     ("   ", own_editor.NOT_OPENED), ('rm "$1"', own_editor.NO_FILE),
     ('rm "$1"; mkdir "$1"', own_editor.NO_FILE), ('echo lost >> "$1"; exit 3', own_editor.FAILED)],
)  # fmt: skip
def test_an_editor_that_gives_nothing_back_takes_nothing(
    script, note, motion, tmp_path, monkeypatch
):
    plain_command = script[0] in '"/ '
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", script if plain_command else editor(tmp_path, script))
    if motion == "full":
        result, keys = drawn("prompts", *"red", ENTER, "e", ENTER, "f1")
        assert " ".join(shown(keys).split()).count(note) == 1
        assert (result.how, result.by) == ("left", "ctrl-d")
    else:
        keys = LinesAside(lines=["red", "e"], size=(80, 24))
        result = play(
            GUIDES["prompts"], "t", out=keys.out, keys=keys, clock=keys.clock, motion="plain"
        )
        assert f"({note})" in keys.out.getvalue()
    assert result.answers == [("Things you see?", ["red"])]


def test_the_note_about_the_editor_goes_with_the_next_line(monkeypatch):
    monkeypatch.setattr(own_editor, "editor_command", list)
    _, keys = drawn("prompts", "e", ENTER, "a", ENTER, "f1", size=(40, 12))
    assert "editor could be opened" not in shown(keys)
    _, keys = drawn("prompts", "e", ENTER, "f1", size=(40, 12))
    assert own_editor.NOT_OPENED in " ".join(shown(keys).split())


@pytest.mark.parametrize("motion", ["plain", "full"])
@pytest.mark.parametrize("kind", ["breath", "steps", "checklist", "text"])
@pytest.mark.parametrize(("key", "how"), [("Q", "left"), ("H", "people")])
def test_leaving_with_caps_lock(kind, motion, key, how):
    result, _, _ = run(kind, (1, key), motion=motion)
    assert (result.how, result.by) == (how, key.lower())


def test_the_keys_of_a_session_in_capitals():
    _, text, _ = run("steps", (1, "N"), (2, "B"), (3, "R"), (3.5, "M"), (4, "N"), (5, "enter"))
    said = [line[0] for line in text.splitlines() if " of 3: " in line]
    assert said == ["1", "2", "1", "1", "2", "3"]
    assert "(Sound is off)" in text
    _, text, _ = run("checklist", (1, "N"), (2, " "), (3, "B"), (4, "enter"))
    assert "Ticked: 2. Open a window\n1." not in text
    assert "Ticked: 2. Open a window" in text


def test_capitals_stay_in_what_is_written():
    result, _ = drawn("prompts", "Q", ENTER)
    assert result.answers == [("Things you see?", ["Q"])]


@pytest.mark.parametrize("asleep", [False, True])
def test_a_phase_begun_again_after_a_break_is_said_again(asleep):
    class Sleeping(FakeKeys):
        def read(self, timeout=None):
            if asleep and not self.waits:
                self.waits.append(timeout)
                self.now += 3600.0
                return None
            return super().read(timeout)

    keys = Sleeping(*([] if asleep else [(2, "resume")]), size=(80, 24))
    play(GUIDES["breath"], "t", out=keys.out, keys=keys, clock=keys.clock, motion="plain")
    assert keys.out.getvalue().count("Sit as you are.") == 2


def test_a_paused_phase_is_not_said_after_a_break():
    _, text, _ = run("breath", (5, " "), (6, "resume"), (7, " "))
    assert text.count("Breathe in, 4 (breath 1 of 3)") == 2


def test_the_help_leaves_the_instruction_in_sight():
    helped = Frame(40, 10, "A title", note="", hint="q leaves", help=("a", "b", "c", "d"))
    for cue in (Cue("in", "Breathe in", 4.0), Cue("step", "Look around.", 20.0)):
        text = [row.text.strip() for row in timed_view(helped, Moment(cue, 0.7, 0.5, 4.0))]
        assert cue.text in text
        assert text[-6:-2] == ["a", "b", "c", "d"]
    found, (row, _) = question_view(
        helped, Cue("prompt", "What?", None), [], ["x"] * 9, "typed", 5, "> "
    )
    assert found[row].text == "> typed"


def test_the_help_goes_with_the_next_key():
    _, keys = drawn("text", "n", "?", "f1", size=(40, 10))
    assert "Space or Enter: go on" not in shown(keys)
    _, keys = drawn("text", "n", "?", size=(40, 10))
    assert "Space or Enter: go on" in shown(keys)
    assert "pause" not in keys.out.getvalue()
    _, keys = drawn("text", "n", "?", "n", size=(40, 10))
    assert "go on\n" not in shown(keys)


@pytest.mark.parametrize(("count", "said"), [(1, "1: tick"), (7, "1 to 7: tick"), (12, "1 to 9:")])
def test_the_keys_of_a_list_count_what_is_there(count, said):
    items = tuple(f"Thing {n}" for n in range(count))
    assert f"  {said}" in run(Checklist(items), (1, "?"))[1]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("9 breaths, about 2 minutes", "9 breaths, a..."), ("Short", "Short"), ("日本語日本語日本語", "日本語日本語...")],
)  # fmt: skip
def test_a_title_that_is_cut_says_so(title, expected):
    frame = Frame(40, 10, title, "breath 2 of 9, 1:20 left")
    top = timed_view(frame, Moment(Cue("in", "In", 4.0)))[0].text
    assert top.split(" breath 2")[0].rstrip() == expected
    assert "..." not in timed_view(frame._replace(columns=80), Moment(Cue("in", "In", 4.0)))[0].text


def test_the_editor_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(own_editor, "editor_command", lambda: ["false"])
    with pytest.raises(own_editor.NothingWritten, match="error"):
        own_editor.write_in_editor("text", Aside(size=(40, 10)))
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize("after", [(ENTER,), ("up",), ("<", ENTER)])
def test_an_answer_that_was_emptied_is_gone(after):
    result, _ = drawn("prompts", *"secret", ENTER, "up", "ctrl-u", *after, "q", ENTER)
    assert result.answers == []


def test_an_answer_typed_as_lines_is_taken_out_with_a_dash():
    result, text, _ = run("prompts", motion="plain", lines=["secret", "<", "-", "dog", "q"])
    assert "(so far: secret; Enter keeps it, - alone takes it out)" in text
    assert result.answers == [("Things you see?", ["dog"])]


def test_several_lines_written_in_an_editor_stay_one_row_of_the_screen(monkeypatch):
    monkeypatch.setattr(own_editor, "write_in_editor", lambda *_: "one\ntwo")
    result, keys = drawn("prompts", "ctrl-x", "up", "!", size=(40, 12))
    assert any("one⏎two!" in text for _, text in keys.writes)
    result, _ = drawn("prompts", "ctrl-x", "up", "!", ENTER, "q", ENTER, size=(40, 12))
    assert result.answers == [("Things you see?", ["one\ntwo!"])]

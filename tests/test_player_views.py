"""What a session looks like at 40 x 10 and at 200 x 60, how calmly it changes, how it sounds."""

from __future__ import annotations

import re
import wave
from pathlib import Path

import pyte
import pytest
from player_fakes import GUIDES, FakeKeys
from test_player import run

from copingkit.core.cells import width
from copingkit.core.guide import Cue, cues
from copingkit.core.guide_fields import Breath, Phase
from copingkit.screen import cues as sound
from copingkit.screen.breath_shape import eased, levels, shape
from copingkit.screen.player import play
from copingkit.screen.player_views import (
    Frame,
    Moment,
    end_view,
    list_view,
    question_view,
    text_view,
    timed_view,
)

SIZES = [(40, 10), (200, 60), (80, 24), (20, 5), (12, 3), (5, 1), (16, 6)]
LONG = "You could look at the things around you, one by one, and say to yourself what colour they are. 日本語。"


def views(frame):
    for kind in ("in", "hold", "out", "rest", "intro", "step", "paragraph"):
        cue = Cue(kind, LONG, 4.0, 2, 18, 0, 1, 5)
        yield timed_view(frame, Moment(cue, 0.7, 0.5, 4.0))
    yield timed_view(frame, Moment(Cue("step", LONG, None), paused=True))
    yield text_view(frame, [Cue("paragraph", LONG, None)] * 5)
    yield question_view(
        frame, Cue("prompt", LONG, None), ["x"], [LONG] * 4, "typed", 5, "1 of 3 > "
    )[0]
    yield list_view(frame, [LONG], [Cue("item", LONG, None)] * 8, {1, 5}, 7)
    yield end_view(frame, LONG)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("unicode", [True, False])
def test_everything_fits_every_size(columns, rows, unicode):
    aside = "breath 2 of 18, 1:20 left"
    frame = Frame(columns, rows, "A title 日本", aside, "Paused", "n next, ? keys", (), unicode)
    for helped in ((), ("Space: pause", "q: leave")):
        for found in views(frame._replace(help=helped)):
            assert len(found) == rows
            assert rows < 4 or all(width(row.text) <= columns for row in found)


def test_a_small_screen_still_shows_shape_words_and_count():
    frame = Frame(40, 10, "Longer out-breath", "breath 2 of 18, 2:40 left", "", "? keys, q leaves")
    found = timed_view(frame, Moment(Cue("in", "Breathe in", 4.0, 2, 18), 1.0, 0.6, 4.0))
    text = [row.text.strip() for row in found]
    assert text[0] == "Longer out...  breath 2 of 18, 2:40 left"
    assert any("\u28ff" in row for row in text[1:6])
    assert text[6:8] == ["Breathe in", "3"]


def test_the_list_scrolls_to_where_the_person_is():
    items = [Cue("item", f"Thing {n}", None) for n in range(30)]
    found = list_view(Frame(40, 10), [], items, {2}, 25)
    assert any(row.text == "> [ ] 26. Thing 25" for row in found)


def test_the_shape_grows_and_shrinks_without_a_jump():
    for columns, rows in SIZES[:3]:
        sizes = [
            sum(
                bin(ord(c) & 0xFF).count("1")
                for row in shape(n / 60, columns, rows)
                for c in row.strip()
            )
            for n in range(61)
        ]
        assert sizes == sorted(sizes)
        assert max(b - a for a, b in zip(sizes, sizes[1:], strict=False)) < 0.13 * sizes[-1] + 8


def test_breaths_in_a_row_share_the_way_up():
    guide = Breath(
        (Phase("in", 3), Phase("in", 1), Phase("hold", 2), Phase("out", 6), Phase("rest", 1)), 2
    )
    found = levels(cues(guide))
    assert found[:5] == [(0, 0.75), (0.75, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]
    assert (eased(0, 1, 0), eased(0, 1, 0.5), eased(0, 1, 1)) == (0, pytest.approx(0.5), 1)


class Watched(FakeKeys):
    """Keeps what each write put on the screen."""

    def __init__(self, *presses, size):
        super().__init__(*presses, size=size)
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        self.writes = []
        self.blank = 0

    def write(self, text):
        super().write(text)
        self.writes.append((self.now, text))
        self.stream.feed(text.replace("<full>", "").replace("<left>", ""))
        if self.now > 1001.0 and "2026h" in text:
            self.blank += all(cell.data == " " for cell in self.screen.buffer[0].values())


@pytest.mark.parametrize("fps", [10, 60])
@pytest.mark.parametrize("size", [(40, 10), (200, 60)])
def test_no_flicker(fps, size):
    keys = Watched(size=size)
    guide = Breath((Phase("in", 2), Phase("hold", 1), Phase("out", 3)), 1)
    play(guide, "A title", out=keys.out, keys=keys, clock=keys.clock, motion="full", fps=fps)
    frames = [(at, text) for at, text in keys.writes if "\x1b[?2026h" in text]
    assert all(
        text.startswith("\x1b[?2026h") and text.endswith("\x1b[?2026l") for _, text in frames
    )
    assert sum("\x1b[2J" in text for _, text in frames) == 1, "the screen is cleared once"
    assert keys.blank == 0
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?(?:5|7)m", "".join(text for _, text in frames))
    shortest = min(b[0] - a[0] for a, b in zip(frames, frames[1:], strict=False) if b[0] > a[0])
    assert shortest > 0.2 / fps
    assert len(frames) <= fps * 5 + 20


def test_no_colour_where_none_is_wanted(monkeypatch):
    assert "\x1b[36m" in run("breath", motion="full")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[3[0-9]", run("breath", motion="full")[1])


def test_a_drawn_session_pauses_helps_and_ends():
    keys = Watched((5, " "), (50, " "), (51, "?"), (52, "?"), size=(80, 20))
    result = play(
        GUIDES["breath"], "A title", out=keys.out, keys=keys, clock=keys.clock, motion="full"
    )
    told = keys.out.getvalue()
    assert "Paused. Space goes on." in told
    assert "n: next, b: back, r: again" in told
    assert told.endswith("<left>That was the last breath out. Let your breath find its own way.\n")
    assert result.seconds == pytest.approx(35)


def test_a_drawn_question_is_edited_and_answered():
    typed = [(0.1, key) for key in ["h", "i", "left", "o", "enter", "?", "x", "up", "enter"]]
    keys = Watched(*typed, (1, "enter"), (2, "enter"), (3, "enter"), size=(40, 12))
    result = play(
        GUIDES["prompts"], "A title", out=keys.out, keys=keys, clock=keys.clock, motion="full"
    )
    assert result.answers == [("Things you see?", ["hoi", "x"])]


@pytest.mark.parametrize("cut_short", ["up", "hangup", "ctrl-c"])
def test_a_half_typed_line_is_not_lost(cut_short):
    keys = Watched((0.1, "h"), (0.1, "i"), (0.2, cut_short), (1, "ctrl-c"), size=(40, 12))
    result = play(
        GUIDES["prompts"], "A title", out=keys.out, keys=keys, clock=keys.clock, motion="full"
    )
    assert result.answers == [("Things you see?", ["hi"])]


@pytest.mark.parametrize("wish", ["<", "e", "q", "h"])
def test_a_wish_alone_on_a_line_is_no_answer(wish, monkeypatch):
    monkeypatch.setattr("copingkit.screen.own_editor.editor_command", list)
    keys = Watched((0.1, wish), (0.2, "enter"), (1, "ctrl-c"), size=(40, 12))
    result = play(
        GUIDES["prompts"], "A title", out=keys.out, keys=keys, clock=keys.clock, motion="full"
    )
    assert result.answers == []


def bells(kind="bell", tones=None):
    keys = FakeKeys()
    made = sound.Sounds(kind, keys=keys, out=keys.out, tones=tones)
    return made, keys


@pytest.mark.parametrize(("kind", "count"), sound.BELLS.items())
def test_each_cue_has_its_own_number_of_bells(kind, count):
    made, keys = bells()
    now = 0.0
    made.cue(kind, now)
    while (wait := made.tick(now)) is not None:
        now += max(wait, 0.001)
    assert keys.out.getvalue() == "\a" * count
    assert now < 1.0


def test_in_hold_out_and_end_differ():
    kinds = ("in", "hold", "out", "end")
    assert len({sound.BELLS[kind] for kind in kinds}) == 4
    assert len({sound.samples(kind) for kind in kinds}) == 4


def test_a_session_by_ear():
    _, text, _ = run("breath", sound="bell")
    assert text.count("\a") == 3 * (1 + 2) + 4
    assert "\a" not in run("breath")[1]
    muted = run("breath", (3.5, "m"), sound="bell")[1]
    assert muted.count("\a") == 1
    assert "(Sound off)" in muted


class Broken:
    closed = False

    def play(self, kind, now):
        return False

    def close(self):
        self.closed = True


def test_tones_that_cannot_be_played_become_bells():
    made, keys = bells("tone", Broken())
    made.cue("in", 0.0)
    assert keys.out.getvalue() == "\a"


def test_tones_that_cannot_be_played_leave_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made, keys = bells("tone", sound.CommandTones([str(tmp_path / "nothing")]))
    made.cue("in", 0.0)
    assert keys.out.getvalue() == "\a"
    assert list(tmp_path.iterdir()) == []


def test_tones_are_small_files_that_go_away(tmp_path):
    log = tmp_path / "log"
    player = tmp_path / "player"
    player.write_text(f'#!/bin/sh\ncp "$1" {tmp_path}/heard.wav; echo "$1" >> {log}\n')
    player.chmod(0o755)
    tones = sound.CommandTones([str(player)])
    assert tones.play("in", 0.0)
    tones._running.wait()
    with wave.open(str(tmp_path / "heard.wav")) as heard:
        assert (heard.getnchannels(), heard.getsampwidth()) == (1, 2)
        assert heard.getnframes() / heard.getframerate() == pytest.approx(0.7, abs=0.01)
    folder = Path(log.read_text().strip()).parent
    tones.close()
    assert not folder.exists()
    assert not sound.CommandTones([str(tmp_path / "nothing")]).play("in", 0.0)
    failing = sound.CommandTones(["false"])
    assert failing.play("in", 0.0)
    failing._running.wait()
    assert not failing.play("in", 4.0)
    failing.close()

"""What a person must not miss on a small drawn screen: the first words, cautions, what is pressed."""

from __future__ import annotations

import pytest
from player_fakes import GUIDES
from test_player import run
from test_player_views import Watched

from copingkit.core.guide import Cue, cues
from copingkit.core.guide_fields import Breath, Checklist, Phase, Prompt, Prompts, Step, Steps, Text
from copingkit.screen.animated import READING_SECONDS, Animated
from copingkit.screen.player import play
from copingkit.screen.player_views import (
    Frame,
    Moment,
    care_fits,
    list_view,
    opening_pages,
    opening_view,
    question_view,
    text_view,
    timed_view,
)
from copingkit.words import READING

SMALL = (40, 10)
CARE = ("Take care: The cold can sting. Dry your hands and warm them if they go numb.",)
STEP = "Find its first move, one your hands can do: open the file, fill the sink, write the date."
FIRST = (
    "Think it, say it or type it. Small, dull things are fine: a mug, a crack, a hum.",
    "Skip any sense you like. You can name a thing twice, or leave gaps, or begin again.",
    "It may not calm you, and that is no fault of yours. If it gets worse, stop and move about.",
)
OPENED = {
    "prompts": Prompts((Prompt("What can you see near you?", 2), Prompt("What is one sound?")), FIRST),
    "checklist": Checklist(("Drink water", "Open a window"), FIRST),
    "text": Text(("A first part with some words.", "A second part with more."), FIRST),
}  # fmt: skip


class Seen(Watched):
    """Keeps every screen there was, and follows sizes: a key `resize 60 15` changes it."""

    def __init__(self, *presses, size):
        super().__init__(*presses, size=size)
        self.screens = []
        self.stood = []

    def read(self, timeout=None):
        if timeout != 0:
            self.stood.append("\n".join(self.screen.display))
        key = super().read(timeout)
        if key and key.startswith("resize "):
            columns, rows = map(int, key.split()[1:])
            self.columns_rows = columns, rows
            self.screen.resize(rows, columns)
            return "resize"
        return key

    def write(self, text):
        super().write(text)
        self.screens.append((self.now - 1000.0, "\n".join(self.screen.display)))

    def at(self, moment):
        return next(text for now, text in reversed(self.screens) if now <= moment + 1e-9)


def seen(guide, *presses, size=SMALL, care=()):
    keys = Seen(*presses, size=size)
    result = play(
        guide, "A title", out=keys.out, keys=keys, clock=keys.clock, motion="full", care=care
    )
    return result, keys


def joined(text) -> str:
    return "".join(text.split())


def on(screen, text) -> bool:
    return joined(text) in joined(screen)


def shown(rows) -> str:
    return "\n".join(row.text for row in rows)


@pytest.mark.parametrize("care", [(), CARE])
@pytest.mark.parametrize("size", [(40, 10), (60, 15), (30, 8), (21, 11)])
@pytest.mark.parametrize("kind", OPENED)
def test_what_is_said_first_is_read_before_it_begins(kind, size, care):
    presses = [(n + 1, " ") for n in range(9)]
    _, keys = seen(OPENED[kind], *presses, (20, "ctrl-c"), size=size, care=care)
    first = {"prompts": "near you?", "checklist": "Drink water", "text": "A first part with some"}
    begins = next(n for n, text in enumerate(keys.stood) if on(text, first[kind]))
    for line in FIRST:
        assert any(on(screen, line) for screen in keys.stood[: begins + 1]), line


@pytest.mark.parametrize("kind", OPENED)
def test_what_is_said_first_stands_beside_the_first_where_it_fits(kind):
    _, keys = seen(OPENED[kind], (1, "ctrl-c"), size=(80, 24))
    assert all(on(keys.at(0.9), line) for line in FIRST)
    assert "1 of 2" not in keys.at(0.9).splitlines()[0] or kind == "text"
    assert any(word in keys.at(0.9) for word in ("near you?", "Drink water", "A first part"))


@pytest.mark.parametrize(("key", "how"), [("q", "left"), ("H", "people"), ("ctrl-c", "left")])
def test_the_first_pages_can_be_left(key, how):
    result, keys = seen(OPENED["prompts"], (1, key))
    assert "n next, b back, h people, ? keys" not in keys.at(0.9), "too long for 40 columns"
    assert "h people, ? keys, q leaves." in keys.at(0.9)
    assert "Space or Enter goes on" in keys.at(0.9)
    assert (result.how, result.by) == (how, key.lower())


def test_the_first_pages_go_back_help_and_follow_the_size():
    presses = [(1, "n"), (2, "b"), (3, "?"), (4, "x"), (5, "resize 38 12"), (6, "enter")]
    _, keys = seen(OPENED["prompts"], *presses, (7, "n"), (8, "ctrl-c"))
    assert on(keys.at(0.9), FIRST[0]) and on(keys.at(2.5), FIRST[0])
    assert on(keys.at(1.5), FIRST[2]) and not on(keys.at(1.5), FIRST[0])
    assert "n: next, b: back" in keys.at(3.5)
    assert "n: next, b: back" not in keys.at(4.5)
    assert on(keys.at(5.5), FIRST[0])
    assert on(keys.at(6.5), FIRST[2])
    assert "near you?" in keys.at(7.5)
    assert "goes on, ? keys" not in keys.at(5.5)


def test_first_pages_that_change_with_the_size_begin_again():
    presses = [(1, "n"), (2, "n"), (3, "resize 40 11"), (4, "q")]
    _, keys = seen(OPENED["prompts"], *presses, size=(30, 8))
    assert on(keys.at(2.5), FIRST[2]) and not on(keys.at(2.5), FIRST[0])
    assert on(keys.at(3.5), FIRST[0])


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (10, 3)])
def test_first_words_longer_than_the_screen_take_more_pages(size):
    frame = Frame(*size, "A title", note="Space or Enter goes on", care=CARE)
    pages = opening_pages(frame, FIRST)
    assert joined("".join(map(shown, pages))) == joined("".join(FIRST))
    assert all(on(shown(opening_view(frame, page)), shown(page)) for page in pages)


def test_a_paragraph_longer_than_the_screen_says_that_it_goes_on():
    told = text_view(Frame(40, 10, "A title"), [Cue("paragraph", "don't " * 80, None)])
    assert told[7].text.endswith(" don't...")
    assert len(told[7].text) <= 40


@pytest.mark.parametrize("columns", [40, 46])
def test_a_step_is_shown_whole_and_cautions_make_way_for_it(columns):
    frame = Frame(columns, 10, "A title", "1:00 left", "", "q leaves.", care=CARE)
    cue = Cue("step", STEP, 60.0, 1, 1, 0, 2, 5)
    assert on(shown(timed_view(frame, Moment(cue, seconds=60.0))), STEP)
    short = cue._replace(text="Stand up.")
    assert "sting" in shown(timed_view(frame, Moment(short, seconds=60.0)))
    assert care_fits(frame, [short])
    paragraph = Cue("paragraph", f"{STEP} {STEP}", None)
    assert on(shown(text_view(frame, [paragraph])), paragraph.text)
    item = Cue("item", f"{STEP} Then stop.", None)
    assert on(shown(list_view(frame, [], [item], (), 0)).replace("> [ ] 1.", ""), item.text)
    question = Cue("prompt", f"{STEP} Then stop.", None, places=3)
    found, (at, _) = question_view(frame, question, [], [], "typed", 5, "> ")
    assert on(shown(found), question.text)
    assert found[at].text == "> typed"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(10, ["Step 1 of 1", "", *"sss", "", "bar"]), (9, ["Step 1 of 1", *"sss", "bar"]),
     (8, ["Step 1 of 1", *"sss", "bar"]), (7, [*"sss", "bar"]), (6, [*"sss"]), (5, [*"ss"])],
)  # fmt: skip
def test_short_of_room_a_step_loses_blank_rows_then_its_place_then_its_bar(rows, expected):
    moment = Moment(Cue("step", STEP, 60.0), 0, 0, 60.0)
    middle = timed_view(Frame(40, rows, "A title", hint="q leaves."), moment)[1:-2]
    said = ["s" if row.style == "strong" else row.text.strip() for row in middle]
    said = ["bar" if "\u2500" in text else text for text in said]
    assert [text for text in said if text or rows == 10] == expected
    assert middle[-1].text.endswith("...") == (rows == 5), "cut, and it says so"


def begun(guide, *presses, care=CARE, size=SMALL):
    keys = Seen(*presses, size=size)
    screen = Animated(keys=keys, out=keys.out, width=size[0], care=care, cues=cues(guide))
    screen.begin("A title", "", "q leaves.")
    return keys


def test_cautions_that_have_to_make_way_are_read_before():
    steps = Steps(
        (
            Step("Stand up.", 20),
            Step(f"{STEP} {STEP}", 20),
        )
    )
    frame = Frame(*SMALL, care=CARE)
    assert care_fits(frame)
    assert not care_fits(frame, cues(steps))
    keys = begun(steps)
    assert READING in keys.out.getvalue().replace("\n", " ")
    assert keys.now - 1000.0 > 5
    assert READING not in begun(Steps((Step("Stand up.", 20),))).out.getvalue().replace("\n", " ")


@pytest.mark.parametrize("event", ["resize 60 15", "resume"])
def test_a_window_that_changes_takes_no_time_from_reading(event):
    long = CARE * 4
    keys = begun(GUIDES["steps"], (1, event), (2, event), care=long)
    assert keys.now - 1000.0 == 2 + READING_SECONDS
    assert keys.out.getvalue().count("sting") == (8 if event == "resume" else 0)
    keys = begun(GUIDES["steps"], (1, event), (2, "x"), care=long)
    assert keys.now - 1000.0 == 2
    assert keys.full


def test_a_size_that_changed_while_reading_is_the_size_drawn():
    result, keys = seen(GUIDES["steps"], (1, "resize 60 15"), (2, "x"), (3, "q"), care=CARE * 4)
    assert result.by == "q"
    assert len(keys.at(2.9).splitlines()) == 15
    assert "h people, ? keys, q leaves." in keys.at(2.9).splitlines()[14]


BOX = Breath((Phase("in", 4), Phase("hold", 4), Phase("out", 4)), 9)


def test_going_on_with_n_says_no_longer_that_it_is_paused():
    _, keys = seen(BOX, (5, " "), (5.5, "n"), (8, "q"))
    assert "Paused. Space goes on." in keys.at(5.2)
    assert "Paused" not in keys.at(5.7) and "paused" not in keys.at(5.7)


@pytest.mark.parametrize("guide", [BOX, Steps((Step("Rest.", 60),))])
@pytest.mark.parametrize(("key", "said"), [("+", "Pace 1.1, quicker"), ("m", "Sound is off")])
def test_a_note_within_a_pause_gives_way_to_it(guide, key, said):
    _, keys = seen(guide, (5, " "), (5.5, key), (500, "q"))
    assert said in keys.at(5.7)
    assert "paused" in keys.at(5.7)
    assert said not in keys.at(499)
    assert "Paused. Space goes on." in keys.at(499)
    assert "paused" in keys.at(499)


def test_a_note_gives_way_to_how_it_goes_on():
    _, keys = seen(OPENED["text"], (1, "n"), (3, "m"), (9, "q"), size=(80, 24))
    assert "Sound is off" in keys.at(3.2)
    assert "Space or Enter goes on" in keys.at(8)


def test_the_shape_keeps_its_size_when_words_take_more_rows():
    guide = Breath((Phase("in", 4), Phase("out", 6, "lips pursed as if to blow on soup")), 2)
    _, keys = seen(guide, size=SMALL)
    full = []
    for moment in (3.95, 4.05, 13.95, 14.05):
        full.append([row for row in keys.at(moment).splitlines() if "\u28ff" in row])
    assert len({len(rows) for rows in full}) == 1
    assert full[0] == full[2]


def test_a_list_in_lines_says_nothing_where_nothing_changed():
    _, text, _ = run("checklist", (1, "resize"), (2, "?"), (3, "x"), (4, "2"), (5, "enter"))
    assert "\n\n" not in text.split("3. Wash your face")[1]
    assert "\n \n" not in text.split("3. Wash your face")[1]
    assert "Ticked: 2. Open a window" in text


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (16, 6)])
@pytest.mark.parametrize("at", [0, 2, 3])
def test_the_item_a_person_is_at_shows_its_mark_and_number(size, at):
    long = [Cue("item", "Something to eat that is warm and quick to make.", None)] * 4
    found = shown(list_view(Frame(*size), [], long, {1}, at))
    assert f"> [ ] {at + 1}. " in found
    assert "..." in found, "there is more of it"


@pytest.mark.parametrize("columns", range(44, 82))
def test_the_time_beside_a_bar_is_there_whole_or_not_at_all(columns):
    bars = []
    for done in range(100):
        moment = Moment(Cue("step", "Walk.", 599.0), 0, done / 100, 599.0)
        bars += [
            row.text
            for row in timed_view(Frame(columns, 15), moment)
            if "\u2501" in row.text or "\u2500" in row.text
        ]
    assert all(len(bar) <= columns for bar in bars)
    assert len({len(bar) - len(bar.lstrip()) for bar in bars}) == 1
    assert len({" minute" in bar or " second" in bar for bar in bars}) == 1
    assert (" minute" in bars[0]) == (columns >= 54)

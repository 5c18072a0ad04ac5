"""What mine new takes must be read back: what can't be kept is said at its question, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from mine_help import DRAFT, own_folder
from test_mine_wizard_words import DONE, START, STEPS, Answers

from copingkit.cli import asking, mine_drafts, mine_editing
from copingkit.cli.kit import Kit
from copingkit.cli.mine_faults import fault_as_file, fitting
from copingkit.cli.mine_wizard import Wizard
from copingkit.errors import DataProblem
from copingkit.library import files, mine_text
from copingkit.library.mine import Mine
from copingkit.paths import shipped_root
from copingkit.screen.terminal import Left

HUG = "Hug my family 👩\u200d👩\u200d👧"
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")


@pytest.fixture
def kit(sealed) -> Kit:
    found = Kit([])
    found.interactive = True
    return found


@pytest.fixture
def new(kit, monkeypatch, capsys):
    """Answer mine new, with no first run; returns the questions asked and all that was said."""

    def run(*said: str) -> tuple[list[str], str]:
        ask = Answers(*said)

        monkeypatch.setattr(asking, "terminal", lambda: nullcontext(ask))
        with suppress(Left):
            mine_editing.new(kit, None)
        shown = capsys.readouterr()
        return ask.asked, " ".join(f"{shown.out} {shown.err}".split())

    return run


@pytest.fixture(scope="module")
def vocabulary():
    return files.load_vocabulary(shipped_root())


def drafts(home: Path) -> list[Path]:
    return [*(home / ".local" / "state" / "copingkit" / "drafts").glob("*")]


@pytest.mark.parametrize(
    ("title", "identifier"), [(HUG, "hug-my-family"), ("نمی\u200cخواهم", "my-strategy")]
)
def test_joiners_that_people_write_are_kept_and_read_back(new, coping, title, identifier) -> None:
    _, said = new(title, START[1], "1", STEPS[0], "", *DONE, "k", "n")
    assert f"Kept as {identifier}." in said
    shown = coping("show", identifier)
    assert (shown.code, shown.err) == (0, "") and title in shown.out


def test_soft_hyphens_are_left_off(new, sealed) -> None:
    new("Warm\u00ad cup", START[1], "1", "Fill\u00ad a cup.", "", *DONE, "k", "n")
    text = (own_folder(sealed) / "warm-cup.yaml").read_text(encoding="utf-8")
    assert "title: Warm cup\n" in text and "say: Fill a cup.\n" in text


@pytest.mark.parametrize(
    ("before", "answer", "question", "where"),
    [
        ([], "Warm\u200d cup", "1/14", 'U+200D, after "Warm"'),
        ([START[0]], "\u200cHold something warm.", "2/14", "U+200C, at its beginning"),
        ([*START, "1"], "Fill a\u200d cup.", "4/14", 'U+200D, after "Fill a"'),
        ([*START, "1", STEPS[0], "", *DONE[:-2]], "cup, te\u200da", "13/14", 'after "te"'),
    ],
)
def test_what_does_not_show_is_said_at_its_question(new, before, answer, question, where) -> None:
    asked, said = new(*before, answer)
    assert f"{where}): write it again without that one." in said
    assert [one.split(" ")[0] for one in asked[-2:]] == [question] * 2


def test_a_colon_and_a_mark_in_a_thing_are_read_back(new, coping) -> None:
    new(*START, "1", STEPS[0], "", *DONE[:-2], "aa:?, tea", "", "k", "n")
    assert "aa:?" in coping("show", "warm-cup").out


def strategy(vocabulary):
    return mine_text.read("x", "draft", DRAFT.encode(), vocabulary)


def test_what_would_not_be_read_back_sends_back_to_its_question(
    new, vocabulary, monkeypatch, sealed
) -> None:
    whole, turns = mine_text.written, []

    def badly(made) -> str:
        turns.append(made)
        text = whole(made)
        return text.replace("props: [tea]", "props: [tea:?]") if len(turns) == 1 else text

    monkeypatch.setattr(mine_text, "written", badly)
    asked, said = new(*START, "1", STEPS[0], "", *DONE[:-2], "tea", "", "", "", "k", "n")
    assert "That can't be kept as it is (" in said and "Kept as warm-cup." in said
    assert [question[:5] for question in asked].count("13/14") == 2
    assert (own_folder(sealed) / "warm-cup.yaml").is_file()


def test_what_would_be_read_as_something_else_is_a_fault(vocabulary, monkeypatch) -> None:
    made, whole = strategy(vocabulary), mine_text.written
    assert fault_as_file(made, vocabulary) is None
    monkeypatch.setattr(mine_text, "written", lambda s: whole(s).replace("Warm cup", "Cold cup"))
    assert fault_as_file(made, vocabulary).path == ("title",)


@pytest.mark.parametrize("way", ["file", pytest.param("link", marks=LINKS)])
def test_something_in_the_place_of_the_folder_is_a_data_problem(tmp_path, way) -> None:
    folder = tmp_path / "strategies"
    _occupy(folder, way)
    with pytest.raises(DataProblem, match="has the name of its folder"):
        Mine(folder).add("warm-cup", DRAFT)


@pytest.mark.parametrize("way", ["file", pytest.param("link", marks=LINKS)])
def test_answers_that_cannot_be_kept_stay_as_a_draft(kit, sealed, monkeypatch, way) -> None:
    _occupy(own_folder(sealed), way)
    # Where it goes round for ever, it is the second title that ends it.
    monkeypatch.setattr("copingkit.library.mine.free_id", _once())
    ask = Answers(*START, "1", STEPS[0], "", *DONE, "k")
    monkeypatch.setattr(asking, "terminal", lambda: nullcontext(ask))
    with pytest.raises(DataProblem):
        mine_editing.new(kit, None)
    (draft,) = drafts(sealed)
    assert json.loads(draft.read_bytes())["guide"]["steps"] == [{"say": STEPS[0]}]


@LINKS
def test_from_a_file_it_ends_as_well(sealed, tmp_path) -> None:
    _occupy(own_folder(sealed), "link")
    done = subprocess.run(
        [sys.executable, "-m", "copingkit", "mine", "new", "--file", "-"],
        input=DRAFT, capture_output=True, text=True, timeout=20, env={**os.environ},
    )  # fmt: skip
    assert done.returncode == 5 and "has the name of its folder" in " ".join(done.stderr.split())


def _occupy(folder: Path, way: str) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    if way == "file":
        folder.write_text("x", encoding="utf-8")
    else:
        folder.symlink_to(folder.parent / "nowhere" / "strategies")


def _once():
    given = []

    def free_id(title: str, taken) -> str:
        assert len(given) < 2, "asked for one free name after the other"
        given.append(title)
        return f"warm-cup-{len(given)}"

    return free_id


@pytest.mark.parametrize("word", ["none", "no", "Nothing.", "-"])
def test_no_things_and_nothing_involved_can_be_said(sealed, word) -> None:
    ask = Answers(
        *START, "1", "Close your eyes.", "", *DONE[:-2], "paper", "<", word, word, "q"
    )  # fmt: skip
    made = Wizard(Kit([]), ask, {})
    with suppress(Left):
        made.run()
    assert made.tree["props"] == [] and made.tree["involves"] == []
    last = [question for question in ask.asked if question.startswith(("13/14", "14/14"))]
    assert all("or none." in question for question in last)
    assert "Enter: paper." in last[2] and "Enter: closing the eyes." in last[1]


ODD = {
    "a guide of text": ({"guide": "str"}, {}),
    "phases of text": ({"guide": {"kind": "breath", "phases": "in 4"}}, {"kind": "breath"}),
    "steps of text": ({"guide": {"kind": "steps", "steps": "abc"}}, {"kind": "steps"}),
    "a kind that is a list": ({"guide": {"kind": ["a"]}}, {}),
    "steps of other kinds": ({"guide": {"kind": "steps", "steps": [1, {"say": 5}]}}, {"kind": "steps"}),
    "fields of other kinds": (
        {"category": [1], "when": {"a": 1}, "minutes": None, "props": 3, "involves": "breath",
         "needs": ["nope"], "summary": 7, "energy": {}, "nonsense": 1}, {},
    ),
    "a rhythm without rounds": (
        {"guide": {"kind": "breath", "phases": ["in 4", "out 6"]}},
        {"kind": "breath", "phases": ["in 4", "out 6"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "guide"), ODD.values(), ids=ODD)
def test_what_does_not_fit_in_a_draft_is_asked_again(sealed, vocabulary, tree, guide) -> None:
    kept = fitting({"title": "Warm cup", **tree}, vocabulary)
    assert kept == {"title": "Warm cup", **({"guide": guide} if guide else {})}
    made = Wizard(Kit([]), Answers("", START[1], *[""] * 3), kept)
    with suppress(Left):
        made.run()


def test_what_fits_in_a_draft_stays(vocabulary) -> None:
    tree = {
        "title": "Warm cup", "summary": START[1], "needs": ["panic"], "props": [], "minutes": "3",
        "guide": {"kind": "steps", "steps": [{"say": "Look.", "seconds": "20"}]},
    }  # fmt: skip
    assert fitting(tree, vocabulary) == tree
    assert fitting({**tree, "title": "\x1b[31mWarm\x07 cup"}, vocabulary) == tree


def test_drafts_that_are_none_are_passed_by(kit, sealed) -> None:
    folder = mine_drafts.folder_of(kit)
    folder.mkdir(parents=True)
    bodies = ["[" * 100_000, "[]", "not json", '{"title": 5}', "[" * 60_000, b"\xff", "x" * 70_000]
    for number, body in enumerate(bodies):
        raw = body if isinstance(body, bytes) else body.encode()
        (folder / f"new-{number}.json").write_bytes(raw)
    (folder / "new-good.json").write_text('{"title": "Warm cup", "needs": 5}', encoding="utf-8")
    (folder / "new-folder.json").mkdir()
    if sys.platform != "win32":
        (folder / "new-link.json").symlink_to("nowhere")
        os.mkfifo(folder / "new-pipe.json")
    path, tree = mine_drafts.begun(kit, Answers("1"))
    assert (path.name, tree) == ("new-good.json", {"title": "Warm cup"})
    path.unlink()
    assert mine_drafts.begun(kit, Answers()) == (None, {})

"""mine new as a wizard and mine share by questions, in a real terminal."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from mine_help import DRAFT, own_folder

from copingkit.cli.mine_guide import line_of, phases_of, rounds_for
from copingkit.library import files
from copingkit.library.yamltext import parse
from copingkit.paths import shipped_root

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)


@pytest.fixture
def terminal(sealed):
    """Start `coping` in a real terminal of plain lines."""
    children = []

    def start(*args: str, plain: bool = True):
        child = pexpect.spawn(
            sys.executable, ["-m", "copingkit", *args, *(["--plain"] if plain else [])],
            dimensions=(24, 80), timeout=15, encoding="utf-8", env={**os.environ},
        )  # fmt: skip
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def answer(child, question: str, said: str = "") -> None:
    child.expect_exact(question)
    child.sendline(said)


def press(child, question: str, key: str) -> None:
    child.expect_exact(question)
    child.send(key)


def ended(child) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def the_rest(child, first: int) -> None:
    for number in range(first, 15):
        answer(child, f"{number}/14")


def test_a_strategy_made_by_questions_and_run_once(terminal, sealed) -> None:
    child = terminal("mine", "new")
    answer(child, "1/14", "Warm cup")
    answer(child, "2/14", "short")
    child.expect_exact("10 to 90 characters")
    answer(child, "2/14", "Hold something warm for a while.")
    answer(child, "3/14")
    answer(child, "Step 1?", "Fill a cup with warm water. (20 s)")
    answer(child, "Step 2?", "A mistake.")
    answer(child, "Step 3?", "-")
    answer(child, "Step 2?", "Put both hands around it and close your eyes. (2 min)")
    answer(child, "Step 3?")
    answer(child, "5/14", "panik")
    child.expect_exact('Did you mean "panic"?')
    answer(child, "5/14", "on edge, can't sleep")
    answer(child, "6/14", "?")
    child.expect_exact("distress-tolerance")
    answer(child, "6/14", "groundng")
    child.expect_exact('Did you mean "grounding"?')
    answer(child, "6/14", "2")
    answer(child, "7/14 How many minutes does it take? Enter: 2.", "<")
    answer(child, "6/14 Which shelf does it stand on? Enter: Grounding.")
    the_rest(child, 7)
    child.expect_exact("Eyes may stay open.")
    press(child, "Keep it like this?", "k")
    child.expect_exact("Kept as warm-cup.")
    press(child, "together once", "y")
    answer(child, "How strong is it right now", "7")
    child.expect_exact("Fill a cup with warm water.")
    child.send("q")
    press(child, "Did it help?", "a")
    answer(child, "How strong is it now", "3")
    press(child, "What now?", "d")
    assert ended(child) == 0
    path = own_folder(sealed) / "warm-cup.yaml"
    tree = parse(path.read_text(encoding="utf-8"))
    assert tree["needs"] == ["anxiety", "insomnia"]
    assert tree["guide"]["steps"] == [
        {"say": "Fill a cup with warm water.", "seconds": "20"},
        {"say": "Put both hands around it and close your eyes.", "seconds": "120"},
    ]
    assert (tree["involves"], tree["cautions"], tree["minutes"]) == (["eyes"], ["eyes"], "2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    log = subprocess.run(
        [sys.executable, "-m", "copingkit", "log", "list", "--json"],
        capture_output=True,
        check=True,
    )
    used = json.loads(log.stdout)["entries"]
    assert [(e["strategy"], e["before"], e["after"]) for e in used] == [("warm-cup", 7, 3)]


def test_a_breath_gets_its_tags_cautions_and_shelf_by_itself(terminal, sealed) -> None:
    child = terminal("mine", "new")
    answer(child, "1/14", "Three and six")
    answer(child, "2/14", "Breathe in for three and out for six.")
    answer(child, "3/14", "breath")
    answer(child, "4/14", "in 3, aut 6")
    child.expect_exact("such as: in 4")
    answer(child, "4/14", "in 3, hold 1, out 6")
    answer(child, "How many times? Enter: 18")
    answer(child, "5/14", "stress")
    the_rest(child, 6)
    press(child, "Keep it like this?", "\r")
    press(child, "together once", "n")
    assert ended(child) == 0
    tree = parse((own_folder(sealed) / "three-and-six.yaml").read_text(encoding="utf-8"))
    assert tree["guide"] == {
        "kind": "breath",
        "phases": ["in 3", "hold 1", "out 6"],
        "rounds": "18",
    }
    assert (tree["category"], tree["minutes"]) == ("breathing", "3")
    assert (tree["involves"], tree["cautions"]) == (["breath", "hold"], ["breath", "hold"])


def test_a_breath_that_asks_too_much_is_warned_of_before_it_is_kept(terminal, sealed) -> None:
    child = terminal("mine", "new")
    answer(child, "1/14", "As I like it")
    answer(child, "2/14", "Breathe in and out very fast.")
    answer(child, "3/14", "breath")
    answer(child, "4/14", "in 1, out 1")
    answer(child, "How many times?")
    answer(child, "5/14", "stress")
    the_rest(child, 6)
    child.expect(r"Take care: in and out take 2 seconds\s+together")
    press(child, "Keep it like this?", "\r")
    press(child, "together once", "n")
    assert ended(child) == 0


@pytest.mark.parametrize("leave", ["q\r", "\x03", "\x04"])
def test_leaving_keeps_the_draft_and_it_can_be_gone_on_with(terminal, sealed, leave) -> None:
    child = terminal("mine", "new")
    answer(child, "1/14", "Warm cup")
    answer(child, "2/14", "Hold something warm for a while.")
    child.expect_exact("3/14")
    child.expect_exact("> ")
    child.send(leave)
    child.expect_exact("kept. Go on with: coping mine new")
    assert ended(child) == 0
    assert not own_folder(sealed).exists()
    drafts = sealed / ".local" / "state" / "copingkit" / "drafts"
    assert [stat.S_IMODE(p.stat().st_mode) for p in drafts.iterdir()] == [0o600]
    child = terminal("mine", "new")
    press(child, "Go on with one you began?", "1")
    answer(child, "1/14 What is it called? Enter: Warm cup.")
    answer(child, "2/14 What do you do in it? One sentence. Enter: Hold something")
    answer(child, "3/14", "4")
    answer(child, "Item 1?", "Fill a cup.")
    answer(child, "Item 2?")
    answer(child, "5/14", "stress")
    answer(child, "6/14", "grounding")
    the_rest(child, 7)
    press(child, "Keep it like this?", "k")
    press(child, "together once", "n")
    assert ended(child) == 0
    assert (own_folder(sealed) / "warm-cup.yaml").is_file()
    assert [*drafts.iterdir()] == []


def test_the_page_grows_with_each_answer_where_there_is_a_screen(terminal) -> None:
    pyte = pytest.importorskip("pyte")
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    child = terminal("mine", "new", plain=False)
    seen = []
    for question, said in (
        ("1/14", "Warm cup"), ("2/14", "Hold something warm for a while."), ("3/14", "steps"),
        ("Step 1?", "Fill a cup with warm water."), ("Step 2?", "Put both hands around it."),
        ("Step 3?", ""),
    ):  # fmt: skip
        child.expect_exact(question)
        stream.feed(child.before + child.after)
        seen.append("\n".join(screen.display))
        child.sendline(said)
    assert "Warm cup" in seen[1] and "Hold something" not in seen[1]
    assert "Hold something warm" in seen[2] and "How" not in seen[2]
    assert "1. Fill a cup" in seen[4] and "2. Put both" not in seen[4]
    assert "2. Put both" in seen[5]
    assert sum("─ Warm cup ─" in row for row in seen[5].split("\n")) == 1
    child.send("\x03")
    assert ended(child) == 0


def test_share_by_questions_and_a_no_gives_nothing(terminal, coping) -> None:
    coping("mine", "new", "--file", "-", stdin=DRAFT)
    child = terminal("mine", "share", "warm-cup")
    answer(child, "A pen name", "x <y@z>")
    child.expect_exact("no < > or @")
    answer(child, "A pen name", "River")
    child.expect_exact("authors: [River]")
    press(child, "CC BY 4.0", "n")
    child.expect_exact("Nothing was shared.")
    assert ended(child) == 0
    child = terminal("mine", "share", "warm-cup")
    answer(child, "A pen name")
    child.expect_exact("authors: [anonymous]")
    press(child, "Enter: no.", "y")
    press(child, "How?", "w")
    child.expect_exact("https://github.com/")
    assert ended(child) == 0


def test_leaving_a_question_of_share_says_that_nothing_was_shared(terminal, coping) -> None:
    coping("mine", "new", "--file", "-", stdin=DRAFT)
    child = terminal("mine", "share", "warm-cup")
    child.expect_exact("A pen name")
    child.send("\x03")
    child.expect_exact("Nothing was shared.")
    assert ended(child) == 0


def test_import_asks_in_a_terminal(terminal, sealed, tmp_path: Path) -> None:
    path = tmp_path / "warm.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    child = terminal("mine", "import", str(path))
    child.expect_exact("Put both hands around it.")
    press(child, "Take it into mine?", "\r")
    child.expect_exact("Nothing was taken.")
    assert ended(child) == 0
    child = terminal("mine", "import", str(path))
    press(child, "Take it into mine?", "y")
    child.expect_exact("Kept as warm-cup.")
    assert ended(child) == 0


def test_a_bad_edit_can_be_mended_at_once(terminal, coping, sealed, tmp_path: Path) -> None:
    coping("mine", "new", "--file", "-", stdin=DRAFT)
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text()\n"
        "wrong = text.replace('energy: low', 'energy: tiny')\n"
        "file.write_text(wrong if wrong != text else text.replace('energy: tiny', 'energy: medium'))\n"
    )
    os.environ["EDITOR"] = f'"{sys.executable}" "{script}"'
    try:
        child = terminal("mine", "edit", "warm-cup")
        child.expect_exact("warm-cup.yaml:7: `tiny` is not in energy")
        press(child, "Open it again?", "y")
        child.expect_exact("Changed: warm-cup.")
        assert ended(child) == 0
    finally:
        del os.environ["EDITOR"]
    assert "energy: medium" in (own_folder(sealed) / "warm-cup.yaml").read_text(encoding="utf-8")
    assert not list((sealed / ".local" / "state").rglob("*.yaml"))


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [
        ("steps", "Look around (20 s)", {"say": "Look around", "seconds": "20"}),
        ("steps", "Look around (1.5 min)", {"say": "Look around", "seconds": "90"}),
        ("steps", "Look (really) around", {"say": "Look (really) around"}),
        ("prompts", "What do you see? (5)", {"ask": "What do you see?", "count": "5"}),
        ("prompts", "What do you see?", {"ask": "What do you see?"}),
        ("checklist", "  Drink   water ", "Drink water"),
    ],
)
def test_a_typed_line_becomes_what_the_file_holds(kind, said, expected) -> None:
    assert line_of(kind, said) == expected


def test_rounds_come_to_three_minutes() -> None:
    assert phases_of(" in 4,out  6 ,") == ["in 4", "out 6"]
    assert rounds_for(["in 4", "out 6"]) == "18"


def test_the_words_of_a_guide_suggest_its_tags() -> None:
    from copingkit.cli.mine_questions import guessed_tags

    vocabulary = files.load_vocabulary(shipped_root())
    guide = {"kind": "steps", "steps": [{"say": "Close your eyes."}, {"say": "Write it down."}]}
    assert guessed_tags({"guide": guide}, vocabulary) == ["eyes", "writing"]
    assert guessed_tags({"guide": {"kind": "text", "paragraphs": ["Look up."]}}, vocabulary) == []

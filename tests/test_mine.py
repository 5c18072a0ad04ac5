"""mine new from a file, edit, list, remove, import: own strategies, kept private and never lost."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from mine_help import DRAFT, own_folder

from copingkit.errors import DataProblem, NotFound
from copingkit.library.mine import Mine, free_id, id_of
from copingkit.library.mine_text import with_key
from copingkit.library.yamltext import parse

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and shell scripts of POSIX")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def editor(folder: Path, body: str) -> dict[str, str]:
    """Return an environment whose editor does something to the file it is given."""
    script = folder / "editor.py"
    script.write_text(f"import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\n{body}\n")
    return {"EDITOR": f'"{sys.executable}" "{script}"'}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Warm cup", "warm-cup"),
        ("Über'm Fluß!", "uberm-fluss"),
        ("3 good things", "good-things"),
        ("呼吸", "my-strategy"),
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "con-strategy"),
        ("a" * 60, "a" * 40),
        ("\x1b[31mred", "mred"),
    ],
)
def test_an_id_comes_from_the_title_and_is_always_a_safe_name(title: str, expected: str) -> None:
    assert id_of(title) == expected


def test_a_taken_id_is_numbered_and_never_longer_than_an_id() -> None:
    assert free_id("Warm cup", {"warm-cup", "warm-cup-2"}) == "warm-cup-3"
    assert len(free_id("a" * 60, {"a" * 40})) <= 40


@POSIX
def test_new_from_a_file_is_kept_word_for_word_and_private(coping, sealed, draft) -> None:
    done = coping("mine", "new", "--file", str(draft))
    assert (done.code, done.out) == (0, "")
    assert "Kept as warm-cup." in done.err
    path = own_folder(sealed) / "warm-cup.yaml"
    assert path.read_text(encoding="utf-8") == DRAFT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["warm-cup.yaml"]
    assert coping("show", "warm-cup", "--json").json["strategies"][0]["source"] == "mine"


def test_new_from_standard_input(coping) -> None:
    assert coping("mine", "new", "--file", "-", stdin=DRAFT).code == 0
    listed = coping("mine", "list", "--json").json
    assert listed["version"] == 1
    assert [(s["id"], s["source"]) for s in listed["strategies"]] == [("warm-cup", "mine")]
    assert "warm-cup: Warm cup (3 min)" in coping("mine", "list").out


def test_a_second_one_of_the_same_title_never_overwrites(coping, sealed, draft) -> None:
    coping("mine", "new", "--file", str(draft))
    assert "Kept as warm-cup-2." in coping("mine", "new", "--file", str(draft)).err
    assert sorted(p.name for p in own_folder(sealed).glob("*.yaml")) == [
        "warm-cup-2.yaml", "warm-cup.yaml"
    ]  # fmt: skip


def test_a_title_of_the_shared_library_does_not_hide_the_shared_one(coping, tmp_path) -> None:
    path = tmp_path / "box.yaml"
    path.write_text(DRAFT.replace("Warm cup", "Box breathing"), encoding="utf-8")
    assert "Kept as box-breathing-2." in coping("mine", "new", "--file", str(path)).err
    assert coping("show", "box-breathing", "--json").json["strategies"][0]["source"] == ""


def test_missing_cautions_are_added_and_everything_else_stays(coping, sealed, tmp_path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(DRAFT.replace("cautions: [senses]\n", ""), encoding="utf-8")
    done = coping("mine", "new", "--file", str(path))
    assert "Added the cautions that it asks for: senses." in done.err
    kept = (own_folder(sealed) / "warm-cup.yaml").read_text(encoding="utf-8")
    assert kept.startswith(DRAFT.replace("cautions: [senses]\n", ""))
    assert parse(kept)["cautions"] == ["senses"]


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("category: grounding", "category: groundng"), 3, "did you mean `grounding`?"),
        (("minutes: 3", "minutes: 1:30"), 6, "write a whole number"),
        (("title: Warm cup", "titel: Warm cup"), 1, "did you mean `title`?"),
        (("energy: low", "energy: &x low"), 7, "anchor"),
        (("energy: low", "energy: low\nenergy: low"), 8, "stands twice"),
        (("needs: [anxiety", "needs: [anxiety\x1b[2J"), 4, "U+001B"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_fix(
    coping, sealed, tmp_path, change, line, words
) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(DRAFT.replace(*change), encoding="utf-8")
    done = coping("mine", "new", "--file", str(path))
    assert done.code == 4
    assert f"{path}:{line}: " in done.err
    assert words in done.err
    assert "\x1b" not in done.err
    assert not own_folder(sealed).exists()


def test_every_fault_is_named(coping, tmp_path) -> None:
    path = tmp_path / "draft.yaml"
    bad = DRAFT.replace("energy: low", "energy: tiny").replace("minutes: 3", "minutes: 0")
    path.write_text(bad, encoding="utf-8")
    err = coping("mine", "new", "--file", str(path)).err
    assert f"{path}:6: " in err
    assert f"{path}:7: " in err


def test_without_a_terminal_new_says_how(coping) -> None:
    done = coping("mine", "new")
    assert done.code == 2
    assert "--file draft.yaml" in done.err


def test_a_missing_file_and_an_unknown_id(coping, draft) -> None:
    assert coping("mine", "new", "--file", "nowhere.yaml").code == 3
    coping("mine", "new", "--file", str(draft))
    done = coping("mine", "remove", "warm-cap")
    assert done.code == 3
    assert "Did you mean warm-cup?" in done.err
    done = coping("mine", "remove", "box-breathing")
    assert done.code == 3
    assert "shared library" in done.err


def test_remove_and_back(coping, sealed, draft) -> None:
    coping("mine", "new", "--file", str(draft))
    done = coping("mine", "remove", "Warm cup")
    assert done.code == 0
    assert "coping mine remove warm-cup --undo" in done.err
    assert coping("mine", "list", "--json").json["strategies"] == []
    assert coping("mine", "remove", "warm-cup", "--undo").code == 0
    assert (own_folder(sealed) / "warm-cup.yaml").read_text(encoding="utf-8") == DRAFT


def test_removed_twice_both_come_back(coping, sealed, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    coping("mine", "remove", "warm-cup")
    other = tmp_path / "other.yaml"
    other.write_text(DRAFT.replace("minutes: 3", "minutes: 4"), encoding="utf-8")
    coping("mine", "new", "--file", str(other))
    coping("mine", "remove", "warm-cup")
    coping("mine", "remove", "warm-cup", "--undo")
    path = own_folder(sealed) / "warm-cup.yaml"
    assert "minutes: 4" in path.read_text(encoding="utf-8")
    assert coping("mine", "remove", "warm-cup", "--undo").code == 2
    coping("mine", "edit", "warm-cup", "--file", str(draft))
    coping("mine", "remove", "warm-cup", "--for-good")
    assert not path.exists()
    assert not list(own_folder(sealed).rglob("*.yaml"))
    assert coping("mine", "remove", "warm-cup", "--undo").code == 3


def test_edit_from_a_file_and_back(coping, sealed, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    other = tmp_path / "other.yaml"
    other.write_text(DRAFT.replace("minutes: 3", "minutes: 4"), encoding="utf-8")
    path = own_folder(sealed) / "warm-cup.yaml"
    assert coping("mine", "edit", "warm-cup", "--file", str(other)).code == 0
    assert "minutes: 4" in path.read_text(encoding="utf-8")
    assert coping("mine", "edit", "warm-cup", "--undo").code == 0
    assert path.read_text(encoding="utf-8") == DRAFT
    coping("mine", "edit", "warm-cup", "--undo")
    assert "minutes: 4" in path.read_text(encoding="utf-8")


@POSIX
def test_edit_in_an_editor_leaves_no_copy_behind(coping, sealed, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    seen = tmp_path / "seen"
    body = (
        f"pathlib.Path({str(seen)!r}).write_text(oct(file.stat().st_mode)[-3:])\n"
        "file.write_text(file.read_text().replace('minutes: 3', 'minutes: 4'))"
    )
    assert coping("mine", "edit", "warm-cup", env=editor(tmp_path, body)).code == 0
    assert seen.read_text() == "600"
    assert coping("show", "warm-cup", "--json").json["strategies"][0]["minutes"] == 4
    left = list((sealed / ".local" / "state").rglob("*.yaml"))
    assert left == []


@POSIX
def test_a_bad_edit_changes_nothing_and_loses_nothing(coping, sealed, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    body = (
        "file.write_text(file.read_text().replace('energy: low', 'energy: tiny') + '# long work')"
    )
    done = coping("mine", "edit", "warm-cup", env=editor(tmp_path, body))
    assert done.code == 4
    assert "warm-cup.yaml:7: `tiny` is not in energy" in done.err
    assert (own_folder(sealed) / "warm-cup.yaml").read_text(encoding="utf-8") == DRAFT
    kept = next((sealed / ".local" / "state").rglob("warm-cup.yaml"))
    assert "# long work" in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert str(kept) in done.err


@POSIX
def test_an_edit_meets_a_change_from_elsewhere(coping, sealed, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    path = own_folder(sealed) / "warm-cup.yaml"
    body = (
        "file.write_text(file.read_text() + '# here')\n"
        f"there = pathlib.Path({str(path)!r})\n"
        "there.write_text(there.read_text() + '# there')"
    )
    done = coping("mine", "edit", "warm-cup", env=editor(tmp_path, body))
    assert done.code == 2
    assert path.read_text(encoding="utf-8") == DRAFT + "# there"
    kept = next((sealed / ".local" / "state").rglob("warm-cup.yaml"))
    assert kept.read_text(encoding="utf-8") == DRAFT + "# here\n"


@POSIX
def test_a_broken_own_file_can_be_mended(coping, sealed, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    (own_folder(sealed) / "warm-cup.yaml").write_text("title: [", encoding="utf-8")
    assert "Left out: " in coping("mine", "list").err
    body = f"file.write_text({DRAFT!r})"
    assert coping("mine", "edit", "warm-cup", env=editor(tmp_path, body)).code == 0
    assert coping("show", "warm-cup").code == 0


def test_an_unchanged_edit_says_so(coping, draft, tmp_path) -> None:
    coping("mine", "new", "--file", str(draft))
    assert (
        "Nothing was changed." in coping("mine", "edit", "warm-cup", env=editor(tmp_path, "")).err
    )


def test_import_shows_it_and_takes_it_in(coping, draft) -> None:
    done = coping("mine", "import", str(draft))
    assert done.code == 0
    assert "Put both hands around it." in done.out
    assert "Choose sights, sounds" in done.out
    assert "Kept as warm-cup." in done.err


def test_an_import_with_escapes_is_refused(coping, tmp_path) -> None:
    path = tmp_path / "evil.yaml"
    path.write_text(DRAFT.replace("Warm cup", "Warm \x1b]0;owned\x07cup"), encoding="utf-8")
    done = coping("mine", "import", str(path))
    assert done.code == 4
    assert "\x1b" not in done.out + done.err


@POSIX
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o500)
    with pytest.raises(DataProblem):
        Mine(folder).add("warm-cup", DRAFT)


def test_a_full_disk_leaves_the_old_text_whole(tmp_path, monkeypatch) -> None:
    own = Mine(tmp_path / "mine")
    own.add("warm-cup", DRAFT)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataProblem):
        own.replace("warm-cup", "title: half")
    monkeypatch.undo()
    assert own.text("warm-cup") == DRAFT
    assert sorted(p.name for p in own.folder.glob("*")) == [".earlier", "warm-cup.yaml"]


def test_adding_refuses_a_taken_id_and_leaving_the_folder(tmp_path) -> None:
    own = Mine(tmp_path / "mine")
    own.add("warm-cup", DRAFT)
    with pytest.raises(FileExistsError):
        own.add("warm-cup", "title: other")
    assert own.text("warm-cup") == DRAFT
    for bad in ("../evil", "a/b", "", ".hidden", "x" * 41):
        with pytest.raises(NotFound):
            own.add(bad, DRAFT)


@pytest.mark.parametrize("key", ["aliases", "cautions", "evidence", "title"])
def test_one_key_changes_and_every_other_line_stays(key: str) -> None:
    value = (
        {"grade": "D", "note": "People like it.", "sources": []} if key == "evidence" else ["a: b"]
    )
    changed = with_key(DRAFT, key, value if key != "title" else "New: title")
    assert parse(changed)[key] == (value if key != "title" else "New: title")
    old = [row for row in DRAFT.splitlines() if not row.startswith(key)]
    assert [row for row in changed.splitlines() if row in old] == old


BREATH = """\
title: My own rhythm
summary: Breathe in a rhythm of my own.
category: breathing
needs: [stress]
when: [now]
minutes: 2
energy: very-low
discreet: fully
involves: [breath, hold]
guide:
  kind: breath
  phases: {phases}
  rounds: 10
"""


def breath(folder: Path, phases: str) -> str:
    path = folder / "breath.yaml"
    path.write_text(BREATH.format(phases=phases), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("phases", "said"),
    [
        ("[in 4, hold 10, hold 10, out 4]", "the breath is held for 20 seconds on end"),
        ("[in 1, out 1]", "in and out take 2 seconds together"),
        ("[in 60, out 60]", "one breath in takes 60 seconds"),
    ],
)
def test_a_breath_that_asks_too_much_is_kept_with_a_warning(
    coping, sealed, tmp_path, phases: str, said: str
) -> None:
    done = coping("mine", "new", "--file", breath(tmp_path, phases))
    assert done.code == 0 and "Kept as my-own-rhythm" in done.err
    assert f"Take care: {said}" in done.err and "make people faint" in done.err


def test_a_gentle_breath_has_no_such_warning_until_it_is_changed(coping, sealed, tmp_path) -> None:
    done = coping("mine", "new", "--file", breath(tmp_path, "[in 4, hold 2, out 6]"))
    assert done.code == 0 and "Take care" not in done.err
    done = coping("mine", "edit", "my-own-rhythm", "--file", breath(tmp_path, "[in 1, out 1]"))
    assert done.code == 0 and "Take care: in and out take 2 seconds" in done.err

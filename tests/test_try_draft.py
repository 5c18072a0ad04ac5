"""`try ./draft.yaml`: a file that is in no library, checked by nobody yet."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from copingkit.paths import shipped_root

BREATH_CAUTION = "breath"


@pytest.fixture
def draft(tmp_path: Path):
    """Write a copy of a shipped strategy with some keys changed."""

    def write(**changes: object) -> Path:
        text = (shipped_root() / "en" / "longer-out-breath.yaml").read_text(encoding="utf-8")
        path = tmp_path / "my-breath.yaml"
        path.write_text(
            yaml.safe_dump({**yaml.safe_load(text), **changes}, sort_keys=False), encoding="utf-8"
        )
        return path

    return write


def caution(coping) -> str:
    from copingkit.cli import kit

    coping("find", "panic")
    return " ".join(kit.current().vocabulary.cautions[BREATH_CAUTION].split())


def test_what_it_involves_is_cautioned_though_the_draft_says_nothing(coping, draft) -> None:
    said = coping("try", str(draft(cautions=[], involves=["breath"])))
    assert said.code == 0
    assert " ".join(said.out.split()).count(caution(coping)) == 1


def test_a_caution_it_has_is_said_once(coping, draft) -> None:
    said = coping("try", str(draft(cautions=["breath"], involves=["breath"])))
    assert " ".join(said.out.split()).count(caution(coping)) == 1


@pytest.mark.parametrize("name", ["nope.yaml", "./nope.yaml", "no/such/nope.yaml"])
def test_a_missing_file_is_said_to_be_missing(coping, name) -> None:
    said = coping("try", name)
    assert said.code == 3
    assert f"There is no file {name}." in said.err
    assert ":1:" not in said.err


def test_a_question_keeps_its_own_mark(coping, draft) -> None:
    said = coping("try", str(draft(category="groundin")))
    assert said.code == 4
    assert "did you mean `grounding`?\n" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_nothing_is_said_to_be_kept_of_it(sealed, draft, coping) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        sys.executable, ["-m", "copingkit", "try", str(draft()), "--plain"],
        dimensions=(40, 80), timeout=15, encoding="utf-8",
    )  # fmt: skip
    child.expect_exact("0 to 10")
    child.send("7\r")
    child.expect_exact("18 breaths")
    child.send("q")
    child.expect_exact("Did it help?")
    child.send("n")
    child.expect_exact("0 to 10")
    child.send("\r")
    child.expect_exact("What now?")
    child.send("d")
    child.expect(pexpect.EOF)
    child.close()
    assert "Nothing was kept." in child.before
    assert "Kept in your log" not in child.before
    assert coping("log", "list", "--json").json["entries"] == []


HARD = {"kind": "breath", "phases": ["in 40", "hold 55", "out 60"], "rounds": "2"}


def words_of(done) -> tuple[str, str]:
    return " ".join(done.out.split()), " ".join(done.err.split())


def test_a_rhythm_that_asks_too_much_is_warned_of(coping, draft) -> None:
    done = coping("try", str(draft(guide=HARD, cautions=[], involves=[])))
    out, err = words_of(done)
    assert done.code == 0
    assert "Take care: the breath is held for 55 seconds on end." in err
    assert "A long hold can make people faint" in err
    assert caution(coping) in out and "Has breath-holds." in out
    assert "Take care" not in coping("try", str(draft())).err


def test_a_rhythm_of_my_own_is_warned_of_each_time(coping, draft) -> None:
    path = draft(guide=HARD, title="As I like it", cautions=[], involves=[])
    assert "Kept as as-i-like-it." in coping("mine", "new", "--file", str(path)).err
    out, err = words_of(coping("try", "as-i-like-it"))
    assert "Take care: the breath is held for 55 seconds on end." in err
    assert "Has breath-holds." in out


def test_cautions_of_a_rhythm_are_said_for_a_file_put_among_mine_by_hand(
    coping, draft, sealed
) -> None:
    folder = sealed / ".local" / "share" / "copingkit" / "strategies"
    folder.mkdir(parents=True)
    draft(guide=HARD, title="As I like it", cautions=[], involves=[]).rename(folder / "as-i.yaml")
    assert "Has breath-holds." in words_of(coping("try", "as-i"))[0]


@pytest.mark.parametrize("name", ["./draft.yml", "draft.yml", "./noext", "w/noext", "link.yaml"])
def test_a_file_is_told_by_its_name(coping, draft, tmp_path, monkeypatch, name) -> None:
    monkeypatch.chdir(tmp_path)
    text = draft().read_bytes()
    Path("w").mkdir()
    for path in ("draft.yml", "noext", "w/noext"):
        Path(path).write_bytes(text)
    if name == "link.yaml":
        Path(name).symlink_to("noext")
    assert coping("try", name).out.startswith("Longer out-breath")


@pytest.mark.parametrize(
    "name", ["./missing.yml", "./missing", "missing.YAML", "/no/such", "../missing", "~/missing"]
)
def test_what_is_named_like_a_file_is_said_to_be_missing(coping, name) -> None:
    done = coping("try", name)
    assert done.code == 3 and f"There is no file {name}." in done.err


@pytest.mark.parametrize("name", ["./folder", "folder/", "folder.yaml", "."])
def test_a_folder_is_no_file(coping, tmp_path, monkeypatch, name) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).mkdir(exist_ok=True)
    done = coping("try", name)
    assert done.code == 3 and done.err.startswith(f"{name} isn't a file.")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and devices of POSIX")
def test_pipes_and_devices_are_no_files(coping, tmp_path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), "/dev/zero"):
        assert f"{name} isn't a file." in coping("try", name).err


def test_a_bare_name_of_a_file_says_how_to_run_it(coping, draft, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    draft().rename("noext")
    done = coping("try", "noext")
    assert done.code == 3 and 'There is no strategy "noext".' in done.err
    assert 'coping try "./noext"' in done.err
    assert coping("try", "mine/noext").err.startswith("There is no strategy")
    assert coping("try", "x" * 300).code == coping("try", "./" + "x" * 300).code == 3


def test_a_quoted_home_is_found(coping, draft, sealed) -> None:
    draft().rename(sealed / "noext")
    assert coping("try", "~/noext").out.startswith("Longer out-breath")


def test_a_draft_with_a_byte_order_mark_is_done(coping, draft) -> None:
    path = draft()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert coping("try", str(path)).out.startswith("Longer out-breath")

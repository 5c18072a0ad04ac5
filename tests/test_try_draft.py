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

"""What a pull request is told: nothing in a changed file breaks out of its block, or runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from check_help import GOOD, NEIGHBOUR, library_in, put
from sources_help import fill, git, strategy

from copingkit.paths import shipped_root

ROOT = Path(__file__).resolve().parent.parent
SUMMARY = ROOT / ".github" / "summary.sh"
WORKFLOW = (ROOT / ".github" / "workflows" / "strategies.yml").read_text(encoding="utf-8")
FENCE = "~" * 8
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="runs on Linux in the pull request"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash"),
]


def _summary(tmp_path: Path, files: dict[str, str], gone: tuple[str, ...] = ()) -> str:
    return _run(tmp_path, files, [*files, *gone]).stdout


def _run(
    tmp_path: Path, files: dict[str, str], names: list[str]
) -> subprocess.CompletedProcess[str]:
    """Lay out a checkout's files, and summarise a change of those with some names."""
    program = fill(
        tmp_path / "bin", {"coping": f'#!/bin/sh\nexec "{sys.executable}" -m copingkit "$@"\n'}
    )
    (program / "coping").chmod(0o755)
    fill(tmp_path / "checkout", files)
    changed = tmp_path / "changed"
    changed.write_bytes(b"".join(name.encode() + b"\0" for name in names))
    environ = {
        "PATH": f"{program}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path),
        "COPING_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", str(SUMMARY), str(changed)], cwd=tmp_path / "checkout", env=environ,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode in (0, 2, 4), done.stderr) == (True, "")
    return done


def _outside_blocks(markdown: str) -> str:
    """Return what a Markdown reader takes as more than text: all that isn't in a fenced block."""
    outside, fence = [], ""
    for line in markdown.split("\n"):
        found = re.match(r" {0,3}(~{3,}|`{3,})(.*)", line)
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found:
            fence = found[1]
        else:
            outside.append(line)
    assert not fence, "a block is left open"
    return "\n".join(outside)


@pytest.mark.parametrize("length", [64, 72])
def test_no_text_breaks_out_of_its_block(tmp_path: Path, length: int) -> None:
    # The long word behind it leaves the run alone on its line, where it could end the block.
    run = f"{'~' * length} {'x' * 20} <img src=x>"
    say = f"'word word {run} `touch RAN` $(touch RAN)'"
    told = _summary(tmp_path, {"strategies/en/wrapped.yaml": strategy(say=say)})
    assert "xxx <img" in told
    assert "<img" not in _outside_blocks(told)
    assert "### wrapped" in _outside_blocks(told)
    assert not list(tmp_path.rglob("RAN"))


def test_no_name_breaks_out_or_runs(tmp_path: Path) -> None:
    names = [
        "strategies/en/a;touch RAN;.yaml",
        "strategies/en/$(touch RAN).yaml",
        f"strategies/en/two\n{FENCE}\n# lines.yaml",
        "strategies/en/<img src=x>.yaml",
        "strategies/en/--json.yaml",
    ]
    told = _summary(tmp_path, {name: strategy() for name in names})
    outside = _outside_blocks(told)
    assert "<img" not in outside
    assert "# lines" not in outside
    assert not list(tmp_path.rglob("RAN"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a checkout of a small library, with a translation, as its main branch has it."""
    folder = tmp_path / "checkout"
    root = library_in(folder)
    put(root, GOOD)
    shutil.copyfile(shipped_root() / "es" / NEIGHBOUR, put(root, "", f"es/{NEIGHBOUR}"))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "begin")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def _told(repository: Path) -> tuple[int, str]:
    """Return the code and the summary of what was changed since, found as the workflow finds it."""
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "change")
    (command,) = re.findall(r"git (diff -z .*) > ", WORKFLOW)
    command = command.replace('"origin/$GITHUB_BASE_REF"', "origin/main").replace("'", "")
    names = git(repository, *command.split()).split("\0")
    done = _run(repository.parent, {}, [name for name in names if name])
    return done.returncode, done.stdout


def test_a_good_file_is_thanked_for_and_shown(repository: Path) -> None:
    put(repository / "strategies", GOOD.replace("one line", "a line"))
    code, told = _told(repository)
    assert code == 0
    assert "All good. Thank you." in told
    assert "### hold-a-pebble" in told and "Look for a line or spot" in told


@pytest.mark.parametrize("name", ["x-y.yml", "x-y.YAML", "x-y.yaml.txt"])
def test_a_name_that_ends_nearly_so_is_told_of(repository: Path, name: str) -> None:
    put(
        repository / "strategies",
        strategy().replace("sources: []", "sources: [va-wh]"),
        f"en/{name}",
    )
    code, told = _told(repository)
    assert code == 4 and "All good" not in told
    assert f"en/{name}:1: CK011" in told and "name it x-y.yaml" in told


def test_a_name_that_nothing_reads_is_told_of(repository: Path) -> None:
    put(repository / "strategies", strategy(), "en/look-for-blue.md")
    code, told = _told(repository)
    assert code == 0 and "All good" not in told
    assert "## What nobody would find" in told and "strategies/en/look-for-blue.md" in told


def test_what_is_only_taken_out_is_told_of(repository: Path) -> None:
    (repository / "strategies/en/hold-a-pebble.yaml").unlink()
    code, told = _told(repository)
    assert code == 0 and "All good" not in told
    assert "## What is taken out" in told and "strategies/en/hold-a-pebble.yaml" in told


def test_a_new_name_alone_is_told_of(repository: Path) -> None:
    folder = repository / "strategies/en"
    (folder / "hold-a-pebble.yaml").rename(folder / "hold-a-stone.yaml")
    code, told = _told(repository)
    assert code == 0 and "All good" not in told
    assert "strategies/en/hold-a-pebble.yaml" in told and "### hold-a-stone" in told


def test_what_others_need_may_not_go(repository: Path) -> None:
    (repository / "strategies/en" / NEIGHBOUR).unlink()
    code, told = _told(repository)
    assert code == 4
    assert f"strategies/es/{NEIGHBOUR}:1: CK024" in told
    assert "strategies/vocabulary.yaml" in told and "CK043" in told


def test_a_source_that_is_cited_may_not_go(repository: Path) -> None:
    sources = repository / "strategies/sources.yaml"
    text = sources.read_text(encoding="utf-8")
    put(repository / "strategies", re.sub(r"(?m)^va-wh:.*\n(?:[ ].*\n)*", "", text), "sources.yaml")
    code, told = _told(repository)
    assert code == 4
    assert "strategies/en/hold-a-pebble.yaml" in told and "CK018" in told


def test_changed_files_come_first_and_others_give_no_advice(repository: Path) -> None:
    root = repository / "strategies"
    put(root, GOOD.replace("Feel how", "Just feel how"))
    git(repository, "commit", "-qam", "advice before")
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    put(
        root,
        strategy().replace("sources: []", "sources: [va-wh]").replace("Name", "Just name"),
        "en/z-z.yaml",
    )
    code, told = _told(repository)
    assert code == 0
    assert "en/z-z.yaml:14: CK103 advice" in told
    assert "hold-a-pebble.yaml:" not in told


def test_a_translation_is_shown(repository: Path) -> None:
    path = repository / "strategies/es" / NEIGHBOUR
    text = path.read_text(encoding="utf-8")
    put(path.parent, re.sub("title: .*", "title: Suelta despacio", text), NEIGHBOUR)
    (path.parent.parent / "de").mkdir()
    put(path.parent.parent, re.sub("title: .*", "title: Langsam aus", text), f"de/{NEIGHBOUR}")
    _, told = _told(repository)
    name = NEIGHBOUR.removesuffix(".yaml")
    assert f"### {name} (es)" in told and "Suelta despacio (the-translation)" in told
    assert "inhala 4 s" in told
    assert f"### {name} (de)" in told and "title: Langsam aus" in told


def test_nothing_of_a_change_is_a_command_to_the_runner() -> None:
    steps = yaml.safe_load(WORKFLOW)["jobs"]["check"]["steps"]
    (script,) = [step["run"] for step in steps if "summary.sh" in step.get("run", "")]
    assert re.findall(r"summary\.sh.*", script) == [
        'summary.sh" "$RUNNER_TEMP/changed" >> "$GITHUB_STEP_SUMMARY"; then'
    ]
    assert "/tmp" not in WORKFLOW


def test_nothing_of_the_checkout_is_imported() -> None:
    """`python -m` alone looks for modules in the folder it is called in: a venv.py would run."""
    assert re.findall(r"python3? -m", WORKFLOW) == []
    assert "pull_request_target" not in WORKFLOW.replace("never pull_request_target", "")

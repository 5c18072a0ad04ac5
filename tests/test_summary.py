"""What a pull request is told: nothing in a changed file breaks out of its block, or runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sources_help import fill, strategy

ROOT = Path(__file__).resolve().parent.parent
SUMMARY = ROOT / ".github" / "summary.sh"
WORKFLOW = (ROOT / ".github" / "workflows" / "strategies.yml").read_text(encoding="utf-8")
FENCE = "~" * 8
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="runs on Linux in the pull request"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash"),
]


def _summary(tmp_path: Path, files: dict[str, str]) -> str:
    program = fill(
        tmp_path / "bin", {"coping": f'#!/bin/sh\nexec "{sys.executable}" -m copingkit "$@"\n'}
    )
    (program / "coping").chmod(0o755)
    fill(tmp_path / "checkout", files)
    changed = tmp_path / "changed"
    changed.write_bytes(b"".join(name.encode() + b"\0" for name in files))
    environ = {
        "PATH": f"{program}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path),
        "COPING_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    return subprocess.run(
        ["bash", str(SUMMARY), str(changed)], cwd=tmp_path / "checkout", env=environ, check=True,
        capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip


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


def test_every_file_of_the_library_is_looked_at(tmp_path: Path) -> None:
    (pathspec,) = re.findall(r"-- '([^']+)' > /tmp/changed", WORKFLOW)
    fill(
        tmp_path,
        dict.fromkeys(
            ("strategies/helplines.yaml", "strategies/en/a.yaml", "copingkit/b.yaml"), "x\n"
        ),
    )
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    found = subprocess.run(
        [*git, "ls-files", "--", pathspec], check=True, capture_output=True, encoding="utf-8"
    )
    assert found.stdout.split() == ["strategies/en/a.yaml", "strategies/helplines.yaml"]


def test_nothing_of_the_checkout_is_imported() -> None:
    """`python -m` alone looks for modules in the folder it is called in: a venv.py would run."""
    assert re.findall(r"python3? -m", WORKFLOW) == []
    assert "pull_request_target" not in WORKFLOW.replace("never pull_request_target", "")

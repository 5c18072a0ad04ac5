"""README: two commands, run by CI as they stand, and nothing that isn't so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_exactly_two_commands_and_ci_runs_them() -> None:
    blocks = re.findall(r"<!-- (\w+) -->\n```sh\n(.*?)\n```", TEXT, re.S)
    assert [name for name, _ in blocks] == ["run", "test"]
    assert TEXT.count("```sh") == 2
    assert blocks[0][1].endswith("coping now")
    assert "pytest" in blocks[1][1]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "command_of run" in ci
    assert "command_of test" in ci


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`coping ([a-z]+(?: [a-z]+)?)", TEXT))))
def test_every_command_named_exists(coping, words) -> None:
    from copingkit.cli.toolbox import COMMANDS

    first, *rest = words.split()
    assert first in COMMANDS
    if first in ("log", "mine", "data", "library", "plan") and rest:
        assert coping(first, *rest, "--help").code == 0, words


def test_every_link_leads_somewhere() -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / path).exists(), path

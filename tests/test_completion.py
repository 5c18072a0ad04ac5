"""Shell completion in the real bash, zsh and fish, installed the way a person installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sources_help import fill, strategy

from copingkit.paths import locate

Coping = Callable[..., Any]
ROOT = Path(__file__).resolve().parent.parent
DONE = "@@"
SHELLS = ("bash", "zsh", "fish")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")

NEEDS_P = {"panic"}
CASES = [
    ("coping show box-", {"box-breathing"}),
    ("coping try longer-out", {"longer-out-breath"}),
    ("coping now pan", NEEDS_P),
    ("coping find --need pan", NEEDS_P),
    ("coping log add --strategy box-", {"box-breathing"}),
    ("coping find --without breath,ey", {"breath,eyes"}),
    ("coping library check --explain CK03", {f"CK03{n}" for n in range(10)}),
    ("coping library upd", {"update"}),
    ("coping library update pe", {"peers"}),
    ("coping show look-for", {"look-for-blue"}),
    ("coping show nothing-like-this", set()),
]


@pytest.fixture
def on_path(coping: Coping, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put `coping` on the path of a sealed home, with one library added."""
    program = fill(
        tmp_path / "bin", {"coping": f'#!/bin/sh\nexec "{sys.executable}" -m copingkit "$@"\n'}
    )
    (program / "coping").chmod(0o755)
    monkeypatch.setenv("PATH", f"{program}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    # `\$(...)` is the form that slips through an escaping of `$` alone.
    trap = fill(
        tmp_path / "theirs",
        {
            "look-for-blue.yaml": strategy(r"'\$(touch RAN)'"),
            "ring-a-bell.yaml": strategy(r'''"It's `touch RAN` \"\\$(touch RAN)"'''),
        },
    )
    added = coping("library", "add", "peers", str(trap))
    assert "Added peers: 2 strategies" in added.err
    monkeypatch.chdir(tmp_path)
    return sealed


def install(shell: str) -> None:
    """Install completion from inside a shell, as a person does."""
    done = subprocess.run(
        [shell, "-c", "coping --install-completion; true"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{shell} completion installed" in done.stdout + done.stderr


class Typing:
    """An interactive shell on a terminal of 60 by 160, asked by pressing Tab once."""

    def __init__(self, shell: str) -> None:
        pexpect = pytest.importorskip("pexpect")
        self.pyte = pytest.importorskip("pyte")
        options = {"bash": ["--rcfile", str(Path.home() / ".bashrc")]}.get(shell, [])
        self.child = pexpect.spawn(
            shell, [*options, "-i"], env={**os.environ, "ZDOTDIR": str(Path.home())},
            encoding="utf-8", timeout=20, dimensions=(60, 160),
        )  # fmt: skip
        # One Tab lists what there is; the list stays on the screen, and Tab never steps into a menu.
        plain = {
            "bash": "bind 'set show-all-if-ambiguous on'; ",
            "zsh": "unsetopt always_last_prompt auto_menu list_ambiguous; "
            "zstyle ':completion:*' menu no; ",
        }[shell]
        self.child.sendline(plain + "PS1='REA''DY> '")
        self.child.expect_exact("READY> ")

    def ask(self, line: str) -> set[str]:
        """Return the words on the screen that begin as the last word typed does."""
        # What follows the Tab is shown once completion is done.
        self.child.send(f"{line}\t{DONE}")
        self.child.expect_exact(DONE)
        screen = self.pyte.Screen(160, 60)
        self.pyte.Stream(screen).feed(self.child.before)
        self.child.send("\x03")
        self.child.expect_exact("READY> ")
        last = line.split()[-1]
        words = {word for row in screen.display for word in row.split()}
        return {word for word in words if word.startswith(last) and word != last}

    def close(self) -> None:
        """End the shell."""
        self.child.close(force=True)


class Fish:
    """Fish says its completions when it is asked."""

    def ask(self, line: str) -> set[str]:
        """Return fish's completions of a command line."""
        done = subprocess.run(
            ["fish", "-c", f"complete -C '{line}'"], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return {row.split("\t")[0] for row in done.stdout.splitlines()}

    def close(self) -> None:
        """There is nothing to end."""


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_in_a_real_shell(shell: str, on_path: Path, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} isn't installed here; CI has it")
    install(shell)
    typing = Fish() if shell == "fish" else Typing(shell)
    try:
        for line, expected in CASES:
            assert typing.ask(line) == expected, f"{shell}: {line}"
        # The title of an added strategy is other people's text, and zsh evaluates what it is given.
        typing.ask("coping show ring")
        typing.ask("coping show r")
    finally:
        typing.close()
    assert not list(tmp_path.rglob("RAN"))


def test_a_damaged_file_says_nothing_while_typing(on_path: Path) -> None:
    fill(locate("linux", on_path, dict(os.environ)).mine, {"broken-one.yaml": "title: \x1b\n"})
    env = {
        **os.environ,
        "_COPING_COMPLETE": "complete_bash",
        "COMP_WORDS": "coping show box-",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(["coping"], env=env, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("box-breathing", "")
    fill(locate("linux", on_path, dict(os.environ)).sources, {"registry.json": "{"})
    done = subprocess.run(["coping"], env=env, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("box-breathing", "")

"""A disk that fills up while a library is fetched is named, and isn't taken for the network."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sources_help import fill

from copingkit.library import sources_git
from copingkit.paths import locate

Coping = Callable[..., Any]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("echo 'fatal: write error: No space left on device' >&2", 5, "no space left for it"),
        ("echo 'fatal: unable to write: Disk quota exceeded' >&2", 5, "no space left for it"),
        ("echo 'remote: fatal: No space left on device' >&2", 3, "git couldn't fetch"),
    ],
)
def test_a_disk_that_is_full_for_git(
    coping: Coping, tmp_path: Path, sealed: Path, script: str, code: int, said: str
) -> None:
    refused = fetched_by(coping, tmp_path, f"{script}; exit 128")
    assert (refused.code, said in refused.err) == (code, True)
    assert list(locate("linux", sealed, {}).sources.glob(".fetch*")) == []


def test_what_git_says_needs_no_room(
    coping: Coping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no byte can be written to a file, the reason still comes through."""
    monkeypatch.setattr(sources_git, "MOST_MEGABYTES", 0)
    refused = fetched_by(coping, tmp_path, "echo 'fatal: No space left on device' >&2; exit 128")
    assert (refused.code, "no space left for it" in refused.err) == (5, True)


def test_a_disk_too_full_for_git_to_say_so(
    coping: Coping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_bytes

    def refuse(path: Path, data: bytes) -> int:
        if path.parent.name.startswith(".fetch"):
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    refused = fetched_by(coping, tmp_path, "echo 'fatal: could not set a value' >&2; exit 128")
    assert (refused.code, "no space left for it" in refused.err) == (5, True)


def fetched_by(coping: Coping, tmp_path: Path, script: str) -> Any:
    """Add a library with a git that does what a script says."""
    fake = fill(tmp_path / "bin", {"git": f"#!/bin/sh\n{script}\n"})
    (fake / "git").chmod(0o755)
    path = f"{fake}{os.pathsep}{os.environ['PATH']}"
    return coping("library", "add", "more", "https://example.org/x", env={"PATH": path})

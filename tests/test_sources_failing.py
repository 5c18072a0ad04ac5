"""Whatever breaks in the middle of an update, the library that was there still counts, whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sources_help import Repository, fill, strategy

from copingkit.library import files
from copingkit.library.sources import Source, Sources
from copingkit.library.sources_change import Workshop
from copingkit.paths import locate, shipped_root

Coping = Callable[..., Any]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and permissions")
OLD, NEW = 8, 12


def version(word: str, number: int) -> dict[str, str]:
    return {f"en/look-{n:02}.yaml": strategy(f"Look {word} {n}") for n in range(number)}


def seen(coping: Coping) -> set[str]:
    rows = coping("find", "--json").json["strategies"]
    return {s["title"] for s in rows if s["source"] == "peers"}


def titles(word: str, number: int) -> set[str]:
    return {f"Look {word} {n}" for n in range(number)}


@pytest.fixture
def folder(coping: Coping, tmp_path: Path) -> Path:
    made = fill(tmp_path / "peers", version("old", OLD))
    assert coping("library", "add", "peers", str(made)).code == 0
    fill(made, version("new", NEW))
    return made


def scratch(home: Path) -> list[str]:
    root = locate("linux", home, {}).sources
    return [p.name for p in root.iterdir() if p.name.startswith((".new", ".fetch"))]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read(coping: Coping, folder: Path) -> None:
    (folder / "en/look-03.yaml").chmod(0)
    assert coping("library", "update", "--yes").code == 4
    assert seen(coping) == titles("old", OLD)


def test_a_bad_sector(coping: Coping, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def broken(path: Any, *rest: Any, **more: Any) -> int:
        if str(path) == str(folder / "en/look-03.yaml"):
            raise OSError(5, "Input/output error")
        return real(path, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", broken)
        refused = coping("library", "update", "--yes")
    assert (refused.code, "input/output error" in refused.err) == (4, True)
    assert seen(coping) == titles("old", OLD)


def test_where_it_came_from_is_gone(coping: Coping, folder: Path) -> None:
    shutil.rmtree(folder)
    refused = coping("library", "update", "--yes")
    assert (refused.code, "can't be read" in refused.err) == (3, True)
    assert seen(coping) == titles("old", OLD)


def test_a_repository_that_is_gone(coping: Coping, tmp_path: Path, sealed: Path) -> None:
    repository = Repository(tmp_path / "theirs")
    repository.commit(version("old", OLD))
    coping("library", "add", "peers", repository.address)
    shutil.rmtree(repository.bare)
    refused = coping("library", "update", "--yes")
    assert (refused.code, "git couldn't fetch" in refused.err) == (3, True)
    assert seen(coping) == titles("old", OLD)
    assert scratch(sealed) == []


def test_one_that_fails_leaves_the_others(coping: Coping, folder: Path, tmp_path: Path) -> None:
    gone = fill(tmp_path / "gone", {"look-for-blue.yaml": strategy()})
    coping("library", "add", "gone", str(gone))
    shutil.rmtree(gone)
    assert coping("library", "update", "--yes").code == 3
    assert seen(coping) == titles("new", NEW)


def test_everything_turned_bad(coping: Coping, folder: Path) -> None:
    for path in folder.glob("en/*.yaml"):
        path.write_text("nothing: good\n")
    assert coping("library", "update", "--yes").code == 4
    assert seen(coping) == titles("old", OLD)


def test_one_of_mine_turned_bad(coping: Coping, folder: Path) -> None:
    (folder / "en/look-03.yaml").write_text("title: [\n")
    refused = coping("library", "update", "--yes")
    assert (refused.code, "the new en/look-03.yaml can't be used" in refused.err) == (4, True)
    assert seen(coping) == titles("old", OLD)
    dry = coping("library", "update", "--dry-run")
    assert (dry.code, dry.err) == (4, refused.err)
    assert "peers can't be updated: " in dry.err
    assert "Why: en/look-03.yaml:1: the YAML can't be read" in dry.err
    # One that was never here is left out, and one that its makers took away goes.
    (folder / "en/look-03.yaml").unlink()
    (folder / "en/look-11.yaml").write_text("title: [\n")
    assert coping("library", "update", "--yes").code == 0
    assert seen(coping) == titles("new", NEW) - {"Look new 3", "Look new 11"}


@pytest.mark.parametrize("step", ["mkdir", "write_bytes", "rename", "replace", "open"])
def test_a_disk_that_refuses(
    coping: Coping, folder: Path, sealed: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(locate("linux", sealed, {}).sources)
    real = getattr(Path, step)

    def refuse(path: Path, *rest: Any, **more: Any) -> Any:
        writing = step != "open" or "w" in str(rest)
        if str(path).startswith(root) and writing and "fetch" not in path.name:
            raise OSError(28, "No space left on device")
        return real(path, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, refuse)
        refused = coping("library", "update", "--yes")
    assert (refused.code, "no space left" in refused.err) == (5, True)
    assert seen(coping) == titles("old", OLD)
    assert scratch(sealed) == []
    assert coping("library", "update", "--yes").code == 0
    assert seen(coping) == titles("new", NEW)


@posix
def test_killed_at_any_moment(coping: Coping, folder: Path, sealed: Path) -> None:
    """SIGKILL after longer and longer: what counts is the old or the new, never a mixture."""
    outcomes: set[str] = set()
    command = [sys.executable, "-m", "copingkit", "library", "update", "--yes"]
    began = time.monotonic()
    subprocess.run([*command, "--dry-run"], capture_output=True, check=True)
    whole = time.monotonic() - began
    for part in range(12):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * (0.5 + part / 12))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = seen(coping)
        assert now in (titles("old", OLD), titles("new", NEW))
        outcomes.add("new" if now == titles("new", NEW) else "old")
        if "new" in outcomes:
            coping("library", "update", "peers", "--undo")
    assert coping("library", "update", "--yes").code == 0
    assert seen(coping) == titles("new", NEW)


@posix
def test_killed_at_each_step_of_the_swap(coping: Coping, folder: Path, sealed: Path) -> None:
    """A child that dies right before each call that changes the disk leaves the old or the new."""
    program = (
        "import os, pathlib, sys\n"
        "left = int(sys.argv[1])\n"
        "def counted(real):\n"
        "    def call(*rest, **more):\n"
        "        global left\n"
        "        left -= 1\n"
        "        if left < 0: os.kill(os.getpid(), 9)\n"
        "        return real(*rest, **more)\n"
        "    return call\n"
        "for name in ('mkdir', 'write_bytes', 'rename', 'replace', 'unlink', 'rmdir'):\n"
        "    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))\n"
        "os.fsync = counted(os.fsync)\n"
        "os.unlink = counted(os.unlink)\n"
        "from copingkit.cli import main\n"
        "sys.exit(main(['library', 'update', 'peers', '--yes']))\n"
    )
    states = []
    for calls in range(200):
        code = subprocess.run(
            [sys.executable, "-c", program, str(calls)], capture_output=True, check=False
        ).returncode
        now = seen(coping)
        assert now in (titles("old", OLD), titles("new", NEW))
        states.append(now == titles("new", NEW))
        if code == 0:
            break
    assert states[0] is False
    assert states[-1] is True
    assert len(states) > NEW


@posix
def test_ctrl_c_while_fetching(coping: Coping, folder: Path, tmp_path: Path, sealed: Path) -> None:
    child = tmp_path / "child"
    fake = fill(tmp_path / "bin", {"git": f"#!/bin/sh\nsleep 60 & echo $! > '{child}'; wait\n"})
    (fake / "git").chmod(0o755)
    env = {**os.environ, "PATH": f"{fake}{os.pathsep}{os.environ['PATH']}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "copingkit", "library", "add", "more", "https://example.org/x"],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 20
    while not (child.exists() and child.read_text().strip()) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert scratch(sealed) == []
    assert [s["name"] for s in coping("library", "list", "--json").json["sources"]] == ["peers"]


def workshop(home: Path) -> Workshop:
    places = locate("linux", home, {})
    vocabulary = files.load_vocabulary(shipped_root())
    return Workshop(Sources(places.sources), vocabulary, "2026-11-22", places.cache)


def test_two_at_the_same_time(coping: Coping, folder: Path, sealed: Path) -> None:
    first, second = workshop(sealed), workshop(sealed)
    source = first.sources.get("peers")
    offers = first.offer(source), second.offer(source)
    first.take(offers[0])
    with pytest.raises(Exception, match="at the same time"):
        second.take(offers[1])
    assert seen(coping) == titles("new", NEW)
    kept: list[Source] = first.sources.all()
    assert len(kept) == 1
    assert scratch(sealed) == []


@posix
def test_a_held_lock_is_waited_for_then_said(
    coping: Coping, folder: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    from copingkit.library import sources_change

    monkeypatch.setattr(sources_change, "PATIENCE", 0.2)
    with (locate("linux", sealed, {}).sources / ".lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = coping("library", "update", "--yes")
        assert (refused.code, "Another copingkit" in refused.err) == (5, True)
        assert seen(coping) == titles("old", OLD)
    assert coping("library", "update", "--yes").code == 0


def test_what_a_killed_run_left_is_swept_a_day_later(
    coping: Coping, folder: Path, sealed: Path
) -> None:
    root = locate("linux", sealed, {}).sources
    old, young = root / ".new-1-aaaaaa", root / ".fetch-2-bbbbbb"
    old.mkdir()
    young.mkdir()
    os.utime(old, (0, 0))
    coping("library", "update", "--yes")
    assert scratch(sealed) == [young.name]

"""A sealed home for every test, and a way to run the real main in it."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from copingkit.interrupts import LEAVING, hear_no_more

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
NOW = datetime(2026, 11, 22, 3, 4, 5, tzinfo=timezone(timedelta(hours=1)))
# What a developer's own environment may hold, and must not reach a test.
STRAY = (
    "COPING_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "NO_COLOR",
    "NO_MOTION", "REDUCED_MOTION", "EDITOR", "VISUAL", "LANG", "LC_ALL", "LC_MESSAGES", "COPING_DEBUG",
    "COPING_PASSPHRASE_COMMAND", "FORCE_COLOR",
)  # fmt: skip


class Result(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Pretend(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Put signal handlers back: whoever leaves is not disturbed while keeping what was entered."""
    numbers = [getattr(signal, name) for name in LEAVING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    hear_no_more({})
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache of the shipped library for the whole run: it is derived, and never personal."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_cache: Path) -> Path:
    """An empty home; nothing of the machine's own reaches the test."""
    home = tmp_path / "home"
    home.mkdir()
    for name in STRAY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm-256color")
    return home


@pytest.fixture
def coping(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the real main in a sealed home: `coping("find", "panic", columns=40)`.

    Standard output is no terminal unless `screen=True`; the clock stands at NOW unless `now` says.
    """
    from copingkit.cli import kit, main

    def run(
        *args: str,
        stdin: str | None = None,
        env: dict[str, str] | None = None,
        columns: int = 80,
        screen: bool = False,
        now: datetime = NOW,
    ) -> Result:
        with monkeypatch.context() as patch:
            patch.setenv("COLUMNS", str(columns))
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            out: io.StringIO = Pretend() if screen else io.StringIO()
            err = io.StringIO()
            patch.setattr(sys, "stdin", io.StringIO(stdin or ""))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(kit.Kit, "now", lambda self: now)
            code = main(list(args))
        return Result(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def small_library(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen library of ten strategies, so that pages don't change with every contribution."""
    library = Path(__file__).resolve().parent / "library"
    monkeypatch.setattr("copingkit.paths.shipped_root", lambda: library)
    return library


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a whole page with the one kept; COPING_GOLDEN=write keeps the new one."""

    def check(name: str, page: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("COPING_GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(page, encoding="utf-8")
        assert path.exists(), f"no golden page {name}; make it with COPING_GOLDEN=write"
        assert page == path.read_text(encoding="utf-8")

    return check

"""A journal in a sealed home, and a clock that stands still unless moved."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from copingkit.journal import Journal
from copingkit.paths import Places, locate

PASSPHRASE = "correct horse battery"
NOW = datetime(2026, 11, 22, 21, 30, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """Return a time that tests move by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move on, `move(hours=2)`."""
        self.now += timedelta(**by)


def places(home: Path) -> Places:
    """Return where a person's things are under a home."""
    return locate("linux", home, {})


def journal(home: Path, clock: Clock | None = None) -> Journal:
    """Return the journal under a home."""
    return Journal(places(home), now=clock or Clock(), passphrase=lambda: PASSPHRASE)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every data file with its bytes: what has to be whole after a fault."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def in_place_of_the_system(functions: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Call these instead of the functions of `os` with the same names."""
    # The pathlib of Python 3.10 keeps references of its own.
    accessor = getattr(pathlib, "_NormalAccessor", None)
    places_of = [os, accessor] if accessor else [os]
    real = [(place, name, vars(place)[name]) for place in places_of for name in functions
            if name in vars(place) and (place is os or name != "open")]  # fmt: skip
    try:
        for place, name, _ in real:
            function = functions[name]
            setattr(place, name, function if place is os else staticmethod(function))
        yield
    finally:
        for place, name, function in real:
            setattr(place, name, function)

"""What a check says: findings, and the small tools rules are made with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.reading import Path, Problem

if TYPE_CHECKING:
    from .check_candidate import Candidate
    from .check_claim import Claim
    from .check_library import Library

Rule = Callable[["Candidate"], Iterator[Problem]]
RuleAmong = Callable[["Claim", "Library"], Iterator[Problem]]


def keeps_out(code: str) -> bool:
    """Whether a code keeps a file out of the library: CK0xx and HL0xx do, CK1xx and HL1xx advise."""
    return code[2:3] == "0"


class Finding(NamedTuple):
    """One thing a check has to say of a file: where, what, why it matters, how to mend it."""

    code: str
    file: str
    line: int
    what: str
    why: str
    fix: str

    @property
    def fails(self) -> bool:
        """Whether it keeps a file out of the library."""
        return keeps_out(self.code)

    def as_json(self) -> dict[str, Any]:
        """Return it for --json."""
        return {**self._asdict(), "level": "fails" if self.fails else "advice"}


def problem(code: str, path: Path, what: str, fix: str) -> Problem:
    """Note what is wrong at a path of keys."""
    return Problem(code, path, what, fix)


def shorten(text: str, most: int = 60) -> str:
    """Quote the beginning of a text."""
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."

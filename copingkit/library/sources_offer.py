"""What a source has now, compared with what was taken of it before."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import InvalidContent
from . import files
from .sources import Source
from .sources_gather import Gathered


class Change(NamedTuple):
    """One strategy file's difference. `kind` is added, removed or changed; `diff` unified lines."""

    kind: str
    path: str
    title: str
    diff: list[str]


class Offer(NamedTuple):
    """What a source has now, compared with what was taken before; nothing is taken yet."""

    source: Source
    gathered: Gathered
    changes: list[Change]

    def check(self) -> None:
        """Raise InvalidContent where a strategy that is here would be lost to a fault in its new file.

        A file that its makers took away is a change like any other; a broken one is a failure.
        """
        faults = {c.path: self._fault(c.path) for c in self.changes if c.kind == "removed"}
        lost = [path for path, fault in faults.items() if fault]
        if lost:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            raise InvalidContent(
                f"{self.source.name} can't be updated: the new {lost[0]}{more} can't be used. "
                f"Why: {faults[lost[0]]}",
                "The version you have still counts. Tell its makers, and update when it is mended.",
            )

    def _fault(self, path: str) -> str:
        language, _, name = path.partition("/")
        if language != files.ENGLISH and f"{files.ENGLISH}/{name}" not in self.gathered.texts:
            return ""
        return next((row for row in self.gathered.left_out if row.startswith(f"{path}:")), "")


def compare(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    """Return what differs between two sets of texts, by path."""
    from difflib import unified_diff

    changes = []
    for path in sorted({*old, *new}):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        kind = "added" if before is None else "removed" if after is None else "changed"
        diff = unified_diff(
            (before or "").splitlines(), (after or "").splitlines(),
            f"a/{path}" if before is not None else "/dev/null",
            f"b/{path}" if after is not None else "/dev/null", lineterm="",
        )  # fmt: skip
        changes.append(Change(kind, path, _title(after or before or ""), list(diff)))
    return changes


def _title(text: str) -> str:
    from . import yamltext

    try:
        return str(yamltext.parse(text).get("title", ""))
    except (yamltext.Unreadable, AttributeError):
        return ""

"""Own results as counts that can be given away: never from fewer than five uses, nothing else in them.

`strategies/outcomes.yaml` is a list of `{strategy, need, uses, before, after}`: how many uses, and
the mean strength (0-10) before and after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..core.reading import Problem, Reader
from ..errors import InvalidContent
from . import yamltext

PATH = "strategies/outcomes.yaml"
LEAST_USES = 5
KEYS = ("strategy", "need", "uses", "before", "after")
HEAD = (
    "# Counts given by peers: uses, and mean strength 0-10 before and after. Never fewer than 5.\n"
)


class Outcome(NamedTuple):
    """What came of a strategy for a need: uses with both numbers, and their means."""

    strategy: str
    need: str
    uses: int
    before: float
    after: float


class Sum(NamedTuple):
    """Uses with both numbers, and the sums of these."""

    uses: int = 0
    before: float = 0
    after: float = 0


Use = tuple[str, Sequence[str], "int | None", "int | None"]
"""strategy, needs, before, after"""
Cell = tuple[str, str]
"""strategy, need"""


def sums(
    uses: Iterable[Use], strategies: Collection[str], needs: Collection[str]
) -> dict[Cell, Sum]:
    """Add up the uses of shared strategies for the library's own needs; a use counts for each.

    Own strategies and own words for needs are left out: they could tell who somebody is.
    """
    found: dict[Cell, Sum] = {}
    for strategy, named, before, after in uses:
        if strategy not in strategies or before is None or after is None:
            continue
        for need in named:
            if need in needs:
                old = found.get((strategy, need), Sum())
                found[strategy, need] = Sum(old.uses + 1, old.before + before, old.after + after)
    return found


def since(found: Mapping[Cell, Sum], given: Mapping[Cell, Sum]) -> dict[Cell, Sum]:
    """Return what has been added since sums were given, leaving out what is fewer than five uses."""
    new: dict[Cell, Sum] = {}
    for cell, total in found.items():
        old = given.get(cell, Sum())
        uses = total.uses - old.uses
        if uses >= LEAST_USES:
            new[cell] = Sum(uses, total.before - old.before, total.after - old.after)
    return new


def outcomes(found: Mapping[Cell, Sum]) -> list[Outcome]:
    """Return counts and means, sorted; those from fewer than five uses are left out."""
    return [
        Outcome(*cell, n.uses, round(n.before / n.uses, 2), round(n.after / n.uses, 2))
        for cell, n in sorted(found.items())
        if n.uses >= LEAST_USES
    ]


def merged(there: Iterable[Outcome], more: Iterable[Outcome]) -> list[Outcome]:
    """Put two lists together, uses added up and means weighted by them."""
    total: dict[Cell, Sum] = {}
    for one in (*there, *more):
        old = total.get((one.strategy, one.need), Sum())
        total[one.strategy, one.need] = Sum(
            old.uses + one.uses,
            old.before + one.uses * one.before,
            old.after + one.uses * one.after,
        )
    return outcomes(total)


def write(rows: Iterable[Outcome]) -> str:
    """Return the file's text."""
    return HEAD + (lines(rows) or "[]\n")


def lines(rows: Iterable[Outcome]) -> str:
    """Return rows as they stand in the file."""
    return "".join(
        f"- strategy: {r.strategy}\n  need: {r.need}\n  uses: {r.uses}\n"
        f"  before: {r.before:g}\n  after: {r.after:g}\n"
        for r in rows
    )


def read(text: str) -> list[Outcome]:
    """Return the rows of a file's text, those of one cell put together.

    InvalidContent where it isn't such a list. A browser's edit adds rows without looking at the others.
    """
    try:
        rows, problems = from_tree(yamltext.parse(text))
    except yamltext.Unreadable as error:
        raise InvalidContent(
            f"{PATH}:{error.line}: {error.what}.", f"To mend it: {error.fix}."
        ) from None
    if problems:
        first = problems[0]
        line = yamltext.line_of(text, first.path)
        raise InvalidContent(f"{PATH}:{line}: {first.what}.", f"To mend it: {first.fix}.")
    return merged(rows, ())


def from_tree(tree: Any) -> tuple[list[Outcome], list[Problem]]:
    """Return the rows of a file's tree, and what is wrong with them."""
    reader = Reader()
    rows: list[Outcome] = []
    for place, raw in enumerate(tree if isinstance(tree, list) else [None]):
        fields = reader.mapping(raw, (place,), KEYS, KEYS)
        if fields is not None and len(fields) == len(KEYS):
            rows.append(
                Outcome(
                    reader.line(fields["strategy"], (place, "strategy"), 3, 40),
                    reader.line(fields["need"], (place, "need"), 2, 40),
                    int(
                        reader.number(
                            fields["uses"], (place, "uses"), LEAST_USES, 999_999, whole=True
                        )
                    ),
                    reader.number(fields["before"], (place, "before"), 0, 10),
                    reader.number(fields["after"], (place, "after"), 0, 10),
                )
            )
    return rows, reader.problems

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
STRONGEST = 10
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


class Use(NamedTuple):
    """One use, as the journal has it."""

    id: str
    strategy: str
    needs: Sequence[str]
    before: int | None
    after: int | None


Cell = tuple[str, str]
"""strategy, need"""
Found = Mapping[Cell, Mapping[str, tuple[int, int]]]
"""What counts for each cell: the strengths before and after, by the use's id."""
Given = Mapping[Cell, Collection[str]]
"""The ids of the uses that were counted in what was given."""


def countable(uses: Iterable[Use], strategies: Collection[str], needs: Collection[str]) -> Found:
    """Return the uses of shared strategies for the library's own needs; a use counts for each.

    Own strategies and own words for needs are left out: they could tell who somebody is. So are
    numbers that aren't on the scale, as a changed or imported file may have them.
    """
    found: dict[Cell, dict[str, tuple[int, int]]] = {}
    for use in uses:
        if use.strategy not in strategies or use.before is None or use.after is None:
            continue
        if not (0 <= use.before <= STRONGEST and 0 <= use.after <= STRONGEST):
            continue
        for need in use.needs:
            if need in needs:
                found.setdefault((use.strategy, need), {})[use.id] = (use.before, use.after)
    return found


def not_given(found: Found, given: Given) -> Found:
    """Return the uses that no earlier gift has counted, where they are enough to be given.

    A use whose strategy was corrected since was given for its need all the same.
    """
    known: dict[str, set[str]] = {}
    for (_, need), ids in given.items():
        known.setdefault(need, set()).update(ids)
    new = {
        cell: {id: pair for id, pair in uses.items() if id not in known.get(cell[1], ())}
        for cell, uses in found.items()
    }
    return _enough(new)


def once_more(found: Found, given: Given) -> Found:
    """Return all uses, given before or not, where they are enough to be given.

    Who compares two gifts sees the uses by which they differ, so these too are none, or enough.
    """
    chosen: dict[Cell, Mapping[str, tuple[int, int]]] = {}
    for cell, uses in found.items():
        before = set(given.get(cell, ()))
        differing = before ^ uses.keys()
        if not before or not differing or len(differing) >= LEAST_USES:
            chosen[cell] = uses
        elif before <= uses.keys():
            chosen[cell] = {id: uses[id] for id in before}
    return _enough(chosen)


def _enough(found: Found) -> Found:
    return {cell: uses for cell, uses in found.items() if len(uses) >= LEAST_USES}


def counted(found: Found) -> list[Outcome]:
    """Return counts and means."""
    return outcomes(
        {
            cell: Sum(len(uses), sum(b for b, _ in uses.values()), sum(a for _, a in uses.values()))
            for cell, uses in found.items()
        }
    )


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
                    reader.number(fields["before"], (place, "before"), 0, STRONGEST),
                    reader.number(fields["after"], (place, "after"), 0, STRONGEST),
                )
            )
    return rows, reader.problems

"""Rules on a file among the others: names taken, copies, translations."""

from __future__ import annotations

from collections.abc import Iterator

from ..core import strategy as model
from ..core import translation as words
from ..core.reading import Problem
from . import files
from .check_candidate import Candidate
from .check_claim import Claim
from .check_findings import problem
from .check_library import Library

COPY = 0.5
ALIKE = 0.25


def names_taken(claim: Claim, library: Library) -> Iterator[Problem]:
    """No other strategy has this title, or one of these names, as its title or as another name."""
    for n, owner in enumerate(library.owners_of(claim)):
        if owner and not n:
            yield problem(
                "CK020", ("title",), f"the title is taken by {owner}",
                f"choose another title, or better {owner} instead",
            )  # fmt: skip
        elif owner:
            yield problem(
                "CK021", ("aliases", n - 1), f'the name "{claim.names[n]}" is taken by {owner}',
                "leave it out",
            )  # fmt: skip


def near_copy(claim: Claim, library: Library) -> Iterator[Problem]:
    """The words aren't those of another strategy."""
    other, share = library.closest_to(claim)
    if share >= COPY:
        yield problem(
            "CK022", (), f"{share:.0%} of its words stand in {other} in the same order",
            f"better {other} instead, or say yours in your own words",
        )  # fmt: skip
    elif share >= ALIKE:
        yield problem(
            "CK111", (), f"{share:.0%} of its words stand in {other} in the same order",
            f"look at {other}: is yours another thing?",
        )  # fmt: skip


def facts_in_translation(c: Candidate) -> Iterator[Problem]:
    """A translation holds words; the facts stay in the English file."""
    for key in c.tree:
        if key in model.KEYS and key not in words.KEYS:
            yield problem(
                "CK023", (key,), f"`{key}` is a fact, and a translation holds words only",
                f"remove it; it is taken from {files.ENGLISH}/{c.place.name}",
            )  # fmt: skip


def original_missing(c: Candidate) -> Iterator[Problem]:
    """There is an English strategy of the same name."""
    if c.original is None:
        yield problem(
            "CK024", (), f"there is no {files.ENGLISH}/{c.place.name} that can be read",
            "name the translation like the file it translates",
        )  # fmt: skip


def out_of_date(c: Candidate) -> Iterator[Problem]:
    """The English words are those that were translated."""
    assert c.original is not None and c.translation is not None
    now = words.words_hash(c.original)
    if c.translation.of != now:
        yield problem(
            "CK110", ("of",), "the English words have changed since they were translated",
            f"go over the words, then write of: {now}",
        )  # fmt: skip

"""How long a breath may be held, and how fast and how slow it may be paced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core.guide_fields import Breath, Phase
from ..core.reading import Problem
from .check_findings import problem

LONGEST_HOLD = 10
# Between two holds, less than this doesn't let anybody breathe.
SHORTEST_BREAK = 2
# Breath at rest is typically 10 to 20 a minute, slow breathing 4 to 10 (Russo, Santarelli and O'Rourke 2017,
# doi 10.1183/20734735.009817). People who are paced may over-breathe even at 6 a minute
# (doi 10.1371/journal.pone.0218550). So nothing is faster than the middle of rest, 15 a minute, and that without
# holds, which may be switched off; the longest leaves room for a slow box. Shipped guides take 6 to 16 seconds, and
# 8 for the longest out.
SHORTEST_BREATH, LONGEST_BREATH = 4, 24
LONGEST_MOVE = 12
_MOVES = ("in", "out")

_At = tuple[int, Phase]


def breath_problems(guide: Breath) -> Iterator[Problem]:
    """Say what in a breath guide asks too much of a body, as CK027; rounds follow each other."""
    kinds = {phase.kind for phase in guide.phases}
    for kind in _MOVES:
        if kind not in kinds:
            yield _problem(
                0, f"nobody is told to breathe {kind}", f"add a phase such as `{kind} 4`"
            )
            return
    phases = list(enumerate(guide.phases))
    for n, seconds in _holds(phases):
        if seconds > LONGEST_HOLD:
            yield _problem(
                n,
                f"the breath is held for {seconds:g} seconds on end",
                f"hold and rest for {LONGEST_HOLD} or fewer in all, and breathe for "
                f"{SHORTEST_BREAK} or more between",
            )
    for breath in _breaths(phases):
        yield from _pace(breath)


def _pace(breath: Sequence[_At]) -> Iterator[Problem]:
    whole = _seconds(breath)
    moving = _seconds([at for at in breath if at[1].kind in _MOVES])
    if moving < SHORTEST_BREATH:
        yield _problem(
            breath[0][0],
            f"in and out take {moving:g} seconds together, which is too fast",
            f"use {SHORTEST_BREATH} or more",
        )
    elif whole > LONGEST_BREATH:
        yield _problem(
            breath[0][0],
            f"one breath takes {whole:g} seconds",
            f"let all of it take {LONGEST_BREATH} or fewer",
        )
    for kind in _MOVES:
        moves = [at for at in breath if at[1].kind == kind]
        if _seconds(moves) > LONGEST_MOVE:
            yield _problem(
                moves[0][0],
                f"one breath {kind} takes {_seconds(moves):g} seconds",
                f"use {LONGEST_MOVE} or fewer",
            )


def _holds(phases: Sequence[_At]) -> Iterator[tuple[int, float]]:
    """Yield where each hold begins and its seconds, with what follows it without a real breath."""
    ends = [
        n for n, phase in phases if phase.kind in _MOVES and phase.seconds >= SHORTEST_BREAK
    ] or [len(phases) - 1]
    for part in _parts(phases, [n + 1 for n in ends]):
        still = [at for at in part if at[1].kind not in _MOVES]
        if still:
            yield still[0][0], _seconds(still)


def _breaths(phases: Sequence[_At]) -> Iterator[Sequence[_At]]:
    """Yield each breath: from where an in follows an out to where the next does."""
    moves = [at for at in phases if at[1].kind in _MOVES]
    starts = [
        n
        for place, (n, phase) in enumerate(moves)
        if phase.kind == "in" and moves[place - 1][1].kind == "out"
    ]
    return _parts(phases, starts)


def _parts(phases: Sequence[_At], starts: Sequence[int]) -> Iterator[Sequence[_At]]:
    """Cut a round, whose end joins its beginning, at some places."""
    size = len(phases)
    firsts = sorted({start % size for start in starts})
    for first, following in zip(firsts, [*firsts[1:], firsts[0] + size], strict=True):
        yield [phases[n % size] for n in range(first, following)]


def _seconds(phases: Sequence[_At]) -> float:
    return sum(phase.seconds for _, phase in phases)


def _problem(n: int, what: str, fix: str) -> Problem:
    return problem("CK027", ("guide", "phases", n), what, fix)

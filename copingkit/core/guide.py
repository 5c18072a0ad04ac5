"""Turn a strategy's guide into timed cues: what to say, for how long, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from .guide_fields import (
    SECONDS_PER_ANSWER,
    SECONDS_PER_ITEM,
    SECONDS_PER_PARAGRAPH,
    SECONDS_PER_UNTIMED_STEP,
    Breath,
    Checklist,
    Guide,
    Phase,
    Prompts,
    Steps,
    Text,
)
from .page_words import PAGE
from .safe import clean

SLOWEST, QUICKEST, PACE_STEP = 0.5, 2.0, 0.1
MOST_ROUNDS = 7200
_LAST_OUT = Phase("out", 4.0)
_ESTIMATE = {"step": SECONDS_PER_UNTIMED_STEP, "prompt": SECONDS_PER_ANSWER,
             "item": SECONDS_PER_ITEM, "paragraph": SECONDS_PER_PARAGRAPH}  # fmt: skip


class Cue(NamedTuple):
    """One thing to say or show.

    `seconds` None waits for the person, 0 passes at once. `round`/`of` count repetitions (breaths,
    passes through the steps, answers to one question), `place`/`places` the position within one.
    """

    kind: str
    """intro | in | hold | out | rest | step | prompt | item | paragraph | end"""
    text: str
    seconds: float | None
    round: int = 1
    of: int = 1
    number: int = 0
    place: int = 1
    places: int = 1


def cues(
    guide: Guide,
    *,
    rounds: int | None = None,
    minutes: float | None = None,
    no_hold: bool = False,
    pace: float = 1.0,
    said: Mapping[str, str] = PAGE,
) -> tuple[Cue, ...]:
    """Lay a guide out as cues, the last of which says that it is over.

    `rounds` or else `minutes` (by `rounds_about`) set how often a breath or a series of steps is
    repeated; `pace` is a speed, 1.2 being a fifth quicker. Breathing always ends on an out-breath. `said` holds the words
    for the phases and the end, in the language of the guide.
    """
    pace = nearest_pace(pace)
    if rounds is None and minutes is not None:
        rounds = rounds_about(guide, minutes, no_hold=no_hold, pace=pace)
    if isinstance(guide, Breath):
        body = _breaths(guide, rounds, no_hold, pace, said)
        last = said["end-of-breath"]
    else:
        body = _others(guide, rounds, pace)
        last = said["end"]
    everything = [*_intro(guide, pace), *body, Cue("end", last, 0.0)]
    return tuple(cue._replace(number=i) for i, cue in enumerate(everything))


def timed(cue: Cue) -> Cue:
    """Return a cue that waits for the person with about the time it takes, where nobody is there."""
    if cue.seconds is None:
        return cue._replace(seconds=float(_ESTIMATE.get(cue.kind, SECONDS_PER_PARAGRAPH)))
    return cue


def total_seconds(sequence: Iterable[Cue]) -> float | None:
    """Add up how long the cues last; None when one of them waits for the person."""
    total = 0.0
    for cue in sequence:
        if cue.seconds is None:
            return None
        total += cue.seconds
    return total


def rounds_about(
    guide: Guide, minutes: float, *, no_hold: bool = False, pace: float = 1.0
) -> int | None:
    """Return the rounds that come nearest to some minutes, opening lines and all.

    The fewer of two that are as near; None where rounds don't set how long a guide is.
    """
    first, second = (
        total_seconds(cues(guide, rounds=n, no_hold=no_hold, pace=pace)) for n in (1, 2)
    )
    if first is None or second is None or second <= first:
        return None
    return 1 + max(0, ceil((minutes * 60 - first) / (second - first) - 0.5))


def without_effect(guide: Guide, rounds: int | None, minutes: float | None) -> tuple[str, ...]:
    """Return the options that change nothing about how long a guide is."""
    repeats = isinstance(guide, (Breath, Steps))
    fits = repeats and rounds is None and (minutes is None or rounds_about(guide, minutes))
    return tuple(
        option
        for option, given, counts in (("--rounds", rounds, repeats), ("--minutes", minutes, fits))
        if given is not None and not counts
    )


def nearest_pace(pace: float) -> float:
    """Return the pace, kept within what a person can follow."""
    return min(max(round(pace, 2), SLOWEST), QUICKEST)


def reading_seconds(text: str) -> float:
    """Estimate how long a line takes to read calmly: 170 words a minute, at least 3 seconds."""
    return max(3.0, 1.5 + 0.35 * len(text.split()))


def breath_phases(guide: Breath, no_hold: bool = False) -> tuple[Phase, ...]:
    """Return one round's phases, without those that hold the breath if so wished."""
    if not no_hold:
        return guide.phases
    moving = tuple(p for p in guide.phases if p.kind in ("in", "out"))
    return moving or (Phase("in", 4.0), Phase("out", 6.0))


def _intro(guide: Guide, pace: float) -> list[Cue]:
    timed = guide.kind in ("breath", "steps")
    lines = [clean(line) for line in guide.intro]
    return [
        Cue("intro", line, reading_seconds(line) / pace if timed else 0.0, 1, 1, 0, i, len(lines))
        for i, line in enumerate(lines, 1)
    ]


def _breaths(
    guide: Breath,
    rounds: int | None,
    no_hold: bool,
    pace: float,
    said: Mapping[str, str],
) -> list[Cue]:
    phases = breath_phases(guide, no_hold)
    count = _repetitions(rounds, guide.rounds)
    found = [cue for n in range(1, count) for cue in _round(phases, n, count, pace, said)]
    return [*found, *_round(_ending_on_out(phases), count, count, pace, said)]


def _round(
    phases: Sequence[Phase], number: int, count: int, pace: float, said: Mapping[str, str]
) -> list[Cue]:
    return [
        Cue(p.kind, phase_text(p, said), p.seconds / pace, number, count, 0, i, len(phases))
        for i, p in enumerate(phases, 1)
    ]


def phase_text(phase: Phase, said: Mapping[str, str] = PAGE) -> str:
    """Say a phase in words: `Breathe in, up along a finger`."""
    own = clean(phase.say)
    return said[f"say-{phase.kind}"] + (f", {own}" if own else "")


def _ending_on_out(phases: Sequence[Phase]) -> tuple[Phase, ...]:
    outs = [i for i, p in enumerate(phases) if p.kind == "out"]
    return tuple(phases[: outs[-1] + 1]) if outs else (*phases, _LAST_OUT)


def _others(
    guide: Steps | Prompts | Checklist | Text,
    rounds: int | None,
    pace: float,
) -> list[Cue]:
    if isinstance(guide, Steps):
        count = _repetitions(rounds, guide.repeat)
        said = [(clean(s.say), s.seconds and s.seconds / pace) for s in guide.steps]
        return [
            Cue("step", say, seconds, number, count, 0, i, len(said))
            for number in range(1, count + 1)
            for i, (say, seconds) in enumerate(said, 1)
        ]
    if isinstance(guide, Prompts):
        return [
            Cue("prompt", clean(prompt.ask), None, answer, prompt.times, 0, i, len(guide.prompts))
            for i, prompt in enumerate(guide.prompts, 1)
            for answer in range(1, prompt.times + 1)
        ]
    if isinstance(guide, Checklist):
        return _lines("item", guide.items)
    return _lines("paragraph", guide.paragraphs)


def _lines(kind: str, lines: Sequence[str]) -> list[Cue]:
    return [Cue(kind, clean(line), None, 1, 1, 0, i, len(lines)) for i, line in enumerate(lines, 1)]


def _repetitions(rounds: int | None, default: int) -> int:
    return min(max(default if rounds is None else rounds, 1), MOST_ROUNDS)

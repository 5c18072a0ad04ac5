"""A session going through its cues: pause, next, back, pace, repeat. Time is an argument."""

from __future__ import annotations

from collections.abc import Sequence

from .guide import PACE_STEP, Cue, nearest_pace

# Later than this, the computer was asleep or the program stopped: the cue starts anew instead of
# rushing through everything that was missed.
ASLEEP = 2.0
BREATHING = ("in", "hold", "out", "rest")


class Session:
    """Where a person is in a sequence of cues.

    Deadlines are absolute and each follows from the one before, so lateness never adds up.
    """

    def __init__(self, sequence: Sequence[Cue], now: float, pace: float = 1.0) -> None:
        self.cues = sequence
        self.pace = self._laid_out_at = nearest_pace(pace)
        self.position = 0
        self.paused = False
        self.rounds_done = 0
        self._active = 0.0
        self._fraction_before = 0.0
        self._after = _seconds_after(sequence)
        self._enter(0, now)

    @property
    def cue(self) -> Cue:
        """The cue a person is at."""
        return self.cues[self.position]

    @property
    def finished(self) -> bool:
        """Whether the end cue is reached."""
        return self.cue.kind == "end"

    def advance(self, now: float) -> list[Cue]:
        """Go on to where the clock says, and return the cues begun on the way."""
        begun: list[Cue] = []
        while not self.paused and not self.finished and self.deadline is not None:
            if now < self.deadline:
                break
            if now - self.deadline > ASLEEP:
                if begun:
                    break
                self.restart(now)
                break
            at = self.deadline
            self._spend(at)
            self._forward(at)
            begun.append(self.cue)
        return begun

    def next(self, now: float) -> None:
        """Go on to the next cue."""
        self._spend(now)
        if not self.finished:
            self._forward(now)
        self.paused = False

    def back(self, now: float) -> None:
        """Go back to the cue before, or to the start of the first."""
        self._spend(now)
        self._enter(max(self.position - 1, 0), now)
        self.paused = False

    def repeat(self, now: float) -> None:
        """Start this breath or this step again."""
        self._spend(now)
        at = self.position
        if self.cue.kind in BREATHING:
            at -= self.cue.place - 1
        self._enter(at, now)
        self.paused = False

    def pause(self, now: float) -> None:
        """Stand still, at the start of this cue."""
        if not self.paused:
            self._spend(now)
            self.paused = True
            self._start(now)

    def resume(self, now: float) -> None:
        """Go on, from the start of this cue."""
        self.paused = False
        self._start(now)

    def restart(self, now: float) -> None:
        """Begin this cue again without counting the time since it began."""
        self._start(now)

    def quicker(self, now: float) -> None:
        """Go a step quicker, also for the rest of this cue."""
        self._change_pace(self.pace + PACE_STEP, now)

    def slower(self, now: float) -> None:
        """Go a step slower, also for the rest of this cue."""
        self._change_pace(self.pace - PACE_STEP, now)

    def duration(self, cue: Cue) -> float | None:
        """Return how long a cue lasts at the present pace, in seconds."""
        return None if cue.seconds is None else cue.seconds * self._laid_out_at / self.pace

    def progress(self, now: float) -> float:
        """Return how much of this cue is over, 0 to 1."""
        if self.paused or self.deadline is None:
            return 0.0
        whole = self.deadline - self.started
        part = (now - self.started) / whole if whole > 0 else 1.0
        done = self._fraction_before + (1 - self._fraction_before) * min(max(part, 0.0), 1.0)
        return min(done, 1.0)

    def left(self, now: float) -> float | None:
        """Return the seconds left in the session; None when something waits for the person."""
        here, after = self.duration(self.cue), self._after[self.position]
        if here is None or after is None:
            return None
        return here * (1 - self.progress(now)) + after * self._laid_out_at / self.pace

    def active(self, now: float) -> float:
        """Return the seconds spent in it, without pauses."""
        return self._active + (0.0 if self.paused or self.finished else max(now - self.started, 0))

    def _forward(self, at: float) -> None:
        here = self.cue
        self._enter(self.position + 1, at)
        there = self.cue
        if here.kind != "intro" and (there.kind == "end" or there.round != here.round):
            self.rounds_done = max(self.rounds_done, here.round)

    def _enter(self, position: int, at: float) -> None:
        self.position = position
        self._start(at)

    def _start(self, at: float) -> None:
        self.started = at
        self._fraction_before = 0.0
        seconds = self.duration(self.cue)
        self.deadline = None if seconds is None else at + seconds

    def _spend(self, now: float) -> None:
        self._active = self.active(now)
        self.started = now

    def _change_pace(self, pace: float, now: float) -> None:
        before, self.pace = self.pace, nearest_pace(pace)
        if self.deadline is None or self.paused:
            self._start(now)
            return
        done, remaining = self.progress(now), max(self.deadline - now, 0.0)
        self._spend(now)
        self._fraction_before = done
        self.deadline = now + remaining * before / self.pace


def _seconds_after(sequence: Sequence[Cue]) -> list[float | None]:
    """Return for each cue how long those after it last; None where one of them waits."""
    found: list[float | None] = []
    total: float | None = 0.0
    for cue in reversed(sequence):
        found.append(total)
        total = None if total is None or cue.seconds is None else total + cue.seconds
    return found[::-1]

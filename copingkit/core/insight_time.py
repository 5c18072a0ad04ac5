"""What a journal can honestly say about time: of day, of week, and over weeks.

Most patterns one sees in a few dozen entries are chance. What is shown here has passed a test, with
the share of people without any pattern in whom it would be shown all the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from .effect import Estimate
from .effect_sums import NO_NEED

if TYPE_CHECKING:
    from .effect import Person
    from .entry import Entry

BIN_SD = 0.30  # points by which times of day are expected to differ
BIN_USES = 6  # uses needed in each of two bins
BIN_SURE = 0.975  # probability that they differ; chance alone gets there in 6 % of people
SLOPE_SD = 0.25  # points in 30 days by which relief is expected to change
SLOPE_DAYS = 30.0
SLOPE_USES = 12
SLOPE_SURE = 0.95  # chance alone: 5 %
TREND_WEEKS = 6
TREND_Z = 1.645  # chance alone: 11 % when days resemble each other; single entries 24 %
TREND_END = 3  # weeks at either end that a trend is told by

# ---- wording ---------------------------------------------------------------------------------
BINS_DIFFER = "What you use has brought more {best} than {worst}: by about {points:.1f} points."
BINS_ALIKE = "No time of it stands out."
BINS_FEW = "Too few uses to compare times: it takes six in each of two."
RELIEF_MORE = "What you use has been bringing more over time: about {points:.1f} points in 30 days."
RELIEF_LESS = (
    "What you use has been bringing less over time: about {points:.1f} points in 30 days. "
    "Another kind may be worth a try."
)
RELIEF_SAME = "No clear change over time in what your techniques bring."
RELIEF_FEW = "Too few uses to look for change over time: it takes twelve with both numbers."
DISTRESS_LOWER = (
    "The number you begin from has tended to be lower: about {first:g} at first, {last:g} lately."
)
DISTRESS_HIGHER = (
    "The number you begin from has tended to be higher: about {first:g} at first, {last:g} lately."
)
DISTRESS_SAME = "The number you begin from goes up and down, with no clear direction."
DISTRESS_FEW = "Too few weeks to look for a direction: it takes six."
# ----------------------------------------------------------------------------------------------

Bin = Callable[[datetime], str]


class Residual(NamedTuple):
    """What a use brought beyond what was to be expected of it, in points."""

    at: datetime
    points: float


class Contrast(NamedTuple):
    """Times compared: uses and shrunk mean of each, and what may be said."""

    shown: bool
    uses: dict[str, int]
    means: dict[str, Estimate]
    sentence: str


class Trend(NamedTuple):
    """A change over time: `size` in points (per 30 days, or end less beginning)."""

    shown: bool
    size: float
    series: list[tuple[str, float]]
    sentence: str


class Day(NamedTuple):
    """One day of the calendar: entries, uses, and the median of the numbers begun from."""

    day: str
    entries: int
    uses: int
    distress: float | None


def time_of_day(at: datetime) -> str:
    """Return night (22-6), morning (6-12), afternoon (12-18) or evening (18-22), local time."""
    return ("at night", "in the morning", "in the afternoon", "in the evening", "at night")[
        sum(at.hour >= hour for hour in (6, 12, 18, 22))
    ]


def time_of_week(at: datetime) -> str:
    """Return weekend or weekday."""
    return "at weekends" if at.weekday() >= 5 else "on weekdays"


def residuals(entries: Iterable[Entry], person: Person) -> list[Residual]:
    """Return what each use brought beyond baseline, situation and technique; oldest first."""
    found = []
    for entry in entries:
        if entry.kind != "use" or not entry.strategy or entry.outcome in ("stopped", "couldnt"):
            continue
        if entry.before is None or entry.after is None:
            continue
        needs = entry.needs or (NO_NEED,)
        expected = sum(person.expected_drop(entry.strategy, s, entry.before) for s in needs)
        points = entry.before - entry.after - expected / len(needs)
        found.append(Residual(entry.when, points))
    return sorted(found, key=lambda residual: residual.at)


def compare_times(found: Sequence[Residual], person: Person, bin_of: Bin) -> Contrast:
    """Compare what uses brought at different times, and say it when it passes the test."""
    by_bin: dict[str, list[float]] = {}
    for residual in found:
        by_bin.setdefault(bin_of(residual.at), []).append(residual.points)
    uses = {name: len(points) for name, points in sorted(by_bin.items())}
    means = {
        name: _shrunk(by_bin[name], person.baseline.noise)
        for name, n in uses.items()
        if n >= BIN_USES
    }
    if len(means) < 2:
        return Contrast(False, uses, means, BINS_FEW)
    best = max(means, key=lambda name: (means[name].points, name))
    worst = min(means, key=lambda name: (means[name].points, name))
    apart = means[best].points - means[worst].points
    difference = Estimate(apart, math.hypot(means[best].sd, means[worst].sd))
    if difference.p < BIN_SURE:
        return Contrast(False, uses, means, BINS_ALIKE)
    said = BINS_DIFFER.format(best=best, worst=worst, points=apart)
    return Contrast(True, uses, means, said)


def relief_over_time(found: Sequence[Residual], person: Person) -> Trend:
    """Look for a change in what uses bring, in points per 30 days."""
    series = [(r.at.date().isoformat(), r.points) for r in found]
    if len(found) < SLOPE_USES:
        return Trend(False, 0.0, series, RELIEF_FEW)
    months = [(r.at - found[0].at).total_seconds() / 86400 / SLOPE_DAYS for r in found]
    middle = sum(months) / len(months)
    noise = person.baseline.noise
    precision = sum((m - middle) ** 2 for m in months) / noise + 1 / SLOPE_SD**2
    pull = sum((m - middle) * r.points for m, r in zip(months, found, strict=True)) / noise
    slope = Estimate(pull / precision, math.sqrt(1 / precision))
    if max(slope.p, 1 - slope.p) < SLOPE_SURE:
        return Trend(False, slope.points, series, RELIEF_SAME)
    words = RELIEF_MORE if slope.points > 0 else RELIEF_LESS
    return Trend(True, slope.points, series, words.format(points=abs(slope.points)))


def distress_over_time(entries: Iterable[Entry]) -> Trend:
    """Look for a direction in the weekly medians of the numbers begun from (Mann-Kendall)."""
    weeks: dict[tuple[int, int], list[int]] = {}
    for entry in entries:
        if entry.before is not None:
            year, week, _ = entry.when.isocalendar()
            weeks.setdefault((year, week), []).append(entry.before)
    series = [(f"{y}-W{w:02d}", median(values)) for (y, w), values in sorted(weeks.items())]
    if len(series) < TREND_WEEKS:
        return Trend(False, 0.0, series, DISTRESS_FEW)
    levels = [level for _, level in series]
    first, last = median(levels[:TREND_END]), median(levels[-TREND_END:])
    z = mann_kendall(levels)
    if abs(z) < TREND_Z:
        return Trend(False, last - first, series, DISTRESS_SAME)
    words = DISTRESS_LOWER if z < 0 else DISTRESS_HIGHER
    return Trend(True, last - first, series, words.format(first=first, last=last))


def mann_kendall(levels: Sequence[float]) -> float:
    """Return z of the Mann-Kendall test for a direction, corrected for ties (Kendall 1975)."""
    n = len(levels)
    s = sum(
        (levels[j] > levels[i]) - (levels[j] < levels[i]) for i in range(n) for j in range(i + 1, n)
    )
    ties = [levels.count(level) for level in set(levels)]
    variance = (
        n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)
    ) / 18  # fmt: skip
    if s == 0 or variance <= 0:
        return 0.0
    return (s - (1 if s > 0 else -1)) / math.sqrt(variance)


def calendar(entries: Iterable[Entry]) -> list[Day]:
    """Return each day that has entries, oldest first."""
    days: dict[str, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return [_day(day, noted) for day, noted in sorted(days.items())]


def median(values: Sequence[float]) -> float:
    """Return the middle value; between two, their mean."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _day(day: str, noted: Sequence[Entry]) -> Day:
    begun = [entry.before for entry in noted if entry.before is not None]
    uses = sum(entry.kind == "use" for entry in noted)
    return Day(day, len(noted), uses, median(begun) if begun else None)


def _shrunk(points: Sequence[float], noise: float) -> Estimate:
    precision = len(points) / noise + 1 / BIN_SD**2
    return Estimate(sum(points) / noise / precision, math.sqrt(1 / precision))

"""What happens whatever one does: how far distress falls by itself, and how much uses scatter.

`y = before - after`, `z = before - 6`, in points. What a use brings beyond this is its excess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .effect_prior import Prior
from .effect_sums import Sums

# Assumed sizes of effects, found and checked in simulated people: tests/bench/suggestions.py.
ALPHA = 1.4  # points: usual drop from a "before" of 6, whatever is done
SLOPE = 0.40  # points of further drop for each point of "before" above 6 ...
SLOPE_SD = 0.15  # ... and how far people differ in it
SLOPE_RANGE = (0.0, 0.9)  # a slope outside would say that rest makes worse, or heals fully
NOISE_SD = 1.6  # points by which single uses scatter: life, and two ratings in whole numbers ...
NOISE_USES = 6.0  # ... known as well as from this many uses
SITUATION_USES = 15.0  # uses at which a situation's own speed of falling counts half
SIDE_WEIGHT = 0.25  # uses that stars or a word without numbers are worth
STAR_POINTS = 0.6  # points for each star above the person's own mean of stars
PERSON_SD = 0.70  # how far people differ in what techniques bring them, on the whole

Cells = Mapping[tuple[str, str], Sums]
Excess = Mapping[tuple[str, str], tuple[float, float]]  # weight, points


class Baseline(NamedTuple):
    """What happens anyway: drop at 6, slope per point of "before", variance of a single use."""

    alpha: float
    slope: float
    noise: float


def fit_baseline(cells: Iterable[Sums]) -> Baseline:
    """Learn slope and noise from deviations inside cells, so that no technique's effect enters."""
    szz = szy = syy = freedom = 0.0
    for c in cells:
        if c.w > 0:
            szz += max(0.0, c.wzz - c.wz * c.wz / c.w)
            szy += c.wzy - c.wz * c.wy / c.w
            syy += max(0.0, c.wyy - c.wy * c.wy / c.w)
            freedom += max(0.0, c.w - c.ww / c.w)
    noise = NOISE_SD**2
    slope = (SLOPE / SLOPE_SD**2 + szy / noise) / (1.0 / SLOPE_SD**2 + szz / noise)
    slope = min(max(slope, SLOPE_RANGE[0]), SLOPE_RANGE[1])
    left = max(0.0, syy - 2.0 * slope * szy + slope * slope * szz)
    return Baseline(ALPHA, slope, (NOISE_USES * noise + left) / (NOISE_USES + freedom))


def measured_excess(cells: Cells, base: Baseline) -> dict[tuple[str, str], tuple[float, float]]:
    """Return for each measured cell its weight and its mean drop beyond the baseline."""
    return {
        key: (c.w, (c.wy - base.alpha * c.w - base.slope * c.wz) / c.w)
        for key, c in cells.items()
        if c.w > 0
    }


def fit_situations(excess: Excess, prior: Prior) -> dict[str, float]:
    """Return how much faster than usual distress falls in each situation, whatever is done."""
    weight: dict[str, float] = {}
    total: dict[str, float] = {}
    for (technique, situation), (w, points) in excess.items():
        weight[situation] = weight.get(situation, 0.0) + w
        left = w * (points - prior.points(technique, situation))
        total[situation] = total.get(situation, 0.0) + left
    everywhere = sum(total.values()) / sum(weight.values()) if weight else 0.0
    return {
        s: (total[s] / weight[s] - everywhere) * weight[s] / (weight[s] + SITUATION_USES)
        for s in sorted(weight)
    }


def usual_excess(
    excess: Excess,
    situations: Mapping[str, float],
    prior: Prior,
) -> float:
    """Return the points that the person's techniques bring on average, shrunk towards peers'."""
    few = (NOISE_SD / PERSON_SD) ** 2
    seen = expected = weight = 0.0
    for (technique, situation), (w, points) in excess.items():
        weight += w
        seen += w * (points - situations.get(situation, 0.0))
        expected += w * prior.points(technique, situation)
    return (seen + few * expected / weight) / (weight + few) if weight else 0.0


def side_evidence(cell: Sums, usual: float, mean_stars: float) -> tuple[float, float]:
    """Return weight and weighted points of uses that have only stars or only a word."""
    rated = cell.rated_w * usual + STAR_POINTS * (cell.rated_stars - mean_stars * cell.rated_w)
    worded = cell.worded_w * usual + cell.worded_points
    return SIDE_WEIGHT * (cell.rated_w + cell.worded_w), SIDE_WEIGHT * (rated + worded)


def mean_stars(cells: Iterable[Sums]) -> float:
    """Return the mean of all stars the person gave, the level that stars are read against."""
    known = list(cells)
    count = sum(c.stars_n for c in known)
    return sum(c.stars for c in known) / count if count else 0.0

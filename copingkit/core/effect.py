"""How much a technique helps this person, beyond what they usually get, and how sure that is.

    y = alpha + beta z + sit[s] + prior[j,s] + person + kind[k] + technique[j] + cell[j,s] + e

with `y = before - after` and `z = before - 6`, in points of distress. Distress falls by itself
after a peak, and a high "before" falls further, so raw means flatter whatever is used at the worst
moments; the baseline (`alpha`, `beta`, `sit`) takes that off. What is left is shared out in a tree,
so that few uses say little and many say much. No chance, no clock: same sums, same answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .effect_baseline import (
    PERSON_SD,
    fit_baseline,
    fit_situations,
    mean_stars,
    measured_excess,
    side_evidence,
    usual_excess,
)
from .effect_prior import Prior
from .effect_sums import ENERGIES, EVERYWHERE, NO_NEED, OUTCOMES, USUAL_BEFORE, Sums
from .effect_tree import (
    Node,
    coefficients,
    gather,
    mark_usual,
    settle,
    unseen,
    usual_variance,
)

# Assumed sizes of effects, found and checked in simulated people: tests/bench/suggestions.py.
KIND_SD = 0.35  # how far a kind of technique differs from the person's average
TECHNIQUE_SD = 0.40  # how far a technique differs from its kind, when many peers are known ...
NO_PEERS_SD = 0.32  # ... and what is added to that (as variance) when none are
PEER_USES = 15.0  # uses by others at which half of that is left
CELL_SD = 0.40  # how far one situation differs from the technique's average

Z80 = 1.2815515655446004  # standard deviations to either side that hold 80 %


class Estimate(NamedTuple):
    """A figure in points with its standard deviation."""

    points: float
    sd: float

    @property
    def p(self) -> float:
        """Return the probability that the true figure is above zero."""
        if self.sd <= 0:
            return 0.5
        return 0.5 * math.erfc(-self.points / self.sd / math.sqrt(2.0))

    @property
    def low(self) -> float:
        """Return the lower end of the 80 % range."""
        return self.points - Z80 * self.sd

    @property
    def high(self) -> float:
        """Return the upper end of the 80 % range."""
        return self.points + Z80 * self.sd


def technique_variance(peer_uses: int) -> float:
    """Return how far a technique may differ from its kind: less when many peers are known."""
    unknown = PEER_USES / (PEER_USES + peer_uses)
    return float(TECHNIQUE_SD**2 + NO_PEERS_SD**2 * unknown)


class Person:
    """Hold what one person's uses say of every technique, used or not.

    `cells` are `History.at(today)`: sums by (technique, situation), faded to today.
    """

    def __init__(self, cells: Mapping[tuple[str, str], Sums], prior: Prior) -> None:
        self.prior = prior
        self.cells = {key: sums for key, sums in cells.items() if key[1] != EVERYWHERE}
        self.totals = {j: sums for (j, s), sums in cells.items() if s == EVERYWHERE}
        self.baseline = fit_baseline(self.cells.values())
        excess = measured_excess(self.cells, self.baseline)
        self.situations = fit_situations(excess, prior)
        self._usual = usual_excess(excess, self.situations, prior)
        self._mean_stars = mean_stars(self.totals.values())
        self._root = Node(PERSON_SD**2)
        self._kinds: dict[str, Node] = {}
        self._techniques: dict[str, Node] = {}
        self._leaves: dict[tuple[str, str], Node] = {}
        self._weights: dict[Node, float] = {}
        self._unused_sds: dict[tuple[str, int, int], float] = {}
        for key, cell in self.cells.items():
            self._plant(key, cell, excess.get(key, (0.0, 0.0)))
        gather(self._root)
        settle(self._root)
        mark_usual(self._root, self._weights)
        self._usual_variance = usual_variance(self._root)
        self._usual_sums = self._sum_usual()

    def _plant(
        self, key: tuple[str, str], cell: Sums, measured: tuple[float, float]
    ) -> None:  # fmt: skip
        technique, situation = key
        side_w, side = side_evidence(cell, self._usual, self._mean_stars)
        weight = measured[0] + side_w
        if weight <= 0:
            return
        own = measured[0] * (measured[1] - self.situations.get(situation, 0.0)) + side
        leaf = Node(CELL_SD**2, self._technique(technique))
        leaf.seen = own / weight - self.prior.points(technique, situation)
        leaf.seen_variance = self.baseline.noise / weight
        self._leaves[key] = leaf
        self._weights[leaf] = weight

    def _technique(self, technique: str) -> Node:
        if technique not in self._techniques:
            kind = self.prior.kind(technique)
            if kind not in self._kinds:
                self._kinds[kind] = Node(KIND_SD**2, self._root)
            spread = technique_variance(self.prior.peers.count(technique))
            self._techniques[technique] = Node(spread, self._kinds[kind])
        return self._techniques[technique]

    def _technique_or_unseen(self, technique: str) -> Node:
        if technique in self._techniques:
            return self._techniques[technique]
        kind = self._kinds.get(self.prior.kind(technique))
        spread = technique_variance(self.prior.peers.count(technique))
        return unseen(spread, kind or unseen(KIND_SD**2, self._root))

    def _shares(self, technique: str, needs: Sequence[str]) -> dict[str, float]:
        """Return the situations meant: those asked for, evenly, else those it was used in."""
        if needs:
            return {need: 1.0 / len(needs) for need in needs}
        used = {s: self._weights[leaf] for (j, s), leaf in self._leaves.items() if j == technique}
        total = sum(used.values())
        return {s: weight / total for s, weight in used.items()}

    def _mix(self, technique: str, shares: Mapping[str, float]) -> list[tuple[Node, float]]:
        """Return the nodes that stand for a technique in a mix of situations."""
        node = self._technique_or_unseen(technique)
        return [
            (self._leaves.get((technique, s)) or unseen(CELL_SD**2, node), share)
            for s, share in shares.items()
        ] or [(node, 1.0)]

    def _sum_usual(self) -> dict[str, tuple[float, float]]:
        """Return by technique the weight of its uses and their summed effect ("" is all)."""
        sums = {"": (0.0, 0.0)}
        for (technique, situation), leaf in self._leaves.items():
            weight = self._weights[leaf]
            points = weight * (leaf.mean + self.prior.points(technique, situation))
            for name in (technique, ""):
                before = sums.get(name, (0.0, 0.0))
                sums[name] = (before[0] + weight, before[1] + points)
        return sums

    def effect(self, technique: str, needs: Sequence[str] = ()) -> float:
        """Return the points expected beyond the average technique of the average person.

        Without needs: those expected in any situation, so that used and unused can be compared.
        """
        shares = {need: 1.0 / len(needs) for need in needs}
        if technique in self._techniques:
            own = sum(share * node.mean for node, share in self._mix(technique, shares))
        else:
            own = self._kinds.get(self.prior.kind(technique), self._root).mean
        return own + self._prior_points(technique, shares)

    def _prior_points(self, technique: str, shares: Mapping[str, float]) -> float:
        if not shares:
            return self.prior.points(technique, NO_NEED)
        return sum(share * self.prior.points(technique, s) for s, share in shares.items())

    def usual(self, technique: str) -> float:
        """Return what the person's other techniques bring, weighted by use."""
        weight, points = self._usual_sums[""]
        mine, mine_points = self._usual_sums.get(technique, (0.0, 0.0))
        if weight - mine <= _NOTHING * weight:
            return self._root.mean
        return (points - mine_points) / (weight - mine)

    def extra(self, technique: str, needs: Sequence[str] = ()) -> Estimate:
        """Return the points more than the person's own other techniques bring, and their sd.

        Without needs: over the situations it was used in. The variance is that of the difference:
        what both have in common (the person, a shared kind) cancels, what is unknown of the others
        is counted too.
        """
        shares = self._shares(technique, needs)
        points = sum(share * node.mean for node, share in self._mix(technique, shares))
        points += self._prior_points(technique, shares) - self.usual(technique)
        return Estimate(points, self.extra_sd(technique, needs))

    def extra_sd(self, technique: str, needs: Sequence[str] = ()) -> float:
        """Return the sd of `extra` alone, in points."""
        if technique in self._techniques:
            mix = self._mix(technique, self._shares(technique, needs))
            return math.sqrt(self._extra_variance(technique, coefficients(mix)))
        # All that are unused, of one kind and with as many peers, are alike: worked out once.
        alike = (self.prior.kind(technique), self.prior.peers.count(technique), len(needs))
        if alike not in self._unused_sds:
            mix = self._mix(technique, self._shares(technique, needs))
            variance = self._extra_variance(technique, coefficients(mix))
            self._unused_sds[alike] = math.sqrt(variance)
        return self._unused_sds[alike]

    def _extra_variance(self, technique: str, mine: Mapping[Node, float]) -> float:
        others, rest = self._others(technique)
        touched = {*mine, *others}
        near = sum(
            node.own * (mine.get(node, 0.0) - others.get(node, 0.0)) ** 2 for node in touched
        )
        return near + rest

    def _others(self, technique: str) -> tuple[dict[Node, float], float]:
        """Return the coefficients of "usual" near this technique, and its variance elsewhere."""
        weight = self._usual_sums[""][0]
        left = weight - self._usual_sums.get(technique, (0.0, 0.0))[0]
        if left <= _NOTHING * weight:
            return {self._root: 1.0}, 0.0
        node = self._technique_or_unseen(technique)
        near = [*node.lineage(), *node.children]
        far = self._usual_variance - sum(n.usual**2 * n.own for n in near)
        others = dict.fromkeys(near, 0.0)
        taken = node.usual
        for child, above in zip(node.lineage(), node.lineage()[1:], strict=False):
            taken *= 1.0 - child.pull
            others[above] = (above.usual - taken) / left
        return others, max(0.0, far) / left**2

    def expected_drop(self, technique: str, situation: str, before: float) -> float:
        """Return the drop in points to expect of a use that begins at `before` (0-10)."""
        usual = self.baseline.alpha + self.baseline.slope * (before - USUAL_BEFORE)
        usual += self.situations.get(situation, 0.0)
        return usual + self.effect(technique, (situation,))

    def next_use(self, technique: str, situation: str, before: float) -> Estimate:
        """Return the drop to expect of the next use, and its sd with the scatter of single uses."""
        path = coefficients(self._mix(technique, {situation: 1.0}))
        variance = sum(node.own * share**2 for node, share in path.items())
        drop = self.expected_drop(technique, situation, before)
        return Estimate(drop, math.sqrt(variance + self.baseline.noise))

    def parts(self, technique: str, needs: Sequence[str] = ()) -> dict[str, float]:
        """Return by source the points that `extra` compares with `usual`."""
        shares = self._shares(technique, needs)
        parts = dict.fromkeys(self.prior.parts(technique, NO_NEED), 0.0)
        for situation, share in (shares or {NO_NEED: 1.0}).items():
            for name, points in self.prior.parts(technique, situation).items():
                parts[name] += share * points
        here = sum(share * node.mean for node, share in self._mix(technique, shares))
        node, kind, person = self._technique_or_unseen(technique).lineage()
        return parts | {
            "here": here - node.mean,
            "technique": node.mean - kind.mean,
            "kind": kind.mean - person.mean,
            "person": person.mean,
        }

    def counts(self, technique: str, need: str = EVERYWHERE) -> Sums:
        """Return the plain counts of a technique for one need, or over all."""
        if need == EVERYWHERE:
            return self.totals.get(technique) or Sums()
        return self.cells.get((technique, need)) or Sums()

    def done(self, technique: str) -> int:
        """Return how often a technique was done; "couldn't" is not done."""
        total = self.totals.get(technique)
        return total.uses - total.outcomes[OUTCOMES.index("couldnt")] if total else 0

    def couldnt(self, technique: str, energy: str) -> int:
        """Return how often the person couldn't, with that much energy or more."""
        if energy not in ENERGIES[1:]:
            return 0
        return sum(self.counts(technique).couldnt_at[ENERGIES.index(energy) :])


_NOTHING = 1e-9  # share of uses below which there are no "others" to compare with

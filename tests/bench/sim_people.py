"""Simulated techniques, peers and people. All sizes are assumptions: no data of single uses exist.

Every random number comes from a generator seeded by names, so a figure can be had again from its
seed, and a policy meets the same people and the same occasions as every other.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from copingkit.core.card import Card
from copingkit.core.effect_prior import PeerCount, Peers, Technique
from copingkit.core.fit import Ask

TECHNIQUES = 120
KINDS = 18
SITUATIONS = ("panic", "anxiety", "stress", "low-mood", "boredom")
PEAKS = dict(zip(SITUATIONS, (7.6, 6.6, 6.0, 5.5, 5.0), strict=True))
PEAK_SD = 1.3
MEAN_EFFECT, KIND_SD, TECHNIQUE_SD = 0.60, 0.20, 0.25  # over all people, in points
SITUATION_KIND_SD, SITUATION_TECHNIQUE_SD = 0.30, 0.15
TAG_ERROR, TAG_SHARE = 0.35, 0.30
PEER_SHARE, PEER_MEDIAN, PEER_SPREAD, PEER_BEFORE, PEER_BEFORE_SD = 0.75, 15, 1.2, 6.2, 0.6
PERSON = {"all": 0.40, "kind": 0.30, "technique": 0.35, "situation-kind": 0.20, "cell": 0.20}
HOME, HOME_SD = 3.5, 0.8
PERSISTENCE, PERSISTENCE_SD, PERSISTENCE_RANGE = 0.70, 0.12, (0.35, 0.95)
NOISE, RATING_ERROR = 1.20, 0.60
PEER_USE_SD = 1.75  # a peer's single use: noise, two ratings, and that people differ
RISKY_SHARE, FIRST_AID_SHARE = 0.20, 0.10
ENERGIES = ("very-low", "low", "medium", "high")

Cell = tuple[int, str]


class Occasion(NamedTuple):
    """One hard moment: where distress is, and what the moment allows."""

    situation: str
    level: float
    before: int
    ask: Ask


class World:
    """Hold the techniques, what they bring on average, their tags and their peers' counts."""

    def __init__(self, seed: str, with_peers: bool = True) -> None:
        rng = random.Random(f"world {seed}")
        self.kind = [f"kind-{i % KINDS:02d}" for i in range(TECHNIQUES)]
        self.effect = self._effects(rng)
        needs = self._tags(rng)
        self.cards = [self._card(rng, i, needs[i]) for i in range(TECHNIQUES)]
        self.ids = [card.id for card in self.cards]
        low = [c.id for c in self.cards if not c.cautions]
        self.first_aid = frozenset(rng.sample(low, int(FIRST_AID_SHARE * TECHNIQUES)))
        self.library = {c.id: Technique(c.category, frozenset(c.needs)) for c in self.cards}
        peers, self.raw_peers = self._count_peers(rng)
        self.peers = peers if with_peers else Peers()
        if not with_peers:
            self.raw_peers = {}

    def _effects(self, rng: random.Random) -> dict[Cell, float]:
        kind = {k: rng.gauss(0, KIND_SD) for k in sorted(set(self.kind))}
        here = {(k, s): rng.gauss(0, SITUATION_KIND_SD) for k in kind for s in SITUATIONS}
        effect = {}
        for i in range(TECHNIQUES):
            own = MEAN_EFFECT + kind[self.kind[i]] + rng.gauss(0, TECHNIQUE_SD)
            for s in SITUATIONS:
                cell = here[self.kind[i], s] + rng.gauss(0, SITUATION_TECHNIQUE_SD)
                effect[i, s] = own + cell
        self.own = {i: sum(effect[i, s] for s in SITUATIONS) / 5 for i in range(TECHNIQUES)}
        return effect

    def _tags(self, rng: random.Random) -> list[set[str]]:
        """Return the needs each technique lists: those where it seems to do more than elsewhere."""
        needs: list[set[str]] = [set() for _ in range(TECHNIQUES)]
        for s in SITUATIONS:
            seems = sorted(
                range(TECHNIQUES),
                key=lambda i: self.effect[i, s] - self.own[i] + rng.gauss(0, TAG_ERROR),
            )
            for i in seems[-int(TAG_SHARE * TECHNIQUES) :]:
                needs[i].add(s)
        return needs

    def _card(self, rng: random.Random, i: int, needs: set[str]) -> Card:
        name = f"technique-{i:03d}"
        return Card(
            name, name, "", name, name, self.kind[i], sorted(needs), ["now"],
            rng.choice((1, 2, 3, 5, 5, 10, 15, 20)), rng.choice(ENERGIES),
            rng.choice(("fully", "fully", "partly", "no")), "anywhere", "either", [], [],
            ["exposure"] if rng.random() < RISKY_SHARE else [], "steps", [],
        )  # fmt: skip

    def _count_peers(self, rng: random.Random) -> tuple[Peers, dict[str, float]]:
        everywhere: dict[str, PeerCount] = {}
        by_need: dict[tuple[str, str], PeerCount] = {}
        raw: dict[str, float] = {}
        for i, name in enumerate(self.ids):
            if rng.random() > PEER_SHARE:
                continue
            n = max(1, round(PEER_MEDIAN * 2.718281828 ** rng.gauss(0, PEER_SPREAD)))
            where = [rng.choice(SITUATIONS) for _ in range(n)]
            drops = {
                s: self._peer_drop(rng, i, s, where.count(s)) for s in SITUATIONS if s in where
            }
            for s, (before, drop) in drops.items():
                by_need[name, s] = PeerCount(where.count(s), before, before - drop)
            before = sum(where.count(s) * drops[s][0] for s in drops) / n
            drop = sum(where.count(s) * drops[s][1] for s in drops) / n
            everywhere[name] = PeerCount(n, before, before - drop)
        peers = Peers(everywhere, by_need)
        raw = {name: c.before - c.after for name, c in peers.by_technique.items()}
        return peers, raw

    def _peer_drop(self, rng: random.Random, i: int, s: str, n: int) -> tuple[float, float]:
        before = rng.gauss(PEER_BEFORE, PEER_BEFORE_SD)
        fall = (1 - PERSISTENCE) * (before - HOME)
        return before, fall + self.effect[i, s] + rng.gauss(0, PEER_USE_SD) / n**0.5


class Being:
    """Hold one simulated person: what each technique truly brings them, and how distress moves."""

    def __init__(self, world: World, seed: str, spread: float = 1.0) -> None:
        rng = random.Random(f"person {seed}")
        sd = {name: spread * value for name, value in PERSON.items()}
        kinds = sorted(set(world.kind))
        overall = rng.gauss(0, sd["all"])
        kind = {k: rng.gauss(0, sd["kind"]) for k in kinds}
        here = {(k, s): rng.gauss(0, sd["situation-kind"]) for k in kinds for s in SITUATIONS}
        self.effect: dict[tuple[str, str], float] = {}
        for i, name in enumerate(world.ids):
            own = overall + kind[world.kind[i]] + rng.gauss(0, sd["technique"])
            for s in SITUATIONS:
                cell = here[world.kind[i], s] + rng.gauss(0, sd["cell"])
                self.effect[name, s] = world.effect[i, s] + own + cell
        self.home = rng.gauss(HOME, HOME_SD)
        low, high = PERSISTENCE_RANGE
        self.persistence = min(max(rng.gauss(PERSISTENCE, PERSISTENCE_SD), low), high)

    def occasion(self, rng: random.Random) -> Occasion:
        """Return a hard moment."""
        situation = rng.choice(SITUATIONS)
        level = min(max(rng.gauss(PEAKS[situation], PEAK_SD), 0.0), 10.0)
        ask = Ask(
            (situation,),
            minutes=rng.choice((3, 5, 10, 20, None)),
            energy=rng.choice(("low", "medium", "high", "")),
            discreet=rng.random() < 0.25,
        )
        return Occasion(situation, level, rate(rng, level), ask)

    def use(self, technique: str, occasion: Occasion, rng: random.Random) -> int:
        """Return the rating after using a technique."""
        drawn = self.home + self.persistence * (occasion.level - self.home)
        after = drawn - self.effect[technique, occasion.situation] + rng.gauss(0, NOISE)
        return rate(rng, after)


def rate(rng: random.Random, level: float) -> int:
    """Return what a person writes down for a level of distress: 0-10, in whole numbers."""
    return min(max(round(level + rng.gauss(0, RATING_ERROR)), 0), 10)

"""What can be expected of a technique before one has used it: peers' counts and the library's tag.

All points are "more than usual": the drop in distress beyond what the average technique brings.
Peers' counts are pooled by kind, so that what is known of a kind stands in for its techniques with
few counts; in simulation that brings 1 to 3 points more of the possible gain than shrinking each
count alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from .effect_sums import USUAL_BEFORE
from .effect_tree import Node, gather, settle

# Assumed sizes of effects, found and checked in simulated people: tests/bench/suggestions.py.
PEER_FLOOR = 5  # uses: smaller groups are not published, and not read (privacy)
PEER_SLOPE = 0.30  # points of extra drop for each point of "before" above 6, among peers
# Points by which peers' single uses scatter. Noise of 1.6 and people who differ by 0.7 make 1.75;
# who sends counts is not everybody, so they are trusted less (and claims are wrong less often).
PEER_USE_SD = 2.2
PEER_KIND_SD = 0.20  # how far a kind of technique differs from all, over all people
PEER_TECHNIQUE_SD = 0.25  # how far a technique differs from its kind
PEER_KIND_HERE_SD = 0.30  # how far a kind differs for one need
PEER_CELL_SD = 0.15  # how far a technique differs for one need from its kind there
TAG_POINTS = 0.30  # how much more a technique brings for a need that it lists

PEER_WORD = "peers"
PEER_NEED_WORD = "peers-need"
TAG_WORD = "listed"


class Technique(NamedTuple):
    """What the model knows of a strategy: its kind (category) and the needs it lists."""

    kind: str
    needs: Collection[str]


class PeerCount(NamedTuple):
    """Aggregated uses by others: how many, mean distress before and after (0-10)."""

    n: int
    before: float
    after: float

    @property
    def drop(self) -> float:
        """Return the mean drop in points, as if all had begun at 6."""
        return self.before - self.after - PEER_SLOPE * (self.before - USUAL_BEFORE)


class Peers:
    """Hold others' counts by technique and by (technique, need), none below the floor of 5 uses."""

    __slots__ = ("by_need", "by_technique")

    def __init__(
        self,
        by_technique: Mapping[str, PeerCount] | None = None,
        by_need: Mapping[tuple[str, str], PeerCount] | None = None,
    ) -> None:
        self.by_technique = {j: c for j, c in (by_technique or {}).items() if c.n >= PEER_FLOOR}
        self.by_need = {js: c for js, c in (by_need or {}).items() if c.n >= PEER_FLOOR}

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, int, float, float]]) -> Peers:
        """Add up rows of (technique, need, uses, mean before, mean after)."""
        by_technique: dict[str, PeerCount] = {}
        by_need: dict[tuple[str, str], PeerCount] = {}
        for technique, need, n, before, after in rows:
            count = PeerCount(n, before, after)
            by_need[technique, need] = count
            by_technique[technique] = _joined(by_technique.get(technique), count)
        return cls(by_technique, by_need)

    def count(self, technique: str, needs: Iterable[str] = ()) -> int:
        """Return how many uses by others are known, for the needs if any are named."""
        named = [self.by_need[technique, s].n for s in needs if (technique, s) in self.by_need]
        if named:
            return sum(named)
        everywhere = self.by_technique.get(technique)
        return everywhere.n if everywhere else 0


def _joined(old: PeerCount | None, new: PeerCount) -> PeerCount:
    if old is None:
        return new
    n = old.n + new.n
    return PeerCount(
        n,
        (old.n * old.before + new.n * new.before) / n,
        (old.n * old.after + new.n * new.after) / n,
    )


class Prior:
    """Work out, once, what peers and tags say of every technique in every situation."""

    __slots__ = ("_everywhere", "_here", "_share", "library", "peers")

    def __init__(self, library: Mapping[str, Technique], peers: Peers | None = None) -> None:
        self.library = library
        self.peers = peers or Peers()
        self._share = listed_share(library)
        known = {*self.peers.by_technique, *(j for j, _ in self.peers.by_need)}
        kinds = {j: library[j].kind for j in known if j in library}
        self._everywhere = pool_techniques(self.peers, kinds)
        self._here = pool_needs(self.peers, kinds, self._everywhere)

    def parts(self, technique: str, situation: str) -> dict[str, float]:
        """Return the points expected beforehand, by source."""
        kind = self.kind(technique)
        here = self._here.get(situation)
        return {
            PEER_WORD: self._everywhere.points(technique, kind),
            PEER_NEED_WORD: here.points(technique, kind) if here else 0.0,
            TAG_WORD: self._tag(technique, situation),
        }

    def points(self, technique: str, situation: str) -> float:
        """Return the points expected beforehand, all sources together."""
        kind = self.kind(technique)
        here = self._here.get(situation)
        points = self._everywhere.points(technique, kind) + self._tag(technique, situation)
        return points + here.points(technique, kind) if here else points

    def kind(self, technique: str) -> str:
        """Return a technique's kind, "" when the library doesn't know it."""
        known = self.library.get(technique)
        return known.kind if known else ""

    def _tag(self, technique: str, situation: str) -> float:
        share = self._share.get(situation)
        known = self.library.get(technique)
        if share is None or known is None:
            return 0.0
        return TAG_POINTS * ((situation in known.needs) - share)


def listed_share(library: Mapping[str, Technique]) -> dict[str, float]:
    """Return for each need the share of strategies that list it."""
    listed = Counter(chain.from_iterable(technique.needs for technique in library.values()))
    return {need: count / len(library) for need, count in sorted(listed.items())}


class Pooled:
    """Peers' points by kind and by technique: what is known of a kind stands in for its few."""

    __slots__ = ("_kinds", "_nodes")

    def __init__(
        self,
        seen: Mapping[str, tuple[float, int]],
        kinds: Mapping[str, str],
        sds: tuple[float, float],
    ) -> None:
        """Pool `seen` (points, uses), with the sds of kinds and of techniques within a kind."""
        root = Node(0.0)
        self._kinds: dict[str, Node] = {}
        self._nodes: dict[str, Node] = {}
        for technique, (points, n) in sorted(seen.items()):
            kind = kinds.get(technique, "")
            if kind not in self._kinds:
                self._kinds[kind] = Node(sds[0] ** 2, root)
            node = Node(sds[1] ** 2, self._kinds[kind])
            node.seen, node.seen_variance = points, PEER_USE_SD**2 / n
            self._nodes[technique] = node
        gather(root)
        settle(root)

    def points(self, technique: str, kind: str) -> float:
        """Return the shrunk points of a technique, or of its kind where it isn't known."""
        node = self._nodes.get(technique) or self._kinds.get(kind)
        return node.mean if node else 0.0


def pool_techniques(peers: Peers, kinds: Mapping[str, str]) -> Pooled:
    """Return each technique's excess over the average technique of peers, shrunk."""
    usual = _mean_drop(peers.by_technique.values())
    seen = {j: (count.drop - usual, count.n) for j, count in peers.by_technique.items()}
    return Pooled(seen, kinds, (PEER_KIND_SD, PEER_TECHNIQUE_SD))


def pool_needs(peers: Peers, kinds: Mapping[str, str], everywhere: Pooled) -> dict[str, Pooled]:
    """Return by need what peers got beyond the need's usual and the technique's own, shrunk."""
    by_need: dict[str, dict[str, PeerCount]] = {}
    for (technique, need), count in peers.by_need.items():
        by_need.setdefault(need, {})[technique] = count
    pooled = {}
    for need, counts in sorted(by_need.items()):
        usual = _mean_drop(counts.values())
        seen = {
            j: (count.drop - usual - everywhere.points(j, kinds.get(j, "")), count.n)
            for j, count in counts.items()
        }
        pooled[need] = Pooled(seen, kinds, (PEER_KIND_HERE_SD, PEER_CELL_SD))
    return pooled


def _mean_drop(counts: Iterable[PeerCount]) -> float:
    known = list(counts)
    total = sum(count.n for count in known)
    return sum(count.n * count.drop for count in known) / total if total else 0.0

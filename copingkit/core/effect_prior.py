"""What can be expected of a technique before one has used it: peers' counts and the library's tag.

All points are "more than usual": the drop in distress beyond what the average technique brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .effect_sums import USUAL_BEFORE

# Constants: SUGGEST.md, found in simulated people and held on worlds not used to find them.
PEER_FLOOR = 5  # uses: smaller groups are not published, and not read (privacy)
PEER_SLOPE = 0.30  # points of extra drop for each point of "before" above 6, among peers
PEER_USES = 15.0  # uses at which peers' figure for a technique counts half
PEER_CELL_USES = 12.0  # uses at which peers' figure for one need counts half
TAG_POINTS = 0.30  # how much more a technique brings for a need that it lists

PEER_WORD = "peers"
PEER_NEED_WORD = "peers-need"
TAG_WORD = "listed"


class Technique(NamedTuple):
    """What the model knows of a strategy: its kind (category) and the needs it lists."""

    kind: str
    needs: frozenset[str]


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

    __slots__ = ("_cells", "_share", "_techniques", "library", "peers")

    def __init__(self, library: Mapping[str, Technique], peers: Peers | None = None) -> None:
        self.library = library
        self.peers = peers or Peers()
        self._share = listed_share(library)
        self._techniques = technique_excess(self.peers)
        self._cells = cell_excess(self.peers)

    def parts(self, technique: str, situation: str) -> dict[str, float]:
        """Return the points expected beforehand, by source."""
        return {
            PEER_WORD: self._techniques.get(technique, 0.0),
            PEER_NEED_WORD: self._cells.get((technique, situation), 0.0),
            TAG_WORD: self._tag(technique, situation),
        }

    def points(self, technique: str, situation: str) -> float:
        """Return the points expected beforehand, all sources together."""
        return (
            self._techniques.get(technique, 0.0)
            + self._cells.get((technique, situation), 0.0)
            + self._tag(technique, situation)
        )

    def _tag(self, technique: str, situation: str) -> float:
        share = self._share.get(situation)
        known = self.library.get(technique)
        if share is None or known is None:
            return 0.0
        return TAG_POINTS * ((situation in known.needs) - share)


def listed_share(library: Mapping[str, Technique]) -> dict[str, float]:
    """Return for each need the share of strategies that list it."""
    listed: dict[str, int] = {}
    for technique in library.values():
        for need in technique.needs:
            listed[need] = listed.get(need, 0) + 1
    return {need: count / len(library) for need, count in sorted(listed.items())}


def technique_excess(peers: Peers) -> dict[str, float]:
    """Return each technique's shrunk excess over the average technique of peers, in points."""
    usual = _mean_drop(peers.by_technique.values())
    return {
        technique: (count.drop - usual) * _trust(count.n, PEER_USES)
        for technique, count in sorted(peers.by_technique.items())
    }


def cell_excess(peers: Peers) -> dict[tuple[str, str], float]:
    """Return what peers got for one need beyond the need's usual and the technique's own."""
    usual = _mean_drop(peers.by_technique.values())
    by_need: dict[str, list[PeerCount]] = {}
    for (_, need), count in sorted(peers.by_need.items()):
        by_need.setdefault(need, []).append(count)
    usual_here = {need: _mean_drop(counts) for need, counts in by_need.items()}
    further = {}
    for (technique, need), count in sorted(peers.by_need.items()):
        everywhere = peers.by_technique.get(technique)
        own = everywhere.drop - usual if everywhere else 0.0
        here = count.drop - usual_here[need]
        further[technique, need] = (here - own) * _trust(count.n, PEER_CELL_USES)
    return further


def _mean_drop(counts: Iterable[PeerCount]) -> float:
    known = list(counts)
    total = sum(count.n for count in known)
    return sum(count.n * count.drop for count in known) / total if total else 0.0


def _trust(n: float, half: float) -> float:
    return n / (n + half)

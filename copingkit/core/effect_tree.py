"""A tree of effects: the person, the kinds of technique, the techniques, the cells.

Every node differs from its parent by a normal amount of known spread; cells carry what was seen.
One pass up and one down give the exact posterior (Pearl's two passes on a Gaussian tree). Below its
parent a node is `(1 - pull) x parent + pull x seen + own`, where `own` is independent of everything
else, so the variance of any difference is a plain sum of squares over the nodes it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Node:
    """One effect in points. `spread` and all variances are in points squared."""

    __slots__ = (
        "children", "mean", "own", "parent", "pull", "seen", "seen_variance", "spread", "usual",
    )  # fmt: skip

    def __init__(self, spread: float, parent: Node | None = None) -> None:
        self.spread = spread
        self.parent = parent
        self.children: list[Node] = []
        self.seen = 0.0  # estimate from the data below, without any prior
        self.seen_variance: float | None = None  # None: nothing seen
        self.pull = 0.0  # share of `seen` in the posterior, given the parent
        self.own = spread  # variance left, given the parent
        self.mean: float = parent.mean if parent else 0.0
        self.usual = 0.0  # coefficient of `own` in the sum that "usual" is made of
        if parent:
            parent.children.append(self)

    def lineage(self) -> list[Node]:
        """Return the nodes from this one up to the root."""
        node: Node | None = self
        line = []
        while node:
            line.append(node)
            node = node.parent
        return line


def unseen(spread: float, parent: Node) -> Node:
    """Return a node about which nothing is known but its parent; it is not put into the tree."""
    node = Node(spread)
    node.parent = parent
    node.mean = parent.mean
    return node


def gather(node: Node) -> None:
    """Go up: a node has seen the precision-weighted mean of what its children have seen."""
    for child in node.children:
        gather(child)
    precision = weighted = 0.0
    for child in node.children:
        if child.seen_variance is not None:
            weight = 1.0 / (child.seen_variance + child.spread)
            precision += weight
            weighted += weight * child.seen
    if precision:
        node.seen = weighted / precision
        node.seen_variance = 1.0 / precision


def settle(node: Node) -> None:
    """Go down: pull every node from its parent towards what it has seen."""
    above = node.parent.mean if node.parent else 0.0
    if node.seen_variance is None:
        node.pull = 0.0
    else:
        node.pull = node.spread / (node.spread + node.seen_variance)
    node.own = node.spread * (1.0 - node.pull)
    node.mean = above + node.pull * (node.seen - above)
    for child in node.children:
        settle(child)


def mark_usual(node: Node, weights: Mapping[Node, float]) -> float:
    """Set on each node how much of its `own` is in the weighted sum of cells; return the root's."""
    node.usual = weights.get(node, 0.0) + sum(
        (1.0 - child.pull) * mark_usual(child, weights) for child in node.children
    )
    return node.usual


def usual_variance(node: Node) -> float:
    """Return the variance of that weighted sum."""
    return node.usual**2 * node.own + sum(usual_variance(child) for child in node.children)


def coefficients(mix: Iterable[tuple[Node, float]]) -> dict[Node, float]:
    """Return how much of each node's `own` is in a weighted sum of nodes."""
    parts: dict[Node, float] = {}
    for start, share in mix:
        for node in start.lineage():
            parts[node] = parts.get(node, 0.0) + share
            share *= 1.0 - node.pull
    return parts

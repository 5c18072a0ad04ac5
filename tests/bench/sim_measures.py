"""What is measured on simulated people: gain, honesty of ranges and claims, rules at the worst."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from copingkit.core.effect import Estimate
from copingkit.core.effect_prior import Prior
from copingkit.core.suggest import HIGH_DISTRESS, KNOWN_USES, PEER_REASON, low_risk

from .sim_people import SITUATIONS, Being, Occasion, World
from .sim_policies import POLICIES, Policy, Whole, available

CHECKPOINTS = (5, 10, 20, 60)
FRESH = 16  # occasions at a checkpoint on which policies are compared; nothing is learned there
HONEST_AT = 20  # uses after which ranges and claims are compared with the truth

Tally = dict[tuple[str, ...], list[float]]


class Setting(NamedTuple):
    """One kind of simulated population."""

    name: str
    peers: bool = True
    spread: float = 1.0


SETTINGS = (
    Setting("with peers"),
    Setting("no peers", peers=False),
    Setting("differ twice", spread=2.0),
    Setting("differ half", spread=0.5),
)


def live_in_world(
    world_seed: str,
    setting: Setting,
    people: int,
    checkpoints: Sequence[int] = CHECKPOINTS,
    policies: Iterable[str] = tuple(POLICIES),
) -> Tally:
    """Let people live in one world with each policy; return what was measured, by name."""
    world = World(world_seed, setting.peers)
    prior = Prior(world.library, world.peers)
    tally: Tally = {}
    for number in range(people):
        seed = f"{world_seed}/{number}"
        being = Being(world, seed, setting.spread)
        for name in policies:
            _live(name, POLICIES[name](world, being, prior), seed, checkpoints, tally)
    return tally


def _live(
    name: str, policy: Policy, seed: str, checkpoints: Sequence[int], tally: Tally
) -> None:  # fmt: skip
    being, world = policy.being, policy.world
    moments = random.Random(f"{seed}/moments")
    whims = random.Random(f"{seed}/{name}")
    for t in range(max(checkpoints) + 1):
        if t in checkpoints:
            _compare(name, policy, random.Random(f"{seed}/fresh {t}"), whims, t, tally)
            if name == "with all rules" and t >= HONEST_AT:
                check_honesty(policy, t, tally)
        occasion = being.occasion(moments)
        cards = available(world, occasion)
        chosen = policy.choose(occasion, cards, whims)
        after = being.use(chosen, occasion, random.Random(f"{seed}/use {t}"))
        if isinstance(policy, Whole):
            _check_rules(policy, occasion, cards, tally)
            expected = policy.person.next_use(chosen, occasion.situation, occasion.before)
            drop = occasion.before - after
            _add(tally, ("covered", "next use"), expected.low <= drop <= expected.high)
        policy.add(chosen, occasion, after)


def _compare(
    name: str, policy: Policy, rng: random.Random, whims: random.Random, t: int, tally: Tally
) -> None:
    """Compare with chance and the best that was possible, on occasions that teach nothing."""
    for _ in range(FRESH):
        occasion = policy.being.occasion(rng)
        cards = available(policy.world, occasion)
        effects = {c.id: policy.being.effect[c.id, occasion.situation] for c in cards}
        chance = sum(effects.values()) / len(effects)
        _add(tally, ("gain", name, str(t)), effects[policy.choose(occasion, cards, whims)] - chance)
        _add(tally, ("possible", name, str(t)), max(effects.values()) - chance)


def check_honesty(policy: Policy, t: int, tally: Tally) -> None:
    """Compare ranges, claims and the top technique with the truth."""
    tops: list[tuple[float, float]] = []
    raw_tops: list[tuple[float, float]] = []
    for technique in sorted({use[0] for use in policy.uses}):
        truth = _true_extra(policy, technique, [u[1] for u in policy.uses if u[0] == technique])
        extra = policy.person.extra(technique)
        _check_range("technique", extra, truth, tally)
        for situation in sorted({u[1] for u in policy.uses if u[0] == technique}):
            here = policy.person.extra(technique, (situation,))
            true_here = _true_extra(policy, technique, (situation,))
            _check_range("cell", here, true_here, tally)
        raw = _raw_extra(policy.uses, technique)
        if raw is not None and policy.person.done(technique) >= KNOWN_USES:
            tops.append((extra.points, truth))
            raw_tops.append((raw, truth))
    for name, found in (("model", tops), ("raw means", raw_tops)):
        if found:
            said, truth = max(found)
            _add(tally, ("overstated", name), said - truth)


def _check_range(name: str, extra: Estimate, truth: float, tally: Tally) -> None:
    _add(tally, ("covered", name), extra.low <= truth <= extra.high)
    if extra.low > 0 or extra.high < 0:
        _add(tally, ("wrong sign",), (truth > 0) != (extra.points > 0))
    for words, low, high in (("very likely", 0.95, 1.01), ("probably", 0.80, 0.95)):
        if low <= extra.p < high:
            _add(tally, ("words right", words), truth > 0)
        if low <= 1 - extra.p < high:
            _add(tally, ("words right", words), truth < 0)


def _true_extra(policy: Policy, technique: str, situations: Sequence[str]) -> float:
    """Return the true effect less that of the person's other uses."""
    effect = policy.being.effect
    own = sum(effect[technique, s] for s in situations) / len(situations)
    others = [effect[u[0], u[1]] for u in policy.uses if u[0] != technique]
    if not others:
        average = [effect[j, s] for j in policy.world.ids for s in SITUATIONS]
        return own - sum(average) / len(average)
    return own - sum(others) / len(others)


def _raw_extra(uses: Sequence[tuple[str, str, int, int]], technique: str) -> float | None:
    own = [before - after for j, _, before, after in uses if j == technique]
    others = [before - after for j, _, before, after in uses if j != technique]
    if not own or not others:
        return None
    return sum(own) / len(own) - sum(others) / len(others)


def _check_rules(policy: Whole, occasion: Occasion, cards: Sequence[object], tally: Tally) -> None:
    """Count, at high distress, offers that are new by role or risky without a reason."""
    if occasion.before < HIGH_DISTRESS:
        return
    world, person = policy.world, policy.person
    by_id = {card.id: card for card in world.cards}
    for offer in policy.offers(occasion, [by_id[c.id] for c in cards]):  # type: ignore[attr-defined]
        card = by_id[offer.id]
        needs = (occasion.situation,)
        worked = person.done(card.id) >= KNOWN_USES and person.extra(card.id, needs).points >= 0
        spoken_for = (
            card.id in world.first_aid
            or occasion.situation in card.needs
            or world.peers.count(card.id, needs) >= PEER_REASON
        )
        _add(tally, ("high distress", "offers"), 1)
        bad = offer.role == "new" or not (worked or (low_risk(card) and spoken_for))
        _add(tally, ("high distress", "bad offers"), bad)


def merge(tallies: Iterable[Mapping[tuple[str, ...], list[float]]]) -> Tally:
    """Put tallies together."""
    merged: Tally = {}
    for tally in tallies:
        for key, values in tally.items():
            merged.setdefault(key, []).extend(values)
    return merged


def mean(tally: Tally, *key: str) -> float:
    """Return the mean of what was measured under a name; nan where nothing was."""
    values = tally.get(key)
    return sum(values) / len(values) if values else float("nan")


def share(tally: Tally, policy: str, t: int) -> float:
    """Return the share, in percent, of the oracle's gain over chance."""
    return 100 * mean(tally, "gain", policy, str(t)) / mean(tally, "possible", policy, str(t))


def _add(tally: Tally, key: tuple[str, ...], value: float) -> None:
    tally.setdefault(key, []).append(float(value))

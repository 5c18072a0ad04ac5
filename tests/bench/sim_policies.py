"""Ways of choosing among techniques, from chance to omniscience, and this project's own."""

from __future__ import annotations

import random
from collections.abc import Sequence

from copingkit.core.card import Card
from copingkit.core.effect import Person
from copingkit.core.effect_prior import Prior
from copingkit.core.effect_sums import History
from copingkit.core.suggest import Moment, Suggestion, may_be_offered, rank, relax, suggest

from .sim_people import Being, Occasion, World

DAY = 738_000  # any day: simulated uses lie within one
NOBODY = Person({}, Prior({}))


def available(world: World, occasion: Occasion) -> list[Card]:
    """Return what the occasion allows: the same set for every policy."""
    pool = [c for c in world.cards if may_be_offered(c, NOBODY, occasion.ask, Moment(), ())]
    return relax(pool, NOBODY, occasion.ask)


class Policy:
    """Choose one technique; what it learns, it learns from `add`."""

    def __init__(self, world: World, being: Being, prior: Prior) -> None:
        self.world, self.being, self.prior = world, being, prior
        self.history = History()
        self.uses: list[tuple[str, str, int, int]] = []
        self._person: Person | None = None

    def add(self, technique: str, occasion: Occasion, after: int) -> None:
        """Note what a use brought."""
        self.uses.append((technique, occasion.situation, occasion.before, after))
        needs = [occasion.situation]
        self.history.add_use(technique, needs, DAY, before=occasion.before, after=after)
        self._person = None

    @property
    def person(self) -> Person:
        """Return the model of the person, made anew after each use."""
        if self._person is None:
            self._person = Person(self.history.at(DAY), self.prior)
        return self._person

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        """Return the id of the technique to use."""
        raise NotImplementedError


class Chance(Policy):
    """Take any."""

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        return rng.choice(cards).id


class MostPopular(Policy):
    """Take what has the best raw mean among peers, without correction; else what is listed."""

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        raw = self.world.raw_peers
        known = [c for c in cards if c.id in raw]
        if known:
            return max(known, key=lambda c: raw[c.id]).id
        return max(cards, key=lambda c: (occasion.situation in c.needs, c.id)).id


class OwnMean(Policy):
    """Take the best of one's own raw means, at first any."""

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        drops: dict[str, list[int]] = {}
        for technique, _, before, after in self.uses:
            drops.setdefault(technique, []).append(before - after)
        used = [c.id for c in cards if c.id in drops]
        if not used:
            return rng.choice(cards).id
        return max(used, key=lambda t: (sum(drops[t]) / len(drops[t]), t))


class Method(Policy):
    """Take the first of this project's ranking."""

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        moment = Moment(recent=[u[0] for u in self.uses[:-21:-1]])
        return rank(cards, self.person, occasion.ask, moment)[0][0].id


class Whole(Policy):
    """Take the first suggestion, with all rules of choosing, those for high distress included."""

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        offers = self.offers(occasion, cards)
        return offers[0].id if offers else rng.choice(cards).id

    def offers(self, occasion: Occasion, cards: Sequence[Card]) -> list[Suggestion]:
        """Return the suggestions as a person would see them."""
        recent = [u[0] for u in self.uses[:-21:-1]]
        moment = Moment(distress=occasion.before, recent=recent)
        return suggest(cards, self.person, occasion.ask, moment, self.world.first_aid)


class Oracle(Policy):
    """Take what is truly best for this person here."""

    def choose(self, occasion: Occasion, cards: Sequence[Card], rng: random.Random) -> str:
        return max(cards, key=lambda c: self.being.effect[c.id, occasion.situation]).id


POLICIES: dict[str, type[Policy]] = {
    "random": Chance,
    "most popular": MostPopular,
    "own mean": OwnMean,
    "this method": Method,
    "with all rules": Whole,
    "oracle": Oracle,
}

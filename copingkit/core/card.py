"""A card: what finding and suggesting need to know of a strategy, without its guide."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .strategy import Strategy


class Card(NamedTuple):
    """One line of the catalogue. `source` is "" (shipped), "mine", or an added library's name.

    `name` is what to type: the id, or `source/id` where another library is meant.
    """

    id: str
    name: str
    source: str
    title: str
    summary: str
    category: str
    needs: Sequence[str]
    when: Sequence[str]
    minutes: int
    energy: str
    discreet: str
    place: str
    company: str
    props: Sequence[str]
    involves: Sequence[str]
    cautions: Sequence[str]
    kind: str
    aliases: Sequence[str]
    language: str = "en"


def card_of(strategy: "Strategy", name: str = "", source: str = "", language: str = "en") -> Card:
    """Return the card of a strategy."""
    s = strategy
    return Card(
        s.id, name or s.id, source, s.title, s.summary, s.category, s.needs, s.when, s.minutes, s.energy,
        s.discreet, s.place, s.company, s.props, s.involves, s.cautions, s.guide.kind, s.aliases,
        language,
    )  # fmt: skip

"""Bodies of find and show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import words as said
from ..core.card import Card
from ..core.fit import Ask, allowed, fits, search
from ..core.fold import fold
from ..core.reading import closest
from ..core.strategy import to_tree
from ..errors import NotFound
from .kit import Kit
from .marks import own_of, pins

if TYPE_CHECKING:
    from ..library.catalogue import Found

NUMBERS = ("minutes",)


def find(
    kit: Kit, words: str, ask: Ask, *, mine: bool, pinned: bool, hidden: bool, as_json: bool
) -> None:
    """List what matches words and filters; hidden ones only when they are asked for."""
    cards = matching(kit, words, ask, mine=mine, pinned=pinned, hidden=hidden)
    if as_json:
        kit.json(strategies=[card_json(card) for card in cards])
        return
    if not cards:
        _nothing(kit, words)
        return
    from ..screen.strategy_views import list_page
    from .suggesting import people_line

    chosen = {*ask.needs, *kit.vocabulary.find_needs(words)}
    if line := people_line(kit, chosen):
        kit.say(line, "")
    count = f"{len(cards)} strategies" if len(cards) != 1 else "1 strategy"
    more = "See one with: coping show ID. Do it with: coping try ID"
    kit.draw(list_page(cards, pins(kit, "pin"), count, more))


def matching(
    kit: Kit,
    words: str,
    ask: Ask,
    *,
    mine: bool = False,
    pinned: bool = False,
    hidden: bool = False,
) -> list[Card]:
    """Return what matches words and filters, best first; pinned ones first where there are no words."""
    pinned_names, hidden_names = pins(kit, "pin"), pins(kit, "hide")
    cards = [
        card
        for card in kit.catalogue.cards
        if (card.id in hidden_names) == hidden
        and (hidden or allowed(card, ask))
        and fits(card, ask)
        and (not mine or card.source == "mine")
        and (not pinned or card.id in pinned_names)
    ]
    if words.strip():
        return search(cards, words, kit.vocabulary)
    return sorted(cards, key=lambda c: (c.id not in pinned_names, fold(c.title)))


def show_needs(kit: Kit, as_json: bool) -> None:
    """List the words for needs, by group."""
    needs = kit.vocabulary.needs
    if as_json:
        kit.json(needs=[{"id": i, **n._asdict()} for i, n in needs.items()])
        return
    from ..screen.page import Block, Item, Items, Section

    groups: dict[str, list[Item]] = {}
    for identifier, need in needs.items():
        groups.setdefault(need.group, []).append(
            Item(identifier, need.label, "", "also: " + ", ".join(need.aliases))
        )
    page: list[Block] = [Section(group, [Items(items)]) for group, items in groups.items()]
    kit.draw(page)


def show(kit: Kit, name: str, as_json: bool) -> None:
    """Show one strategy."""
    found = kit.catalogue.get(name)
    if as_json:
        tree = _typed(to_tree(found.strategy))
        own = own_of(kit, found.card.id)
        head = {"id": found.card.id, "name": found.card.name, "source": found.card.source}
        kit.json(strategies=[{**head, **_translation(found), **tree, "mine": own._asdict()}])
        return
    from ..screen.strategy_views import strategy_page

    citations = kit.catalogue.citations
    own = own_of(kit, found.card.id)
    kit.draw(strategy_page(found.strategy, found.card, kit.vocabulary, citations, own, found.note))


def card_json(card: Card) -> dict[str, Any]:
    """Return a card for --json."""
    public = {k: list(v) if isinstance(v, (list, tuple)) else v for k, v in card._asdict().items()}
    public["source"] = card.source or "shipped"
    return public


def _translation(found: Found) -> dict[str, Any]:
    """Return the language of the words; whether they were read by a speaker, None for no translation."""
    if found.card.language == "en":
        return {"language": "en", "reviewed": None, "outdated": None}
    marks = found.note.split()
    return {
        "language": found.card.language,
        "reviewed": "unreviewed" not in marks,
        "outdated": "outdated" in marks,
    }


def _typed(tree: dict[str, Any]) -> dict[str, Any]:
    return {k: int(v) if k in NUMBERS else v for k, v in tree.items()}


def _nothing(kit: Kit, words: str) -> None:
    vocabulary = kit.vocabulary
    known = {fold(n): n for i, need in vocabulary.needs.items() for n in (i, *need.names)}
    known.update({fold(c.title): c.title.lower() for c in kit.catalogue.cards})
    near = known.get(closest(fold(words.strip()), known)) if words.strip() else None
    raise NotFound(
        said.NOTHING_FITS if not words else f'Nothing matches "{words.strip()[:60]}".',
        f"Did you mean: coping find {near}" if near else "Try fewer words or filters: coping find",
    )

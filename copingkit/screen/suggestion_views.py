"""Pages of suggestions, each with its role and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..core.card import Card
from ..core.suggest import Suggestion
from .page import Block, Bullets, Page, Para, Section
from .strategy_views import origin


def suggestions_page(
    found: Sequence[Suggestion], cards: Mapping[str, Card], *, why: bool, people: str
) -> Page:
    """Return up to three suggestions; with `why`, the arithmetic below each.

    `people` is the line that people come first, "" where it isn't called for.
    """
    page: list[Block] = []
    if people:
        page.append(Para(people, "care"))
    relaxed = sorted({wish for s in found for wish in s.relaxed})
    if relaxed:
        page.append(Para(f"Few things fit all of that, so I looked past: {', '.join(relaxed)}."))
    for suggestion in found:
        card = cards[suggestion.id]
        blocks: list[Block] = [
            Para(f"{card.title} ({card.name}), {card.minutes} min{origin(card)}", "strong"),
            Para(card.summary),
            Para(suggestion.reason),
        ]
        if suggestion.figures and not why:
            blocks.append(Para(suggestion.figures, "quiet"))
        if why:
            blocks.append(Bullets(suggestion.why))
        page.append(Section(suggestion.heading, blocks))
    page.append(Para("Do one with: coping try ID. The arithmetic: --why", "quiet"))
    return page

"""Which strategies fit what a person asks for, and which match the words they typed."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from .card import Card
from .fold import fold
from .vocabulary import ENERGY_ORDER, Vocabulary

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# What lists a need helps with it; a word in a title or sentence may be there by chance.
NEED_SCORE = 5.0
# Too common to tell strategies apart, in English and in Spanish.
_SMALL = frozenset([
    "a", "an", "and", "at", "for", "from", "i", "in", "is", "it", "me", "my", "of", "on", "or",
    "the", "to", "when", "with",
    "al", "como", "con", "de", "del", "el", "en", "la", "las", "lo", "los", "mi", "no", "o",
    "para", "por", "que", "se", "si", "su", "un", "una", "y",
])  # fmt: skip


class Ask(NamedTuple):
    """What a person asks for; an empty value asks for nothing."""

    needs: tuple[str, ...] = ()
    minutes: int | None = None
    energy: str = ""
    place: str = ""
    discreet: bool = False
    without: frozenset[str] = frozenset()
    category: str = ""
    when: str = ""
    company: str = ""


def allowed(card: Card, ask: Ask, hidden: Collection[str] = ()) -> bool:
    """Tell whether a strategy may be shown at all: not hidden, nothing switched off in it."""
    return card.id not in hidden and not ask.without.intersection(card.involves)


def fits(card: Card, ask: Ask) -> bool:
    """Tell whether a strategy is what was asked for."""
    return (
        not ask.without.intersection(card.involves)
        and (not ask.needs or any(need in card.needs for need in ask.needs))
        and (ask.minutes is None or card.minutes <= ask.minutes)
        and (not ask.energy or _at_most(card.energy, ask.energy))
        and (not ask.discreet or card.discreet == "fully")
        and (not ask.place or place_fits(card, ask.place))
        and (not ask.category or card.category == ask.category)
        and (not ask.when or ask.when in card.when)
        and (not ask.company or card.company in (ask.company, "either"))
    )


def place_fits(card: Card, place: str) -> bool:
    """Tell whether a strategy can be done at a place; home is private, and one can lie there."""
    if card.place in ("anywhere", place):
        return True
    return place == "home" and card.place in ("private", "lying")


def search(cards: Iterable[Card], words: str, vocabulary: Vocabulary) -> list[Card]:
    """Return the cards that match all the words, best first; of equal ones, the quickest now.

    A phrase that names a need ("can't sleep") finds what lists that need. Neither case nor accents
    matter.
    """
    needs = vocabulary.find_needs(words)
    typed = _WORD.findall(fold(words))
    wanted = [w for w in typed if w not in _SMALL] or typed
    by_word = {w: set(vocabulary.find_needs(w)) for w in wanted}
    shelves = {i: fold(f"{i} {c.label} {c.english}") for i, c in vocabulary.categories.items()}
    scored = []
    for card in cards:
        score = _score(card, wanted, by_word, shelves.get(card.category, ""))
        if needs:
            score = max(score, NEED_SCORE * any(n in card.needs for n in needs))
        if score > 0:
            scored.append((score, card))
    scored.sort(key=lambda pair: (-pair[0], "now" not in pair[1].when, pair[1].minutes, pair[1].id))
    return [card for _, card in scored]


def _score(card: Card, wanted: Sequence[str], by_word: dict[str, set[str]], shelf: str) -> float:
    texts = fold(f"{card.title} {card.id} {' '.join(card.aliases)}\n{card.summary}")
    for word in wanted:
        # Most cards end here: what is in none of their texts can be one of their needs alone.
        needed = word in card.needs or not by_word[word].isdisjoint(card.needs)
        if not needed and word not in texts and word not in shelf:
            return 0.0
    title, _, summary = texts.partition("\n")
    total = 0.0
    for word in wanted:
        score = 0.0
        # A word for a need isn't counted again in the title: the quickest help stands first.
        if by_word[word].intersection(card.needs) or word in card.needs:
            score += NEED_SCORE
        elif word in title:
            score += 2.0 if re.search(rf"\b{re.escape(word)}", title) else 1.0
        if word in shelf:
            score += 2.0
        if score < NEED_SCORE and len(word) > 2 and word in summary:
            score += 1.0
        if not score:
            return 0.0
        total += score
    return total


def _at_most(energy: str, limit: str) -> bool:
    return ENERGY_ORDER.index(energy) <= ENERGY_ORDER.index(limit)

"""Pages about strategies: one of them whole, or several as a list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .. import words
from ..core.card import Card
from ..core.guide_fields import Breath, Checklist, Guide, Prompts, Steps
from ..core.strategy import Strategy
from ..core.vocabulary import Vocabulary
from .page import Block, Bullets, Heading, Item, Items, Page, Para, Section


class Own(NamedTuple):
    """What a person has added to a strategy: their note, marks and results."""

    note: str = ""
    pinned: bool = False
    hidden: bool = False
    stars: int | None = None
    results: str = ""


def facts(card: Card, vocabulary: Vocabulary) -> str:
    """Say in one line what a strategy asks for."""
    terms = vocabulary.terms
    parts = [
        f"{card.minutes} min",
        f"energy: {terms['energy'].get(card.energy, card.energy)}",
        terms["discreet"].get(card.discreet, card.discreet),
        terms["place"].get(card.place, card.place),
    ]
    if card.company != "either":
        parts.append(terms["company"].get(card.company, card.company))
    if card.props:
        parts.append("needs " + ", ".join(card.props))
    return " · ".join(parts)


def need_labels(needs: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return needs in plain words."""
    return ", ".join(vocabulary.needs[n].label if n in vocabulary.needs else n for n in needs)


def strategy_page(
    strategy: Strategy,
    card: Card,
    vocabulary: Vocabulary,
    citations: Mapping[str, str],
    own: Own,
    note: str = "",
) -> Page:
    """Return the page of one strategy: how, cautions, what is known, and what is mine about it."""
    category = vocabulary.categories.get(card.category)
    page: list[Block] = [Heading(strategy.title, card.name), Para(strategy.summary, "strong")]
    page += [Para(text, "care") for text in translation_notes(note)]
    page.append(Para(facts(card, vocabulary), "quiet"))
    page.append(
        Para(
            f"For: {need_labels(card.needs, vocabulary)}."
            + (f" Kind: {category.label.lower()}." if category else "")
        )
    )
    page.append(Section("How", guide_blocks(strategy.guide)))
    if strategy.cautions:
        texts = [vocabulary.cautions[c] for c in strategy.cautions if c in vocabulary.cautions]
        page.append(Section("Take care", [Bullets(texts)], "care"))
    if strategy.evidence:
        page.append(Section("What is known", _evidence(strategy, vocabulary, citations)))
    if strategy.experiences:
        lines = [f"{e.text} ({_helped(e.helped)}; {e.by})" for e in strategy.experiences]
        page.append(Section("From peers, shared with permission", [Bullets(lines)]))
    mine = _own_lines(own)
    if mine:
        page.append(Section("Mine", [Bullets(mine)]))
    page.append(Para(f"Do it now: coping try {card.name}", "quiet"))
    return page


def translation_notes(note: str) -> list[str]:
    """Return what has to be said of a translation, from the catalogue's marks."""
    said = []
    if "unreviewed" in note:
        said.append(words.TRANSLATION_UNREVIEWED)
    if "outdated" in note:
        said.append(words.TRANSLATION_OUTDATED)
    return said


def guide_blocks(guide: Guide) -> list[Block]:
    """Return a guide written out."""
    blocks: list[Block] = [Para(text) for text in guide.intro]
    if isinstance(guide, Breath):
        # One line a phase: a person who reads and breathes can't hold a long sentence.
        phases = [
            f"{p.kind} {p.seconds:g} s" + (f": {p.say}" if p.say else "") for p in guide.phases
        ]
        blocks += [Bullets(phases, numbered=True), Para(f"{guide.rounds} times.")]
    elif isinstance(guide, Steps):
        steps = [s.say + (f" ({s.seconds:g} s)" if s.seconds else "") for s in guide.steps]
        blocks.append(Bullets(steps, numbered=True))
        if guide.repeat > 1:
            blocks.append(Para(f"{guide.repeat} times."))
    elif isinstance(guide, Prompts):
        blocks.append(
            Bullets(
                [p.ask + (f" ({p.times})" if p.times > 1 else "") for p in guide.prompts],
                numbered=True,
            )
        )
    elif isinstance(guide, Checklist):
        blocks.append(Bullets(guide.items))
    else:
        blocks += [Para(text) for text in guide.paragraphs]
    return blocks


def list_page(cards: Sequence[Card], pinned: Iterable[str], heading: str, more: str) -> Page:
    """Return a list of strategies, with a word on what to do next."""
    marked = set(pinned)
    items = [
        Item(
            c.name,
            c.title,
            f"{c.minutes} min" + (", pinned" if c.name in marked or c.id in marked else ""),
            c.summary,
        )
        for c in cards
    ]
    return [*([Para(heading, "quiet")] if heading else []), Items(items), Para(more, "quiet")]


def _evidence(
    strategy: Strategy, vocabulary: Vocabulary, citations: Mapping[str, str]
) -> list[Block]:
    evidence = strategy.evidence
    assert evidence is not None
    grade = vocabulary.grade_words(evidence.grade)
    blocks: list[Block] = [Para(f"{evidence.grade}: {grade}."), Para(evidence.note)]
    if evidence.sources:
        blocks.append(Bullets([citations.get(key, key) for key in evidence.sources]))
    return blocks


def _helped(value: str) -> str:
    return {"yes": "helped", "no": "didn't help", "mixed": "mixed"}.get(value, value)


def _own_lines(own: Own) -> list[str]:
    lines = []
    if own.note:
        lines.append(f"My note: {own.note}")
    if own.stars:
        lines.append(f"My rating: {own.stars} of 5.")
    if own.results:
        lines.append(own.results)
    if own.pinned:
        lines.append("Pinned.")
    if own.hidden:
        lines.append("Hidden: it is never suggested. Bring it back with --undo on `coping hide`.")
    return lines

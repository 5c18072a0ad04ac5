"""Pages about strategies: one of them whole, or several as a list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..core.card import Card
from ..core.guide_fields import Breath, Checklist, Guide, Prompts, Steps
from ..core.page_words import PAGE, fill
from ..core.strategy import Strategy
from ..core.vocabulary import Vocabulary
from ..library.catalogue import added_by
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
    terms, page = vocabulary.terms, vocabulary.page
    parts = [
        fill(page["minutes"], minutes=card.minutes),
        fill(page["energy"], energy=terms["energy"].get(card.energy, card.energy)),
        terms["discreet"].get(card.discreet, card.discreet),
        terms["place"].get(card.place, card.place),
    ]
    if card.company != "either":
        parts.append(terms["company"].get(card.company, card.company))
    if card.props:
        props = ", ".join(vocabulary.props.get(prop, prop) for prop in card.props)
        parts.append(fill(page["props"], props=props))
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
    said = vocabulary.page
    page: list[Block] = [Heading(strategy.title, card.name), Para(strategy.summary, "strong")]
    page += [Para(text, "care") for text in foreword(note, vocabulary)]
    page.append(Para(facts(card, vocabulary), "quiet"))
    about = [fill(said["for"], needs=need_labels(card.needs, vocabulary))]
    if category:
        about.append(fill(said["kind"], kind=category.label.lower()))
    page.append(Para(" ".join(about)))
    page.append(
        Section(said["how"], guide_blocks(strategy.guide, vocabulary.guide_words(card.language)))
    )
    if strategy.cautions:
        texts = [vocabulary.cautions[c] for c in strategy.cautions if c in vocabulary.cautions]
        page.append(Section(said["care"], [Bullets(texts)], "care"))
    if strategy.evidence:
        page.append(Section(said["known"], _evidence(strategy, vocabulary, citations)))
    if strategy.experiences:
        lines = [f"{e.text} ({said[f'helped-{e.helped}']}; {e.by})" for e in strategy.experiences]
        page.append(Section(said["peers"], [Bullets(lines)]))
    mine = _own_lines(own)
    if mine:
        page.append(Section("Mine", [Bullets(mine)]))
    page.append(Para(fill(said["try"], name=card.name), "quiet"))
    return page


def foreword(note: str, vocabulary: Vocabulary) -> list[str]:
    """Return what has to be said before a strategy's words: whose they are, and of a translation.

    The marks are the catalogue's in `note`, and the vocabulary's.
    """
    marks = {**dict.fromkeys(note.split()), **({} if vocabulary.reviewed else {"unreviewed": None})}
    sources = [mark.partition(":")[2] for mark in marks if mark.startswith("from:")]
    return [
        *(fill(vocabulary.page["added"], source=source) for source in sources),
        *(vocabulary.page[mark] for mark in ("unreviewed", "outdated") if mark in marks),
    ]


def origin(card: Card) -> str:
    """Return ", from SOURCE" for a strategy of an added library; "" for any other."""
    return f", from {added_by(card)}" if added_by(card) else ""


def _times(count: int, said: Mapping[str, str]) -> str:
    return said["once"] if count == 1 else fill(said["times"], times=count)


def guide_blocks(guide: Guide, said: Mapping[str, str] = PAGE) -> list[Block]:
    """Return a guide written out, with the fixed words of a language."""
    blocks: list[Block] = [Para(text) for text in guide.intro]
    if isinstance(guide, Breath):
        # One line a phase: a person who reads and breathes can't hold a long sentence.
        phases = [
            f"{said[p.kind]} {_seconds(p.seconds, said)}" + (f": {p.say}" if p.say else "")
            for p in guide.phases
        ]
        blocks += [Bullets(phases, numbered=True), Para(_times(guide.rounds, said))]
    elif isinstance(guide, Steps):
        steps = [
            s.say + (f" ({_seconds(s.seconds, said)})" if s.seconds else "") for s in guide.steps
        ]
        blocks.append(Bullets(steps, numbered=True))
        if guide.repeat > 1:
            blocks.append(Para(fill(said["times"], times=guide.repeat)))
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
            f"{c.minutes} min"
            + (", pinned" if c.name in marked or c.id in marked else "")
            + origin(c),
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


def _seconds(seconds: float, said: Mapping[str, str]) -> str:
    return fill(said["seconds"], seconds=f"{seconds:g}")


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

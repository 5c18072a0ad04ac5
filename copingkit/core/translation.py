"""A translation holds the words of a strategy and nothing else; facts come from the English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .guide_fields import (
    LINE,
    PARAGRAPH,
    PHASE_LINE,
    Breath,
    Checklist,
    Guide,
    Phase,
    Prompt,
    Prompts,
    Step,
    Steps,
    Text,
)  # fmt: skip
from .reading import ROOM, Path, Problem, Reader
from .strategy import Strategy

KEYS = ("of", "title", "summary", "guide", "note", "aliases", "translators", "reviewed")
PART = {
    "breath": "phases", "steps": "steps", "prompts": "prompts", "checklist": "items",
    "text": "paragraphs",
}  # fmt: skip


class Translation(NamedTuple):
    """The words of one strategy in another language. `of` is `words_hash` of the English."""

    of: str
    title: str
    summary: str
    intro: tuple[str, ...]
    parts: tuple[str, ...]
    note: str
    aliases: tuple[str, ...]
    translators: tuple[str, ...]
    reviewed: bool


def guide_words(guide: Guide) -> tuple[str, ...]:
    """Return the words of a guide's parts in order; for a breath, the words beside the phases."""
    if isinstance(guide, Breath):
        return tuple(p.say for p in guide.phases if p.say)
    if isinstance(guide, Steps):
        return tuple(s.say for s in guide.steps)
    if isinstance(guide, Prompts):
        return tuple(p.ask for p in guide.prompts)
    if isinstance(guide, Checklist):
        return guide.items
    return guide.paragraphs


def words_of(strategy: Strategy) -> Iterator[str]:
    """Yield every sentence of a strategy that a translation has to carry, in order."""
    yield strategy.title
    yield strategy.summary
    yield from strategy.guide.intro
    yield from guide_words(strategy.guide)
    yield strategy.evidence.note if strategy.evidence else ""


def words_hash(strategy: Strategy) -> str:
    """Return 12 hex digits that change when any of the words of a strategy change."""
    from hashlib import blake2b

    return blake2b("\n".join(words_of(strategy)).encode(), digest_size=6).hexdigest()


def read(tree: Any, original: Strategy) -> tuple[Translation | None, list[Problem]]:
    """Turn a plain tree into a translation of `original`, or say what is wrong with it."""
    r = Reader()
    fields = r.mapping(tree, (), KEYS, [k for k in KEYS if k != "aliases"])
    if fields is None or r.problems:
        return None, r.problems
    part = PART[original.guide.kind]
    words = guide_words(original.guide)
    keys = ["intro"] * bool(original.guide.intro) + [part] * bool(words)
    guide = r.mapping(fields["guide"], ("guide",), keys, keys) if keys else {}
    guide = guide or {}

    def texts(raw: Any, at: Path, count: int, length: tuple[int, int]) -> tuple[str, ...]:
        least, most = length[0], round(length[1] * ROOM)
        return r.many(raw, at, count, count, lambda x, p: r.line(x, p, least, most))

    intro = texts(guide.get("intro", []), ("guide", "intro"), len(original.guide.intro), LINE)
    length = {"paragraphs": PARAGRAPH, "phases": PHASE_LINE}.get(part, LINE)
    parts = texts(guide.get(part, []), ("guide", part), len(words), length)
    found = Translation(
        of=r.line(fields["of"], ("of",), 12, 12),
        title=r.line(fields["title"], ("title",), 3, round(40 * ROOM)),
        summary=r.line(fields["summary"], ("summary",), 10, round(90 * ROOM)),
        intro=intro,
        parts=parts,
        note=r.line(fields["note"], ("note",), 20, round(400 * ROOM)),
        aliases=r.many(
            fields.get("aliases", []), ("aliases",), 0, 8, lambda x, p: r.line(x, p, 2, 56)
        ),
        translators=r.many(
            fields["translators"], ("translators",), 1, 12, lambda x, p: r.line(x, p, 2, 60)
        ),
        reviewed=r.word(fields["reviewed"], ("reviewed",), {"yes", "no"}, "yes, no") == "yes",
    )
    return (None if r.problems else found), r.problems


def apply(strategy: Strategy, words: Translation) -> Strategy:
    """Return the strategy with its words replaced."""
    evidence = strategy.evidence
    return strategy._replace(
        title=words.title,
        summary=words.summary,
        guide=_with_words(strategy.guide, words),
        evidence=evidence._replace(note=words.note) if evidence else None,
        aliases=words.aliases,
    )


def _with_words(guide: Guide, words: Translation) -> Guide:
    parts = iter(words.parts)
    if isinstance(guide, Breath):
        phases = tuple(Phase(p.kind, p.seconds, next(parts) if p.say else "") for p in guide.phases)
        return guide._replace(phases=phases, intro=words.intro)
    if isinstance(guide, Steps):
        steps = tuple(Step(next(parts), s.seconds) for s in guide.steps)
        return guide._replace(steps=steps, intro=words.intro)
    if isinstance(guide, Prompts):
        prompts = tuple(Prompt(next(parts), p.times) for p in guide.prompts)
        return guide._replace(prompts=prompts, intro=words.intro)
    if isinstance(guide, Checklist):
        return guide._replace(items=words.parts, intro=words.intro)
    return Text(words.parts, words.intro)

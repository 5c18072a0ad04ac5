"""The plan for bad days on the screen, and as plain text and Markdown to take along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import words
from ..core.cells import pad, wrap
from ..core.plan import PARTS, Plan
from ..core.safe import clean
from .page import Block, Bullets, Heading, Page, Para, Section

# How many of each fit on a wallet card, most needed first.
CARD = (("messages", 1), ("myself", 3), ("people", 3), ("lines", 3))
CARD_COLUMNS = 40
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~]")
# At the start these would make a heading or a list.
_LEADING = re.compile(r"^(\d{0,9})([#+\-.)=])")


def plan_page(plan: Plan) -> Page:
    """Return the plan as a page: parts with lines, then which are open."""
    page: list[Block] = [Heading(words.PLAN_TITLE)]
    if plan.is_empty():
        page.append(Para(words.PLAN_EMPTY))
    open_parts = []
    for part in PARTS:
        sentences = plan.sentences(part.id)
        if sentences:
            page.append(Section(part.title, [Bullets(sentences)]))
        else:
            open_parts.append(part.title)
    if plan.emergency:
        page.append(Para(plan.emergency))
    if plan.is_empty():
        page.append(Para(words.PLAN_READY_HINT, "quiet"))
    elif open_parts:
        page.append(Para(words.PLAN_STILL.format(parts="; ".join(open_parts)), "quiet"))
    return page


def sheet_text(plan: Plan, columns: int = 78) -> str:
    """Return the sheet as plain text."""
    rows = [words.PLAN_TITLE, "=" * len(words.PLAN_TITLE)]
    for title, sentences in filled(plan):
        rows += ["", *wrap(title, columns)]
        for sentence in sentences:
            first, *rest = wrap(clean(sentence), columns - 4)
            rows += [f"  - {first}", *(f"    {row}" for row in rest)]
    if plan.emergency:
        rows += ["", *wrap(plan.emergency, columns)]
    return "\n".join(rows) + "\n"


def card_text(plan: Plan) -> str:
    """Return the card as plain text in a frame to cut along."""
    edge = "+" + "-" * (CARD_COLUMNS - 2) + "+"
    rows = [row for line in card_lines(plan) for row in wrap(line, CARD_COLUMNS - 4)]
    return "\n".join([edge, *(f"| {pad(row, CARD_COLUMNS - 4)} |" for row in rows), edge]) + "\n"


def sheet_markdown(plan: Plan) -> str:
    """Return the sheet as Markdown."""
    rows = [f"# {words.PLAN_TITLE}"]
    for title, sentences in filled(plan):
        rows += ["", f"## {title}", "", *(f"- {markdown(sentence)}" for sentence in sentences)]
    if plan.emergency:
        rows += ["", markdown(plan.emergency)]
    return "\n".join(rows) + "\n"


def card_markdown(plan: Plan) -> str:
    """Return the card as Markdown."""
    return "\n".join(f"- {markdown(line)}" for line in card_lines(plan)) + "\n"


def filled(plan: Plan) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the title and sentences of each part that has some."""
    for part in PARTS:
        sentences = plan.sentences(part.id)
        if sentences:
            yield part.title, sentences


def card_lines(plan: Plan) -> list[str]:
    """Return the few lines that go on a card."""
    lines = [clean(sentence) for part, most in CARD for sentence in plan.sentences(part)[:most]]
    return [*lines, *([plan.emergency] if plan.emergency else [])] or [words.PLAN_TITLE]


def markdown(text: str) -> str:
    """Return text that Markdown shows as it is."""
    shown = _SPECIAL.sub(r"\\\g<0>", clean(text))
    return _LEADING.sub(r"\1\\\2", shown)

"""Bodies of `plan print` and `plan share`: what leaves the journal, and how."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .. import words
from ..errors import DataProblem, NotFound, UsageProblem
from .kit import Kit
from .plan import CARD, SHEET, whole_plan

FORMS = ("text", "md", "html")


def print_plan(kit: Kit, form: str, card: bool, output: Path | None) -> None:
    """Write the plan as a sheet or card, after saying what that means."""
    if form not in FORMS:
        raise UsageProblem(f'There is no format "{form[:20]}".', "Use text, md or html.")
    plan = whole_plan(kit, CARD if card else SHEET)
    if plan.is_empty():
        kit.say(words.PLAN_EMPTY)
        return
    kit.say(words.PLAN_PRIVACY)
    from ..screen import plan_html, plan_views

    makers = {
        "text": (plan_views.sheet_text, plan_views.card_text),
        "md": (plan_views.sheet_markdown, plan_views.card_markdown),
        "html": (plan_html.sheet_html, plan_html.card_html),
    }
    put_out(kit, makers[form][card](plan), output)


def share_strategies(kit: Kit, names: list[str], output: Path | None) -> None:
    """Write chosen strategies' files as one; without names, those of the plan."""
    from ..library.bundle import together

    meant = names or _in_plan(kit)
    if not meant:
        raise UsageProblem(
            "Which strategies?",
            "For example: coping plan share box-breathing --output for-a-friend.yaml",
        )
    cards = {card.name: card for card in map(kit.catalogue.card, meant)}
    text = together({c.id: _file_text(kit, c.source, c.id) for c in cards.values()})
    titles = ", ".join(c.title for c in cards.values())
    kit.say(words.SHARE_PRIVACY, words.SHARE_IN_IT.format(titles=titles))
    put_out(kit, text, output)
    kit.say(words.SHARE_HOW)


def put_out(kit: Kit, text: str, output: Path | None) -> None:
    """Write text to standard output, or into a new file of mode 0600."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        descriptor = os.open(output.expanduser(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageProblem(f"{output} is there already.", "Choose another name.") from None
    except OSError as error:
        raise DataProblem(
            f"{output} can't be written: {(error.strerror or 'no reason given').lower()}.",
            "Choose another place.",
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    kit.say(words.WRITTEN.format(file=output))


def _in_plan(kit: Kit) -> list[str]:
    from ..core.plan import lines_in

    known = {card.name for card in kit.catalogue.cards}
    named = (line.strategy for line in lines_in(kit.journal.profile().all("plan:")))
    return [name for name in named if name in known]


def _file_text(kit: Kit, source: str, identifier: str) -> str:
    from ..library import files
    from ..library.catalogue import SHIPPED
    from ..library.yamltext import Unreadable

    for shelf in kit.catalogue.shelves:
        if shelf.name == (source or SHIPPED):
            try:
                return files.read_text(shelf.folder / f"{identifier}.yaml")
            except Unreadable as error:
                raise NotFound(
                    f"The file of {identifier} can't be read: {error.what}.",
                    f"To mend it: {error.fix}.",
                ) from None
    raise NotFound(f"The file of {identifier} isn't at hand.", "Choose another one.")

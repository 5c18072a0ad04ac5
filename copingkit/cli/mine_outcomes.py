"""Body of mine share --outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import NotFound
from .kit import Kit
from .mine_giving import Giving, agreed, hand_over, show_public
from .mine_share import check, library_of, text_of

if TYPE_CHECKING:
    from ..library.giving import Gift
    from ..library.outcomes import Found, Outcome

FILE = "outcomes.yaml"


def share_outcomes(kit: Kit, giving: Giving, again: bool) -> None:
    """Give own results to the shared library, as counts."""
    giving.check(kit, named=False)
    from ..journal import shared
    from ..library import outcomes
    from ..library.giving import ANONYMOUS

    # Without going on as if there were none where this can't be read: that would count uses twice.
    given = shared.given(kit.journal.profile())
    found = _found(kit)
    chosen = outcomes.once_more(found, given) if again else outcomes.not_given(found, given)
    rows = outcomes.counted(chosen)
    if not rows:
        more = " that weren't given before" if given and not again else ""
        raise NotFound(
            f"There are no five uses of one strategy for one need, with both numbers{more}.",
            "Fewer could tell who somebody is, so they aren't shared.",
        )
    gift = outcomes_gift(rows)
    text, present = outcomes.write(rows), text_of(kit, FILE)
    check(kit, library_of(kit), FILE, gift.make(present), text, "coping log list")
    show_public(
        kit, text, "These counts, and nothing else, become public. No dates, no notes, no ids."
    )
    if not agreed(kit, giving):
        return
    way = hand_over(kit, gift, giving, ANONYMOUS, present)
    if way in ("to", "web"):
        shared.note(kit.journal, chosen)
        kit.say("Next time, what is new since today is shared. Everything again: --again")
    elif way == "print":
        kit.say("Printed, it isn't noted as shared: passed on as well, it would count twice later.")


def outcomes_gift(rows: list[Outcome]) -> Gift:
    """Return the gift of counts, added to those there are."""
    from ..library import outcomes
    from ..library.giving import Gift

    def make(present: str | None) -> str:
        there = outcomes.read(present) if present is not None else []
        text = outcomes.write(outcomes.merged(there, rows))
        # What can't be read back must not go out, whatever it is.
        outcomes.read(text)
        return text

    return Gift(
        outcomes.PATH, "outcomes", "Add counts of outcomes", make,
        outcomes.lines(rows), "at the end; if the list there is [], in its place",
    )  # fmt: skip


def _found(kit: Kit) -> Found:
    from ..core.filter import EntryFilter
    from ..library import outcomes

    shared = {card.id for card in kit.catalogue.cards if not card.source}
    uses = (
        outcomes.Use(e.id, e.strategy or "", e.needs, e.before, e.after)
        for e in kit.journal.entries(EntryFilter(kind="use"))
    )
    return outcomes.countable(uses, shared, kit.vocabulary.ids("needs"))

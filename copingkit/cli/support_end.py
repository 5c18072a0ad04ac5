"""What comes after the page of `support`: one gentle line, and one key to the plan."""

from __future__ import annotations

import sys

from .. import words
from . import support
from .kit import Kit


def support_then_plan(
    kit: Kit, country: str | None = None, everything: bool = False, as_json: bool = False
) -> None:
    """Show people and lines; in a terminal, offer the plan where there is one."""
    support.show_support(kit, country, everything, as_json)
    if as_json or not kit.interactive:
        return
    profile, _ = support.read_own(kit)
    if support.has_plan(profile):
        from . import asking

        with asking.terminal() as ask:
            picked = ask.choice(words.SUPPORT_PLAN_KEY, words.SUPPORT_THEN, people=False)
        if picked == "p":
            from .plan import show_plan

            show_plan(kit)
    kit.say(words.BACK_FROM_SUPPORT)


def look_and_come_back(kit: Kit) -> None:
    """Show people and lines between two questions, and say so when back."""
    from ..core.cells import wrap

    support.show_support(kit)
    rows = wrap(words.BACK_FROM_SUPPORT, kit.width)
    sys.stdout.write("\n" + "\n".join(rows) + "\n\n")
    sys.stdout.flush()

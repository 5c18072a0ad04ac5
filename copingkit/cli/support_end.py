"""What comes after the page of `support`: one gentle line, and one key to the plan."""

from __future__ import annotations

from .. import words
from . import support
from .kit import Kit


def support_then_plan(kit: Kit, country: str | None, everything: bool, as_json: bool) -> None:
    """Show people and lines; in a terminal, offer the plan where there is one."""
    support.show_support(kit, country, everything, as_json)
    if as_json or not kit.interactive:
        return
    profile, _ = support.read_own(kit)
    if support.has_plan(profile):
        from . import asking

        with asking.terminal() as ask:
            picked = ask.choice(words.SUPPORT_PLAN_KEY, [("p", "my plan"), ("q", "leave")])
        if picked == "p":
            from .plan import show_plan

            show_plan(kit)
    kit.say(words.BACK_FROM_SUPPORT)

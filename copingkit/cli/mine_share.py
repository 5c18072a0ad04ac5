"""Bodies of mine share and mine experience."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..errors import InvalidContent, NotFound, UsageProblem
from .kit import Kit
from .mine_bodies import STDIN, mine, own_id
from .mine_giving import Giving, agreed, hand_over, name_of, questions, show_public

if TYPE_CHECKING:
    from ..core.strategy import Experience, Strategy
    from ..library.giving import Gift
    from ..library.outcomes import Cell, Outcome, Sum

SHARED = "shared:outcomes"
HELPED = (("y", "yes", "it helped"), ("m", "mixed", "some of it did"), ("n", "no", "it didn't"))


def share_or_outcomes(
    kit: Kit, name: str | None, giving: Giving, *, outcomes: bool, keep_props: bool, again: bool
) -> None:
    """Give an own strategy, or own results."""
    if outcomes and name is None:
        share_outcomes(kit, giving, again)
    elif name is not None and not outcomes:
        share(kit, name, giving, keep_props)
    else:
        raise UsageProblem(
            "One thing at a time.", "Use: coping mine share ID, or coping mine share --outcomes"
        )


def share(kit: Kit, name: str, giving: Giving, keep_props: bool) -> None:
    """Give an own strategy to the shared library."""
    giving.check(kit)
    identifier = own_id(kit, name)
    strategy = _own(kit, identifier)
    name = name_of(kit, giving)
    public = _public(kit, strategy, name, keep_props)
    from ..library.giving import strategy_gift
    from ..library.mine_text import written

    text = written(public)
    gift = strategy_gift(identifier, text)
    gift.make(_shipped(kit, identifier))
    check(kit, identifier, text, f"coping mine edit {identifier}")
    left = [p for p in strategy.props if p not in public.props]
    if left:
        kit.say(
            f"Left out, as they may be yours alone: {', '.join(left)}. --keep-props keeps them."
        )
    others = [a for a in public.authors if a != name]
    if others:
        kit.say(f"It names {', '.join(others)} too: share it if they agree to all of this as well.")
    show_public(
        kit,
        text,
        "This, and nothing else, becomes public. Your note, pace, ratings and log stay here.",
    )
    if agreed(kit, giving):
        hand_over(kit, gift, giving, name, None)


def _own(kit: Kit, identifier: str) -> Strategy:
    from ..library import mine_text

    raw = mine(kit).text(identifier).encode()
    return mine_text.read(f"{identifier}.yaml", identifier, raw, kit.vocabulary)


def _public(kit: Kit, strategy: Strategy, name: str, keep_props: bool) -> Strategy:
    from ..library.giving import public_form
    from ..library.mine_text import with_cautions

    known = strategy.props if keep_props else shared_props(kit)
    public = public_form(strategy, name, frozenset(p.lower() for p in known))
    return with_cautions(public, kit.vocabulary)


def shared_props(kit: Kit) -> list[str]:
    """Return the things that shared strategies ask for."""
    return [prop for card in kit.catalogue.cards if not card.source for prop in card.props]


def check(kit: Kit, identifier: str, text: str, mend: str) -> None:
    """Hold a text to the library's rules, as its own check does; InvalidContent for what fails."""
    from ..library.check import check_text
    from ..library.check_library import Library

    library = Library.of_catalogue(kit.catalogue)
    findings = check_text(text, library.root / "en" / f"{identifier}.yaml", library)
    failing = [f for f in findings if f.fails]
    for f in findings:
        mark = "To mend" if f.fails else "Advice"
        kit.say(f"{identifier}.yaml:{f.line}: {f.code} {f.what}. {mark}: {f.fix}.")
    if failing:
        kit.say("The text that was checked:", *text.split("\n"))
        raise InvalidContent(
            f"The library's check found {len(failing)} thing{'s' * (len(failing) > 1)} to mend first.",
            f"Mend it with: {mend}",
        )


def give_experience(
    kit: Kit, name: str, giving: Giving, helped: str | None, line: str | None
) -> None:
    """Give one first-person line on a shared strategy."""
    giving.check(kit)
    card = kit.catalogue.card(name)
    if card.source == "mine":
        raise UsageProblem(
            f"{card.id} is your own.", f"Give it to the library first: coping mine share {card.id}"
        )
    if card.source:
        raise UsageProblem(
            f"{card.name} is from the library {card.source}, not from the shared one.",
            "Give the line to its makers.",
        )
    how, text = _told(kit, card.title, helped, line)
    by = name_of(kit, giving)
    from ..library.giving import experience, experience_gift

    told = experience(how, text, by, kit.now().date().isoformat())
    present = _shipped(kit, card.id)
    gift = experience_gift(card.id, told)
    check(kit, card.id, gift.make(present), f"coping mine experience {card.id}")
    show_public(kit, _lines(told), f"These lines, added to {card.id}, are all that becomes public:")
    if agreed(kit, giving):
        hand_over(kit, gift, giving, by, present)


def _told(kit: Kit, title: str, helped: str | None, line: str | None) -> tuple[str, str]:
    if kit.interactive and (helped is None or line is None):
        with questions() as ask:
            if helped is None:
                choices = [(key, words) for key, _, words in HELPED]
                picked = ask.choice(f"{title}: did it help?", choices)
                helped = next((h for key, h, _ in HELPED if key == picked), None)
            if helped and line is None:
                line = ask.line("What was it like, and what did you change? One or two sentences.")
    elif line in (None, STDIN) and not sys.stdin.isatty():
        line = sys.stdin.read(4096)
    if helped is None or not (line or "").strip():
        raise UsageProblem(
            "There is nothing to share yet.",
            "Say --helped yes, no or mixed, and the line with --text or through standard input.",
        )
    if helped not in [h for _, h, _ in HELPED]:
        raise UsageProblem(f'"{helped}" isn\'t an answer.', "Use --helped yes, no or mixed.")
    return helped, line or ""


def _lines(told: Experience) -> str:
    return "".join(f"{key}: {value}\n" for key, value in told._asdict().items())


def _shipped(kit: Kit, identifier: str) -> str | None:
    """Return the text this machine's copy of the shared library has for an id, if any."""
    return _text_of(kit, f"en/{identifier}.yaml")


def share_outcomes(kit: Kit, giving: Giving, again: bool) -> None:
    """Give own results to the shared library, as counts."""
    giving.check(kit, named=False)
    from ..library import outcomes
    from ..library.giving import ANONYMOUS

    total = _sums(kit)
    new = outcomes.since(total, {} if again else _given(kit))
    rows = outcomes.outcomes(new)
    if not rows:
        more = "" if again or not _given(kit) else " that weren't given before"
        raise NotFound(
            f"There are no five uses of one strategy for one need, with both numbers{more}.",
            "Fewer could tell who somebody is, so they aren't shared.",
        )
    show_public(
        kit,
        outcomes.write(rows),
        "These counts, and nothing else, become public. No dates, no notes.",
    )
    if not agreed(kit, giving):
        return
    way = hand_over(kit, outcomes_gift(rows), giving, ANONYMOUS, _text_of(kit, "outcomes.yaml"))
    if way in ("to", "web"):
        _remember(kit, {**_given(kit), **{cell: total[cell] for cell in new}})
        kit.say("Next time, what is new since today is shared. Everything again: --again")


def outcomes_gift(rows: list[Outcome]) -> Gift:
    """Return the gift of counts, added to those there are."""
    from ..library import outcomes
    from ..library.giving import Gift

    def make(present: str | None) -> str:
        there = outcomes.read(present) if present is not None else []
        return outcomes.write(outcomes.merged(there, rows))

    return Gift(
        outcomes.PATH, "outcomes", "Add counts of outcomes", make,
        outcomes.lines(rows), "at the end; if the list there is [], in its place",
    )  # fmt: skip


def _sums(kit: Kit) -> dict[Cell, Sum]:
    from ..core.filter import EntryFilter
    from ..library import outcomes

    shared = {card.id for card in kit.catalogue.cards if not card.source}
    uses = (
        (e.strategy or "", e.needs, e.before, e.after)
        for e in kit.journal.entries(EntryFilter(kind="use"))
    )
    return outcomes.sums(uses, shared, kit.vocabulary.ids("needs"))


def _given(kit: Kit) -> dict[Cell, Sum]:
    from ..library.outcomes import Sum

    kept = kit.profile.get(SHARED) or {}
    return {
        (strategy, need): Sum(*numbers)
        for strategy, need, *numbers in kept.get("rows", [])
        if len(numbers) == len(Sum._fields)
    }


def _remember(kit: Kit, given: dict[Cell, Sum]) -> None:
    rows = [[*cell, *numbers] for cell, numbers in sorted(given.items())]
    kit.journal.put(SHARED, {"rows": rows}, what="noted which counts were shared")


def _text_of(kit: Kit, name: str) -> str | None:
    from ..library import files
    from ..library.yamltext import Unreadable

    try:
        return files.read_text(kit.catalogue.root / name)
    except Unreadable:
        return None

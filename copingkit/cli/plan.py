"""Bodies of `plan`: show, add, remove, edit."""

from __future__ import annotations

import os
from typing import Any

from .. import words
from ..core.helpline import HIDE, months_since, rungs
from ..core.people import people_in
from ..core.plan import (
    PARTS,
    PEOPLE,
    Part,
    Plan,
    PlanLine,
    from_text,
    lines_in,
    new_line,
    of_part,
    part_named,
    to_text,
)
from ..core.plan import changes as plan_changes
from ..errors import CopingError, NotFound, UsageProblem
from . import asking
from .kit import Kit

MOST_HELPLINES = 3
SCREEN, SHEET, CARD = "screen", "sheet", "card"


def show_plan(kit: Kit, as_json: bool = False) -> None:
    """Show the plan, from the least to the most outside help."""
    if as_json:
        kit.json(plan=_parts_json(kit))
        return
    from ..screen.plan_views import plan_page

    kit.draw(plan_page(whole_plan(kit)))


def whole_plan(kit: Kit, form: str = SCREEN) -> Plan:
    """Return the plan with strategies, people, and the lines of the country.

    `form` is SCREEN, SHEET (a strategy says what it is) or CARD (its title has to do).
    """
    values = kit.journal.profile().all()
    by_part: dict[str, list[str]] = {}
    for line in lines_in(values):
        by_part.setdefault(line.part, []).append(_sentence(kit, line, form))
    helplines, emergency = _country_lines(kit, form)
    return Plan(by_part, people_in(values), helplines, emergency)


def _sentence(kit: Kit, line: PlanLine, form: str) -> str:
    if not line.strategy:
        return line.text
    try:
        card = kit.catalogue.card(line.strategy)
    except CopingError:
        # It may have left the library; its name still means something to the person.
        return line.strategy
    more = {SCREEN: words.PLAN_TRY.format(name=line.strategy), SHEET: f": {card.summary}"}
    return card.title + more.get(form, "")


def add(kit: Kit, said: str | None, text: str | None, strategy: str | None) -> None:
    """Add one line, or ask for lines where there is a terminal."""
    part = _part(said) if said else None
    if strategy:
        part = part or _part("myself")
        card = kit.catalogue.card(strategy)
        put(kit, part, "", card.name)
        kit.say(words.PLAN_STRATEGY_ADDED.format(title=part.title, strategy=card.title))
    elif part and text:
        _put_words(kit, part, text)
        kit.say(words.PLAN_ADDED.format(title=part.title))
    elif kit.interactive:
        fill(kit, part)
    else:
        raise UsageProblem(
            "Which part, and what?", 'For example: coping plan add signs "I stop answering"'
        )


def fill(kit: Kit, part: Part | None) -> None:
    """Ask for lines of one part, or of one part after another, until the person leaves."""
    kit.journal.ready()
    with asking.terminal() as ask:
        if part is not None:
            _fill_part(kit, ask, part)
            return
        while True:
            keys = [(str(n), _menu_words(kit, p)) for n, p in enumerate(PARTS, 1)]
            picked = ask.choice(words.PLAN_WHICH, keys)
            if picked is None:
                return
            _fill_part(kit, ask, _part(picked))


def _fill_part(kit: Kit, ask: asking.Ask, part: Part) -> None:
    if part.id == PEOPLE:
        from . import people

        people.ask_and_keep(kit)
        return
    question = words.PLAN_ASK.format(title=part.title, ask=part.ask)
    while text := ask.line(question):
        _put_words(kit, part, text)
        question = words.PLAN_MORE


def _put_words(kit: Kit, part: Part, text: str) -> None:
    if part.id == PEOPLE:
        from . import people

        people.keep(kit, text, None, None)
        return
    strategy = _strategy_meant(kit, text) if part.id == "myself" else ""
    put(kit, part, "" if strategy else text, strategy)


def put(kit: Kit, part: Part, text: str, strategy: str = "") -> None:
    """Keep one line."""
    there = lines_in(kit.journal.profile().all("plan:"))
    if strategy and any(line.strategy == strategy for line in of_part(there, part.id)):
        return
    line = new_line(there, part.id, text, strategy, os.urandom(4).hex())
    kit.journal.put(line.key, line.value(), what=f"added a line to my plan: {part.title}")


def remove(kit: Kit, said: str, number: int) -> None:
    """Take one line out."""
    part = _part(said)
    if part.id == PEOPLE:
        from . import people

        people.remove(kit, str(number))
        return
    lines = of_part(lines_in(kit.journal.profile().all("plan:")), part.id)
    if not 1 <= number <= len(lines):
        raise NotFound(
            f"{part.title} has {len(lines)} line{'' if len(lines) == 1 else 's'} of your own.",
            "They are counted from the top: coping plan",
        )
    kit.journal.drop(lines[number - 1].key, what=f"took a line out of my plan: {part.title}")
    kit.say(words.PLAN_REMOVED.format(title=part.title))


def edit(kit: Kit) -> None:
    """Change the whole plan in the person's own editor; one undo step."""
    from .editor import write_text

    if not kit.interactive:
        raise UsageProblem("There is no terminal to edit in.", "Add a line with: coping plan add")
    old = lines_in(kit.journal.profile().all("plan:"))
    written = write_text(kit, to_text(old), ".txt")
    wanted = from_text(written) if written is not None else []
    if not wanted:
        # An emptied file is more often a slip than a wish.
        kit.say(words.PLAN_EMPTIED)
        return
    changed = plan_changes(old, wanted, os.urandom(4).hex())
    if changed:
        kit.journal.change(changed, "edited my plan")
    kit.say(words.PLAN_CHANGED if changed else words.PLAN_UNCHANGED)


def _part(said: str) -> Part:
    part = part_named(said)
    if part is None:
        shown = "".join(c for c in said if c.isprintable())[:40]
        raise UsageProblem(
            f'There is no part "{shown}" in the plan.', "Use: " + ", ".join(p.id for p in PARTS)
        )
    return part


def _menu_words(kit: Kit, part: Part) -> str:
    profile = kit.journal.profile()
    count = len(profile.all("person:" if part.id == PEOPLE else f"plan:{part.id}:"))
    return f"{part.title} ({count})" if count else part.title


def _strategy_meant(kit: Kit, text: str) -> str:
    wanted = text.strip().casefold()
    return next(
        (c.name for c in kit.catalogue.cards if wanted in (c.name, c.id, c.title.casefold())), ""
    )


def _country_lines(kit: Kit, form: str) -> tuple[list[str], str]:
    from ..library.packed import read_packed
    from ..screen.support_views import ways_sentence
    from .support import place_of

    lines = read_packed()
    place = place_of(kit.journal.profile(), None)
    country = lines.find(place.said) if place.by == "setting" else None
    if country is None:
        # A guessed country has no place on paper that somebody relies on.
        return [], lines.emergency_note
    today = kit.now().date()
    shown = [
        words.PLAN_HELPLINE.format(name=line.name, ways=ways_sentence(line))
        + ("" if form == CARD else words.PLAN_LISTED.format(day=line.checked))
        for line in rungs(country.lines).all()
        if line.audience == "anyone" and months_since(line.checked, today) < HIDE
    ]
    numbers = words.SUPPORT_OR.join(country.emergency)
    emergency = words.PLAN_EMERGENCY.format(numbers=numbers, country=country.name)
    return shown[:MOST_HELPLINES], emergency


def _parts_json(kit: Kit) -> list[dict[str, Any]]:
    plan = whole_plan(kit)
    own = lines_in(kit.journal.profile().all("plan:"))
    return [
        {
            "part": part.id,
            "title": part.title,
            "lines": [
                {"id": line.id, "text": line.text, "strategy": line.strategy or None}
                for line in of_part(own, part.id)
            ],
            **({"people": [p.to_json() for p in plan.people]} if part.id == PEOPLE else {}),
            **({"helplines": list(plan.helplines)} if part.id == "lines" else {}),
        }
        for part in PARTS
    ]

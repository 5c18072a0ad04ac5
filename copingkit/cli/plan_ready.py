"""Body of `plan ready`: a short evening of getting ready, every step skippable."""

from __future__ import annotations

import os

from .. import words
from ..core.card import Card
from ..core.helpline import guess_country
from ..core.plan import PARTS
from ..errors import CopingError
from ..library.packed import read_packed
from . import asking, people, plan
from .kit import Kit
from .marks import pins

OFFERED = 6


def get_ready(kit: Kit) -> None:
    """Go through the steps that are still open, and say what was done."""
    if not kit.interactive:
        from ..screen.page import Bullets, Para

        kit.draw([Para(words.READY_STEPS_HEAD), Bullets(words.READY_STEPS, numbered=True)])
        return
    kit.journal.ready()
    kit.say(words.READY_START)
    with asking.terminal():
        done = [_country(kit), _person(kit), _three(kit), _message(kit)]
    kit.say(words.READY_DONE if any(done) else words.READY_NOTHING)


def _country(kit: Kit) -> bool:
    if kit.setting("country"):
        return False
    lines = read_packed()
    guess = lines.find(guess_country(os.environ) or "-")
    question = words.READY_COUNTRY
    if guess:
        question = words.READY_COUNTRY_GUESS.format(name=guess.name)
    with asking.terminal() as ask:
        said = ask.line(question)
    if not said:
        return False
    found = guess if guess and said.casefold() in ("y", "yes") else lines.find(said)
    code = found.code if found else said.upper()
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        kit.say(words.SUPPORT_NOT_A_COUNTRY.format(said=said[:40]))
        return False
    kit.journal.put("setting:country", {"value": code}, what=f"set country to {code}")
    kit.say(words.READY_COUNTRY_SET.format(name=found.name if found else code))
    return True


def _person(kit: Kit) -> bool:
    if people.my_people(kit):
        return False
    kit.say(words.READY_PERSON)
    return people.ask_and_keep(kit)


def _three(kit: Kit) -> bool:
    if len(pins(kit, "pin")) >= 3:
        return False
    from ..screen.page import Bullets

    offered = _gentle(kit)
    kit.draw([Bullets([f"{c.title}: {c.summary}" for c in offered], numbered=True)])
    with asking.terminal() as ask:
        said = ask.line(words.READY_PINS)
    chosen: dict[str, str] = {}
    for word in (said or "").replace(",", " ").split():
        if word.isdecimal() and 1 <= int(word) <= len(offered):
            chosen[offered[int(word) - 1].id] = offered[int(word) - 1].title
            continue
        try:
            card = kit.catalogue.card(word)
            chosen[card.id] = card.title
        except CopingError as error:
            kit.say(error.message, error.hint)
    if chosen:
        kit.journal.change({f"pin:{i}": {} for i in chosen}, "pinned " + ", ".join(chosen))
        kit.say(words.READY_PINNED.format(titles=", ".join(chosen.values())))
    return bool(chosen)


def _message(kit: Kit) -> bool:
    if kit.journal.profile().all("plan:messages:"):
        return False
    with asking.terminal() as ask:
        said = ask.line(words.READY_MESSAGE)
    part = next(p for p in PARTS if p.id == "messages")
    if said:
        plan.put(kit, part, said)
    return bool(said)


def _gentle(kit: Kit) -> list[Card]:
    out = frozenset(kit.setting("without", []))
    taken = pins(kit, "pin") | pins(kit, "hide")
    first = {i: n for n, i in enumerate(kit.vocabulary.first_aid)}
    fitting = [
        card
        for card in kit.catalogue.cards
        if card.id not in taken and not out & set(card.involves) and card.energy in ("very-low", "low")
        and card.discreet == "fully" and card.minutes <= 5
    ]  # fmt: skip
    fitting.sort(key=lambda card: (first.get(card.id, len(first)), card.minutes, card.title))
    # One of a kind: three breathing exercises are less of a toolbox than three different things.
    kinds: dict[str, Card] = {}
    for card in fitting:
        kinds.setdefault(card.category, card)
    return list(kinds.values())[:OFFERED]

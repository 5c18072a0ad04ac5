"""Bodies of `support add`, `list` and `remove`: my own people."""

from __future__ import annotations

import os

from .. import words
from ..core.people import PREFIX, Person, named, next_id, people_in
from ..errors import NotFound, UsageProblem
from . import asking
from .kit import Kit


def my_people(kit: Kit) -> list[Person]:
    """Return the people on my list, in the order they were added."""
    return people_in(kit.profile.all(PREFIX))


def add(kit: Kit, name: str | None, how: str | None, about: str | None) -> None:
    """Put somebody on my list; asks for what wasn't given where there is a terminal."""
    if name is None and not kit.interactive:
        raise UsageProblem(
            "A name is needed.", 'For example: coping support add "Maria" --how "0660 1234"'
        )
    if name is None:
        if not ask_and_keep(kit, how, about):
            kit.say(words.NOT_KEPT)
        return
    keep(kit, name, how, about)


def ask_and_keep(kit: Kit, how: str | None = None, about: str | None = None) -> bool:
    """Ask for a person, each part skippable, and keep them; False where there was no name.

    Left half way, what was given until then is kept.
    """
    kit.journal.ready()
    with asking.terminal() as ask:
        name = ask.line(words.PERSON_WHO)
        if not name:
            return False
        try:
            how = how or ask.line(words.PERSON_HOW)
            about = about or ask.line(words.PERSON_ABOUT)
        finally:
            keep(kit, name, how, about)
    return True


def keep(kit: Kit, name: str, how: str | None, about: str | None) -> None:
    """Keep a person and say so."""
    value = {"name": name.strip(), "how": (how or "").strip(), "about": (about or "").strip()}
    identifier = next_id([p.id for p in my_people(kit)], os.urandom(4).hex())
    kept = {part: text for part, text in value.items() if text}
    kit.journal.put(PREFIX + identifier, kept, what=f"added {name} to my people")
    # What was read before doesn't have this person.
    kit.__dict__.pop("profile", None)
    kit.say(words.PERSON_ADDED.format(name=name))


def show(kit: Kit, as_json: bool) -> None:
    """List my people."""
    people = my_people(kit)
    if as_json:
        kit.json(people=[person.to_json() for person in people])
        return
    from ..screen.page import Bullets, Para

    kit.draw(
        [Bullets([p.sentence() for p in people], numbered=True)]
        if people
        else [Para(words.NO_PEOPLE)]
    )


def remove(kit: Kit, said: str) -> None:
    """Take somebody off my list."""
    people = my_people(kit)
    found = named(people, said)
    if not found:
        shown = "".join(c for c in said if c.isprintable())[:40]
        raise NotFound(f'"{shown}" isn\'t on your list.', "See it with: coping support list")
    if len(found) > 1:
        numbers = ", ".join(f"{people.index(p) + 1} {p.name}" for p in found)
        raise UsageProblem(f"Several are meant: {numbers}.", "Give the number.")
    kit.journal.drop(PREFIX + found[0].id, what=f"took {found[0].name} off my people")
    kit.say(words.PERSON_REMOVED.format(name=found[0].name))

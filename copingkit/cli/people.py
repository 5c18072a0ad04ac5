"""Bodies of `support add`, `list` and `remove`: my own people."""

from __future__ import annotations

import os

from .. import words
from ..core.people import PREFIX, Person, named, people_in
from ..errors import NotFound, UsageProblem
from . import asking
from .kit import Kit


def my_people(kit: Kit) -> list[Person]:
    """Return the people on my list, in the order they were added."""
    return people_in(kit.profile.all(PREFIX))


def new_id(kit: Kit) -> str:
    """Return an id that sorts by time and doesn't meet one made on another machine."""
    return f"{int(kit.now().timestamp() * 1000):012x}{os.urandom(3).hex()}"


def add(kit: Kit, name: str | None, how: str | None, about: str | None) -> None:
    """Put somebody on my list; asks for what wasn't given where there is a terminal."""
    if name is None and not kit.interactive:
        raise UsageProblem(
            "A name is needed.", 'For example: coping support add "Maria" --how "0660 1234"'
        )
    if name is None:
        name, how, about = asked(how, about)
    if not name:
        kit.say(words.NOT_KEPT)
        return
    keep(kit, name, how, about)
    kit.say(f"On your list: {name}. Take it back with: coping log undo")


def asked(how: str | None = None, about: str | None = None) -> tuple[str, str | None, str | None]:
    """Ask for a person, each part skippable; no name where the person doesn't want to."""
    with asking.terminal() as ask:
        name = ask.line("Who? A name, or what you call them. Enter leaves.")
        if not name:
            return "", None, None
        how = how or ask.line("How do you reach them? A number, a handle, a door. Enter skips.")
        about = about or ask.line("What is good to know? When they are there, what they are good for. Enter skips.")
    return name, how, about


def keep(kit: Kit, name: str, how: str | None, about: str | None) -> None:
    """Keep a person."""
    value = {"name": name.strip(), "how": (how or "").strip(), "about": (about or "").strip()}
    kit.journal.put(
        PREFIX + new_id(kit), {k: v for k, v in value.items() if v}, what=f"added {name} to my people"
    )


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
    kit.say(f"Off your list: {found[0].name}. Take it back with: coping log undo")

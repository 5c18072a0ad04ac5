"""The people a person may turn to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

PREFIX = "person:"


class Person(NamedTuple):
    """Somebody on a person's own list: how to reach them, and what to know about it."""

    id: str
    name: str
    how: str = ""
    about: str = ""

    def sentence(self) -> str:
        """Return the person in one line."""
        return (
            self.name
            + (f": {self.how}" if self.how else "")
            + (f" ({self.about})" if self.about else "")
        )

    def to_json(self) -> dict[str, str]:
        """Return plain data."""
        return {"id": self.id, "name": self.name, "how": self.how, "about": self.about}


def people_in(values: Mapping[str, Mapping[str, Any]]) -> list[Person]:
    """Return the people among keyed documents, in the order they were added."""
    found = []
    for key, value in values.items():
        if key.startswith(PREFIX):
            name, how, about = (str(value.get(part) or "") for part in ("name", "how", "about"))
            found.append(Person(key[len(PREFIX) :], name or "(no name)", how, about))
    return sorted(found, key=lambda person: person.id)


def next_id(taken: Iterable[str], mark: str) -> str:
    """Return an id that sorts after those taken; `mark` (random) keeps two machines' ids apart."""
    numbers = [int(i[:4], 16) for i in taken if all(c in "0123456789abcdef" for c in i[:4]) and i]
    return f"{min(max(numbers, default=0) + 1, 0xFFFF):04x}{mark}"


def named(people: list[Person], said: str) -> list[Person]:
    """Return those meant by a name, the start of a name, an id, or a place in the list (1 is first)."""
    if said.isdecimal() and 0 < int(said) <= len(people):
        return [people[int(said) - 1]]
    word = said.strip().casefold()
    exact = [p for p in people if word in (p.name.casefold(), p.id)]
    return exact or [p for p in people if word and p.name.casefold().startswith(word)]

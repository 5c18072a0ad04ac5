"""A person's own plan for bad days: parts, lines, and the text they are edited as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .. import words
from .people import Person, next_id

PREFIX = "plan:"
PEOPLE = "people"
LONGEST = 300
_HEADER = re.compile(r"\[([a-z]+)\]")


class Part(NamedTuple):
    """One part of the plan."""

    id: str
    title: str
    ask: str


class PlanLine(NamedTuple):
    """One line: own words, or a strategy's id."""

    id: str
    part: str
    text: str
    strategy: str = ""

    @property
    def key(self) -> str:
        """Return the key it is kept under."""
        return f"{PREFIX}{self.part}:{self.id}"

    def value(self) -> dict[str, str]:
        """Return what is kept under it."""
        return {"strategy": self.strategy} if self.strategy else {"text": self.text}


class Plan(NamedTuple):
    """A plan with everything around it, ready to be shown or printed.

    `lines` holds sentences by part; `helplines` and `emergency` come from the country.
    """

    lines: Mapping[str, Sequence[str]]
    people: Sequence[Person]
    helplines: Sequence[str] = ()
    emergency: str = ""

    def sentences(self, part: str) -> list[str]:
        """Return what stands in a part."""
        own = list(self.lines.get(part, ()))
        if part == PEOPLE:
            return [person.sentence() for person in self.people] + own
        return own + list(self.helplines) if part == "lines" else own

    def is_empty(self) -> bool:
        """Say whether a person has put nothing into it."""
        return not self.people and not any(self.lines.values())


PARTS = tuple(Part(*part) for part in words.PLAN_PARTS)


def part_named(said: str) -> Part | None:
    """Return the part meant by its id, its number (1 is first) or the start of its title."""
    word = said.strip().casefold()
    for number, part in enumerate(PARTS, 1):
        if word in (part.id, str(number)):
            return part
    return next((p for p in PARTS if word and p.title.casefold().startswith(word)), None)


def lines_in(values: Mapping[str, Mapping[str, Any]]) -> list[PlanLine]:
    """Return the plan's lines among keyed documents, part by part, in their order."""
    found = []
    for key, value in values.items():
        part, _, identifier = key[len(PREFIX) :].partition(":")
        if key.startswith(PREFIX) and identifier:
            text, strategy = str(value.get("text") or ""), str(value.get("strategy") or "")
            if text or strategy:
                found.append(PlanLine(identifier, part, text, strategy))
    order = {part.id: number for number, part in enumerate(PARTS)}
    return sorted(found, key=lambda line: (order.get(line.part, len(order)), line.id))


def of_part(lines: Iterable[PlanLine], part: str) -> list[PlanLine]:
    """Return the lines of one part."""
    return [line for line in lines if line.part == part]


def new_line(lines: Iterable[PlanLine], part: str, text: str, strategy: str, mark: str) -> PlanLine:
    """Return a line that comes after the others of its part; `mark` is random, see `next_id`."""
    identifier = next_id([line.id for line in of_part(lines, part)], mark)
    return PlanLine(identifier, part, one_line(text), strategy)


def one_line(text: str) -> str:
    """Return text as one line of at most LONGEST characters."""
    return " ".join(text.split())[:LONGEST]


def to_text(lines: Sequence[PlanLine]) -> str:
    """Return the plan as text to edit: a header a part, one line each."""
    rows = [f"# {row}" for row in words.PLAN_EDIT_HEAD]
    for part in PARTS:
        if part.id == PEOPLE:
            continue
        rows += ["", f"[{part.id}] {part.title}", f"# {part.ask}"]
        rows += [
            f"> {line.strategy}" if line.strategy else line.text for line in of_part(lines, part.id)
        ]
    return "\n".join(rows) + "\n"


def from_text(text: str) -> list[tuple[str, str, str]]:
    """Return (part, own words, strategy) for each line of an edited plan."""
    found: list[tuple[str, str, str]] = []
    part = PARTS[0].id
    names = {p.id for p in PARTS}
    for row in text.splitlines():
        line = one_line(row)
        header = _HEADER.match(line)
        if header and header[1] in names:
            part = header[1]
        elif line.startswith(">"):
            found.append((part, "", line[1:].strip()))
        elif line and not line.startswith("#"):
            found.append((part, line, ""))
    return found


def changes(
    old: Sequence[PlanLine], wanted: Sequence[tuple[str, str, str]], mark: str
) -> dict[str, dict[str, str] | None]:
    """Return what to keep and drop, by key, so that the plan becomes as wanted.

    A part whose lines are as they were stays untouched; another is written anew in its order.
    """
    changed: dict[str, dict[str, str] | None] = {}
    for part in PARTS:
        now = of_part(old, part.id)
        then = [(text, strategy) for name, text, strategy in wanted if name == part.id]
        if part.id == PEOPLE and not then or [(n.text, n.strategy) for n in now] == then:
            continue
        changed.update({line.key: None for line in now})
        fresh: list[PlanLine] = list(now) if part.id == PEOPLE else []
        for text, strategy in then:
            line = new_line(fresh, part.id, text, strategy, mark)
            fresh.append(line)
            changed[line.key] = line.value()
    return changed

"""The page of people to turn to: my own first, then lines, then directories, emergency last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from .. import words
from ..core.helpline import (
    ADVISE,
    ANYONE,
    DIRECTORIES_FIRST,
    HIDE,
    UNKNOWN,
    Country,
    Directory,
    Helplines,
    Line,
    Way,
    is_open,
    months_since,
    oldest,
    opens_at,
    rungs,
)
from ..core.opening import ALWAYS, VARIES
from ..core.people import Person
from .page import Block, Bullets, Heading, Page, Para, Section

ORIGIN = {"guess": words.SUPPORT_GUESS, "setting": words.SUPPORT_SETTING, "option": ""}


class Place(NamedTuple):
    """Where lines are wanted for: what was said, and whether by "option", "setting" or "guess"."""

    said: str = ""
    by: str = ""


def support_page(
    people: Sequence[Person],
    trouble: str,
    place: Place,
    lines: Helplines,
    at: datetime,
    has_plan: bool = False,
) -> Page:
    """Return the whole page, for one country or for none."""
    country = lines.find(place.said) if place.said else None
    page: list[Block] = [Heading(words.SUPPORT_TITLE), Para(words.PEERS, "quiet")]
    if trouble:
        page.append(Para(trouble, "care"))
    page.append(Section(words.SUPPORT_MINE, [_people(people, trouble)]))
    if has_plan:
        page.append(Para(words.SUPPORT_PLAN))
    # Peers' directories stand with the peers, not here.
    directories = _directories(d for d in lines.directories_for("") if d.kind != "peer")
    if country is None:
        page += [Para(text) for text in _no_country(place, lines)]
        return [*page, directories, _emergency(None, lines, guess=False)]
    page.append(Para(_lines_for(country, place)))
    own = list(country_blocks(country, lines, at))
    if oldest(country.lines, at.date()) >= DIRECTORIES_FIRST:
        page += [Para(words.SUPPORT_ALL_OLD, "care"), directories, *own]
    else:
        page += [*own, directories]
    return [*page, _emergency(country, lines, guess=place.by == "guess")]


def everywhere_page(lines: Helplines, at: datetime) -> Page:
    """Return the lines of every country."""
    page: list[Block] = [Heading(words.SUPPORT_TITLE), _directories(lines.directories)]
    for country in lines.countries.values():
        inner = [*country_blocks(country, lines, at), _emergency(country, lines, guess=False)]
        page.append(Section(f"{country.name} ({country.code})", inner))
    return page


def country_blocks(country: Country, lines: Helplines, at: datetime) -> Iterable[Block]:
    """Yield a country's lines, one section for each step of the ladder."""
    ladder = rungs(country.lines)
    peer: list[Block] = [
        Para(f"{d.address}: {d.about}.")
        for d in lines.directories_for(country.code)
        if d.kind == "peer"
    ]
    steps: tuple[tuple[str, Sequence[Line], list[Block]], ...] = (
        (words.SUPPORT_PEER, ladder.peer, peer),
        (words.SUPPORT_WRITTEN, ladder.written, []),
        (words.SUPPORT_SPOKEN, ladder.spoken, []),
    )
    for title, some, before in steps:
        if some or before:
            yield Section(title, [*before, *(line_section(n, lines, at) for n in some)])


def line_section(line: Line, lines: Helplines, at: datetime) -> Section:
    """Return everything that is known of a line, and what isn't."""
    age = months_since(line.checked, at.date())
    address = line.address if line.address != UNKNOWN else lines.directories[0].address
    blocks: list[Block] = []
    if age >= HIDE:
        text = words.SUPPORT_HIDDEN.format(months=age, address=address)
        return Section(line.name, [Para(text), Para(listed(line, lines), "quiet")])
    note = f" ({line.reach_note})" if line.reach_note else ""
    ways = ways_sentence(line)
    blocks.append(Para(f"{ways[:1].upper()}{ways[1:]}{note}", "strong"))
    blocks.append(Para(" ".join(_facts(line, at))))
    blocks += [Para(text) for text in (_help_sentence(line), _unknown_sentence(line)) if text]
    if age >= ADVISE:
        blocks.append(Para(words.SUPPORT_OLD.format(months=age, address=address), "care"))
    where = f"{line.address}. " if line.address != UNKNOWN else ""
    blocks.append(Para(where + listed(line, lines), "quiet"))
    return Section(line.name, blocks)


def ways_sentence(line: Line) -> str:
    """Say how a line is reached."""
    return ", ".join(words.SUPPORT_WAYS[way.kind].format(to=way.to) for way in line.reach)


def hours_sentence(line: Line, at: datetime) -> str:
    """Say when a line is open; "now" only where that is certain."""
    note = f" ({line.hours_note})" if line.hours_note else ""
    if line.hours == ALWAYS:
        return words.SUPPORT_ALWAYS.format(note=note)
    if line.hours == VARIES:
        return words.SUPPORT_VARIES.format(note=line.hours_note)
    zone = line.zone.rpartition("/")[2].replace("_", " ")
    there = words.SUPPORT_THERE.format(hours=line.hours, zone=zone, note=note)
    open_now = is_open(line, at)
    if open_now:
        return words.SUPPORT_OPEN.format(there=there)
    if open_now is False:
        opening = opens_at(line, at)
        when = f"{opening.astimezone(at.tzinfo):%a %H:%M}" if opening else ""
        opens = words.SUPPORT_OPENS.format(when=when) if when else ""
        return words.SUPPORT_CLOSED.format(opens=opens, there=there)
    if opens_at(line, at) is None:
        return words.SUPPORT_HOURS.format(there=there)
    return words.SUPPORT_IN_HOURS.format(there=there)


def listed(line: Line, lines: Helplines) -> str:
    """Say where a line was seen and when, and whether one of us has confirmed it."""
    if line.confirmed_by:
        return words.SUPPORT_CONFIRMED.format(who=line.confirmed_by, day=line.checked)
    known = [lines.sources[key] for key in line.source if key in lines.sources]
    named = next((s for s in known if s.on == line.checked), known[0] if known else None)
    others = len(known) - 1
    more = words.SUPPORT_MORE.format(count=others) if others > 1 else ""
    more = words.SUPPORT_ONE_MORE if others == 1 else more
    title = named.title if named else words.SUPPORT_A_LIST
    return words.SUPPORT_LISTED.format(source=title, day=line.checked, more=more)


def line_data(line: Line, at: datetime) -> Mapping[str, Any]:
    """Return a line for --json; a number past its age is left out."""
    age = months_since(line.checked, at.date())
    reach: Sequence[Way] = line.reach if age < HIDE else ()
    return {
        **line._asdict(),
        "reach": [{"kind": way.kind, "to": way.to} for way in reach],
        "open_now": is_open(line, at),
        "months_since_checked": age,
        "hidden": age >= HIDE,
    }


def _facts(line: Line, at: datetime) -> list[str]:
    facts = [hours_sentence(line, at)]
    if line.audience != ANYONE:
        facts.append(words.SUPPORT_FOR.format(who=line.audience))
    if line.cost != UNKNOWN:
        facts.append(f"{line.cost[:1].upper()}{line.cost[1:]}.")
    if line.languages:
        facts.append(words.SUPPORT_LANGUAGES.format(languages=", ".join(line.languages)))
    return facts


def _help_sentence(line: Line) -> str:
    if line.may_send_help == "no":
        return words.SUPPORT_SENDS_NOBODY
    if line.may_send_help == "yes":
        note = f": {line.may_send_help_note}" if line.may_send_help_note else ""
        return words.SUPPORT_MAY_SEND.format(note=note)
    return ""


def _unknown_sentence(line: Line) -> str:
    things = [
        name
        for name, missing in (
            (words.SUPPORT_COST, line.cost == UNKNOWN),
            (words.SUPPORT_SPOKEN_THERE, not line.languages),
            (words.SUPPORT_WHETHER_SENT, line.may_send_help == UNKNOWN),
        )
        if missing
    ]
    return words.SUPPORT_UNKNOWN.format(things=", ".join(things)) if things else ""


def _people(people: Sequence[Person], trouble: str) -> Block:
    if people:
        return Bullets([person.sentence() for person in people])
    return Para(words.SUPPORT_NOT_SHOWN if trouble else words.NO_PEOPLE)


def _lines_for(country: Country, place: Place) -> str:
    said = words.SUPPORT_LINES.format(country=country.name)
    return f"{said} {ORIGIN.get(place.by, '')}".rstrip()


def _no_country(place: Place, lines: Helplines) -> list[str]:
    if not place.said:
        return [words.SUPPORT_NO_COUNTRY]
    if len(place.said) == 2 and place.said.isalpha():
        text = words.SUPPORT_NO_LINES.format(place=place.said.upper())
        return [f"{text} {ORIGIN[place.by]}".rstrip()]
    return [words.SUPPORT_NOT_A_COUNTRY.format(said=place.said[:40]), words.SUPPORT_NO_COUNTRY]


def _directories(directories: Iterable[Directory]) -> Block:
    texts = [f"{d.address}: {d.about}" for d in directories]
    return Section(words.SUPPORT_DIRECTORIES, [Bullets(texts)])


def _emergency(country: Country | None, lines: Helplines, guess: bool) -> Block:
    texts: list[str] = []
    if country:
        texted = words.SUPPORT_OR.join(country.emergency_text)
        text = words.SUPPORT_TEXT_NOW.format(numbers=texted) if texted else ""
        numbers = words.SUPPORT_OR.join(country.emergency)
        texts.append(words.SUPPORT_CALL_NOW.format(numbers=numbers, text=text))
    if country is None or guess:
        texts.append(lines.emergency_note)
    return Section(words.SUPPORT_EMERGENCY, [Para(text) for text in texts])

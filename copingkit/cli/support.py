"""Body of `support`: never blocks, asks nothing, records nothing, needs nothing but the package."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from .. import words
from ..core.helpline import Helplines, guess_country, rungs
from ..core.people import people_in
from ..library.packed import read_packed
from ..screen import plain, support_views
from ..screen.support_views import Place
from .kit import Kit

if TYPE_CHECKING:
    from ..journal import Profile


def show_support(
    kit: Kit, country: str | None = None, everything: bool = False, as_json: bool = False
) -> None:
    """Show my people and the lines of a country, or of every country."""
    lines = read_packed()
    profile, trouble = read_own(kit)
    place = place_of(profile, country)
    if as_json:
        _show_json(kit, lines, profile, trouble, place, everything)
        return
    if everything:
        page = support_views.everywhere_page(lines, kit.now())
    else:
        page = support_views.support_page(
            people_in(profile.all("person:")) if profile else [],
            trouble, place, lines, kit.now(), has_plan(profile),
        )  # fmt: skip
    # Always the plain drawing: it is the same on every terminal, and nothing else has to load.
    sys.stdout.write(plain.render(page, kit.width))
    sys.stdout.flush()


def read_own(kit: Kit) -> tuple[Profile | None, str]:
    """Return what a person has kept, or what to say where it can't be read. Never asks."""
    try:
        from ..journal import Journal
        from ..journal.faults import Locked

        try:
            return Journal(kit.places, now=kit.now).profile(), ""
        except Locked:
            return None, words.SUPPORT_LOCKED
    except Exception as error:
        # Whatever is wrong with the data: the lines are shown.
        return None, words.SUPPORT_UNREADABLE.format(why=f"{_why(error)}.")


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror.lower()}"
    return str(error).rstrip(".") or type(error).__name__


def place_of(profile: Profile | None, said: str | None) -> Place:
    """Say which country is meant: as asked, else as set, else a guess from the locale."""
    if said and said.strip():
        return Place(said.strip(), "option")
    kept = (profile.get("setting:country") or {}).get("value") if profile else None
    if isinstance(kept, str) and kept:
        return Place(kept, "setting")
    guess = guess_country(os.environ)
    return Place(guess, "guess") if guess else Place()


def has_plan(profile: Profile | None) -> bool:
    """Say whether anything stands in the plan for bad days."""
    return bool(profile and profile.all("plan:"))


def _show_json(
    kit: Kit,
    lines: Helplines,
    profile: Profile | None,
    trouble: str,
    place: Place,
    everything: bool,
) -> None:
    found = lines.find(place.said) if place.said else None
    countries = list(lines.countries.values()) if everything else [found] if found else []
    data: list[dict[str, Any]] = [
        {"country": c.code, **support_views.line_data(line, kit.now())}
        for c in countries
        for line in rungs(c.lines).all()
    ]
    kit.json(
        people=[p.to_json() for p in people_in(profile.all("person:"))] if profile else [],
        people_problem=trouble,
        country=found.code if found else None,
        country_from=place.by or None,
        lines=data,
        emergency={
            c.code: {"call": list(c.emergency), "text": list(c.emergency_text)} for c in countries
        },
        emergency_note=lines.emergency_note,
        directories=[d._asdict() for d in lines.directories],
        sources={key: source._asdict() for key, source in lines.sources.items()},
    )

"""Bodies of the log commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import words
from ..errors import NotFound, UsageProblem
from . import options as opt
from .kit import Kit

if TYPE_CHECKING:
    from ..core.entry import Entry
    from ..core.filter import EntryFilter

LIMIT = 20


def chosen(kit: Kit, **options: Any) -> EntryFilter:
    """Turn the options that list, edit and delete share into a filter."""
    from ..core.filter import EntryFilter

    if options.get("need"):
        needs = opt.need_ids(kit, [options["need"]])
        # Words that mean several needs can't all be asked for at once: an id is needed.
        if len(needs) > 1:
            raise UsageProblem(
                f'"{options["need"]}" may mean {", ".join(needs)}.', "Use one of them."
            )
        options["need"] = needs[0]
    if options.get("strategy"):
        options["strategy"] = strategy_id(kit, options["strategy"])
    return EntryFilter.parse(kit.now(), **options)


def list_entries(kit: Kit, filter_: EntryFilter, as_json: bool) -> None:
    """List entries, newest first."""
    limit = LIMIT if filter_.is_empty and not as_json else None
    entries = list(kit.journal.entries(filter_, limit=limit))
    _warn(kit)
    if as_json:
        kit.json(entries=[entry.to_json() for entry in entries])
        return
    if not entries:
        kit.say(words.NOTHING_LOGGED if filter_.is_empty else "No entry matches that.")
        return
    from ..screen.entry_views import entries_page

    more = limit is not None and len(entries) == limit
    kit.draw(entries_page(entries, kit.vocabulary, _titles(kit), more))


def show(kit: Kit, identifiers: list[str], filter_: EntryFilter, as_json: bool) -> None:
    """Show entries whole, by id or by filter."""
    entries = meant(kit, identifiers, filter_, "show")
    _warn(kit)
    if as_json:
        kit.json(entries=[entry.to_json() for entry in entries])
        return
    from ..screen.entry_views import entry_page

    titles = _titles(kit)
    kit.draw([block for entry in entries for block in entry_page(entry, kit.vocabulary, titles)])


def meant(kit: Kit, identifiers: list[str], filter_: EntryFilter, verb: str) -> list[Entry]:
    """Return the entries meant by ids or by a filter; NotFound where there are none."""
    one_way(identifiers, filter_, verb)
    if identifiers:
        return [kit.journal.get(identifier) for identifier in identifiers]
    entries = list(kit.journal.entries(filter_))
    if not entries:
        raise NotFound("No entry matches that.", "See them with: coping log list")
    return entries


def one_way(identifiers: list[str], filter_: EntryFilter, verb: str, more: str = "") -> None:
    """Raise UsageProblem unless either ids or a filter say which entries are meant."""
    if identifiers and not filter_.is_empty:
        raise UsageProblem("Ids and filters were both given.", "Use one or the other.")
    if not identifiers and filter_.is_empty:
        raise UsageProblem(
            f"It isn't said what to {verb}.", f"Give ids (see `coping log list`) or a filter{more}."
        )


def strategy_id(kit: Kit, name: str) -> str:
    """Return the id of a strategy named by id or title; NotFound with the closest."""
    return kit.catalogue.card(name).id


def _titles(kit: Kit) -> dict[str, str]:
    return {c.id: c.title for c in reversed(kit.catalogue.cards)}


def _warn(kit: Kit) -> None:
    for warning in kit.journal.warnings:
        kit.say(warning)

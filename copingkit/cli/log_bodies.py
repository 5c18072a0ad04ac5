"""Bodies of the log commands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import words
from ..errors import CopingError, UsageProblem
from . import asking
from . import options as opt
from .kit import Kit

if TYPE_CHECKING:
    from ..core.entry import Entry
    from ..core.filter import EntryFilter

LIMIT = 20


class Typed(NamedTuple):
    """What was typed after `log add`."""

    words: tuple[str, ...] = ()
    strategy: str | None = None
    need: list[str] | None = None
    before: int | None = None
    after: int | None = None
    outcome: str | None = None
    rating: int | None = None
    when: str | None = None
    minutes: float | None = None
    place: str | None = None
    energy: str | None = None
    company: str | None = None
    obstacle: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    edit: bool = False

    @property
    def empty(self) -> bool:
        """Nothing at all was typed."""
        return not any(value not in (None, (), False) for value in self)


def add(kit: Kit, typed: Typed, as_json: bool) -> None:
    """Keep an entry: from options, from standard input, from an editor, or by asking."""
    # Adding to locked data needs no passphrase: the entry waits sealed.
    kit.asks_nothing = True
    if typed.empty:
        if not kit.interactive:
            raise UsageProblem(
                "There is nothing to note.",
                'For example: coping log add "slept badly" --need insomnia --before 6',
            )
        fields = _asked(kit)
        if fields is None:
            kit.say(words.NOT_KEPT)
            return
    else:
        fields = _fields(kit, typed)
    kind = "use" if fields.get("strategy") else "checkin"
    entry = kit.journal.add(kind=kind, **fields)
    if as_json:
        kit.json(entries=[entry.to_json()])
    kit.say(f"Noted as {entry.short_id}. Take it back with: coping log undo")
    _people_first(kit, entry)
    _warn(kit)


def _people_first(kit: Kit, entry: Entry) -> None:
    """Say the line where the need or the level that was picked calls for it; never a word written."""
    level = entry.before if entry.after is None else entry.after
    high = level is not None and level >= words.HIGH
    if not high and not entry.needs:
        return
    from .suggesting import people_line

    try:
        kit.say(people_line(kit, entry.needs, level))
    except CopingError:
        # Noting something down works without the library, and so does this.
        kit.say(words.PEOPLE_FIRST_TYPED if high else "")


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
        options["strategy"] = _strategy_id(kit, options["strategy"])
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


def show(kit: Kit, identifier: str, as_json: bool) -> None:
    """Show one entry."""
    entry = kit.journal.get(identifier)
    _warn(kit)
    if as_json:
        kit.json(entries=[entry.to_json()])
        return
    from ..screen.entry_views import entry_page

    kit.draw(entry_page(entry, kit.vocabulary, _titles(kit)))


def edit(kit: Kit, identifier: str, changes: dict[str, Any]) -> None:
    """Change an entry's fields, or its note in an editor."""
    entry = kit.journal.get(identifier)
    if not changes:
        from .editor import write_text

        note = write_text(kit, entry.note or "")
        if note is None or note == (entry.note or ""):
            kit.say("Left as it was.")
            return
        changes = {"note": note}
    if "at" in changes:
        from ..core.when import parse_when

        changes["at"] = parse_when(changes["at"], kit.now())
    if "needs" in changes:
        changes["needs"] = opt.need_ids(kit, changes["needs"])
    if "strategy" in changes:
        changes["strategy"] = _strategy_id(kit, changes["strategy"])
    changed = kit.journal.edit(entry.id, **{k: None if v == "" else v for k, v in changes.items()})
    kit.say(f"Changed {changed.short_id}. Take it back with: coping log undo")


def delete(kit: Kit, identifiers: list[str], filter_: EntryFilter) -> None:
    """Delete entries by id or by filter; one step to undo."""
    if identifiers and not filter_.is_empty:
        raise UsageProblem("Ids and filters were both given.", "Use one or the other.")
    if identifiers:
        count = kit.journal.delete(identifiers)
    elif filter_.is_empty:
        raise UsageProblem(
            "It isn't said what to delete.",
            "Give ids (see `coping log list`) or a filter; for everything: coping data forget",
        )
    else:
        count = kit.journal.delete_matching(filter_)
    things = "1 entry" if count == 1 else f"{count} entries"
    kit.say(f"Deleted {things}." + (" Bring back with: coping log undo" if count else ""))


def undo(kit: Kit, *, as_list: bool, redo: bool, as_json: bool) -> None:
    """Take back the last change, or list what can be taken back."""
    if not as_list and not as_json:
        kit.say(_sentence(kit.journal.redo() if redo else kit.journal.undo()))
        return
    steps = kit.journal.undo_list(LIMIT)
    if as_json:
        kit.json(steps=[{"id": s.id, "at": s.at, "what": s.what} for s in steps])
        return
    if not steps:
        kit.say("There is nothing to undo.")
        return
    from ..core.entry import to_minute
    from ..screen.page import Bullets

    kit.draw([Bullets([f"{to_minute(s.at)} {s.what}" for s in steps])])


def _fields(kit: Kit, typed: Typed) -> dict[str, Any]:
    from ..core.when import parse_when

    note = typed.note if typed.note is not None else " ".join(typed.words)
    if note == "-":
        note = sys.stdin.read().rstrip("\n")
    if typed.edit:
        from .editor import write_text

        note = write_text(kit, note) or note
    return {
        "strategy": _strategy_id(kit, typed.strategy) if typed.strategy else None,
        "needs": opt.need_ids(kit, typed.need),
        "before": typed.before,
        "after": typed.after,
        "outcome": typed.outcome,
        "rating": typed.rating,
        "at": parse_when(typed.when, kit.now()) if typed.when else None,
        "minutes": typed.minutes,
        "place": typed.place,
        "energy": typed.energy,
        "company": typed.company,
        "obstacle": typed.obstacle,
        "note": note or None,
        "tags": typed.tags,
    }


def _asked(kit: Kit) -> dict[str, Any] | None:
    with asking.terminal() as ask:
        level = ask.scale(words.BEFORE)
        said = ask.line("What is it about? A word or two: panic, can't sleep ... Enter skips.")
        needs = kit.vocabulary.find_needs(said) if said else ()
        if said and not needs:
            kit.say("I don't know that word; it goes into the note.")
        note = ask.line("A note? Enter skips.")
        if said and not needs:
            note = f"{said}. {note}" if note else said
    if level is None and not needs and not note:
        return None
    return {"before": level, "needs": needs, "note": note}


def _strategy_id(kit: Kit, name: str) -> str:
    return kit.catalogue.card(name).id


def _titles(kit: Kit) -> dict[str, str]:
    return {c.id: c.title for c in reversed(kit.catalogue.cards)}


def _warn(kit: Kit) -> None:
    for warning in kit.journal.warnings:
        kit.say(warning)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")

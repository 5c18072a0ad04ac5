"""Bodies of log edit, delete and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.entry import FIELDS, Entry
from ..errors import CopingError, UsageProblem
from . import options as opt
from .kit import Kit
from .log_adding import keeping
from .log_bodies import LIMIT, chosen, meant, one_way, strategy_id

if TYPE_CHECKING:
    from ..core.filter import EntryFilter

NAMES = {"need": "needs", "tag": "tags", "when": "at", "with": "company"}
"""How options are called, and the fields they fill."""
NUMBERS = frozenset({"before", "after", "rating"})
LISTS = frozenset({"needs", "tags"})


class Given(NamedTuple):
    """What was typed after `log edit`.

    `either` are the options that say what one entry becomes where there is an id, and choose the
    entries where there is none.
    """

    choosing: dict[str, Any]
    either: dict[str, Any]
    changing: dict[str, Any]
    pairs: list[str]

    def changes(self, *, of_one: bool) -> dict[str, Any]:
        """Return field -> value as typed; "" clears."""
        options = {**self.changing, **(self.either if of_one else {})}
        said = {
            NAMES.get(name, name): value for name, value in options.items() if value is not None
        }
        return said | dict(map(_pair, self.pairs))

    def filter_of(self, kit: Kit) -> EntryFilter:
        """Return the filter meant; UsageProblem for several values where one is compared."""
        options = dict(self.choosing)
        for name, value in self.either.items():
            if isinstance(value, list) and len(value) > 1:
                raise UsageProblem(f"Only one --{name} can choose entries.", "Use one of them.")
            options[name] = value[0] if isinstance(value, list) and value else value or None
        return chosen(kit, **options)


def edit(kit: Kit, identifier: str | None, given: Given) -> None:
    """Change fields of one entry or of all that a filter chooses, or one note in an editor."""
    if identifier is None:
        _edit_many(kit, given)
        return
    if any(value is not None for value in given.choosing.values()):
        raise UsageProblem("An id and a filter were both given.", "Use one or the other.")
    entry = kit.journal.get(identifier)
    changes = _ready(kit, given.changes(of_one=True))
    if not changes:
        from .editor import write_text

        note = write_text(kit, entry.note or "")
        if note is None or note == (entry.note or ""):
            kit.say("Left as it was.")
            return
        changes = {"note": note or None}
    changed = _changed(kit, entry, changes)
    kit.say(f"Changed {changed.short_id}. Take it back with: coping log undo")


def delete(kit: Kit, identifiers: list[str], filter_: EntryFilter) -> None:
    """Delete entries by id or by filter; one step to undo."""
    one_way(identifiers, filter_, "delete", "; for everything: coping data forget")
    journal = kit.journal
    count = journal.delete(identifiers) if identifiers else journal.delete_matching(filter_)
    kit.say(f"Deleted {_counted(count)}." + (" Bring back with: coping log undo" if count else ""))


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


def _edit_many(kit: Kit, given: Given) -> None:
    filter_ = given.filter_of(kit)
    meant(kit, [], filter_, "edit")
    changes = _ready(kit, given.changes(of_one=False))
    if not changes:
        raise UsageProblem(
            "It isn't said what to change.",
            "For example: --set tags=work, or --set note= to clear.",
        )
    count = kit.journal.edit_matching(filter_, **changes)
    kit.say(
        f"Changed {_counted(count)}." + (" Take it back with: coping log undo" if count else "")
    )


def _pair(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    name = NAMES.get(name.strip(), name.strip())
    if not equals or name not in FIELDS - {"kind"}:
        known = ", ".join(sorted(FIELDS - {"kind"}))
        raise UsageProblem(f"--set {text!r} isn't FIELD=VALUE.", f"Fields are {known}.")
    return name, _read(name, value.strip())


def _read(name: str, value: str) -> Any:
    if name in LISTS and value:
        return value.replace(",", " ").split() if name == "tags" else [value]
    try:
        if value and name in NUMBERS:
            return int(value)
        return float(value) if value and name == "minutes" else value
    except ValueError:
        raise UsageProblem(f"{name}: {value!r} is no number.", "Give a number.") from None


def _ready(kit: Kit, changes: dict[str, Any]) -> dict[str, Any]:
    """Return changes as the journal takes them; "" clears a field."""
    ready: dict[str, Any] = {n: None if value == "" else value for n, value in changes.items()}
    if ready.get("at"):
        from ..core.when import parse_when

        ready["at"] = parse_when(ready["at"], kit.now())
    elif "at" in ready:
        raise UsageProblem("An entry needs a time.", "Give one, or leave --when out.")
    if ready.get("needs"):
        ready["needs"] = opt.need_ids(kit, ready["needs"])
    if ready.get("strategy"):
        ready["strategy"] = strategy_id(kit, ready["strategy"])
    if "strategy" in ready:
        # What names a technique counts as its use; without one it is a check-in.
        ready["kind"] = "use" if ready["strategy"] else "checkin"
    return ready


def _changed(kit: Kit, entry: Entry, changes: dict[str, Any]) -> Entry:
    if entry.kind == "rating" and changes.get("strategy"):
        changes = {name: value for name, value in changes.items() if name != "kind"}
    try:
        return kit.journal.edit(entry.id, **changes)
    except CopingError as problem:
        if not problem.unsaved:
            raise keeping(problem, changes.get("note") or "") from None
        raise


def _counted(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")

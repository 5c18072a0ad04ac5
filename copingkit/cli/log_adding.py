"""Body of `log add`: from options, from standard input, from an editor, or by asking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import words
from ..errors import CopingError, UsageProblem
from . import asking
from . import options as opt
from .kit import Kit

if TYPE_CHECKING:
    from datetime import datetime

    from ..core.entry import Entry


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
    """Keep an entry."""
    # Adding to locked data needs no passphrase: the entry waits sealed.
    kit.asks_nothing = True
    if typed.empty:
        if not kit.interactive:
            raise UsageProblem(
                "There is nothing to note.",
                'For example: coping log add "slept badly" --need insomnia --before 6',
            )
        from .log_asking import ask_for

        given: dict[str, Any] = {}
        try:
            with asking.terminal() as ask:
                ask_for(kit, ask, given)
        finally:
            # Left half way, what was answered until then is kept.
            _keep(kit, given, as_json)
    else:
        _keep(kit, _fields(kit, typed), as_json)


def _keep(kit: Kit, fields: dict[str, Any] | None, as_json: bool) -> None:
    if not fields or not any(v not in (None, ()) for v in fields.values()):
        kit.say(words.NOT_KEPT)
        return
    entry = _kept(kit, fields)
    if as_json:
        kit.json(entries=[entry.to_json()])
    kit.say(f"Noted as {entry.short_id}. Take it back with: coping log undo")
    _people_first(kit, entry)
    kit.say(*kit.journal.warnings) if kit.journal.warnings else None


def _people_first(kit: Kit, entry: Entry) -> None:
    """Say the line where the need or the level picked calls for it; what is written is never read."""
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


def _kept(kit: Kit, fields: dict[str, Any]) -> Entry:
    try:
        return kit.journal.add(kind=_kind(fields), **fields)
    except UsageProblem as problem:
        raise keeping(problem, fields["note"] or "") from None


def keeping(problem: CopingError, text: str) -> CopingError:
    """Return a problem that hands back what was typed: it may be nowhere else."""
    problem.unsaved = text
    return problem


def _fields(kit: Kit, typed: Typed) -> dict[str, Any] | None:
    note = typed.note if typed.note is not None else " ".join(typed.words)
    if note == "-":
        note = sys.stdin.read().rstrip("\n")
    try:
        fields = {
            "strategy": kit.catalogue.card(typed.strategy).id if typed.strategy else None,
            "needs": opt.need_ids(kit, typed.need),
            "before": typed.before,
            "after": typed.after,
            "outcome": typed.outcome,
            "rating": typed.rating,
            "at": _moment(kit, typed.when) if typed.when else None,
            "minutes": typed.minutes,
            "place": typed.place,
            "energy": typed.energy,
            "company": typed.company,
            "obstacle": typed.obstacle,
            "note": note or None,
            "tags": typed.tags,
        }
        if typed.edit:
            _check(kit, fields)
    except CopingError as problem:
        raise keeping(problem, note) from None
    return _edited(kit, fields) if typed.edit else fields


def _moment(kit: Kit, said: str) -> datetime:
    from ..core.when import parse_when

    return parse_when(said, kit.now())


def _check(kit: Kit, fields: dict[str, Any]) -> None:
    """Find what is wrong before the editor opens: nobody should write for nothing."""
    from ..core.entry import Entry

    at = (fields["at"] or kit.now()).isoformat()
    Entry(kind=_kind(fields), **{**fields, "at": at}).checked()


def _edited(kit: Kit, fields: dict[str, Any]) -> dict[str, Any] | None:
    from .editor import write_text

    written = write_text(kit, fields["note"] or "")
    fields = {**fields, "note": written or None}
    empty = not any(value for name, value in fields.items() if name not in ("before", "after"))
    nothing = empty and fields["before"] is None and fields["after"] is None
    return None if written is None or nothing else fields


def _kind(fields: dict[str, Any]) -> str:
    return "use" if fields.get("strategy") else "checkin"

"""Bodies of the data commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import NotFound, UsageProblem
from .kit import Kit

if TYPE_CHECKING:
    from ..core.entry import Entry
    from ..core.filter import EntryFilter
    from ..journal.leave import Place

SHOWN = 20
"""How many of the entries to be erased are shown."""


def export(kit: Kit, form: str, output: Path | None, chosen: EntryFilter) -> None:
    """Write the entries chosen, to standard output or into a new file."""
    from ..journal.exchange import export as text_of
    from ..journal.exchange import save

    parts = text_of(kit.journal, form, chosen, lambda kind, id: _name(kit, kind, id))
    if output is None:
        for part in parts:
            sys.stdout.write(part)
    else:
        save(output, parts)
        kit.say(f"Written to {output}. Who can read that file can read your log.")
    _warn(kit)


def import_(kit: Kit, file: Path, *, dry_run: bool, deleted: bool, yes: bool) -> None:
    """Say what an import would do, ask, do it."""
    from ..journal.exchange import plan_import, run_import

    plan = plan_import(kit.journal, _read(file), str(file), deleted_too=deleted)
    kit.say(*plan.sentences())
    if dry_run or not (plan.new or plan.changed):
        kit.say("Nothing was changed.")
    elif yes or _agreed(kit, "Bring them in?"):
        count = run_import(kit.journal, plan)
        kit.say(f"Brought in: {count}. Take it back with: coping log undo")


def merge(kit: Kit, source: Path | None) -> None:
    """Join with a folder or file, or clear away conflict copies."""
    from ..journal import merge as merging

    if source is None:
        copies = merging.tidy(kit.journal).copies
        kit.say(
            f"Conflict copies joined and cleared away: {copies}." if copies else "All is joined."
        )
    else:
        merged = merging.merge(kit.journal, source.expanduser())
        kit.say(merged.sentence())
        if any(merged[1:4]):
            kit.say("Take it back here with: coping log undo")
    _warn(kit)


def backup(kit: Kit, file: Path | None) -> None:
    """Make a backup and say what is in it."""
    from ..journal.archive import backup as make

    made = make(kit.journal, (file or Path(f"copingkit-{kit.now():%Y-%m-%d}.zip")).expanduser())
    entries = "1 entry" if made.entries == 1 else f"{made.entries} entries"
    locked = (
        "It is locked with your passphrase." if made.locked
        else "It isn't locked: who has the file can read it."
    )  # fmt: skip
    kit.say(f"{made.path}: {entries}, read back and compared.", locked)


def restore(kit: Kit, file: Path, *, replace: bool) -> None:
    """Bring a backup back."""
    from ..journal.archive import restore as bring_back

    kit.say(bring_back(kit.journal, file.expanduser(), replace=replace).sentence())


def repair(kit: Kit) -> None:
    """Set damaged files aside, and say so."""
    from ..journal.repair import repair as set_aside

    kit.say(*(set_aside(kit.journal) or ["Every file can be read."]))


def forget_all(kit: Kit, *, yes: bool) -> None:
    """Show all that is a person's own, ask once, remove it."""
    from ..journal import leave

    found = leave.everything(kit.journal)
    if not found:
        kit.say("There is nothing of yours here.")
        return
    _show_places(kit, found)
    if not (yes or _agreed(kit, "Erase all of it? There is no undo.")):
        return
    left = leave.forget_everything(kit.journal)
    kit.say("It is erased. Copies made by sync services, backups or git are out of my reach.")
    if left:
        kit.say("Left, because it isn't mine: " + ", ".join(map(str, left)))
    from .remind_jobs import is_set

    if is_set():
        kit.say("A daily reminder is still set up. Take it away with: coping remind --remove")


def forget_some(kit: Kit, chosen: EntryFilter, *, yes: bool) -> None:
    """Show how many entries are meant, ask once, erase them with every copy."""
    from ..journal import leave

    entries = list(kit.journal.entries(chosen))
    count = len(entries)
    if not count:
        raise NotFound("No entry matches that.", "See them with: coping log list")
    things = "1 entry" if count == 1 else f"{count} entries"
    _show_entries(kit, entries)
    kit.say(f"{things}: {chosen.words()}. Daily copies and steps to undo go too.")
    if not (yes or _agreed(kit, "Erase them? There is no undo.")):
        return
    _, theirs = leave.forget_matching(kit.journal, chosen)
    kit.say(f"Erased: {things}.")
    if theirs:
        kit.say(
            "Other devices' files still hold some until those devices write again: "
            + ", ".join(theirs),
            "If one of these names is no device of yours, delete that file.",
        )


def _show_entries(kit: Kit, entries: Sequence[Entry]) -> None:
    from ..screen.entry_views import entries_page

    titles = {card.id: card.title for card in reversed(kit.catalogue.cards)}
    kit.draw(entries_page(entries[:SHOWN], kit.vocabulary, titles, more=False)[:-1])
    if len(entries) > SHOWN:
        kit.say(f"And {len(entries) - SHOWN} more.")


def _show_places(kit: Kit, found: list[Place]) -> None:
    from ..screen.page import Item, Items

    kit.draw([Items([Item(path.name, str(path.parent), "", why) for path, why in found])])


def _agreed(kit: Kit, question: str) -> bool:
    if not kit.interactive:
        raise UsageProblem("Nobody can be asked here; nothing was changed.", "Say yes with --yes.")
    from . import asking

    with asking.terminal() as ask:
        if ask.choice(question, [("y", "yes"), ("n", "no")]) == "y":
            return True
    kit.say("Nothing was changed.")
    return False


def _read(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.expanduser().read_bytes()
    except OSError as problem:
        raise NotFound(f"{file} can't be read: {problem.strerror}.", "Check the path.") from None


def _name(kit: Kit, kind: str, id: str) -> str:
    if kind == "need":
        need = kit.vocabulary.needs.get(id)
        return need.label if need else id
    return next((card.title for card in kit.catalogue.cards if card.id == id), id)


def _warn(kit: Kit) -> None:
    kit.say(*kit.journal.warnings) if kit.journal.warnings else None

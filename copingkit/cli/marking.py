"""Bodies of rate, pin, hide and tweak."""

from __future__ import annotations

from ..errors import UsageProblem
from . import asking
from .kit import Kit
from .marks import pins, tweak_of

DONE = {"pin": "Pinned", "hide": "Hidden"}
UNDONE = {"pin": "No longer pinned", "hide": "No longer hidden"}


def rate_one(
    kit: Kit, name: str, stars: int | None, needs: tuple[str, ...], note: str | None
) -> None:
    """Keep a rating; asks for it where it wasn't given and there is a terminal."""
    card = kit.catalogue.card(name)
    if stars is None:
        if not kit.interactive:
            raise UsageProblem(
                "A rating needs a number.", f"For example: coping rate {card.name} 4"
            )
        with asking.terminal() as ask:
            stars = ask.scale(
                f"{card.title}: how much does it help you, 1 to 5? Enter skips.", 1, 5
            )
            note = note or (ask.line("A word on it? Enter skips.") if stars else None)
        if stars is None:
            kit.say("Nothing was kept.")
            return
    kit.journal.add(kind="rating", strategy=card.id, rating=stars, needs=needs, note=note)
    kit.say(f"Noted: {card.title}, {stars} of 5. Take it back with: coping log undo")


def mark(kit: Kit, kind: str, name: str, undo: bool) -> None:
    """Set or remove a mark on a strategy."""
    identifier, title = _marked(kit, kind, name) if undo else _known(kit, name)
    key = f"{kind}:{identifier}"
    if undo:
        known = kit.journal.drop(key)
        kit.say(f"{UNDONE[kind]}: {title}." if known else f"{title} wasn't marked.")
    else:
        kit.journal.put(key, {}, what=f"{DONE[kind].lower()} {identifier}")
        kit.say(f"{DONE[kind]}: {title}. Take it back with: coping {kind} {identifier} --undo")


def tweak_one(kit: Kit, name: str, note: str | None, pace: float | None, undo: bool) -> None:
    """Keep, change, show or remove a person's own note and pace."""
    card = kit.catalogue.card(name)
    key = f"tweak:{card.id}"
    kept = tweak_of(kit, card.id)
    if undo:
        kit.say(f"Removed: my note and pace on {card.title}." if kit.journal.drop(key) else "None.")
        return
    if note is None and pace is None:
        if not kit.interactive:
            kit.json(tweaks=[{"id": card.id, **kept}])
            return
        with asking.terminal() as ask:
            note = ask.line("My note on it? Enter leaves it as it is.")
        if note is None:
            return
    if note is not None:
        kept["note"] = note
    if pace is not None:
        kept["pace"] = pace
    kept = {k: v for k, v in kept.items() if v != ""}
    if kept:
        kit.journal.put(key, kept, what=f"changed my note or pace on {card.id}")
    else:
        kit.journal.drop(key)
    kit.say(f"Kept, for {card.title}. It stands on: coping show {card.name}")


def _known(kit: Kit, name: str) -> tuple[str, str]:
    card = kit.catalogue.card(name)
    return card.id, card.title


def _marked(kit: Kit, kind: str, name: str) -> tuple[str, str]:
    # A mark can outlive its strategy; it can still be taken back.
    return (name, name) if name in pins(kit, kind) else _known(kit, name)

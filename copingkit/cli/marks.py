"""What a person has marked: pins, hidden ones, notes and ratings, as kept in the profile."""

from typing import TYPE_CHECKING

from .kit import Kit

if TYPE_CHECKING:
    from ..screen.strategy_views import Own


def pins(kit: Kit, mark: str) -> frozenset[str]:
    """Return the ids marked with "pin" or "hide"."""
    prefix = f"{mark}:"
    return frozenset(key[len(prefix) :] for key in kit.marked(prefix))


def tweak_of(kit: Kit, identifier: str) -> dict[str, object]:
    """Return a person's own note and pace for a strategy."""
    return dict(kit.marked(f"tweak:{identifier}").get(f"tweak:{identifier}", {}))


def own_of(kit: Kit, identifier: str) -> "Own":
    """Gather everything a person has added to a strategy."""
    from ..screen.strategy_views import Own

    if not kit.has_data:
        return Own()
    return Own(
        note=str(tweak_of(kit, identifier).get("note", "")),
        pinned=identifier in pins(kit, "pin"),
        hidden=identifier in pins(kit, "hide"),
        stars=stars_of(kit, identifier),
        results=results(kit, identifier),
    )


def stars_of(kit: Kit, identifier: str) -> int | None:
    """Return a person's latest rating of a strategy, 1 to 5."""
    from ..core.filter import EntryFilter

    newest = kit.entries(EntryFilter(strategy=identifier, kind="rating"), 1)
    return next((entry.rating for entry in newest), None)


def results(kit: Kit, identifier: str) -> str:
    """Say in one sentence what own uses came to; never an average from fewer than two."""
    cells = kit.summary.history.at(kit.now().date().toordinal())
    total = cells.get((identifier, "*"))
    if total is None or not total.uses:
        return ""
    count = "once" if total.uses == 1 else f"{total.uses} times"
    if total.pairs < 2:
        return f"Used {count}; too few numbers to say how it went."
    before, after = total.before / total.pairs, total.after / total.pairs
    return f"Used {count}: from {before:.1f} to {after:.1f} on average."

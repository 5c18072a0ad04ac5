"""Bodies of library add, list, update, remove and stats."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..core.safe import clean
from ..errors import CopingError, UsageProblem
from .kit import Kit

if TYPE_CHECKING:
    from ..library.sources import Source, Sources
    from ..library.sources_change import Workshop
    from ..library.sources_offer import Change, Offer
    from ..screen.page import Block

MOST_LEFT_OUT = 20


def add(kit: Kit, name: str, where: str) -> None:
    """Add a library and say what came of it."""
    source, gathered = _workshop(kit).add(name, where)
    kit.say(*_left_out(gathered.left_out))
    count = _count(sum(path.startswith("en/") for path in gathered.texts))
    kit.say(
        f"Added {source.name}: {count}, from {source.origin}",
        _in_place_of_shipped(gathered.texts),
        "Other people wrote these. A program checked them; nobody from copingkit has read them.",
        f"Take it back with: coping library remove {source.name}",
    )


def list_all(kit: Kit, as_json: bool) -> None:
    """List the added libraries."""
    sources = _sources(kit)
    known = sources.all()
    if as_json:
        kit.json(sources=[_source_json(sources, source) for source in known])
    elif not known:
        kit.say("No library has been added.", "Add one with: coping library add NAME ADDRESS")
    else:
        from ..screen.page import Item, Items

        items = [
            Item(
                source.name,
                _count(_number(sources, source)),
                f"{source.kind} {source.current.revision[:12]}, taken {source.current.taken[:10]}",
                f"from {source.origin}",
            )
            for source in known
        ]
        kit.draw([Items(items)])


def update(kit: Kit, name: str | None, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Show what one or all have new, and take it when that is wanted.

    One that fails doesn't keep the others from being updated; the first error is raised at the end.
    """
    sources = _sources(kit)
    chosen = [sources.get(name)] if name else sources.all()
    workshop = _workshop(kit)
    failed: list[CopingError] = []
    told: list[dict[str, object]] = []
    for source in chosen:
        try:
            offer = workshop.offer(source)
            told += [_change_json(source, change) for change in offer.changes]
            _show(kit, offer, quiet=as_json)
            offer.check()
            if not offer.changes or dry_run:
                continue
            if _wanted(kit, source.name, yes):
                workshop.take(offer)
                kit.say(f"Taken. Go back with: coping library update {source.name} --undo")
        except CopingError as error:
            failed.append(error)
    if as_json:
        kit.json(changes=told)
    elif not chosen:
        kit.say("No library has been added.", "Add one with: coping library add NAME ADDRESS")
    for other in failed[1:]:
        kit.say(other.message, other.hint)
    if failed:
        raise failed[0]


def back(kit: Kit, name: str | None) -> None:
    """Return one library to its version before."""
    if name is None:
        raise UsageProblem(
            "--undo needs a name.", "For example: coping library update our-group --undo"
        )
    source = _workshop(kit).back(_sources(kit).get(name))
    kit.say(f"{source.name} is as it was taken on {source.current.taken[:10]}.")


def remove(kit: Kit, name: str) -> None:
    """Remove a library and say how to have it again."""
    source = _sources(kit).get(name)
    _workshop(kit).remove(source)
    kit.say(f"Removed {source.name}. Have it again with: coping library add {name} {source.origin}")


def stats(kit: Kit, as_json: bool) -> None:
    """Count what is in the toolbox."""
    from ..library.sources_stats import stats_of

    found = stats_of(kit.catalogue)
    if as_json:
        kit.json(stats=found.as_json())
        return
    from ..screen.page import Heading, Item, Items, Section

    words = kit.vocabulary
    grades = {
        g: words.grades.get(g[0], "") if g != "none" else "no evidence note" for g in found.grades
    }
    tables: list[tuple[str, dict[str, int], dict[str, str]]] = [
        ("By library", found.tiers, {}),
        ("By kind", found.categories, {i: c.label for i, c in words.categories.items()}),
        ("By need", found.needs, {i: n.label for i, n in words.needs.items()}),
        ("By language", found.languages, {}),
        ("By evidence grade", found.grades, grades),
        (f"Sources cited in the shared library: {found.cited}", found.standing, {}),
    ]
    page: list[Block] = [Heading(_count(found.strategies))]
    for title, counts, labels in tables:
        items = [
            Item(
                name,
                labels.get(name, ""),
                _share(number, found.cited if counts is found.standing else 0),
            )
            for name, number in counts.items()
        ]
        page.append(Section(title, [Items(items)]))
    kit.draw(page)


def _share(number: int, whole: int) -> str:
    return f"{number}, {number / whole:.0%}" if whole else str(number)


def _show(kit: Kit, offer: Offer, *, quiet: bool) -> None:
    kit.say(*_left_out(offer.gathered.left_out))
    name = offer.source.name
    if not offer.changes:
        kit.say(f"{name}: nothing new.")
        return
    if not quiet:
        for change in offer.changes:
            head = f"{change.kind} {change.path}: {change.title}"
            sys.stdout.write("\n".join(clean(row) for row in [head, *change.diff, ""]) + "\n")
        sys.stdout.flush()
    kit.say(_in_place_of_shipped([c.path for c in offer.changes if c.kind == "added"]))
    counts = {k: sum(c.kind == k for c in offer.changes) for k in ("added", "changed", "removed")}
    kit.say(f"{name}: " + ", ".join(f"{n} {k}" for k, n in counts.items() if n) + ".")


def _wanted(kit: Kit, name: str, yes: bool) -> bool:
    if yes:
        return True
    if not kit.interactive:
        raise UsageProblem(
            f"Nothing of {name} was taken: there is nobody to ask.",
            f"To take it: coping library update {name} --yes",
        )
    from . import asking

    with asking.terminal() as ask:
        answer = ask.choice("Take these changes?", [("y", "yes"), ("n", "no, keep what I have")])
    if answer != "y":
        kit.say("Nothing was changed.")
    return answer == "y"


def _left_out(lines: list[str]) -> list[str]:
    shown = [f"Left out: {line}" for line in lines[:MOST_LEFT_OUT]]
    more = len(lines) - len(shown)
    return [*shown, f"Left out: {more} more."] if more else shown


def _in_place_of_shipped(paths: Iterable[str]) -> str:
    from ..library.files import strategy_files
    from ..paths import shipped_root

    shipped = {f"en/{path.name}": path.stem for path in strategy_files(shipped_root() / "en")}
    names = [shipped[path] for path in paths if path in shipped]
    if not names:
        return ""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return (
        f"In place of the one that came with copingkit: {', '.join(names[:5])}{more}. "
        f"That one is still there as shipped/{names[0]}."
    )


def _count(number: int) -> str:
    return "1 strategy" if number == 1 else f"{number} strategies"


def _sources(kit: Kit) -> Sources:
    from ..library.sources import Sources

    return Sources(kit.places.sources)


def _workshop(kit: Kit) -> Workshop:
    from ..library import files
    from ..library.sources_change import Workshop
    from ..paths import shipped_root

    vocabulary = files.load_vocabulary(shipped_root())
    now = kit.now().isoformat(timespec="seconds")
    return Workshop(_sources(kit), vocabulary, now, kit.places.cache)


def _number(sources: Sources, source: Source) -> int:
    from ..library.files import strategy_files

    return len(strategy_files(sources.folder(source.name, source.current) / "en"))


def _source_json(sources: Sources, source: Source) -> dict[str, object]:
    return {
        "name": source.name,
        "kind": source.kind,
        "from": source.origin,
        "taken": source.current.taken,
        "revision": source.current.revision,
        "strategies": _number(sources, source),
        "previous": source.previous._asdict() if source.previous else None,
    }


def _change_json(source: Source, change: Change) -> dict[str, object]:
    return {"source": source.name, **change._asdict()}

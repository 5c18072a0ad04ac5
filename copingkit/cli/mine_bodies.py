"""Bodies of mine edit, list, remove and import, and of mine new from a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.fold import fold
from ..core.reading import closest
from ..errors import NotFound, UsageProblem
from . import asking
from .kit import Kit

if TYPE_CHECKING:
    from ..core.strategy import Strategy
    from ..library.mine import Mine
    from ..library.mine_text import Faulty

STDIN = "-"


def mine(kit: Kit) -> Mine:
    """Return the folder of own strategies."""
    from ..library.mine import Mine

    return Mine(kit.places.mine)


def own_id(kit: Kit, name: str) -> str:
    """Return the id of an own strategy by id or title, readable or not; NotFound offers one.

    UsageProblem for a title that more than one has: which of them is meant isn't guessed.
    """
    wanted = fold(name.strip()).removeprefix("mine/")
    own = mine(kit)
    if own.has(wanted):
        return wanted
    cards = kit.catalogue.cards
    titles: dict[str, list[str]] = {}
    for card in cards:
        if card.source == "mine":
            titles.setdefault(fold(card.title), []).append(card.id)
    shown = "".join(c for c in name if c.isprintable())[:60]
    named = sorted(titles.get(wanted, ()))
    if len(named) > 1:
        raise UsageProblem(
            f'{len(named)} of my own are called "{shown}": {", ".join(named)}.',
            f"Say which one by its id, such as {named[0]}. See them: coping mine list",
        )
    if named:
        return named[0]
    if any(wanted in (c.id, fold(c.title)) for c in cards):
        raise NotFound(
            f'"{shown}" belongs to the shared library, not to mine.',
            f"My own note on it: coping tweak {shown}. A line for others: coping mine experience {shown}",
        )
    near = closest(wanted, [*titles, *own.ids()])
    raise NotFound(
        f'I have no strategy "{shown}" of my own.',
        f"Did you mean {titles.get(near, [near])[0]}?"
        if near
        else "See them with: coping mine list",
    )


def new_from_file(kit: Kit, source: str) -> None:
    """Take a strategy from a file, or from standard input."""
    name, raw = read_source(source)
    keep_new(kit, *read_checked(kit, name, raw))


def read_checked(kit: Kit, name: str, raw: bytes) -> tuple[Strategy, str]:
    """Return the strategy in some bytes and its text; every fault is said before the first is raised."""
    from ..library import mine_text
    from ..library.yamltext import decode, without_mark

    raw = without_mark(raw)
    try:
        found = mine_text.read(name, "draft", raw, kit.vocabulary)
    except mine_text.Faulty as error:
        say_faults(kit, name, error)
        raise
    text = decode(raw)
    full = careful(kit, found)
    added = [c for c in full.cautions if c not in found.cautions]
    if not added:
        return found, text
    kit.say(f"Added the cautions that it asks for: {', '.join(added)}.")
    return full, mine_text.with_key(text, "cautions", list(full.cautions))


def careful(kit: Kit, strategy: Strategy) -> Strategy:
    """Return a strategy that nobody has checked with the cautions it needs; warn of its rhythm."""
    from ..library.mine_text import with_cautions

    warn_of_breath(kit, strategy)
    return with_cautions(strategy, kit.vocabulary)


def warn_of_breath(kit: Kit, strategy: Strategy) -> None:
    """Say what in a breath guide the shared library refuses, and why; in one's own it may stay."""
    from ..core.guide_fields import Breath

    if not isinstance(strategy.guide, Breath):
        return
    from ..library.rules_breath import breath_problems
    from ..library.rules_explained import EXPLAINED

    found = [f"Take care: {p.what}. Better: {p.fix}." for p in breath_problems(strategy.guide)]
    if found:
        kit.say(*found, EXPLAINED["CK027"].why)


def say_faults(kit: Kit, name: str, error: Faulty) -> None:
    """Say every fault but the first, which is said as the error itself."""
    kit.say(*(f"{name}:{f.line}: {f.what}. To mend it: {f.fix}." for f in error.faults[1:9]))


def keep_new(kit: Kit, strategy: Strategy, text: str) -> str:
    """Keep a new strategy under a free id, say which, and return it."""
    from ..library.mine import free_id

    own = mine(kit)
    taken = {card.id for card in kit.catalogue.cards} | set(own.ids())
    while True:
        identifier = free_id(strategy.title, taken)
        try:
            own.add(identifier, text)
            break
        except FileExistsError:
            taken.add(identifier)
    # What was looked up before doesn't know the new one.
    del kit.catalogue
    kit.say(
        f"Kept as {identifier}. Do it: coping try {identifier}. "
        f"Change it: coping mine edit {identifier}"
    )
    return identifier


def read_source(source: str) -> tuple[str, bytes]:
    """Return a file's name for messages, and its bytes; `-` is standard input."""
    from ..library import files
    from ..library.mine_text import Fault, Faulty
    from ..library.yamltext import MOST_BYTES, Unreadable

    if source == STDIN:
        if sys.stdin.isatty():
            raise UsageProblem("Nothing comes in.", "Give a file, or pipe one in: ... < draft.yaml")
        stream = getattr(sys.stdin, "buffer", None)
        raw = stream.read(MOST_BYTES + 1) if stream else sys.stdin.read(MOST_BYTES + 1).encode()
        return "<stdin>", raw
    path = Path(source)
    if not path.exists():
        raise NotFound(f"There is no file {source}.", "Give the path of a strategy's YAML file.")
    try:
        return source, files.read_bytes(path.resolve())
    except Unreadable as error:
        raise Faulty(source, [Fault(error.line, error.what, error.fix)]) from None


def list_mine(kit: Kit, as_json: bool) -> None:
    """List own strategies."""
    from .finding import card_json
    from .marks import pins

    cards = sorted(
        (c for c in kit.catalogue.cards if c.source == "mine"), key=lambda c: c.title.lower()
    )
    if as_json:
        kit.json(strategies=[card_json(card) for card in cards])
        return
    if not cards:
        kit.say("There are none of your own yet. Make one with: coping mine new")
        return
    from ..screen.strategy_views import list_page

    count = f"{len(cards)} of my own"
    more = "Change one: coping mine edit ID. Give one to the library: coping mine share ID"
    kit.draw(list_page(cards, pins(kit, "pin"), count, more))


def remove(kit: Kit, name: str, *, undo: bool, for_good: bool) -> None:
    """Take an own strategy out, bring it back, or delete all of it."""
    own = mine(kit)
    if undo:
        identifier = name.strip().lower()
        try:
            own.bring_back(identifier)
        except FileExistsError:
            raise UsageProblem(
                f"There is another strategy called {identifier} now.",
                f"Take that one out first: coping mine remove {identifier}",
            ) from None
        kit.say(f"Brought back: {identifier}.")
        return
    if for_good:
        identifier = name.strip().lower()
        if not (own.has(identifier) or identifier in own.removed()):
            identifier = own_id(kit, name)
        own.delete_for_good(identifier)
        kit.say(f"Deleted for good: {identifier}, with its earlier texts. Your log still names it.")
        return
    identifier = own_id(kit, name)
    own.remove(identifier)
    kit.say(f"Removed: {identifier}. Bring it back with: coping mine remove {identifier} --undo")


def take_in(kit: Kit, source: str) -> None:
    """Show each strategy that somebody made, and take it into mine."""
    from ..library.bundle import parts

    for name, raw in parts(*read_source(source)):
        _take_one(kit, name, raw)


def _take_one(kit: Kit, name: str, raw: bytes) -> None:
    strategy, text = read_checked(kit, name, raw)
    from ..core.card import card_of
    from ..screen.strategy_views import Own, strategy_page

    card = card_of(strategy, name="not yet mine")
    page = strategy_page(strategy, card, kit.vocabulary, kit.catalogue.citations, Own())
    # Its last line offers to run it by an id that it doesn't have yet.
    kit.draw(page[:-1])
    if kit.interactive:
        with asking.terminal() as ask:
            if ask.choice("Take it into mine? Enter: no.", [("y", "yes"), ("n", "no")]) != "y":
                kit.say("Nothing was taken.")
                return
    keep_new(kit, strategy, text)

"""The questions of `log add`; Enter skips each, and the second half is asked for with m."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import words
from ..core.entry import ENERGIES, LABEL, OUTCOMES, SHORT_TEXT
from ..errors import CopingError
from . import asking
from .kit import Kit

_SHORT = (
    ("place", words.LOG_PLACE), ("company", words.LOG_COMPANY), ("obstacle", words.LOG_OBSTACLE),
)  # fmt: skip


def ask_for(kit: Kit, ask: asking.Ask, fields: dict[str, Any]) -> None:
    """Put what is answered into the fields of an entry, question by question."""
    fields["before"] = ask.scale(words.BEFORE)
    said = ask.line(words.LOG_NEED)
    fields["needs"] = kit.vocabulary.find_needs(said) if said else ()
    if said and not fields["needs"]:
        fields["note"] = said
        kit.say(words.LOG_INTO_NOTE)
    _use(kit, ask, fields)
    note = ask.line(words.LOG_NOTE)
    fields["note"] = ". ".join(part for part in (fields.get("note"), note) if part) or None
    if ask.choice(words.LOG_MORE, [("m", words.LOG_MORE_KEY)]) == "m":
        _more(kit, ask, fields)


def _use(kit: Kit, ask: asking.Ask, fields: dict[str, Any]) -> None:
    def found(name: str) -> str:
        return kit.catalogue.card(name).id

    strategy = _until_known(kit, ask, words.LOG_STRATEGY, found)
    fields["strategy"] = strategy
    if strategy is None:
        return
    outcomes = [(str(n), label) for n, label in enumerate(OUTCOMES.values(), 1)]
    fields["after"] = ask.scale(words.LOG_AFTER)
    outcome = ask.choice(words.LOG_OUTCOME, outcomes)
    fields["outcome"] = [*OUTCOMES][int(outcome) - 1] if outcome else None
    fields["rating"] = ask.scale(words.LOG_RATING, 1, 5)
    fields["minutes"] = ask.scale(words.LOG_MINUTES, 0, 10_080)


def _more(kit: Kit, ask: asking.Ask, fields: dict[str, Any]) -> None:
    from ..core.when import parse_when

    when = _until_known(kit, ask, words.LOG_WHEN, lambda text: parse_when(text, kit.now()))
    fields["at"] = when
    energies = [(str(n), label) for n, label in enumerate(ENERGIES.values(), 1)]
    energy = ask.choice(words.LOG_ENERGY, energies)
    fields["energy"] = [*ENERGIES][int(energy) - 1] if energy else None
    for name, question in _SHORT:
        fields[name] = (ask.line(question) or "")[:SHORT_TEXT] or None
    tags = (ask.line(words.LOG_TAGS) or "").replace(",", " ").split()
    fields["tags"] = tuple(tag[:LABEL] for tag in tags if tag.strip("#"))


def _until_known(kit: Kit, ask: asking.Ask, question: str, read: Callable[[str], Any]) -> Any:
    while (said := ask.line(question)) is not None:
        try:
            return read(said)
        except CopingError as problem:
            kit.say(problem.message, problem.hint)
    return None

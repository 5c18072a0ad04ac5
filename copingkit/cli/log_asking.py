"""The questions of `log add`; Enter skips each, and the second half is asked for with m."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import words
from ..core.entry import ENERGIES, LABEL, OUTCOMES, SHORT_TEXT
from ..errors import CopingError
from . import asking
from .kit import Kit


def asked(kit: Kit, ask: asking.Ask) -> dict[str, Any] | None:
    """Return the fields of an entry; None where every question was skipped."""
    before = ask.scale(words.BEFORE)
    said = ask.line(words.LOG_NEED)
    needs = kit.vocabulary.find_needs(said) if said else ()
    if said and not needs:
        kit.say(words.LOG_INTO_NOTE)
    fields: dict[str, Any] = {"before": before, "needs": needs}
    fields |= _use(kit, ask)
    note = ask.line(words.LOG_NOTE)
    unknown = [part for part in (said if not needs else None, note) if part]
    fields["note"] = ". ".join(unknown) or None
    if ask.choice(words.LOG_MORE, [("m", words.LOG_MORE_KEY)]) == "m":
        fields |= _more(kit, ask)
    return fields if any(v is not None and v != () for v in fields.values()) else None


def _use(kit: Kit, ask: asking.Ask) -> dict[str, Any]:
    def found(name: str) -> str:
        return kit.catalogue.card(name).id

    strategy = _until_known(kit, ask, words.LOG_STRATEGY, found)
    if strategy is None:
        return {"strategy": None}
    outcomes = [(str(n), label) for n, label in enumerate(OUTCOMES.values(), 1)]
    after = ask.scale(words.LOG_AFTER)
    outcome = ask.choice(words.LOG_OUTCOME, outcomes)
    return {
        "strategy": strategy,
        "after": after,
        "outcome": [*OUTCOMES][int(outcome) - 1] if outcome else None,
        "rating": ask.scale(words.LOG_RATING, 1, 5),
        "minutes": ask.scale(words.LOG_MINUTES, 0, 10_080),
    }


def _more(kit: Kit, ask: asking.Ask) -> dict[str, Any]:
    from ..core.when import parse_when

    at = _until_known(kit, ask, words.LOG_WHEN, lambda text: parse_when(text, kit.now()))
    energies = [(str(n), label) for n, label in enumerate(ENERGIES.values(), 1)]
    energy = ask.choice(words.LOG_ENERGY, energies)
    place, company, obstacle = (
        (ask.line(question) or "")[:SHORT_TEXT] or None
        for question in (words.LOG_PLACE, words.LOG_COMPANY, words.LOG_OBSTACLE)
    )
    tags = (ask.line(words.LOG_TAGS) or "").replace(",", " ").split()
    return {
        "at": at,
        "energy": [*ENERGIES][int(energy) - 1] if energy else None,
        "place": place,
        "company": company,
        "obstacle": obstacle,
        "tags": tuple(tag[:LABEL] for tag in tags if tag.strip("#")),
    }


def _until_known(kit: Kit, ask: asking.Ask, question: str, read: Callable[[str], Any]) -> Any:
    while (said := ask.line(question)) is not None:
        try:
            return read(said)
        except CopingError as problem:
            kit.say(problem.message, problem.hint)
    return None

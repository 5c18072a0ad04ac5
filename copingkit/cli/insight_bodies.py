"""Bodies of insights: what helped, how sure that is, and over what time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import words
from ..core.insight_report import Report, Scope, report
from ..errors import UsageProblem
from .kit import Kit

if TYPE_CHECKING:
    from ..core.effect import Person
    from ..core.entry import Entry
    from ..core.filter import EntryFilter
    from ..core.insight import Finding
    from ..journal.summary import Summary

MANY = 4000  # entries: with more, sums say what helped, and the rest is read from ...
LATEST = 365  # ... so many days
CHOICES = ("from_", "to", "on", "tag", "contains", "outcome", "kind", "limit")


class Looked(NamedTuple):
    """What there is to show, and what has to be said beside it."""

    report: Report
    titles: dict[str, str]
    notes: list[str]


def chosen(kit: Kit, days: int | None, **options: Any) -> EntryFilter:
    """Return the filter for options as typed; `days` counts back from today."""
    from . import log_bodies

    if days is not None:
        if options.get("from_") or options.get("on"):
            raise UsageProblem("--days and a day to begin at were both given.", "Use one of them.")
        first = kit.now().date() - timedelta(days=days - 1)
        return replace(log_bodies.chosen(kit, **options), from_=first)
    return log_bodies.chosen(kit, **options)


def insights(kit: Kit, filter_: EntryFilter, *, as_json: bool, html: Path | None) -> None:
    """Show what helped, as a page, as data, or as a file for a browser."""
    if as_json and html:
        raise UsageProblem("--json and --html were both given.", "Use one of them.")
    looked = look_back(kit, filter_)
    for warning in kit.journal.warnings:
        kit.say(warning)
    if as_json:
        kit.json(insights=to_json(looked))
        return
    if not looked.report.entries:
        kit.say(words.INSIGHTS_EMPTY if filter_.is_empty else "No entry matches that.")
        return
    if html is not None:
        from ..screen.insight_html import insights_html
        from .plan_paper import put_out

        put_out(kit, insights_html(*looked, filter_.words(), f"{kit.now():%Y-%m-%d}"), html)
        kit.say(words.PLAN_PRIVACY)
        return
    from ..screen.insight_views import insights_page

    kit.draw(insights_page(*looked))


def look_back(kit: Kit, filter_: EntryFilter) -> Looked:
    """Read what is meant, and put together what can be said of it."""
    from ..core.fit import Ask, allowed
    from ..core.reasons import to_you
    from . import suggesting
    from .marks import pins

    all_cards = kit.catalogue.cards
    titles = {card.id: card.title for card in reversed(all_cards)}
    needs = kit.vocabulary.needs
    hidden, ask = pins(kit, "hide"), Ask(without=frozenset(kit.setting("without", [])))
    over_all = suggesting.person_of(kit, kit.summary)
    by_content = any(getattr(filter_, name) is not None for name in CHOICES)
    person, entries, counts = _read(kit, filter_, over_all, by_content)
    scope = Scope(filter_.need or "", filter_.strategy or "", filter_.outcome is None)
    made = report(
        person,
        over_all,
        entries,
        [card for card in all_cards if allowed(card, ask, hidden)],
        scope,
        lambda technique: titles.get(technique, technique),
        lambda need: to_you(needs[need].label) if need in needs else need,
        counts,
    )
    notes = []
    if not scope.compared:
        notes.append(words.INSIGHTS_BY_OUTCOME)
    elif not made.findings:
        notes.append(words.INSIGHTS_EARLY)
    if not by_content and kit.summary.entries > MANY:
        notes.append(words.INSIGHTS_LATEST)
    return Looked(made, titles, notes)


def _read(
    kit: Kit, filter_: EntryFilter, over_all: Person, by_content: bool
) -> tuple[Person, list[Entry], tuple[int, int] | None]:
    """Return the person to compare with, the entries meant, and the counts where these are fewer."""
    from . import suggesting

    if by_content:
        # Need and strategy choose what is shown, not what it is compared with.
        around = list(kit.journal.entries(replace(filter_, need=None, strategy=None)))
        person = suggesting.person_of(kit, _summed(around))
        return person, [entry for entry in around if filter_.matches(entry)], None
    counts = (kit.summary.entries, kit.summary.uses) if filter_.is_empty else None
    if kit.summary.entries > MANY:
        first = kit.now().date() - timedelta(days=LATEST - 1)
        latest = list(kit.journal.entries(replace(filter_, from_=first)))
        if latest:
            return over_all, latest, counts
    return over_all, list(kit.journal.entries(filter_)), counts


def _summed(entries: Iterable[Entry]) -> Summary:
    from ..journal.summary import Summary

    summary = Summary()
    for entry in sorted(entries, key=lambda entry: entry.id):
        summary.add(entry.to_doc())
    return summary


def to_json(looked: Looked) -> dict[str, Any]:
    """Return the report as plain data."""
    made, titles, notes = looked
    return {
        "first": made.first,
        "entries": made.entries,
        "uses": made.uses,
        "from": made.first_day or None,
        "to": made.last_day or None,
        "notes": [note for note in (*notes, made.missing) if note],
        "findings": [_finding(found, titles) for found in made.findings],
        "leader": made.leader,
        "needs": [
            {
                "need": part.need,
                "label": part.label,
                "findings": [_finding(found, titles) for found in part.findings],
                "leader": part.leader,
                "untried": [card.name for card in part.untried],
            }
            for part in made.needs
        ],
        "helped_in_words": [count._asdict() for count in made.in_words],
        "not_helped": [count._asdict() for count in made.not_helped],
        "worse": [count._asdict() for count in made.worse],
        "not_possible": [count._asdict() for count in made.not_possible],
        "obstacles": [count._asdict() for count in made.obstacles],
        "time_of_day": _contrast(made.day),
        "time_of_week": _contrast(made.week),
        "relief": _trend(made.relief, "day"),
        "distress": _trend(made.distress, "week"),
        "calendar": [day._asdict() for day in made.calendar],
    }


def _finding(found: Finding, titles: dict[str, str]) -> dict[str, Any]:
    assert found.mean_before is not None and found.mean_after is not None
    return {
        "strategy": found.technique,
        "title": titles.get(found.technique, found.technique),
        "uses": found.uses,
        "pairs": found.pairs,
        "mean_before": round(found.mean_before, 2),
        "mean_after": round(found.mean_after, 2),
        "extra": _estimate(found.extra),
        "sentence": found.sentence,
    }


def _estimate(extra: Any) -> dict[str, float]:
    names = ("points", "sd", "low", "high", "p")
    return {name: round(getattr(extra, name), 3) for name in names}


def _contrast(contrast: Any) -> dict[str, Any]:
    means = {name: _estimate(mean) for name, mean in contrast.means.items()}
    return {**contrast._asdict(), "means": means}


def _trend(trend: Any, unit: str) -> dict[str, Any]:
    series = [{unit: when, "points": round(points, 3)} for when, points in trend.series]
    return {**trend._asdict(), "size": round(trend.size, 3), "series": series}

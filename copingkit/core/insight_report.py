"""All that is said when looking back, put together from a person's sums and their entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import insight, insight_time
from .effect_sums import EVERYWHERE
from .insight import Count, Finding
from .insight_time import Contrast, Day, Trend

if TYPE_CHECKING:
    from .card import Card
    from .effect import Person
    from .entry import Entry

MOST_NEEDS = 3  # needs that get a part of their own
OVER_ALL = "Over your whole log: {line}"


class ForNeed(NamedTuple):
    """What helped for one need, and what the toolbox holds for it beside."""

    need: str
    label: str
    findings: list[Finding]
    leader: str
    untried: list[Card]
    untried_sentence: str
    shown_above: bool
    """True where the page is about this need alone: its findings are the page's own."""


class Report(NamedTuple):
    """Everything to show, in the order in which it is shown."""

    first: str
    entries: int
    uses: int
    first_day: str
    last_day: str
    missing: str
    findings: list[Finding]
    leader: str
    needs: list[ForNeed]
    in_words: list[Count]
    not_helped: list[Count]
    worse: list[Count]
    not_possible: list[Count]
    obstacles: list[Count]
    day: Contrast
    week: Contrast
    relief: Trend
    distress: Trend
    calendar: list[Day]


class Scope(NamedTuple):
    """What is looked at: "" for a need or strategy is all; `compared` is False where entries were
    chosen by how they went, so that averages of them would say nothing."""

    need: str = ""
    strategy: str = ""
    compared: bool = True


def report(
    person: Person,
    over_all: Person,
    entries: Sequence[Entry],
    cards: Sequence[Card],
    scope: Scope,
    title: insight.Title,
    label: Callable[[str], str],
    counts: tuple[int, int] | None = None,
) -> Report:
    """Put the report together.

    `person` is made of what was chosen, whatever the need and strategy, so that there is something
    to compare with; `over_all` of everything; `entries` are those meant; `cards` may be offered;
    `counts` are all entries and uses where `entries` are only the latest.
    """
    findings = _chosen(insight.what_helped(person, scope.need or EVERYWHERE, label), scope)
    residuals = insight_time.residuals(entries, person)
    days = sorted(entry.day for entry in entries)
    seen = _seen(person, scope)
    return Report(
        _first(seen, findings, over_all, title),
        counts[0] if counts else len(entries),
        counts[1] if counts else sum(entry.kind == "use" for entry in entries),
        days[0] if days else "",
        days[-1] if days else "",
        insight.missing_note(seen) if scope.compared else "",
        findings,
        insight.leader(findings, title, label),
        [_for_need(need, person, cards, scope, title, label) for need in _needs(person, scope)],
        insight.helped_in_words(seen, title),
        insight.not_helped(seen, findings, title),
        insight.made_worse(seen, title),
        insight.not_possible(seen, title),
        insight.obstacles(entries),
        insight_time.compare_times(residuals, person, insight_time.time_of_day),
        insight_time.compare_times(residuals, person, insight_time.time_of_week),
        insight_time.relief_over_time(residuals, person),
        insight_time.distress_over_time(entries),
        insight_time.calendar(entries),
    )


def _first(
    seen: Person, findings: list[Finding], over_all: Person, title: insight.Title
) -> str:  # fmt: skip
    """Return something that helped: from what is shown, else from the whole log."""
    line = insight.first_line(seen, findings, title)
    if line != insight.NOTHING_YET:
        return line
    line = insight.first_line(over_all, insight.what_helped(over_all), title)
    return line if line == insight.NOTHING_YET else OVER_ALL.format(line=line)


def _seen(person: Person, scope: Scope) -> Person:
    """Return the person with the counts of the need and strategy that are looked at."""
    if not scope.need and not scope.strategy:
        return person
    counts = {
        (technique, EVERYWHERE): person.counts(technique, scope.need or EVERYWHERE)
        for technique in person.totals
        if scope.strategy in ("", technique)
    }
    return type(person)(counts, person.prior)


def _chosen(findings: list[Finding], scope: Scope) -> list[Finding]:
    if not scope.compared:
        return []
    return [f for f in findings if scope.strategy in ("", f.technique)]


def _needs(person: Person, scope: Scope) -> list[str]:
    if scope.need:
        return [scope.need]
    if scope.strategy:
        return []
    return insight.needs_met(person)[:MOST_NEEDS]


def _for_need(
    need: str,
    person: Person,
    cards: Sequence[Card],
    scope: Scope,
    title: insight.Title,
    label: Callable[[str], str],
) -> ForNeed:
    alone = need == scope.need
    findings = [] if alone else _chosen(insight.what_helped(person, need, label), scope)
    untried = [] if scope.strategy else insight.untried(cards, person, need)
    words = "" if scope.strategy else insight.untried_sentence(untried, need, label)
    leader = insight.leader(findings, title, label)
    return ForNeed(need, label(need), findings, leader, untried, words, alone)

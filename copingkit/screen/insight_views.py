"""The page that looks back: every picture with its sentence, something that helped first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .. import words
from ..core.effect import Estimate
from ..core.insight import Finding
from ..core.insight_report import ForNeed, Report
from ..core.insight_time import TREND_WEEKS, Contrast, Day
from ..core.reasons import against_usual
from . import charts
from .page import Block, Bullets, Item, Items, Page, Para, Picture, Section

MOST = 12  # rows of a chart: what doesn't fit a glance isn't read
OBSTACLES = 8
WEEKS = 13  # a quarter of a year
EXAMPLES = 3
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Titles = Mapping[str, str]


def insights_page(report: Report, titles: Titles, notes: Sequence[str]) -> Page:
    """Return the page; `notes` are said below the first lines."""
    page: list[Block] = [Para(report.first, "strong"), Para(counted(report), "quiet")]
    page += [Para(note) for note in (*notes, report.missing) if note]
    if report.findings:
        leader = [Para(report.leader)] if report.leader else []
        blocks = [*leader, *_found(report.findings, titles), Para(words.INSIGHTS_USUAL, "quiet")]
        page.append(Section(words.INSIGHTS_HELPED, blocks))
    page += [
        Section(
            words.INSIGHTS_NEED.format(need=part.label), _need(part, titles, bool(report.findings))
        )
        for part in report.needs
    ]
    for title, counts in (
        (words.INSIGHTS_IN_WORDS, report.in_words),
        (words.INSIGHTS_NOT_HELPED, report.not_helped),
        (words.INSIGHTS_WORSE, report.worse),
        (words.INSIGHTS_COULDNT, report.not_possible),
        (words.INSIGHTS_OBSTACLES, report.obstacles[:OBSTACLES]),
    ):
        if counts:
            page.append(Section(title, [Bullets([count.sentence for count in counts])]))
    times = _times(report)
    if times:
        page.append(Section(words.INSIGHTS_TIMES, times))
    page.append(Section(words.INSIGHTS_OVER_TIME, _over_time(report)))
    page.append(Section(words.INSIGHTS_CALENDAR, _calendar(report.calendar)))
    return page


def counted(report: Report) -> str:
    """Say in one line what was looked at."""
    entries = "1 entry" if report.entries == 1 else f"{report.entries} entries"
    uses = f"{report.uses} of them the use of a technique"
    first, last = report.first_day, report.last_day
    span = "" if not first else f" on {first}" if first == last else f" from {first} to {last}"
    return words.INSIGHTS_COUNT.format(entries=entries, span=span, uses=uses)


def figures(extra: Estimate) -> str:
    """Return a difference from usual in digits."""
    return against_usual(extra)


def tenths(points: float) -> str:
    """Return points with sign and one digit; never -0.0."""
    return f"{round(points, 1) + 0.0:+.1f}"


def title_of(technique: str, titles: Titles) -> str:
    """Return a technique's title, or its id where the library doesn't have it any more."""
    return titles.get(technique, technique)


def ranges_of(findings: Sequence[Finding], titles: Titles) -> list[charts.Range]:
    """Return the rows of the chart of ranges."""
    return [
        charts.Range(
            title_of(f.technique, titles), f.extra.points, f.extra.low, f.extra.high
        )
        for f in findings[:MOST]
    ]  # fmt: skip


def falls_of(findings: Sequence[Finding], titles: Titles) -> list[charts.Fall]:
    """Return the rows of the chart of before and after."""
    return [
        charts.Fall(title_of(f.technique, titles), f.mean_before or 0.0, f.mean_after or 0.0)
        for f in findings[:MOST]
    ]


def spoken_week(week: charts.Week) -> str:
    """Say a week of the calendar; days without an entry are passed over."""
    said = [
        f"{name} {_spoken_day(day)}"
        for name, day in zip(DAY_NAMES, week.days, strict=True)
        if day is not None
    ]
    return f"Week of {week.monday}: {', '.join(said)}."


def days_noted(days: Sequence[Day]) -> str:
    """Say how many days have entries, and how to read the calendar."""
    count = "1 day" if len(days) == 1 else f"{len(days)} days"
    return words.INSIGHTS_CALENDAR_SAID.format(days=count)


def examples(part: ForNeed) -> str:
    """Name a few things that weren't tried for a need."""
    named = [f"{card.title} ({card.name})" for card in part.untried[:EXAMPLES]]
    return words.INSIGHTS_UNTRIED.format(names=", ".join(named)) if named else ""


def spoken_levels(series: Sequence[tuple[str, float]]) -> str:
    """Read weekly levels out."""
    return ", ".join(f"{week} {level:g}" for week, level in series)


def _found(findings: Sequence[Finding], titles: Titles) -> list[Block]:
    ranges, falls = ranges_of(findings, titles), falls_of(findings, titles)
    items = [
        Item(f.technique, title_of(f.technique, titles), "", f"{f.sentence} {figures(f.extra)}")
        for f in findings
    ]
    # Aloud, the items below say all that the pictures show.
    return [
        *_captioned(words.INSIGHTS_FALLS, lambda columns: charts.falls(falls, columns)),
        *_captioned(words.INSIGHTS_RANGES, lambda columns: charts.ranges(ranges, columns)),
        Items(items),
    ]


def _captioned(caption: str, draw: Callable[[int], Sequence[str]]) -> list[Block]:
    return [Picture(lambda columns: [*_wrapped(caption, columns), *draw(columns), ""], ())]


def _wrapped(text: str, columns: int) -> list[str]:
    from ..core.cells import wrap

    return wrap(text, columns)


def _need(part: ForNeed, titles: Titles, found: bool) -> list[Block]:
    blocks: list[Block] = [Para(part.leader)] if part.leader else []
    if part.findings:
        ranges = ranges_of(part.findings, titles)
        blocks += _captioned(words.INSIGHTS_RANGES, lambda columns: charts.ranges(ranges, columns))
        blocks.append(
            Bullets(
                [
                    f"{title_of(f.technique, titles)}: {f.sentence} {figures(f.extra)}"
                    for f in part.findings
                ]
            )
        )
    elif not (part.shown_above and found):
        blocks.append(Para(words.INSIGHTS_NEED_NONE))
    untried = " ".join(said for said in (part.untried_sentence, examples(part)) if said)
    return [*blocks, Para(untried)] if untried else blocks


def _times(report: Report) -> list[Block]:
    return [Para(contrast.sentence) for contrast in shown_times(report)]


def shown_times(report: Report) -> list[Contrast]:
    """Return the times compared whose difference passed its test."""
    return [contrast for contrast in (report.day, report.week) if contrast.shown]


def _over_time(report: Report) -> list[Block]:
    blocks: list[Block] = []
    series = report.distress.series
    if len(series) >= TREND_WEEKS:
        blocks.append(
            Picture(
                lambda columns: [
                    *_wrapped(words.INSIGHTS_WEEKLY, columns),
                    *charts.sparkline(series, columns),
                    "",
                ],
                [f"{words.INSIGHTS_WEEKLY} {spoken_levels(series[-WEEKS:])}."],
            )
        )
    sentences = [report.distress.sentence, report.relief.sentence]
    if not shown_times(report):
        sentences.append(report.day.sentence)
    blocks += [Para(sentence) for sentence in sentences]
    return blocks


def _calendar(days: Sequence[Day]) -> list[Block]:
    weeks = charts.weeks_of(days, WEEKS)
    spoken = [spoken_week(week) for week in reversed(weeks) if any(week.days)]
    drawn = Picture(lambda _: charts.calendar(weeks), spoken)
    return [drawn, Para(days_noted(days), "quiet")]


def _spoken_day(day: Day) -> str:
    level = "without a number" if day.distress is None else f"{day.distress:g}"
    return level if day.entries == 1 else f"{level} ({day.entries} entries)"

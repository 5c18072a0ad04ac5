"""The page that looks back, as one self-contained file for a browser or printer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .. import words
from ..core.insight import Finding
from ..core.insight_report import ForNeed, Report
from ..core.insight_time import TREND_WEEKS
from ..core.safe import clean
from . import chart_svg, charts
from .insight_views import (
    Titles,
    counted,
    days_noted,
    examples,
    falls_of,
    ranges_of,
    shown_times,
    spoken_levels,
    spoken_week,
    tenths,
    title_of,
)

WEEKS = 53

STYLE = """
:root{color-scheme:light dark;--line:#8886}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;max-width:46rem;
margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1,h2{line-height:1.2;break-after:avoid}h2{margin:2.2rem 0 .4rem;font-size:1.2rem}
.first{font-size:1.15rem;font-weight:600}.quiet{opacity:.75}
figure{margin:1rem 0;break-inside:avoid}figcaption{margin-bottom:.4rem}
td,th{overflow-wrap:break-word}
svg{width:100%;height:auto;fill:currentColor}svg text{font:13px system-ui,sans-serif}
@media (max-width:560px){figure svg text{font-size:17px}}
.bar,polyline{stroke:currentColor;stroke-width:2}polyline{fill:none}.grid{stroke:var(--line)}
.ring,rect{fill:none;stroke:currentColor;stroke-width:2}rect{stroke-width:1}
.empty{stroke:var(--line);stroke-dasharray:2 3}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);
vertical-align:top}.n{white-space:nowrap}tr{break-inside:avoid}
.aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{:root{color-scheme:light}body{max-width:none;margin:0;font-size:11pt}
@page{margin:15mm}.scroll{overflow:visible}}
""".strip()


def insights_html(
    report: Report, titles: Titles, notes: Sequence[str], chosen: str, today: str
) -> str:
    """Return the page. `chosen` is the filter in words; nothing in it is fetched or run."""
    body = [
        f"<h1>{words.INSIGHTS_TITLE}</h1>",
        _para(report.first, "first"),
        _para(f"{counted(report)} Written on {today}." + (f" Chosen: {chosen}." if chosen else "")),
        *(_para(note) for note in (*notes, report.missing) if note),
    ]
    if report.findings:
        body += [
            _title(words.INSIGHTS_HELPED),
            _para(report.leader) if report.leader else "",
            _figure(words.INSIGHTS_FALLS, chart_svg.falls(falls_of(report.findings, titles))),
            _figure(words.INSIGHTS_RANGES, chart_svg.ranges(ranges_of(report.findings, titles))),
            _table(report.findings, titles),
            _para(words.INSIGHTS_USUAL, "quiet"),
        ]
    for part in report.needs:
        body += _need(part, titles, bool(report.findings))
    for title, counts in (
        (words.INSIGHTS_IN_WORDS, report.in_words),
        (words.INSIGHTS_NOT_HELPED, report.not_helped),
        (words.INSIGHTS_WORSE, report.worse),
        (words.INSIGHTS_COULDNT, report.not_possible),
        (words.INSIGHTS_OBSTACLES, report.obstacles),
    ):
        if counts:
            body += [_title(title), _list([count.sentence for count in counts])]
    times = shown_times(report)
    if times:
        body += [_title(words.INSIGHTS_TIMES), *(_para(contrast.sentence) for contrast in times)]
    body += _over_time(report)
    return _document("\n".join(part for part in body if part))


def _need(part: ForNeed, titles: Titles, found: bool) -> list[str]:
    made = [_title(words.INSIGHTS_NEED.format(need=part.label))]
    if part.findings:
        made += [
            _para(part.leader) if part.leader else "",
            _figure(words.INSIGHTS_RANGES, chart_svg.ranges(ranges_of(part.findings, titles))),
            _table(part.findings, titles),
        ]
    elif not (part.shown_above and found):
        made.append(_para(words.INSIGHTS_NEED_NONE))
    untried = " ".join(said for said in (part.untried_sentence, examples(part)) if said)
    return [*made, _para(untried) if untried else ""]


def _over_time(report: Report) -> list[str]:
    made = [_title(words.INSIGHTS_OVER_TIME)]
    series = report.distress.series
    if len(series) >= TREND_WEEKS:
        aloud = f'<p class="aloud">{_safe(spoken_levels(series))}</p>'
        made.append(_figure(words.INSIGHTS_WEEKLY, chart_svg.weekly(series) + aloud))
    made += [_para(report.distress.sentence), _para(report.relief.sentence)]
    if not shown_times(report):
        made.append(_para(report.day.sentence))
    weeks = charts.weeks_of(report.calendar, WEEKS)
    aloud = "".join(f"<li>{_safe(spoken_week(week))}</li>" for week in weeks if any(week.days))
    return [
        *made,
        _title(words.INSIGHTS_CALENDAR),
        _para(days_noted(report.calendar)),
        f'<div>{chart_svg.calendar(weeks)}<ul class="aloud">{aloud}</ul></div>',
    ]


def _table(findings: Sequence[Finding], titles: Titles) -> str:
    rows = "".join(
        f"<tr><td>{_safe(title_of(f.technique, titles))}<td>{_safe(f.sentence)}"
        f"<td class=n>{tenths(f.extra.points)}<td class=n>{tenths(f.extra.low)} to {tenths(f.extra.high)}"
        "</tr>"
        for f in findings
    )
    return (
        '<div class="scroll"><table><thead><tr><th>Technique<th>In words<th class=n>Points<th class=n>80 % range'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _title(text: str) -> str:
    return f"<h2>{_safe(text)}</h2>"


def _para(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{_safe(text)}</p>' if kind else f"<p>{_safe(text)}</p>"


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{_safe(item)}</li>" for item in items) + "</ul>"


def _figure(caption: str, picture: str) -> str:
    return f"<figure><figcaption>{_safe(caption)}</figcaption>{picture}</figure>"


def _safe(text: str) -> str:
    return escape(clean(text))


def _document(body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Nothing may be fetched or run, whatever stands in the log.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">\n"
        '<meta name="robots" content="noindex">\n'
        f"<title>{words.INSIGHTS_TITLE}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n"
        f"{body}\n</body>\n</html>\n"
    )

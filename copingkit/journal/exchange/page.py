"""One HTML page that needs nothing else: to show to a friend or a professional, or to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from copingkit.core.entry import OUTCOMES, Entry
from copingkit.core.safe import clean
from copingkit.journal.exchange.charts import bars, by_week
from copingkit.journal.exchange.names import Naming, facts, heading

MOST = 10
"""Rows of a chart or table: what doesn't fit a glance isn't read."""

STYLE = """
:root{color-scheme:light dark;--line:#8886}
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2{line-height:1.2}h2{margin-top:2.5rem}h3{margin:1.2rem 0 .2rem;font-size:1rem}
figure{margin:1.5rem 0}figcaption{font-weight:600}svg{width:100%;height:auto;fill:currentColor}
svg text{font:12px system-ui,sans-serif}.grid{stroke:var(--line)}
.before path,.after path{fill:none;stroke:currentColor;stroke-width:2}
.after path{stroke-dasharray:6 4}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;
border-bottom:1px solid var(--line);vertical-align:top}td.n,th.n{text-align:right}
article{break-inside:avoid;border-bottom:1px solid var(--line);padding-bottom:.6rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:0}dt{opacity:.7}dd{margin:0}
.note{white-space:pre-wrap;margin:.4rem 0 0}.quiet{opacity:.7;font-size:.85rem}
@media print{body{max-width:none;margin:0;font-size:11pt}@page{margin:2cm}
:root{color-scheme:light}figure,tr{break-inside:avoid}}
""".strip()


def lines(entries: Sequence[Entry], now: datetime, words: str, naming: Naming) -> Iterator[str]:
    """Yield the text of the page; everything in it is plain text or our own shapes."""
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>My log</title><style>{STYLE}</style></head><body>\n<h1>My log</h1>\n"
    )
    span = f" from {entries[0].day} to {entries[-1].day}" if entries else ""
    count = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    chosen = f" Chosen: {escape(clean(words))}." if words else ""
    yield f"<p>{count}{span}. Written on {now:%Y-%m-%d}.{chosen}</p>\n"
    yield by_week(entries)
    yield bars("How it went", _outcomes(entries))
    yield bars("What it was about", _needs(entries, naming))
    yield from _table(entries, naming)
    yield "<h2>Entries</h2>\n" if entries else ""
    day = ""
    for entry in entries:
        if entry.day != day:
            day = entry.day
            yield f"<h3>{datetime.fromisoformat(day):%A} {day}</h3>\n"
        yield _article(entry, naming)
    yield "</body></html>\n"


def _outcomes(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    counts = Counter(entry.outcome for entry in entries)
    return [(words, counts[outcome]) for outcome, words in OUTCOMES.items() if counts[outcome]]


def _needs(entries: Sequence[Entry], naming: Naming) -> list[tuple[str, int]]:
    counts = Counter(need for entry in entries for need in entry.needs)
    return [(clean(naming("need", need)), count) for need, count in counts.most_common(MOST)]


def _table(entries: Sequence[Entry], naming: Naming) -> Iterator[str]:
    used: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind == "use" and entry.strategy:
            used.setdefault(entry.strategy, []).append(entry)
    if not used:
        return
    yield (
        "<h2>What I used</h2>\n<table><thead><tr><th>Strategy<th class=n>Times<th class=n>Before"
        "<th class=n>After</tr></thead><tbody>\n"
    )
    most = sorted(used.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for strategy, uses in most[: 2 * MOST]:
        both = [(use.before, use.after) for use in uses
                if use.before is not None and use.after is not None]  # fmt: skip
        # Below two uses an average would only look like one.
        means = [f"{sum(part) / len(both):.1f}" for part in zip(*both, strict=True)]
        before, after = means if len(both) > 1 else ("", "")
        yield (
            f"<tr><td>{escape(clean(naming('strategy', strategy)))}<td class=n>{len(uses)}"
            f"<td class=n>{before}<td class=n>{after}</tr>\n"
        )
    rest = len(most) - 2 * MOST
    yield (
        "</tbody></table>\n<p class=quiet>"
        f"{f'{rest} more were used less often. ' if rest > 0 else ''}Averages of the uses with both numbers, from two on. "
        "Distress often falls by itself after a peak, so a fall alone doesn't show what helped.</p>\n"
    )


def _article(entry: Entry, naming: Naming) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in facts(entry, naming)
    )
    note = clean(entry.note, newlines=True) if entry.note else ""
    said = f"<p class=note>{escape(note)}</p>" if note else ""
    return (
        f"<article><strong>{entry.at[11:16]} {escape(heading(entry, naming))}</strong>"
        f"<dl>{rows}</dl>{said}</article>\n"
    )

"""Charts as inline SVG: no script, no colour needed to tell lines apart, and words for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from statistics import median

from copingkit.core.entry import Entry

WIDTH, HEIGHT = 720, 240
LEFT, TOP, RIGHT, BOTTOM = 36, 14, 12, 34
BAR = 22

Point = tuple[float, float]


def by_week(entries: Iterable[Entry]) -> str:
    """Return a chart of the weekly medians before and after; "" below two weeks with numbers."""
    weeks: dict[date, tuple[list[int], list[int]]] = {}
    for entry in entries:
        if entry.before is None:
            continue
        day = date.fromisoformat(entry.day)
        week = weeks.setdefault(day - timedelta(days=day.weekday()), ([], []))
        week[0].append(entry.before)
        if entry.after is not None:
            week[1].append(entry.after)
    if len(weeks) < 2:
        return ""
    first, last = min(weeks), max(weeks)

    def spot(week: date, value: float) -> Point:
        share = (week - first).days / ((last - first).days or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT), _height(value)

    series = []
    for place, name in enumerate(("before", "after")):
        points = [spot(week, median(found[place])) for week, found in sorted(weeks.items())
                  if found[place]]  # fmt: skip
        series.append(_line(points, name))
    words = (
        f"Median of each week, from the one that began on {first} to the one that began on {last}, "
        "0 to 10: before as a solid line with dots, after as a dashed line with squares."
    )
    return _figure("How strong, week by week", words, HEIGHT, [
        *_grid(), *series, _text(LEFT, HEIGHT - 10, f"{first}"),
        _text(WIDTH - RIGHT, HEIGHT - 10, f"{last}", "end"),
    ], f"<p class=quiet>{escape(words)}</p>")  # fmt: skip


def bars(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """Return a chart of counts, one bar a row; "" where there are none."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    start = 250
    shapes = []
    for row, (name, count) in enumerate(counts):
        top = TOP + row * BAR
        length = (WIDTH - start - 50) * count / most
        label = name if len(name) < 36 else f"{name[:34]}..."
        shapes.append(_text(start - 8, top + 13, label, "end"))
        shapes.append(f'<rect x="{start}" y="{top + 2}" width="{length:.1f}" height="{BAR - 6}"/>')
        shapes.append(_text(start + length + 6, top + 13, str(count)))
    words = "; ".join(f"{name}: {count}" for name, count in counts)
    return _figure(title, words, 2 * TOP + BAR * len(counts), shapes)


def _height(value: float) -> float:
    return TOP + (10 - value) / 10 * (HEIGHT - TOP - BOTTOM)


def _grid() -> list[str]:
    shapes = []
    for value in (0, 5, 10):
        y = _height(value)
        shapes.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        shapes.append(_text(LEFT - 6, y + 4, str(value), "end"))
    return shapes


def _line(points: Sequence[Point], name: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    if name == "before":
        marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
    else:
        marks = "".join(
            f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>' for x, y in points
        )
    return f'<g class="{name}"><path d="M{path}"/>{marks}</g>' if points else ""


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _figure(
    title: str, words: str, height: int, shapes: Iterable[str], below: str = ""
) -> str:  # fmt: skip
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"<desc>{escape(words)}</desc>{''.join(shapes)}</svg>{below}</figure>\n"
    )

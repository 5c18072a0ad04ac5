"""Charts as inline SVG: shape before shade, words inside, nothing told by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from ..core.safe import clean
from .charts import TOP, WEEKDAYS, Fall, Range, Week, cell, limit

WIDTH = 720
ROW = 30
NAME_AT, SCALE_FROM, SCALE_TO = 0, 270, 700
LETTERS = 30  # of a name, on a phone too; the table below the chart has it whole
CELL, CELL_GAP, DATE_ROOM = 34, 4, 100


def ranges(rows: Sequence[Range]) -> str:
    """Draw a dot on its 80 % range for each row, around the line of the usual."""
    most = limit(rows)

    def x(points: float) -> float:
        return SCALE_FROM + (points + most) / (2 * most) * (SCALE_TO - SCALE_FROM)

    height = ROW * (len(rows) + 1)
    parts = [_text(x(-most), 16, f"-{most}"), _text(x(0), 16, "usual"), _text(x(most), 16, f"+{most}")]  # fmt: skip
    parts.append(_line(x(0), 22, x(0), height, "grid"))
    for number, row in enumerate(rows, 1):
        y = ROW * number + 10
        parts += [
            _name(row.name, y),
            _line(x(row.low), y, x(row.high), y),
            _line(x(row.low), y - 6, x(row.low), y + 6),
            _line(x(row.high), y - 6, x(row.high), y + 6),
            _dot(x(row.points), y),
        ]
    return _svg(height, parts)


def falls(rows: Sequence[Fall]) -> str:
    """Draw a line from before (full dot) to after (ring) for each row, on 0 to 10."""

    def x(level: float) -> float:
        return SCALE_FROM + level / TOP * (SCALE_TO - SCALE_FROM)

    height = ROW * (len(rows) + 1)
    parts = [_text(x(level), 16, str(level)) for level in (0, 5, TOP)]
    parts += [_line(x(level), 22, x(level), height, "grid") for level in (0, 5, TOP)]
    for number, row in enumerate(rows, 1):
        y = ROW * number + 10
        parts += [
            _name(row.name, y),
            _line(x(row.before), y, x(row.after), y),
            _dot(x(row.before), y),
            f'<circle class="ring" cx="{x(row.after):.1f}" cy="{y}" r="5"/>',
        ]
    return _svg(height, parts)


def weekly(series: Sequence[tuple[str, float]]) -> str:
    """Draw weekly levels 0-10 as dots joined by a line, in their places in time."""
    days = [_monday(week).toordinal() for week, _ in series]
    span = (days[-1] - days[0]) or 1
    bottom = 200

    def spot(day: int, level: float) -> tuple[float, float]:
        return 40 + (day - days[0]) / span * (SCALE_TO - 40), bottom - level / TOP * 170

    spots = [spot(day, level) for day, (_, level) in zip(days, series, strict=True)]
    parts = []
    for level in (0, 5, TOP):
        y = spot(days[0], level)[1]
        parts += [_line(40, y, SCALE_TO, y, "grid"), _text(20, y + 4, str(level))]
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    parts.append(f'<polyline points="{joined}"/>')
    parts += [_dot(x, y, 3) for x, y in spots]
    ends = (("start", spots[0][0], days[0]), ("end", spots[-1][0], days[-1]))
    parts += [
        f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="{anchor}">{date.fromordinal(day)}</text>'
        for anchor, x, day in ends
    ]
    return _svg(bottom + 32, parts)


def calendar(weeks: Sequence[Week]) -> str:
    """Draw a row of seven boxes for each week, each with its number, a dot, or nothing in it."""
    step = CELL + CELL_GAP
    parts = [
        _text(DATE_ROOM + step * n + CELL / 2, 14, name) for n, name in enumerate(WEEKDAYS)
    ]  # fmt: skip
    for row, week in enumerate(weeks):
        y = 22 + row * step
        parts.append(f'<text x="0" y="{y + 22}">{week.monday}</text>')
        for n, day in enumerate(week.days):
            x = DATE_ROOM + step * n
            kind = "empty" if day is None else "noted"
            parts.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{CELL}" height="{CELL}"/>')
            if day is not None:
                parts.append(_text(x + CELL / 2, y + 22, cell(day)))
    return _svg(22 + len(weeks) * step, parts, DATE_ROOM + 7 * step)


def _monday(week: str) -> date:
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def _svg(height: float, parts: Sequence[str], width: float = WIDTH) -> str:
    # Hidden from reading aloud: the sentences beside it say the same.
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" style="max-width:{width:g}px" aria-hidden="true">'
        + "".join(parts)
        + "</svg>"
    )


def _name(name: str, y: float) -> str:
    shown = clean(name)
    shown = shown if len(shown) <= LETTERS else shown[: LETTERS - 1] + "…"
    return f'<text x="{NAME_AT}" y="{y + 5:g}">{escape(shown)}</text>'


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:g}" text-anchor="middle">{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str = "bar") -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _dot(x: float, y: float, radius: int = 5) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'

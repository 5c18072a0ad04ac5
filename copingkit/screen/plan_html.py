"""The plan as one self-contained HTML page: a sheet on A4 or Letter, or a wallet card."""

from __future__ import annotations

from html import escape
from math import ceil

from .. import words
from ..core.plan import Plan
from ..core.safe import clean
from .plan_views import card_lines, filled

# The height of Letter, the lower paper, within its margins, with a little to spare; points.
ROOM = 705
ROW_AT_11 = 85
SIZES = (12, 11, 10, 9, 8.5, 8)

# No size in @page: the printer's own paper decides. 12 mm suits A4 and Letter.
STYLE = """\
@page { margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; padding: 4mm; color: #111; background: #fff;
  font: %(size)spt/1.35 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 1.6em; margin: 0 0 .4em; }
h2 { font-size: 1.05em; margin: .8em 0 .15em; break-after: avoid; }
section { break-inside: avoid; }
ul { margin: 0; padding-left: 1.2em; }
li { margin: .1em 0; overflow-wrap: anywhere; }
p { margin: .8em 0 0; }
.emergency { border: 1.5pt solid #111; padding: .4em .7em; font-weight: 600; break-inside: avoid; }
.card { width: 85.6mm; min-height: 54mm; padding: 4mm; border: .75pt dashed #555; border-radius: 3mm;
  font-size: 8.5pt; }
.card ul { list-style: none; padding: 0; }
@media print { body { padding: 0; max-width: none; } }
"""


def sheet_html(plan: Plan) -> str:
    """Return the sheet; the letters get smaller as the plan grows, so that one page holds it."""
    parts = [
        f"<section><h2>{_safe(title)}</h2>{_list(sentences)}</section>"
        for title, sentences in filled(plan)
    ]
    emergency = f'<p class="emergency">{_safe(plan.emergency)}</p>' if plan.emergency else ""
    body = f"<h1>{_safe(words.PLAN_TITLE)}</h1>\n" + "\n".join([*parts, emergency])
    return _document(body, _size(plan))


def card_html(plan: Plan) -> str:
    """Return the card, with a dashed line to cut along."""
    return _document(f'<div class="card">{_list(card_lines(plan))}</div>', 11)


def _size(plan: Plan) -> float:
    return next((size for size in SIZES if _height(plan, size) <= ROOM), SIZES[-1])


def _height(plan: Plan, size: float) -> float:
    """Return about how many points the sheet takes in letters of a size."""
    fit = ROW_AT_11 * 11 / size
    parts = [sentences for _, sentences in filled(plan)]
    rows = [ceil(len(sentence) / fit) for sentences in parts for sentence in sentences]
    # Line heights and margins as in STYLE, in units of the letter size; the last for what frames it.
    titles = 1.6 * 1.75 + len(parts) * (1.05 * 1.35 + 1)
    return size * (titles + sum(rows) * 1.35 + len(rows) * 0.2 + 3.5)


def _list(sentences: object) -> str:
    assert isinstance(sentences, (list, tuple))
    return "<ul>" + "".join(f"<li>{_safe(sentence)}</li>" for sentence in sentences) + "</ul>"


def _safe(text: str) -> str:
    return escape(clean(text))


def _document(body: str, size: float) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Nothing may be fetched or run, whatever stands in the plan.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">\n"
        f"<title>{_safe(words.PLAN_TITLE)}</title>\n<style>\n{STYLE % {'size': f'{size:g}'}}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )

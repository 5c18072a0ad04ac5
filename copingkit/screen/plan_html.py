"""The plan as one self-contained HTML page: a sheet on A4 or Letter, or a wallet card."""

from __future__ import annotations

from html import escape

from .. import words
from ..core.plan import Plan
from ..core.safe import clean
from .plan_views import card_lines, filled

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
    # About 90 characters fit a row of A4 at 11 pt, and 50 rows fit the page.
    rows = sum(
        2 + sum(1 + len(sentence) // 90 for sentence in sentences) for _, sentences in filled(plan)
    )
    return 11 if rows <= 40 else 9.5 if rows <= 52 else 8.5 if rows <= 64 else 7.5


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

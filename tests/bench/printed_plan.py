"""Print the plan's pages in a real browser: one page on A4 and on Letter, for small and long plans.

    python tests/bench/printed_plan.py [FOLDER]

Needs chromium (or chrome) and pdftoppm; leaves PDF and PNG in FOLDER (a temporary one otherwise) to
be looked at, and fails when a page breaks in two or something would be fetched.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from copingkit.core.people import Person
from copingkit.core.plan import PARTS, Plan
from copingkit.screen.plan_html import card_html, sheet_html

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WORDS = "in words of my own that take up about as much room as people use, and then a few more"


def plan(rows: int) -> Plan:
    """Return a plan with so many lines in each part."""
    lines = {part.id: [f"Line {n} of {part.id}, {WORDS}" for n in range(rows)] for part in PARTS}
    people = [
        Person(str(n), f"Person {n}", "0660 1234567", "good in the evening") for n in range(rows)
    ]
    return Plan(
        lines, people, ["TelefonSeelsorge: call 142"], "If a life is in danger: 144 or 112."
    )


def pages(pdf: Path) -> int:
    """Count a PDF's pages."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def main() -> int:
    """Print every combination and say what came out."""
    browser = next((found for name in BROWSERS if (found := which(name))), None)
    if browser is None:
        sys.stdout.write("no browser here; nothing was checked\n")
        return 1
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    made = {"card": card_html(plan(3)), **{f"sheet-{n}": sheet_html(plan(n)) for n in (1, 2, 3, 4)}}
    worst = 0
    for name, html in made.items():
        for paper in ("A4", "letter"):
            page = folder / f"{name}-{paper}.html"
            # A browser without a printer has to be told the paper; the page itself leaves it open.
            page.write_text(html.replace("@page {", f"@page {{ size: {paper};"), encoding="utf-8")
            pdf = page.with_suffix(".pdf")
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                       f"--print-to-pdf={pdf}", page.as_uri()]  # fmt: skip
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            count = pages(pdf)
            worst = max(worst, count)
            sys.stdout.write(f"{name:8} {paper:7} {count} page{'s' if count > 1 else ''}\n")
            if which("pdftoppm"):
                subprocess.run(
                    ["pdftoppm", "-r", "60", "-png", str(pdf), str(pdf.with_suffix(""))], check=True
                )
    sys.stdout.write(f"to be looked at: {folder}\n")
    return 0 if worst == 1 else 1


if __name__ == "__main__":
    sys.exit(main())

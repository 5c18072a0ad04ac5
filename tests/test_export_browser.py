"""The HTML export in a real browser, where one is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from journal_help import NOW, journal

from copingkit.journal.exchange import export

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser here")


def test_the_page_is_drawn_without_complaint_and_prints_on_several_sheets(tmp_path: Path) -> None:
    mine = journal(tmp_path / "home")
    for days in range(40):
        mine.add(kind="use", strategy="walk", needs=["panic"], before=8, after=days % 8,
                 outcome="a-bit", note="words & <b>more</b> words\n" * 4,
                 at=NOW - timedelta(days=days))  # fmt: skip
    page, printed = tmp_path / "log.html", tmp_path / "log.pdf"
    page.write_text("".join(export(mine, "html")), encoding="utf-8")
    done = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--user-data-dir={tmp_path / 'browser'}", "--no-pdf-header-footer",
         f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr, "the browser refused something in the page"
    raw = printed.read_bytes()
    assert raw.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) > 2

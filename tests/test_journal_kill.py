"""kill -9 at random moments; the long run (1,000 kills) is tests/bench/journal_torture.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "bench"))

from journal_torture import torture

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")


def test_nothing_acknowledged_is_lost_to_kills_with_four_writers(tmp_path: Path) -> None:
    found = torture(tmp_path, kills=15, writers=4)
    assert found["acknowledged entries"] > 50
    assert found["writers that gave up"] == 0
    assert (found["lost"], found["changed"], found["files with a wrong checksum"]) == (0, 0, 0)


def test_the_torture_finds_what_a_lock_around_the_write_alone_loses(tmp_path: Path) -> None:
    found = torture(tmp_path, kills=6, writers=4, broken=True)
    assert found["lost"] + found["changed"] + found["writers that gave up"] > 0

"""A sound player that never goes, on a real terminal: leaving is as quick as without it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)
from real_terminal import RealTerminal

SESSION = """
import sys, time
from copingkit.core.guide_fields import Breath, Phase
from copingkit.screen.player import play
from copingkit.screen.terminal import open_terminal
guide = Breath((Phase("in", 0.5), Phase("out", 0.5)), 30)
with open_terminal() as keys:
    play(guide, "A title", out=sys.stdout, keys=keys, clock=time.monotonic, motion={motion!r}, sound="tone")
"""
LEAVING = {
    "q": lambda t: t.send("q"),
    "ctrl-c": lambda t: t.send("\x03"),
    "terminate": lambda t: os.kill(t.child.pid, signal.SIGTERM),
    "hangup": lambda t: os.kill(t.child.pid, signal.SIGHUP),
}


def running(groups: list[int]) -> list[str]:
    """Return what still runs of some groups; what only waits to be reaped doesn't."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True)
    lines = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return [line[2] for line in lines if int(line[0]) in groups and not line[1].startswith("Z")]


@pytest.mark.parametrize("motion", ["plain", "full"])
@pytest.mark.parametrize("way", LEAVING)
def test_a_player_that_ignores_being_told_to_go(way, motion, tmp_path):
    player = tmp_path / "paplay"
    player.write_text(
        f"#!/bin/sh\ntrap '' TERM HUP INT\necho $$ >> {tmp_path}/log\n"
        "while :; do /bin/sleep 1000; done\n"
    )
    player.chmod(0o755)
    terminal = RealTerminal(
        [sys.executable, "-c", SESSION.format(motion=motion)], environ={"PATH": str(tmp_path)}
    )
    log = tmp_path / "log"
    heard = terminal.pump(8, lambda t: log.exists() and len(log.read_text().split()) >= 2)
    assert heard, "the second cue is begun too"
    before = time.monotonic()
    LEAVING[way](terminal)
    assert terminal.pump(3) is False
    assert time.monotonic() - before < 1
    assert terminal.finish() == 0
    groups = [int(number) for number in log.read_text().split()]
    end = time.monotonic() + 1
    while running(groups) and time.monotonic() < end:
        time.sleep(0.02)
    assert running(groups) == []

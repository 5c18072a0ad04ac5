"""Sound players that fail, hang or won't go, and the cue of the end in a drawn session."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from player_fakes import GUIDES, FakeKeys

from copingkit.screen import cues as sound
from copingkit.screen.player import play

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs programs in sh")
STUBBORN = "trap '' TERM HUP INT; while :; do sleep 1000; done"


@pytest.fixture
def player(tmp_path):
    """Return what writes a player: a script that logs its name and its tone before it does more."""

    def write(name: str, then: str) -> list[str]:
        path = tmp_path / name
        path.write_text(
            f'#!/bin/sh\necho "{name} $(basename $1 .wav) $$" >> {tmp_path}/log\n{then}\n'
        )
        path.chmod(0o755)
        return [str(path)]

    return write


def logged(tmp_path: Path, lines: int, seconds: float = 5.0) -> list[list[str]]:
    end = time.monotonic() + seconds
    found: list[list[str]] = []
    while len(found) < lines and time.monotonic() < end:
        time.sleep(0.005)
        log = tmp_path / "log"
        found = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
    return found


def group_is_gone(number: int, seconds: float = 2.0) -> bool:
    """Tell whether nothing of a group runs any more; what only waits to be reaped doesn't."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True)
        lines = [line.split() for line in listed.stdout.splitlines()]
        if not any(int(group) == number and stat[0] != "Z" for group, stat in lines):
            return True
        time.sleep(0.02)
    return False


def by_ear(*commands):
    keys = FakeKeys()
    return sound.Sounds("tone", keys=keys, out=keys.out, tones=sound.CommandTones(*commands)), keys


def ended(made) -> None:
    """Wait until the program that plays has ended by itself."""
    process = made._tones._running
    end = time.monotonic() + 5
    while sound._exit_code(process) is None and time.monotonic() < end:
        time.sleep(0.005)


@posix
def test_a_player_that_will_not_go_holds_nobody_up(player, tmp_path):
    made, _ = by_ear(player("stubborn", STUBBORN))
    made.cue("in", 0.0)
    group = int(logged(tmp_path, 1)[0][2])
    for leave in (lambda: made.cue("out", 0.4), made.close):
        before = time.monotonic()
        leave()
        assert time.monotonic() - before < 0.1
    assert group_is_gone(group)


@posix
def test_what_a_player_started_goes_with_it(player, tmp_path):
    made, _ = by_ear(player("wrapper", "sleep 1000 &\nexit 0"))
    made.cue("in", 0.0)
    ended(made)
    group = int(logged(tmp_path, 1)[0][2])
    os.killpg(group, 0)
    made.close()
    assert group_is_gone(group)


@posix
def test_a_player_that_hangs_gives_way_to_the_next_and_at_last_to_the_bell(player, tmp_path):
    made, keys = by_ear(player("first", STUBBORN), player("second", STUBBORN))
    made.cue("in", 0.0)
    logged(tmp_path, 1)
    made.cue("out", 4.0)
    assert logged(tmp_path, 2)[1][:2] == ["second", "out"]
    assert keys.out.getvalue() == ""
    made.cue("in", 10.0)
    assert keys.out.getvalue() == "\a"
    assert len(logged(tmp_path, 3, 0.1)) == 2


@posix
def test_a_tone_cut_short_by_a_quick_key_is_no_hang(player, tmp_path):
    made, keys = by_ear(player("only", STUBBORN))
    for number in range(3):
        made.cue("in", number * 0.3)
        assert logged(tmp_path, number + 1)[-1][:2] == ["only", "in"]
    made.close()
    assert keys.out.getvalue() == ""


@posix
def test_a_player_that_fails_loses_no_cue(player, tmp_path):
    made, keys = by_ear(player("broken", "exit 1"), player("works", "exit 0"))
    made.cue("in", 0.0)
    ended(made)
    wait = made.tick(0.1)
    assert wait is not None
    assert [line[:2] for line in logged(tmp_path, 2)] == [["broken", "in"], ["works", "in"]]
    made.cue("out", 4.0)
    assert logged(tmp_path, 3)[2][:2] == ["works", "out"]
    assert keys.out.getvalue() == ""
    made.close()


@posix
def test_the_first_cue_is_rung_when_the_only_player_fails(player):
    made, keys = by_ear(player("broken", "exit 1"))
    made.cue("hold", 0.0)
    ended(made)
    now = 0.1
    while (wait := made.tick(now)) is not None:
        now += max(wait, 0.001)
    assert keys.out.getvalue() == "\a" * sound.BELLS["hold"]


@posix
def test_a_failure_found_late_says_nothing_that_is_over(player):
    made, keys = by_ear(player("broken", "exit 1"))
    made.cue("in", 0.0)
    ended(made)
    assert made.tick(3.0) is None
    assert keys.out.getvalue() == ""
    made.cue("out", 4.0)
    assert keys.out.getvalue() == "\a"


def test_every_player_there_is_gets_its_turn(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    there = {"pw-play": "/x/pw-play", "aplay": "/x/aplay"}
    monkeypatch.setattr("shutil.which", there.get)
    assert sound.find_tones()._commands == [["/x/pw-play"], ["/x/aplay", "-q"]]
    there.clear()
    assert sound.find_tones() is None


class Timed(FakeKeys):
    """Keeps when the bell rang."""

    def __init__(self, *presses, **options):
        super().__init__(*presses, **options)
        self.rang = []

    def write(self, text):
        super().write(text)
        self.rang += [self.now] * text.count("\a")


@pytest.mark.parametrize("motion", ["plain", "full"])
def test_the_end_is_one_row_of_bells(motion):
    keys = Timed()
    play(GUIDES["breath"], "t", out=keys.out, keys=keys, clock=keys.clock, motion=motion,
         sound="bell")  # fmt: skip
    row = keys.rang[-4:]
    gaps = [b - a for a, b in zip(row, row[1:], strict=False)]
    assert gaps == [pytest.approx(sound.BELL_GAP)] * 3
    assert row[0] == pytest.approx(1000 + 33)

"""Measure guided sessions on a real terminal: timing, processor, leaving, first words.

    python tests/bench/player.py [timing] [leaving] [first] [SEED]

timing   five minutes of paced breathing, drawn: how late it ends, and the processor's share
leaving  200 random moments, five ways to go: how soon the terminal is back, and whether as it was
first    until the first instruction stands on the screen, against `python -c pass`
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "pty"))
from real_terminal import RealTerminal

SEED = next((int(word) for word in sys.argv[1:] if word.isdecimal()), 7)
WAYS = {
    "q": lambda t: t.send("q"),
    "Ctrl+C": lambda t: t.send("\x03"),
    "Ctrl+D": lambda t: t.send("\x04"),
    "SIGTERM": lambda t: os.kill(t.child.pid, signal.SIGTERM),
    "SIGHUP": lambda t: os.kill(t.child.pid, signal.SIGHUP),
}


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timing(report: Path) -> None:
    for columns, rows in ((80, 24), (200, 60)):
        terminal = RealTerminal.session(report, "five", columns=columns, rows=rows)
        assert terminal.pump(10, lambda t: b"Breathe in" in t.raw)
        began, used = time.monotonic(), processor_seconds(terminal.child.pid)
        terminal.raw = b""
        wait_quietly(terminal, 320, b"find its own way")
        took = time.monotonic() - began
        share = (processor_seconds(terminal.child.pid) - used) / took
        print(
            f"timing  {columns}x{rows}: 300 s of breathing took {took:.3f} s ({took - 300:+.3f} s), "
            f"processor {share:.1%} of one core"
        )
        terminal.finish()


def wait_quietly(terminal: RealTerminal, seconds: float, words: bytes) -> None:
    """Read without an emulator, which would take more of the processor than the session."""
    end, tail = time.monotonic() + seconds, b""
    while time.monotonic() < end and words not in tail:
        tail = tail[-200:] + os.read(terminal.child.child_fd, 65536)


def leaving(report: Path, count: int = 200) -> None:
    chance = random.Random(SEED)
    late: dict[str, list[float]] = {way: [] for way in WAYS}
    damaged = 0
    for number in range(count):
        way = list(WAYS)[number % len(WAYS)]
        kinds = (
            ["breath", "steps"]
            if way == "q"
            else ["breath", "steps", "prompts", "checklist", "text"]
        )
        terminal = RealTerminal.session(report, chance.choice(kinds))
        assert terminal.pump(10, lambda t: t.screen.alternate)
        if way == "q":
            terminal.wait_for("A title")
        terminal.pump(chance.uniform(0, 2.5))
        before = time.monotonic()
        WAYS[way](terminal)
        terminal.pump(5, _back_after_q if way == "q" else _back)
        late[way].append(time.monotonic() - before)
        if way == "q":
            terminal.wait_for("Did it help?")
            terminal.send("\x03")
        terminal.pump(5)
        same, code = terminal.is_as_before(), terminal.finish()
        if not same or code != 0:
            damaged += 1
            print(f"leaving {number} by {way}: as before {same}, exit code {code}\n{terminal.text}")
    for way, found in late.items():
        print(
            f"leaving {way:8} {len(found)} times: median {statistics.median(found) * 1000:.0f} ms, "
            f"worst {max(found) * 1000:.0f} ms"
        )
    print(f"leaving {count} moments, terminal not as before or exit code not 0: {damaged}")


def _back_after_q(terminal: RealTerminal) -> bool:
    return b"?1049l" in terminal.raw


def _back(terminal: RealTerminal) -> bool:
    return b"?1049l" in terminal.raw and terminal.modes() == terminal.modes_before


def first(report: Path, count: int = 21) -> None:
    bare, ours = [], []
    for _ in range(count):
        before = time.monotonic()
        terminal = RealTerminal([sys.executable, "-c", "print('x')"])
        terminal.pump(5, lambda t: b"x" in t.raw)
        bare.append(time.monotonic() - before)
        terminal.finish(1)
        before = time.monotonic()
        terminal = RealTerminal.session(report, "breath")
        terminal.pump(5, lambda t: b"Breathe in" in t.raw)
        ours.append(time.monotonic() - before)
        terminal.send("\x03")
        terminal.finish(2)
    a, b = statistics.median(bare), statistics.median(ours)
    print(
        f"first   instruction drawn after {b * 1000:.0f} ms, python -c print {a * 1000:.0f} ms: {b / a:.2f} x "
        f"(median of {count})"
    )


def heed_signals() -> None:
    """Let sessions begin as in a shell: started in the background, they would ignore two signals."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


if __name__ == "__main__":
    heed_signals()
    with tempfile.TemporaryDirectory() as folder:
        names = [word for word in sys.argv[1:] if not word.isdecimal()]
        for name in names or ["first", "leaving", "timing"]:
            {"timing": timing, "leaving": leaving, "first": first}[name](Path(folder) / "report")

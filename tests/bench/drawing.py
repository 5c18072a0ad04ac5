"""A minute of breathing drawn by our canvas and by Rich's Live: python tests/bench/drawing.py

Both get the same rows at the same moments of a false clock; what they write is read by a terminal
emulator in pieces, as a terminal would that repaints between any two of them.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyte
from player_fakes import FakeKeys
from rich.console import Console
from rich.live import Live
from rich.text import Text

from copingkit.core.guide_fields import Breath, Phase
from copingkit.screen import canvas
from copingkit.screen.canvas import Canvas, Row
from copingkit.screen.player import play

RICH = {"": "", "quiet": "dim", "strong": "bold", "shape": "cyan"}
PIECE = 64
"""Bytes a slow line or a busy terminal takes in before it shows what it has."""


MOST_FRAMES = 50
"""Of which tearing is looked for: reading them takes long."""


class Cost(NamedTuple):
    """What drawing took, for each frame that changed something."""

    seconds: float
    bytes: int
    blanked: int
    """Pieces after which a cell stood empty that is filled both before and after the frame."""


def frames(size: tuple[int, int], fps: int) -> list[list[Row]]:
    """Return the rows of every frame of a minute of breathing."""
    seen: list[list[Row]] = []
    really = Canvas.paint

    def noting(self: Canvas, rows: list[Row], columns: int, cursor: object = None) -> None:
        seen.append(list(rows))

    keys = FakeKeys(size=size)
    canvas.Canvas.paint = noting
    try:
        guide = Breath((Phase("in", 4), Phase("hold", 2), Phase("out", 6)), 5)
        play(guide, "Slow breath", out=keys.out, keys=keys, clock=keys.clock, fps=fps)
    finally:
        canvas.Canvas.paint = really
    return [rows for n, rows in enumerate(seen) if not n or rows != seen[n - 1]]


def by_canvas(all_rows: list[list[Row]], size: tuple[int, int]) -> tuple[float, list[str]]:
    written: list[str] = []
    ours = Canvas(written.append, colour=True)
    began = time.process_time()
    for rows in all_rows:
        ours.paint(rows, size[0])
    return time.process_time() - began, written


def by_live(all_rows: list[list[Row]], size: tuple[int, int]) -> tuple[float, list[str]]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=size[0], height=size[1])
    written = []
    with Live(console=console, screen=True, auto_refresh=False) as live:
        began = time.process_time()
        for rows in all_rows:
            lines = [(row.text[: size[0]], RICH[row.style]) for row in rows]
            live.update(Text("\n").join(Text(*line) for line in lines), refresh=True)
            written.append(out.getvalue().replace("\n", "\r\n"))  # as the terminal's driver does
            out.seek(out.truncate(0))
        taken = time.process_time() - began
    return taken, written


def blanked(written: list[str], size: tuple[int, int]) -> int:
    """Count the pieces that leave a cell empty which the whole frame leaves as it was."""
    screen = pyte.Screen(*size)
    stream = pyte.Stream(screen)
    count = 0
    for frame in written[:MOST_FRAMES]:
        before = list(screen.display)
        shown = []
        for at in range(0, len(frame), PIECE):
            stream.feed(frame[at : at + PIECE])
            shown.append(list(screen.display))
        after = list(screen.display)
        for display in shown[:-1]:
            count += any(
                b == a != " " == d
                for *rows, in_between in zip(before, after, display, strict=True)
                for b, a, d in zip(*rows, in_between, strict=True)
            )
    return count


def start_up(module: str) -> float:
    """Return the quickest of seven imports in a process of their own, in seconds."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                           cwd=Path(__file__).resolve().parents[2]) for _ in range(7)]  # fmt: skip
    return min(float(run.stdout) for run in runs)


def main() -> None:
    for size in ((40, 10), (80, 24), (200, 60)):
        for fps in (10, 60):
            all_rows = frames(size, fps)
            costs = []
            for draw in (by_canvas, by_live):
                taken, written = draw(all_rows, size)
                number = len(all_rows)
                costs.append(
                    Cost(taken / number, sum(map(len, written)) // number, blanked(written, size))
                )
            ours, live = costs
            print(
                f"{size[0]:3} x {size[1]:2}, {fps:2} a second, {len(all_rows):4} frames: "
                f"processor {live.seconds / ours.seconds:5.1f} x, bytes {live.bytes / ours.bytes:5.1f} x "
                f"({ours.bytes} and {live.bytes}), torn {ours.blanked} and {live.blanked}"
            )
    print(f"import: {start_up('rich.live') / start_up('copingkit.screen.animated'):.1f} x")


if __name__ == "__main__":
    main()

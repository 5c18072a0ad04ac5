"""Run one session on this terminal; write how it ended to the file named first."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from copingkit.core.guide_fields import (
    Breath,
    Checklist,
    Phase,
    Prompt,
    Prompts,
    Step,
    Steps,
    Text,
)
from copingkit.screen.ask import ask_choice, ask_scale
from copingkit.screen.player import motion_for, play
from copingkit.screen.terminal import Left, open_terminal

GUIDES = {
    "breath": Breath((Phase("in", 1), Phase("hold", 0.5), Phase("out", 1.5)), 100),
    "short": Breath((Phase("in", 0.5), Phase("out", 0.5)), 5),
    "five": Breath((Phase("in", 4), Phase("out", 6)), 30),
    "steps": Steps((Step("Look around.", 20), Step("Name a colour."))),
    "prompts": Prompts((Prompt("Things you see?", 3), Prompt("One sound?"))),
    "checklist": Checklist(("Drink water", "Open a window")),
    "text": Text(("A first part with some words.", "A second part with more.")),
}


def main(report: str, kind: str, motion: str) -> None:
    print("What stood here before.", flush=True)
    answer = None
    with open_terminal() as keys:
        if motion == "auto":
            motion = motion_for("full", False, os.environ, keys)
        result = play(
            GUIDES[kind], "A title", out=sys.stdout, keys=keys, clock=time.monotonic,
            motion=motion, wait=keys.wait_for_person,
        )  # fmt: skip
        if result.by == "q":
            try:
                pick = ask_choice("Did it help?", [("a", "a lot")], keys=keys, out=sys.stdout)
                answer = (pick, ask_scale("How strong?", keys=keys, out=sys.stdout))
            except Left as left:
                answer = left.by
    if result.by == "closed":
        print("Kept. Nobody reads this, and nothing breaks.", flush=True)
    Path(report).write_text(f"{tuple(result)!r}|{answer!r}|{motion}", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A clock that only moves when somebody waits, and keys pressed at set times."""

from __future__ import annotations

import io

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
from copingkit.screen.keys import LEAVING, Left

GUIDES = {
    "breath": Breath((Phase("in", 4), Phase("out", 6)), 3, ("Sit as you are.",)),
    "steps": Steps((Step("Look around.", 20), Step("Name a colour."), Step("Rest.", 10))),
    "prompts": Prompts((Prompt("Things you see?", 3), Prompt("One sound?")), ("Take your time.",)),
    "checklist": Checklist(("Drink water", "Open a window", "Wash your face")),
    "text": Text(("A first part with some words.", "A second part with more."), ("Read slowly.",)),
}


class FakeKeys:
    """Keys at set times, and lines; moves its own clock. At the end of the keys, Ctrl+D."""

    can_ask = draws = wait_for_person = True
    full = False

    def __init__(self, *presses, lines=(), size=(40, 10)) -> None:
        self.now = 1000.0
        self.presses = [(1000.0 + at, key) for at, key in presses]
        self.lines = list(lines)
        self.columns_rows = size
        self.out = io.StringIO()
        self.frames = 0
        self.waits = []

    def clock(self) -> float:
        return self.now

    def read(self, timeout=None):
        self.waits.append(timeout)
        if self.presses and (timeout is None or self.presses[0][0] <= self.now + timeout):
            at, key = self.presses.pop(0)
            self.now = max(self.now, at)
            return key
        if timeout is None:
            return "ctrl-d"
        self.now += timeout
        return None

    def unread(self, key) -> None:
        self.presses.insert(0, (self.now, key))

    def read_line(self):
        if not self.lines:
            raise Left("ctrl-d")
        line = self.lines.pop(0)
        if line in LEAVING:
            raise Left(line)
        return line

    def write(self, text) -> None:
        self.frames += 1
        self.out.write(text)

    try_write = write

    def size(self):
        return self.columns_rows

    def fullscreen(self) -> None:
        self.write("<full>")
        self.full = True

    def leave_fullscreen(self) -> None:
        if self.full:
            self.write("<left>")
        self.full = False

"""A session as plain lines: one for each change, nothing redrawn, good to hear read aloud."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TextIO

from ..core.cells import wrap
from ..core.guide import Cue
from ..core.session import BREATHING, Session
from .ask import read_line, writer

KEYS_HELP = (
    "Space: pause, go on",
    "n: next, b: back, r: again",
    "+: quicker, -: slower, m: sound",
    "h: people, ?: these keys, q: leave",
)
KEYS_SHORT = "n next, space pauses, h people, ? keys, q leaves."
# For what is said first, where it has pages of its own.
OPENING_KEYS = (
    "Space or Enter: go on",
    "n: next, b: back",
    "h: people, ?: these keys, q: leave",
)
# For what only goes on when a person says so.
READING_KEYS = (
    "Space or Enter: go on",
    "n: next, b: back, r: again, m: sound",
    "h: people, ?: these keys, q: leave",
)
READING_SHORT = "n next, b back, h people, ? keys, q leaves."
ANSWER_KEYS = (
    "Enter: go on; with nothing written, skip",
    "Alone on a line, then Enter:",
    "<: back, e: your editor, ?: these keys",
    "h: people, q: leave",
)
TAKE_OUT = "-"
# Where room is short its first parts go: what is left has to be true by itself.
ANSWER_SHORT = "< then Enter: back, Enter goes on, ? keys, h then Enter: people, Ctrl+C leaves."
LIST_SHORT = "A number ticks, Enter when done, h people, ? keys, q leaves."


class Lines:
    """Draws a session as lines."""

    answer_keys = ANSWER_KEYS
    prefills = False

    def __init__(self, *, keys: Any, out: TextIO, width: int, interactive: bool = True) -> None:
        self._keys = keys
        self._out = out
        self._columns = max(width, 10)
        self._interactive = interactive
        self._write: Callable[[str], None] = writer(keys, out)
        self._hinted = False
        self._last_question = -1
        self.typed = ""

    def begin(self, title: str, overview: str, hint: str) -> None:
        """Say what it is, how long it takes, and which keys there are."""
        self._say(title)
        self._say(" ".join([overview, hint]) if self._interactive else overview)
        self._write("\n")

    def began(self, cue: Cue, session: Session, now: float) -> None:
        """Say a cue that has begun."""
        for line in cue_lines(cue, session.duration(cue)):
            self._say(line)
        if self._interactive and cue.seconds is None and not self._hinted:
            self._hinted = True
            self._say("(Enter goes on.)")

    def frame(self, session: Session, now: float) -> float | None:
        """Draw nothing between changes."""
        return None

    def resized(self) -> None:
        """Follow a new size of the terminal."""
        self._columns = max(min(self._keys.size()[0], 100), 10)

    def note(self, text: str) -> None:
        """Say something about the session."""
        if text:
            self._say(f"({text})")

    def help(self, lines: Sequence[str]) -> None:
        """Show the keys."""
        for line in lines:
            self._say(f"  {line}")

    def intro(self, cues: Sequence[Cue]) -> None:
        """Say what comes before a question or a list."""
        for cue in cues:
            self._say(cue.text)

    def ask(self, cue: Cue, given: str, before: Sequence[str]) -> str:
        """Ask one question and return the line typed."""
        if cue.place != self._last_question:
            self._last_question = cue.place
            for line in cue_lines(cue, None):
                self._say(line)
        if given:
            self._say(
                f"(so far: {_one_line(given)}; Enter keeps it, {TAKE_OUT} alone takes it out)"
            )
        self.typed = given
        mark = f"{cue.round} of {cue.of}> " if cue.of > 1 else "> "
        return read_line(self._keys, self._out, mark)

    def show_list(self, items: Sequence[Cue], ticked: Collection[int], at: int, new: str) -> None:
        """Show the list once, then only what changed."""
        if new:
            self._say(new.strip())
            return
        for number, item in enumerate(items):
            self._say(f"{number + 1}. {item.text}")

    def end(self, text: str, wait: Callable[[float], str | None]) -> None:
        """Say that it is over."""
        self._say(text)

    def close(self) -> None:
        """Leave nothing behind."""

    def _say(self, text: str) -> None:
        if text:
            indent = " " * (len(text) - len(text.lstrip())) if text.strip() else ""
            rows = wrap(text, self._columns - len(indent))
            self._write("".join(f"{indent}{row}\n" for row in rows))


def cue_lines(cue: Cue, seconds: float | None) -> list[str]:
    """Write a cue as lines."""
    if cue.kind in BREATHING:
        line = f"{cue.text}, {_number(seconds or 0)}"
        told = cue.place == 1 and (cue.round % 5 == 0 or cue.round in (1, cue.of))
        return [line + (f" (breath {cue.round} of {cue.of})" if told else "")]
    if cue.kind == "step":
        again = f"Time {cue.round} of {cue.of}. " if cue.of > 1 and cue.place == 1 else ""
        length = f" ({how_long(seconds)})" if seconds else ""
        return [f"{again}{_place(cue)}{cue.text}{length}"]
    if cue.kind in ("prompt", "item"):
        return [f"{_place(cue)}{cue.text}"]
    if cue.kind == "paragraph":
        return [" ", cue.text] if cue.place > 1 else [cue.text]
    return [cue.text]


def list_keys(count: int) -> tuple[str, ...]:
    """Say which keys a list of so many things has."""
    numbers = "1" if count == 1 else f"1 to {min(count, 9)}"
    return (
        f"{numbers}: tick or untick that one",
        "Space: tick this one, n: next, b: back",
        "Enter: done",
        "h: people, ?: these keys, q: leave",
    )


def whole_guide(cues: Sequence[Cue], overview: str) -> list[str]:
    """Write everything at once, a repeated part a single time."""
    lines: list[str] = []
    for cue in cues:
        if cue.kind in BREATHING or cue.kind == "step":
            if cue.round == 1:
                once = cue._replace(of=1) if cue.kind == "step" else cue._replace(round=2, of=9)
                lines += cue_lines(once, cue.seconds)
        elif cue.kind == "prompt":
            if cue.round == 1:
                times = f" ({cue.of} answers)" if cue.of > 1 else ""
                lines += [line + times for line in cue_lines(cue, None)]
        elif cue.kind != "end":
            lines += cue_lines(cue, cue.seconds)
    rounds = max(cue.of for cue in cues)
    if any(cue.kind in BREATHING for cue in cues):
        lines.append(f"{overview} End on a breath out.")
    elif any(cue.kind == "step" for cue in cues) and rounds > 1:
        lines.append(f"All of that {rounds} times.")
    return lines


def overview_of(cues: Sequence[Cue], seconds: float | None) -> str:
    """Say how much there is and how long it takes."""
    kinds = [cue.kind for cue in cues]
    time = f", about {_roughly(seconds)}" if seconds else ""
    if any(kind in BREATHING for kind in kinds):
        rounds = max(cue.of for cue in cues)
        return f"{_count(rounds, 'breath', 'breaths')}{time}."
    for kind, one, more in (
        ("step", "step", "steps"), ("prompt", "question", "questions"),
        ("item", "thing", "things"), ("paragraph", "part", "parts"),
    ):  # fmt: skip
        found = [cue for cue in cues if cue.kind == kind]
        if found:
            times = f", {found[0].of} times" if kind == "step" and found[0].of > 1 else ""
            return f"{_count(found[0].places, one, more)}{times}{time}."
    return ""


def how_long(seconds: float | None) -> str:
    """Write a length of time: `45 seconds`, `3 minutes`, `1 minute 30`."""
    seconds = round(seconds or 0)
    if seconds < 60:
        return _count(seconds, "second", "seconds")
    minutes, rest = divmod(seconds, 60)
    if minutes >= 10 or rest == 0:
        return _count(minutes + (rest >= 30), "minute", "minutes")
    return f"{_count(minutes, 'minute', 'minutes')} {rest}"


def _roughly(seconds: float) -> str:
    return how_long(round(seconds / 60) * 60 if seconds >= 90 else max(round(seconds / 5), 1) * 5)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _number(seconds: float) -> str:
    return f"{round(seconds, 1):g}"


def _place(cue: Cue) -> str:
    return f"{cue.place} of {cue.places}: " if cue.places > 1 else ""


def _one_line(text: str) -> str:
    return text.replace("\n", " / ")

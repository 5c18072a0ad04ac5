"""Ask a person something in one line; everything can be skipped with Enter and left with q."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TextIO

from .. import words
from ..core.cells import wrap
from ..core.safe import clean
from .echoed_line import EchoedLine
from .keys import LEAVING, Left, Resumed

PEOPLE = "h"
_ENTER_AFTER_A_KEY = 0.1
# Shows people and lines; afterwards the question is asked again.
ShowPeople = Callable[[], None]


def ask_line(
    prompt: str,
    *,
    keys: Any,
    out: TextIO,
    columns: int = 80,
    people: ShowPeople | None = None,
) -> str | None:
    """Ask for a line of text; None when skipped, or when there is nobody to ask.

    With `people`, a lone h calls it and the question is asked again. Raises Left on q, Ctrl+C,
    Ctrl+D and when the terminal is gone.
    """
    if not keys.can_ask:
        return None

    def ask() -> None:
        say(f"{prompt} {_people_hint()}." if people else prompt, keys, out, columns)

    while True:
        ask()
        answer = read_line(keys, out, "> ", ask)
        if answer.lower() == "q":
            raise Left("q")
        if people is None or answer.lower() != PEOPLE:
            return answer or None
        people()


def ask_scale(
    prompt: str,
    least: int = 0,
    most: int = 10,
    *,
    keys: Any,
    out: TextIO,
    columns: int = 80,
    people: ShowPeople | None = None,
) -> int | None:
    """Ask for a whole number within a range; None when skipped. Otherwise as `ask_line`."""
    answer = ask_line(prompt, keys=keys, out=out, columns=columns, people=people)
    while answer is not None:
        if answer.isdecimal() and least <= int(answer) <= most:
            return int(answer)
        again = words.SCALE_AGAIN.format(least=least, most=most)
        answer = ask_line(again, keys=keys, out=out, columns=columns, people=people)
    return None


def ask_choice(
    prompt: str,
    choices: Sequence[tuple[str, ...]],
    *,
    keys: Any,
    out: TextIO,
    columns: int = 80,
    people: ShowPeople | None = None,
) -> str | None:
    """Ask for one of some (key, words, ...) with a single key press; returns the key.

    None when skipped with Enter. Raises Left as `ask_line` does, unless q is one of the choices;
    `people` is offered as h, as `ask_line` does, unless h is one of them.
    """
    if not keys.can_ask:
        return None
    said = {key: " - ".join(word for word in texts if word) for key, *texts in choices}
    people = None if PEOPLE in said else people
    _say_choices(prompt, said, keys, out, columns, people)
    while True:
        key = keys.read(None)
        if key in LEAVING or key is None:
            raise Left(key or "closed")
        if key.lower() == "q" and "q" not in said:
            raise Left("q")
        if key == "enter":
            return None
        if people and key.lower() == PEOPLE:
            _swallow_enter(keys)
            people()
            key = "resume"
        if key == "resume":
            _say_choices(prompt, said, keys, out, columns, people)
        elif key.lower() in said:
            say(f"> {said[key.lower()]}", keys, out, columns)
            _swallow_enter(keys)
            return str(key.lower())


def _say_choices(
    prompt: str,
    said: Mapping[str, str],
    keys: Any,
    out: TextIO,
    columns: int,
    people: ShowPeople | None,
) -> None:
    say(prompt, keys, out, columns)
    for key, text in said.items():
        say(f"  {key}: {text}", keys, out, columns)
    if people:
        say(f"  {_people_hint()}", keys, out, columns)


def _people_hint() -> str:
    return f"{PEOPLE}: {words.ASK_PEOPLE}"


def say(text: str, keys: Any, out: TextIO, columns: int = 80) -> None:
    """Write text made safe, wrapped to the columns, as lines."""
    text = clean(text)
    indent = text[: len(text) - len(text.lstrip())] if text.strip() else ""
    for line in wrap(text, columns - len(indent)):
        writer(keys, out)(f"{indent}{line}\n")


def writer(keys: Any, out: TextIO) -> Any:
    """Return what writes to `out` at once: the terminal's own way where it owns `out`."""
    if getattr(keys, "out", None) is out:
        return keys.write

    def write(text: str) -> None:
        try:
            out.write(text)
            out.flush()
        except (BrokenPipeError, ValueError) as error:
            raise Left("closed") from error

    return write


def read_line(keys: Any, out: TextIO, mark: str, ask: Callable[[], None] | None = None) -> str:
    """Return a line typed after a mark, made safe and without spaces around it.

    After a break (Ctrl+Z and `fg`), `ask` is called, to say again what is asked.
    """
    write = writer(keys, out)
    while True:
        write(mark)
        try:
            line = keys.read_line()
            if line is None:
                line = _read_key_by_key(keys, write, mark, ask)
            return clean(line).strip()
        except Resumed:
            _ask_again(write, ask)


def _ask_again(write: Any, ask: Callable[[], None] | None) -> None:
    write("\n")
    if ask:
        ask()


def _read_key_by_key(keys: Any, write: Any, mark: str, ask: Callable[[], None] | None) -> str:
    """Read a line, echoing each key; Backspace takes back what a person sees as one character."""
    line = EchoedLine(mark, _columns(keys))
    while True:
        key = keys.read(None)
        if key in LEAVING or key is None:
            # What is said next, or the shell's prompt, has a row of its own.
            keys.try_write("\n")
            raise Left(key or "closed")
        if key == "enter":
            write("\n")
            return line.text
        if key == "resume":
            _ask_again(write, ask)
            line.resized(_columns(keys))
            write(line.drawn(line.text))
        elif key == "resize":
            line.resized(_columns(keys))
        elif echo := line.press(key):
            write(echo)


def _columns(keys: Any) -> int:
    return int(keys.size()[0]) if hasattr(keys, "size") else 80


def _swallow_enter(keys: Any) -> None:
    """Take the Enter that some press right after a letter, so that it answers nothing else."""
    key = keys.read(_ENTER_AFTER_A_KEY)
    if key is not None and key != "enter" and hasattr(keys, "unread"):
        keys.unread(key)

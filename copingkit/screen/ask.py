"""Ask a person something in one line; everything can be skipped with Enter and left with q."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from ..core.cells import width, wrap
from ..core.safe import clean
from .keys import LEAVING, Left

_ENTER_AFTER_A_KEY = 0.1


def ask_line(prompt: str, *, keys: Any, out: TextIO, columns: int = 80) -> str | None:
    """Ask for a line of text; None when skipped, or when there is nobody to ask.

    Raises Left on q, Ctrl+C, Ctrl+D and when the terminal is gone.
    """
    if not keys.can_ask:
        return None
    say(prompt, keys, out, columns)
    answer = read_line(keys, out, "> ")
    if answer == "q":
        raise Left("q")
    return answer or None


def ask_scale(
    prompt: str, least: int = 0, most: int = 10, *, keys: Any, out: TextIO, columns: int = 80
) -> int | None:
    """Ask for a whole number within a range; None when skipped. Raises Left as `ask_line` does."""
    answer = ask_line(prompt, keys=keys, out=out, columns=columns)
    while answer is not None:
        if answer.isdecimal() and least <= int(answer) <= most:
            return int(answer)
        again = f"A whole number from {least} to {most}; Enter skips, q leaves."
        answer = ask_line(again, keys=keys, out=out, columns=columns)
    return None


def ask_choice(
    prompt: str, choices: Sequence[tuple[str, ...]], *, keys: Any, out: TextIO, columns: int = 80
) -> str | None:
    """Ask for one of some (key, words, ...) with a single key press; returns the key.

    None when skipped with Enter. Raises Left as `ask_line` does, unless q is one of the choices.
    """
    if not keys.can_ask:
        return None
    say(prompt, keys, out, columns)
    said = {key: " - ".join(word for word in words if word) for key, *words in choices}
    for key, words in said.items():
        say(f"  {key}: {words}", keys, out, columns)
    while True:
        key = keys.read(None)
        if key in LEAVING or key is None or (key == "q" and "q" not in said):
            raise Left(key or "closed")
        if key == "enter":
            return None
        if key.lower() in said:
            say(f"> {said[key.lower()]}", keys, out, columns)
            _swallow_enter(keys)
            return str(key.lower())


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


def read_line(keys: Any, out: TextIO, mark: str) -> str:
    """Return a line typed after a mark, made safe and without spaces around it."""
    write = writer(keys, out)
    write(mark)
    line = keys.read_line()
    if line is None:
        line = _read_key_by_key(keys, write)
    return clean(line).strip()


def _read_key_by_key(keys: Any, write: Any) -> str:
    """Read a line where the terminal can't edit one: echo each key, Backspace takes back."""
    line: list[str] = []
    while True:
        key = keys.read(None)
        if key in LEAVING or key is None:
            raise Left(key or "closed")
        if key == "enter":
            write("\n")
            return "".join(line)
        if key == "backspace" and line:
            cells = width(line.pop())
            write("\b" * cells + " " * cells + "\b" * cells)
        elif len(key) == 1 and clean(key):
            line.append(key)
            write(key)


def _swallow_enter(keys: Any) -> None:
    """Take the Enter that some press right after a letter, so that it answers nothing else."""
    key = keys.read(_ENTER_AFTER_A_KEY)
    if key is not None and key != "enter" and hasattr(keys, "unread"):
        keys.unread(key)

"""Turn a terminal's bytes into names of keys.

A printable character is its own name; others are `enter`, `backspace`, `up`, `ctrl-c` and so on.
"""

from __future__ import annotations

import codecs
import re

# One escape or more (rxvt sends Alt and an arrow as two), then what ECMA-48 calls a control
# sequence (5.4) or a string (8.3.89), F1 of the Linux console, a mouse (xterm, X10), a key of the
# application keypad, or Alt with a letter.
_SEQUENCE = re.compile(
    r"\x1b+(?:"
    r"\[(?:\[[^\x00-\x1f]|M[^\x00-\x1f]{3}|(?![\[M])([0-?]*)[ -/]*([@-~]))"
    r"|O[0-9;]*([@-~])"
    r"|[\]PX^_][^\x00-\x1f\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|[^\x1b\[O\]PX^_])",
    re.DOTALL,
)
# As much as could still become one of these.
_BEGUN = re.compile(
    r"\x1b+(?:\[(?:\[|M[^\x00-\x1f]{0,2}|[0-?]*[ -/]*)|O[0-9;]*|[\]PX^_][^\x00-\x1f\x9c]*(?:\x1b\Z)?)?"
)
_LONGEST = 65536
_BY_LETTER = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_BY_NUMBER = {"1": "home", "3": "delete", "4": "end", "5": "page-up", "6": "page-down", "7": "home",
              "8": "end"}  # fmt: skip
_BY_CHARACTER = {"\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace",
                 "\t": "tab", "\x1b": "escape"}  # fmt: skip


def name_of(character: str) -> str:
    """Return the name of the key that sends one character."""
    if character in _BY_CHARACTER:
        return _BY_CHARACTER[character]
    if character < " ":
        return "ctrl-" + chr(ord(character) + 96)
    return character


class KeyParser:
    """Turns a terminal's bytes into keys, however they are cut up on the way.

    What a terminal sends and no key here means comes out as nothing, never as letters.
    """

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._text = ""

    @property
    def pending(self) -> bool:
        """Whether an escape has begun something that isn't complete."""
        return bool(self._text)

    def feed(self, data: bytes) -> list[str]:
        """Take bytes in and return the keys that are complete."""
        text = self._text + self._decode(data)
        keys: list[str] = []
        at = 0
        while at < len(text):
            if text[at] != "\x1b":
                keys.append(name_of(text[at]))
                at += 1
                continue
            found = _SEQUENCE.match(text, at)
            if found is not None:
                keys += _named(*found.groups())
                at = found.end()
                continue
            begun = _BEGUN.match(text, at)
            end = at + 1 if begun is None else begun.end()
            if end == len(text) and end - at < _LONGEST:
                break
            # Broken off: what follows is a key of its own.
            at = end
        self._text = text[at:]
        return keys

    def flush(self) -> list[str]:
        """Return what was pending after a silence: a lone escape is the escape key."""
        keys = ["escape"] if self._text and not self._text.strip("\x1b") else []
        self._text = ""
        return keys


def _named(number: str | None, letter: str | None, application: str | None) -> list[str]:
    if letter == "~":
        key = _BY_NUMBER.get((number or "").partition(";")[0])
    else:
        key = _BY_LETTER.get(letter or application or "")
    return [key] if key else []

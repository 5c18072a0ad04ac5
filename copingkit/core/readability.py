"""How hard a text is to read: the Flesch-Kincaid grade, with English syllables estimated.

Source: Kincaid JP et al. (1975), Derivation of new readability formulas for Navy enlisted
personnel. Grade + 5 is roughly the reading age in years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
# Inside a line.
_END = re.compile(r"[.!?]+(?=[^\S\n])")
# In ASCII an end is told by two characters, once all are a full stop, a space, or something else.
_ENDS = bytes(
    46 if chr(n) in ".!?" else 32 if chr(n).isspace() and n != 10 else 120 for n in range(256)
)
_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouy]e|[^aeiouyszcgxh]es|[aeiou]thes|[^aeioutdy]ed)$")
_SYLLABIC_LE = re.compile(r"[^aeiouy]les?$")
# Two vowels said apart: science, being, area; but not the one sound of nation, special, anxious.
_APART = re.compile(r"(?<![tcsxg])i(?:a|o|u)|[aeiouy]ing|dea(?:s|$)|ie(?:n|t)|eo$|iet")
_SAID_AS_ONE = re.compile(r"^(?:some|every|there|here|where|more|fore|time|name|home)(?=[a-z]{3})")
_ODD = {
    "people": 2,
    "create": 2,
    "react": 2,
    "friend": 1,
    "friends": 1,
    "friendly": 2,
    "area": 3,
    "every": 2,
    "real": 1,
    "reality": 4,
    "actually": 4,
    "usually": 4,
    "clothes": 1,
}


@lru_cache(maxsize=1 << 14)
def syllables(word: str) -> int:
    """Estimate the syllables of an English word."""
    word = word.lower().replace("'", "")
    if word in _ODD:
        return _ODD[word]
    count = len(_GROUPS.findall(word))
    if _SILENT.search(word) and not _SYLLABIC_LE.search(word):
        count -= 1
    count += len(_APART.findall(word))
    if _SAID_AS_ONE.match(word):
        count -= 1
    return max(1, count)


def grade(lines: Sequence[str]) -> float:
    """Return the Flesch-Kincaid grade of some lines."""
    words = _WORD.findall("\n".join(lines))
    return grade_of(len(words), sum(map(syllables, words)), lines)


def grade_of(words: int, spoken: int, lines: Sequence[str]) -> float:
    """Return the grade of some lines with so many words and syllables."""
    if not words:
        return 0.0
    return 0.39 * words / max(1, _sentences(lines)) + 11.8 * spoken / words - 15.59


def _sentences(lines: Sequence[str]) -> int:
    """Count sentences; the end of a line is the end of one."""
    text = "\n".join(lines)
    if text.isascii():
        inside = text.encode("ascii").translate(_ENDS).count(b". ")
    else:
        inside = len(_END.findall(text))
    return inside + len(lines) - lines.count("")

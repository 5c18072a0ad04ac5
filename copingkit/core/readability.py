"""How hard a text is to read: the Flesch-Kincaid grade, with English syllables estimated.

Source: Kincaid JP et al. (1975), Derivation of new readability formulas for Navy enlisted
personnel. Grade + 5 is roughly the reading age in years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_END = re.compile(r"[.!?:;]+(?=\s|$)")
# In ASCII an end is told by two characters, once all are a full stop, a space, or something else.
_ENDS = bytes(46 if chr(n) in ".!?:;" else 32 if chr(n).isspace() else 120 for n in range(256))
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


_MOST_WORDS = 1 << 14


class _Counted(dict[str, int]):
    """The syllables of words met so far."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = count = _count(word)
        return count


_COUNTED = _Counted()


def syllables(word: str) -> int:
    """Estimate the syllables of an English word."""
    return _COUNTED[word]


def _count(word: str) -> int:
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


def grade(sentences: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of some text; each item ends a sentence."""
    lines = list(sentences)
    return grade_of(_WORD.findall("\n".join(lines)), lines)


def grade_of(words: Sequence[str], lines: Iterable[str]) -> float:
    """Return the grade of some lines whose words are at hand."""
    if not words:
        return 0.0
    said = [line for line in lines if line]
    ends = _ends("\n".join(said)) + sum([line[-1] not in ".!?:;" for line in said])
    spoken = sum(map(_COUNTED.__getitem__, words))
    return 0.39 * len(words) / max(1, ends) + 11.8 * spoken / len(words) - 15.59


def _ends(text: str) -> int:
    if not text.isascii():
        return len(_END.findall(text))
    marks = text.encode("ascii").translate(_ENDS)
    return marks.count(b". ") + marks.endswith(b".")

"""What a phrase of rules_patterns.py needs a text to hold before it is worth trying.

A phrase is a regular expression that begins with a literal word, or with a group of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LITERAL = re.compile(r"[A-Za-zÀ-ÿ]+")
_MAYBE = re.compile(r"([A-Za-zÀ-ÿ]*)([A-Za-zÀ-ÿ])\?(.*)")
# A phrase whose first word may go on ("suffocat...") is found by so many of its letters.
KEY = 4
# Whole words stand between spaces, apostrophes or hyphens; `meals?` is one of two words.
_WHOLE = re.compile(r"(?<![^ '-])([A-Za-zÀ-ÿ]+)(\?)?(?![^ '-])")
_BETWEEN_MAYBE = re.compile(r"[ '-][?*]")
_LOOK = re.compile(r"\(\?<?[!=]")
# What stands for a part of which nothing is known, and doesn't end a word.
_OPEN = "\0"

# Words that most texts hold tell little.
_COMMON = frozenset((
    "a", "about", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "do", "for", "from",
    "had", "has", "have", "he", "how", "i", "if", "in", "is", "it", "its", "me", "more", "my", "no", "not",
    "of", "off", "on", "one", "or", "out", "people", "she", "so", "some", "than", "that", "the", "them",
    "they", "this", "through", "time", "to", "two", "up", "was", "what", "when", "who", "will", "with",
    "you", "your",
))  # fmt: skip

Clause = frozenset[str]


def phrases(table: str) -> Iterator[str]:
    """Split a table at its outer bars, and a phrase whose first word has choices into one for each."""
    for phrase in _split(table):
        if phrase.startswith("(?:"):
            end = _closing(phrase)
            for beginning in _split(phrase[3:end]):
                yield from phrases(beginning + phrase[end + 1 :])
        elif maybe := _MAYBE.match(phrase):
            yield from phrases(maybe[1] + maybe[2] + maybe[3])
            yield from phrases(maybe[1] + maybe[3])
        else:
            yield phrase


def key_of(phrase: str) -> tuple[str, bool]:
    """Return the word a phrase is found by, or the letters that word begins with and False.

    ValueError when it begins with fewer than it needs.
    """
    found = _LITERAL.match(phrase)
    literal = found[0] if found else ""
    after = phrase[len(literal) :][:2]
    if after[:1] in ("?", "*"):
        literal = literal[:-1]
    whole = not (after[:1] in ("?", "*", "[", "(") or after == "\\w" or after[1:] in ("?", "*"))
    if not literal or (not whole and len(literal) < KEY):
        raise ValueError(f"a phrase has to begin with a literal word: {phrase}")
    literal = literal.lower()
    return literal, whole


def needed(phrase: str) -> list[Clause]:
    """Return sets of words, the rarest first: whatever the phrase matches holds one word of each, as
    a whole word.
    """
    phrase = _without_looks(phrase)
    flat, clauses = "", []
    n = 0
    while n < len(phrase):
        if phrase[n] == "\\":
            flat, n = flat + _OPEN, n + 2
        elif phrase[n] == "[":
            flat, n = flat + _OPEN, phrase.index("]", n) + 1
        elif phrase[n] != "(":
            flat, n = flat + phrase[n], n + 1
        else:
            end = n + _closing(phrase[n:]) + 1
            choices = list(_split(phrase[n + 3 : end - 1]))
            quantity = re.match(r"[?*]|\{[\d,]+\}|", phrase[end:])
            if quantity and quantity[0]:
                end += len(quantity[0])
                flat += " " if all(choice.endswith(" ") for choice in choices) else _OPEN
            else:
                if flat[-1:] in ("", " ") and _ends_word(phrase[end:]):
                    clauses += _one_of(choices)
                flat += _OPEN
            n = end
    for word, maybe in _WHOLE.findall(_BETWEEN_MAYBE.sub(_OPEN, flat)):
        clauses.append(frozenset({word.lower(), word[:-1].lower()} if maybe else {word.lower()}))
    return sorted(clauses, key=_frequency)


def _without_looks(phrase: str) -> str:
    """Leave out what only looks at what follows or stands before: it needs no word."""
    while look := _LOOK.search(phrase):
        end = look.start() + _closing(phrase[look.start() :])
        phrase = phrase[: look.start()] + phrase[end + 1 :]
    return phrase


def _one_of(choices: list[str]) -> list[Clause]:
    each = [needed(choice)[:1] for choice in choices]
    return [frozenset().union(*(found[0] for found in each))] if all(each) else []


def _frequency(clause: Clause) -> float:
    """Guess how often a text holds one of some words: long words are the rarer ones."""
    return sum(10 if word in _COMMON else 1 / len(word) for word in clause)


def _ends_word(rest: str) -> bool:
    if not rest.startswith("(?: "):
        return rest[:1] in ("", " ")
    end = _closing(rest)
    after = rest[end + 1 :]
    return all(choice.startswith(" ") for choice in _split(rest[3:end])) and _ends_word(
        after.removeprefix("?")
    )


def _split(text: str) -> Iterator[str]:
    depth, start, n = 0, 0, 0
    while n < len(text):
        if text[n] == "\\":
            n += 1
        elif text[n] in "([":
            depth += 1
        elif text[n] in ")]":
            depth -= 1
        elif text[n] == "|" and not depth:
            yield text[start:n]
            start = n + 1
        n += 1
    yield text[start:]


def _closing(text: str) -> int:
    depth = 0
    for n, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return n
    raise ValueError(text)

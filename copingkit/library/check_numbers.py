"""Tell a helpline's number from a date or a count."""

from __future__ import annotations

import re
from functools import cache

# Fewer digits than these may be a number of anything, and need words that tell of a line.
_ENOUGH = 5
_SAID_BEFORE = re.compile(
    r"\b(?:call|text|dial|ring|phone|reach|contact|line|helpline|lifeline|hotline|number|"
    r"llama|marca|linea|telefono|numero)(?: (?:us|them|is|at|on|al|el|a|es))*:? ?$"
)
_SAID_AFTER = re.compile(
    r" (?:is|are|esta) (?:there|free|open|available|always|answered|staffed|gratis|abierto|disponible)\b"
)
# A word that is counted: `call 112 people`.
_COUNTED = re.compile(
    r" (?!(?:or|and|now|if|at|from|for|as|when|right|on|in|o|y|si|ahora|desde)\b)[a-z]"
)
# A date, as people write one; the year last, or as in ISO 8601.
_DATE = re.compile(r"(?:19|20)\d\d[-/. ]\d\d?[-/. ]\d\d?|\d\d?[-/. ]\d\d?[-/. ](?:19|20)\d\d")
_RUNS = re.compile(r"\d+")


def is_number(text: str, start: int, end: int) -> bool:
    """Return whether figures in a text of small letters may be a phone number."""
    found = text[start:end]
    digits = "".join(_RUNS.findall(found))
    if digits in _of_lines():
        return len(digits) >= _ENOUGH or _tells_of_a_line(text, start, end)
    return len(digits) >= 7 and not _DATE.fullmatch(found) and not _counts(_RUNS.findall(found))


def _counts(numbers: list[str]) -> bool:
    """Count up or down: 1 2 3, 10 8 6."""
    steps = {int(b) - int(a) for a, b in zip(numbers, numbers[1:], strict=False)}
    return len(numbers) > 3 and len(steps) == 1 and abs(steps.pop()) < 10


def _tells_of_a_line(text: str, start: int, end: int) -> bool:
    if _SAID_AFTER.match(text, end):
        return True
    said = _SAID_BEFORE.search(text[max(0, start - 40) : start])
    return bool(said) and not _COUNTED.match(text, end)


@cache
def _of_lines() -> frozenset[str]:
    """Return the digits of every number in the shipped helplines."""
    from .packed import read_packed

    lines = read_packed()
    said = [number for country in lines.countries.values() for number in country.emergency]
    said += [w for c in lines.countries.values() for line in c.lines for _, w in line.reach]
    found = ["".join(_RUNS.findall(number)) for number in said if "@" not in number]
    return frozenset([digits for digits in found if len(digits) > 2])

"""Rules on first-person lines: their days, and that nobody else is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..core.reading import Problem
from .check_candidate import Candidate
from .check_findings import problem, shorten

# Somewhere it is tomorrow already.
AHEAD = timedelta(days=1)
_HARM = re.compile(
    r"\b(?:cut(?:s|ting)?|burn(?:s|t|ed|ing)?|stab(?:s|bed|bing)?|hang(?:s|ed|ing)?|hung|drown(?:s|ed|ing)?|"
    r"poison(?:s|ed|ing)?|scratch(?:es|ed|ing)?|starv(?:e|es|ed|ing)) "
    r"(?:my|your|him|her|it|them|our)sel(?:f|ves)\b|\boverdos(?:es?|ed|ing)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[A-Z][\w'-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|"
    r"Crescent|Square|Terrace|Way|Place|Boulevard|Gardens|Row)\b"
)
_TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof)\b\.? [A-Z][\w'-]*(?: [A-Z][\w'-]+)*")
_NAMED = re.compile(
    r"\b(?i:friend|mate|neighbou?r|brother|sister|mother|mum|mom|father|dad|son|daughter|wife|husband|partner|"
    r"boyfriend|girlfriend|cousin|aunt|uncle|boss|manager|colleague|teacher|therapist|counsell?or|doctor)"
    r"\b,? (?i:called |named )?(?!I\b)[A-Z][\w'-]*(?: [A-Z][\w'-]+)*"
)


def days(c: Candidate) -> Iterator[Problem]:
    """A line was given on a day that there is and that has been."""
    assert c.strategy is not None
    for number, told in enumerate(c.strategy.experiences):
        try:
            ahead = date.fromisoformat(told.on) > c.library.today + AHEAD
            what = f"`on` is {told.on}, a day that hasn't been yet"
        except ValueError:
            ahead, what = True, f"`on` is {told.on}, and there is no such day"
        if ahead:
            yield problem(
                "CK008", ("experiences", number, "on"), what, "write the day on which it was given"
            )


def harm(c: Candidate) -> Iterator[Problem]:
    """No way of coming to harm, whoever it was."""
    yield from _met(
        c, _HARM, "CK032", "it may name a way of coming to harm",
        "leave it out; say what helps instead",
    )  # fmt: skip


def others(c: Candidate) -> Iterator[Problem]:
    """It is the writer's own story, and nobody in it can be recognised."""
    fix = "leave it out: it is your own story, with nobody in it who could be recognised"
    yield from _met(c, _PLACE, "CK039", "it may say where somebody lives", fix)
    for pattern in (_NAMED, _TITLED):
        yield from _met(c, pattern, "CK039", "it may name somebody", fix)


def _met(
    c: Candidate, pattern: re.Pattern[str], code: str, what: str, fix: str
) -> Iterator[Problem]:
    assert c.strategy is not None
    for number, told in enumerate(c.strategy.experiences):
        found = pattern.search(told.text)
        if found:
            path = ("experiences", number, "text")
            yield problem(code, path, f'{what}: "{shorten(found[0])}"', fix)


RULES = (days, harm, others)

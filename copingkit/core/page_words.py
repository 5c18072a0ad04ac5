"""The fixed words of a strategy's page, and those said while it is done.

A language has its own in the section `page` of `strategies/vocabulary.<language>.yaml`; these are
the English ones, and what a language lacks is shown in them.
"""

import re
from collections.abc import Mapping

from .. import words

_BLANK = re.compile(r"{(\w+)}")

PAGE: Mapping[str, str] = {
    # On the page.
    "minutes": "{minutes} min",
    "energy": "energy: {energy}",
    "props": "needs {props}",
    "for": "For: {needs}.",
    "kind": "Kind: {kind}.",
    "how": "How",
    "care": "Take care",
    "known": "What is known",
    "peers": "From peers, shared with permission",
    "helped-yes": "helped",
    "helped-no": "didn't help",
    "helped-mixed": "mixed",
    "try": "Do it now: coping try {name}",
    "once": "Once.",
    "times": "{times} times.",
    "seconds": "{seconds} s",
    "in": "in",
    "hold": "hold",
    "out": "out",
    "rest": "rest",
    "unreviewed": words.TRANSLATION_UNREVIEWED,
    "outdated": words.TRANSLATION_OUTDATED,
    "added": "From {source}, a library that you added.",
    # While it is done, and before.
    "people-first": words.PEOPLE_FIRST,
    "people-first-typed": words.PEOPLE_FIRST_TYPED,
    "about": "{title}: about {minutes} min.",
    "caution": "Take care: {text}",
    "say-in": "Breathe in",
    "say-hold": "Hold",
    "say-out": "Breathe out",
    "say-rest": "Rest",
    "end-of-breath": "That was the last breath out. Let your breath find its own way.",
    "end": "That's the end of it.",
}


def fill(text: str, /, **values: object) -> str:
    """Return the text with each `{name}` replaced; nothing else in it has a meaning."""
    return _BLANK.sub(lambda found: str(values.get(found[1], found[0])), text)


def blanks(text: str) -> frozenset[str]:
    """Return the names that a text leaves to be filled."""
    return frozenset(_BLANK.findall(text))

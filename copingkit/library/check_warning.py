"""Tell a warning from advice: `do not stop taking your medicines` is no advice to stop.

A warning stands before what is met, in the same part of a sentence and at most a few words away.
It never excuses ways of coming to harm, labels, numbers or links.
"""

from __future__ import annotations

import re

EXCUSED = frozenset({"CK033", "CK035", "CK037", "CK038", "MEALS", "HURT", "CK039"})
# In letters without accents, and without apostrophes.
_NEGATIONS = {
    "en": frozenset((
        "not", "dont", "never", "no", "nobody", "none", "nothing", "without", "avoid", "doesnt", "isnt", "arent",
        "wont", "neither", "nor", "leave",
    )),
    "es": frozenset(("no", "nunca", "jamas", "nadie", "nada", "ningun", "ninguna", "sin", "evita", "tampoco")),
}  # fmt: skip
# Between a warning and what is met, these turn it round: `never stop until it hurts`.
_TURNING = {
    "en": frozenset((
        "stop", "quit", "rest", "give", "let", "forget", "afraid", "hesitate", "worry", "mind", "only", "matter",
        "doubt", "better", "like", "than", "and", "but", "then", "so", "wait", "breathe", "sleep", "eat", "move",
        "more", "most", "problem", "need", "shame", "sure",
    )),
    "es": frozenset((
        "pares", "dejes", "olvides", "dudes", "miedo", "solo", "importa", "mejor", "como", "que", "y", "pero",
        "hasta", "respires", "duermas", "comas", "te", "necesitas", "mas",
    )),
}  # fmt: skip
# After these a negation is part of a condition: `when you do not sleep have a drink`.
_WHEN = frozenset(("if", "when", "whenever", "because", "since", "si", "cuando", "porque"))
# `If you take sedatives, sit down first.`
_CONDITION = {"en": "if", "es": "si"}
_OF_CONDITIONS = frozenset((
    "you", "your", "are", "on", "take", "taking", "have", "had", "taken", "start", "to", "begin", "use", "miss",
    "tomas", "has", "tomado", "empiezas", "a", "estas", "tomando", "usas",
))  # fmt: skip
# What someone fears or is drawn to is no advice: `if you might hurt yourself`.
_URGES = frozenset(
    (
        "might",
        "may",
        "urge",
        "urges",
        "want",
        "wants",
        "wanted",
        "going",
        "about",
        "afraid",
        "fear",
        "pulls",
        "anything",
        "need",
    )
)
_REACH, _MOST_WORDS = 60, 4
# Words put into someone's mouth: `you could say: that helped me`.
_SAYING = re.compile(
    r"\b(?:say|write|ask|think|words|di|dile|diles|escribe)\b(?: \w+){0,3}[:,] ?[\"']?(?:\w+ ){0,3}$"
)
_BREAK = re.compile(r"[.!?:;,\n]")


def excuses(code: str, text: str, start: int, language: str) -> bool:
    """Return whether a warning stands before what is met in a folded text of small letters."""
    negations = _NEGATIONS.get(language)
    if negations is None:
        return False
    if code == "CK039":
        return bool(_SAYING.search(text[max(0, start - _REACH) : start]))
    before = _BREAK.split(text[max(0, start - _REACH) : start])[-1]
    words = before.replace("'", "").split()
    near = words[-_MOST_WORDS - 1 :]
    if code == "HURT":
        return not _URGES.isdisjoint(near)
    for n in range(len(near) - 1, -1, -1):
        if near[n] in negations:
            return _WHEN.isdisjoint(words)
        if near[n] == _CONDITION[language]:
            return _OF_CONDITIONS.issuperset(near[n + 1 :])
        if near[n] in _TURNING[language]:
            return False
    return False

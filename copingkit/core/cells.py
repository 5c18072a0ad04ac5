"""Measure, wrap and pad text in terminal cells: a wide character takes two, a mark none."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"


def width(text: str) -> int:
    """Return how many cells the text takes (East Asian Width, UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(_cluster_width(cluster) for cluster in clusters(text))


def clusters(text: str) -> list[str]:
    """Split text into what a person sees as one character: a base with marks, or joined emoji."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for character in text:
        if found and _belongs(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def fit(text: str, columns: int) -> str:
    """Return as much of the start of the text as fits into so many cells."""
    if text.isascii():
        return text[: max(columns, 0)]
    taken, used = "", 0
    for cluster in clusters(text):
        used += _cluster_width(cluster)
        if used > columns:
            break
        taken += cluster
    return taken


def wrap(text: str, columns: int) -> list[str]:
    """Break text into lines of at most so many cells, at spaces where it can; at least one line."""
    columns = max(columns, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            joined = f"{line} {word}" if line else word
            if width(joined) <= columns:
                line = joined
                continue
            if line:
                lines.append(line)
            while width(word) > columns:
                head = fit(word, columns) or word[0]
                lines.append(head)
                word = word[len(head) :]
            line = word
        lines.append(line)
    return lines


def pad(text: str, columns: int, align: str = "left") -> str:
    """Fill text with spaces to so many cells: left, center or right; what doesn't fit is cut."""
    text = fit(text, columns)
    room = max(columns - width(text), 0)
    before = {"left": 0, "center": room // 2, "right": room}[align]
    return " " * before + text + " " * (room - before)


def _is_mark(character: str) -> bool:
    return not character.isascii() and (
        unicodedata.category(character) in ("Mn", "Me", "Cf")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\u1160" <= character <= "\u11ff"
    )


def _belongs(before: str, character: str) -> bool:
    return _is_mark(character) or before.endswith(_JOINER) or _pairs(before, character)


def _pairs(before: str, character: str) -> bool:
    """Tell whether a regional indicator completes a flag."""
    return (
        "\U0001f1e6" <= character <= "\U0001f1ff"
        and len(before) == 1
        and "\U0001f1e6" <= before <= "\U0001f1ff"
    )


def _cluster_width(cluster: str) -> int:
    first = cluster[0]
    if first.isascii():
        return 1 if first >= " " and first != "\x7f" else 0
    if _is_mark(first):
        return 0
    if _EMOJI_STYLE in cluster or len(cluster) == 2 and _pairs(first, cluster[1]):
        return 2
    return 2 if unicodedata.east_asian_width(first) in "WF" else 1

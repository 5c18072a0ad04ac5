"""What a letter alone on the line of an answer means: a wish, such as going back, no answer."""

from __future__ import annotations

_WISHES = {"<": "back", "e": "editor", "?": "keys", "h": "people", "q": "leave"}
_WISH = "Enter: {wish}."
_AS_TEXT = "Enter: {wish}. As text: space, Enter."


def wish(text: str, given: str) -> str:
    """Return the command typed after what stood on the line before, or alone; else nothing."""
    typed = text[len(given) :] if given and text.startswith(given) else text
    return typed if typed in _WISHES else ""


def wish_in_words(text: str, given: str) -> str:
    """Say what Enter does instead of keeping the line as an answer, where it does so."""
    meant = _WISHES.get(wish(text, given), "")
    said = _WISH if text in _WISHES else _AS_TEXT
    return said.format(wish=meant) if meant else ""

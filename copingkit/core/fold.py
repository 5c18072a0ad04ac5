"""Text as people look for it: small letters, no accents."""

from __future__ import annotations

import re

# The accents that can stand over a Latin, Greek or Cyrillic letter; other scripts keep their marks.
_ACCENTS = "[\u0300-\u036f]+"


def fold(text: str) -> str:
    """Return text in small letters without accents, so that "respiracion" meets "Respiración"."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    plain = re.sub(_ACCENTS, "", normalize("NFD", text.casefold()))
    return normalize("NFC", plain).replace("\u2019", "'")

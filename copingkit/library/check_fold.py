"""Write a text in plain Latin letters, so that what looks like a word is met as one.

Accents go, letters of other scripts that look Latin become Latin, wide and fancy ones plain.
"""

from __future__ import annotations

from collections.abc import Sequence

# Letters of other scripts that can't be told from Latin ones by eye.
_CYRILLIC = "АВЕКМНОРСТХУаеорсухіјѕһԁԛԝІЈЅ"
_LATIN = "ABEKMHOPCTXYaeopcyxijshdqwIJS"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ"
_LATIN_TOO = "ABEZHIKMNOPTYXaikvoptux"
_PUNCTUATION = "\u2018\u2019\u02bc\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2212"
_TYPED = "'''\"\"------"
_ALIKE = dict(
    zip(
        _CYRILLIC + _GREEK + _PUNCTUATION + "\u0131\u0142",
        _LATIN + _LATIN_TOO + _TYPED + "il",
        strict=True,
    )
)
_MOST_LETTERS = 1 << 16


class _Table(dict[int, str]):
    """What each character is written as, worked out when it is met first; `longer` have not one letter."""

    def __init__(self) -> None:
        super().__init__()
        self.longer: set[str] = set()

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST_LETTERS:
            self.clear()
        plain = _plain(chr(code))
        if len(plain) != 1:
            self.longer.add(chr(code))
        self[code] = plain
        return plain


def _plain(character: str) -> str:
    from unicodedata import category, normalize

    if character.isascii():
        return character
    if category(character) in ("Zl", "Zp", "Zs"):
        return " "
    return "".join(
        [
            _ALIKE.get(c, c)
            for c in normalize("NFKD", _ALIKE.get(character, character))
            if category(c) not in ("Mn", "Me", "Cf")
        ]
    )


_TABLE = _Table()


def fold(text: str) -> str:
    """Return a text in plain Latin letters, as far as it can be written in them."""
    return text if text.isascii() else text.translate(_TABLE)


def places(text: str) -> Sequence[int]:
    """Return where in a text each character of its `fold` stands, and its end."""
    fold(text)
    if _TABLE.longer.isdisjoint(text):
        return range(len(text) + 1)
    return [n for n, c in enumerate(text) for _ in _TABLE[ord(c)]] + [len(text)]

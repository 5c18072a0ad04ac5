"""Make outside text harmless before it reaches a terminal."""

from __future__ import annotations

import re

# Kept as text: `re` compiles and remembers them when a text first needs them, not at start-up.
# CSI and string sequences (ECMA-48 5.4, 8.3.89) go whole, so that their letters don't stay behind.
_SEQUENCES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_SPACES = r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+"
_NEWLINES = r"\r\n?|[\v\f\x85\u2028\u2029]"
# C0, DEL, C1, bidi controls (UAX #9, 2.1-2.6), invisible separators, tags, surrogates.
_CONTROLS = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_NON_JOINER, _JOINER = "\u200c", "\u200d"
# What emoji of several are made of (emoji-zwj-sequences.txt), skin tones among them.
_EMOJI = "[\u2194\u2195\u2600-\u27bf\u2b1b\U0001f300-\U0001faff]"
_VIRAMA = 9


def clean(text: str, newlines: bool = False) -> str:
    """Return the text without control, escape and bidi characters.

    Newlines become spaces unless they are kept.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_SEQUENCES, "", text)
    text = (
        re.sub(_NEWLINES, "\n", text).replace("\t", " ") if newlines else re.sub(_SPACES, " ", text)
    )
    return re.sub(_CONTROLS, "", text)


def hidden(text: str) -> int:
    """Return where the first character stands that doesn't show, or -1.

    Joiners are let be where they change what is seen: in an emoji made of several (UTS #51, ED-16), after
    a virama, and a non-joiner between letters that join (after RFC 5892, A.1 and A.2).
    """
    if text.isprintable():
        return -1
    for at, character in enumerate(text):
        if not character.isprintable() and not _joins(text, at):
            return at
    return -1


def _joins(text: str, at: int) -> bool:
    if at == 0 or text[at] not in (_NON_JOINER, _JOINER):
        return False
    from unicodedata import bidirectional, category, combining

    if combining(text[at - 1]) == _VIRAMA:
        return True
    after = text[at + 1 : at + 2]
    if text[at] == _JOINER:
        before = text[max(0, at - 2) : at]
        return bool(re.search(f"{_EMOJI}\ufe0f?\\Z", before) and re.match(_EMOJI, after))
    letter = at - 1
    while letter > 0 and category(text[letter]) == "Mn":
        letter -= 1
    # AL: the letters of the Arabic and Syriac scripts.
    return bidirectional(text[letter]) == "AL" and after != "" and bidirectional(after) == "AL"

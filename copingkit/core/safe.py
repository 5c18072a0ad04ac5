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

"""Write a strategy as YAML in house style: like strategies/en/longer-out-breath.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..core.safe import hidden

HEADER = "# yaml-language-server: $schema=../schema.json\n"
# Lists of sentences stand one a line; lists of words and phases on one line.
_BLOCK = frozenset({"intro", "steps", "prompts", "items", "paragraphs", "experiences"})
_NUMBERS = frozenset({"minutes", "rounds", "repeat", "seconds", "count"})
# What may stand without quotes: nothing that YAML, of any version, would read as more than text.
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ0-9(.][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_NEEDS_QUOTES = re.compile(
    r": |:$| #|^\.\.\.|[^ -~\xa1-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]| $"
)
_NOT_TEXT = re.compile(
    r"(?:true|false|null|nan|[-+.]?(?:inf|[\d_.,:]+(?:e[-+]?\d+)?)|0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?.*)",
    re.IGNORECASE,
)
# libyaml takes the `:?` in `[a:?]` for the end of a key.
_IN_FLOW = re.compile(r"[,\[\]{}:]")


def to_yaml(tree: Mapping[str, Any], header: bool = True) -> str:
    """Return a tree of dicts, lists and text as YAML that `yamltext.parse` reads back as it was."""
    lines = "".join(f"{line}\n" for line in _mapping(tree, ""))
    return (HEADER if header else "") + (lines or "{}\n")


def _mapping(tree: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        name = indent + _scalar(str(key), "")
        if isinstance(value, Mapping) and value:
            yield f"{name}:"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, (list, tuple)) and value and _as_block(key, value):
            yield f"{name}:"
            yield from _sequence(value, indent + "  ")
        else:
            yield f"{name}: {_flow(value, str(key))}"


def _sequence(values: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(value, indent + "  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{indent}- {_flow(value, '')}"


def _as_block(key: str, values: list[Any] | tuple[Any, ...]) -> bool:
    return key in _BLOCK or any(isinstance(v, Mapping) and v for v in values)


def _flow(value: Any, key: str) -> str:
    if isinstance(value, Mapping):
        inside = (f"{_in_flow(str(k))}: {_nested(v)}" for k, v in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_nested(v) for v in value) + "]"
    return _scalar(str(value), key)


def _nested(value: Any) -> str:
    return (
        _in_flow(str(value)) if not isinstance(value, (Mapping, list, tuple)) else _flow(value, "")
    )


def _in_flow(text: str) -> str:
    return _quoted(text) if _IN_FLOW.search(text) else _scalar(text, "")


def _scalar(text: str, key: str) -> str:
    if key in _NUMBERS and re.fullmatch(r"\d+(?:\.\d+)?", text):
        return text
    if (
        not _PLAIN.fullmatch(text)
        or _NEEDS_QUOTES.search(text)
        or _NOT_TEXT.fullmatch(text)
        or hidden(text) >= 0
    ):
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    shows = hidden(text) < 0
    return '"' + "".join(_escaped(c, shows) for c in text) + '"'


def _escaped(character: str, shows: bool) -> str:
    if character in '"\\':
        return "\\" + character
    if shows or character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"

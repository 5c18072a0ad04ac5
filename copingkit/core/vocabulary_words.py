"""The words of a language for the vocabulary: words and nothing else; ids and rules stay English.

`strategies/vocabulary.<language>.yaml`. What it lacks is shown in English, and so is a caution
whose English has changed since it was translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .page_words import PAGE, blanks
from .reading import Path, Problem, Reader
from .vocabulary import TERMS

Tree = Mapping[str, Any]

KEYS = (
    "translators", "reviewed", "categories", "groups", "needs", *TERMS, "involves", "cautions",
    "grades", "props", "page",
)  # fmt: skip
_LABEL = (1, 60)
_SENTENCE = (2, 160)
_CAUTION = (10, 700)


def caution_hash(text: str) -> str:
    """Return 12 hex digits that change when the words of an English caution change."""
    from hashlib import blake2b

    return blake2b(" ".join(text.split()).encode(), digest_size=6).hexdigest()


def outdated(words: Tree, english: Tree) -> list[str]:
    """Return the cautions whose English has changed since they were translated."""
    return [
        code
        for code, caution in words.get("cautions", {}).items()
        if caution["of"] != caution_hash(english["cautions"][code])
    ]


def problems_of(words: Any, english: Tree) -> list[Problem]:
    """Return what keeps a tree from being words for the English vocabulary."""
    r = Reader()
    fields = r.mapping(words, (), KEYS, ("translators", "reviewed"))
    if fields is None:
        return r.problems
    r.many(fields.get("translators", []), ("translators",), 1, 12, lambda x, p: r.line(x, p, 2, 60))
    r.word(fields.get("reviewed", "no"), ("reviewed",), {"yes", "no"}, "yes, no")
    groups = {need["group"] for need in english["needs"].values()}
    _texts(r, fields, "groups", groups, _LABEL)
    for name in (*TERMS, "involves", "grades"):
        _texts(r, fields, name, english[name], _SENTENCE if name == "grades" else _LABEL)
    _texts(r, fields, "props", fields.get("props", {}), _LABEL)
    for path, entry in _entries(r, fields, "categories", english, ("label", "about")):
        _line(r, entry, path, "label", _LABEL)
        _line(r, entry, path, "about", _SENTENCE)
    for path, entry in _entries(r, fields, "needs", english, ("label", "aliases")):
        _line(r, entry, path, "label", _LABEL)
        aliases, here = entry.get("aliases", []), (*path, "aliases")
        r.many(aliases, here, 0, 24, lambda x, p: r.line(x, p, *_LABEL))
    for path, entry in _entries(r, fields, "cautions", english, ("of", "text")):
        _line(r, entry, path, "of", (12, 12))
        _line(r, entry, path, "text", _CAUTION)
    for key, text in _texts(r, fields, "page", PAGE, _SENTENCE).items():
        if blanks(text) != blanks(PAGE[key]):
            names = ", ".join(f"{{{name}}}" for name in sorted(blanks(PAGE[key]))) or "no {name}"
            r.refuse("CK006", ("page", key), f"`page.{key}` leaves other blanks", f"use {names}")
    return r.problems


def apply(english: Tree, words: Tree) -> dict[str, Any]:
    """Return the tree of the vocabulary with valid words put in; the English ones still find needs."""
    tree = {**english, "reviewed": words["reviewed"]}
    for name in (*TERMS, "grades"):
        tree[name] = {**english[name], **words.get(name, {})}
    categories, needs = words.get("categories", {}), words.get("needs", {})
    tree["categories"] = {
        i: {**c, **categories[i], "english": c["label"]} if i in categories else c
        for i, c in english["categories"].items()
    }
    groups = words.get("groups", {})
    tree["needs"] = {
        i: {
            **need,
            "group": groups.get(need["group"], need["group"]),
            **({**needs[i], "english": [need["label"], *need["aliases"]]} if i in needs else {}),
        }
        for i, need in english["needs"].items()
    }
    involves = words.get("involves", {})
    tree["involves"] = {
        i: {**tag, "label": involves.get(i, tag["label"])} for i, tag in english["involves"].items()
    }
    late = set(outdated(words, english))
    cautions = {i: c["text"] for i, c in words.get("cautions", {}).items() if i not in late}
    tree["cautions"] = {**english["cautions"], **cautions}
    tree["props"] = dict(words.get("props", {}))
    tree["page"] = dict(words.get("page", {}))
    return tree


def _entries(
    r: Reader, fields: Tree, name: str, english: Tree, keys: tuple[str, ...]
) -> Iterator[tuple[Path, Tree]]:
    """Yield each entry of a section that has all its keys, with its path."""
    for i, raw in (r.mapping(fields.get(name, {}), (name,), english[name], ()) or {}).items():
        entry = r.mapping(raw, (name, i), keys, keys)
        if entry is not None and len(entry) == len(keys):
            yield (name, i), entry


def _texts(
    r: Reader, fields: Tree, name: str, known: Any, length: tuple[int, int]
) -> dict[str, str]:
    section = r.mapping(fields.get(name, {}), (name,), tuple(known), ()) or {}
    return {key: r.line(raw, (name, key), *length) for key, raw in section.items()}


def _line(r: Reader, entry: Tree, path: Path, key: str, length: tuple[int, int]) -> None:
    r.line(entry[key], (*path, key), *length)

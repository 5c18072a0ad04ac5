"""Rules on sources.yaml: each entry can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..core.reading import Problem, Reader, closest

KEYS = ("citation", "doi", "url", "licence", "standing")
STANDINGS = ("confirmed", "seen", "unconfirmed")
_KEY = re.compile(r"[a-z][a-z0-9-]{1,39}")
# Crossref's own pattern for what it registers: crossref.org/blog/dois-and-matching-regular-expressions
_DOI = re.compile(r"10\.\d{4,9}/[-._;()/:a-zA-Z0-9<>\[\]]+")
_URL = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[^\s<>\"{}|\\^`]*)?", re.IGNORECASE)


def problems_of(tree: Any) -> Iterator[Problem]:
    """Yield what is wrong with the tree of sources.yaml."""
    if not isinstance(tree, dict):
        yield Problem(
            "CK006", (), "sources.yaml isn't a list of keys", "write `key:` and its citation"
        )
        return
    for key, raw in tree.items():
        reader = Reader()
        entry = reader.mapping(raw, (key,), KEYS, ("citation",)) or {}
        if "citation" in entry:
            reader.line(entry["citation"], (key, "citation"), 10, 400)
        yield from reader.problems
        yield from _address(key, entry)
        if not _KEY.fullmatch(key):
            yield _wrong((key,), f"`{key[:40]}` can't be a key", "use a name and a year: neff2013")


def _address(key: str, entry: dict[str, Any]) -> Iterator[Problem]:
    doi, url, standing = (entry.get(name, "") for name in ("doi", "url", "standing"))
    if "doi" in entry and not (isinstance(doi, str) and _DOI.fullmatch(doi)):
        yield _wrong((key, "doi"), "that isn't a DOI", "write it as 10.1038/s41598-022-27247-y")
    if "url" in entry and not (isinstance(url, str) and _URL.fullmatch(url)):
        yield _wrong((key, "url"), "that isn't an https address", "write one that begins https://")
    if "standing" in entry and standing not in STANDINGS:
        near = closest(str(standing), STANDINGS, STANDINGS[-1])
        yield _wrong((key, "standing"), "that standing isn't known", f"write: {near}")


def _wrong(path: tuple[str, ...], what: str, fix: str) -> Problem:
    return Problem("CK019", path, what, fix)

"""Mend what can be mended safely: order of keys, sorted lists, punctuation, ends of lines.

A file is written only when what it says stays the same, and comments are never lost: a file that
has any keeps its order.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..core import strategy as model
from ..core import translation as words
from ..core.guide_fields import GUIDE_ORDER
from ..errors import DataProblem
from . import files, yamltext
from .check_candidate import place_of
from .check_data import is_data
from .check_places import find_root, gather
from .rules_form import SORTED
from .writing import to_yaml

_COMMENT = re.compile(r"^\s*#|\s#", re.MULTILINE)
_SCHEMA_LINE = "# yaml-language-server:"
_TYPED = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    0x2026: "...",
}


def fix_paths(paths: Iterable[Path], fallback: Path) -> Iterator[Path]:
    """Mend files and yield each that was changed; what can't be read is left to the check.

    DataProblem when one can't be written; it is then as it was, and those before it are mended.
    """
    for path in gather(paths):
        root = find_root(path) or fallback
        place = place_of(path, root)
        if is_data(place.inside or place.name):
            continue
        try:
            text = files.read_text(path)
            new = fixed(text, english=place.language == files.ENGLISH)
        except yamltext.Unreadable:
            continue
        if new != text:
            _replace(path, new)
            yield path


def fixed(text: str, *, english: bool = True) -> str:
    """Return a text mended; the same text when nothing can be mended safely."""
    tree = yamltext.parse(text)
    if not isinstance(tree, dict):
        return text
    wanted = _ordered(_retyped(tree), english)
    plain = _ends(text)
    first = plain[: plain.index("\n") + 1]
    # To YAML a line ends at a lone \r too: what stands behind it is no comment any more.
    head = first if first.startswith(_SCHEMA_LINE) and "\r" not in first else ""
    if _same(tree, wanted) or _COMMENT.search(text, len(head)):
        return plain
    return head + to_yaml(wanted, header=False)


def _same(one: Any, other: Any) -> bool:
    return one == other and (
        not isinstance(one, dict)
        or (list(one) == list(other) and all(_same(v, other[k]) for k, v in one.items()))
    )


def _ordered(tree: dict[str, Any], english: bool) -> dict[str, Any]:
    new = _by(model.KEYS if english else words.KEYS, tree)
    for key, order in (("guide", GUIDE_ORDER), ("evidence", model.Evidence._fields)):
        if isinstance(new.get(key), dict):
            new[key] = _by(order, new[key])
    for key in SORTED:
        if english and isinstance(new.get(key), list) and all(isinstance(v, str) for v in new[key]):
            new[key] = sorted(set(new[key]))
    return new


def _by(order: tuple[str, ...], tree: dict[str, Any]) -> dict[str, Any]:
    # Unknown keys stay, at the end: they are for a person to look at.
    return {
        k: tree[k] for k in [*(k for k in order if k in tree), *(k for k in tree if k not in order)]
    }


def _retyped(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _retyped(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_retyped(v) for v in value]
    return value.translate(_TYPED)


def _ends(text: str) -> str:
    rows = [row.rstrip(" \t\r") for row in text.split("\n")]
    new = "\n".join(rows).rstrip("\n") + "\n"
    # In a block text (`|`, `>`) spaces at an end can carry meaning.
    return new if _same(yamltext.parse(new), yamltext.parse(text)) else text


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        try:
            # Nobody may read meanwhile what they can't read now.
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as f:
                f.write(text.encode("utf-8"))
            beside.chmod(mode)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise DataProblem(
            f"{path} couldn't be mended ({reason}).",
            "It is as it was. Make room, or see that you may write there; then do it again.",
        ) from None

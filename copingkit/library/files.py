"""Strategy files: where they are, and how one becomes a strategy."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

from ..core import strategy as model
from ..core import translation as words
from ..core import vocabulary as vocab
from ..core.strategy import Strategy
from ..core.vocabulary import Vocabulary
from ..errors import InvalidContent
from . import yamltext

ID = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")
ENGLISH = "en"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


def is_file(path: Path) -> bool:
    """Tell whether a path leads to a file; no where that can't be looked at."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_bytes(path: Path) -> bytes:
    """Return a regular file's bytes; links, folders, pipes and large files are refused unread."""
    try:
        # O_NONBLOCK: a pipe named like a strategy must not hang us.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if path.is_symlink():
            raise yamltext.Unreadable(
                "CK001", 1, "it is a link", "put the file itself in its place"
            ) from None
        reason = (error.strerror or "no reason given").lower()
        raise yamltext.Unreadable(
            "CK001", 1, f"it can't be opened ({reason})", "check its name and permissions"
        ) from None
    # Looked at before it becomes a file object, which a folder can't.
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise yamltext.Unreadable(
            "CK001", 1, "it isn't a file", "a strategy is a text file ending in .yaml"
        )
    with os.fdopen(descriptor, "rb") as file:
        return file.read(yamltext.MOST_BYTES + 1)


def read_text(path: Path) -> str:
    """Return a file's text, or raise `Unreadable`."""
    return yamltext.decode(read_bytes(path))


def load_tree(path: Path) -> Any:
    """Return a file's plain tree, or raise InvalidContent naming file, line and fix."""
    try:
        return yamltext.parse(read_text(path))
    except yamltext.Unreadable as error:
        raise InvalidContent(f"{path}:{error.line}: {error.what}.", _to_mend(error.fix)) from None


def load_strategy(path: Path, vocabulary: Vocabulary) -> Strategy:
    """Return the strategy in a file, or raise InvalidContent naming file, line and fix."""
    try:
        text = yamltext.decode(yamltext.without_mark(read_bytes(path)))
        found, problems = model.read(path.stem, yamltext.parse(text), vocabulary)
    except yamltext.Unreadable as error:
        raise InvalidContent(f"{path}:{error.line}: {error.what}.", _to_mend(error.fix)) from None
    if found is None:
        _raise_first(path, text, problems)
    assert found is not None
    return found


def load_translation(path: Path, original: Strategy) -> words.Translation:
    """Return the translation in a file, or raise InvalidContent naming file, line and fix."""
    try:
        text = read_text(path)
        found, problems = words.read(yamltext.parse(text), original)
    except yamltext.Unreadable as error:
        raise InvalidContent(f"{path}:{error.line}: {error.what}.", _to_mend(error.fix)) from None
    if found is None:
        _raise_first(path, text, problems)
    assert found is not None
    return found


def load_vocabulary(root: Path) -> Vocabulary:
    """Return the vocabulary of a library folder."""
    return vocab.from_tree(load_tree(root / "vocabulary.yaml"))


def with_words(tree: dict[str, Any], root: Path, language: str) -> dict[str, Any]:
    """Return a vocabulary's tree with a language's words in it, where the library has any."""
    path = root / f"vocabulary.{language}.yaml"
    if not path.exists():
        return tree
    from ..core import vocabulary_words

    words = load_tree(path)
    problems = vocabulary_words.problems_of(words, tree)
    if problems:
        _raise_first(path, read_text(path), problems)
    return vocabulary_words.apply(tree, words)


def strategy_files(folder: Path) -> list[Path]:
    """Return the YAML files right inside a folder, sorted; a missing folder has none."""
    return [folder / name for name in strategy_names(folder)]


def strategy_names(folder: Path) -> list[str]:
    """Return the names of those files."""
    try:
        with os.scandir(folder) as entries:
            return sorted(e.name for e in entries if e.name.endswith(".yaml") and e.name[0] != ".")
    except OSError:
        return []


def _raise_first(path: Path, text: str, problems: list[Any]) -> None:
    first = problems[0]
    line = yamltext.line_of(text, first.path)
    more = f" ({len(problems) - 1} more after it)" if len(problems) > 1 else ""
    raise InvalidContent(f"{path}:{line}: {first.what}{more}.", _to_mend(first.fix))


def _to_mend(fix: str) -> str:
    return f"To mend it: {fix}" + ("" if fix.endswith((".", "?", "!")) else ".")

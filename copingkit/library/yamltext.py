"""Read YAML as plain text: dicts, lists and strings, and nothing clever.

Every scalar stays the text that was written, so `no` is "no" and `1:30` is "1:30". Anchors,
aliases, tags, merge keys, several documents, deep nesting and doubled keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..core.safe import hidden

MOST_BYTES = 64 * 1024
MOST_DEPTH = 8
Path = tuple[str | int, ...]
_KEY_AT_START = re.compile(r"^([a-z]+):", re.MULTILINE)
_ONE_LINE_LIST = re.compile(r" \[[^\n\[\]]*\]$", re.MULTILINE)


class Unreadable(Exception):
    """The text can't be taken as data: a code, a line (1 is the first), what, and how to mend it."""

    def __init__(self, code: str, line: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.code, self.line, self.what, self.fix = code, line, what, fix


def decode(data: bytes) -> str:
    """Return the bytes as text, or raise `Unreadable` when they are too many or not clean UTF-8."""
    if len(data) > MOST_BYTES:
        raise Unreadable(
            "CK001", 1, f"the file is larger than {MOST_BYTES // 1024} KiB", "make it shorter"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("CK001", line, "the file isn't UTF-8 text", "save it as UTF-8") from None
    for number, row in enumerate(text.split("\n"), 1):
        if not row.isprintable():
            row = row.removesuffix("\r")
            at = hidden(row)
            if at >= 0:
                raise Unreadable(
                    "CK001",
                    number,
                    f"it holds the invisible character U+{ord(row[at]):04X}",
                    "delete that character",
                )
    return text


def without_mark(data: bytes) -> bytes:
    """Return the bytes without the byte order mark that editors on Windows put before a text."""
    return data.removeprefix(b"\xef\xbb\xbf")


def parse(text: str) -> Any:
    """Return the text's one document as dicts, lists and strings."""
    return _parse(text, None)


def lines_of(text: str) -> dict[Path, int]:
    """Map the path of every value in a readable text to its line (1 is the first)."""
    lines: dict[Path, int] = {}
    _parse(text, lines)
    return lines


def line_of(text: str, path: Path) -> int:
    """Return the line of the value at a path, or of the nearest thing above it."""
    return nearest(lines_of(text), path)


def nearest(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path out of some, or of the nearest thing above it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def lines_at(text: str, keys: Sequence[str], paths: Iterable[Path]) -> dict[Path, int]:
    """Map paths in a readable text, whose tree has some keys, to their lines as far as they differ
    from those above them. What begins a line of its own is found without parsing it all again.
    """
    wanted = {path for path in paths if path}
    if not wanted:
        return {}
    starts = list(_KEY_AT_START.finditer(text))
    if not keys or [found[1] for found in starts] != list(keys):
        return lines_of(text)
    lines: dict[Path, int] = {}
    at = {found[1]: found for found in starts}
    for path in wanted:
        found = at.get(str(path[0]))
        if found is None:
            continue
        # In a list on the line of its key, the items are on it too.
        if len(path) > 1 and not _ONE_LINE_LIST.match(text, found.end()):
            return lines_of(text)
        lines[path] = text.count("\n", 0, found.start()) + 1
    return lines


def _parse(text: str, lines: dict[Path, int] | None) -> Any:
    import yaml

    if not text.strip():
        raise Unreadable("CK002", 1, "the file is empty", "copy the example and fill it in")
    # libyaml's parser is ten times as fast, and not among the names that `yaml` itself exports.
    parser_class: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
    parser = parser_class(text) if parser_class else yaml.BaseLoader(text)
    try:
        value = _Builder(parser, lines).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it isn't YAML"
        raise Unreadable(
            "CK002",
            min(mark.line, text.rstrip().count("\n")) + 1 if mark else 1,
            f"the YAML can't be read ({problem})",
            "check the indentation, and put text with a `: ` or ` #` in it between quotes",
        ) from None
    finally:
        parser.dispose()
    return value


class _Builder:
    """Builds the tree from parser events with a loop, so that depth can't exhaust the stack."""

    def __init__(self, parser: Any, lines: dict[Path, int] | None) -> None:
        import yaml

        self.next = parser.get_event
        self.lines = lines
        self.events = yaml

    def document(self) -> Any:
        yaml = self.events
        root: list[Any] = []
        # One frame an open collection: (container, key waiting for its value, its path).
        stack: list[list[Any]] = [[root, None, ()]]
        documents = 0
        while True:
            event = self.next()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._plain(event)
                self._place(stack, event.value, event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._plain(event)
                if len(stack) > MOST_DEPTH:
                    raise Unreadable(
                        "CK002",
                        event.start_mark.line + 1,
                        "it is nested too deeply",
                        "look at the example: a strategy is at most four levels deep",
                    )
                new: Any = {} if kind is yaml.MappingStartEvent else []
                stack.append([new, None, self._place(stack, new, event)])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
            elif kind is yaml.AliasEvent:
                self._refuse_alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Unreadable(
                        "CK002",
                        event.start_mark.line + 1,
                        "there is a second document",
                        "keep one strategy a file, without `---` lines",
                    )
            elif kind is yaml.StreamEndEvent:
                return root[0] if root else ""

    def _plain(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_alias(event)
        if event.tag is not None:
            raise Unreadable(
                "CK002",
                event.start_mark.line + 1,
                "it has a tag (`!...`)",
                "remove the tag; all values are text",
            )

    def _refuse_alias(self, event: Any) -> None:
        raise Unreadable(
            "CK002",
            event.start_mark.line + 1,
            "it has an anchor or alias (`&`, `*`)",
            "write the value out, or put it between quotes",
        )

    def _place(self, stack: list[list[Any]], value: Any, event: Any) -> Path:
        frame = stack[-1]
        container, key, path = frame
        line = event.start_mark.line + 1
        here: Path = ()
        if type(container) is list:
            if len(stack) > 1:
                here = (*path, len(container)) if self.lines is not None else ()
            container.append(value)
        elif key is None:
            if type(value) is not str:
                raise Unreadable("CK002", line, "a key is a list", "write `key: value`")
            if value in container:
                raise Unreadable(
                    "CK003", line, f"the key `{value[:40]}` stands twice", "keep one of them"
                )
            frame[1] = value
            if self.lines is not None:
                key_path = (*path, value)
                self.lines[key_path] = line
            return ()
        else:
            container[key] = value
            frame[1] = None
            here = (*path, key) if self.lines is not None else ()
        # What is said of the whole is said of line 1, whatever comment stands there.
        if self.lines is not None and here:
            self.lines.setdefault(here, line)
        return here

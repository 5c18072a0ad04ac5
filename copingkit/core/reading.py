"""Turn text into values, collecting every problem instead of stopping at the first."""

import re
from collections.abc import Callable, Collection, Container, Iterable, KeysView
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Path = tuple[str | int, ...]
# In ASCII: other scripts have digits too, and not every reader of a file takes them for numbers.
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,3})?", re.ASCII)
# A translation may be longer than the English by this factor.
ROOM = 1.4
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)

# Of thousands of unknown keys the first few say it all, and looking for near ones takes time.
MOST_UNKNOWN = 20
_KEYS: type[KeysView[str]] = type(dict[str, Any]().keys())


class Problem(NamedTuple):
    """One thing wrong with a file: a code, where (a path of keys), what, and how to mend it."""

    code: str
    path: Path
    what: str
    fix: str


def closest(word: str, among: Iterable[str], default: str = "") -> str:
    """Return the most similar of some words, or the default when none is near."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(among), 1, 0.6)
    return found[0] if found else default


def name_of(path: Path) -> str:
    """Write a path of keys as a person would: `guide.steps[2].say`."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if out else str(part))
    return out or "the file"


def keys(names: Iterable[str]) -> KeysView[str]:
    """Return names as keys of a dict: a set that keeps their order."""
    return names if isinstance(names, _KEYS) else dict.fromkeys(names).keys()


def _is_tidy(text: str) -> bool:
    # Of all white space only the space is printable, so most lines are as they should be.
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


class Reader:
    """Reads values out of a plain tree of dicts, lists and text; keeps the problems it meets.

    `room` is a factor on the most characters that a line may have.
    """

    def __init__(self, room: float = 1.0) -> None:
        self.problems: list[Problem] = []
        self.room = room

    def refuse(self, code: str, path: Path, what: str, fix: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, path, what, fix))

    def mapping(
        self, raw: Any, path: Path, known: Iterable[str], required: Iterable[str]
    ) -> dict[str, Any] | None:
        """Return the mapping's known keys; unknown and missing ones are problems."""
        if not isinstance(raw, dict):
            self.refuse(
                "CK006",
                path,
                f"{name_of(path)} isn't a list of keys",
                "write one `key: value` a line: " + ", ".join(known),
            )
            return None
        known, required = keys(known), keys(required)
        if required <= raw.keys() <= known:
            return raw
        for key in [key for key in raw if key not in known][:MOST_UNKNOWN]:
            near = closest(str(key)[:40], known)
            self.refuse(
                "CK004",
                (*path, key),
                f"unknown key `{str(key)[:40]}`",
                f"did you mean `{near}`?" if near else "remove it; keys are " + ", ".join(known),
            )
        for key in required:
            if key not in raw:
                self.refuse("CK005", path, f"`{name_of((*path, key))}` is missing", f"add `{key}:`")
        return {key: value for key, value in raw.items() if key in known}

    def line(self, raw: Any, path: Path, least: int, most: int) -> str:
        """Return one line of text within a length in characters."""
        if not isinstance(raw, str):
            self.refuse("CK006", path, f"{name_of(path)} isn't text", "write one line of text")
            return ""
        text = raw if _is_tidy(raw) else " ".join(raw.split())
        if self.room != 1.0:
            most = round(most * self.room)
        if not least <= len(text) <= most:
            self.refuse(
                "CK007",
                path,
                f"{name_of(path)} has {len(text)} characters",
                f"use {least} to {most}",
            )
        return text

    def lines(
        self, raw: Any, path: Path, least: int, most: int, length: tuple[int, int]
    ) -> tuple[str, ...]:
        """Return a list of lines, each within a length in characters."""
        if type(raw) is list and least <= len(raw) <= most:
            shortest, longest = length
            for item in raw:
                if type(item) is not str or not shortest <= len(item) <= longest:
                    break
                if not _is_tidy(item):
                    break
            else:
                return tuple(raw)
        return self.many(raw, path, least, most, lambda x, p: self.line(x, p, *length))

    def word(self, raw: Any, path: Path, allowed: Container[str], vocabulary: str) -> str:
        """Return one id of a vocabulary."""
        if not isinstance(raw, str):
            self.refuse(
                "CK006", path, f"{name_of(path)} isn't one word", f"use one of {vocabulary}"
            )
            return ""
        if raw not in allowed:
            known = sorted(allowed) if isinstance(allowed, Collection) else []
            near = closest(raw, known)
            self.refuse(
                "CK009",
                path,
                f"`{raw[:40]}` is not in {vocabulary}",
                f"did you mean `{near}`?" if near else "use one of: " + ", ".join(known),
            )
        return raw

    def many(
        self, raw: Any, path: Path, least: int, most: int, one: Callable[[Any, Path], T]
    ) -> tuple[T, ...]:
        """Return a list's items, each read by `one`."""
        if not isinstance(raw, list):
            self.refuse("CK006", path, f"{name_of(path)} isn't a list", "write it as [a, b]")
            return ()
        if not least <= len(raw) <= most:
            self.refuse(
                "CK007", path, f"{name_of(path)} has {len(raw)} items", f"use {least} to {most}"
            )
        if not raw:
            return ()
        return tuple(one(item, (*path, i)) for i, item in enumerate(raw[: most + 1]))

    def words(
        self,
        raw: Any,
        path: Path,
        least: int,
        most: int,
        allowed: Container[str],
        vocabulary: str,
    ) -> tuple[str, ...]:
        """Return a list of ids of a vocabulary."""
        if type(raw) is list and least <= len(raw) <= most:
            for item in raw:
                if type(item) is not str or item not in allowed:
                    break
            else:
                return tuple(raw)
        return self.many(raw, path, least, most, lambda x, p: self.word(x, p, allowed, vocabulary))

    def number(
        self, raw: Any, path: Path, least: float, most: float, *, whole: bool = False
    ) -> float:
        """Return a number within a range; the text is taken as written, so `1:30` is refused."""
        text = raw if isinstance(raw, str) else ""
        if not _NUMBER.fullmatch(text) or (whole and "." in text):
            kind = "a whole number" if whole else "a number"
            self.refuse(
                "CK008",
                path,
                f"{name_of(path)} isn't {kind}",
                f"write {kind} from {least:g} to {most:g}",
            )
            return least
        value = float(text)
        if not least <= value <= most:
            self.refuse("CK008", path, f"{name_of(path)} is {text}", f"use {least:g} to {most:g}")
            return least
        return value

    def date(self, raw: Any, path: Path) -> str:
        """Return a day written YYYY-MM-DD."""
        if not isinstance(raw, str) or not _DATE.fullmatch(raw):
            self.refuse("CK008", path, f"{name_of(path)} isn't a day", "write it as 2026-11-22")
            return ""
        return raw

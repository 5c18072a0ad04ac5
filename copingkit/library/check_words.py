"""The words of a file, laid out so that one search goes through all of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ..core.guide_fields import Breath, Checklist, Prompts, Steps
from ..core.reading import Path
from ..core.strategy import Strategy
from ..core.translation import PART, Translation
from . import files
from .check_index import index_of


class Group(NamedTuple):
    """Lines that stand together: at `path` (`part` is None), below it by number (""), or as the
    `part` of what is below it by number. A line may be empty.
    """

    path: Path
    texts: Sequence[str]
    part: str | None = ""

    @property
    def paths(self) -> list[Path]:
        """Return the path of each line."""
        if self.part is None:
            return [self.path]
        rest = (self.part,) if self.part else ()
        return [(*self.path, number, *rest) for number in range(len(self.texts))]


class Lines:
    """Lines of text, joined by newlines. Where each comes from is worked out when it is asked for."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self.text = "\n".join([text for group in groups for text in group.texts])

    @cached_property
    def placed(self) -> list[tuple[Path, str]]:
        """The lines, each with the path of keys it stands at."""
        return [p for group in self._groups for p in zip(group.paths, group.texts, strict=True)]

    @cached_property
    def _starts(self) -> list[int]:
        starts, start = [], 0
        for _, text in self.placed:
            starts.append(start)
            start += len(text) + 1
        return starts

    def path_at(self, offset: int) -> Path:
        """Return the path of the line that an offset into the text is in."""
        return self.placed[bisect_right(self._starts, offset) - 1][0]


# Everything on a keyboard that isn't a letter, and what is typed for it elsewhere; but `don't` is one.
_BETWEEN: dict[int, str | None] = {code: " " for code in range(128) if not chr(code).isalpha()}
_BETWEEN.update(
    dict.fromkeys(
        map(ord, "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00bf\u00a1\u00ab\u00bb\u00b7"), " "
    )
)
_BETWEEN[ord("'")] = _BETWEEN[0x2019] = None
# The same for texts in ASCII, several times as fast.
_SMALL = bytes(ord(chr(n).lower()) if chr(n).isalpha() else 32 for n in range(128)) + bytes(128)
_LETTERS = re.compile(r"[^\W\d_]+")


def split(text: str) -> list[str]:
    """Return the words of a text in small letters, without apostrophes."""
    if text.isascii():
        return text.encode("ascii").translate(_SMALL, b"'").decode("ascii").split()
    return text.lower().translate(_BETWEEN).split()


class Part(NamedTuple):
    """Some lines of a file, and which of its words are theirs."""

    lines: list[str]
    words: slice


class Words:
    """All words of a file, in small letters, and their lines; first those that a person reads while
    they do it (`read`), then what is known of it (`noted`). Each word has a code (check_codes.py).
    """

    def __init__(
        self, read: list[Group], noted: list[Group], others: list[Group], language: str
    ) -> None:
        self.language = language
        self.lines = Lines([*read, *noted, *others])
        self.words: list[str] = []
        self.read, self.noted, _ = [self._add(groups) for groups in (read, noted, others)]
        self.words += halves(self.lines.text)
        self.codes = index_of(language).codes.of(self.words)

    def _add(self, groups: list[Group]) -> Part:
        lines = [text for group in groups for text in group.texts]
        before = len(self.words)
        self.words += split("\n".join(lines))
        return Part(lines, slice(before, len(self.words)))


def halves(text: str) -> list[str]:
    """Return what stands between signs where the words are divided in another way: `don`, `t`."""
    if not text.isascii():
        return _LETTERS.findall(text.lower())
    if "'" not in text:
        return []
    pieces = text.split("'")
    return split(
        " ".join([end for p in pieces for end in (p.rpartition(" ")[2], p.partition(" ")[0])])
    )


def teller(path: Path) -> str:
    """Return who says the line at a path: `said` to the reader, `noted` of evidence, `told` by peers,
    `name` of a person.
    """
    return _TELLERS.get(path[0], "said") if path[-1] != "by" else "name"


_TELLERS: dict[str | int, str] = {
    "evidence": "noted", "note": "noted", "experiences": "told", "authors": "name", "translators": "name",
}  # fmt: skip


def words_of_strategy(strategy: Strategy) -> Words:
    """Lay out a strategy's words."""
    noted = []
    if strategy.evidence:
        noted.append(Group(("evidence", "note"), (strategy.evidence.note,), None))
    others = [Group(("title",), (strategy.title,), None)]
    if strategy.props:
        others.append(Group(("props",), strategy.props))
    if strategy.aliases:
        others.append(Group(("aliases",), strategy.aliases))
    if strategy.experiences:
        others.append(Group(("experiences",), [e.text for e in strategy.experiences], "text"))
        others.append(Group(("experiences",), [e.by for e in strategy.experiences], "by"))
    others.append(Group(("authors",), strategy.authors))
    return Words(read_in(strategy), noted, others, files.ENGLISH)


def words_of_translation(words: Translation, kind: str, language: str) -> Words:
    """Lay out the words of a translation of a strategy whose guide is of a kind."""
    read = [
        Group(("summary",), (words.summary,), None),
        Group(("guide", "intro"), words.intro),
        Group(("guide", PART[kind]), words.parts),
    ]
    others = [
        Group(("title",), (words.title,), None),
        Group(("aliases",), words.aliases),
        Group(("translators",), words.translators),
    ]
    noted = [Group(("note",), (words.note,), None)]
    return Words(read, noted, others, language)


def read_in(strategy: Strategy) -> list[Group]:
    """Return what a person reads while they do it: summary, introduction and parts."""
    guide = strategy.guide
    read = [Group(("summary",), (strategy.summary,), None)]
    if guide.intro:
        read.append(Group(("guide", "intro"), guide.intro))
    if isinstance(guide, Breath):
        read.append(Group(("guide", "phases"), [phase.say for phase in guide.phases]))
    elif isinstance(guide, Steps):
        read.append(Group(("guide", "steps"), [step.say for step in guide.steps], "say"))
    elif isinstance(guide, Prompts):
        read.append(Group(("guide", "prompts"), [prompt.ask for prompt in guide.prompts], "ask"))
    elif isinstance(guide, Checklist):
        read.append(Group(("guide", "items"), guide.items))
    else:
        read.append(Group(("guide", "paragraphs"), guide.paragraphs))
    return read

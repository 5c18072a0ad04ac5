"""The words of a file, laid out so that one search goes through all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..core.guide_fields import Breath, Checklist, Prompts, Steps
from ..core.reading import Path
from ..core.strategy import Strategy
from ..core.translation import PART, Translation

Placed = tuple[Path, str]


class Lines:
    """Lines of text with the path of keys each comes from, joined by newlines."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        self.placed = list(placed)
        self.text = "\n".join(text for _, text in self.placed)
        self._starts: list[int] = []

    def path_at(self, offset: int) -> Path:
        """Return the path of the line that an offset into the text is in."""
        if not self._starts:
            start = 0
            for _, text in self.placed:
                self._starts.append(start)
                start += len(text) + 1
        return self.placed[bisect_right(self._starts, offset) - 1][0]


# Everything on a keyboard that isn't a letter, and what is typed for it elsewhere; but `don't` is one.
_BETWEEN: dict[int, str | None] = {code: " " for code in range(128) if not chr(code).isalpha()}
_BETWEEN.update(
    dict.fromkeys(
        map(ord, "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00bf\u00a1\u00ab\u00bb\u00b7"), " "
    )
)
_BETWEEN[ord("'")] = _BETWEEN[0x2019] = None


def split(text: str) -> list[str]:
    """Return the words of a text in small letters, without apostrophes."""
    return text.lower().translate(_BETWEEN).split()


class Words:
    """All words of a file, each line with who says it: `said` to the reader, `noted` of evidence,
    `told` by peers, `name` of a person; `read` is what a person reads while they do it.
    """

    def __init__(self, read: list[Placed], said: list[Placed], rest: list[Placed]) -> None:
        self.read = read
        self.all = Lines([*said, *read, *rest])
        self.read_words = split("\n".join([text for _, text in read]))
        self.distinct = set(self.read_words)
        self.distinct.update(split("\n".join([text for _, text in said + rest])))


def teller(path: Path) -> str:
    """Return who says the line at a path: said, noted, told or name."""
    return _TELLERS.get(path[0], "said") if path[-1] != "by" else "name"


_TELLERS: dict[str | int, str] = {
    "evidence": "noted", "note": "noted", "experiences": "told", "authors": "name", "translators": "name",
}  # fmt: skip


def words_of_strategy(strategy: Strategy) -> Words:
    """Lay out a strategy's words."""
    said: list[Placed] = [(("title",), strategy.title)]
    said += [(("props", n), text) for n, text in enumerate(strategy.props)]
    said += [(("aliases", n), text) for n, text in enumerate(strategy.aliases)]
    rest: list[Placed] = []
    if strategy.evidence:
        rest.append((("evidence", "note"), strategy.evidence.note))
    for n, experience in enumerate(strategy.experiences):
        rest.append((("experiences", n, "text"), experience.text))
        rest.append((("experiences", n, "by"), experience.by))
    rest += [(("authors", n), text) for n, text in enumerate(strategy.authors)]
    return Words(read_in(strategy), said, rest)


def words_of_translation(words: Translation, kind: str) -> Words:
    """Lay out the words of a translation of a strategy whose guide is of a kind."""
    read: list[Placed] = [(("summary",), words.summary)]
    read += [(("guide", "intro", n), text) for n, text in enumerate(words.intro)]
    read += [(("guide", PART[kind], n), text) for n, text in enumerate(words.parts)]
    said: list[Placed] = [(("title",), words.title)]
    said += [(("aliases", n), text) for n, text in enumerate(words.aliases)]
    rest: list[Placed] = [(("note",), words.note)]
    rest += [(("translators", n), text) for n, text in enumerate(words.translators)]
    return Words(read, said, rest)


def read_in(strategy: Strategy) -> list[Placed]:
    """Return what a person reads while they do it: summary, introduction and parts."""
    guide = strategy.guide
    read: list[Placed] = [(("summary",), strategy.summary)]
    read += [(("guide", "intro", n), text) for n, text in enumerate(guide.intro)]
    if isinstance(guide, Breath):
        read += [(("guide", "phases", n), p.say) for n, p in enumerate(guide.phases) if p.say]
    elif isinstance(guide, Steps):
        read += [(("guide", "steps", n, "say"), s.say) for n, s in enumerate(guide.steps)]
    elif isinstance(guide, Prompts):
        read += [(("guide", "prompts", n, "ask"), p.ask) for n, p in enumerate(guide.prompts)]
    elif isinstance(guide, Checklist):
        read += [(("guide", "items", n), text) for n, text in enumerate(guide.items)]
    else:
        read += [(("guide", "paragraphs", n), text) for n, text in enumerate(guide.paragraphs)]
    return read

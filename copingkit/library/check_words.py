"""The words of a file, laid out so that one pattern searches many sentences at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from re import Match, Pattern

from ..core.guide_fields import Breath, Checklist, Prompts, Steps
from ..core.reading import Path
from ..core.strategy import Strategy
from ..core.translation import PART, Translation

Placed = tuple[Path, str]


class Lines:
    """Lines of text with the path of keys each comes from; patterns never match across lines."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        self.placed = list(placed)
        self.text = "\n".join(text for _, text in self.placed)
        self._starts: list[int] = []

    def find(self, pattern: Pattern[str]) -> Iterator[tuple[Path, Match[str]]]:
        """Yield each match with the path of the line it is in."""
        for match in pattern.finditer(self.text):
            yield self.placed[self._number(match.start())][0], match

    def _number(self, offset: int) -> int:
        if not self._starts:
            start = 0
            for _, text in self.placed:
                self._starts.append(start)
                start += len(text) + 1
        return bisect_right(self._starts, offset) - 1


class Words:
    """All words of a file by who says them: `said` to the reader, `noted` of evidence, `told` by
    peers, `names` of people; `read` is what a person reads while they do it.
    """

    def __init__(
        self, read: list[Placed], said: list[Placed], noted: list[Placed],
        told: list[Placed], names: list[Placed],
    ) -> None:  # fmt: skip
        self.read = read
        self.said = Lines([*said, *read])
        self.noted = Lines(noted)
        self.told = Lines(told)
        self.names = Lines(names)
        self.all = Lines([*said, *read, *noted, *told, *names])


def words_of_strategy(strategy: Strategy) -> Words:
    """Lay out a strategy's words."""
    guide = strategy.guide
    read: list[Placed] = [(("summary",), strategy.summary)]
    read += [(("guide", "intro", n), text) for n, text in enumerate(guide.intro)]
    read += _parts(strategy)
    said: list[Placed] = [(("title",), strategy.title)]
    said += [(("props", n), text) for n, text in enumerate(strategy.props)]
    said += [(("aliases", n), text) for n, text in enumerate(strategy.aliases)]
    evidence = strategy.evidence
    told, names = [], [(("authors", n), text) for n, text in enumerate(strategy.authors)]
    for n, experience in enumerate(strategy.experiences):
        told.append((("experiences", n, "text"), experience.text))
        names.append((("experiences", n, "by"), experience.by))
    noted = [(("evidence", "note"), evidence.note)] if evidence else []
    return Words(read, said, noted, told, names)  # type: ignore[arg-type]


def words_of_translation(words: Translation, kind: str) -> Words:
    """Lay out the words of a translation of a strategy whose guide is of a kind."""
    read: list[Placed] = [(("summary",), words.summary)]
    read += [(("guide", "intro", n), text) for n, text in enumerate(words.intro)]
    read += [(("guide", PART[kind], n), text) for n, text in enumerate(words.parts)]
    said: list[Placed] = [(("title",), words.title)]
    said += [(("aliases", n), text) for n, text in enumerate(words.aliases)]
    names: list[Placed] = [(("translators", n), text) for n, text in enumerate(words.translators)]
    return Words(read, said, [(("note",), words.note)], [], names)


def _parts(strategy: Strategy) -> list[Placed]:
    guide = strategy.guide
    if isinstance(guide, Breath):
        return [(("guide", "phases", n), p.say) for n, p in enumerate(guide.phases) if p.say]
    if isinstance(guide, Steps):
        return [(("guide", "steps", n, "say"), s.say) for n, s in enumerate(guide.steps)]
    if isinstance(guide, Prompts):
        return [(("guide", "prompts", n, "ask"), p.ask) for n, p in enumerate(guide.prompts)]
    if isinstance(guide, Checklist):
        return [(("guide", "items", n), text) for n, text in enumerate(guide.items)]
    return [(("guide", "paragraphs", n), text) for n, text in enumerate(guide.paragraphs)]

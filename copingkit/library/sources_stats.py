"""Count what the shelves hold, and how well it is founded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from . import files
from .catalogue import SHIPPED, Catalogue


class Stats(NamedTuple):
    """Counts of strategies by what they are; `standing` counts citations of the shared library."""

    strategies: int
    tiers: dict[str, int]
    categories: dict[str, int]
    needs: dict[str, int]
    languages: dict[str, int]
    grades: dict[str, int]
    cited: int
    standing: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return it for --json."""
        return self._asdict()


def stats_of(catalogue: Catalogue) -> Stats:
    """Count a catalogue's strategies. Evidence nobody gave counts as grade "none"."""
    cards = catalogue.cards
    vocabulary = catalogue.vocabulary
    grades: Counter[str] = Counter()
    cited: set[str] = set()
    for card, tree in catalogue.trees():
        evidence = tree.get("evidence") or {"grade": "none", "sources": []}
        grades[evidence["grade"]] += 1
        if not card.source:
            cited.update(evidence["sources"])
    return Stats(
        strategies=len(cards),
        tiers=_by([s.name for s in catalogue.shelves], [c.source or SHIPPED for c in cards]),
        categories=_by(vocabulary.categories, [c.category for c in cards]),
        needs=_by(vocabulary.needs, [need for c in cards for need in c.needs]),
        languages=_languages([s.folder for s in catalogue.shelves]),
        grades=dict(sorted(grades.items())),
        cited=len(cited),
        standing=_standing(files.load_tree(catalogue.root / "sources.yaml"), cited),
    )


def _by(order: Iterable[str], met: Iterable[str]) -> dict[str, int]:
    counts = Counter(met)
    return {name: counts[name] for name in order}


def _languages(shelves: Iterable[Path]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for english in shelves:
        if english.name != "en":
            # Own strategies stand in one folder, in whatever language they were written.
            continue
        for folder in sorted(english.parent.iterdir()) if english.parent.is_dir() else ():
            if folder.is_dir() and files.LANGUAGE.fullmatch(folder.name):
                counts[folder.name] += len(files.strategy_files(folder))
    return {language: number for language, number in sorted(counts.items()) if number}


def _standing(sources: Mapping[str, Mapping[str, str]], cited: set[str]) -> dict[str, int]:
    counts = Counter(sources[key].get("standing", "not noted") for key in cited if key in sources)
    return dict(sorted(counts.items()))

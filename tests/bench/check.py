"""Time `library check` over 10,000 generated strategies against parsing their YAML alone.

Run: python tests/bench/check.py [HOW_MANY [SEED]]. Bar: in files a second, by the wall clock, parsing
alone is at most 3 times as quick. Parsing is one process; the check has as many as it takes by itself,
and what all of them use of the processors is printed beside it, which the bar doesn't ask for; so is
what parsing takes with PyYAML's own quick loader, which is slower than the program's. The strategies
are the shipped ones with each word exchanged for another of as many syllables, so that every rule has
its full work, and no two are alike. The ways are timed in turn, five times; the quickest run of each
counts, because what else the machine does only adds to it.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from multiprocessing import Process
from pathlib import Path
from typing import Any

import yaml

from copingkit.core.readability import syllables
from copingkit.core.strategy import read, to_tree
from copingkit.library import files, yamltext
from copingkit.library.check import check_paths
from copingkit.library.check_workers import count_of_workers
from copingkit.library.writing import to_yaml
from copingkit.paths import shipped_root

BAR = 3.0
TIMES = 5


def generate(folder: Path, how_many: int, seed: int = 1) -> None:
    """Write a library of strategies made from the shipped ones."""
    chance = random.Random(seed)
    root = shipped_root()
    vocabulary = files.load_vocabulary(root)
    trees = []
    for path in files.strategy_files(root / "en"):
        found, _ = read(path.stem, yamltext.parse(files.read_text(path)), vocabulary)
        if found is not None:
            trees.append(to_tree(found))
    lexicon: dict[int, list[str]] = defaultdict(list)
    for word in sorted(
        {w for tree in trees for part in ("summary", "guide") for w in _words(tree[part])}
    ):
        lexicon[syllables(word)].append(word)
    (folder / "en").mkdir(parents=True)
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(root / name, folder / name)
    for number in range(how_many):
        tree = _changed(trees[number % len(trees)], lexicon, chance)
        tree["title"] = f"Generated number {number}"
        tree["aliases"] = []
        (folder / "en" / f"generated-{number}.yaml").write_text(to_yaml(tree), encoding="utf-8")


def _words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [w for k, v in value.items() if k not in ("kind", "phases") for w in _words(v)]
    if isinstance(value, list):
        return [w for v in value for w in _words(v)]
    return [w for w in value.split() if w.isalpha() and w.islower()]


def _changed(tree: dict[str, Any], lexicon: dict[int, list[str]], chance: random.Random) -> Any:
    def text(value: str, most: int) -> str:
        words = value.split()
        new = [
            chance.choice(lexicon[syllables(w)]) if w.isalpha() and w.islower() else w
            for w in words
        ]
        changed = " ".join(new)
        return changed if len(changed) <= most else value

    def guide(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: v if k in ("kind", "phases") else guide(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [guide(v, key) for v in value]
        return text(value, 400 if key == "paragraphs" else 140)

    return {**tree, "summary": text(tree["summary"], 90), "guide": guide(tree["guide"])}


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Return how many seconds of wall clock and of processors, its children's too, a run takes."""
    used, wall = _processors(), time.perf_counter()
    run()
    return time.perf_counter() - wall, _processors() - used


def _processors() -> float:
    return sum(os.times()[:4])


def main(how_many: int = 10_000, seed: int = 1) -> int:
    """Print the figures; 1 when the bar is missed."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "strategies"
        # In another process, so that what is timed starts with no more than the program has.
        making = Process(target=generate, args=(folder, how_many, seed))
        making.start()
        making.join()
        paths = files.strategy_files(folder / "en")

        def parse() -> None:
            for path in paths:
                yamltext.parse(files.read_text(path))

        def load() -> None:
            for path in paths:
                yaml.load(files.read_text(path), yaml.CSafeLoader)

        parsing, loading, checking = [], [], []
        for _ in range(TIMES):
            parsing.append(timed(parse))
            loading.append(timed(load))
            checking.append(timed(lambda: check_paths([folder], folder)))
        report = check_paths([folder / "en"], folder)
    print(
        f"{how_many} strategies, {sum(f.fails for f in report.findings)} failing findings, "
        f"{count_of_workers()} processes to check, load {os.getloadavg()[0]:.1f}"
    )
    wall = _show("wall clock", parsing, checking, 0, how_many, f"(bar {BAR:g})")
    _show("processors", parsing, checking, 1, how_many, "(no bar)")
    _show("processors, yaml.CSafeLoader", loading, checking, 1, how_many, "(no bar)")
    return int(wall > BAR)


def _show(
    name: str,
    parsing: list[tuple[float, float]],
    checking: list[tuple[float, float]],
    at: int,
    how_many: int,
    bar: str,
) -> float:
    alone, whole = min(t[at] for t in parsing), min(t[at] for t in checking)
    print(
        f"{name:28} parsing alone {alone:6.2f} s {how_many / alone:6.0f} files/s   "
        f"check {whole:6.2f} s {how_many / whole:6.0f} files/s   ratio {whole / alone:5.2f} {bar}"
    )
    return whole / alone


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

"""What a large library and a long journal cost: python tests/bench/catalogue.py [--runs 15]

Whole processes in turn (A B A B ...), as ratios of medians. The large library is the shipped one with
strategies added that are like it, each with a title and sentence of its own; the long journal is ten
entries a day for ten years.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
FEW, MANY = 100, 10_000
ENTRIES = 36_500
SYLLABLES = ("ba", "de", "fi", "go", "lu", "mar", "nen", "pir", "sol", "tum", "ver", "zan")
USED = ("five-senses", "longer-out-breath", "cool-water-hands", "ten-minute-walk", "halt-check")
NEEDS = ("panic", "insomnia", "anger", "low-mood")


def installation(folder: Path, count: int) -> Path:
    """Make a copy of the program with so many strategies, compiled; return what to import from."""
    rng = random.Random(7)
    shutil.copytree(ROOT / "copingkit", folder / "copingkit", ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    library = folder / "strategies"
    (library / "en").mkdir(parents=True)
    for shared in (ROOT / "strategies").glob("*.yaml"):
        shutil.copy(shared, library)
    files = sorted((ROOT / "strategies" / "en").glob("*.yaml"))
    named = [p for p in files if p.stem in {*USED, "box-breathing"}]
    files = [*named, *(p for p in files if p not in named)][:FEW]
    for number in range(count):
        path = files[number % FEW]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        name = path.stem
        if number >= FEW:
            name = f"{path.stem[:30].rstrip('-')}-x{number}"
            title = f"title: {words(rng, 3).capitalize()}\n"
            summary = f"summary: {words(rng, 9).capitalize()}.\n"
            lines = [title if line.startswith("title:") else summary if line.startswith("summary:")
                     else line for line in lines if not line.startswith("aliases:")]  # fmt: skip
            lines.append("aliases: []\n")
        (library / "en" / f"{name}.yaml").write_text("".join(lines), encoding="utf-8")
    compileall.compile_dir(folder / "copingkit", quiet=1)
    return folder


def words(rng: random.Random, count: int) -> str:
    """Return made-up words, which no search in here looks for."""
    return " ".join("".join(rng.choices(SYLLABLES, k=2)) for _ in range(count))


def journal(home: Path) -> None:
    """Keep ten entries a day for ten years, and let the summary be made."""
    from copingkit.core.entry import Entry
    from copingkit.journal import Journal
    from copingkit.journal.ids import new_id
    from copingkit.journal.wanted import Wanted
    from copingkit.paths import locate

    rng = random.Random(11)
    now = datetime.now().astimezone()
    mine = Journal(locate(sys.platform, home, {}), now=lambda: now)
    wanted = []
    for number in range(ENTRIES):
        at = now - timedelta(minutes=144 * (ENTRIES - number))
        before = rng.randint(3, 10)
        entry = Entry(
            kind="use", strategy=rng.choice(USED), needs=(rng.choice(NEEDS),), before=before,
            after=max(0, before - rng.randint(0, 4)), at=at.isoformat(timespec="seconds"),
        ).checked()  # fmt: skip
        identifier = new_id(at)
        content = {k: v for k, v in entry.to_doc().items() if k not in ("id", "rev", "upd", "dev")}
        wanted.append(Wanted("entries", identifier, content))
    mine.write(wanted, "made up for a measurement")
    assert mine.summary().entries == ENTRIES


def environment(home: Path, program: Path) -> dict[str, str]:
    """Return the environment of an ordinary user with this home and program."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("COPING", "XDG", "PYTHON"))}
    keep.pop("NO_COLOR", None)
    return {**keep, "HOME": str(home), "PYTHONPATH": str(program), "COLUMNS": "80"}


def once(words: list[str], env: dict[str, str]) -> float:
    """Return the seconds one run takes."""
    command = [sys.executable, "-m", "copingkit", *words]
    began = time.perf_counter()
    subprocess.run(command, env=env, cwd=env["HOME"], capture_output=True, check=True)
    return time.perf_counter() - began


def compare(words: list[str], large: dict[str, str], small: dict[str, str], runs: int) -> str:
    """Return both medians and their ratio."""
    pairs = [(once(words, large), once(words, small)) for _ in range(runs + 1)][1:]
    a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
    each = statistics.median(x / y for x, y in pairs)
    return f"{1000 * a:7.1f} ms {1000 * b:7.1f} ms {a / b:6.2f} (pair by pair {each:.2f})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        few, many = (installation(base / str(n), n) for n in (FEW, MANY))
        homes = {
            name: base / f"home-{name}" for name in ("few", "many", "empty", "full", "insight")
        }
        for home in homes.values():
            home.mkdir()
        small, large = environment(homes["few"], few), environment(homes["many"], many)
        print(f"Python {sys.version.split()[0]}, medians of {runs}")
        print(f"{f'{MANY} strategies / {FEW}':40} first run {once(['find', 'box'], large):.1f} s / "
              f"{once(['find', 'box'], small):.1f} s")  # fmt: skip
        for what, bar in ((["find", "box", "breathing"], " (bar 2)"), (["suggest", "panic"], " (bar 2)"),
                          (["suggest", "panic", "--level", "8"], ""), (["show", "box-breathing"], "")):  # fmt: skip
            print(f"{' '.join(what) + bar:40}{compare(what, large, small, runs)}", flush=True)
        empty, full = environment(homes["empty"], few), environment(homes["full"], few)
        journal(homes["full"])
        print(f"{f'{ENTRIES} entries / none':40} first suggest {once(['suggest'], full):.1f} s / "
              f"{once(['suggest'], empty):.1f} s")  # fmt: skip
        for what, bar in ((["suggest", "panic"], " (bar 1.3)"), (["log", "list", "--limit", "20"], " (bar 1.2)"),
                          (["insights"], ""), (["log", "add", "x"], " (bar 1.2)")):  # fmt: skip
            print(f"{' '.join(what) + bar:40}{compare(what, full, empty, runs)}", flush=True)


if __name__ == "__main__":
    main()

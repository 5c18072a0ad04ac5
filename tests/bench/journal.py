"""What the journal costs with nothing in it and with ten years: ratios of one run on one machine.

    python tests/bench/journal.py [--entries 36500] [--runs 15] [--jrnl PATH_TO_JRNL]

Every figure of a command is a whole process, start to end; pairs are measured in turn, so that a
busy machine slows both. With --jrnl (jrnl 4.6 in an environment of its own), the same entries are
given to jrnl and its list and add are timed beside ours.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from journal_help import PASSPHRASE, places

from copingkit.core.entry import Entry
from copingkit.journal import Journal
from copingkit.journal.exchange import export
from copingkit.journal.folder import ENTRIES, content_of
from copingkit.journal.ids import new_id
from copingkit.journal.sealing import lock
from copingkit.journal.wanted import Wanted

ROOT = Path(__file__).resolve().parents[2]
STRATEGIES = sorted(path.stem for path in (ROOT / "strategies" / "en").glob("*.yaml"))[:60]
NEEDS = ("panic", "anxiety", "anger", "insomnia", "overwhelm")
NOTE = "Some words about how that went, of about the length that people write, more or less."


def fill(home: Path, count: int) -> Journal:
    """Return a journal with ten entries a day, the last one an hour ago."""
    now = datetime.now(timezone.utc)
    mine = Journal(places(home), now=lambda: now, passphrase=lambda: PASSPHRASE)
    dice = random.Random(1)
    wanted = []
    for number in range(count):
        at = now - timedelta(hours=1, minutes=144 * number)
        before = dice.randint(3, 10)
        entry = Entry(
            kind="use", at=at.isoformat(timespec="seconds"), strategy=dice.choice(STRATEGIES),
            needs=(dice.choice(NEEDS),), before=before, after=max(0, before - dice.randint(-1, 4)),
            outcome=dice.choice(["a-lot", "a-bit", "no-change"]),
            note=NOTE if number % 3 == 0 else None,
        )  # fmt: skip
        wanted.append(Wanted(ENTRIES, new_id(at), content_of(entry.to_doc())))
    if wanted:
        mine.write(wanted, "filled for the bench")
    return mine


def command(home: Path, *words: str, extra: dict[str, str] | None = None) -> float:
    """Return the seconds one command takes in a home."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **(extra or {})}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "copingkit", *words], env=environ, cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - start


def paired(runs: int, *calls: Callable[[], float]) -> list[float]:
    """Return the median of each call, called in turn; the first round warms up."""
    rounds = [[call() for call in calls] for _ in range(runs + 1)]
    return [median(column) for column in zip(*rounds[1:], strict=True)]


def timed(call: Callable[[], object]) -> float:
    """Return the seconds a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def say(what: str, none: float, full: float, bar: float | None) -> None:
    """Print one comparison."""
    ratio = full / none
    judged = "" if bar is None else f"  bar {bar:g}  {'ok' if ratio <= bar else 'MISSED'}"
    print(f"{what:<44}{none * 1000:8.1f} ms {full * 1000:8.1f} ms {ratio:6.2f} x{judged}")


def commands(runs: int, none: Path, full: Path, count: int) -> None:
    """Compare whole commands with nothing and with everything."""
    for words, bar in (
        (("log", "add", "x", "--before", "6"), 1.2),
        (("log", "list", "--limit", "20"), 1.2),
        (("suggest", "panic"), 1.3),
        (("log", "list", "--contains", "no such word"), None),
    ):
        pair = paired(runs, lambda w=words: command(none, *w), lambda w=words: command(full, *w))
        say(f"{' '.join(words)}: 0 and {count}", *pair, bar)


def library(runs: int, mine: Journal) -> None:
    """Compare a full export with parsing the same bytes, and the summary cold and kept."""
    text = "".join(export(mine, "json"))
    pair = paired(runs, lambda: timed(lambda: json.loads(text)),
                  lambda: timed(lambda: "".join(export(mine, "json"))))  # fmt: skip
    say(f"json.loads of {len(text) / 1e6:.1f} MB, and full export", *pair, 3.0)
    kept = mine.places.state / "summary.json"
    cold = paired(3, lambda: timed(lambda: (kept.unlink(missing_ok=True), mine.summary())))[0]
    warm = paired(runs, lambda: timed(mine.summary))[0]
    say("summary kept, and made anew", warm, cold, None)


def jrnl(program: str, runs: int, home: Path, text: str, full: Path) -> None:
    """Compare list and add with jrnl on the same entries."""
    entries = json.loads(text)["entries"]
    lines = [f"[{e['at'][:16].replace('T', ' ')}] {e['strategy']} {e.get('note') or ''}\n"
             for e in entries]  # fmt: skip
    (home / "jrnl.txt").write_text("".join(lines))
    (home / "jrnl.yaml").write_text(
        f"journals:\n  default:\n    journal: {home / 'jrnl.txt'}\nencrypt: false\nversion: v4.6\n"
    )
    environ = {"PATH": os.environ["PATH"], "HOME": str(home)}

    def run(*words: str) -> float:
        return timed(
            lambda: subprocess.run(
                [program, "--config-file", str(home / "jrnl.yaml"), *words], env=environ,
                check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip

    pair = paired(
        runs, lambda: command(full, "log", "list", "--limit", "20"), lambda: run("-n", "20")
    )
    say("log list --limit 20, and jrnl -n 20", *pair, None)
    pair = paired(runs, lambda: command(full, "log", "add", "x"), lambda: run("now: x"))
    say("log add, and jrnl's add", *pair, None)


def main() -> None:
    """Run from the shell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=36_500)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--jrnl", default="")
    parser.add_argument("--jrnl-runs", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        none, full, sealed = Path(root) / "none", Path(root) / "full", Path(root) / "sealed"
        for home in (none, full, sealed):
            home.mkdir()
        mine = fill(full, chosen.entries)
        for home in (none, full):
            command(home, "find", "panic")
        text = "".join(export(mine, "json"))
        print(f"{'':44}{'first':>11} {'second':>11}")
        commands(chosen.runs, none, full, chosen.entries)
        library(chosen.runs, mine)
        lock(fill(sealed, chosen.entries), PASSPHRASE)
        ask = {"COPING_PASSPHRASE_COMMAND": f"echo {PASSPHRASE}"}
        pair = paired(
            chosen.runs,
            lambda: command(full, "log", "add", "x"),
            lambda: command(sealed, "log", "add", "x", extra=ask),
        )
        say("log add, plain and locked", *pair, None)
        if chosen.jrnl:
            (Path(root) / "jrnl").mkdir()
            jrnl(chosen.jrnl, chosen.jrnl_runs, Path(root) / "jrnl", text, full)


if __name__ == "__main__":
    main()

"""Kill writers at random moments and see whether anything acknowledged is missing.

    python tests/bench/journal_torture.py --kills 1000 --writers 4
    python tests/bench/journal_torture.py --kills 40 --broken     # a control that must find losses

Each writer notes in a file of its own what it is about to do and, once the journal has returned,
that it is done. After a kill -9 the next writer goes on in the same home. At the end every file
must be readable with a fitting checksum, and every entry must be as last acknowledged, or as the
change under way at the kill would have made it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from journal_help import places

from copingkit.journal import Journal, format
from copingkit.journal.locking import FileLock
from copingkit.journal.sealing import lock
from copingkit.journal.store import Store

PASSPHRASE = "correct horse"


def open_journal(home: Path, locked: bool) -> Journal:
    """Return a journal on the real clock."""
    ask = (lambda: PASSPHRASE) if locked else None
    return Journal(places(home), now=lambda: datetime.now().astimezone(), passphrase=ask)


class Log:
    """Note plans and acknowledgements so that a kill can't tear them."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def __call__(self, word: str, token: str, text: str | None) -> None:
        line = json.dumps([word, token, text]) + "\n"
        os.write(self._handle, line.encode())


def write(home: Path, log_path: Path, name: str, *, broken: bool, locked: bool) -> None:
    """Add, edit and delete entries for ever; each entry carries a token in its place."""
    if broken:
        break_the_lock()
    mine, log = open_journal(home, locked), Log(log_path)
    dice = random.Random()
    ids: dict[str, str] = {}
    for number in range(10**9):
        token = f"{name}-{number}"
        roll = dice.random()
        if ids and roll < 0.3:
            token = dice.choice([*ids])
            text = f"edited {number}" if roll < 0.2 else None
            log("plan", token, text)
            if text is None:
                mine.delete([ids.pop(token)])
            else:
                mine.edit(ids[token], note=text)
        else:
            text = f"words of {token}"
            log("plan", token, text)
            at = mine.now() - timedelta(days=dice.choice([0, 0, 0, 40]))
            ids[token] = mine.add(at=at, place=token, note=text).id
        log("done", token, text)


def break_the_lock() -> None:
    """Hold the lock around the renames only, as the naive way would."""
    from copingkit.journal import disk

    whole = Store.__init__

    def init(self: Store, state: Path, *rest: Any) -> None:
        whole(self, state, *rest)
        self.lock = nullcontext()  # type: ignore[assignment]
        lock, commit = FileLock(state / "lock"), disk.Batch.commit

        def locked(batch: disk.Batch) -> None:
            with lock:
                commit(batch)

        disk.Batch.commit = locked  # type: ignore[method-assign]

    Store.__init__ = init  # type: ignore[method-assign]


def torture(
    home: Path,
    kills: int,
    writers: int,
    *,
    broken: bool = False,
    locked: bool = False,
    seed: int = 1,
) -> dict[str, int]:
    """Run writers, kill them `kills` times in all, and return what was found."""
    logs = home / "logs"
    logs.mkdir()
    dice = random.Random(seed)
    running: list[subprocess.Popen[bytes]] = []
    started = 0

    def start() -> subprocess.Popen[bytes]:
        nonlocal started
        started += 1
        command = [sys.executable, __file__, "--write", str(home), "--name", str(started)]
        command += ["--broken"] * broken + ["--locked"] * locked
        return subprocess.Popen(command, stderr=subprocess.PIPE)

    def wait_for_work(name: int) -> None:
        deadline = time.monotonic() + 20
        while not (logs / f"{name}").exists() and time.monotonic() < deadline:
            time.sleep(0.005)

    running = [start() for _ in range(writers)]
    crashed = 0
    for _ in range(kills):
        place = dice.randrange(writers)
        wait_for_work(started)
        time.sleep(dice.random() * 0.08)
        victim = running[place]
        crashed += victim.poll() is not None
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
        running[place] = start()
    for process in running:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return {"kills": kills + writers, "writers that gave up": crashed, **check(home, locked)}


def check(home: Path, locked: bool) -> dict[str, int]:
    """Compare the journal with what was acknowledged."""
    mine = open_journal(home, locked)
    now = {entry.place: entry.note for entry in mine.entries()}
    acknowledged = lost = changed = 0
    for token, allowed in promises(home / "logs"):
        acknowledged += 1
        found = now.get(token)
        if found not in allowed:
            lost += found is None
            changed += found is not None
    unreadable = 0
    for name in mine.folder.names():
        raw = mine.folder.raw(mine.folder.path / name, "entries") or b""
        unreadable += not format.decode(raw, mine.folder.path / name, "entries").is_intact
    return {
        "acknowledged entries": acknowledged,
        "lost": lost,
        "changed": changed,
        "files with a wrong checksum": unreadable,
        "entries": len(now),
    }


def promises(logs: Path) -> Iterator[tuple[str, set[str | None]]]:
    """Yield each acknowledged entry's token with the texts it may have now."""
    for path in sorted(logs.iterdir()):
        texts: dict[str, set[str | None]] = {}
        for line in path.read_text().splitlines():
            word, token, text = json.loads(line)
            if word == "done":
                texts[token] = {text}
            elif token in texts:
                # Under way at the kill: either is right.
                texts[token] = texts[token] | {text}
        yield from texts.items()


def main() -> int:
    """Run from the shell; exit 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--broken", action="store_true")
    parser.add_argument("--locked", action="store_true")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--name", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.write:
        log = chosen.write / "logs" / chosen.name
        write(chosen.write, log, chosen.name, broken=chosen.broken, locked=chosen.locked)
    with tempfile.TemporaryDirectory() as home:
        if chosen.locked:
            lock(open_journal(Path(home), True), PASSPHRASE)
        found = torture(
            Path(home), chosen.kills, chosen.writers, broken=chosen.broken, locked=chosen.locked
        )
    for name, count in found.items():
        print(f"{name:>30}: {count}")
    return 1 if found["lost"] or found["changed"] or found["files with a wrong checksum"] else 0


if __name__ == "__main__":
    sys.exit(main())

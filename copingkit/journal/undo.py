"""What can be taken back: one small file a step, in `.undo`, which holds the older text.

A step is written with the change it belongs to and says of each document what it was before and a
mark of what it became. It applies only to documents that are still what the step made of them, so
a step whose change never happened (a power cut between the two) takes back nothing. Each device has
steps of its own: where the folder is synced, nobody undoes what was done elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from copingkit.errors import DataProblem
from copingkit.journal import disk, format
from copingkit.journal.faults import Locked
from copingkit.journal.folder import Folder, content_of
from copingkit.journal.format import Doc
from copingkit.journal.ids import new_id, time_part
from copingkit.journal.wanted import Wanted

UNDO = "undo"
REDO = "redo"
PLACE = ".undo"
STEPS = 50
"""How many steps are kept."""
DAYS = 30
"""How long a step is kept: what was deleted shouldn't lie around for longer than it may help."""

_NAME = re.compile(r"[0-9a-f]{32}\.(undo|redo)\.[a-z0-9-]+\.json")


class Step(NamedTuple):
    """One change that can be taken back (or made again, when `kind` is redo)."""

    id: str
    at: str
    what: str
    kind: str
    dev: str

    @classmethod
    def new(cls, what: str, now: datetime, kind: str, folder: Path, dev: str) -> Step:
        """Return a step for a change made now; it sorts last, whatever the clock says."""
        newest = (_names(folder, dev) or ["0"])[-1].partition(".")[0]
        id = max(int(new_id(now), 16), int(newest, 16) + 1)
        return cls(f"{id:032x}", now.isoformat(timespec="seconds"), what, kind, dev)

    @property
    def name(self) -> str:
        """Return the file it is kept in."""
        return f"{self.id}.{self.kind}.{self.dev}.json"


class Reversal(NamedTuple):
    """What one document was before (None: not there), and the mark of what it became.

    `came` is set for one that a merge brought; `before` then has its bookkeeping. To undo that is no
    change of our own, which would go on to the device it came from.
    """

    role: str
    id: str
    before: Doc | None
    after: int
    came: bool = False

    @property
    def wanted(self) -> Wanted:
        """Return what taking it back asks for."""
        if self.came:
            content = content_of(self.before)
            return Wanted(self.role, self.id, content, self.before, unmerge=True)
        return Wanted(self.role, self.id, self.before)


def mark(content: Doc | None) -> int:
    """Return a mark that tells one content from another; 0 for none."""
    return crc32(json.dumps(content, sort_keys=True).encode()) or 1 if content is not None else 0


def stage(batch: disk.Batch, folder: Folder, step: Step, reversals: Iterable[Reversal]) -> None:
    """Add a step's file to what is about to be written."""
    disk.make_folder(folder.path / PLACE)
    tables = {
        UNDO: {"1": {"id": step.id, "rev": 1, **step._asdict()}},
        "changes": {number: change._asdict() for number, change in enumerate(reversals, 1)},
    }
    raw = format.encode(tables, UNDO)
    if folder.vault is not None:
        raw = folder.vault.seal(raw, step.name, UNDO)
    batch.stage(folder.path / PLACE / step.name, raw, lasting=False)


def steps(folder: Folder, dev: str, kind: str = UNDO) -> Iterator[tuple[Step, list[Reversal]]]:
    """Yield the steps of a kind with what they take back, newest first; damaged ones are left out.

    Nothing that was acknowledged is in them, so a damaged step costs its undo and no more.
    """
    for name in reversed(_names(folder.path, dev)):
        if not name.endswith(f".{kind}.{dev}.json"):
            continue
        path = folder.path / PLACE / name
        try:
            raw = folder.raw(path, UNDO)
            tables = format.decode(raw, path, UNDO).tables if raw else {}
            said = tables[UNDO]["1"]
            step = Step(said["id"], said["at"], said["what"], kind, dev)
            yield step, [Reversal(**change) for change in tables["changes"].values()]
        except Locked:
            raise
        except (DataProblem, KeyError, TypeError):
            continue


def drop(folder: Path, step: Step) -> None:
    """Forget a step."""
    with contextlib.suppress(OSError):
        (folder / PLACE / step.name).unlink()


def tidy(folder: Path, now: datetime, dev: str, *, keep_redo: bool) -> None:
    """Forget steps that are too many or too old, and after a new change what could be redone."""
    oldest = time_part(now - timedelta(days=DAYS))
    names = _names(folder, dev)
    undoing = [name for name in names if name.endswith(f".{UNDO}.{dev}.json")]
    gone = set(undoing[:-STEPS]) | {name for name in names if name < oldest}
    if not keep_redo:
        gone |= set(names) - set(undoing)
    for name in gone:
        with contextlib.suppress(OSError):
            (folder / PLACE / name).unlink()


def _names(folder: Path, dev: str) -> list[str]:
    try:
        found = [path.name for path in (folder / PLACE).iterdir()]
    except OSError:
        return []
    return sorted(name for name in found if _NAME.fullmatch(name) and name.endswith(f".{dev}.json"))

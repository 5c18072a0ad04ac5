"""What was begun with `mine new` and left: kept as a draft, and offered the next time."""

from __future__ import annotations

import json
from pathlib import Path

from . import asking
from .kit import Kit
from .mine_questions import Tree

DRAFT = "new-{}.json"
MOST_DRAFTS = 9


def begun(kit: Kit, ask: asking.Ask) -> tuple[Path | None, Tree]:
    """Offer the drafts that were left, newest first; return the one taken up."""
    found = sorted(_paths(folder_of(kit)), key=lambda path: -path.lstat().st_mtime)
    drafts = [(path, tree) for path in found if (tree := _read(kit, path)).get("title")]
    if not drafts:
        return None, {}
    choices = [(str(n), str(tree["title"])) for n, (_, tree) in enumerate(drafts[:MOST_DRAFTS], 1)]
    picked = ask.choice(
        "Go on with one you began? Enter: a new one.", [*choices, ("n", "a new one")]
    )
    return drafts[int(picked) - 1] if picked and picked != "n" else (None, {})


def keep(kit: Kit, tree: Tree, draft: Path | None) -> None:
    """Keep the answers so far, in the place of the draft they go on with, if any."""
    if "title" not in tree:
        return
    from ..library.mine import free_id, keep_draft

    folder = folder_of(kit)
    taken = {path.name[4:-5] for path in _paths(folder)}
    name = draft.name if draft else DRAFT.format(free_id(tree["title"], taken))
    keep_draft(folder, name, json.dumps(tree, ensure_ascii=False))
    kit.say("What you have so far is kept. Go on with: coping mine new")


def folder_of(kit: Kit) -> Path:
    """Return the folder of drafts."""
    return kit.places.state / "drafts"


def _paths(folder: Path) -> list[Path]:
    return [*folder.glob(DRAFT.format("*"))]


def _read(kit: Kit, path: Path) -> Tree:
    from ..library.files import read_bytes
    from ..library.yamltext import Unreadable
    from .mine_faults import fitting

    try:
        # Anything may stand in a folder: of brackets in brackets Python gives up by RecursionError.
        return fitting(json.loads(read_bytes(path)), kit.vocabulary)
    except (OSError, ValueError, RecursionError, Unreadable):
        return {}

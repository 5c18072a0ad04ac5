"""Bodies of mine new in a terminal, and of mine edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageProblem
from . import asking
from .kit import Kit
from .mine_bodies import keep_new, mine, new_from_file, own_id, read_checked, read_source
from .mine_drafts import begun, folder_of, keep

if TYPE_CHECKING:
    from ..library.mine_text import Faulty


def new(kit: Kit, source: str | None) -> None:
    """Make a strategy: from a file, or by asking, with a first run at the end."""
    if source is not None:
        new_from_file(kit, source)
        return
    if not kit.interactive:
        raise UsageProblem(
            "Making one by questions needs a terminal.",
            "From a file: coping mine new --file draft.yaml",
        )
    from ..library.mine_text import written
    from .mine_wizard import Wizard

    with asking.terminal() as ask:
        draft, tree = begun(kit, ask)
        try:
            strategy = Wizard(kit, ask, tree).run()
            identifier = keep_new(kit, strategy, written(strategy))
        except BaseException:
            keep(kit, tree, draft)
            raise
        if draft:
            draft.unlink(missing_ok=True)
        later = ask.choice("Do it together once, now? Enter: yes.", [("y", "yes"), ("n", "no")])
    if later != "n":
        from . import together

        together.try_one(kit, identifier, needs=(), log=True, how=together.How())


def edit(kit: Kit, name: str, source: str | None, undo: bool) -> None:
    """Change an own strategy: in an editor, from a file, or back to its earlier text."""
    identifier = own_id(kit, name)
    own = mine(kit)
    if undo:
        own.swap_back(identifier)
        kit.say(f"Back to the earlier text of {identifier}. The same again takes that back.")
        return
    if source is not None:
        own.replace(identifier, read_checked(kit, *read_source(source))[1])
        _changed(kit, identifier)
        return
    before = own.text(identifier)
    text = _edited(kit, identifier, before)
    if text is None:
        return
    if own.text(identifier) != before:
        # A synced folder, or another window: neither version may be lost.
        kept = _set_aside(kit, identifier, text)
        raise UsageProblem(
            f"{identifier} was changed meanwhile, so your text was not put over it.",
            f"It is kept in {kept}. Take it with: coping mine edit {identifier} --file {kept}",
        )
    own.replace(identifier, text)
    _changed(kit, identifier)


def _changed(kit: Kit, identifier: str) -> None:
    kit.say(f"Changed: {identifier}. Take it back with: coping mine edit {identifier} --undo")


def _edited(kit: Kit, identifier: str, before: str) -> str | None:
    """Open the editor until the text is a strategy or the person stops; None when nothing changes."""
    from ..library.mine_text import Faulty
    from .editor import write_text

    text = before
    while True:
        written = write_text(kit, text, ".yaml")
        if written is None:
            return None
        text = written.rstrip("\n") + "\n"
        if text == before:
            kit.say("Nothing was changed.")
            return None
        try:
            return read_checked(kit, f"{identifier}.yaml", text.encode("utf-8", "replace"))[1]
        except Faulty as error:
            if not _again(kit, identifier, text, error):
                raise


def _again(kit: Kit, identifier: str, text: str, error: Faulty) -> bool:
    """Ask whether to mend it at once; the text is set aside in any case until that is known."""
    kept = _set_aside(kit, identifier, text)
    if kit.interactive:
        kit.say(error.message, error.hint)
        with asking.terminal() as ask:
            picked = ask.choice(
                "Open it again? Enter: yes.",
                [("y", "open it again"), ("l", "later: keep my text aside")],
            )
        if picked != "l":
            kept.unlink(missing_ok=True)
            return True
    kit.say(
        f"Your text is kept in {kept}. Take it with: coping mine edit {identifier} --file {kept}"
    )
    return False


def _set_aside(kit: Kit, identifier: str, text: str) -> Path:
    from ..library.mine import keep_draft

    return keep_draft(folder_of(kit), f"{identifier}.yaml", text)

"""Find what `try` is asked for: a strategy by its name, or a file that is in no library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import NotFound
from .kit import Kit
from .together import DRAFT

if TYPE_CHECKING:
    from ..library.catalogue import Found


def looked_up(kit: Kit, name: str) -> Found:
    """Return a strategy by id or title, or from a file; NotFound, InvalidContent."""
    from ..library.files import is_file

    if _is_file(name):
        return _draft(kit, name)
    try:
        return kit.catalogue.get(name)
    except NotFound as error:
        if not is_file(Path(name)):
            raise
        hint = f'To do what is in the file of that name: coping try "./{name}"'
        raise NotFound(error.message, hint) from None


def _is_file(name: str) -> bool:
    from ..library.files import is_file

    path = name.replace(os.sep, "/")
    return (
        path.lower().endswith((".yaml", ".yml", "/"))
        or path.startswith(("./", "../", "~/"))
        or path in (".", "..")
        or Path(name).is_absolute()
        # `peers/warm-cup` may as well be a strategy of the library `peers`.
        or "/" in path
        and is_file(Path(name))
    )


def _draft(kit: Kit, name: str) -> Found:
    from ..core.card import card_of
    from ..library.catalogue import Found
    from ..library.files import is_file, load_strategy
    from ..paths import is_there

    path = Path(name).expanduser() if name[:2] in ("~/", f"~{os.sep}") else Path(name)
    if not is_file(path):
        what = f"{name} isn't a file" if is_there(path) else f"There is no file {name}"
        raise NotFound(f"{what}.", "Look at its name, and at the folder you are in.")
    # As with `mine new --file`, a link is followed when it is the person who names it.
    strategy = load_strategy(path.resolve() if path.is_symlink() else path, kit.vocabulary)
    return Found(card_of(strategy, source=DRAFT), strategy, "")

"""What a change asks for: documents as they should be."""

from __future__ import annotations

from typing import NamedTuple

from copingkit.journal.folder import PROFILE
from copingkit.journal.format import Doc
from copingkit.journal.ids import month_of


class Wanted(NamedTuple):
    """A document as it should be: `content` without bookkeeping, None for deleted.

    With a `version`, that one is taken as it is, bookkeeping and all, where it wins. `unmerge` puts
    that one back (or takes the document out) as if no other had come, where only our own file has it.
    """

    role: str
    id: str
    content: Doc | None
    version: Doc | None = None
    unmerge: bool = False

    @property
    def stem(self) -> str:
        """Return the first part of the name of the file it belongs in."""
        return PROFILE if self.role == PROFILE else month_of(self.id)

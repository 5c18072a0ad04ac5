"""The person's own data: entries and keyed documents, kept so that nothing acknowledged is lost.

Reading imports json and little else, takes no lock, and neither writes nor creates anything.
"""

from copingkit.journal.faults import Locked, NotSaved, WrongPassphrase
from copingkit.journal.journal import Journal
from copingkit.journal.profile import Profile
from copingkit.journal.undo import Step as UndoStep

__all__ = ["Journal", "Locked", "NotSaved", "Profile", "UndoStep", "WrongPassphrase"]

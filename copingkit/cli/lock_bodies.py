"""Bodies of lock, unlock and change-passphrase."""

from __future__ import annotations

from .kit import Kit

BEFORE_LOCKING = (
    "Your log, people, plan, settings and marks will open with your passphrase and not without it.",
    "A lost passphrase can't be got back, by nobody: think of a way to keep it.",
    "Not locked: strategies you wrote yourself, and files you exported. What was deleted, undone or "
    "copied before is removed now.",
)


def lock(kit: Kit, *, yes: bool) -> None:
    """Say what locking means, ask for a passphrase twice, lock."""
    from ..journal import sealing
    from .passphrase import Asker, new_passphrase

    if kit.journal.is_locked:
        # Finishes a locking that was interrupted; a wrong passphrase changes nothing.
        count = sealing.lock(kit.journal, Asker(kit)())
    else:
        if not yes:
            kit.say(*BEFORE_LOCKING)
        count = sealing.lock(kit.journal, new_passphrase())
    kit.say(f"Locked. Files: {count}.")


def unlock(kit: Kit) -> None:
    """Take the lock off."""
    from ..journal import sealing

    count = sealing.unlock(kit.journal)
    kit.say(f"Unlocked. Files that can be read again without a passphrase: {count}.")


def change_passphrase(kit: Kit) -> None:
    """Ask for the old passphrase and twice for the new one."""
    from ..journal import sealing
    from .passphrase import Asker, new_passphrase

    sealing.must_be_locked(kit.journal)
    old = Asker(kit)()
    sealing.check_passphrase(kit.journal, old)
    sealing.change_passphrase(kit.journal, old, new_passphrase())
    kit.say("The new passphrase is in place. Backups made before open with the old one.")

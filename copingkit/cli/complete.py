"""Shell completion with the real ids and words. Completion never fails out loud."""

from __future__ import annotations

from collections.abc import Callable


def strategy_ids(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids that begin with what was typed, with their titles."""
    from . import kit

    try:
        cards = kit.current().catalogue.cards
    except Exception:
        return []
    return [(c.name, c.title) for c in cards if c.name.startswith(incomplete.lower())]


def term_ids(name: str) -> Callable[[str], list[str]]:
    """Return a completer for a named list of the vocabulary; after a comma, for the last part."""

    def complete(incomplete: str) -> list[str]:
        from . import kit

        try:
            ids = sorted(kit.current().vocabulary.ids(name))
        except Exception:
            return []
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + i for i in ids if i.startswith(last)]

    return complete

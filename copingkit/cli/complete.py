"""Shell completion with the real ids and words. Completion never fails out loud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr
from io import StringIO
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .kit import Kit

T = TypeVar("T")
# The scripts for zsh evaluate what a completer says, and a title is other people's text.
_UNSAFE = r"[^\w ,.!?+\u2019-]"

# Typer's script for zsh only registers itself when zsh first reads it, so the first Tab of each new shell did nothing.
_ZSH = """
#compdef %(prog_name)s

%(complete_func)s() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s)
}

compdef %(complete_func)s %(prog_name)s
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
fi
"""


def use_our_script() -> None:
    """Let Typer install and show a script for zsh that completes at the first Tab."""
    from typer import _completion_shared

    _completion_shared._completion_scripts["zsh"] = _ZSH


def strategy_ids(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids that begin with what was typed, with their titles."""

    def found(kit: Kit) -> Iterable[tuple[str, str]]:
        return [(card.name, _harmless(card.title)) for card in kit.catalogue.cards]

    typed = incomplete.lower()
    return [(name, title) for name, title in _quietly(found) if name.startswith(typed)]


def term_ids(name: str) -> Callable[[str], list[str]]:
    """Return a completer for a named list of the vocabulary; after a comma, for the last part."""

    def found(kit: Kit) -> Iterable[str]:
        return sorted(kit.vocabulary.ids(name))

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + i for i in _quietly(found) if i.startswith(last)]

    return complete


def rule_codes(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes of the library's rules that begin with what was typed, with the rules."""

    def found(_: Kit) -> Iterable[tuple[str, str]]:
        from ..library.rules_explained import EXPLAINED

        return [(code, _harmless(told.rule)) for code, told in EXPLAINED.items()]

    typed = incomplete.upper()
    return [(code, rule) for code, rule in _quietly(found) if code.startswith(typed)]


def source_names(incomplete: str) -> list[str]:
    """Return the names of added libraries that begin with what was typed."""

    def found(kit: Kit) -> Iterable[str]:
        from ..library.sources import Sources

        return [source.name for source in Sources(kit.places.sources).all()]

    return [name for name in _quietly(found) if name.startswith(incomplete)]


def _quietly(found: Callable[[Kit], Iterable[T]]) -> list[T]:
    from . import kit

    # Someone is in the middle of typing: no word about a damaged file may land on that line.
    with redirect_stderr(StringIO()):
        try:
            return list(found(kit.current()))
        except Exception:
            return []


def _harmless(title: str) -> str:
    return re.sub(_UNSAFE, "", title.replace("'", "\u2019"))

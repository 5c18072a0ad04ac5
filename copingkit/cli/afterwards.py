"""Ask how it went after a session, and choose what to offer next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import words

if TYPE_CHECKING:
    from ..screen.player import Result
    from .asking import Ask

STOPPED = ("stopped", "couldnt")


class Use(NamedTuple):
    """What a person has said of one use so far."""

    before: int | None
    after: int | None = None
    outcome: str | None = None
    obstacle: str | None = None
    note: str | None = None


def asked(ask: Ask, use: Use, result: Result, *, log: bool) -> Iterator[Use]:
    """Ask how it went; yield after each answer, so that leaving half way loses none of them."""
    if result.how == "left":
        use = use._replace(outcome="stopped")
        yield use
    choices = [(key, text) for key, _, text in words.HELPED_CHOICES]
    picked = ask.choice(f"{words.HELPED} Enter skips.", choices)
    outcome = next((o for key, o, _ in words.HELPED_CHOICES if key == picked), None)
    use = use._replace(outcome=outcome or use.outcome)
    yield use
    if use.outcome != "couldnt":
        use = use._replace(after=ask.scale(words.AFTER))
        yield use
    if use.outcome in ("worse", *STOPPED):
        use = use._replace(obstacle=ask.line(words.OBSTACLE))
        yield use
    if log:
        yield use._replace(note=_note(ask, result))


def next_screen(use: Use) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what to say after a use and what to offer, by whether it came down."""
    change = None if use.before is None or use.after is None else use.before - use.after
    if use.outcome == "worse" or (change is not None and change < 0):
        return words.NEXT_WORSE, words.NEXT_AFTER_WORSE
    if use.outcome in ("a-lot", "a-bit") or (change is not None and change > 0):
        return words.NEXT_DOWN, words.NEXT_AFTER_DOWN
    if use.outcome == "no-change" or change == 0:
        return words.NEXT_SAME, words.NEXT_AFTER_SAME
    return words.NEXT_STOPPED if use.outcome in STOPPED else "", words.NEXT_AFTER_ANY


def _note(ask: Ask, result: Result) -> str | None:
    answers = [
        f"{question}\n" + "\n".join(f"- {a}" for a in given) for question, given in result.answers
    ]
    if not answers:
        return None
    keep = ask.choice(words.KEEP_ANSWERS, [("y", "yes"), ("n", "no")])
    return "\n".join(answers) if keep == "y" else None

"""Ask how it went after a session, and choose what to offer next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import words

if TYPE_CHECKING:
    from ..screen.player import Result
    from .asking import Ask

STOPPED = ("stopped", "couldnt")
# Which way the words for an outcome point; those of STOPPED say nothing of it.
DIRECTIONS = {"a-lot": "down", "a-bit": "down", "no-change": "same", "worse": "worse"}


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
    """Return what to say after a use and what to offer, by whether it came down.

    Where words and numbers don't agree, neither is held against the person: the middle one is said,
    unless they said that it made it worse.
    """
    told = {direction for direction in (_in_words(use), _in_numbers(use)) if direction}
    if not told:
        return words.NEXT_STOPPED if use.outcome in STOPPED else "", words.NEXT_AFTER_ANY
    if told == {"worse"}:
        return words.NEXT_WORSE, words.NEXT_AFTER_WORSE
    if use.outcome == "worse":
        return words.NEXT_MADE_WORSE, words.NEXT_AFTER_WORSE
    if told == {"down"} and (use.after is None or use.after < words.HIGH):
        return words.NEXT_DOWN, words.NEXT_AFTER_DOWN
    return words.NEXT_SAME, words.NEXT_AFTER_SAME


def got_worse(use: Use) -> bool:
    """Tell whether a use made it worse: in the person's words, or in numbers where none deny it."""
    said = _in_words(use)
    return said == "worse" or (said != "down" and _in_numbers(use) == "worse")


def _in_words(use: Use) -> str | None:
    return DIRECTIONS.get(use.outcome or "")


def _in_numbers(use: Use) -> str | None:
    if use.before is None or use.after is None:
        return None
    if use.after == use.before:
        return "same"
    return "down" if use.after < use.before else "worse"


def _note(ask: Ask, result: Result) -> str | None:
    answers = [
        f"{question}\n" + "\n".join(f"- {a}" for a in given) for question, given in result.answers
    ]
    if not answers:
        return None
    keep = ask.choice(words.KEEP_ANSWERS, [("y", "yes"), ("n", "no")])
    return "\n".join(answers) if keep == "y" else None

"""The text of an own strategy: read with every fault named, and written out."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core import strategy as model
from ..core.guide_fields import Breath
from ..core.strategy import Strategy
from ..core.vocabulary import Vocabulary
from ..errors import InvalidContent
from . import yamltext
from .writing import to_yaml


class Fault(NamedTuple):
    """One thing wrong with a text: its line (1 is the first), what, and how to mend it."""

    line: int
    what: str
    fix: str


class Faulty(InvalidContent):
    """The text isn't a strategy. The message names the first fault, `faults` has all of them."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        first, more = faults[0], len(faults) - 1
        after = f" ({more} more after it)" if more else ""
        super().__init__(f"{name}:{first.line}: {first.what}{after}.", f"To mend it: {first.fix}.")
        self.faults = faults


def read(name: str, identifier: str, raw: bytes, vocabulary: Vocabulary) -> Strategy:
    """Return the strategy in a text, or raise Faulty; `name` is what faults call the file."""
    try:
        text = yamltext.decode(raw)
        found, problems = model.read(identifier, yamltext.parse(text), vocabulary)
    except yamltext.Unreadable as error:
        raise Faulty(name, [Fault(error.line, error.what, error.fix)]) from None
    if found is None:
        faults = [Fault(yamltext.line_of(text, p.path), p.what, p.fix) for p in problems]
        raise Faulty(name, sorted(faults))
    return found


def with_cautions(strategy: Strategy, vocabulary: Vocabulary) -> Strategy:
    """Return the strategy with the cautions that what it involves, said or not, demands."""
    demanded = vocabulary.required_cautions(_involved(strategy), strategy.needs)
    return strategy._replace(cautions=tuple(sorted({*strategy.cautions, *demanded})))


def _involved(strategy: Strategy) -> list[str]:
    if not isinstance(strategy.guide, Breath):
        return [*strategy.involves]
    holds = any(phase.kind == "hold" for phase in strategy.guide.phases)
    return [*strategy.involves, "breath", *(["hold"] if holds else [])]


def written(strategy: Strategy) -> str:
    """Return a strategy's file."""
    return to_yaml(model.to_tree(strategy))


def with_key(text: str, key: str, value: Any) -> str:
    """Return a readable text with one key's value changed or added, every other line as it was."""
    tree = yamltext.parse(text)
    lines = yamltext.lines_of(text)
    rows = text.splitlines(keepends=True)
    order = [k for k in model.KEYS if k in tree or k == key]
    changed = {k: value if k == key else tree[k] for k in (*order, *tree) if k == key or k in tree}
    starts = {path[0]: line for path, line in lines.items() if len(path) == 1}
    last = len(rows) + 1
    first = starts.get(key) or min(
        (starts[k] for k in order[order.index(key) + 1 :] if k in starts), default=last
    )
    after = min((n for n in starts.values() if n > first), default=last) if key in starts else first
    while after - 1 > first and rows[after - 2].startswith(("#", "\n")):
        after -= 1
    section = to_yaml({key: value}, header=False)
    edited = "".join(rows[: first - 1]) + section + "".join(rows[after - 1 :])
    try:
        if yamltext.parse(edited) == changed:
            return edited
    except yamltext.Unreadable:
        pass
    return to_yaml(changed)

"""The wizard of `mine new`: one question after the other, with the page as it grows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..core import strategy as model
from ..core.fold import fold
from ..core.guide_fields import MOST
from ..errors import UsageProblem
from . import asking
from .kit import Kit
from .mine_bodies import warn_of_breath
from .mine_faults import fault_as_file, faults, question_of
from .mine_fits import FITS, RHYTHM, ROUNDS, misfit
from .mine_guide import (
    FULL,
    LINES,
    LIST_KEYS,
    line_of,
    new_guide,
    phases_of,
    rounds_for,
    rounds_of,
    said_before,
)
from .mine_preview import strategy_preview
from .mine_questions import QUESTIONS, Question, Tree, choices, shown

if TYPE_CHECKING:
    from ..core.strategy import Strategy
    from ..screen.page import Page

BACK, ON = -1, 1
# It shows only where a line is broken, and comes along with what is copied from pages.
SOFT_HYPHEN = "\u00ad"
FEW_OPTIONS = 6
# A question of three rows, the row it is answered in, and the keys.
BELOW = 5
KEYS = "Enter takes what stands behind it. < goes back, ? shows the choices, = the page so far."
LEAVE = "q leaves; what you have so far is kept for next time."
SHORT = "< back, ? what fits, = the page so far, q leave"
NEEDED = f"This one is needed. {LEAVE}"


class Wizard:
    """Asks for everything a strategy needs; `tree` holds the answers as its file would."""

    def __init__(self, kit: Kit, ask: asking.Ask, tree: Tree) -> None:
        self.kit, self.ask, self.tree = kit, ask, tree
        self.v = kit.vocabulary
        self._drawn = False

    def run(self) -> Strategy:
        """Ask until the person keeps it. Raises Left when they leave."""
        at = 0
        self._say(KEYS, LEAVE)
        while True:
            while at < len(QUESTIONS):
                self._before(QUESTIONS[at])
                at = max(0, at + self._one(QUESTIONS[at], at + 1))
            strategy = self._finished()
            if isinstance(strategy, int):
                at = strategy
                continue
            self._page(strategy_preview(self.kit, self.tree))
            warn_of_breath(self.kit, strategy)
            picked = self.ask.choice(
                "Keep it like this? Enter keeps it.", [("k", "keep it"), ("b", "back a question")]
            )
            if picked != "b":
                return strategy
            at = len(QUESTIONS) - 1

    def _before(self, question: Question) -> None:
        options = len(question.options(self.v))
        is_list = question.field == "guide" and self._kind != "breath"
        below = BELOW + (options if options <= FEW_OPTIONS else 0)
        self._preview(LIST_KEYS if is_list else SHORT, below)

    def _finished(self) -> Strategy | int:
        """Return what was made, or the place of the question to go on with."""
        from ..library.mine_text import with_cautions

        found, problems = model.read("draft", self.tree, self.v)
        if found is None:
            # A draft of an earlier version: what no longer fits is asked again.
            for problem in problems:
                self._say(misfit(problem, self.tree))
                self.tree.pop(str(problem.path[0]) if problem.path else "", None)
            return 0
        made = with_cautions(found, self.v)
        fault = fault_as_file(made, self.v)
        if fault is None:
            return made
        self._say(misfit(fault, self.tree))
        return question_of(fault)

    def _one(self, question: Question, number: int) -> int:
        count = f"{number}/{len(QUESTIONS)}"
        if question.field == "guide":
            return self._rhythm(count) if self._kind == "breath" else self._lines(count)
        options = question.options(self.v)
        many = f" (? shows all {len(options)})" if len(options) > FEW_OPTIONS else ""
        if options and not many:
            self._say(*choices(options))
        while True:
            present = self._present(question)
            taken = f" Enter: {shown(present, options)}." if present is not None else ""
            said = self._line(f"{count} {question.words}{taken}{many}")
            if said == "<":
                return BACK
            if said == "?" and options:
                self._say(*choices(options))
            elif self._looked(said, FITS.get(question.field, "")):
                pass
            elif said is None and present is None:
                self._say(NEEDED)
            elif self._take(question, said, present):
                return ON

    def _line(self, question: str) -> str | None:
        said = self.ask.line(question)
        return said and (said.replace(SOFT_HYPHEN, "") or None)

    def _take(self, question: Question, said: str | None, present: Any) -> bool:
        try:
            value = present if said is None else question.take(said, self.v)
        except UsageProblem as problem:
            self._say(problem.message, problem.hint)
            return False
        if question.field == "guide.kind":
            new_guide(self.tree, value)
            return True
        if question.field == "title" and not self._free_title(value):
            return False
        return self._set(question.field, value)

    def _free_title(self, title: str) -> bool:
        """Say which strategies have a title already; tell whether the person goes on with it."""
        there = [card for card in self.kit.catalogue.cards if fold(card.title) == fold(title)]
        if title == self.tree.get("title") or not there:
            return True
        for card in there[:3]:
            whose = "one of my own" if card.source == "mine" else "one of the shared ones"
            self._say(f'"{card.title}" is there already: {card.name}, {whose}.')
        picked = self.ask.choice(
            "Call this one the same? Enter: no, another title.",
            [("y", "yes, the same"), ("n", "no, another title")],
        )
        return picked == "y"

    def _set(self, field: str, value: Any) -> bool:
        before = self.tree.get(field)
        self.tree[field] = value
        problems = faults(self.tree, field, self.v)
        if problems:
            self._say(*(misfit(p, self.tree) for p in problems[:2]))
            if before is None:
                del self.tree[field]
            else:
                self.tree[field] = before
        return not problems

    def _present(self, question: Question) -> Any:
        if question.field == "guide.kind":
            return self.tree.get("guide", {}).get("kind", question.enter(self.tree, self.v))
        return self.tree.get(question.field, question.enter(self.tree, self.v))

    @property
    def _kind(self) -> str:
        return str(self.tree["guide"]["kind"])

    def _rhythm(self, count: str) -> int:
        """Ask for the phases of a breath, and how often they come."""
        while True:
            guide = self.tree["guide"]
            phases = guide.get("phases")
            taken = f" Enter: {', '.join(phases)}." if phases else ""
            said = self._line(
                f"{count} The rhythm, in seconds: in 4, out 6 (also hold, rest).{taken}"
            )
            if said == "<":
                return BACK
            if self._looked(said, RHYTHM):
                continue
            if said is None and not phases:
                self._say(NEEDED)
            elif (said is None or self._set_phases(phases_of(said))) and self._rounds() == ON:
                return ON

    def _set_phases(self, phases: list[str]) -> bool:
        guide = {**self.tree["guide"], "phases": phases}
        before = self.tree["guide"].get("phases")
        if before and guide.get("rounds") == rounds_for(before):
            # Nobody chose it: it was what came to three minutes.
            del guide["rounds"]
        problems = faults({**self.tree, "guide": {"rounds": "1", **guide}}, "guide", self.v)
        if problems:
            self._say(*(misfit(p, {"guide": guide}) for p in problems[:2]))
        else:
            self.tree["guide"] = guide
        return not problems

    def _rounds(self) -> int:
        """Ask how often the phases come; BACK to the rhythm."""
        guide = self.tree["guide"]
        usual = rounds_for(guide["phases"])
        present = guide.get("rounds", usual)
        about = ", about three minutes" if present == usual else ""
        while True:
            said = self._line(f"How many times? Enter: {present}{about}.")
            if said == "<":
                return BACK
            if self._looked(said, ROUNDS):
                continue
            if self._set("guide", {**guide, "rounds": rounds_of(said) if said else present}):
                return ON

    def _lines(self, count: str) -> int:
        """Ask for the lines of a guide until Enter."""
        about = LINES[self._kind]
        given: list[Any] = self.tree["guide"].setdefault(about.key, [])
        if about.how and not given:
            self._say(about.how)
        if self.kit.plain:
            self._say(LIST_KEYS)
        while True:
            full = len(given) >= MOST
            asked = f"{about.name} {len(given) + 1}?" if not full else FULL
            said = self._line(f"{count} {asked}")
            if said == "<":
                return BACK
            if said is None and given:
                return ON
            if said == "-" and given:
                given.pop()
                self._preview(LIST_KEYS)
            elif said == "-":
                self._say("There is nothing to take away yet.")
            elif said is None:
                self._say(f"At least one is needed. {LEAVE}")
            elif not self._looked(said, f"{about.how} {LIST_KEYS}".strip()) and not full:
                self._add(line_of(self._kind, said), given)

    def _add(self, line: Any, given: list[Any]) -> None:
        if said_before(self._kind, line, given):
            self._say("That stands in the list already. Something else, or Enter to end it.")
            return
        given.append(line)
        problems = faults(self.tree, "guide", self.v)
        if problems:
            self._say(*(misfit(p, self.tree) for p in problems[:2]))
            given.pop()
        else:
            self._preview(LIST_KEYS)

    def _looked(self, said: str | None, help_: str) -> bool:
        """Show what fits on ?, the page on =."""
        if said == "?":
            self._say(help_)
        elif said == "=":
            self._page(strategy_preview(self.kit, self.tree))
        return said in ("?", "=")

    def _preview(self, keys: str = SHORT, below: int = BELOW) -> None:
        """Redraw the page above the next question; in plain lines it is there for the asking.

        The keys follow where there is room for them and for `below` more rows.
        """
        if self.kit.plain or not self.tree:
            return
        from ..screen import pretty

        page = pretty.render(strategy_preview(self.kit, self.tree), self.kit.width)
        # Scrolled away, not wiped: what stood on the screen before can still be looked at.
        rows = self.ask.keys.size()[1]
        sys.stdout.write("\x1b[H\x1b[J" if self._drawn else "\n" * rows + "\x1b[H\x1b[J")
        self._drawn = True
        sys.stdout.write(page)
        sys.stdout.flush()
        if page.count("\n") + below < rows:
            self._say(keys)

    def _page(self, page: Page) -> None:
        self.kit.draw(page)
        sys.stdout.flush()

    def _say(self, *rows: str) -> None:
        from ..core.cells import wrap
        from ..core.safe import clean

        columns = max(20, min(self.kit.width, 80))
        lines = [line for row in rows for line in (wrap(clean(row), columns) or [""])]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

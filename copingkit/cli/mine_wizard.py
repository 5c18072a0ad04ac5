"""The wizard of `mine new`: one question after the other, with the page as it grows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..core import strategy as model
from ..core.reading import Problem, Reader
from ..errors import UsageProblem
from . import asking
from .kit import Kit
from .mine_guide import LINES, line_of, new_guide, phases_of, rounds_for
from .mine_questions import KINDS, QUESTIONS, Question, Tree

if TYPE_CHECKING:
    from ..core.strategy import Strategy
    from ..screen.page import Block, Page

BACK, ON = -1, 1
MOST_LINES = 8
FEW_OPTIONS = 6
KEYS = "Enter takes what stands behind it. < goes back, ? shows the choices, = the page so far."
LEAVE = "q leaves; what you have so far is kept for next time."


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
                self._preview()
                at = max(0, at + self._one(QUESTIONS[at], at + 1))
            strategy = self._finished()
            if strategy is None:
                at = 0
                continue
            self._page(strategy_preview(self.kit, self.tree))
            picked = self.ask.choice(
                "Keep it like this? Enter keeps it.", [("k", "keep it"), ("b", "back a question")]
            )
            if picked != "b":
                return strategy
            at = len(QUESTIONS) - 1

    def _finished(self) -> Strategy | None:
        from ..library.mine_text import with_cautions

        found, problems = model.read("draft", self.tree, self.v)
        if found is None:
            # A draft of an earlier version: what no longer fits is asked again.
            for problem in problems:
                self._say(f"{problem.what}: {problem.fix}.")
                self.tree.pop(str(problem.path[0]) if problem.path else "", None)
            return None
        return with_cautions(found, self.v)

    def _one(self, question: Question, number: int) -> int:
        count = f"{number}/{len(QUESTIONS)}"
        if question.field == "guide":
            return self._rhythm(count) if self._kind == "breath" else self._lines(count)
        options = question.options(self.v)
        if 0 < len(options) <= FEW_OPTIONS:
            self._options(options)
        while True:
            present = self._present(question)
            taken = f" Enter: {_shown(present, options)}." if present is not None else ""
            said = self.ask.line(f"{count} {question.words}{taken}")
            if said == "<":
                return BACK
            if said == "?":
                self._options(options or {"": "Any words will do."})
            elif said == "=":
                self._page(strategy_preview(self.kit, self.tree))
            elif said is None and present is None:
                self._say("This one is needed. q leaves, and keeps what you have.")
            elif self._take(question, said, present):
                return ON

    def _take(self, question: Question, said: str | None, present: Any) -> bool:
        try:
            value = present if said is None else question.take(said, self.v)
        except UsageProblem as problem:
            self._say(problem.message, problem.hint)
            return False
        if question.field == "guide.kind":
            new_guide(self.tree, value)
            return True
        return self._set(question.field, value)

    def _set(self, field: str, value: Any) -> bool:
        before = self.tree.get(field)
        self.tree[field] = value
        problems = _problems(self.kit, self.tree, field)
        if problems:
            self._say(*(f"{p.what}: {p.fix}." for p in problems[:2]))
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
        """Ask for the phases of a breath and how often they come."""
        guide = self.tree["guide"]
        while True:
            phases = guide.get("phases")
            taken = f" Enter: {', '.join(phases)}." if phases else ""
            said = self.ask.line(
                f"{count} The rhythm, in seconds: in 4, out 6 (also hold, rest).{taken}"
            )
            if said == "<":
                return BACK
            if said is None and not phases:
                continue
            if said is not None and not self._set(
                "guide", {"kind": "breath", "phases": phases_of(said), "rounds": "10"}
            ):
                continue
            guide = self.tree["guide"]
            usual = rounds_for(guide["phases"])
            rounds = self.ask.line(f"How many times? Enter: {usual}, about three minutes.")
            if rounds != "<" and self._set("guide", {**guide, "rounds": rounds or usual}):
                return ON

    def _lines(self, count: str) -> int:
        """Ask for the lines of a guide until Enter."""
        about = LINES[self._kind]
        given: list[Any] = self.tree["guide"].setdefault(about.key, [])
        if about.how and not given:
            self._say(about.how)
        self._say("Enter ends the list, - takes the last one away.")
        while True:
            if len(given) == MOST_LINES:
                self._say(f"{MOST_LINES} is all that fits.")
                return ON
            said = self.ask.line(f"{count} {about.name} {len(given) + 1}?")
            if said == "<":
                return BACK
            if said is None and given:
                return ON
            if said == "-" and given:
                given.pop()
            elif said == "=":
                self._page(strategy_preview(self.kit, self.tree))
            elif said is None:
                self._say("At least one is needed. q leaves, and keeps what you have.")
            else:
                given.append(line_of(self._kind, said))
                problems = _problems(self.kit, self.tree, "guide")
                if problems:
                    given.pop()
                    self._say(*(f"{p.what}: {p.fix}." for p in problems[:2]))
                else:
                    self._preview()

    def _options(self, options: Any) -> None:
        rows = [
            f"  {number} {i}" + (f": {label}" if label.lower() != i else "") if i else label
            for number, (i, label) in enumerate(options.items(), 1)
        ]
        self._say(*rows)

    def _preview(self) -> None:
        """Redraw the page above the next question; in plain lines it is there for the asking."""
        if self.kit.plain or not self.tree:
            return
        # Scrolled away, not wiped: what stood on the screen before can still be looked at.
        rows = self.ask.keys.size()[1]
        sys.stdout.write("\x1b[H\x1b[J" if self._drawn else "\n" * rows + "\x1b[H\x1b[J")
        self._drawn = True
        self._page(strategy_preview(self.kit, self.tree))

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


def strategy_preview(kit: Kit, tree: Tree) -> Page:
    """Return the page of an unfinished strategy: what there is of it."""
    from ..core.guide_fields import read_guide
    from ..screen.page import Bullets, Heading, Para, Section
    from ..screen.strategy_views import guide_blocks, need_labels

    v = kit.vocabulary
    page: list[Block] = [Heading(tree.get("title", "No title yet"), "draft")]
    if "summary" in tree:
        page.append(Para(tree["summary"], "strong"))
    facts = [f"{tree['minutes']} min"] if "minutes" in tree else []
    facts += [
        v.terms[name][tree[name]] for name in ("discreet", "place", "company") if name in tree
    ]
    if facts:
        page.append(Para(" · ".join(facts), "quiet"))
    if "needs" in tree:
        page.append(Para(f"For: {need_labels(tree['needs'], v)}."))
    guide = read_guide(Reader(), tree.get("guide"), ("guide",))
    if guide is not None:
        page.append(Section("How", guide_blocks(guide)))
    cautions = v.required_cautions(tree.get("involves", []), tree.get("needs", []))
    if cautions:
        page.append(Section("Take care", [Bullets([v.cautions[c] for c in cautions])], "care"))
    return page


def _problems(kit: Kit, tree: Tree, field: str) -> list[Problem]:
    _, problems = model.read("draft", tree, kit.vocabulary)
    return [p for p in problems if p.path[:1] == (field,)]


def _shown(value: Any, options: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return KINDS.get(value) or options.get(value, str(value))

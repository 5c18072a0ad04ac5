"""Do a strategy together: the loop of `try` and `now`."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import interrupts, words
from ..core.fit import Ask
from ..errors import DataProblem
from . import asking
from .afterwards import Use, asked, got_worse, next_screen
from .kit import Kit
from .marks import tweak_of

if TYPE_CHECKING:
    from ..library.catalogue import Found
    from ..screen.player import Result

# Ways of leaving after which nothing more is asked.
GONE = ("ctrl-c", "ctrl-d", "terminate", "hangup", "closed")
# The shelf of what is in no library.
DRAFT = "draft"


class How(NamedTuple):
    """How a guide is run, where a person has said so."""

    pace: float | None = None
    rounds: int | None = None
    minutes: int | None = None
    no_hold: bool = False
    sound: str = ""
    motion: str = ""


class Session:
    """One sitting: what was asked for, what was used in it, and what has been said already."""

    def __init__(
        self, kit: Kit, ask: Ask, how: How, *, log: bool, told_people: bool = False
    ) -> None:
        self.kit, self.ask, self.how, self.log = kit, ask, how, log
        self.used, self.kinds = set[str](), set[str]()
        # The categories not to come back to: all that were used until it got worse.
        self.worse: frozenset[str] = frozenset()
        self.paces: dict[str, float] = {}
        self.level: int | None = None
        self.use = Use(None)
        self.kept = False
        self.told_people = told_people
        self.unkept: DataProblem | None = None

    def run(self, found: Found, *, ask_before: bool, full_cautions: bool) -> None:
        """Go round the loop until the person is done or leaves."""
        current: Found | None = found
        interrupts.sit(together=True)
        try:
            while current is not None:
                current = self._once(current, ask_before, full_cautions)
                ask_before = False
        finally:
            interrupts.sit(together=False)
            if self.unkept is not None:
                raise self.unkept

    def _once(self, found: Found, ask_before: bool, full_cautions: bool) -> Found | None:
        self.use = Use(self.level)
        result: Result | None = None
        found = self._careful(found)
        try:
            with asking.terminal() as ask:
                care = self._introduce(found, full_cautions)
                if ask_before and ask.keys.can_ask:
                    self.use = Use(ask.scale(words.BEFORE))
                    care = ()
                care = (*self._people_first(self.use.before), *care)
                result = self._play(found, ask.keys, care)
                self.paces[found.card.name] = result.pace
                if result.by in GONE or not ask.keys.can_ask:
                    return None
                if result.how == "people":
                    self._people()
                if result.how == "left":
                    self._print(words.LEFT)
                for use in asked(ask, self.use, result, log=self._logs(found)):
                    self.use = use
                self._keep(found, result)
                result = None
                return self._next(ask, found)
        finally:
            # Left half way: what was said so far is kept, once the terminal is as it was.
            if result is not None:
                self._keep(found, result)

    def _careful(self, found: Found) -> Found:
        """Give what nobody else has checked the cautions it needs, and warn of its rhythm."""
        from ..library.catalogue import MINE

        if found.card.source not in (DRAFT, MINE):
            return found
        from .mine_bodies import careful

        return found._replace(strategy=careful(self.kit, found.strategy))

    def _introduce(self, found: Found, full_cautions: bool) -> tuple[str, ...]:
        """Say what it is; return what to take care of, to stand on the session's own screen too."""
        from ..core.page_words import fill
        from ..screen.strategy_views import foreword

        vocabulary = self.kit.vocabulary
        strategy = found.strategy
        cautions = [vocabulary.cautions[c] for c in strategy.cautions if c in vocabulary.cautions]
        if not full_cautions:
            cautions = [_first_sentences(text) for text in cautions]
        care = tuple(fill(vocabulary.page["caution"], text=text) for text in cautions)
        self._print(
            fill(vocabulary.page["about"], title=strategy.title, minutes=strategy.minutes),
            strategy.summary,
            *foreword(found.note, vocabulary),
            *care,
        )
        return care

    def _play(self, found: Found, keys: Any, care: tuple[str, ...]) -> Result:
        from ..screen.player import motion_for, play

        kit, how = self.kit, self.how
        pace = how.pace if how.pace is not None else self._own_pace(found)
        pace = self.paces.get(found.card.name, pace)
        motion = motion_for(
            how.motion or kit.setting("motion", "full"), kit.plain, os.environ, keys
        )
        if not keys.wait_for_person:
            self._print("", words.NO_TERMINAL)
        return play(
            found.strategy.guide, "", out=sys.stdout, keys=keys, clock=time.monotonic,
            motion=motion, sound=how.sound or kit.setting("sound", "off"), width=kit.width, pace=pace,
            rounds=how.rounds, minutes=how.minutes, no_hold=how.no_hold, wait=keys.wait_for_person,
            said=kit.vocabulary.guide_words(found.card.language), care=care,
        )  # fmt: skip

    def _own_pace(self, found: Found) -> float:
        return float(str(tweak_of(self.kit, found.card.id).get("pace", 1.0)))

    def _remember_pace(self, found: Found, pace: float) -> None:
        """Keep the pace a person has settled on, for the next time."""
        if pace != self._own_pace(found) and self.how.pace is None:
            tweak = {**tweak_of(self.kit, found.card.id), "pace": pace}
            what = f"kept my pace for {found.card.id}"
            self.kit.journal.put(f"tweak:{found.card.id}", tweak, what=what)

    def _keep(self, found: Found, result: Result) -> None:
        use = self.use
        self.used.add(found.card.id)
        self.kinds.add(found.card.category)
        if got_worse(use):
            self.worse = frozenset(self.kinds)
        # Only what was said right after this one may stand as what was there before the next.
        self.level = use.after
        if not self._logs(found):
            return
        try:
            self._remember_pace(found, result.pace)
            self._note_use(found, result)
        except DataProblem as problem:
            # What comes next matters more than the log: the problem is told at the end.
            self.log, self.kept, self.unkept = False, False, problem

    def _logs(self, found: Found) -> bool:
        # Printed whole into a pipe, nobody has done anything yet; a draft is in no library.
        return self.log and self.kit.interactive and found.card.source != DRAFT

    def _note_use(self, found: Found, result: Result) -> None:
        use = self.use
        outcome = use.outcome or ("stopped" if result.how == "left" else None)
        self.kit.journal.add(
            kind="use", strategy=found.card.id, needs=self.ask.needs, before=use.before,
            after=use.after, outcome=outcome, obstacle=use.obstacle, note=use.note,
            minutes=round(result.seconds / 60, 1),
        )  # fmt: skip
        self.kept = True

    def _next(self, ask: asking.Ask, found: Found) -> Found | None:
        from .suggesting import another

        said, choices = next_screen(self.use)
        if said:
            self._print("", said)
        self._people_first(self.use.after)
        if self.kit.marked("plan:"):
            choices = (*choices[:-1], words.NEXT_PLAN, choices[-1])
        while True:
            picked = ask.choice(words.NEXT_OPEN, list(choices))
            if picked == "h":
                self._people()
                continue
            if picked == "p":
                from .plan import show_plan

                show_plan(self.kit)
                continue
            if picked == "a":
                return found
            if picked == "k":
                card = another(self.kit, self.ask, self.used, found.card, self.worse)
                if card is not None:
                    return self.kit.catalogue.get(card.name)
                self._print(words.NOTHING_ELSE)
                self._people()
                continue
            self._print(words.KEPT if self.kept else words.NOT_KEPT, words.GOODBYE)
            return None

    def _people(self) -> None:
        from .support import show_support

        show_support(self.kit, None, everything=False)
        self._print(words.BACK_FROM_SUPPORT)

    def _people_first(self, level: int | None) -> tuple[str, ...]:
        """Say once that people come first, where it is called for; return what was said."""
        from .suggesting import people_line

        # Where nobody can press a key, none is named.
        line = people_line(self.kit, self.ask.needs, level, keys=self.kit.interactive)
        if self.told_people or not line:
            return ()
        self.told_people = True
        self._print("", line)
        return (line,)

    def _print(self, *lines: str) -> None:
        from ..core.cells import wrap
        from ..core.safe import clean

        columns = max(20, min(self.kit.width, 80))
        rows = [row for line in lines for row in (wrap(clean(line), columns) or [""])]
        sys.stdout.write("\n".join(rows) + "\n")
        sys.stdout.flush()


def try_one(
    kit: Kit, name: str, *, needs: tuple[str, ...], log: bool, how: How, told_people: bool = False
) -> None:
    """Run one strategy, by name or from a file that is in no library.

    `told_people` is whether the line that people come first stands on the screen already.
    """
    from ..core.guide import without_effect
    from .what_to_try import looked_up

    found = looked_up(kit, name)
    idle = without_effect(found.strategy.guide, how.rounds, how.minutes)
    if idle:
        kit.say(words.WITHOUT_EFFECT.format(options=" and ".join(idle)))
    ask = Ask(needs=needs, without=frozenset(kit.setting("without", [])))
    session = Session(kit, ask, how, log=log, told_people=told_people)
    session.run(found, ask_before=True, full_cautions=True)


def now(kit: Kit, ask: Ask, *, log: bool, how: How = How()) -> None:  # noqa: B008 - immutable
    """Start a fitting technique at once; ask afterwards how it went."""
    from .suggesting import for_now

    card, said = for_now(kit, ask)
    if said and kit.interactive:
        sys.stdout.write(f"{said}\n\n")
    session = Session(kit, ask, how, log=log)
    session.run(kit.catalogue.get(card.name), ask_before=False, full_cautions=False)


def _first_sentences(text: str, count: int = 2) -> str:
    parts = text.split(". ")
    return ". ".join(parts[:count]).rstrip(".") + "."

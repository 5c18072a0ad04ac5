"""Run a guide with a person: the loop between cues, keys, clock and drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TextIO

from ..core.guide import Cue, cues, timed, total_seconds
from ..core.guide_fields import Guide
from ..core.page_words import PAGE
from ..core.safe import clean
from ..core.session import Session
from .ask import say
from .held_keys import let_go
from .keys import Left, leave_if_asked
from .player_lines import (
    ANSWER_SHORT,
    KEYS_HELP,
    KEYS_SHORT,
    LIST_SHORT,
    READING_KEYS,
    READING_SHORT,
    Lines,
    overview_of,
    whole_guide,
)

FPS = 15
_HINTS = {"prompts": ANSWER_SHORT, "checklist": LIST_SHORT, "text": READING_SHORT}


class Result(NamedTuple):
    """How a session went.

    `how` is finished, left or people; `by` says with what: end, q, h, or one of `keys.LEAVING`.
    `seconds` leaves pauses out. `answers` holds the questions that were answered.
    """

    how: str
    seconds: float
    answers: list[tuple[str, list[str]]]
    pace: float
    rounds_done: int
    by: str = "end"


def play(
    guide: Guide,
    title: str,
    *,
    out: TextIO,
    keys: Any,
    clock: Callable[[], float],
    motion: str = "full",
    sound: str = "off",
    width: int = 80,
    pace: float = 1.0,
    rounds: int | None = None,
    minutes: float | None = None,
    no_hold: bool = False,
    wait: bool = True,
    fps: int = FPS,
    said: Mapping[str, str] = PAGE,
    care: Sequence[str] = (),
) -> Result:
    """Do a guide together and say how it went.

    `motion` is "full" (drawn and redrawn) or anything else (a line per change); `sound` is off,
    bell or tone; `care` stands on the drawn screen all the while. Without `wait` the whole guide is
    written at once. Never raises Left.
    """
    sequence = cues(guide, rounds=rounds, minutes=minutes, no_hold=no_hold, pace=pace, said=said)
    title = clean(title)
    if not wait:
        return _write_whole(sequence, title, out, keys, width, pace)
    asks = bool(getattr(keys, "can_ask", True))
    if not asks:
        sequence = tuple(map(timed, sequence))
    screen: Any
    if motion == "full":
        from .animated import Animated

        screen = Animated(
            keys=keys, out=out, width=width, fps=fps, interactive=asks, care=care, cues=sequence
        )
    else:
        screen = Lines(keys=keys, out=out, width=width, interactive=asks)
    player = _Player(guide, sequence, keys, clock, screen, pace)
    player.sound = _sound(sound, keys, out)
    return player.run(title, asks)


def motion_for(setting: str, plain: bool, environ: Mapping[str, str], keys: Any) -> str:
    """Return "full" or "plain": what the setting, the environment and the terminal allow."""
    still = any(environ.get(name, "") not in ("", "0") for name in ("NO_MOTION", "REDUCED_MOTION"))
    dumb = environ.get("TERM", "") in ("dumb", "unknown")
    moves = setting == "full" and not (plain or still or dumb) and keys.draws and keys.can_ask
    return "full" if moves else "plain"


class _Player:
    def __init__(
        self,
        guide: Guide,
        sequence: tuple[Cue, ...],
        keys: Any,
        clock: Callable[[], float],
        screen: Any,
        pace: float,
    ) -> None:
        self.guide, self.sequence = guide, sequence
        self.keys, self.clock, self.screen = keys, clock, screen
        self.session = Session(sequence, clock(), pace)
        self.answers: dict[int, str] = {}
        self.sound: Any = None
        self._began_at = clock()

    def run(self, title: str, asks: bool) -> Result:
        by = "end"
        try:
            overview = overview_of(self.sequence, total_seconds(self.sequence))
            hint = _HINTS.get(self.guide.kind, KEYS_SHORT)
            self.screen.begin(title, overview, hint)
            self._go(asks)
            self._end()
        except Left as left:
            by = left.by
        finally:
            self.screen.close()
            if self.sound is not None:
                self.sound.close()
        return self._result(by)

    def _go(self, asks: bool) -> None:
        if asks and self.guide.kind == "prompts":
            from .answering import answer

            self._say_intro()
            answer(self)
        elif asks and self.guide.kind == "checklist":
            from .answering import tick

            self._say_intro()
            tick(self)
        else:
            self._flow()

    def _say_intro(self) -> None:
        self.screen.intro([cue for cue in self.sequence if cue.kind == "intro"])

    def _flow(self) -> None:
        session, now = self.session, self.clock()
        session.restart(now)
        self._began(session.cue, now)
        self._pass_on(now)
        while not session.finished:
            key = self.keys.read(self._until(self.clock()))
            now = self.clock()
            if key is not None:
                self.obey(key, now)
            self._pass_on(now)

    def _pass_on(self, now: float) -> None:
        session = self.session
        started = session.started
        begun = session.advance(now)
        for cue in begun:
            self._began(cue, now)
        if not begun and session.started != started:
            self._began(session.cue, now)

    def _until(self, now: float) -> float | None:
        """Return the seconds until something changes by itself."""
        session = self.session
        moments = [self.screen.frame(session, now)]
        if session.deadline is not None and not session.paused:
            moments.append(session.deadline - now)
        if self.sound is not None:
            moments.append(self.sound.tick(now))
        known = [moment for moment in moments if moment is not None]
        return max(min(known), 0.0) if known else None

    def _began(self, cue: Cue, now: float) -> None:
        if cue.kind == "end":
            return
        if self.sound is not None:
            self.sound.cue(cue.kind, now)
        self.screen.began(cue, self.session, now)

    def obey(self, key: str, now: float) -> None:
        """Do what a key asks for, in capitals too; raises Left when it asks to leave."""
        session, key = self.session, key.lower()
        leave_if_asked(key)
        if key not in ("?", "resize", "resume"):
            self.screen.help(())
        at = session.position
        if key == " " and session.deadline is not None:
            self._pause_or_go_on(now)
        elif key in (" ", "enter") and session.deadline is None or key in ("n", "right"):
            session.next(now)
        elif key in ("b", "left"):
            session.back(now)
        elif key == "r":
            session.repeat(now)
        elif key in ("+", "="):
            self._change_pace(session.quicker, "quick", now)
        elif key in ("-", "_"):
            self._change_pace(session.slower, "slow", now)
        elif key == "m":
            self.screen.note("Sound is off" if self.sound is None else self.sound.mute())
        elif key == "?":
            self.screen.help(READING_KEYS if session.deadline is None else KEYS_HELP)
        elif key in ("resize", "resume"):
            self.back_on_screen(key, now)
        if session.position != at or key in ("r", "b", "left"):
            self._began(session.cue, now)

    def _change_pace(self, change: Callable[[float], None], how: str, now: float) -> None:
        before = self.session.pace
        if not any(cue.seconds for cue in self.sequence):
            self.screen.note("Take your time: nothing here is timed")
            return
        change(now)
        end = "est" if self.session.pace == before else "er"
        self.screen.note(f"Pace {self.session.pace:g}, {how}{end}")

    def back_on_screen(self, key: str, now: float) -> None:
        """Draw anew; after a break the cue starts anew too."""
        self.screen.resized()
        if key == "resume" and not self.session.paused:
            self.session.restart(now)
            self._began(self.session.cue, now)

    def _pause_or_go_on(self, now: float) -> None:
        if self.session.paused:
            self.session.resume(now)
            self.screen.note("")
            self._began(self.session.cue, now)
        else:
            self.session.pause(now)
            self.screen.note("Paused. Space goes on.")

    def _end(self) -> None:
        now = self.clock()
        if self.sound is not None:
            self.sound.cue("end", now)
        self.screen.end(self.sequence[-1].text, self._wait)
        while self.sound is not None and (wait := self.sound.tick(self.clock())) is not None:
            leave_if_asked((self.keys.read(wait) or "").lower())
        let_go(self.keys, self.clock)

    def _wait(self, seconds: float) -> str | None:
        """Return the next key, None when there was none for so long; sounds go on meanwhile."""
        end = self.clock() + seconds
        while (left := end - self.clock()) > 0:
            due = self.sound.tick(self.clock()) if self.sound is not None else None
            key: str | None = self.keys.read(left if due is None else min(due, left))
            if key is not None:
                return key
        return None

    def _result(self, by: str) -> Result:
        how = {"end": "finished", "h": "people"}.get(by, "left")
        session, flowing = self.session, self.session.position > 0
        seconds = session.active(self.clock()) if flowing else self.clock() - self._began_at
        done = session.rounds_done or int(by == "end")
        return Result(how, max(seconds, 0.0), self._grouped(), session.pace, done, by)

    def _grouped(self) -> list[tuple[str, list[str]]]:
        found: dict[int, tuple[str, list[str]]] = {}
        for number in sorted(self.answers):
            cue = self.sequence[number]
            if self.answers[number]:
                found.setdefault(cue.place, (cue.text, []))[1].append(self.answers[number])
        return list(found.values())


def _sound(sound: str, keys: Any, out: TextIO) -> Any:
    if sound not in ("bell", "tone"):
        return None
    from .cues import Sounds

    return Sounds(sound, keys=keys, out=out)


def _write_whole(
    sequence: tuple[Cue, ...], title: str, out: TextIO, keys: Any, width: int, pace: float
) -> Result:
    overview = overview_of(sequence, total_seconds(sequence))
    try:
        for line in [title, *whole_guide(sequence, overview)]:
            if line:
                say(line, keys, out, width)
    except Left as left:
        return Result("left", 0.0, [], pace, 0, left.by)
    return Result("finished", 0.0, [], pace, 0)

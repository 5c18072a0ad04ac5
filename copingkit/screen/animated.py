"""A session drawn on a screen of its own: a calm shape, the count, the time left."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from typing import Any, TextIO

from ..core.guide import Cue, reading_seconds
from ..core.session import BREATHING, Session
from ..words import READING
from .ask import say, writer
from .breath_shape import eased, levels
from .canvas import Canvas, Row
from .keys import LEAVING, leave_if_asked
from .line_editor import LineEditor
from .player_frame import Frame
from .player_lines import OPENING_KEYS, READING_SHORT
from .player_views import (
    Moment,
    care_fits,
    end_view,
    list_view,
    opening_fits,
    opening_pages,
    opening_view,
    question_view,
    text_view,
    timed_view,
)
from .wishes import wish, wish_in_words

NOTE_SECONDS = 2.5
END_SECONDS = 2.0
READING_SECONDS = 15.0
_STILL = 0.25
_MARK = "> "
_LONE = {"up": "<", "ctrl-x": "e", "?": "?"}
_GO_ON = "Space or Enter goes on"
_PAUSED = "Paused. Space goes on."
ANSWER_KEYS = (
    "Enter: go on; with nothing written, skip",
    "Alone or after a kept line, then Enter:",
    "<: back, e: your editor, ?: these keys",
    "h: people, q: leave",
)


class Animated:
    """Draws a session by redrawing what changes on a screen of its own."""

    answer_keys = ANSWER_KEYS
    # What was answered before stands on the line: emptied, there is no answer any more.
    prefills = True

    def __init__(
        self,
        *,
        keys: Any,
        out: TextIO,
        width: int = 80,
        fps: int = 15,
        interactive: bool = True,
        care: Sequence[str] = (),
        cues: Sequence[Cue] = (),
    ) -> None:
        self._cues = cues
        self._keys, self._out = keys, out
        self._between = 1.0 / min(max(fps, 1), 60)
        encoding = (getattr(out, "encoding", None) or "utf-8").lower()
        self._unicode = encoding.startswith("utf")
        self._canvas = Canvas(writer(keys, out), not os.environ.get("NO_COLOR"))
        self._size: tuple[int, int] = keys.size()
        self._frame = Frame(self._size[0], self._size[1], unicode=self._unicode, care=care)
        self._told: list[Cue] = []
        self._intro: list[str] = []
        self._unread: list[str] = []
        self._levels: list[tuple[float, float]] = []
        self._note_until: float | None = None
        self._paused = False
        self._again: Callable[[], None] = lambda: None
        self.typed = ""

    def begin(self, title: str, overview: str, hint: str) -> None:
        """Take the screen, once there was time to read what doesn't fit on it."""
        if not care_fits(self._frame, self._cues):
            self._give_time_to_read()
        self._keys.fullscreen()
        self._change(title=title or overview.rstrip("."), note="", hint=hint)

    def began(self, cue: Cue, session: Session, now: float) -> None:
        """Show a cue that has begun."""
        if not self._levels:
            self._levels = levels(session.cues)
            phases = dict.fromkeys(c.text for c in session.cues if c.kind in BREATHING)
            self._change(phases=tuple(phases))
        if cue.kind in ("intro", "paragraph"):
            at = self._told.index(cue) if cue in self._told else len(self._told)
            self._told = [*self._told[:at], cue]
        if cue.kind == "intro" and not cue.seconds:
            self._unread = [*self._unread, cue.text]
        if cue.kind == "paragraph" and cue.seconds is None:
            self._open([cue])
        self.frame(session, now)

    def frame(self, session: Session, now: float) -> float | None:
        """Draw this moment; return the seconds until the next drawing, None for none."""
        self._settle_note(now, session)
        self._again = lambda: None
        left = session.left(now)
        cue = session.cue
        if cue.kind == "paragraph" or (
            cue.kind == "intro" and session.cues[-2].kind == "paragraph"
        ):
            self._show(text_view(self._with_aside(f"{cue.place} of {cue.places}"), self._told))
        else:
            self._show(timed_view(self._with_aside(_aside(cue, left)), self._moment(session, now)))
        if session.paused or session.deadline is None:
            return None if self._note_until is None else _STILL
        return self._between if cue.kind in ("in", "out") else max(_STILL, self._between)

    def resized(self) -> None:
        """Follow a new size of the terminal."""
        self._measure()
        self._canvas.forget()
        self._again()

    def note(self, text: str) -> None:
        """Say something about the session, for a moment."""
        self._change(note=text)
        self._note_until = -1.0

    def help(self, lines: Sequence[str]) -> None:
        """Show the keys, or hide them again."""
        self._change(help=() if self._frame.help else tuple(lines))

    def intro(self, cues: Sequence[Cue]) -> None:
        """Keep what is said before a question or a list, to show it with the first or before."""
        self._intro = self._unread = [cue.text for cue in cues]

    def ask(self, cue: Cue, given: str, before: Sequence[str]) -> str:
        """Let an answer be typed; returns it, or a lone `<`, `e`, `?`, `h` or `q` as a wish.

        On a line that came back filled, one of these right after what stood there is a wish too.
        `typed` holds what stands on the line, also when a wish or leaving cuts it short.
        """
        editor = LineEditor(given)
        self.typed = given
        above = self._intro if cue.place == 1 else []
        self._open([cue])

        def draw() -> None:
            number = f"{cue.round} of {cue.of} " if cue.of > 1 else ""
            mark = number + _MARK
            room = min(self._size[0], 72) - len(mark)
            line, cursor = editor.window(room)
            note = wish_in_words(editor.text, given) or self._frame.note
            frame = self._frame._replace(note=note)
            rows, at = question_view(frame, cue, above, before, line, cursor, mark)
            self._show(rows, at)

        self._again = draw
        draw()
        while True:
            # What is pasted is drawn once all of it is there.
            key = self._keys.read(0)
            if key is None:
                draw()
                key = self._keys.read(None)
            if key == "enter":
                self._change(help=(), note="")
                self.typed = given if editor.text.startswith(given) else ""
                return wish(editor.text, given) or editor.text.strip()
            if key in _LONE and not (key == "?" and editor.text):
                self._change(note="")
                return _LONE[key]
            if key in ("resize", "resume"):
                self.resized()
            elif key is None or key not in ("q", "h"):
                leave_if_asked(key or "closed")
            if key and key not in ("resize", "resume"):
                editor.press(key)
                self.typed = editor.text.strip()

    def show_list(self, items: Sequence[Cue], ticked: Collection[int], at: int, new: str) -> None:
        """Show the list as it stands."""
        self._open(items)

        def draw() -> None:
            done = f"{len(ticked)} of {len(items)}"
            self._show(list_view(self._with_aside(done), self._intro, items, ticked, at))

        all_done = "All ticked. Enter goes on." if len(ticked) == len(items) else ""
        self._change(note=all_done)
        self._again = draw
        draw()

    def end(self, text: str, wait: Callable[[float], str | None]) -> None:
        """Say that it is over: here for a moment, and again on the screen there was before."""
        self._change(note="", hint="", help=(), aside="", care=())
        self._again = lambda: self._show(end_view(self._frame, text))
        self._again()
        key = wait(END_SECONDS)
        while key in ("resize", "resume"):
            self.resized()
            key = wait(END_SECONDS)
        self.close()
        leave_if_asked(key if key in LEAVING else "")
        say(text, self._keys, self._out, self._size[0])

    def close(self) -> None:
        """Give the screen back."""
        self._keys.leave_fullscreen()

    def _moment(self, session: Session, now: float) -> Moment:
        start, end = self._levels[session.position]
        done = session.progress(now)
        return Moment(
            session.cue,
            eased(start, end, done),
            done,
            session.duration(session.cue),
            session.paused,
        )

    def _give_time_to_read(self) -> None:
        """Wait on the screen there was before, however its size changes, for a key or the time."""
        say(READING, self._keys, self._out, self._size[0])
        seconds = min(sum(map(reading_seconds, self._frame.care)), READING_SECONDS)
        key = self._keys.read(seconds)
        while key in ("resize", "resume"):
            self._measure()
            if key == "resume":
                for text in (*self._frame.care, READING):
                    say(text, self._keys, self._out, self._size[0])
            key = self._keys.read(seconds)
        leave_if_asked((key or "").lower())

    def _open(self, cues: Sequence[Cue]) -> None:
        """Show what is said first on pages of its own where there is no room for it beside these."""
        texts, self._unread = self._unread, []
        if not texts or opening_fits(self._frame, texts, cues):
            return
        self._again = lambda: None
        at = 0
        while True:
            frame = self._frame._replace(note=_GO_ON, hint=READING_SHORT)
            pages = opening_pages(frame._replace(help=()), texts)
            if at == len(pages):
                return
            aside = f"{at + 1} of {len(pages)}" if len(pages) > 1 else ""
            self._show(opening_view(frame._replace(aside=aside), pages[at]))
            key = (self._keys.read(None) or "closed").lower()
            leave_if_asked(key)
            if key in ("resize", "resume"):
                # Other pages: from the first again, or some of it might never be in sight.
                self.resized()
                at = 0
                continue
            self.help(OPENING_KEYS if key == "?" else ())
            if key in (" ", "enter", "n", "right"):
                at += 1
            elif key in ("b", "left"):
                at = max(at - 1, 0)

    def _settle_note(self, now: float, session: Session) -> None:
        """Let a note give way, after a while or when a pause ends, to what always stands there."""
        if self._paused and not session.paused:
            self._note_until = None
        self._paused = session.paused
        if self._note_until == -1.0:
            self._note_until = now + NOTE_SECONDS
        elif self._note_until is None or now >= self._note_until:
            self._note_until = None
            untimed = _GO_ON if session.deadline is None else ""
            self._change(note=_PAUSED if session.paused else untimed)

    def _measure(self) -> None:
        self._size = self._keys.size()
        self._change(columns=self._size[0], rows=self._size[1])

    def _with_aside(self, aside: str) -> Frame:
        return self._frame._replace(aside=aside)

    def _change(self, **values: Any) -> None:
        self._frame = self._frame._replace(**values)

    def _show(self, rows: Sequence[Row], cursor: tuple[int, int] | None = None) -> None:
        self._canvas.paint(rows, self._size[0], cursor)


def _aside(cue: Cue, left: float | None) -> str:
    parts = [f"breath {cue.round} of {cue.of}"] if cue.kind in BREATHING else []
    if left is not None:
        minutes, seconds = divmod(round(left), 60)
        parts.append(f"{minutes}:{seconds:02} left")
    return ", ".join(parts)

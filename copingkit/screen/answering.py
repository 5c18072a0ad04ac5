"""Questions to answer and lists to tick: where a person, not the clock, goes on."""

from __future__ import annotations

from typing import Any

from .keys import Left, leave_if_asked
from .player_lines import TAKE_OUT, list_keys


def answer(player: Any) -> None:
    """Ask every question in turn; answers stay in `player.answers`, by number of cue.

    An empty line goes to the next question. A lone `<` goes back one.
    """
    asked = [cue for cue in player.sequence if cue.kind == "prompt"]
    at = 0
    while at < len(asked):
        cue = asked[at]
        given = player.answers.get(cue.number, "")
        same = [c.number for c in asked[:at] if c.place == cue.place]
        before = [player.answers[number] for number in same if number in player.answers]
        try:
            line = player.screen.ask(cue, given, before)
        except Left:
            _keep_typed(player, cue)
            raise
        if line in ("<", "e"):
            given = _keep_typed(player, cue)
        if line in ("q", "h"):
            raise Left(line)
        if line == "<":
            at = max(at - 1, 0)
        elif line == "?":
            player.screen.help(player.screen.answer_keys)
        elif line == "e":
            at = _write_long(player, cue, given, at)
        elif given and line == ("" if player.screen.prefills else TAKE_OUT):
            del player.answers[cue.number]
            at += 1
        elif line:
            player.answers[cue.number] = line
            at += 1
        elif given:
            at += 1
        else:
            at += cue.of - cue.round + 1


def _keep_typed(player: Any, cue: Any) -> str:
    """Keep a line that was cut short: going back, to the editor or away loses no word."""
    if player.screen.typed:
        player.answers[cue.number] = player.screen.typed
    elif player.screen.prefills:
        player.answers.pop(cue.number, None)
    return str(player.screen.typed)


def _write_long(player: Any, cue: Any, given: str, at: int) -> int:
    from .own_editor import NothingWritten, write_in_editor

    try:
        text = write_in_editor(given, player.keys)
    except NothingWritten as why:
        player.screen.resized()
        player.screen.note(str(why))
        return at
    player.screen.resized()
    player.answers[cue.number] = text
    return at + 1 if text else at


def tick(player: Any) -> None:
    """Let things be ticked, in any order, until Enter; or until the last one is ticked and Enter."""
    items = [cue for cue in player.sequence if cue.kind == "item"]
    ticked: set[int] = set()
    at, new = 0, ""
    while True:
        player.screen.show_list(items, ticked, at, new)
        key = (player.keys.read(None) or "enter").lower()
        new = " "
        if key not in ("?", "resize", "resume"):
            player.screen.help(())
        if key == "enter":
            return
        if key in ("n", "down"):
            at = min(at + 1, len(items) - 1)
            new = f"{at + 1}. {items[at].text}"
        elif key in ("b", "up"):
            at = max(at - 1, 0)
            new = f"{at + 1}. {items[at].text}"
        elif key == " " or (key.isdecimal() and 1 <= int(key) <= len(items)):
            at = at if key == " " else int(key) - 1
            ticked ^= {at}
            new = _said(items, ticked, at)
            at = _next_open(ticked, at, len(items))
        elif key == "?":
            player.screen.help(list_keys(len(items)))
        else:
            leave_if_asked(key)
            if key in ("resize", "resume"):
                player.screen.resized()
            if key == "resume":
                new = f"{at + 1}. {items[at].text}"


def _said(items: Any, ticked: set[int], at: int) -> str:
    mark = "Ticked" if at in ticked else "Not ticked"
    all_done = " All ticked; Enter goes on." if len(ticked) == len(items) else ""
    return f"{mark}: {at + 1}. {items[at].text}{all_done}"


def _next_open(ticked: set[int], at: int, count: int) -> int:
    if at not in ticked:
        return at
    return next((i for i in [*range(at, count), *range(at)] if i not in ticked), at)

"""Toolbox, the person's own marks: rate, pin, hide, tweak."""

from __future__ import annotations

from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt
from .toolbox_panel import PANEL

app = typer.Typer()
Undo = Annotated[bool, typer.Option("--undo", help="Take the mark back.")]


@app.command("rate", rich_help_panel=PANEL)
def rate(
    name: opt.Name,
    stars: Annotated[
        int | None, typer.Argument(min=1, max=5, metavar="[1-5]", help="From 1 to 5.")
    ] = None,
    need: opt.Needs = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="A word on it.")
    ] = None,
) -> None:
    """Rate a strategy 1 to 5, without running it."""
    from .marking import rate_one

    kit = surroundings.current()
    rate_one(kit, name, stars, opt.need_ids(kit, need), note)


@app.command("pin", rich_help_panel=PANEL)
def pin(name: opt.Name, undo: Undo = False) -> None:
    """Pin a strategy: it stands first in lists."""
    from .marking import mark

    mark(surroundings.current(), "pin", name, undo)


@app.command("hide", rich_help_panel=PANEL)
def hide(name: opt.Name, undo: Undo = False) -> None:
    """Hide a strategy: it is never listed or suggested."""
    from .marking import mark

    mark(surroundings.current(), "hide", name, undo)


@app.command("tweak", rich_help_panel=PANEL)
def tweak(
    name: opt.Name,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help='My note; "" removes it.')
    ] = None,
    pace: opt.Pace = None,
    undo: Undo = False,
) -> None:
    """Keep my own note or pace on a shared strategy. Library updates leave it alone."""
    from .marking import tweak_one

    tweak_one(surroundings.current(), name, note, pace, undo)

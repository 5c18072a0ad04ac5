"""When it's hard: support, now."""

from __future__ import annotations

from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt
from .plan_group import app as plan_app
from .support_group import app as support_app

PANEL = "When it's hard"
app = typer.Typer()
app.add_typer(support_app, name="support", rich_help_panel=PANEL)
app.add_typer(plan_app, name="plan", rich_help_panel=PANEL)


@app.command("now", rich_help_panel=PANEL)
def now(
    need: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NEED]",
            help='What it is about: panic, anger, "can\'t sleep", ...',
            autocompletion=opt.term_ids("needs"),
        ),
    ] = None,  # fmt: skip
    minutes: opt.Minutes = None,
    place: opt.PlaceOption = None,
    discreet: opt.Discreet = False,
    without: opt.Without = None,
    sound: opt.Sound = None,
    motion: opt.Motion = None,
    no_log: Annotated[bool, typer.Option("--no-log", help="Remember nothing.")] = False,
) -> None:
    """Start a fitting technique at once. No questions first."""
    from . import together

    kit = surroundings.current()
    kit.asks_nothing = True
    ask = opt.ask_for(
        kit, needs=opt.heard(kit, need), minutes=minutes, place=place,
        discreet=discreet, without=without,
    )  # fmt: skip
    how = together.How(
        sound=opt.chosen("sound", sound, "off", "bell", "tone"),
        motion=opt.chosen("motion", motion, "full", "none"),
    )
    together.now(kit, ask, log=not no_log, how=how)

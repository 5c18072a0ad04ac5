"""The command `remind`."""

from __future__ import annotations

from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt

PANEL = "My data"
app = typer.Typer()


@app.command("remind", rich_help_panel=PANEL)
def remind(
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="When, every day.")] = "20:00",
    install: Annotated[
        bool, typer.Option("--install", help="Set it up: systemd user timer, else cron.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away again.")] = False,
    by: Annotated[
        str | None, typer.Option("--with", metavar="WHAT", help="systemd or cron.")
    ] = None,
    notify: Annotated[
        bool, typer.Option("--notify", help="What the set-up run does: say it on the desktop too.")
    ] = False,
    as_json: opt.Json = False,
) -> None:
    """Show what a reminder would say, and how to be reminded. Sets nothing up by itself."""
    from . import remind, remind_jobs

    kit = surroundings.current()
    if remove:
        remind_jobs.remove(kit, by)
    elif install:
        remind_jobs.install(kit, remind.job(at), by)
    elif notify:
        remind.notify(kit)
    else:
        remind.show(kit, remind.job(at), as_json)

"""My data: settings."""

from __future__ import annotations

from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt

PANEL = "My data"
app = typer.Typer()


@app.command("settings", rich_help_panel=PANEL)
def settings(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which setting.")] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help='What to set; "" takes it back.')
    ] = None,
    as_json: opt.Json = False,
) -> None:
    """Show or change settings: country, language, motion, sound, what never to show me."""
    from . import setting_bodies

    setting_bodies.settings(surroundings.current(), name, value, as_json)

"""Sharing, other people's libraries: add, list, update, remove, stats."""

from __future__ import annotations

from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt
from .complete import source_names

Added = Annotated[
    str,
    typer.Argument(metavar="NAME", help="An added library.", autocompletion=source_names),
]


def register(group: typer.Typer) -> None:
    """Give a group the commands for added libraries."""
    group.command("add")(add)
    group.command("list")(list_)
    group.command("update")(update)
    group.command("remove")(remove)
    group.command("stats")(stats)


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it: our-group")],
    where: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help="A folder, or a git address: https://, ssh:// or file:///"
        ),
    ],
) -> None:
    """Add a library of other people's strategies. It is data: nothing in it runs."""
    from . import library_bodies

    library_bodies.add(surroundings.current(), name, where)


def list_(as_json: opt.Json = False) -> None:
    """List the added libraries: from where, how many, when taken."""
    from . import library_bodies

    library_bodies.list_all(surroundings.current(), as_json)


def update(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Which one; all without.", autocompletion=source_names
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what changed, take nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take it without asking.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Return to the version before.")] = False,
    as_json: opt.Json = False,
) -> None:
    """Take what changed in added libraries. It is shown first, and taken whole or not at all."""
    from . import library_bodies

    kit = surroundings.current()
    if undo:
        library_bodies.back(kit, name)
    else:
        library_bodies.update(kit, name, dry_run=dry_run, yes=yes, as_json=as_json)


def remove(name: Added) -> None:
    """Remove an added library. My pins, notes and results on its strategies stay."""
    from . import library_bodies

    library_bodies.remove(surroundings.current(), name)


def stats(as_json: opt.Json = False) -> None:
    """Count strategies by kind, need, language, library and evidence."""
    from . import library_bodies

    library_bodies.stats(surroundings.current(), as_json)

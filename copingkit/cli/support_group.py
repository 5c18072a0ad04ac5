"""The command `support` and what belongs to it."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from . import kit as surroundings
from . import options as opt


class SupportGroup(TyperGroup):
    """Shows people and lines whatever is typed: an unknown word is taken for a country."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read `support austria` as `support --country austria`."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["--country", " ".join(a for a in args if not a.startswith("-")),
                    *(a for a in args if a.startswith("-"))]  # fmt: skip
        return super().parse_args(ctx, args)


app = typer.Typer(cls=SupportGroup, invoke_without_command=True, no_args_is_help=False)


@app.callback()
def support(
    context: typer.Context,
    country: Annotated[
        str | None,
        typer.Option("--country", metavar="CC", help="A country: IE, AT, ireland, ..."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The lines of every country.")] = False,
    as_json: opt.Json = False,
) -> None:
    """People to turn to: my own first, then lines for my country. Asks and records nothing."""
    if context.invoked_subcommand is None:
        from .support_end import support_then_plan

        support_then_plan(surroundings.current(), country, everything, as_json)


@app.command("add")
def add(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A name; asked for when left out.")
    ] = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How I reach them.")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="TEXT", help="What is good to know.")
    ] = None,
) -> None:
    """Put somebody on my list."""
    from . import people

    people.add(surroundings.current(), name, how, about)


@app.command("list")
def list_(as_json: opt.Json = False) -> None:
    """List my people."""
    from . import people

    people.show(surroundings.current(), as_json)


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the number in the list.")],
) -> None:
    """Take somebody off my list."""
    from . import people

    people.remove(surroundings.current(), name)

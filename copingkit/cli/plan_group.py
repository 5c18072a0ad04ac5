"""The command `plan` and what belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt
from .complete import strategy_ids

app = typer.Typer(invoke_without_command=True, no_args_is_help=False)
PartName = Annotated[
    str,
    typer.Argument(
        metavar="PART", help="signs, myself, around, people, lines, safer, before or messages."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Into a new file, readable by me alone."),
]


@app.callback()
def plan(context: typer.Context, as_json: opt.Json = False) -> None:
    """My own plan for bad days: signs, what I do, people, places, lines, making it safer."""
    if context.invoked_subcommand is None:
        from .plan import show_plan

        show_plan(surroundings.current(), as_json)


@app.command("add")
def add(
    part: Annotated[
        str | None, typer.Argument(metavar="[PART]", help="Which part; asked for when left out.")
    ] = None,
    text: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="A line in my words; or asked for.")
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option(
            "--strategy", "-s", metavar="ID", help="A strategy, instead of words.",
            autocompletion=strategy_ids,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Add a line; without words, goes through the parts with me. Everything can be skipped."""
    from . import plan

    plan.add(surroundings.current(), part, text, strategy)


@app.command("edit")
def edit() -> None:
    """Change the whole plan in my own editor."""
    from . import plan

    plan.edit(surroundings.current())


@app.command("remove")
def remove(
    part: PartName,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Which line, 1 is first.")],
) -> None:
    """Take a line out."""
    from . import plan

    plan.remove(surroundings.current(), part, number)


@app.command("print")
def print_(
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="text, md or html.")
    ] = "text",
    card: Annotated[bool, typer.Option("--card", help="A card for the wallet instead.")] = False,
    output: Output = None,
) -> None:
    """Print the plan on one sheet, or as a wallet card. As text, Markdown, or a page."""
    from .plan_paper import print_plan

    print_plan(surroundings.current(), form, card, output)


@app.command("share")
def share(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Strategies.", autocompletion=strategy_ids),
    ] = None,
    output: Output = None,
) -> None:
    """Hand strategies to a friend as one file. Nothing about me is in it."""
    from .plan_paper import share_strategies

    share_strategies(surroundings.current(), names or [], output)


@app.command("ready")
def ready() -> None:
    """Get ready in a short evening. A country, a person, three strategies; all skippable."""
    from .plan_ready import get_ready

    get_ready(surroundings.current())

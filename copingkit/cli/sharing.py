"""Sharing: mine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt
from .mine_giving import Giving

PANEL = "Sharing"
app = typer.Typer()
mine = typer.Typer(help="My own strategies: make, change, list, remove, give to others.")
app.add_typer(mine, name="mine", rich_help_panel=PANEL)


def own_ids(incomplete: str) -> list[tuple[str, str]]:
    """Complete the ids of own strategies."""
    try:
        cards = surroundings.current().catalogue.cards
    except Exception:
        return []
    return [
        (c.id, c.title)
        for c in cards
        if c.source == "mine" and c.id.startswith(incomplete.lower())
    ]  # fmt: skip


Own = Annotated[
    str, typer.Argument(metavar="ID", help="One of my own.", autocompletion=own_ids)
]  # fmt: skip
File = Annotated[
    str | None,
    typer.Option("--file", "-f", metavar="FILE", help='Take a YAML file; "-" is standard input.'),
]
To = Annotated[
    Path | None,
    typer.Option("--to", metavar="DIR", help="A checkout of the library: a branch and a commit."),
]
Web = Annotated[
    bool, typer.Option("--web", help="A web address that opens it in a browser; no git needed.")
]
Print = Annotated[bool, typer.Option("--print", help="The text, on standard output.")]
PenName = Annotated[
    str | None, typer.Option("--pen-name", metavar="NAME", help="The name to stand beside it.")
]
Anonymous = Annotated[bool, typer.Option("--anonymous", help="No name beside it.")]
Agree = Annotated[
    bool, typer.Option("--agree", help="I give it under CC BY 4.0, without being asked again.")
]


@mine.command("new")
def new(file: File = None) -> None:
    """Make one of my own, by questions or from a file."""
    from .mine_editing import new

    new(surroundings.current(), file)


@mine.command("edit")
def edit(
    name: Own,
    file: File = None,
    undo: Annotated[bool, typer.Option("--undo", help="Back to the earlier text.")] = False,
) -> None:
    """Change one in my editor ($VISUAL or $EDITOR).

    It is taken back once it can be read; until then nothing is lost.
    """
    from .mine_editing import edit

    edit(surroundings.current(), name, file, undo)


@mine.command("list")
def list_(as_json: opt.Json = False) -> None:
    """List my own strategies."""
    from .mine_bodies import list_mine

    list_mine(surroundings.current(), as_json)


@mine.command("remove")
def remove(
    name: Own,
    undo: Annotated[bool, typer.Option("--undo", help="Bring it back.")] = False,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Delete it with its earlier texts; no way back.")
    ] = False,
) -> None:
    """Remove one; --undo brings it back."""
    from .mine_bodies import remove

    remove(surroundings.current(), name, undo=undo, for_good=for_good)


@mine.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A strategy's YAML file, or -.")],
) -> None:
    """Take one that somebody gave me; it is shown first."""
    from .mine_bodies import take_in

    take_in(surroundings.current(), file)


@mine.command("share")
def share(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One of my own.", autocompletion=own_ids)
    ] = None,
    outcomes: Annotated[
        bool, typer.Option("--outcomes", help="Not a strategy: my results, as counts only.")
    ] = False,
    to: To = None,
    web: Web = False,
    print_: Print = False,
    pen_name: PenName = None,
    anonymous: Anonymous = False,
    agree: Agree = False,
    keep_props: Annotated[
        bool, typer.Option("--keep-props", help="Also name things that no shared one asks for.")
    ] = False,
    keep_author: Annotated[
        list[str] | None,
        typer.Option(
            "--keep-author", metavar="NAME", help="Also name this author of mine, who agrees."
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="With --outcomes: also what was shared before.")
    ] = False,
) -> None:
    """Give one, or my results as counts, to the library.

    What becomes public is shown first, word for word, and held to the library's own check.
    """
    from .mine_share import Kept, share_or_outcomes

    giving = Giving(to, web, print_, pen_name, anonymous, agree)
    kept = Kept(keep_props, keep_author or ())
    share_or_outcomes(
        surroundings.current(), name, giving, outcomes=outcomes, kept=kept, again=again
    )


@mine.command("experience")
def experience(
    name: opt.Name,
    helped: Annotated[
        str | None, typer.Option("--helped", metavar="HOW", help="yes, no or mixed.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help='What it was like; "-" is standard input.'),
    ] = None,
    to: To = None,
    web: Web = False,
    print_: Print = False,
    pen_name: PenName = None,
    anonymous: Anonymous = False,
    agree: Agree = False,
) -> None:
    """Give a line on how a shared one was for me."""
    from .mine_share import give_experience

    giving = Giving(to, web, print_, pen_name, anonymous, agree)
    give_experience(surroundings.current(), name, giving, helped, text)

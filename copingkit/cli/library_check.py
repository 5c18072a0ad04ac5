"""Sharing: library check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import options as opt
from .complete import rule_codes


def register(group: typer.Typer) -> None:
    """Give a group the command `check`."""
    group.command("check")(check)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]",
            help="Files or folders; without, ./strategies or the shipped library.",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended safely: order, sorting, spaces.")
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Say what a rule is, and why: CK007.",
            autocompletion=rule_codes,
        ),
    ] = None,  # fmt: skip
    as_json: opt.Json = False,
) -> None:
    """Check strategy files. Says what keeps them out of the library, and gives advice. Ends with 4 if any is
    kept out, also when its output is cut short.
    """
    from . import checking, kit

    if explain is not None:
        checking.explain(kit.current(), explain, as_json)
    else:
        checking.check(kit.current(), paths or [], fix=fix, as_json=as_json)

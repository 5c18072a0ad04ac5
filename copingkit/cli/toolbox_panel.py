"""Toolbox: find, show, try, suggest."""

from __future__ import annotations

from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt

PANEL = "Toolbox"
app = typer.Typer()


@app.command("find", rich_help_panel=PANEL)
def find(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Any words: panic, breath, ...")
    ] = None,
    need: opt.Needs = None,
    minutes: opt.Minutes = None,
    energy: opt.Energy = None,
    place: opt.PlaceOption = None,
    discreet: opt.Discreet = False,
    without: opt.Without = None,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            metavar="KIND",
            help="Of one kind, for example: grounding.",
            autocompletion=opt.term_ids("categories"),
        ),
    ] = None,  # fmt: skip
    when: Annotated[
        str | None, typer.Option("--when", metavar="WHEN", help="now, daily, ahead or after.")
    ] = None,
    company: Annotated[
        str | None, typer.Option("--company", metavar="WHO", help="alone or with-someone.")
    ] = None,
    mine: Annotated[bool, typer.Option("--mine", help="My own ones.")] = False,
    pinned: Annotated[bool, typer.Option("--pinned", help="My pinned ones.")] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="The ones I have hidden.")] = False,
    needs: Annotated[bool, typer.Option("--needs", help="List the words for needs.")] = False,
    as_json: opt.Json = False,
) -> None:
    """Find strategies by words or by what fits right now."""
    from . import finding

    kit = surroundings.current()
    if needs:
        finding.show_needs(kit, as_json)
        return
    ask = opt.ask_for(
        kit, needs=need, minutes=minutes, energy=energy, place=place, discreet=discreet,
        without=without, category=category, when=when, company=company,
    )  # fmt: skip
    finding.find(
        kit, " ".join(words or []), ask, mine=mine, pinned=pinned, hidden=hidden, as_json=as_json
    )


@app.command("show", rich_help_panel=PANEL)
def show(name: opt.Name, as_json: opt.Json = False) -> None:
    """Show one strategy: steps, cautions, and what is known."""
    from . import finding

    finding.show(surroundings.current(), name, as_json)


@app.command("try", rich_help_panel=PANEL)
def try_(
    name: opt.Name,
    need: opt.Needs = None,
    pace: opt.Pace = None,
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=1, max=200, metavar="N", help="Rounds of breath.")
    ] = None,
    minutes: opt.Length = None,
    no_hold: Annotated[bool, typer.Option("--no-hold", help="Leave breath-holds out.")] = False,
    sound: opt.Sound = None,
    motion: opt.Motion = None,
    no_log: Annotated[bool, typer.Option("--no-log", help="Remember nothing.")] = False,
) -> None:
    """Do a strategy together, step by step. ID may also be a file: ./draft.yaml"""
    from . import together

    kit = surroundings.current()
    together.try_one(
        kit, name, needs=opt.need_ids(kit, need), log=not no_log,
        how=together.How(
            pace, rounds, minutes, no_hold,
            opt.chosen("sound", sound, "off", "bell", "tone"),
            opt.chosen("motion", motion, "full", "none"),
        ),
    )  # fmt: skip


@app.command("suggest", rich_help_panel=PANEL)
def suggest(
    need: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NEED]", help="What it is about.", autocompletion=opt.term_ids("needs")
        ),
    ] = None,
    level: Annotated[
        int | None,
        typer.Option("--level", min=0, max=10, metavar="0-10", help="How strong it is right now."),
    ] = None,
    minutes: opt.Minutes = None,
    energy: opt.Energy = None,
    place: opt.PlaceOption = None,
    discreet: opt.Discreet = False,
    without: opt.Without = None,
    why: Annotated[bool, typer.Option("--why", help="Show the arithmetic.")] = False,
    as_json: opt.Json = False,
) -> None:
    """Suggest up to three things to try, each with its reason."""
    from . import suggesting

    kit = surroundings.current()
    ask = opt.ask_for(
        kit, needs=[" ".join(need)] if need else None, minutes=minutes, energy=energy, place=place,
        discreet=discreet, without=without,
    )  # fmt: skip
    suggesting.suggest(kit, ask, level, why=why, as_json=as_json)

"""Looking back: log, insights."""

# No annotations from the future: Typer would read their texts one by one at each start.
from pathlib import Path
from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt

PANEL = "Looking back"
app = typer.Typer()
log = typer.Typer(help="My log: how it was, what I used, what helped. It stays on this machine.")
app.add_typer(log, name="log", rich_help_panel=PANEL)

Entries = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Ids, as `log list` shows them.")
]
From = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help='From this day: "last monday", 2026-11-01.')
]  # fmt: skip
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="On this day.")]
Need = Annotated[
    str | None,
    typer.Option(
        "--need", "-n", metavar="NEED", help="About this.", autocompletion=opt.term_ids("needs")
    ),
]
Strategy = Annotated[
    str | None,
    typer.Option(
        "--strategy", "-s", metavar="ID", help="With this strategy.", autocompletion=opt.strategy_ids
    ),
]  # fmt: skip
Tag = Annotated[str | None, typer.Option("--tag", metavar="TAG", help="With this tag.")]
Contains = Annotated[
    str | None, typer.Option("--contains", metavar="TEXT", help="With this text in it.")
]
Outcome = Annotated[
    str | None,
    typer.Option(
        "--outcome", metavar="WORD", help="a-lot, a-bit, no-change, worse, stopped or couldnt."
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="At most this many, newest first.")
]
Before = Annotated[
    int | None,
    typer.Option("--before", min=0, max=10, metavar="0-10", help="How strong it was before."),
]
After = Annotated[
    int | None,
    typer.Option("--after", min=0, max=10, metavar="0-10", help="How strong it was after."),
]

Rating = Annotated[
    int | None, typer.Option("--rating", min=1, max=5, metavar="1-5", help="A rating.")
]
Minutes = Annotated[
    float | None, typer.Option("--minutes", "-m", min=0, metavar="N", help="How long it took.")
]
Place = Annotated[str | None, typer.Option("--place", help="Where I was.")]
Company = Annotated[str | None, typer.Option("--with", help="Who I was with.")]
Obstacle = Annotated[str | None, typer.Option("--obstacle", help="What got in the way.")]


@log.command("add")
def add(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NOTE]", help='A note; "-" reads it from standard input.'),
    ] = None,
    strategy: Strategy = None,
    need: opt.Needs = None,
    before: Before = None,
    after: After = None,
    outcome: Outcome = None,
    rating: Rating = None,
    when: Annotated[
        str | None,
        typer.Option("--when", metavar="TIME", help='"yesterday 22:30", "2 hours ago", ISO 8601.'),
    ] = None,
    minutes: Minutes = None,
    place: Place = None,
    energy: opt.Energy = None,
    company: Company = None,
    obstacle: Obstacle = None,
    note: Annotated[str | None, typer.Option("--note", help="A note.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be repeated.")] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write the note in $EDITOR.")] = False,
    as_json: opt.Json = False,
) -> None:
    """Note how it is, or what I used. With nothing given, asks - and Enter skips."""
    from . import log_adding as bodies

    kit = surroundings.current()
    typed = bodies.Typed(
        tuple(words or ()), strategy, need, before, after, outcome, rating, when, minutes, place, energy,
        company, obstacle, note, tuple(tag or ()), edit,
    )  # fmt: skip
    bodies.add(kit, typed, as_json)


@log.command("list")
def list_(
    from_: From = None,
    to: To = None,
    on: On = None,
    need: Need = None,
    strategy: Strategy = None,
    tag: Tag = None,
    contains: Contains = None,
    outcome: Outcome = None,
    limit: Limit = None,
    as_json: opt.Json = False,
) -> None:
    """List entries, newest first. Without --limit or a filter, the last 20."""
    from . import log_bodies as bodies

    kit = surroundings.current()
    chosen = bodies.chosen(
        kit, from_=from_, to=to, on=on, need=need, strategy=strategy, tag=tag, contains=contains,
        outcome=outcome, limit=limit,
    )  # fmt: skip
    bodies.list_entries(kit, chosen, as_json)


@log.command("show")
def show(
    entries: Entries = None,
    from_: From = None,
    to: To = None,
    on: On = None,
    need: Need = None,
    strategy: Strategy = None,
    tag: Tag = None,
    contains: Contains = None,
    outcome: Outcome = None,
    limit: Limit = None,
    as_json: opt.Json = False,
) -> None:
    """Show entries whole, by id or by filter."""
    from . import log_bodies as bodies

    kit = surroundings.current()
    chosen = bodies.chosen(
        kit, from_=from_, to=to, on=on, need=need, strategy=strategy, tag=tag, contains=contains,
        outcome=outcome, limit=limit,
    )  # fmt: skip
    bodies.show(kit, entries or [], chosen, as_json)


@log.command("edit")
def edit(
    entry: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An entry's id; without it, a filter.")
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE",
            help='What it becomes, for example tags=work; "note=" clears. May be repeated.',
        ),
    ] = None,
    strategy: Strategy = None,
    need: opt.Needs = None,
    before: Before = None,
    after: After = None,
    outcome: Outcome = None,
    rating: Rating = None,
    when: Annotated[str | None, typer.Option("--when", metavar="TIME", help="When.")] = None,
    minutes: Minutes = None,
    place: Place = None,
    energy: opt.Energy = None,
    company: Company = None,
    obstacle: Obstacle = None,
    note: Annotated[
        str | None, typer.Option("--note", help='A note; "" removes it. Without it: $EDITOR.')
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Tags, replacing the old.")] = None,
    from_: From = None,
    to: To = None,
    on: On = None,
    contains: Contains = None,
    limit: Limit = None,
) -> None:  # fmt: skip
    """Change an entry. With nothing to change given, opens its note in $EDITOR.

    Without an id, changes all that a filter chooses: --need --strategy --tag --outcome and the
    days then choose, and --set says what they become. One undo takes it back.
    """
    from . import log_changing as bodies

    kit = surroundings.current()
    given = bodies.Given(
        choosing={"from_": from_, "to": to, "on": on, "contains": contains, "limit": limit},
        either={"strategy": strategy, "need": need, "outcome": outcome, "tag": tag},
        changing={
            "before": before, "after": after, "rating": rating, "at": when, "minutes": minutes,
            "place": place, "energy": energy, "company": company, "obstacle": obstacle, "note": note,
        },
        pairs=change or [],
    )  # fmt: skip
    bodies.edit(kit, entry, given)


@log.command("delete")
def delete(
    entries: Entries = None,
    from_: From = None,
    to: To = None,
    on: On = None,
    need: Need = None,
    strategy: Strategy = None,
    tag: Tag = None,
    contains: Contains = None,
    outcome: Outcome = None,
    limit: Limit = None,
) -> None:
    """Delete entries, by id or by filter. `coping log undo` brings them back."""
    from . import log_changing as bodies
    from .log_bodies import chosen as filter_of

    kit = surroundings.current()
    chosen = filter_of(
        kit, from_=from_, to=to, on=on, need=need, strategy=strategy, tag=tag, contains=contains,
        outcome=outcome, limit=limit,
    )  # fmt: skip
    bodies.delete(kit, entries or [], chosen)


@log.command("undo")
def undo(
    as_list: Annotated[bool, typer.Option("--list", help="Show what can be undone.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Do again what undo took back.")] = False,
    as_json: opt.Json = False,
) -> None:
    """Take back the last change to my log, marks or settings."""
    from . import log_changing as bodies

    bodies.undo(surroundings.current(), as_list=as_list, redo=redo, as_json=as_json)


@app.command("insights", rich_help_panel=PANEL)
def insights(
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=36500, metavar="N", help="The last N days.")
    ] = None,
    from_: From = None,
    to: To = None,
    on: On = None,
    need: Need = None,
    strategy: Strategy = None,
    tag: Tag = None,
    contains: Contains = None,
    outcome: Outcome = None,
    limit: Limit = None,
    as_json: opt.Json = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page for a browser or printer."),
    ] = None,
) -> None:
    """See what helped, for what, and how sure that is. Over time, too."""
    from . import insight_bodies as bodies

    kit = surroundings.current()
    chosen = bodies.chosen(
        kit, days, from_=from_, to=to, on=on, need=need, strategy=strategy, tag=tag,
        contains=contains, outcome=outcome, limit=limit,
    )  # fmt: skip
    bodies.insights(kit, chosen, as_json=as_json, html=html)

"""My data: where it is, out and in, locked, and gone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import kit as surroundings
from . import options as opt
from .looking_back import Contains, From, Limit, Need, On, Outcome, Strategy, Tag, To

PANEL = "My data"
app = typer.Typer()
data = typer.Typer(help="Where my data is, out and in. It stays on this machine.")
app.add_typer(data, name="data", rich_help_panel=PANEL)

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


@data.command("where")
def where(as_json: opt.Json = False) -> None:
    """Show every place copingkit uses, and why."""
    from .places_body import where

    where(surroundings.current(), as_json)


@data.command("export")
def export(
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT",
            help="json (complete), csv, md, or html (with charts, to show or print).",
        ),
    ] = "json",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A new file to write.")
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
) -> None:  # fmt: skip
    """Write my log out. To standard output or a file, whole or filtered."""
    from . import data_bodies, log_bodies

    kit = surroundings.current()
    chosen = log_bodies.chosen(
        kit, from_=from_, to=to, on=on, need=need, strategy=strategy, tag=tag, contains=contains,
        outcome=outcome, limit=limit,
    )  # fmt: skip
    data_bodies.export(kit, form, output, chosen)


@data.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Our JSON or CSV, jrnl's JSON, or Daylio's CSV.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    deleted: Annotated[
        bool, typer.Option("--deleted", help="Bring back what was deleted here, too.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Bring entries in. Says first what is new; one undo takes it back."""
    from . import data_bodies

    data_bodies.import_(surroundings.current(), file, dry_run=dry_run, deleted=deleted, yes=yes)


@data.command("merge")
def merge(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER_OR_FILE]", help="Another device's data folder or export."),
    ] = None,
) -> None:
    """Join with another device. With no path: clear away conflict copies of sync tools."""
    from . import data_bodies

    data_bodies.merge(surroundings.current(), source)


@data.command("backup")
def backup(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A new file.")] = None,
) -> None:
    """Put everything of mine into one file. It is checked to read back."""
    from . import data_bodies

    data_bodies.backup(surroundings.current(), file)


@data.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of `coping data backup`.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="In place of what is here, instead of joined with it.")
    ] = False,
) -> None:
    """Bring a backup back. What is here already is kept and joined."""
    from . import data_bodies

    data_bodies.restore(surroundings.current(), file, replace=replace)


@data.command("repair")
def repair() -> None:
    """Set damaged files aside. The entries in them that can be read are saved."""
    from . import data_bodies

    data_bodies.repair(surroundings.current())


@data.command("lock")
def lock(yes: Yes = False) -> None:
    """Lock my log and all I have set with a passphrase."""
    from . import lock_bodies

    lock_bodies.lock(surroundings.current(), yes=yes)


@data.command("unlock")
def unlock() -> None:
    """Take the lock off. The files are readable again without a passphrase."""
    from . import lock_bodies

    lock_bodies.unlock(surroundings.current())


@data.command("change-passphrase")
def change_passphrase() -> None:
    """Choose another passphrase."""
    from . import lock_bodies

    lock_bodies.change_passphrase(surroundings.current())


@data.command("forget")
def forget(
    from_: From = None,
    to: To = None,
    on: On = None,
    need: Need = None,
    strategy: Strategy = None,
    tag: Tag = None,
    contains: Contains = None,
    outcome: Outcome = None,
    yes: Yes = False,
) -> None:
    """Erase everything of mine, or what a filter chooses, with all copies. No undo."""
    from . import data_bodies, log_bodies

    kit = surroundings.current()
    options = {
        "from_": from_, "to": to, "on": on, "need": need, "strategy": strategy, "tag": tag,
        "contains": contains, "outcome": outcome,
    }  # fmt: skip
    if any(value is not None for value in options.values()):
        data_bodies.forget_some(kit, log_bodies.chosen(kit, limit=None, **options), yes=yes)
    else:
        data_bodies.forget_all(kit, yes=yes)

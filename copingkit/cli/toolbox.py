"""The root command: knows every command's name, and loads one only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo, TyperInfo

# name -> module; in the order of the help.
COMMANDS = {
    "support": "hard",
    "now": "hard",
    "plan": "hard",
    "find": "toolbox_panel",
    "show": "toolbox_panel",
    "try": "toolbox_panel",
    "suggest": "toolbox_panel",
    "rate": "own_marks",
    "pin": "own_marks",
    "hide": "own_marks",
    "tweak": "own_marks",
    "log": "looking_back",
    "insights": "looking_back",
    "mine": "sharing",
    "library": "sharing_library",
    "remind": "remind_panel",
    "data": "data",
    "settings": "my_data",
}


class Toolbox(TyperGroup):
    """A group whose commands are imported when asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, importing its panel."""
        if cmd_name not in COMMANDS:
            return None
        self.commands[cmd_name] = load(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Resolve a command; a wrong name offers the closest of all of them."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from ..core.reading import closest
            from ..errors import UsageProblem

            shown = "".join(c for c in args[0] if c.isprintable())[:40]
            near = closest(args[0].lower(), COMMANDS)
            raise UsageProblem(
                f'There is no command "{shown}".',
                f"Did you mean: coping {near}" if near else "See them all with: coping --help",
            )
        return super().resolve_command(ctx, args)


class Panel(TyperGroup):
    """A group that builds a subcommand when it is called: most of them never are."""

    waiting: dict[str, CommandInfo]

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the subcommands in the order of the panel's file."""
        return list(dict.fromkeys([*self.waiting, *self.commands]))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a subcommand, building it the first time."""
        if cmd_name not in self.commands and cmd_name in self.waiting:
            self.commands[cmd_name] = _built(self.waiting[cmd_name])
        return self.commands.get(cmd_name)


def load(name: str) -> Any:
    """Build one command (or group) from its panel's Typer application."""
    panel: typer.Typer = import_module(f"{__package__}.{COMMANDS[name]}").app
    for command in panel.registered_commands:
        if command.name == name:
            return _built(command)
    for group in panel.registered_groups:
        if group.name == name:
            return _group(group)
    raise LookupError(name)


def _built(info: CommandInfo) -> Any:
    return typer.main.get_command_from_info(
        info, pretty_exceptions_short=False, rich_markup_mode=_markup()
    )


def _group(info: TyperInfo) -> Any:
    inner = info.typer_instance
    assert inner is not None
    commands, inner.registered_commands = inner.registered_commands, []
    own_class = isinstance(inner.info.cls, type) or isinstance(info.cls, type)
    if not own_class:
        info.cls = Panel
    group: Any = typer.main.get_group_from_info(
        info, pretty_exceptions_short=False, suggest_commands=True, rich_markup_mode=_markup()
    )
    inner.registered_commands = commands
    # `coping log` alone shows what there is.
    group.no_args_is_help = not group.invoke_without_command
    if own_class and not isinstance(group, Panel):
        group.commands.update({str(c.name): _built(c) for c in commands})
    else:
        group.waiting = {str(c.name): c for c in commands}
    return group


def command() -> Any:
    """Build the root command."""
    from .complete import use_our_script

    use_our_script()
    app = typer.Typer(
        cls=Toolbox, name="coping", rich_markup_mode=_markup(), pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback(invoke_without_command=True, epilog=EPILOG)(_root)
    return typer.main.get_command(app)


EPILOG = (
    "Everywhere: --plain (or NO_COLOR) prints plain lines that read well aloud; --json, on commands "
    "that read, prints data. Nothing personal leaves this machine unless you send it."
)


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        sys.stdout.write(f"copingkit {__version__}\n")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A toolbox of coping strategies, filled by peers. Hard right now? Type: coping now"""
    if context.invoked_subcommand is None:
        from . import home, kit

        if kit.current().interactive:
            home.menu()
        else:
            sys.stdout.write(context.get_help() + "\n")


def _markup() -> Any:
    from . import kit

    return None if kit.current().plain else "rich"

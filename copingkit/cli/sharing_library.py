"""Sharing: library."""

from __future__ import annotations

import typer

from . import library_check, library_panel

PANEL = "Sharing"
app = typer.Typer()
library = typer.Typer(help="The shared library, and libraries of others: check, add, update.")
app.add_typer(library, name="library", rich_help_panel=PANEL)
library_check.register(library)
library_panel.register(library)

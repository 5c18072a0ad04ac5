"""Help: every command's page reads well at 80 columns, drawn and plain."""

from __future__ import annotations

import re

import pytest

from copingkit.cli import toolbox


def pages() -> list[tuple[str, ...]]:
    """Return the words of every command and subcommand."""
    found: list[tuple[str, ...]] = [()]
    for name in toolbox.COMMANDS:
        found.append((name,))
        loaded = toolbox.load(name)
        if hasattr(loaded, "list_commands"):
            found += [(name, inner) for inner in loaded.list_commands(None)]
    return found


@pytest.mark.parametrize("words", pages(), ids=" ".join)
@pytest.mark.parametrize("screen", [False, True], ids=["plain", "drawn"])
def test_every_help_page(coping, words, screen) -> None:
    result = coping(*words, "--help", screen=screen)
    page = re.sub(r"\x1b\[[0-9;]*m", "", result.out)
    assert result.code == 0
    assert "Usage: coping" in page
    assert max(len(line.rstrip()) for line in page.splitlines()) <= 80
    assert "Traceback" not in page
    # A sentence cut off half way helps nobody; " ..." after examples is no cut.
    assert not re.search(r"[a-z]\.\.\.(?:\s|$)", page), page


def test_the_panels_stand_in_order(coping) -> None:
    page = coping("--help", screen=True).out
    panels = ["When it's hard", "Toolbox", "Looking back", "Sharing", "My data"]
    places = [page.index(panel) for panel in panels]
    assert places == sorted(places)
    assert page.index("support") < page.index("Toolbox")


def test_every_command_that_reads_takes_json(coping) -> None:
    for words in (
        ("find",), ("show", "box-breathing"), ("suggest",), ("log", "list"), ("log", "undo"),
        ("support",), ("settings",), ("data", "where"), ("mine", "list"), ("library", "list"),
        ("library", "stats"), ("plan",), ("insights",), ("remind",),
    ):  # fmt: skip
        result = coping(*words, "--json")
        assert result.code == 0, (words, result.err)
        assert result.json["version"] == 1, words

"""Draw a page with Rich: the same words as `plain`, easier on the eye."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from ..core.safe import clean
from .page import Block, Bullets, Heading, Items, Page, Para, Picture, Section

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROW = 60
TONES = {"": "", "quiet": "dim", "care": "yellow", "strong": "bold"}


def render(page: Page, width: int = 80) -> str:
    """Return the page as coloured text of at most `width` columns a line."""
    from rich.console import Console, Group
    from rich.panel import Panel
    from rich.text import Text

    width = max(20, min(width, 100))
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system="standard",
        legacy_windows=False, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    heading = page[0] if page and isinstance(page[0], Heading) else None
    blocks = page[1:] if heading else page
    drawn: list[RenderableType] = []
    for block in blocks:
        if drawn and not isinstance(block, Bullets):
            drawn.append(Text())
        drawn.append(_block(block, width))
    if heading is None:
        console.print(Group(*drawn))
    else:
        console.print(
            Panel(
                Group(*drawn),
                title=Text(clean(heading.text), style="bold"),
                title_align="left",
                subtitle=Text(clean(heading.aside), style="dim") if heading.aside else None,
                subtitle_align="right",
                border_style="cyan",
                padding=(1, 2) if width >= NARROW else (0, 1),
            )
        )
    return out.getvalue()


def _block(block: Block, width: int) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if isinstance(block, Heading):
        text = Text(clean(block.text), style="bold")
        return text.append(f"  {clean(block.aside)}", style="dim") if block.aside else text
    if isinstance(block, Para):
        return Text(clean(block.text), style=TONES[block.tone])
    if isinstance(block, Section):
        inner: list[RenderableType] = [_block(b, width) for b in block.blocks]
        title = Text(clean(block.title), style=f"bold {TONES[block.tone]}".strip())
        return Group(title, Padding(Group(*inner), (0, 0, 0, 2)))
    if isinstance(block, Bullets):
        rows = Table.grid(padding=(0, 1))
        rows.add_column(justify="right", style="cyan", no_wrap=True)
        rows.add_column(ratio=1)
        for number, line in enumerate(block.items, 1):
            rows.add_row(f"{number}." if block.numbered else "-", Text(clean(line)))
        return rows
    if isinstance(block, Picture):
        return _Drawn(block)
    return _items(block, width)


class _Drawn:
    """A picture that learns from Rich how many columns there are."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture

    def __rich_console__(self, console: Any, options: Any) -> Any:
        from rich.text import Text

        for row in self.picture.draw(options.max_width):
            yield Text(clean(row), no_wrap=True, overflow="crop")


def _items(block: Items, width: int) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    narrow = width < NARROW
    table = Table.grid(padding=(0, 2))
    if not narrow:
        table.add_column(style="cyan", overflow="fold", max_width=26)
    table.add_column(ratio=1)
    for item in block.items:
        text = Text()
        if narrow:
            text.append(f"{clean(item.name)}  ", style="cyan")
        text.append(clean(item.title), style="bold")
        if item.facts:
            text.append(f"{'  ' if item.title else ''}{clean(item.facts)}", style="dim")
        if item.text:
            text.append(f"\n{clean(item.text)}" if text.plain else clean(item.text))
        table.add_row(text) if narrow else table.add_row(clean(item.name), text)
    return table

"""Draw a page as plain lines that read well aloud from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.cells import wrap
from ..core.safe import clean
from .page import Block, Bullets, Heading, Item, Items, Page, Para, Picture, Section


def render(page: Page, width: int = 80) -> str:
    """Return the page as text of at most `width` columns a line, ending in a line break."""
    width = max(20, min(width, 100))
    lines: list[str] = []
    for block in page:
        if lines and not isinstance(block, Bullets):
            lines.append("")
        lines.extend(_block(block, width))
    return "\n".join(lines) + "\n"


def _block(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        title = clean(block.text)
        yield from wrap(f"{title} ({clean(block.aside)})" if block.aside else title, width)
    elif isinstance(block, Para):
        yield from wrap(clean(block.text), width)
    elif isinstance(block, Bullets):
        for number, text in enumerate(block.items, 1):
            mark = f"{number}. " if block.numbered else "- "
            yield from _hang(mark, clean(text), width)
    elif isinstance(block, Picture):
        for text in block.aloud:
            yield from _hang("- ", clean(text), width)
    elif isinstance(block, Section):
        yield from wrap(clean(block.title) + ":", width)
        for inner in block.blocks:
            for line in _block(inner, width - 2):
                yield f"  {line}".rstrip()
    elif isinstance(block, Items):
        for item in block.items:
            yield from _item(item, width)


def _item(item: Item, width: int) -> Iterator[str]:
    name, title, facts = clean(item.name), clean(item.title), clean(item.facts)
    head = f"{name}: {title}" if title else name
    yield from _hang("", head + (f" ({facts})" if facts else ""), width, 4)
    if item.text:
        yield from _hang("    ", clean(item.text), width)


def _hang(mark: str, text: str, width: int, indent: int | None = None) -> Iterator[str]:
    """Yield wrapped rows: the first after `mark`, the others after that much space."""
    space = " " * (len(mark) if indent is None else indent)
    rows = wrap(text, width - max(len(space), len(mark)))
    for number, row in enumerate(rows):
        yield (mark if number == 0 else space) + row

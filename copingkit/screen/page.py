"""A page as plain building blocks, drawn by `plain` or `pretty`."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Heading(NamedTuple):
    """What the page is about, with something short beside it."""

    text: str
    aside: str = ""


class Para(NamedTuple):
    """A paragraph. `tone` is "", "quiet", "care" or "strong"; it never carries meaning alone."""

    text: str
    tone: str = ""


class Section(NamedTuple):
    """A titled part of the page."""

    title: str
    blocks: "Sequence[Block]"
    tone: str = ""


class Bullets(NamedTuple):
    """A list, numbered or not."""

    items: Sequence[str]
    numbered: bool = False


class Item(NamedTuple):
    """One thing in a list of things: a name to type, a title, small facts, and a sentence."""

    name: str
    title: str
    facts: str = ""
    text: str = ""


class Items(NamedTuple):
    """A list of things."""

    items: Sequence[Item]


class Picture(NamedTuple):
    """A chart: rows of characters for so many columns, and the same as sentences for reading aloud."""

    draw: Callable[[int], Sequence[str]]
    aloud: Sequence[str]


Block = Heading | Para | Section | Bullets | Items | Picture
Page = Sequence[Block]

"""Rules on the form of a file: its name, its place, the order of its keys and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..core import strategy as model
from ..core import translation as words
from ..core.guide_fields import GUIDE_ORDER
from ..core.reading import Path, Problem, name_of
from . import files
from .check_candidate import Candidate
from .check_findings import problem, shorten

SORTED = ("needs", "involves", "cautions", "aliases")
# Windows opens these names as devices, whatever comes after a dot.
_DEVICES = re.compile(r"aux|con|nul|prn|(?:com|lpt)[1-9]")
_ENDING = re.compile(r"\.ya?ml(?:\.txt)?\Z", re.IGNORECASE)
_SPACES_AT_END = re.compile(r"[ \t][\r\n]")


def file_name(c: Candidate) -> Iterator[Problem]:
    """The file's name is an id: small letters, digits and hyphens."""
    name = _without_ending(c.place.name)
    if files.ID.fullmatch(name) and "--" not in name and not _DEVICES.fullmatch(name):
        return
    near = "-".join(re.findall(r"[a-z0-9]+", name.lower())).lstrip("0123456789-")[:40]
    usable = files.ID.fullmatch(near) and not _DEVICES.fullmatch(near)
    fix = f"name it {near}.yaml" if usable else "name it like feet-on-the-floor.yaml"
    yield problem("CK010", (), f"the file's name can't be an id ({shorten(c.place.name)})", fix)


def place(c: Candidate) -> Iterator[Problem]:
    """The file stands right inside its language's folder and ends in .yaml."""
    if not c.place.name.endswith(".yaml"):
        yield problem(
            "CK011", (), "the file doesn't end in .yaml",
            f"name it {_without_ending(c.place.name)}.yaml",
        )  # fmt: skip
    if not c.place.inside:
        return
    folder = c.place.inside.rpartition("/")[0]
    if not files.LANGUAGE.fullmatch(folder):
        yield problem(
            "CK011", (), f"the file stands in {folder or 'the library folder itself'}",
            f"move it to {files.ENGLISH}/{c.place.name}, or to its language's folder",
        )  # fmt: skip


def _without_ending(name: str) -> str:
    return _ENDING.sub("", name)


def key_order(c: Candidate) -> Iterator[Problem]:
    """Keys stand in the order of the example."""
    orders: list[tuple[Path, tuple[str, ...]]] = [((), model.KEYS)]
    if c.place.language != files.ENGLISH:
        orders = [((), words.KEYS)]
    orders += [(("guide",), GUIDE_ORDER), (("evidence",), model.Evidence._fields)]
    for path, order in orders:
        tree = c.tree.get(path[0], {}) if path else c.tree
        if not isinstance(tree, dict):
            continue
        first, wanted = _out_of_order(tuple(tree), order)
        if first:
            yield problem(
                "CK012", (*path, first), f"`{first}` is out of order",
                "use the order " + ", ".join(wanted) + "; --fix does it",
            )  # fmt: skip


@lru_cache(maxsize=256)
def _out_of_order(keys: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, list[str]]:
    known = [key for key in keys if key in order]
    wanted = [key for key in order if key in keys]
    return next((a for a, b in zip(known, wanted, strict=True) if a != b), ""), wanted


def sorted_lists(c: Candidate) -> Iterator[Problem]:
    """Lists of ids are sorted and hold nothing twice."""
    if c.strategy is None:
        return
    s = c.strategy
    lists: list[tuple[Path, tuple[str, ...], bool]] = [
        (("needs",), s.needs, True),
        (("involves",), s.involves, True),
        (("cautions",), s.cautions, True),
        (("aliases",), s.aliases, True),
        # These two have an order of their own, the day's and the weight's, so only doubles are wrong.
        (("when",), s.when, False),
        (("evidence", "sources"), s.evidence.sources if s.evidence else (), False),
    ]
    for path, found, ordered in lists:
        if len(found) < 2:
            continue
        wanted = sorted(set(found)) if ordered else list(dict.fromkeys(found))
        if list(found) != wanted:
            yield problem(
                "CK013", path, f"{name_of(path)} isn't sorted, or holds something twice",
                f"write [{', '.join(wanted)}]; --fix does it",
            )  # fmt: skip


def title_and_summary(c: Candidate) -> Iterator[Problem]:
    """A title has no full stop; a summary is one sentence that ends with one."""
    found = c.strategy or c.translation
    assert found is not None
    if found.title.endswith((".", "!")):
        yield problem("CK025", ("title",), "the title ends like a sentence", "leave the mark out")
    if not found.summary.endswith((".", "?")):
        yield problem(
            "CK025", ("summary",), "the summary has no full stop", "end it with a full stop"
        )
    elif re.search(r"[.!?] +[A-Z¿¡]", found.summary):
        yield problem("CK025", ("summary",), "the summary is two sentences", "keep the first one")


def ending(c: Candidate) -> Iterator[Problem]:
    """The file ends with one newline, and no line ends with spaces."""
    if not c.text.endswith("\n") or c.text.endswith("\n\n"):
        yield problem("CK101", (), "the file doesn't end with one newline", "let --fix do it")
    elif " \n" in c.text or (("\t" in c.text or "\r" in c.text) and _SPACES_AT_END.search(c.text)):
        yield problem("CK101", (), "a line ends with spaces", "let --fix do it")

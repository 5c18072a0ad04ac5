"""Rules on vocabulary.<language>.yaml: it holds words for the vocabulary, and they are up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..core import vocabulary_words as words
from ..core.reading import Problem

NAME = re.compile(r"vocabulary\.[a-z]{2,3}(-[A-Z]{2})?\.yaml")


def problems_of(tree: Any, english: Any) -> Iterator[Problem]:
    """Yield what is wrong with words for a vocabulary, given the trees of both files."""
    problems = words.problems_of(tree, english)
    yield from problems
    for code in [] if problems else words.outdated(tree, english):
        now = words.caution_hash(english["cautions"][code])
        yield Problem(
            "CK110",
            ("cautions", code, "of"),
            f"the English caution `{code}` has changed since it was translated",
            f"go over the words, then write of: {now}",
        )

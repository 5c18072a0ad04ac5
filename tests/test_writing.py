"""Writing strategies: in house style, and read back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_help import GOOD
from hypothesis import given, settings
from hypothesis import strategies as st

from copingkit.library import files, yamltext
from copingkit.library.writing import HEADER, to_yaml
from copingkit.paths import shipped_root

SHIPPED = files.strategy_files(shipped_root() / "en")
TEXTS = st.text(max_size=40) | st.sampled_from(
    ["no", "yes", "~", "1:30", "- a", "a: b", "a #b", "#", "'", '"', "\\", "a\nb", "", " a", "a ", "...", "---",
     "1e3", "2026-11-22", "[a]", "{", "a, b", "a:?", "a:b", "a:[", "so\u00adft", "a\u200db", "می\u200cخواهم", "A 👩\u200d👧", "\ufeffa", "!x", "&x", "*x", "%x", "@x", "?", "? a", ":", "a:", "\x1b[31m", "é\u2028"]
)  # fmt: skip
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


def test_a_good_file_is_written_as_it_stands() -> None:
    assert to_yaml(yamltext.parse(GOOD)) == GOOD
    assert HEADER + to_yaml(yamltext.parse(GOOD), header=False) == GOOD


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_is_read_back(path: Path) -> None:
    tree = yamltext.parse(files.read_text(path))
    assert yamltext.parse(to_yaml(tree)) == tree


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(TEXTS, TREES, min_size=1, max_size=5))
def test_any_tree_is_read_back(tree: dict[str, object]) -> None:
    # As its reader does: as bytes, in which nothing may stand that doesn't show.
    assert yamltext.parse(yamltext.decode(to_yaml(tree).encode())) == tree


@pytest.mark.parametrize("item", ["a:?", "a:b", "a:", "a:[b", "doi:10.1/x"])
def test_a_colon_in_a_list_on_one_line_is_quoted(item: str) -> None:
    text = to_yaml({"props": [item, "b"]}, header=False)
    assert text == f'props: ["{item}", b]\n'
    assert yamltext.parse(text) == {"props": [item, "b"]}


def test_joiners_at_work_are_written_as_they_are() -> None:
    assert to_yaml({"title": "نمی\u200cخواهم 👩\u200d👧"}, header=False) == (
        'title: "نمی\u200cخواهم 👩\u200d👧"\n'
    )


def test_experiences_stand_one_key_a_line() -> None:
    tree = {"experiences": [{"helped": "yes", "text": "It did: really.", "by": "M."}]}
    assert to_yaml(tree, header=False) == (
        'experiences:\n  - helped: yes\n    text: "It did: really."\n    by: M.\n'
    )

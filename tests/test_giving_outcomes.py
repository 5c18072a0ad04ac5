"""mine share --outcomes: own results as counts, never from fewer than five uses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mine_help import git, library_clone

from copingkit.errors import InvalidContent
from copingkit.library import outcomes
from copingkit.library.outcomes import LEAST_USES, Outcome, Sum

SHARE = ("mine", "share", "--outcomes", "--agree")


def use(
    coping, count: int, *, need: str = "panic", strategy: str = "box-breathing", after: str = "4"
):
    for _ in range(count):
        done = coping(
            "log", "add", "--strategy", strategy, "--need", need, "--before", "8", "--after", after,
            "--note", "PRIVATE",
        )  # fmt: skip
        assert done.code == 0


def test_counts_and_means_and_nothing_else(coping) -> None:
    use(coping, 5)
    use(coping, 1, after="1")
    use(coping, 4, need="anger")
    done = coping(*SHARE, "--print")
    assert done.code == 0
    assert outcomes.read(done.out) == [Outcome("box-breathing", "panic", 6, 8, 3.5)]
    ids = [e["id"] for e in coping("log", "list", "--json").json["entries"]]
    for private in ("PRIVATE", "2026", "anger", *ids, *(i[-6:] for i in ids)):
        assert private not in done.out
    assert "uses: 6" in done.err


def test_fewer_than_five_uses_are_never_shared(coping) -> None:
    use(coping, 4)
    done = coping(*SHARE, "--print")
    assert (done.code, done.out) == (3, "")
    assert "five uses" in done.err


def test_own_strategies_and_own_words_stay_here(coping) -> None:
    from mine_help import DRAFT

    coping("mine", "new", "--file", "-", stdin=DRAFT)
    use(coping, 5, strategy="warm-cup")
    assert coping(*SHARE, "--print").code == 3
    uses = [("box-breathing", ("my-boss", "panic"), 8, 4)] * 5
    found = outcomes.sums(uses, {"box-breathing"}, {"panic"})
    assert list(found) == [("box-breathing", "panic")]


def test_what_was_given_is_not_given_twice(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    use(coping, 5)
    done = coping(*SHARE, "--to", str(clone))
    assert done.code == 0
    assert git(clone, "diff", "--name-only", "main", "outcomes") == "strategies/outcomes.yaml"
    assert "anonymous" in git(clone, "log", "-1", "--format=%an", "outcomes")
    use(coping, 4, after="0")
    assert coping(*SHARE, "--print").code == 3
    use(coping, 1, after="0")
    assert outcomes.read(coping(*SHARE, "--print").out) == [
        Outcome("box-breathing", "panic", 5, 8, 0)
    ]
    again = outcomes.read(coping(*SHARE, "--print", "--again").out)
    assert again == [Outcome("box-breathing", "panic", 10, 8, 2)]


def test_in_a_browser_counts_are_added_below_those_there(coping) -> None:
    use(coping, 5)
    done = coping(*SHARE, "--web")
    assert "/edit/main/strategies/outcomes.yaml" in done.err
    assert "at the end" in done.err
    there = [Outcome("box-breathing", "panic", 15, 6, 6)]
    assert outcomes.read(outcomes.write(there) + done.out) == [
        Outcome("box-breathing", "panic", 20, 6.5, 5.5)
    ]
    assert outcomes.read(outcomes.write([]).replace("[]\n", done.out))[0].uses == 5


def test_counts_are_added_to_those_in_the_library(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    there = [
        Outcome("box-breathing", "panic", 15, 6, 6),
        Outcome("box-breathing", "anger", 9, 5, 4),
    ]
    (clone / "strategies/outcomes.yaml").write_text(outcomes.write(there), encoding="utf-8")
    git(clone, "commit", "--quiet", "--all", "-m", "counts")
    git(clone, "push", "--quiet")
    use(coping, 5)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    text = git(clone, "show", "outcomes:strategies/outcomes.yaml")
    assert outcomes.read(text) == [
        Outcome("box-breathing", "anger", 9, 5, 4),
        Outcome("box-breathing", "panic", 20, 6.5, 5.5),
    ]


def test_what_the_catalogue_reads_is_what_is_written(tmp_path) -> None:
    import shutil

    from mine_help import ROOT

    from copingkit.library.catalogue import SHIPPED, Catalogue, Shelf

    root = tmp_path / "strategies"
    (root / "en").mkdir(parents=True)
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(ROOT / "strategies" / name, root / name)
    rows = [Outcome("box-breathing", "panic", 6, 8, 3.5)]
    (root / "outcomes.yaml").write_text(outcomes.write(rows), encoding="utf-8")
    catalogue = Catalogue(root, [Shelf(SHIPPED, root / "en")], tmp_path / "cache", "en")
    assert catalogue.outcomes == rows


def test_one_thing_at_a_time(coping) -> None:
    assert coping("mine", "share", "--agree", "--print").code == 2
    assert coping("mine", "share", "warm-cup", "--outcomes", "--agree", "--print").code == 2


@pytest.mark.parametrize(
    "text",
    [
        "- strategy: x\n",
        "- {strategy: box, need: panic, uses: 4, before: 8, after: 3}\n",
        "- {strategy: box, need: panic, uses: 9, before: 11, after: 3}\n",
        "outcomes: 3\n",
        "- [1]\n",
    ],
)
def test_a_bad_file_of_counts_is_refused(text: str) -> None:
    with pytest.raises(InvalidContent):
        outcomes.read(text)


number = st.integers(0, 10)
uses = st.lists(
    st.tuples(
        st.sampled_from(["a-one", "b-two", "own"]),
        st.lists(st.sampled_from(["panic", "anger", "my word"]), max_size=3, unique=True),
        st.none() | number,
        st.none() | number,
    ),
    max_size=60,
)


@given(uses)
def test_no_row_is_from_fewer_than_five_uses_and_each_mean_is_right(listed) -> None:
    found = outcomes.sums(listed, {"a-one", "b-two"}, {"panic", "anger"})
    rows = outcomes.outcomes(found)
    assert outcomes.read(outcomes.write(rows)) == rows
    for row in rows:
        real = [
            u for u in listed
            if u[0] == row.strategy and row.need in u[1] and u[2] is not None and u[3] is not None
        ]  # fmt: skip
        assert row.uses == len(real) >= LEAST_USES
        assert row.before == pytest.approx(sum(u[2] for u in real) / len(real), abs=0.005)
    assert json.dumps(rows).count("own") == 0


@given(uses, uses)
def test_giving_twice_comes_to_the_same_as_giving_once(first, more) -> None:
    strategies, needs = {"a-one", "b-two"}, {"panic", "anger"}
    before = outcomes.sums(first, strategies, needs)
    given_then = {cell: total for cell, total in before.items() if total.uses >= LEAST_USES}
    everything = outcomes.sums([*first, *more], strategies, needs)
    new = outcomes.since(everything, given_then)
    for cell, added in new.items():
        old = given_then.get(cell, Sum())
        assert Sum(*(a + b for a, b in zip(old, added, strict=True))) == everything[cell]
        assert added.uses >= LEAST_USES

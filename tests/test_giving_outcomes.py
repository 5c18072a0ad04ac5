"""mine share --outcomes: own results as counts, never from fewer than five uses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mine_help import git, library_clone

from copingkit.errors import InvalidContent
from copingkit.library import outcomes
from copingkit.library.outcomes import LEAST_USES, Outcome, Use

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
    uses = [Use(str(n), "box-breathing", ("my-boss", "panic"), 8, 4) for n in range(5)]
    found = outcomes.countable(uses, {"box-breathing"}, {"panic"})
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
pair = st.tuples(
    st.sampled_from(["a-one", "b-two", "own"]),
    st.lists(st.sampled_from(["panic", "anger", "my word"]), max_size=3, unique=True),
    st.none() | number | st.sampled_from([-3, 99]),
    st.none() | number,
)
listed = st.lists(pair, max_size=60)
STRATEGIES, NEEDS = {"a-one", "b-two"}, {"panic", "anger"}


def found_in(some, first: int = 0):
    uses = [Use(f"{n}", *parts) for n, parts in enumerate(some, first)]
    return outcomes.countable(uses, STRATEGIES, NEEDS)


@given(listed)
def test_no_row_is_from_fewer_than_five_uses_and_each_mean_is_right(some) -> None:
    rows = outcomes.counted(outcomes.not_given(found_in(some), {}))
    assert outcomes.read(outcomes.write(rows)) == rows
    for row in rows:
        real = [
            u for u in some
            if u[0] == row.strategy and row.need in u[1] and u[2] in range(11) and u[3] is not None
        ]  # fmt: skip
        assert row.uses == len(real) >= LEAST_USES
        assert row.before == pytest.approx(sum(u[2] for u in real) / len(real), abs=0.005)
    assert json.dumps(rows).count("own") == 0


@given(st.lists(st.tuples(listed, st.sets(st.integers(0, 200))), max_size=4))
def test_each_use_is_given_once_whatever_is_deleted_between_gifts(rounds) -> None:
    journal: dict[str, tuple] = {}
    given_before: dict[outcomes.Cell, set[str]] = {}
    for added, deleted in rounds:
        start = len(journal) + 1000 * len(given_before)
        journal |= {f"{start}-{n}-{id(added)}": parts for n, parts in enumerate(added)}
        for place in deleted:
            journal.pop(dict(enumerate(journal)).get(place, ""), None)
        found = outcomes.countable([Use(i, *p) for i, p in journal.items()], STRATEGIES, NEEDS)
        new = outcomes.not_given(found, given_before)
        assert outcomes.read(outcomes.write(outcomes.counted(new))) == outcomes.counted(new)
        for cell, uses in new.items():
            assert len(uses) >= LEAST_USES
            assert not uses.keys() & given_before.get(cell, set())
            given_before.setdefault(cell, set()).update(uses)


@given(listed, listed, st.sets(st.integers(0, 59)))
def test_two_gifts_never_differ_by_one_to_four_uses(first, more, deleted) -> None:
    earlier = {c: set(u) for c, u in outcomes.not_given(found_in(first), {}).items()}
    present = {
        cell: {i: pair for i, pair in uses.items() if i not in map(str, deleted)}
        for cell, uses in found_in([*first, *more]).items()
    }
    for cell, uses in outcomes.once_more(present, earlier).items():
        assert len(uses) >= LEAST_USES
        differing = earlier.get(cell, set()) ^ uses.keys()
        assert not earlier.get(cell) or not differing or len(differing) >= LEAST_USES


def add(coping, count: int, before: int, after: int) -> None:
    for _ in range(count):
        done = coping(
            "log", "add", "--strategy", "box-breathing", "--need", "panic",
            "--before", str(before), "--after", str(after),
        )  # fmt: skip
        assert done.code == 0


def ids(coping) -> list[str]:
    return [e["id"] for e in coping("log", "list", "--json").json["entries"]]


def test_uses_deleted_after_they_were_given_leave_the_new_ones_right(coping, tmp_path) -> None:
    from copingkit.library.check import check_text
    from copingkit.library.check_library import Library

    _, clone = library_clone(tmp_path)
    add(coping, 5, 10, 10)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    assert coping("log", "delete", *ids(coping)).code == 0
    add(coping, 10, 2, 1)
    right = [Outcome("box-breathing", "panic", 10, 2, 1)]
    assert outcomes.read(coping(*SHARE, "--print").out) == right
    assert coping(*SHARE, "--to", str(clone)).code == 0
    text = git(clone, "show", "outcomes-2:strategies/outcomes.yaml") + "\n"
    assert outcomes.read(text) == right
    library = Library.at(clone / "strategies")
    assert check_text(text, library.root / "outcomes.yaml", library) == []


def test_one_deleted_and_four_new_are_too_few(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 6, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    assert coping("log", "delete", ids(coping)[0]).code == 0
    add(coping, 4, 2, 1)
    assert coping(*SHARE, "--print").code == 3
    # All again would differ from what is public by five uses, and so tells of no single one.
    again = outcomes.read(coping(*SHARE, "--print", "--again").out)
    assert again == [Outcome("box-breathing", "panic", 9, 5.33, 2.67)]


def test_all_again_leaves_out_what_would_tell_of_single_uses(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 5, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    add(coping, 1, 0, 0)
    again = outcomes.read(coping(*SHARE, "--print", "--again").out)
    assert again == [Outcome("box-breathing", "panic", 5, 8, 4)]
    assert coping("log", "delete", ids(coping)[1]).code == 0
    assert coping(*SHARE, "--print", "--again").code == 3


def test_a_use_given_stays_given_when_it_is_edited_or_its_time_is(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 5, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    for entry in ids(coping):
        done = coping("log", "edit", entry, "--when", "2026-11-20 10:00", "--after", "1")
        assert done.code == 0, done.err
    assert coping(*SHARE, "--print").code == 3
    assert len(outcomes.read(coping(*SHARE, "--print", "--again").out)) == 1
    for _ in range(5):
        assert coping("log", "undo").code == 0
    assert coping(*SHARE, "--print").code == 3
    assert len(outcomes.read(coping(*SHARE, "--print", "--again").out)) == 1


def test_what_was_given_is_known_on_both_devices_after_a_merge(coping, tmp_path, sealed) -> None:
    _, clone = library_clone(tmp_path)
    other = {"COPING_HOME": str(tmp_path / "other")}
    add(coping, 5, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    data = sealed / ".local" / "share" / "copingkit"
    assert coping("data", "merge", str(data), env=other).code == 0
    assert coping(*SHARE, "--print", env=other).code == 3


def test_gifts_of_two_devices_add_up(coping, tmp_path, sealed) -> None:
    other = {"COPING_HOME": str(tmp_path / "other")}
    data = sealed / ".local" / "share" / "copingkit"
    add(coping, 5, 8, 4)
    assert coping("data", "merge", str(data), env=other).code == 0
    for env in ({}, other):
        assert coping(*SHARE, "--web", env=env).code == 0
    assert coping("data", "merge", str(data), env=other).code == 0
    assert coping(*SHARE, "--print", env=other).code == 3
    again = outcomes.read(coping(*SHARE, "--print", "--again", env=other).out)
    assert again == [Outcome("box-breathing", "panic", 5, 8, 4)]


def test_giving_is_no_step_to_undo(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 5, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    assert "the use of box-breathing" in coping("log", "undo").err
    assert coping("log", "undo", "--redo").code == 0
    assert coping(*SHARE, "--print").code == 3


def test_no_id_of_a_use_leaves_the_machine(coping, tmp_path) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 5, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    given_away = git(clone, "show", "--format=raw", "outcomes")
    for entry in ids(coping):
        assert entry not in given_away
        assert entry[-6:] not in given_away


def test_nothing_is_shared_when_what_was_shared_cannot_be_known(coping, tmp_path, sealed) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 5, 8, 4)
    assert coping(*SHARE, "--to", str(clone)).code == 0
    (profile,) = (sealed / ".local" / "share" / "copingkit").glob("profile.*.json")
    profile.write_text(profile.read_text().replace('"rows"', '"lost"'))
    done = coping(*SHARE, "--print")
    assert (done.code, done.out) == (5, "")
    assert "none are shared" in done.err


def test_printing_says_that_it_is_not_noted(coping) -> None:
    add(coping, 5, 8, 4)
    assert "isn't noted as shared" in coping(*SHARE, "--print").err
    assert coping(*SHARE, "--print").code == 0


def test_a_gift_that_the_library_would_refuse_is_neither_shown_nor_written(
    coping, tmp_path, monkeypatch
) -> None:
    _, clone = library_clone(tmp_path)
    add(coping, 5, 8, 4)
    wrong = [Outcome("box-breathing", "panic", 5, -6, -8)]
    monkeypatch.setattr(outcomes, "counted", lambda found: wrong)
    for way in (("--print",), ("--to", str(clone))):
        done = coping(*SHARE, *way)
        assert (done.code, done.out) == (4, "")
        assert "becomes public" not in done.err
    assert git(clone, "branch", "--list", "outcomes") == ""

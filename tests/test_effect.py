"""The model of what helps: exact where it can be computed by brute force, and breakable on purpose."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copingkit.core import effect, effect_prior
from copingkit.core.effect import Estimate, Person
from copingkit.core.effect_baseline import Baseline, fit_baseline
from copingkit.core.effect_prior import PeerCount, Peers, Prior, Technique
from copingkit.core.effect_sums import ENERGIES, EVERYWHERE, OUTCOMES, History, Sums

DAY = 739_900
LIBRARY = {
    "a": Technique("one", frozenset({"panic"})),
    "b": Technique("one", frozenset({"panic"})),
    "c": Technique("two", frozenset({"grief"})),
    "d": Technique("two", frozenset()),
    "e": Technique("three", frozenset()),
}

uses = st.tuples(
    st.sampled_from("abcd"),
    st.lists(st.sampled_from(("panic", "grief", "anger")), max_size=3),
    st.integers(DAY - 2000, DAY + 30),
    st.fixed_dictionaries(
        {
            "before": st.none() | st.integers(0, 10),
            "after": st.none() | st.integers(0, 10),
            "stars": st.none() | st.integers(1, 5),
            "outcome": st.none() | st.sampled_from((*OUTCOMES, "something else")),
            "energy": st.none() | st.sampled_from((*ENERGIES, "?")),
        }
    ),
)


def history_of(noted: list[tuple[str, list[str], int, dict[str, object]]]) -> History:
    history = History()
    for technique, needs, day, said in noted:
        history.add_use(technique, needs, day, **said)  # type: ignore[arg-type]
    return history


def person_of(*noted: tuple[str, str, int, int], peers: Peers | None = None) -> Person:
    history = History()
    for technique, need, before, after in noted:
        history.add_use(technique, [need], DAY, before=before, after=after)
    return Person(history.at(DAY), Prior(LIBRARY, peers))


def same(one: History, other: History, day: int = DAY) -> None:
    ours, theirs = one.at(day), other.at(day)
    assert ours.keys() == theirs.keys()
    for key, sums in ours.items():
        for mine, other_number in zip(_numbers(sums), _numbers(theirs[key]), strict=True):
            assert mine == pytest.approx(other_number, rel=1e-7, abs=1e-7)


def _numbers(sums: Sums) -> list[float]:
    return [*(sums.to_list() + [0] * 40)[:40]]


class TestSums:
    @settings(deadline=None, max_examples=40)
    @given(st.lists(uses, max_size=12), st.lists(uses, max_size=12))
    def test_merging_sums_is_summing_both(self, some, more):  # type: ignore[no-untyped-def]
        merged = history_of(some)
        merged.merge(history_of(more))
        same(merged, history_of(more + some))

    @settings(deadline=None, max_examples=40)
    @given(st.lists(uses, max_size=12))
    def test_folding_changes_nothing_but_size(self, noted):  # type: ignore[no-untyped-def]
        folded = history_of(noted)
        folded.fold(DAY)
        same(folded, history_of(noted))
        same(folded, history_of(noted), DAY + 700)

    @settings(deadline=None, max_examples=40)
    @given(st.lists(uses, max_size=12))
    def test_written_and_read_is_the_same(self, noted):  # type: ignore[no-untyped-def]
        history = history_of(noted)
        rows = history.to_list()
        again = History.from_list(rows)
        assert again.to_list() == rows
        same(again, history)

    @pytest.mark.parametrize(
        "rows", [[["a"]], [["a", "b", "c", []]], [["a", "b", 1, ["x"]]], [["a", "b", 1, [0] * 99]]]
    )
    def test_a_row_of_another_shape_is_refused(self, rows):  # type: ignore[no-untyped-def]
        with pytest.raises(ValueError):
            History.from_list(rows)

    def test_a_use_of_a_year_ago_counts_half(self) -> None:
        old, new = History(), History()
        old.add_use("a", ["panic"], DAY - 365, before=7, after=4)
        new.add_use("a", ["panic"], DAY, before=7, after=4)
        assert old.at(DAY)["a", "panic"].w == pytest.approx(0.5)
        assert new.at(DAY)["a", "panic"].w == pytest.approx(1.0)

    def test_a_wrong_clock_cannot_outweigh_the_rest(self) -> None:
        history = History()
        history.add_use("a", ["panic"], DAY + 40_000, before=9, after=0)
        history.add_use("a", ["panic"], DAY, before=5, after=5)
        sums = history.at(DAY)["a", "panic"]
        assert 1 < sums.w < 2.42

    def test_several_needs_share_one_use_and_each_counts_it(self) -> None:
        history = History()
        history.add_use("a", ["panic", "grief"], DAY, before=7, after=4)
        cells = history.at(DAY)
        assert cells["a", "panic"].w == cells["a", "grief"].w == pytest.approx(0.5)
        assert cells["a", "panic"].uses == cells["a", EVERYWHERE].uses == 1
        assert cells["a", EVERYWHERE].w == 0

    def test_stopped_and_couldnt_are_no_failure(self) -> None:
        history = History()
        for outcome in ("stopped", "couldnt"):
            history.add_use("a", ["panic"], DAY, before=7, after=9, outcome=outcome)
        assert history.at(DAY)["a", "panic"].w == 0
        person = Person(history.at(DAY), Prior(LIBRARY))
        assert person.effect("a") == person.effect("b")

    def test_a_rating_is_no_use(self) -> None:
        history = History()
        history.add_rating("a", [], DAY, 5)
        assert history.at(DAY)["a", EVERYWHERE].uses == 0
        assert history.at(DAY)["a", EVERYWHERE].stars == 5


def exact(person: Person, technique: str, need: str) -> Estimate:
    """Work out `extra` by conditioning one big normal distribution, without any tree."""
    cells = [key for key in person.cells if person.cells[key].w > 0]
    asked = (technique, need)
    everything = [*cells, *([asked] if asked not in cells else [])]

    def prior_cov(one: tuple[str, str], two: tuple[str, str]) -> float:
        cov = effect.PERSON_SD**2
        if LIBRARY[one[0]].kind == LIBRARY[two[0]].kind:
            cov += effect.KIND_SD**2
        if one[0] == two[0]:
            cov += effect.technique_variance(person.prior.peers.count(one[0]))
        return cov + effect.CELL_SD**2 * (one == two)

    seen = []
    for key in cells:
        c = person.cells[key]
        drop = (c.wy - person.baseline.alpha * c.w - person.baseline.slope * c.wz) / c.w
        seen.append(drop - person.situations.get(key[1], 0.0) - person.prior.points(*key))
    data = [
        [
            prior_cov(i, j) + (person.baseline.noise / person.cells[i].w) * (i == j)
            for j in cells
        ]
        for i in cells
    ]  # fmt: skip
    inverse = invert(data)
    cross = [[prior_cov(i, j) for j in cells] for i in everything]
    gain = multiply(cross, inverse)
    mean = [sum(g * s for g, s in zip(row, seen, strict=True)) for row in gain]
    reduction = multiply(gain, [list(row) for row in zip(*cross, strict=True)])
    cov = [
        [prior_cov(i, j) - reduction[a][b] for b, j in enumerate(everything)]
        for a, i in enumerate(everything)
    ]
    others = {k: person.cells[k].w for k in cells if k[0] != technique}
    total = sum(others.values())
    contrast = [(k == asked) - others.get(k, 0.0) / total for k in everything]
    points = [m + person.prior.points(*k) for m, k in zip(mean, everything, strict=True)]
    variance = sum(
        contrast[a] * contrast[b] * cov[a][b]
        for a in range(len(everything))
        for b in range(len(everything))
    )
    return Estimate(sum(c * p for c, p in zip(contrast, points, strict=True)), math.sqrt(variance))


def invert(matrix: list[list[float]]) -> list[list[float]]:
    n = len(matrix)
    work = [row[:] + [float(i == j) for j in range(n)] for i, row in enumerate(matrix)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(work[r][i]))
        work[i], work[pivot] = work[pivot], work[i]
        work[i] = [value / work[i][i] for value in work[i]]
        for j in range(n):
            if j != i:
                work[j] = [x - work[j][i] * y for x, y in zip(work[j], work[i], strict=True)]
    return [row[n:] for row in work]


def multiply(one: list[list[float]], two: list[list[float]]) -> list[list[float]]:
    columns = list(zip(*two, strict=True))
    return [[sum(a * b for a, b in zip(r, c, strict=True)) for c in columns] for r in one]


class TestTree:
    @settings(deadline=None, max_examples=60)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from("abcd"),
                st.sampled_from(("panic", "grief")),
                st.integers(3, 10),
                st.integers(0, 10),
            ),
            min_size=2,
            max_size=15,
        ),
        st.sampled_from("abcde"),
        st.sampled_from(("panic", "grief", "anger")),
    )
    def test_extra_is_the_exact_posterior(self, noted, technique, need):  # type: ignore[no-untyped-def]
        peers = Peers({"a": PeerCount(40, 6.5, 4.0), "c": PeerCount(9, 6, 5)})
        person = person_of(*noted, peers=peers)
        if not any(use[0] != technique for use in noted):
            return
        want, got = exact(person, technique, need), person.extra(technique, (need,))
        assert got.points == pytest.approx(want.points, abs=1e-9)
        assert got.sd == pytest.approx(want.sd, abs=1e-9)

    def test_parts_add_up_to_what_is_compared_with_usual(self) -> None:
        person = person_of(("a", "panic", 8, 3), ("b", "panic", 7, 5), ("a", "grief", 6, 5))
        for technique in "abcde":
            for needs in ((), ("panic",), ("panic", "grief")):
                compared = sum(person.parts(technique, needs).values()) - person.usual(technique)
                assert compared == pytest.approx(person.extra(technique, needs).points)

    def test_nothing_known_is_even_odds(self) -> None:
        nobody = person_of()
        assert nobody.extra("a").p == pytest.approx(0.5)
        assert nobody.extra("unheard-of").sd > 0

    def test_the_order_of_uses_makes_no_difference(self) -> None:
        noted = [("a", "panic", 8, 3), ("b", "grief", 7, 5), ("c", "panic", 6, 6)] * 3
        shuffled = random.Random(1).sample(noted, len(noted))
        for technique in "abcde":
            one = person_of(*noted).extra(technique, ("panic",))
            other = person_of(*shuffled).extra(technique, ("panic",))
            assert one.points == pytest.approx(other.points, abs=1e-12)


class TestEvidenceWithoutNumbers:
    def test_words_speak_when_there_are_no_numbers(self) -> None:
        history = History()
        for technique, outcome in (("a", "a-lot"), ("c", "worse")):
            for _ in range(4):
                history.add_use(technique, ["panic"], DAY, outcome=outcome)
        person = Person(history.at(DAY), Prior(LIBRARY))
        assert person.extra("a").points > 0.1 > -0.1 > person.extra("c").points

    def test_stars_are_read_against_the_persons_own_mean(self) -> None:
        history = History()
        for technique, stars in (("d", 5), ("e", 4)):
            for _ in range(4):
                history.add_rating(technique, [], DAY, stars)
        person = Person(history.at(DAY), Prior(LIBRARY))
        assert person.extra("d").points > 0 > person.extra("e").points

    def test_they_weigh_a_quarter_of_a_use(self) -> None:
        numbers, words = History(), History()
        for history, said in ((numbers, {"before": 6, "after": 4}), (words, {"outcome": "a-bit"})):
            for technique in "ac":
                history.add_use(technique, ["panic"], DAY, **said)  # type: ignore[arg-type]
        sure, unsure = (Person(h.at(DAY), Prior(LIBRARY)) for h in (numbers, words))
        assert unsure.extra("a").sd > sure.extra("a").sd


class TestPeers:
    def test_groups_below_five_are_not_read(self) -> None:
        peers = Peers({"a": PeerCount(4, 9, 0)}, {("b", "panic"): PeerCount(4, 9, 0)})
        assert Prior(LIBRARY, peers).parts("a", "panic")["peers"] == 0
        assert peers.count("a") == peers.count("b", ("panic",)) == 0

    def test_many_say_more_than_few(self) -> None:
        few, many = (
            Prior(LIBRARY, Peers({"a": PeerCount(n, 7, 3), "c": PeerCount(50, 7, 5)}))
            for n in (5, 50)
        )
        assert 0 < few.points("a", "") < many.points("a", "") < 2

    def test_a_high_before_is_no_merit(self) -> None:
        fair = Peers({"a": PeerCount(50, 9, 6.1), "c": PeerCount(50, 5, 3.3)})
        assert Prior(LIBRARY, fair).points("a", "") == pytest.approx(0, abs=1e-9)

    def test_a_kind_stands_in_for_a_technique_nobody_counted(self) -> None:
        prior = Prior(LIBRARY, Peers({"a": PeerCount(90, 7, 3), "c": PeerCount(90, 7, 6)}))
        assert prior.points("b", "") > 0 > prior.points("d", "")


# ---- The checks that a broken model must not pass, and six ways of breaking it ---------------

# Six uses each: `a` from a peak, `c` from a low; both bring what their baseline does.
SAME_EFFECT = [("a", "panic", 9, 6), ("c", "panic", 5, 4)] * 6
HELPFUL = [("a", "panic", 7, 2), ("c", "panic", 7, 6)] * 4
CELLS = [("a", "panic", 7, 2), ("a", "grief", 7, 6), ("c", "panic", 7, 5), ("c", "grief", 7, 5)] * 5


def check_baseline() -> None:
    # Raw means differ by 2.0 points: 3 against 1. By the baseline 1.6 of them were to be expected.
    assert person_of(*SAME_EFFECT).extra("a").points < 0.4


def check_shrinkage() -> None:
    lucky = person_of(("a", "panic", 8, 0), ("c", "panic", 7, 5), ("e", "panic", 6, 4))
    assert 0 < lucky.extra("a").points < 1.6


def check_sign() -> None:
    person = person_of(*HELPFUL)
    assert person.extra("a").p > 0.8 and person.extra("c").p < 0.2


def check_peers() -> None:
    peers = Peers({"d": PeerCount(200, 7, 3), "c": PeerCount(200, 7, 5)})
    person = person_of(peers=peers)
    assert person.effect("d") > person.effect("c") + 0.2


def check_cells() -> None:
    person = person_of(*CELLS)
    assert person.extra("a", ("panic",)).points > person.extra("a", ("grief",)).points + 0.5


def check_variance() -> None:
    person = person_of(*HELPFUL, *CELLS)
    for technique in "ace":
        want = exact(person, technique, "panic").sd
        assert person.extra(technique, ("panic",)).sd == pytest.approx(want, rel=1e-6)


CHECKS = [
    check_baseline, check_shrinkage, check_sign, check_peers, check_cells, check_variance,
]  # fmt: skip


def break_baseline(patch: pytest.MonkeyPatch) -> None:
    def none(cells: object) -> Baseline:
        return Baseline(0.0, 0.0, fit_baseline(cells).noise)  # type: ignore[arg-type]

    patch.setattr(effect, "fit_baseline", none)


def break_shrinkage(patch: pytest.MonkeyPatch) -> None:
    for name in ("PERSON_SD", "KIND_SD", "TECHNIQUE_SD", "CELL_SD"):
        patch.setattr(effect, name, 100.0)


def break_sign(patch: pytest.MonkeyPatch) -> None:
    whole = effect.measured_excess
    patch.setattr(
        effect,
        "measured_excess",
        lambda cells, base: {k: (w, -points) for k, (w, points) in whole(cells, base).items()},
    )


def break_peers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        effect_prior.Peers, "__init__", lambda self, *_: (
            setattr(self, "by_technique", {}), setattr(self, "by_need", {}), None
        )[-1],
    )  # fmt: skip


def break_cells(patch: pytest.MonkeyPatch) -> None:
    whole = effect.measured_excess
    swap = {"panic": "grief", "grief": "panic"}

    def swapped(cells, base):  # type: ignore[no-untyped-def]
        found = whole(cells, base)
        return {(j, s): found.get((j, swap.get(s, s)), points) for (j, s), points in found.items()}

    patch.setattr(effect, "measured_excess", swapped)


def break_variance(patch: pytest.MonkeyPatch) -> None:
    whole = Person._extra_variance
    patch.setattr(Person, "_extra_variance", lambda *args: whole(*args) / 2)


BREAKAGES: dict[Callable[[pytest.MonkeyPatch], None], Callable[[], None]] = {
    break_baseline: check_baseline,
    break_shrinkage: check_shrinkage,
    break_sign: check_sign,
    break_peers: check_peers,
    break_cells: check_cells,
    break_variance: check_variance,
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_model_holds(check: Callable[[], None]) -> None:
    check()


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_model_is_noticed(
    breakage: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breakage(monkeypatch)
    with pytest.raises(AssertionError):
        BREAKAGES[breakage]()

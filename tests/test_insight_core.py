"""Insights: what is there is said, what is chance is not, and nothing is said from too little."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from copingkit.core import insight, insight_time
from copingkit.core.card import Card
from copingkit.core.effect import Person
from copingkit.core.effect_prior import Prior, Technique
from copingkit.core.effect_sums import History
from copingkit.core.entry import Entry

START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = START.toordinal()
LIBRARY = {name: Technique(kind, frozenset({"panic"})) for name, kind in zip("abcd", "xxyz", strict=True)}  # fmt: skip


def title(technique: str) -> str:
    return technique.upper()


def use(at: datetime, technique: str = "a", before: int = 7, after: int | None = 4, **said: object) -> Entry:  # fmt: skip
    known = {"kind": "use", "strategy": technique, "needs": ("panic",), **said}
    return Entry(at=at.isoformat(), before=before, after=after, **known)  # type: ignore[arg-type]


def person_of(entries: list[Entry]) -> Person:
    history = History()
    for entry in entries:
        if entry.kind == "use" and entry.strategy:
            day = entry.when.toordinal()
            history.add_use(
                entry.strategy, entry.needs, day,
                before=entry.before, after=entry.after, outcome=entry.outcome, energy=entry.energy,
            )  # fmt: skip
    return Person(history.at(DAY), Prior(LIBRARY))


def days(count: int, step: float = 1.0) -> list[datetime]:
    return [START + timedelta(days=step * i) for i in range(count)]


def rounded(value: float) -> int:
    return min(max(round(value), 0), 10)


def life(
    seed: int, count: int = 60, drop: Callable[[datetime, int], float] = lambda at, i: 0.0
) -> list[Entry]:
    """Uses with noise, at any hour of the day; `drop` adds what is to be found."""
    rng = random.Random(seed)
    entries = []
    for i, day in enumerate(days(count, 1.5)):
        at = day.replace(hour=rng.randrange(24))
        before = rounded(rng.gauss(6.3, 1.5))
        relief = 1.6 + 0.35 * (before - 6) + drop(at, i) + rng.gauss(0, 1.4)
        entries.append(use(at, rng.choice("abcd"), before, rounded(before - relief)))
    return entries


class TestWhatHelped:
    entries = [
        *(use(at, "a", 8, 3) for at in days(8)),
        *(use(at, "b", 7, 6) for at in days(8)),
        use(START, "c", 9, 0),
    ]

    def test_most_first_and_never_from_one_use(self) -> None:
        found = insight.what_helped(person_of(self.entries))
        assert [f.technique for f in found] == ["a", "b"]
        assert found[0].helped and found[1].fell_short
        assert (found[0].mean_before, found[0].mean_after, found[0].uses) == (8, 3, 8)
        assert found[0].sentence.startswith("You used this 8 times: from 8.0 to 3.0 on average.")

    def test_for_one_need(self) -> None:
        person = person_of(self.entries)
        assert insight.needs_met(person) == ["panic"]
        assert insight.what_helped(person, "panic")[0].technique == "a"
        assert insight.what_helped(person, "grief") == []

    def test_most_is_said_where_ranges_are_apart_only(self) -> None:
        found = insight.what_helped(person_of(self.entries))
        assert insight.leader(found, title) == "A has helped you most."
        close = [*(use(at, "a", 7, 4) for at in days(3)), *(use(at, "b", 7, 5) for at in days(3))]
        unsure = insight.what_helped(person_of(close), "panic")
        assert insight.leader(unsure, title).startswith(
            "Which helped most for panic, I can't tell yet"
        )
        assert insight.leader(found[:1], title) == ""

    def test_the_first_line_is_something_that_helped(self) -> None:
        person = person_of(self.entries)
        first = insight.first_line(person, insight.what_helped(person), title)
        assert first == "A: from 8.0 to 3.0 on average, over 8 uses."
        words = person_of([use(START, "b", 7, None, outcome="a-lot")])
        assert insight.first_line(words, [], title) == "B: you noted once that it helped."
        assert insight.first_line(person_of([]), [], title) == insight.NOTHING_YET

    def test_missing_numbers_are_owned_up_to(self) -> None:
        some = [*self.entries, *(use(at, "a", 7, None) for at in days(7))]
        assert insight.missing_note(person_of(some)).startswith("7 of 24 uses have no number")
        assert insight.missing_note(person_of(self.entries)) == ""
        assert insight.missing_note(person_of([])) == ""


class TestWhatDidNot:
    def test_worse_stopped_and_couldnt_are_counted_apart(self) -> None:
        noted = [
            use(START, "a", 7, 9, outcome="worse"),
            *(use(at, "b", 7, None, outcome="couldnt") for at in days(3)),
            use(START, "a", 7, None, outcome="stopped"),
        ]
        person = person_of(noted)
        assert [(c.name, c.n) for c in insight.made_worse(person, title)] == [("a", 1)]
        assert [(c.name, c.n) for c in insight.not_possible(person, title)] == [("b", 3), ("a", 1)]
        assert "no failure" in insight.not_possible(person, title)[0].sentence

    def test_what_brought_little_by_numbers_and_by_words(self) -> None:
        noted = [
            *(use(at, "a", 7, 2) for at in days(8)),
            *(use(at, "b", 7, 7) for at in days(8)),
            use(START, "c", None, None, outcome="no-change"),
            use(START, "d", None, None, outcome="a-bit"),
        ]
        person = person_of(noted)
        little = insight.not_helped(person, insight.what_helped(person), title)
        assert [c.sentence for c in little] == [
            "B: very likely less than you usually get.",
            "C: you noted once that nothing changed.",
        ]
        helped = insight.helped_in_words(person, title)
        assert [c.sentence for c in helped] == ["D: you noted once that it helped."]

    def test_obstacles_in_own_words(self) -> None:
        noted = [use(START, obstacle=text) for text in ("Too loud", "too  loud.", "no time")]
        assert [(c.name, c.n) for c in insight.obstacles(noted)] == [
            ("Too loud", 2),
            ("no time", 1),
        ]
        assert insight.obstacles([use(START)]) == []

    def test_untried(self) -> None:
        def card(name: str, minutes: int) -> Card:
            return Card(
                name, name, "", name, "", "x", ("panic",), ("now",), minutes, "low", "fully",
                "anywhere", "either", (), (), (), "steps", (),
            )  # fmt: skip

        cards = [card("a", 1), card("b", 9), card("c", 2)]
        found = insight.untried(cards, person_of([use(START, "a")]), "panic")
        assert [c.id for c in found] == ["c", "b"]
        assert insight.untried(cards, person_of([]), "grief") == []
        label = str.upper
        assert insight.untried_sentence(found, "panic", label).startswith("2 things")
        assert insight.untried_sentence(found[:1], "panic", label).startswith("1 thing in")


class TestTimes:
    def shown(self, entries: list[Entry]) -> insight_time.Contrast:
        person = person_of(entries)
        found = insight_time.residuals(entries, person)
        return insight_time.compare_times(found, person, insight_time.time_of_day)

    def test_chance_is_seldom_shown(self) -> None:
        assert sum(self.shown(life(seed)).shown for seed in range(150)) <= 15

    def test_a_real_difference_is_shown(self) -> None:
        def by_night(at: datetime, i: int) -> float:
            return -1.6 if insight_time.time_of_day(at) == "at night" else 0.6

        found = [self.shown(life(seed, 120, by_night)) for seed in range(20)]
        assert sum(c.shown and " than at night" in c.sentence for c in found) >= 15

    def test_five_uses_are_too_few(self) -> None:
        at_nine = [use(day.replace(hour=9), "a", 9, 1) for day in days(40)]
        at_night = [use(day.replace(hour=23), "a", 6, 9) for day in days(5)]
        contrast = self.shown([*at_nine, *at_night])
        assert not contrast.shown and contrast.sentence == insight_time.BINS_FEW

    @pytest.mark.parametrize(
        ("hour", "name"),
        [
            (0, "night"),
            (5, "night"),
            (6, "morning"),
            (12, "afternoon"),
            (18, "evening"),
            (22, "night"),
        ],
    )
    def test_hours(self, hour: int, name: str) -> None:
        assert insight_time.time_of_day(START.replace(hour=hour)).endswith(name)

    def test_week(self) -> None:
        names = [insight_time.time_of_week(START + timedelta(days=d)) for d in range(7)]
        assert names == ["on weekdays"] * 5 + ["at weekends"] * 2


class TestReliefOverTime:
    def trend(self, entries: list[Entry]) -> insight_time.Trend:
        person = person_of(entries)
        return insight_time.relief_over_time(insight_time.residuals(entries, person), person)

    def test_chance_is_seldom_shown(self) -> None:
        # Either direction at .95 would be 10 % of people; the prior brings it down.
        assert sum(self.trend(life(seed)).shown for seed in range(150)) <= 15

    def test_a_real_change_is_shown(self) -> None:
        better = [self.trend(life(seed, 90, lambda at, i: i / 25 - 1.8)) for seed in range(10)]
        assert sum(t.shown and "more over time" in t.sentence for t in better) >= 9

    def test_eleven_uses_are_too_few(self) -> None:
        assert self.trend(life(1, 11)).sentence == insight_time.RELIEF_FEW


class TestDistressOverTime:
    def test_mann_kendall(self) -> None:
        # S = 15, variance 6 x 5 x 17 / 18, less one for continuity.
        assert insight_time.mann_kendall([1, 2, 3, 4, 5, 6]) == pytest.approx(
            14 / (510 / 18) ** 0.5
        )
        assert insight_time.mann_kendall([6, 5, 4, 3, 2, 1]) == pytest.approx(
            -14 / (510 / 18) ** 0.5
        )
        assert insight_time.mann_kendall([4, 4, 4, 4, 4, 4]) == 0

    def test_a_direction_is_told_in_neutral_words(self) -> None:
        rising = [use(at, before=4 + i // 2) for i, at in enumerate(days(8, 7))]
        trend = insight_time.distress_over_time(rising)
        assert (
            trend.shown and "has tended to be higher: about 4 at first, 7 lately" in trend.sentence
        )
        assert "worse" not in trend.sentence
        falling = [use(at, before=9 - i // 2) for i, at in enumerate(days(8, 7))]
        assert "lower" in insight_time.distress_over_time(falling).sentence

    def test_five_weeks_are_too_few(self) -> None:
        five = [use(at, before=i) for i, at in enumerate(days(5, 7))]
        assert insight_time.distress_over_time(five).sentence == insight_time.DISTRESS_FEW
        assert insight_time.distress_over_time([]).series == []

    def test_many_entries_in_one_week_count_as_one(self) -> None:
        busy = [use(START + timedelta(hours=i), before=min(i // 4, 10)) for i in range(40)]
        assert len(insight_time.distress_over_time(busy).series) == 1

    def test_chance_is_seldom_shown(self) -> None:
        shown = sum(insight_time.distress_over_time(life(seed)).shown for seed in range(150))
        assert shown <= 21


def test_calendar() -> None:
    noted = [
        use(START, before=8), use(START, before=5), Entry("checkin", START.isoformat(), before=3),
        Entry("checkin", (START + timedelta(days=2)).isoformat()),
    ]  # fmt: skip
    assert insight_time.calendar(noted) == [
        ("2026-03-02", 3, 2, 5),
        ("2026-03-04", 1, 0, None),
    ]


def test_residuals_leave_out_what_has_no_measure() -> None:
    noted = [
        use(START, after=None), use(START, outcome="stopped"), Entry("checkin", START.isoformat(), before=3),
        use(START, needs=()),
    ]  # fmt: skip
    assert len(insight_time.residuals(noted, person_of(noted))) == 1

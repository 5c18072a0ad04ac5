"""The sums that everything about "what helps" is worked out from: small, additive, exact.

One `Sums` holds what one technique did in one situation (a need, or "" when none was named). Uses
fade with a half-life of a year; because that fading is exponential, sums over any stretch of time
can be added up without keeping the single uses: ten years of entries cost no more than ten weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

HALF_LIFE_DAYS = 365.0  # days until a use counts half: people and their troubles change
HALF_YEAR_DAYS = 182  # days in a bucket; buckets keep a wrong clock from outweighing all else
USUAL_BEFORE = 6.0  # points; `z = before - 6`, so that the baseline is read at a common level
NO_NEED = ""  # the situation of a use whose need was not named
EVERYWHERE = "*"  # the row that counts each use once, whatever its needs

OUTCOMES = ("a-lot", "a-bit", "no-change", "worse", "stopped", "couldnt")
# Points against the usual: one, and a third, of the 1.2 points by which single uses scatter.
OUTCOME_POINTS = {"a-lot": 1.2, "a-bit": 0.4, "no-change": -0.4, "worse": -1.2}
NO_MEASURE = frozenset(("stopped", "couldnt"))  # no failure of the technique: they give no `y`
ENERGIES = ("", "very-low", "low", "medium", "high")  # "" is "not said"

Number = int | float


class Sums:
    """Add up what one technique did in one situation within one half-year.

    `w..ww` are over uses with before and after, weighted (points, points squared), with
    `z = before - 6` and `y = before - after`. `rated_*` and `worded_*` are over uses that have only
    stars or only a word. `uses`, `pairs`, `before`, `after`, `missing`, `stars*`, `outcomes` and
    `couldnt_at` are plain counts and sums that don't fade.
    """

    __slots__ = (
        "w", "wz", "wy", "wzz", "wzy", "wyy", "ww",
        "rated_w", "rated_stars", "worded_w", "worded_points",
        "uses", "pairs", "before", "after", "missing", "stars_n", "stars",
        "outcomes", "couldnt_at",
    )  # fmt: skip

    def __init__(self) -> None:
        self.w = self.wz = self.wy = self.wzz = self.wzy = self.wyy = self.ww = 0.0
        self.rated_w = self.rated_stars = self.worded_w = self.worded_points = 0.0
        self.uses = 0  # entries naming this technique and this need
        self.pairs = 0  # uses with both numbers
        self.before = self.after = 0.0  # sums of both numbers over `pairs`
        self.missing = 0  # uses that were done but have no "after"
        self.stars_n = 0
        self.stars = 0.0
        self.outcomes = [0] * len(OUTCOMES)
        self.couldnt_at = [0] * len(ENERGIES)

    def add(self, other: Sums, factor: float = 1.0) -> None:
        """Add other sums, their faded part times `factor`."""
        # Written out: a loop over names takes five times as long, at every start of the program.
        self.w += factor * other.w
        self.wz += factor * other.wz
        self.wy += factor * other.wy
        self.wzz += factor * other.wzz
        self.wzy += factor * other.wzy
        self.wyy += factor * other.wyy
        self.ww += factor * factor * other.ww
        self.rated_w += factor * other.rated_w
        self.rated_stars += factor * other.rated_stars
        self.worded_w += factor * other.worded_w
        self.worded_points += factor * other.worded_points
        self.uses += other.uses
        self.pairs += other.pairs
        self.before += other.before
        self.after += other.after
        self.missing += other.missing
        self.stars_n += other.stars_n
        self.stars += other.stars
        self.outcomes = [a + b for a, b in zip(self.outcomes, other.outcomes, strict=True)]
        self.couldnt_at = [a + b for a, b in zip(self.couldnt_at, other.couldnt_at, strict=True)]

    def to_list(self) -> list[Number]:
        """Return the sums as numbers for JSON, without the zeros at the end."""
        numbers: list[Number] = [_short(getattr(self, name)) for name in _PLAIN]
        numbers += self.outcomes + self.couldnt_at
        while numbers and not numbers[-1]:
            numbers.pop()
        return numbers

    @classmethod
    def from_list(cls, numbers: Sequence[Any]) -> Sums:
        """Return the sums written by `to_list`. Raises ValueError for anything else."""
        missing = _LENGTH - len(numbers)
        if missing < 0 or not {*map(type, numbers)} <= {int, float}:
            raise ValueError("a technique's sums have another shape")
        sums, padded = cls.__new__(cls), [*numbers, *[0] * missing]
        (
            sums.w, sums.wz, sums.wy, sums.wzz, sums.wzy, sums.wyy,
            sums.rated_w, sums.rated_stars, sums.worded_w, sums.worded_points, sums.ww,
            sums.uses, sums.pairs, sums.before, sums.after, sums.missing, sums.stars_n, sums.stars,
            *counts,
        ) = padded  # fmt: skip
        sums.outcomes, sums.couldnt_at = counts[: len(OUTCOMES)], counts[len(OUTCOMES) :]
        return sums

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sums) and self.to_list() == other.to_list()

    def __repr__(self) -> str:
        return f"Sums({self.to_list()})"


_PLAIN = (
    "w", "wz", "wy", "wzz", "wzy", "wyy",
    "rated_w", "rated_stars", "worded_w", "worded_points", "ww",
    "uses", "pairs", "before", "after", "missing", "stars_n", "stars",
)  # fmt: skip
_LENGTH = len(_PLAIN) + len(OUTCOMES) + len(ENERGIES)


class History:
    """Keep the sums of one person: (technique, situation) -> half-year -> `Sums`.

    The situation "*" holds counts only, over all situations, each use once.
    """

    __slots__ = ("cells",)

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str], dict[int, Sums]] = {}

    def add_use(
        self,
        technique: str,
        needs: Sequence[str],
        day: int,
        *,
        before: Number | None = None,
        after: Number | None = None,
        stars: Number | None = None,
        outcome: str | None = None,
        energy: str | None = None,
    ) -> None:
        """Add one use of a technique.

        `day` is `date.toordinal()` of the entry's own local date; `before` and `after` are 0-10,
        `stars` 1-5, `outcome` one of `OUTCOMES`, `energy` what the person had (one of `ENERGIES`).
        Unknown words count as not said.

        An entry with several needs is split evenly among them: it carries the information of one
        use, so each of its k situations gets weight 1/k. (Counting it fully in each would make the
        ranges too narrow; taking the first would hang on the order in which needs were typed.)
        """
        situations = sorted({*needs} - {EVERYWHERE}) or [NO_NEED]
        weight = _risen(day) / len(situations)
        for situation in (*situations, EVERYWHERE):
            sums = self._bucket(technique, situation, day)
            _count(sums, before, after, stars, outcome, energy)
            if situation != EVERYWHERE and outcome not in NO_MEASURE:
                _weigh(sums, weight, before, after, stars, outcome)

    def add_rating(self, technique: str, needs: Sequence[str], day: int, stars: Number) -> None:
        """Add stars (1-5) given without using the technique: a quarter of a use, counted as none."""
        situations = sorted({*needs} - {EVERYWHERE}) or [NO_NEED]
        for situation in (*situations, EVERYWHERE):
            sums = self._bucket(technique, situation, day)
            sums.stars_n += 1
            sums.stars += stars
            if situation != EVERYWHERE:
                _weigh(sums, _risen(day) / len(situations), None, None, stars, None)

    def _bucket(self, technique: str, situation: str, day: int) -> Sums:
        halves = self.cells.setdefault((technique, situation), {})
        return halves.setdefault(half_year(day), Sums())

    def merge(self, other: History) -> None:
        """Add all of another history to this one; the order of merging makes no difference."""
        for key, halves in other.cells.items():
            mine = self.cells.setdefault(key, {})
            for half, sums in halves.items():
                mine.setdefault(half, Sums()).add(sums)

    def fold(self, today: int) -> None:
        """Bring all half-years up to today's into one: exact, and far smaller after years."""
        now = half_year(today)
        for key, halves in self.cells.items():
            past = sorted(half for half in halves if half <= now)
            if past == [now] or not past:
                continue
            folded = Sums()
            for half in past:
                folded.add(halves[half], _fade((now - half) * HALF_YEAR_DAYS))
            self.cells[key] = {now: folded} | {h: s for h, s in halves.items() if h > now}

    def at(self, today: int) -> dict[tuple[str, str], Sums]:
        """Return one `Sums` for each (technique, situation), faded to today, sorted by name.

        A use dated in the future (a wrong clock) counts like one of today, at most 1.42 times.
        """
        faded: dict[tuple[str, str], Sums] = {}
        for key in sorted(self.cells):
            total = Sums()
            for half, sums in sorted(self.cells[key].items()):
                total.add(sums, _fade(max(0, today - half * HALF_YEAR_DAYS)))
            faded[key] = total
        return faded

    def to_list(self) -> list[list[object]]:
        """Return rows `[technique, situation, half-year, [numbers]]`, sorted, for JSON."""
        return [
            [technique, situation, half, sums.to_list()]
            for (technique, situation), halves in sorted(self.cells.items())
            for half, sums in sorted(halves.items())
        ]

    @classmethod
    def from_list(cls, rows: Iterable[Sequence[object]]) -> History:
        """Return the history written by `to_list`. Raises ValueError for another shape."""
        history = cls()
        for row in rows:
            match row:
                case [str(technique), str(situation), int(half), list(numbers)]:
                    halves = history.cells.setdefault((technique, situation), {})
                    halves[half] = Sums.from_list(numbers)
                case _:
                    raise ValueError("a row of the summary has another shape")
        return history

    def __bool__(self) -> bool:
        return bool(self.cells)


def half_year(day: int) -> int:
    """Return the number of the 182-day stretch that a day (ordinal) lies in."""
    return day // HALF_YEAR_DAYS


def _count(
    sums: Sums,
    before: Number | None,
    after: Number | None,
    stars: Number | None,
    outcome: str | None,
    energy: str | None,
) -> None:
    sums.uses += 1
    if outcome in OUTCOMES:
        sums.outcomes[OUTCOMES.index(outcome)] += 1
    if outcome == "couldnt":
        sums.couldnt_at[ENERGIES.index(energy) if energy in ENERGIES else 0] += 1
    if outcome in NO_MEASURE:
        return
    if stars is not None:
        sums.stars_n += 1
        sums.stars += stars
    sums.missing += after is None
    if before is not None and after is not None:
        sums.pairs += 1
        sums.before += before
        sums.after += after


def _weigh(
    sums: Sums,
    weight: float,
    before: Number | None,
    after: Number | None,
    stars: Number | None,
    outcome: str | None,
) -> None:
    if before is not None and after is not None:
        z, y = before - USUAL_BEFORE, before - after
        sums.w += weight
        sums.wz += weight * z
        sums.wy += weight * y
        sums.wzz += weight * z * z
        sums.wzy += weight * z * y
        sums.wyy += weight * y * y
        sums.ww += weight * weight
    elif stars is not None:
        sums.rated_w += weight
        sums.rated_stars += weight * stars
    elif outcome in OUTCOME_POINTS:
        sums.worded_w += weight
        sums.worded_points += weight * OUTCOME_POINTS[outcome]


def _fade(days: Number) -> float:
    return float(2.0 ** (-days / HALF_LIFE_DAYS))


def _risen(day: int) -> float:
    """Weight of a use against one on the first day of its half-year: later ones weigh more."""
    return float(2.0 ** ((day % HALF_YEAR_DAYS) / HALF_LIFE_DAYS))


def _short(value: Number) -> Number:
    """Write whole numbers without a point, others to nine digits: exact to a millionth."""
    rounded = float(f"{value:.9g}")
    return int(rounded) if rounded == int(rounded) else rounded

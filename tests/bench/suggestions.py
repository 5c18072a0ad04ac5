"""How well suggestions do in simulated people, and how honest their ranges and claims are.

    python -m tests.bench.suggestions --worlds 12 --people 12 --seed 1

Prints, with `ok` or `MISSED` for each bar, the share of the oracle's gain over chance after 5, 10,
20 and 60 uses, coverage of the 80 % ranges, wrong-sign claims, overstatement, and offers at high
distress. Stdlib only; the same seed gives the same figures. The simulation shares the model's
structure and its sizes are assumptions: it shows that the arithmetic does what it says, not how
much any technique helps.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import Pool
from time import perf_counter
from typing import NamedTuple

from .sim_measures import (
    CHECKPOINTS,
    SETTINGS,
    Setting,
    Tally,
    live_in_world,
    mean,
    merge,
    share,
)
from .sim_policies import POLICIES

METHOD = "with all rules"  # the whole of suggest(); "this method" is its ranking alone


class Bar(NamedTuple):
    """A bar, and the figure that is held against it."""

    name: str
    figure: float
    low: float = float("-inf")
    high: float = float("inf")

    @property
    def held(self) -> bool:
        """Tell whether the figure is within the bar; nan never is."""
        return self.low <= self.figure <= self.high


def bars(results: dict[str, Tally], checkpoints: Sequence[int] = CHECKPOINTS) -> Iterator[Bar]:
    """Yield every bar with its figure, for the settings there are results of."""
    at_20 = {"with peers": 42.0, "no peers": 25.0, "differ twice": 32.0}
    for name, least in at_20.items():
        if name in results:
            yield Bar(f"captured at 20, {name}, %", share(results[name], METHOD, 20), low=least)
    if "with peers" not in results:
        return
    whole = results["with peers"]
    ahead = share(whole, METHOD, 20) - share(whole, "most popular", 20)
    yield Bar("ahead of most popular at 20, points", ahead, low=10)
    for other in ("most popular", "own mean"):
        for t in checkpoints:
            ahead = share(whole, METHOD, t) - share(whole, other, t)
            yield Bar(f"ahead of {other} at {t}, points", ahead, low=1e-9)
    for what in ("technique", "cell", "next use"):
        figure = 100 * mean(whole, "covered", what)
        yield Bar(f"80 % ranges cover, {what}, %", figure, low=75, high=85)
    yield Bar("wrong-sign claims, %", 100 * mean(whole, "wrong sign"), high=8)
    yield Bar("top technique overstated, points", mean(whole, "overstated", "model"), high=0.15)
    for name, tally in results.items():
        bad = sum(tally.get(("high distress", "bad offers"), [float("nan")]))
        yield Bar(f"new or risky at high distress, {name}", bad, high=0)


def simulate(
    setting: Setting, worlds: int, people: int, seed: int, processes: int = 2
) -> list[Tally]:
    """Return one tally a world."""
    live = partial(live_in_world, setting=setting, people=people)
    seeds = [f"{seed}/{world}" for world in range(worlds)]
    if processes < 2:
        return [live(s) for s in seeds]
    with Pool(processes) as pool:
        return pool.map(live, seeds, chunksize=1)


def small(seed: int = 1, worlds: int = 4, people: int = 5) -> Tally:
    """Return what a small run measures, in a few seconds: the test suite's version."""
    live = partial(
        live_in_world,
        setting=SETTINGS[0],
        people=people,
        checkpoints=(5, 20),
        policies=("most popular", "own mean", METHOD),
    )
    return merge(live(f"{seed}/{world}") for world in range(worlds))


def main() -> int:
    """Run, print, and return 1 when a bar was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=12)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    print(f"{options.worlds} worlds x {options.people} people, seed {options.seed}")
    results = {}
    for setting in SETTINGS:
        started = perf_counter()
        tallies = simulate(setting, options.worlds, options.people, options.seed, options.processes)
        results[setting.name] = merge(tallies)
        seconds = perf_counter() - started
        _print_setting(setting, tallies, f"{options.worlds} x {options.people}, {seconds:.0f} s")
    print("\nBars")
    missed = 0
    for bar in bars(results):
        missed += not bar.held
        limits = [f">= {bar.low:g}"] * (bar.low > float("-inf"))
        limits += [f"<= {bar.high:g}"] * (bar.high < float("inf"))
        verdict = "ok" if bar.held else "MISSED"
        print(f"  {bar.name:44} {bar.figure:7.2f}   {' and '.join(limits):18} {verdict}")
    return 1 if missed else 0


def _print_setting(setting: Setting, tallies: list[Tally], size: str) -> None:
    whole = merge(tallies)
    print(f"\n{setting.name} ({size}): % of the oracle's gain over chance after so many uses")
    print(f"  {'':16}" + "".join(f"{t:>7}" for t in CHECKPOINTS) + "   spread over worlds at 20")
    for name in POLICIES:
        at = "".join(f"{share(whole, name, t):7.1f}" for t in CHECKPOINTS)
        spread = [share(tally, name, 20) for tally in tallies]
        print(f"  {name:16}{at}   {min(spread):.0f} to {max(spread):.0f}")
    possible = mean(whole, "possible", "oracle", "20")
    covered = {w: 100 * mean(whole, "covered", w) for w in ("technique", "cell", "next use")}
    print(f"  oracle's gain over chance: {possible:.2f} points a use")
    print("  80 % ranges cover: " + ", ".join(f"{w} {c:.1f} %" for w, c in covered.items()))
    print(
        f"  wrong-sign claims {100 * mean(whole, 'wrong sign'):.1f} % "
        f"of {len(whole.get(('wrong sign',), []))}; words right: "
        + ", ".join(
            f"{w} {100 * mean(whole, 'words right', w):.0f} %" for w in ("very likely", "probably")
        )
    )
    print(
        f"  top technique overstated: {mean(whole, 'overstated', 'model'):+.2f} points "
        f"(raw means {mean(whole, 'overstated', 'raw means'):+.2f})"
    )
    offers = len(whole.get(("high distress", "offers"), []))
    bad = sum(whole.get(("high distress", "bad offers"), []))
    print(f"  at distress >= 8: {bad:.0f} new or risky of {offers} offers")


if __name__ == "__main__":
    sys.exit(main())

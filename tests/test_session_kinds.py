"""After "worse": no kind comes back in a session while another fits; and no number nobody said."""

from __future__ import annotations

import os
import sys
from typing import Any

import pytest
from conftest import NOW

from copingkit import words
from copingkit.core.fit import Ask

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)


@pytest.fixture
def leave_each(sealed) -> Any:
    """Run `now`, leaving each technique with q; answer with an outcome and a number after it."""
    children = []

    def run(need: str, *answers: tuple[str, str]) -> None:
        child: Any = pexpect.spawn(
            sys.executable, ["-m", "copingkit", "now", *need.split(), "--plain"],
            dimensions=(60, 90), timeout=8, encoding="utf-8",
            env={**os.environ, "COLUMNS": "90"},
        )  # fmt: skip
        children.append(child)
        for n, (outcome, after) in enumerate(answers, 1):
            child.expect_exact(" min.")
            typed = child.expect_exact(["q leaves.", "> "]) > 0
            child.send("q\r" if typed else "q")
            child.expect_exact("Did it help?")
            child.expect_exact("people")
            child.send(outcome)
            child.expect_exact("0 to 10")
            child.send(f"{after}\r")
            if outcome in "ws":
                child.expect_exact("in the way")
                child.send("\r")
            child.expect_exact("What now?")
            child.expect_exact("a person")
            child.send("k" if n < len(answers) else "d")
        child.expect(pexpect.EOF)

    yield run
    for child in children:
        child.close(force=True)


@pytest.fixture
def uses(coping) -> Any:
    """Return the uses noted, first one first, each with its category."""

    def noted() -> list[dict[str, Any]]:
        found = coping("log", "list", "--json").json["entries"][::-1]
        return [{**e, "category": category(e["strategy"])} for e in found]

    def category(name: str) -> str:
        return str(coping("show", name, "--json").json["strategies"][0]["category"])

    return noted


@pytest.mark.parametrize("need", ["panic", "insomnia"])
def test_after_worse_no_kind_of_the_session_comes_back(leave_each, uses, need) -> None:
    leave_each(need, *[("w", "")] * 4)
    kinds = [use["category"] for use in uses()]
    assert len(kinds) == 4
    assert len(set(kinds)) == 4, kinds


def test_no_number_stands_before_a_use_that_nobody_said_right_before_it(leave_each, uses) -> None:
    leave_each("anger", ("n", "5"), ("w", ""), ("n", "6"))
    assert [(use["before"], use["after"]) for use in uses()] == [(None, 5), (5, None), (None, 6)]


def kit_of(coping) -> Any:
    from copingkit.cli import kit

    coping("find", "panic")
    return kit.current()


def test_what_is_about_it_comes_before_any_other_kind_unless_that_made_it_worse(coping) -> None:
    from copingkit.cli.suggesting import another

    kit = kit_of(coping)
    cards = kit.catalogue.cards
    ask = Ask(needs=("panic",))
    kinds = {card.category for card in cards if "panic" in card.needs}
    used = {card.id for card in cards if "panic" in card.needs and card.category != "breathing"}
    last = next(card for card in cards if card.category == "breathing")
    assert another(kit, ask, used, last).category == "breathing"
    assert another(kit, ask, used, last, kinds).category not in kinds


def test_when_every_kind_made_it_worse_something_is_offered_all_the_same(coping) -> None:
    from copingkit.cli.suggesting import another

    kit = kit_of(coping)
    every = {card.category for card in kit.catalogue.cards}
    last = kit.catalogue.card("feet-on-the-floor")
    found = another(kit, Ask(needs=("panic",)), {last.id}, last, every)
    assert found.category != last.category
    assert "panic" in found.needs


def test_a_run_within_the_hour_keeps_away_from_kinds_that_made_it_worse(coping) -> None:
    from copingkit.cli.suggesting import startable

    about = ("--need", "dissociation", "--outcome", "worse")
    cards = [c for c in kit_of(coping).catalogue.cards if "dissociation" in c.needs]
    for kind in ("grounding", "mindfulness"):
        name = next(c.id for c in cards if c.category == kind and startable(c))
        coping("log", "add", "--strategy", name, *about)
    said = coping("now", "dissociation").out
    begun = next(c for c in kit_of(coping).catalogue.cards if f"{c.title}: about" in said)
    assert begun.category not in ("grounding", "mindfulness")


def begun(coping, *about: str):  # type: ignore[no-untyped-def]
    """Return the card that `now` begins."""
    said = coping("now", *about).out
    return next(c for c in kit_of(coping).catalogue.cards if f"{c.title}: about" in said)


def test_what_helped_comes_back_though_the_library_has_it_for_something_else(coping) -> None:
    used = "feet-on-the-floor"
    assert "loneliness" not in kit_of(coping).catalogue.card(used).needs
    coping("log", "add", "--strategy", used, "--need", "loneliness", "--outcome", "a-lot")
    assert begun(coping, "loneliness").id == used
    assert begun(coping, "urge-self-harm").id != used, (
        "for something else it has helped with nothing yet"
    )


def test_a_use_that_is_yet_to_come_is_no_earlier_one(coping) -> None:
    from copingkit.cli.suggesting import for_now

    about = ("--strategy", "feet-on-the-floor", "--outcome", "worse")
    coping("log", "add", *about, "--when", "2026-11-22 20:00")
    assert len(coping("log", "list", "--json").json["entries"]) == 1

    def why() -> str:
        kit = kit_of(coping)
        kit.now = lambda: NOW
        return for_now(kit, Ask())[1]

    assert why() == ""
    coping("log", "add", *about)
    assert why() == words.SOMETHING_ELSE


def test_many_uses_within_the_hour_are_all_remembered(coping) -> None:
    first = begun(coping)
    coping("log", "add", "--strategy", first.id, "--outcome", "no-change")
    for _ in range(12):
        coping("log", "add", "--strategy", "box-breathing", "--outcome", "no-change")
    assert begun(coping).id not in (first.id, "box-breathing")

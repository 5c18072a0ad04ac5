"""How much of the refuse list is met, by sentences a careless contributor may write, and how much that is
harmless is refused with it.

refuse_list/ has three sets. The patterns were written with `first` and `second` in view, so what is met of
those says that nothing got lost, and no more. `held_out` was written after the patterns, in other words on
purpose; they were not changed for it, and must not be: it tells how much a new sentence may slip through.
A line of *_refuse_* is a code and a sentence; *_fine_* are sentences that have to pass.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from check_help import GOOD, library_in, put

from copingkit.library.check import check_paths
from copingkit.library.check_fold import fold, places
from copingkit.library.check_search import search
from copingkit.library.check_words import Group, Words

FOLDER = Path(__file__).resolve().parent / "refuse_list"
# Asked for in a strategy about food or the body only.
BODY = "BODY"


def codes(sentence: str, language: str) -> set[str]:
    """Return the codes that a sentence is met by."""
    return set(search(Words([Group(("guide", "intro"), [sentence])], [], [], language)))


def failing(found: set[str]) -> set[str]:
    return {code for code in found if code.startswith("CK0")}


def lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


# About two in a hundred under what was measured, so that a lost pattern shows.
@pytest.mark.parametrize(
    ("half", "language", "floor"),
    [
        ("first", "en", 0.94),
        ("first", "es", 1.0),
        ("second", "en", 0.97),
        ("second", "es", 0.97),
        ("held_out", "en", 0.30),
        ("held_out", "es", 0.50),
    ],
)
def test_what_is_refused(half: str, language: str, floor: float) -> None:
    missed = []
    said = [line.split(" ", 1) for line in lines(f"{half}_refuse_{language}")]
    for code, sentence in said:
        found = codes(sentence, language)
        if not failing(found) and code not in found and not (code == "CK034" and BODY in found):
            missed.append(f"{code} {sentence}")
    assert 1 - len(missed) / len(said) >= floor, missed


# Many sentences of `first` were made up to provoke: "Let psychos the film be off".
@pytest.mark.parametrize(
    ("half", "language", "most"),
    [
        ("first", "en", 0.21),
        ("second", "en", 0.02),
        ("second", "es", 0.03),
        ("held_out", "en", 0.02),
        ("held_out", "es", 0.09),
    ],
)
def test_what_is_harmless_passes(half: str, language: str, most: float) -> None:
    said = lines(f"{half}_fine_{language}")
    refused = {
        sentence: found for sentence in said if (found := failing(codes(sentence, language)))
    }
    assert len(refused) / len(said) <= most, refused


@pytest.mark.parametrize(
    "sentence",
    [
        "\u0421ut yourself.",
        "Cut yours\u0435lf.",
        "\uff43\uff55\uff54 \uff59\uff4f\uff55\uff52\uff53\uff45\uff4c\uff46.",
        "cu\u0301t yourself.",
        "Cut\u2009yourself.",
        "Cut, yourself.",
        "Cut-yourself.",
        "Cut your self.",
    ],
)
def test_a_spelling_hides_nothing(sentence: str) -> None:
    assert "CK032" in codes(sentence, "en")


def test_accents_may_be_left_out() -> None:
    assert "CK032" in codes("Cortate un poco.", "es")
    assert "CK032" in codes("Córtate un poco.", "es")


def test_what_is_shown_is_what_stands_there() -> None:
    said = ["Sit down.", "Na\u00efve \u2026 \u0421u\u0301t yourself, slowly."]
    hits = search(Words([Group(("guide", "intro"), said)], [], [], "en"))
    assert hits["CK032"] == [(("guide", "intro", 1), "\u0421u\u0301t yourself")]


@pytest.mark.parametrize("text", ["plain", "\ufb01ne\u0301 \u2026x", "\u0130\u00df \u00bd"])
def test_every_place_is_known(text: str) -> None:
    where = places(text)
    assert len(where) == len(fold(text)) + 1
    assert list(where) == sorted(where)
    assert where[-1] == len(text)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Call Samaritans on 116 123.", "CK040"),
        ("Call 13 11 14.", "CK040"),
        ("988 is there all night.", "CK040"),
        ("Send HOME to 741741.", "CK040"),
    ],
)
def test_numbers_of_helplines_are_met(sentence: str, code: str) -> None:
    assert code in codes(sentence, "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "About 112 people came.",
        "The date is 2025-11-23.",
        "Count 1 2 3 4 5 6 7 8.",
        "Read page 988.",
    ],
)
def test_other_numbers_are_not(sentence: str) -> None:
    assert "CK040" not in codes(sentence, "en")


@pytest.mark.parametrize(
    ("warning", "advice", "code"),
    [
        ("Do not stop taking your medicines.", "Stop taking your medicines.", "CK033"),
        ("Do not skip meals.", "Do not worry: skip meals.", "CK032"),
        ("Never go on until it hurts.", "Never stop until it hurts.", "CK037"),
        ("No one can guarantee that it helps.", "We guarantee that it helps.", "CK035"),
        ("If you take sedatives, sit down first.", "If you feel low take sedatives.", "CK033"),
    ],
)
def test_a_warning_is_no_advice(warning: str, advice: str, code: str) -> None:
    assert code not in codes(warning, "en")
    assert code in codes(advice, "en")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Do not cut yourself.", "CK032"),
        ("Never take an overdose.", "CK032"),
        ("You are not like them, you are depressed.", "CK036"),
        ("Do not call 116 123.", "CK040"),
        ("Never look at www.example.org.", "CK041"),
    ],
)
def test_a_warning_never_excuses_these(sentence: str, code: str) -> None:
    assert code in codes(sentence, "en")


def test_a_sign_is_refused_once_a_line(tmp_path: Path) -> None:
    root = library_in(tmp_path)
    path = put(root, GOOD.replace("Feel how cool", "Feel *how* *cool*"))
    found = [f for f in check_paths([path], root).findings if f.code == "CK029"]
    assert len(found) == 1

"""Strategies and the library's words in another language, up to the limits of the rules."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Result

from copingkit.core import translation, vocabulary_words
from copingkit.core.fold import fold
from copingkit.core.page_words import PAGE, blanks, fill
from copingkit.core.vocabulary import from_tree
from copingkit.library import files
from copingkit.library.catalogue import SHIPPED, Catalogue, Shelf
from copingkit.library.check import check_paths
from copingkit.library.check_library import Library as Shared
from copingkit.paths import shipped_root

ROOT = shipped_root()
ENGLISH = files.load_tree(ROOT / "vocabulary.yaml")
SPANISH = files.load_tree(ROOT / "vocabulary.es.yaml")
OF_EACH_KIND = ("box-breathing", "feet-on-the-floor", "five-senses", "wind-down")
TEXT = """\
title: Read this
summary: Read this slowly, as often as you like.
category: grounding
needs: [stress]
when: [now]
minutes: 2
energy: very-low
discreet: fully
guide:
  kind: text
  paragraphs:
    - A paragraph that is long enough to be one.
evidence:
  grade: D
  note: Nobody has tested this, as far as we know.
  sources: []
authors: [someone]
"""


class Library:
    """A library of a few strategies, in Spanish."""

    def __init__(self, folder: Path) -> None:
        self.root, self.cache = folder / "strategies", folder / "cache"
        for name in ("vocabulary.yaml", "vocabulary.es.yaml", "sources.yaml", "outcomes.yaml"):
            self.copy(name)
        for name in OF_EACH_KIND:
            self.copy(f"en/{name}.yaml")
        self.put("en/read-this.yaml", TEXT)

    def copy(self, name: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, self.root / name)

    def put(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def words(self, tree: Any) -> None:
        self.put("vocabulary.es.yaml", json.dumps(tree))

    def catalogue(self) -> Catalogue:
        found = Catalogue(self.root, [Shelf(SHIPPED, self.root / "en")], self.cache, "es")
        assert found.cards
        return found


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


@pytest.fixture
def spanish(coping: Callable[..., Result]) -> Callable[..., Result]:
    assert coping("settings", "language", "es").code == 0
    return coping


def at_length(original: Any, length: Callable[[tuple[int, int]], int]) -> dict[str, Any]:
    """Return a translation in which every line is as long as `length` makes of its limits."""

    def line(least: int, most: int) -> str:
        return "ñ" * length((least, most))

    guide = original.guide
    words = translation.guide_words(guide)
    part = translation.PART[guide.kind]
    limits = {"phases": (1, 56), "paragraphs": (20, 560)}.get(part, (3, 196))
    tree: dict[str, Any] = {
        "of": translation.words_hash(original),
        "title": line(3, 56),
        "summary": line(10, 126),
        "guide": {
            **({"intro": [line(3, 196) for _ in guide.intro]} if guide.intro else {}),
            **({part: [line(*limits) for _ in words]} if words else {}),
        },
        "note": line(20, 560),
        "aliases": [line(2, 56)] * 8,
        "translators": ["a speaker"],
        "reviewed": "yes",
    }
    return tree


@pytest.mark.parametrize("end", [min, max], ids=["shortest", "longest"])
@pytest.mark.parametrize("name", [*OF_EACH_KIND, "read-this"])
def test_a_translation_at_its_limits_shows(library: Library, name: str, end: Any) -> None:
    original = files.load_strategy(library.root / f"en/{name}.yaml", from_tree(ENGLISH))
    tree = at_length(original, end)
    library.put(f"es/{name}.yaml", json.dumps(tree, ensure_ascii=False))
    for _ in ("compiled", "from the cache"):
        catalogue = library.catalogue()
        found = catalogue.get(name)
        assert catalogue.problems == []
        assert (found.card.language, found.note) == ("es", "")
        assert found.strategy.title == tree["title"]
        assert list(translation.guide_words(found.strategy.guide)) == next(
            (v for k, v in tree["guide"].items() if k != "intro"), []
        )
        assert found.strategy.evidence is not None
        assert found.strategy.evidence.note == tree["note"]


@pytest.mark.parametrize("name", [*OF_EACH_KIND, "read-this"])
def test_one_character_more_or_less_is_left_out(library: Library, name: str) -> None:
    original = files.load_strategy(library.root / f"en/{name}.yaml", from_tree(ENGLISH))
    for tree in (at_length(original, lambda e: e[1] + 1), at_length(original, lambda e: e[0] - 1)):
        guide = tree["guide"]
        for key, wrong in guide.items():
            fine = {k: v for k, v in at_length(original, max)["guide"].items() if k != key}
            library.put(
                f"es/{name}.yaml",
                json.dumps({**at_length(original, max), "guide": {**fine, key: wrong}}),
            )
            problems = library.catalogue().problems
            assert len(problems) == 1 and f"es/{name}.yaml" in problems[0]


def test_an_english_file_has_no_more_room(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.put("en/read-this.yaml", TEXT.replace("title: Read this", "title: " + "x" * 41))
    assert len(library.catalogue().problems) == 1


@pytest.mark.parametrize("kind", ["phase", "in 4 " + "x" * 41])
def test_words_beside_a_phase_have_their_english_limit(library: Library, kind: str) -> None:
    text = (ROOT / "en/box-breathing.yaml").read_text(encoding="utf-8")
    library.put("en/box-breathing.yaml", text.replace("[in 4,", f"[{kind},"))
    assert any("phase" in problem for problem in library.catalogue().problems)


def test_fold() -> None:
    assert fold("Respiración") == "respiracion"
    assert fold("PÁNICO, ¿Año?") == "panico, ¿ano?"
    assert fold("can\u2019t") == "can't"
    assert fold("re\u0301spiracio\u0301n") == "respiracion"
    assert fold("हिन्दी") == "हिन्दी"
    assert fold("한국") == "한국"
    assert fold("Straße") == "strasse"


def test_looking_up_ignores_accents_and_case(spanish: Callable[..., Result]) -> None:
    def ids(*words: str) -> list[str]:
        return [s["id"] for s in spanish("find", *words, "--json").json["strategies"]]

    assert ids("respiracion") == ids("respiración") == ids("RESPIRACIÓN")
    assert "box-breathing" in ids("respiracion")
    assert "wind-down" in ids("no puedo dormir")
    assert set(ids("panico")) >= set(ids("--need", "pánico"))
    assert ids("--need", "panico") == ids("--need", "panic") == ids("--need", "PÁNICO")
    assert ids("--need", "freaking out") == ids("--need", "panic")
    for name in ("respiracion cuadrada", "Respiración cuadrada", "RESPIRACIÓN EN CAJA"):
        assert spanish("show", name, "--json").json["strategies"][0]["id"] == "box-breathing"


def test_needs_are_found_as_people_type_them() -> None:
    spanish = from_tree(vocabulary_words.apply(ENGLISH, SPANISH))
    for typed in (
        "quiero morir",
        "Quiero morir.",
        "\u00a1QUIERO MORIR!",
        "want to die",
        "suicidio\u2026",
    ):
        assert spanish.find_needs(typed) == ("suicidal-thoughts",)
        assert spanish.needs["suicidal-thoughts"].people_first
    for need, words in SPANISH["needs"].items():
        for typed in (words["label"], *words["aliases"], *ENGLISH["needs"][need]["aliases"]):
            assert need in spanish.find_needs(typed)
            assert need in spanish.find_needs(fold(typed).upper())
    assert spanish.find_needs("\u00bf?") == spanish.find_needs("") == ()


def test_a_near_miss_offers_the_word_as_it_is_written(spanish: Callable[..., Result]) -> None:
    assert "ansiedad" in spanish("find", "--need", "ansiedat").err
    assert "Did you mean box-breathing?" in spanish("show", "respiracion cuadrad").err


@pytest.mark.parametrize("screen", [False, True], ids=["plain", "pretty"])
@pytest.mark.parametrize("name", ["box-breathing", "five-senses"])
def test_a_page_in_spanish(
    spanish: Callable[..., Result], golden: Callable[[str, str], None], name: str, screen: bool
) -> None:
    result = spanish("show", name, columns=40, screen=screen)
    assert (result.code, result.err) == (0, "")
    golden(f"es-show-{name}-{'pretty' if screen else 'plain'}-40", result.out)


def test_a_guide_without_a_translation_keeps_its_english_words(
    spanish: Callable[..., Result],
) -> None:
    page = " ".join(spanish("show", "four-seven-eight").out.split())
    assert SPANISH["cautions"]["hold"]["text"] in page
    assert SPANISH["page"]["unreviewed"] in page
    assert "1. in " in page and "inhala" not in page.lower()
    assert "Breathe in" in spanish("try", "four-seven-eight", "--plain").out
    shown = spanish("show", "four-seven-eight", "--json").json["strategies"][0]
    assert (shown["language"], shown["reviewed"], shown["outdated"]) == ("en", None, None)


def test_a_session_speaks_spanish(spanish: Callable[..., Result]) -> None:
    out = spanish("try", "box-breathing", "--plain").out
    assert "Inhala, 4" in out and "Mantén, con suavidad, 4" in out
    assert "Breathe in" not in out and "Take care" not in out


@pytest.mark.parametrize("words", [("now",), ("suggest",)])
def test_people_come_first_in_spanish(spanish: Callable[..., Result], words: tuple[str]) -> None:
    out = " ".join(spanish(*words, "quiero morir", "--plain").out.split())
    assert SPANISH["page"]["people-first-typed"] in out
    assert PAGE["people-first-typed"] not in out


def test_show_says_whether_a_translation_was_read_and_is_up_to_date(
    library: Library, spanish: Callable[..., Result]
) -> None:
    shown = spanish("show", "box-breathing", "--json").json["strategies"][0]
    assert (shown["language"], shown["reviewed"], shown["outdated"]) == ("es", False, False)
    library.copy("es/wind-down.yaml")
    assert library.catalogue().get("wind-down").note == "unreviewed"
    changed = (library.root / "en/wind-down.yaml").read_text(encoding="utf-8")
    library.put("en/wind-down.yaml", changed.replace("Lights low", "Lights very low"))
    assert library.catalogue().get("wind-down").note == "unreviewed outdated"


def test_a_caution_that_changed_is_shown_in_english(library: Library) -> None:
    assert library.catalogue().vocabulary.cautions["eyes"] == SPANISH["cautions"]["eyes"]["text"]
    text = (library.root / "vocabulary.yaml").read_text(encoding="utf-8")
    library.put("vocabulary.yaml", text.replace("Eyes may stay open.", "Keep your eyes open."))
    cautions = library.catalogue().vocabulary.cautions
    assert cautions["eyes"].startswith("Keep your eyes open.")
    assert cautions["breath"] == SPANISH["cautions"]["breath"]["text"]
    findings = check_paths([library.root / "vocabulary.es.yaml"], library.root).findings
    assert [(f.code, "eyes" in f.what) for f in findings] == [("CK110", True)]


def test_what_a_language_lacks_is_english(library: Library) -> None:
    library.words({"translators": ["a speaker"], "reviewed": "yes"})
    vocabulary = library.catalogue().vocabulary
    plain = from_tree(ENGLISH)
    assert vocabulary._replace(needs=plain.needs) == plain
    assert {n.label for n in vocabulary.needs.values()} == {n.label for n in plain.needs.values()}


@pytest.mark.parametrize(
    "wrong",
    [
        {"needs": {"panik": {"label": "x", "aliases": []}}},
        {"needs": {"panic": {"label": "x"}}},
        {"needs": {"panic": {"label": "x", "aliases": [], "people_first": "yes"}}},
        {"cautions": {"eyes": "Ojos abiertos."}},
        {"cautions": {"eyes": {"of": "1", "text": "Ojos abiertos."}}},
        {"page": {"how": "Cómo {name}"}},
        {"page": {"times": "veces"}},
        {"page": {"nothing": "nada"}},
        {"grades": ["A"]},
        {"first_aid": ["box-breathing"]},
        {"reviewed": "perhaps"},
        {"translators": []},
    ],
    ids=lambda w: json.dumps(w)[:40],
)
def test_words_that_are_wrong_are_left_out_whole(library: Library, wrong: Any) -> None:
    library.words({"translators": ["a speaker"], "reviewed": "no", **wrong})
    catalogue = library.catalogue()
    assert len(catalogue.problems) == 1 and "vocabulary.es.yaml" in catalogue.problems[0]
    assert catalogue.vocabulary == from_tree(ENGLISH)
    assert check_paths([library.root / "vocabulary.es.yaml"], library.root).failing


def test_what_is_shared_is_compared_with_the_english(library: Library) -> None:
    library.copy("es/box-breathing.yaml")
    catalogue = library.catalogue()
    assert catalogue.get("box-breathing").strategy.title == "Respiración cuadrada"
    shared = Shared.of_catalogue(catalogue)
    assert shared.owner_of("Box breathing", "en") == "box-breathing"
    original = shared.original("box-breathing")
    assert original is not None and original.title == "Box breathing"
    assert shared.closest(original._replace(id="mine"))[0] == "box-breathing"


def test_rules_are_those_of_the_english() -> None:
    plain = from_tree(ENGLISH)
    spanish = from_tree(vocabulary_words.apply(ENGLISH, SPANISH))
    for name in ("categories", "needs", "when", "energy", "discreet", "place", "company",
                 "involves", "cautions", "grades"):  # fmt: skip
        assert spanish.ids(name) == plain.ids(name)
    assert spanish.need_cautions == plain.need_cautions
    assert spanish.first_aid == plain.first_aid
    assert {i: t.caution for i, t in spanish.involves.items()} == {
        i: t.caution for i, t in plain.involves.items()
    }
    assert [n.people_first for n in spanish.needs.values()] == [
        n.people_first for n in plain.needs.values()
    ]


def test_the_spanish_words_are_whole() -> None:
    assert vocabulary_words.problems_of(SPANISH, ENGLISH) == []
    assert vocabulary_words.outdated(SPANISH, ENGLISH) == []
    for name in ("categories", "needs", "when", "energy", "discreet", "place", "company",
                 "involves", "cautions", "grades"):  # fmt: skip
        assert list(SPANISH[name]) == list(ENGLISH[name])
    assert set(SPANISH["page"]) == set(PAGE)
    assert set(SPANISH["groups"]) == {n["group"] for n in ENGLISH["needs"].values()}
    assert SPANISH["reviewed"] == "no"


def test_every_prop_in_use_has_a_spanish_word() -> None:
    trees = (files.load_tree(path) for path in files.strategy_files(ROOT / "en"))
    assert sorted({p for t in trees for p in t["props"]} - set(SPANISH["props"])) == []


def test_a_warm_start_reads_no_yaml(
    spanish: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    from copingkit.library import yamltext

    assert spanish("find", "pánico").code == 0

    def refuse(text: str) -> Any:
        raise AssertionError("YAML was read")

    monkeypatch.setattr(yamltext, "parse", refuse)
    assert spanish("find", "pánico").code == 0
    assert spanish("show", "box-breathing").code == 0


def test_blanks_are_filled_once() -> None:
    assert fill("{title}: {minutes} min", title="{minutes}", minutes=3) == "{minutes}: 3 min"
    assert fill("{other}", title="x") == "{other}"
    assert blanks("{a} and {b}") == {"a", "b"}

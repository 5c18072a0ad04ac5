"""Strategy files are read as plain text, strictly; every error names file, line and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from copingkit.library import yamltext
from copingkit.paths import shipped_root

GOOD = """\
title: Look round
summary: Look round the room, slowly.
category: grounding
needs: [panic]
when: [now]
minutes: 1
energy: low
discreet: no
guide:
  kind: steps
  steps:
    - say: Look round.
      seconds: 60
"""


def test_every_scalar_stays_the_text_it_is() -> None:
    tree = yamltext.parse("a: no\nb: 1:30\nc: 0x10\nd: ~\ne: 2026-11-22\nf: [yes, 1e3]\n")
    assert tree == {
        "a": "no", "b": "1:30", "c": "0x10", "d": "~", "e": "2026-11-22", "f": ["yes", "1e3"],
    }  # fmt: skip


def test_lines_are_those_of_the_values() -> None:
    lines = yamltext.lines_of(GOOD)
    assert lines[("title",)] == 1
    assert lines[("guide", "kind")] == 10
    assert lines[("guide", "steps", 0, "seconds")] == 13
    assert yamltext.line_of(GOOD, ("guide", "steps", 0, "nothing")) == 12


TRICKY = {
    "quoted": 'title: "one\ntitle: two"\nsummary: x\n',
    "quoted key": '"title": "one\nsummary: two"\nsummary: x\n',
    "flow": "{title: x,\nsummary: y}\n",
    "list over lines": "aliases: [a,\n  b]\ntitle: x\n",
    "list of its own lines": "aliases:\n- a\n- b\ntitle: x\n",
    "bracket in quotes": "aliases: ['a]', b,\n  c]\ntitle: x\n",
    "folded": "summary: >-\n  one\n  title: two\n\ntitle: x\n",
    "a list": "- one\n- title: x\n",
    "comments": "# title: no\ntitle: x # summary: y\nsummary: z\n",
}


@pytest.mark.parametrize("text", TRICKY.values(), ids=TRICKY)
def test_lines_found_without_parsing_are_those_of_the_values(text) -> None:
    check_quick_lines(text)


def test_lines_of_shipped_strategies_are_found_without_parsing(monkeypatch) -> None:
    texts = [path.read_text() for path in sorted(shipped_root().glob("e[ns]/*.yaml"))]
    for text in texts:
        check_quick_lines(text)
    trees = [yamltext.parse(text) for text in texts]
    monkeypatch.setattr(yamltext, "lines_of", None)
    for text, tree in zip(texts, trees, strict=True):
        assert yamltext.lines_at(text, tuple(tree), [("title",), ()])[("title",)] > 0


def check_quick_lines(text: str) -> None:
    tree, lines = yamltext.parse(text), yamltext.lines_of(text)
    keys = tuple(tree) if isinstance(tree, dict) else ()
    for path in [*lines, ("missing",), (*next(iter(lines)), "missing")]:
        quick = yamltext.lines_at(text, keys, [path])
        assert yamltext.nearest(quick, path) == yamltext.nearest(lines, path), path


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("minutes: 1\n", "minutes: 1:30\n", 6, "whole number"),
        ("minutes: 1\n", "minutes: no\n", 6, "whole number"),
        ("minutes: 1\n", "minutes: 99999\n", 6, "use 1 to 240"),
        ("minutes: 1\n", "minutes: 1\nminutes: 2\n", 7, "stands twice"),
        ("title: Look", "title: &a Look", 1, "anchor"),
        ("title: Look", "title: !!str Look", 1, "tag"),
        ("energy: low", "energy: lots", 7, "is not in energy"),
        ("energy: low", "energi: low", 7, "energy"),
        ("category: grounding\n", "", 1, "missing"),
        ("needs: [panic]", "needs: panic", 4, "isn't a list"),
        ("seconds: 60", "seconds: [[[[[[[[[[60]]]]]]]]]]", 13, "nested too deeply"),
        ("title: Look round", "title: Look\x07round", 1, "invisible character"),
        ("    - say: Look", "   - say: Look", 13, "check the indentation"),
        ("title: Look round\n", "title: Look round\n---\n", 2, "second document"),
    ],
    ids=lambda v: str(v)[:24].strip() if isinstance(v, str) else "",
)
def test_a_bad_file_is_refused_with_file_line_and_fix(
    coping, tmp_path, old, new, line, says
) -> None:
    assert old in GOOD
    draft = tmp_path / "draft.yaml"
    draft.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    result = coping("mine", "new", "--file", str(draft))
    assert result.code == 4
    said = " ".join(result.err.split())
    assert f"draft.yaml:{line}:" in said
    assert says in said
    assert "To mend it:" in said


def test_the_good_file_is_taken(coping, tmp_path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(GOOD, encoding="utf-8")
    assert coping("mine", "new", "--file", str(draft)).code == 0
    assert "(look-round)" in coping("show", "Look round").out


def test_a_file_over_64_kib_is_refused(coping, tmp_path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(GOOD + "#" * (64 * 1024), encoding="utf-8")
    result = coping("mine", "new", "--file", str(draft))
    assert result.code == 4
    assert "64 KiB" in result.err


def test_a_bad_file_of_mine_is_left_out_with_one_line_and_the_rest_works(coping, sealed) -> None:
    mine = Path(sealed) / ".local/share/copingkit/strategies"
    mine.mkdir(parents=True)
    (mine / "broken.yaml").write_text("title: [", encoding="utf-8")
    result = coping("find", "panic")
    assert result.code == 0
    left_out = [row for row in result.err.splitlines() if "broken.yaml" in row]
    assert len(left_out) == 1
    assert "To mend it" in " ".join(result.err.split())


JOINED = {
    "family": "Hug 👩\u200d👩\u200d👧",
    "heart and style": "👩\u200d❤\ufe0f\u200d👨",
    "flag": "🏳\ufe0f\u200d🌈",
    "skin tone": "👩🏽\u200d🚀",
    "sign last": "🏃\u200d♀\ufe0f",
    "nodding": "🙂\u200d↕\ufe0f",
    "Persian": "نمی\u200cخواهم",
    "Persian with marks": "می\u064e\u200cخواهم",
    "Sinhala": "ශ්\u200dරී",
    "Kannada": "ರಾಜ್\u200cಕುಮಾರ್",
    "Malayalam of old, at the end of a word": "അവന്\u200d വന്നു",
}
HIDING = {
    "Latin, joined": "self-h\u200darm",
    "Latin, not joined": "self-h\u200carm",
    "Cyrillic": "по\u200cкой",
    "at the start": "\u200dخ",
    "at the end": "خ\u200c",
    "before a space": "می\u200c خواهم",
    "between scripts": "می\u200carm",
    "joiner between Arabic letters": "می\u200dخواهم",
    "two of them": "👩\u200d\u200d👧",
    "non-joiner in emoji": "👩\u200c👧",
    "emoji and a letter": "👩\u200da",
    "letter and emoji": "a\u200d👩",
    "style of a letter": "a\ufe0f\u200d👩",
    "two after a virama": "ශ්\u200d\u200dරී",
    "soft hyphen": "so\u00adft",
    "zero-width space": "می\u200bخواهم",
    "no-break mark": "می\ufeffخواهم",
    "turned round": "می\u202eخواهم",
    "isolate": "👩\u2066👧",
    "tag": "🏴\U000e0067",
    "mark in the middle": "a\n\ufeffb",
}


@pytest.mark.parametrize("text", JOINED.values(), ids=JOINED)
def test_joiners_that_change_what_is_seen_are_let_be(text) -> None:
    assert yamltext.decode(f"title: {text}\r\n".encode()) == f"title: {text}\r\n"


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_whatever_else_does_not_show_is_refused(text) -> None:
    with pytest.raises(yamltext.Unreadable, match="invisible character U\\+"):
        yamltext.decode(text.encode())


def test_a_byte_order_mark_is_no_part_of_an_own_file(coping, sealed, tmp_path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(GOOD, encoding="utf-8-sig")
    assert coping("mine", "new", "--file", str(draft)).code == 0
    kept = Path(sealed) / ".local/share/copingkit/strategies/look-round.yaml"
    assert kept.read_text(encoding="utf-8") == GOOD
    kept.write_text(GOOD.replace("slowly", "in peace"), encoding="utf-8-sig")
    assert "in peace" in coping("show", "look-round").out

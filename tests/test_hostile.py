"""Hostile files: each is a coded finding within a second, and nothing makes the check fall over."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from check_help import GOOD, library_in, put
from conftest import Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copingkit.library import yamltext
from copingkit.library.check import check_paths, check_text
from copingkit.library.check_fix import fixed
from copingkit.library.check_library import Library
from copingkit.library.rules_explained import EXPLAINED
from copingkit.paths import shipped_root

LIBRARY = Library.at(shipped_root())
PLACE = shipped_root() / "en" / "hold-a-pebble.yaml"
SECOND = 1.0
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
CASES: dict[str, tuple[str | bytes, str]] = {
    "deep flow": ("a: " + "[" * 20_000, "CK002"),
    "deep closed flow": ("a: " + "[" * 20_000 + "]" * 20_000, "CK002"),
    "deep mappings": ("a: " + "{a: " * 10_000, "CK002"),
    "deep blocks": ("".join(" " * n + "a:\n" for n in range(300)), "CK002"),
    "deep question marks": ("? " * 20_000, "CK002"),
    "deep dashes": ("- " * 20_000, "CK002"),
    "alias bomb": (BOMB, "CK002"),
    "alias of itself": ("a: &a [*a]\n", "CK002"),
    "merge key": ("<<: *a\n", "CK002"),
    "python object": ("a: !!python/object/apply:os.system [ls]\n", "CK002"),
    "two documents": (GOOD + "---\n" + GOOD, "CK002"),
    "directive": ("%YAML 9.9\n---\na: b\n", "CK002"),
    "empty": (b"", "CK002"),
    "spaces": (" \n" * 1000, "CK002"),
    "a scalar": ("word", "CK006"),
    "a list": ("[a, b]", "CK006"),
    "NULs": (GOOD.replace("pebble", "peb\0ble"), "CK001"),
    "NULs only": (b"\0" * 60_000, "CK001"),
    "bidi override": (GOOD.replace("pebble", "\u202epebble"), "CK001"),
    "bidi isolate": (GOOD.replace("pebble", "\u2066pebble"), "CK001"),
    "zero width": (GOOD.replace("pebble", "peb\u200bble"), "CK001"),
    "tags": (GOOD.replace("pebble", "peb\U000e0041ble"), "CK001"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), "CK001"),
    "ANSI colour": (GOOD.replace("pebble", "\x1b[31mpebble"), "CK001"),
    "ANSI in eight bits": (GOOD.replace("pebble", "\x9b31mpebble"), "CK001"),
    "OSC link": (GOOD.replace("pebble", "\x1b]8;;http://x\x07pebble"), "CK001"),
    "ANSI as YAML escape": (GOOD.replace("Hold a pebble\n", '"Hold \\e[31m"\n', 1), "CK031"),
    "bidi as YAML escape": (GOOD.replace("Hold a pebble\n", '"Hold \\u202E"\n', 1), "CK031"),
    "surrogate as YAML escape": (GOOD.replace("Hold a pebble\n", '"Hold \\uD800"\n', 1), "CK"),
    "huge number": (GOOD.replace("minutes: 2", "minutes: " + "9" * 5000), "CK008"),
    "huge exponent": (GOOD.replace("minutes: 2", "minutes: 1e999"), "CK008"),
    "not a number": (GOOD.replace("minutes: 2", "minutes: .nan"), "CK008"),
    "Arabic digits": (GOOD.replace("minutes: 2", "minutes: \u0662"), "CK008"),
    "huge phase": (
        GOOD.replace("  kind: steps", "  kind: breath\n  phases: [in 99999, out 1]\n  rounds: 2"),
        "CK",
    ),
    "latin-1": ("title: caf\xe9\n".encode("latin-1"), "CK001"),
    "UTF-16": (GOOD.encode("utf-16"), "CK001"),
    "lone surrogate": (b"title: \xed\xa0\x80\n", "CK001"),
    "overlong slash": (b"title: \xc0\xaf\n", "CK001"),
    "long line": ("title: " + "a" * 60_000, "CK005"),
    "many keys": ("".join(f"k{n}: v\n" for n in range(6000)), "CK004"),
    "many near keys": ("".join(f"titl{n}: v\n" for n in range(4000)), "CK004"),
    "many words": (GOOD.replace("[anxiety, stress]", "[" + "anxietx," * 7000 + "]"), "CK007"),
    "many steps": (GOOD.replace("cautions: []", "cautions: [" + "x," * 20_000 + "]"), "CK007"),
    "same key often": ("a: b\n" * 10_000, "CK003"),
    "key is a list": ("[a]: b\n", "CK002"),
    "quotes never closed": ('title: "' + "a\n " * 20_000, "CK002"),
    "many escapes": ('title: "' + "\\x41" * 15_000 + '"', "CK005"),
    "larger than allowed": (GOOD + "#" * 70_000, "CK001"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_one_coded_finding_within_a_second(case: str, tmp_path: Path) -> None:
    content, code = CASES[case]
    root = library_in(tmp_path)
    path = put(root, content)
    start = time.perf_counter()
    found = [f for f in check_paths([path], root).findings if f.fails]
    assert time.perf_counter() - start < SECOND
    assert found, "nothing was found"
    assert any(finding.code.startswith(code) for finding in found), found
    assert len(found) < 10_000


def test_a_hundred_megabytes(tmp_path: Path) -> None:
    root = library_in(tmp_path)
    path = root / "en" / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    start = time.perf_counter()
    assert [f.code for f in check_paths([path], root).findings] == ["CK001"]
    assert time.perf_counter() - start < SECOND


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
@pytest.mark.parametrize("kind", ["dangling", "link", "link to a folder", "loop", "pipe", "folder"])
def test_what_is_not_a_file_is_refused(kind: str, tmp_path: Path) -> None:
    root = library_in(tmp_path)
    path = root / "en" / "hold-a-pebble.yaml"
    secret = put(tmp_path, GOOD, "outside.yaml")
    match kind:
        case "dangling":
            path.symlink_to(tmp_path / "nowhere")
        case "link":
            path.symlink_to(secret)
        case "link to a folder":
            path.symlink_to(tmp_path)
        case "loop":
            path.symlink_to(path)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
    for paths in ([root], [path]):
        start = time.perf_counter()
        assert [f.code for f in check_paths(paths, root).findings] == ["CK001"]
        assert time.perf_counter() - start < SECOND


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    root = library_in(tmp_path)
    put(root, GOOD).chmod(0)
    assert [f.code for f in check_paths([root], root).findings] == ["CK001"]


def test_a_broken_vocabulary_is_said_in_one_sentence(
    tmp_path: Path, coping: Callable[..., Result]
) -> None:
    root = library_in(tmp_path)
    for content in ("needs: [a]\n", "[a]\n", "a: &a b\n", ""):
        put(root, content, "vocabulary.yaml")
        result = coping("library", "check", str(root))
        assert result.code == 4
        assert "vocabulary.yaml" in result.err and "Traceback" not in result.err


def test_a_broken_sources_file_is_a_finding(tmp_path: Path) -> None:
    root = library_in(tmp_path)
    for content in ("[a]\n", "a: &a b\n", "a: b\n", "a:\n  citation: [x]\n", ""):
        put(root, content, "sources.yaml")
        assert any(f.file.endswith("sources.yaml") for f in check_paths([root], root).findings)


@pytest.mark.skipif(sys.platform == "win32", reason="such names can't be made there")
def test_names_never_reach_the_terminal_raw(tmp_path: Path, coping: Callable[..., Result]) -> None:
    root = library_in(tmp_path)
    put(root, GOOD, "en/\x1b[31m\u202ered.yaml")
    put(root, "\x1b[31m: x\n", "en/other.yaml")
    put(root, '"\\e[31mkey": x\n', "en/third.yaml")
    result = coping("library", "check", str(root))
    assert result.code == 4
    assert "\x1b" not in result.out + result.err and "\u202e" not in result.out + result.err


@pytest.mark.parametrize("sign", ["a ", "1-", "( ", "the ", "i ", "call ", "water at ", "0,"])
def test_no_pattern_is_slow(sign: str) -> None:
    long = (sign * 400)[:390] + "."
    text = GOOD.replace("test of a pebble.", "test of a pebble; " + "x" * 20)
    text = text.replace("kind: steps\n", "kind: text\n").replace("  steps:\n", "  paragraphs:\n")
    rows = [row for row in text.splitlines() if not row.startswith(("    - say", "      sec"))]
    at = rows.index("  paragraphs:")
    rows[at + 1 : at + 1] = [f'    - "{long}"'] * 8
    start = time.perf_counter()
    check_text("\n".join(rows) + "\n", PLACE, LIBRARY)
    assert time.perf_counter() - start < SECOND


def assert_coded(text: str) -> None:
    for finding in check_text(text, PLACE, LIBRARY):
        assert finding.code in EXPLAINED
        assert 1 <= finding.line <= text.count("\n") + 1
    try:
        mended = fixed(text)
    except yamltext.Unreadable:
        return
    assert yamltext.parse(mended) is not None


FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    try:
        text = yamltext.decode(data)
    except yamltext.Unreadable as error:
        assert error.code == "CK001"
        return
    assert_coded(text)


@FUZZ
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert_coded(text)


@FUZZ
@example(at=23, length=25, put_in="\r")
@given(
    st.integers(0, len(GOOD) - 1),
    st.integers(0, 40),
    st.one_of(
        st.sampled_from(
            list("[]{}:-#&*!|>'\"%@`,?\n\t\\") + [": ", "- ", "\n  ", "\\e", "\u0130", "é"]
        ),
        st.text(max_size=12),
    ),
)
def test_a_good_file_changed_anywhere(at: int, length: int, put_in: str) -> None:
    assert_coded(GOOD[:at] + put_in + GOOD[at + length :])


SCALARS = st.text(max_size=30)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4),
    max_leaves=12,
)


@FUZZ
@given(TREES, st.sampled_from(["title", "needs", "minutes", "guide", "evidence", "aliases"]))
def test_any_value_under_a_key(value: object, key: str) -> None:
    from copingkit.library.writing import to_yaml

    tree = {**yamltext.parse(GOOD), key: value}
    assert_coded(to_yaml(tree))

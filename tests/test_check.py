"""The check: every code has a broken file that meets it, and it alone."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from check_help import GOOD, library_in, put
from conftest import Result

from copingkit.errors import DataProblem
from copingkit.library import yamltext
from copingkit.library.check import check_paths, check_text
from copingkit.library.check_fix import fix_paths, fixed
from copingkit.library.check_library import Library
from copingkit.library.rules_explained import EXPLAINED

BAD = Path(__file__).resolve().parent / "bad"
TODAY = date(2026, 11, 22)
CASES = sorted(path.name for path in BAD.iterdir())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return library_in(tmp_path)


def lay_out(case: str, root: Path) -> None:
    """Put a case into a library: a file into en/ under its own name, a folder over the whole."""
    source = BAD / case
    if source.is_dir():
        shutil.copytree(source, root, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, root / "en" / case.partition("-")[2])


@pytest.mark.parametrize("case", CASES)
def test_a_broken_file_meets_its_code_and_no_other(case: str, root: Path) -> None:
    lay_out(case, root)
    if case.startswith("CK019"):
        shutil.rmtree(root / "en")
        text = (root / "vocabulary.yaml").read_text(encoding="utf-8")
        put(root, re.sub(r"first_aid: .*", "first_aid: []", text), "vocabulary.yaml")
    report = check_paths([root], root, TODAY)
    assert {finding.code for finding in report.findings} == {case[:5]}, report.findings


@pytest.mark.parametrize("case", CASES)
def test_a_finding_says_where_what_why_and_how(case: str, root: Path) -> None:
    lay_out(case, root)
    for finding in check_paths([root], root, TODAY).findings:
        assert Path(finding.file).is_file()
        assert finding.line >= 1
        assert finding.what and finding.why and finding.fix
        assert finding.fails == case.startswith(("CK0", "HL0"))


def test_every_code_has_a_broken_file() -> None:
    assert {case[:5] for case in CASES} == set(EXPLAINED)


def test_a_good_file_has_no_finding(root: Path) -> None:
    put(root, GOOD)
    assert check_paths([root], root).findings == []


def test_a_finding_names_the_line(root: Path) -> None:
    path = put(root, GOOD.replace("minutes: 2", "minutes: 9"))
    line = GOOD.splitlines().index("minutes: 2") + 1
    assert [(f.file, f.line, f.code) for f in check_paths([path], root).findings] == [
        (str(path), line, "CK014")
    ]


def test_a_line_deep_in_the_guide_is_found(root: Path) -> None:
    path = put(root, GOOD.replace("Turn it round.", "This is guaranteed."))
    line = next(n for n, row in enumerate(GOOD.splitlines(), 1) if "Turn it round" in row)
    assert [(f.line, f.code) for f in check_paths([path], root).findings] == [(line, "CK035")]


def test_one_file_meets_the_whole_library(root: Path) -> None:
    put(root, GOOD)
    path = put(root, GOOD.replace("Hold a pebble\n", "Another one\n", 1), "en/another.yaml")
    codes = [f.code for f in check_paths([path], root).findings]
    assert sorted(codes) == ["CK021", "CK022"]


def test_a_changed_file_does_not_meet_itself(root: Path) -> None:
    path = put(root, GOOD)
    library = Library.at(root)
    library.add_files()
    assert check_text(GOOD.replace("one line", "a line"), path, library) == []


def test_who_gives_a_sensitive_strategy_is_told_of_two_reviewers(root: Path) -> None:
    text = GOOD.replace("cautions: []", "cautions: [trauma]")
    path = put(root, text)
    assert check_paths([root], root).findings == []
    (finding,) = check_paths([path], root).findings
    assert finding.code == "CK108" and not finding.fails
    library = Library.at(root)
    assert [f.code for f in check_text(text, path, library)] == ["CK108"]


def test_words_of_a_language_are_held_against_the_vocabulary(root: Path) -> None:
    words = (
        "translators: [somebody]\nreviewed: no\nneeds:\n  panik:\n    label: x\n    aliases: []\n"
    )
    path = put(root, words, "vocabulary.de.yaml")
    assert [(f.file, f.code) for f in check_paths([root], root).findings] == [(str(path), "CK004")]


def test_a_draft_outside_of_a_library_has_no_place_to_keep(root: Path, tmp_path: Path) -> None:
    draft = put(tmp_path, GOOD, "drafts/hold-a-pebble.yaml")
    assert check_paths([draft], root).findings == []


def test_text_is_checked_as_if_it_stood_in_the_library(root: Path) -> None:
    library = Library.at(root)
    found = check_text(
        GOOD.replace("title: Hold", "title: \x07Hold"), root / "en/x-y.yaml", library
    )
    assert [(f.code, f.line) for f in found] == [("CK001", 2)]
    found = check_text(GOOD, root / "hold-a-pebble.yaml", library)
    assert [f.code for f in found] == ["CK011"]


def test_a_person_of_another_file_gives_consent_or_is_left_out(root: Path) -> None:
    experience = (
        "experiences:\n  - helped: yes\n    text: It gave my hand something to do.\n"
        "    by: M.\n    on: 2026-11-01\n    consent: CC BY 4.0\n"
    )
    path = put(root, GOOD.replace("experiences: []\n", experience))
    assert check_paths([path], root).findings == []
    path = put(root, GOOD.replace("experiences: []\n", experience.replace("CC BY 4.0", "asked")))
    assert [f.code for f in check_paths([path], root).findings] == ["CK009"]


@pytest.mark.parametrize(
    "text",
    [
        "In a study of 1990-2004 people held one.",
        "Count 5-4-3-2-1 with it, 24/7 if you like.",
        "A glass of water may be near it.",
        "It need not cost anything.",
        "Is it as heavy as a tablet of soap?",
        "No need to hurt yourself over it.",
    ],
)
def test_ordinary_sentences_pass(text: str, root: Path) -> None:
    path = put(root, GOOD.replace("Feel how cool or warm it is, and how heavy.", json.dumps(text)))
    assert [f for f in check_paths([path], root).findings if f.fails] == []


def test_command_ends_with_four_and_says_what_to_do(
    coping: Callable[..., Result], root: Path
) -> None:
    path = put(root, GOOD.replace("minutes: 2", "minutes: 9"))
    result = coping("library", "check", str(path))
    assert result.code == 4
    assert f"{path}:7: CK014" in result.out
    assert "why:" in result.out and "fix:" in result.out
    assert "--explain CK014" in result.err


def test_command_ends_with_zero_on_advice(coping: Callable[..., Result], root: Path) -> None:
    path = put(root, GOOD.replace("Feel how", "Just feel how"))
    result = coping("library", "check", str(path), "--json")
    assert result.code == 0
    assert result.json["version"] == 1 and result.json["files"] == 1
    (finding,) = result.json["findings"]
    assert finding["code"] == "CK103" and finding["level"] == "advice"
    assert set(finding) == {"code", "file", "line", "what", "why", "fix", "level"}


def test_command_without_paths_takes_the_library_at_hand(
    coping: Callable[..., Result], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    put(root, GOOD.replace("minutes: 2", "minutes: 9"))
    assert "CK014" in coping("library", "check").out


def test_a_path_that_is_not_there_is_a_usage_error(coping: Callable[..., Result]) -> None:
    result = coping("library", "check", "nowhere.yaml")
    assert result.code == 2 and "nowhere.yaml" in result.err


@pytest.mark.parametrize("code", EXPLAINED)
def test_explain(code: str, coping: Callable[..., Result]) -> None:
    result = coping("library", "check", "--explain", code.lower())
    assert result.code == 0
    assert result.out.startswith(f"{code}: ")
    for part in ("Why:", "Bad:", "Good:"):
        assert part in result.out


def test_explain_offers_the_closest(coping: Callable[..., Result]) -> None:
    result = coping("library", "check", "--explain", "CK0077")
    assert result.code == 2 and "Did you mean CK" in result.err


def test_fix_mends_order_sorting_and_spaces(coping: Callable[..., Result], root: Path) -> None:
    lines = GOOD.splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    broken = "\n".join(lines).replace("[anxiety, stress]", "[stress, anxiety]  ")
    path = put(root, broken)
    result = coping("library", "check", str(path), "--fix")
    assert result.code == 0 and "Mended" in result.err
    assert path.read_text(encoding="utf-8") == GOOD


def test_fix_changes_nothing_in_a_good_file(root: Path) -> None:
    put(root, GOOD)
    assert list(fix_paths([root], root)) == []


def test_fix_keeps_comments(root: Path) -> None:
    text = GOOD.replace("[anxiety, stress]", "[stress, anxiety] # both")
    assert fixed(text) == text
    assert fixed(text.rstrip("\n")) == text


def test_fix_changes_typed_punctuation_only(root: Path) -> None:
    text = GOOD.replace("and how heavy.", "isn\u2019t it \u2013 \u201cso\u201d.")
    assert yamltext.parse(fixed(text)) == yamltext.parse(
        GOOD.replace("and how heavy.", 'isn\'t it - "so".')
    )


def test_fix_leaves_what_it_cannot_read(root: Path) -> None:
    put(root, b"\xff\xfe", "en/one.yaml")
    put(root, "a: &x [", "en/two.yaml")
    assert list(fix_paths([root], root)) == []


@pytest.mark.parametrize(
    "phases",
    [
        "[in 4, hold 10, out 4, rest 6]",
        "[in 6, hold 6, out 6, rest 6]",
        "[in 2, out 2]",
        "[rest 4, in 4, out 12]",
        "[in 3, in 1 a sip, out 7]",
        "[in 2, out 2, in 4, hold 4, out 6]",
    ],
)
def test_breaths_within_the_limits_pass(phases: str, root: Path) -> None:
    text = (BAD / "CK027-long-hold.yaml").read_text(encoding="utf-8")
    path = put(root, text.replace("[in 4, hold 12, out 4]", phases))
    assert "CK027" not in {f.code for f in check_paths([path], root).findings}


UNORDERED = GOOD.replace("[anxiety, stress]", "[stress, anxiety]")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664])
def test_fix_keeps_the_mode(mode: int, root: Path) -> None:
    path = put(root, UNORDERED)
    path.chmod(mode)
    assert list(fix_paths([path], root)) == [path]
    assert path.read_text(encoding="utf-8") == GOOD
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(
    "first",
    [
        "# yaml-language-server: $schema=https://example.org/own.json",
        "# yaml-language-server: $schema=../schema.json # a note to self",
    ],
)
def test_fix_keeps_a_first_line_of_ones_own(first: str) -> None:
    rest = GOOD.partition("\n")[2]
    assert (
        fixed(f"{first}\n{rest}".replace("[anxiety, stress]", "[stress, anxiety]"))
        == f"{first}\n{rest}"
    )


def test_fix_keeps_such_a_line_that_stands_elsewhere() -> None:
    first, _, rest = UNORDERED.partition("\n")
    assert fixed(f"{rest}{first}\n") == f"{rest}{first}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit on the size of files")
def test_fix_on_a_full_disk_says_so_and_leaves_nothing(sealed: Path, root: Path) -> None:
    path = put(root, UNORDERED)
    # A limit on the size of files stops a write midway, like a disk that is full.
    run = (
        "import resource, signal, sys; from copingkit.cli import main; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)); "
        f"sys.exit(main(['library', 'check', '--fix', {str(path)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", run], capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 5
    assert done.stderr.startswith(f"{path} couldn't be mended (file too large).")
    assert "Traceback" not in done.stderr
    assert path.read_text(encoding="utf-8") == UNORDERED
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name, "longer-out-breath.yaml"]


def test_fix_on_a_disk_that_is_read_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(root, UNORDERED)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DataProblem, match="read-only file system"):
        list(fix_paths([path], root))
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name, "longer-out-breath.yaml"]


# No file of these names in tests/bad: a checkout on Windows would fail.
@pytest.mark.skipif(sys.platform == "win32", reason="can't have such files")
@pytest.mark.parametrize("name", ["aux", "con", "nul", "prn", "com1", "com9", "lpt1", "lpt9"])
def test_names_of_devices_are_no_ids(name: str, root: Path) -> None:
    put(root, GOOD, f"en/{name}.yaml")
    (finding,) = check_paths([root], root).findings
    assert finding.code == "CK010" and f"name it {name}" not in finding.fix


@pytest.mark.parametrize("name", ["console", "com10", "nullify", "auxiliary"])
def test_names_that_only_begin_so_are(name: str, root: Path) -> None:
    put(root, GOOD, f"en/{name}.yaml")
    assert check_paths([root], root).findings == []


def test_a_folder_without_strategies_is_a_usage_error(
    coping: Callable[..., Result], tmp_path: Path
) -> None:
    put(tmp_path, "text", "notes/one.txt")
    for option in ([], ["--json"], ["--fix"]):
        result = coping("library", "check", str(tmp_path / "notes"), *option)
        assert result.code == 2 and "Nothing there looks like a strategy" in result.err


def test_findings_on_named_files_come_first(coping: Callable[..., Result], root: Path) -> None:
    broken = GOOD.replace("minutes: 2", "minutes: 9")
    put(root, broken, "en/a-first-one.yaml")
    named = put(root, broken.replace("pebble", "stone").replace("pocket ", "flat "))
    result = coping("library", "check", str(named), str(root))
    assert result.code == 4
    assert result.out.startswith(f"{named}:")
    assert "a-first-one.yaml" in result.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs head")
@pytest.mark.parametrize("option", ["", "--json"])
def test_a_verdict_outlives_its_reader(option: str, sealed: Path, root: Path) -> None:
    for n in range(60):
        put(root, GOOD.replace("minutes: 2", "minutes: 9"), f"en/pebble-{n}.yaml")
    command = f'set -o pipefail; "{sys.executable}" -m copingkit library check {option} "{root}" | head -1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr

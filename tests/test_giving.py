"""mine share and mine experience: what becomes public, and the three ways, with real git."""

from __future__ import annotations

import stat
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from mine_help import DRAFT, git, library_clone, own_folder

from copingkit.core import strategy as model
from copingkit.errors import UsageProblem
from copingkit.library.check import check_text
from copingkit.library.check_library import Library
from copingkit.library.giving import MOST_ADDRESS, checked_name, new_file_address
from copingkit.library.giving_git import NO_ADDRESS, Git, GitFailed
from copingkit.library.writing import to_yaml
from copingkit.library.yamltext import parse
from copingkit.paths import shipped_root

YES = ("--anonymous", "--agree")
LINE = "Four counts were too long for me; three felt better."
TOLD = ("--helped", "mixed", "--text", LINE)


@pytest.fixture
def mine(coping, sealed) -> Path:
    """One strategy of my own, with everything around it that is personal."""
    assert coping("mine", "new", "--file", "-", stdin=DRAFT).code == 0
    coping("tweak", "warm-cup", "--note", "PRIVATE note", "--pace", "0.8")
    coping("rate", "warm-cup", "5", "--note", "PRIVATE rating")
    coping("log", "add", "PRIVATE entry", "--strategy", "warm-cup", "--before", "9", "--after", "2")
    return own_folder(sealed) / "warm-cup.yaml"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return library_clone(tmp_path, "box-breathing")[1]


def tree_of(text: str) -> dict:
    return parse(text)


def test_the_text_holds_the_strategy_and_nothing_personal(coping, mine) -> None:
    done = coping("mine", "share", "warm-cup", *YES, "--print")
    assert done.code == 0
    tree = tree_of(done.out)
    assert list(tree) == list(model.KEYS)
    assert tree["props"] == []
    assert tree["authors"] == ["anonymous"]
    assert tree["experiences"] == []
    assert tree["evidence"]["grade"] == "D"
    for private in ("PRIVATE", "blue mug", "0.8", "grandmother"):
        assert private not in done.out
    assert "my blue mug" in done.err
    assert done.out.replace("\n", "") in done.err.replace("\n", "")


def test_the_own_copy_stays_as_it_was(coping, mine) -> None:
    coping("mine", "share", "warm-cup", "--pen-name", "River", "--agree", "--print")
    assert mine.read_text(encoding="utf-8") == DRAFT


def test_props_can_be_kept_and_known_ones_stay(coping, mine) -> None:
    out = coping("mine", "share", "warm-cup", *YES, "--print", "--keep-props").out
    assert tree_of(out)["props"] == ["my blue mug"]
    known = coping("find", "--json").json["strategies"]
    prop = next(s["props"][0] for s in known if s["props"])
    mine.write_text(DRAFT.replace("my blue mug", prop), encoding="utf-8")
    assert tree_of(coping("mine", "share", "warm-cup", *YES, "--print").out)["props"] == [prop]


@pytest.mark.parametrize("name", [("--anonymous",), ("--pen-name", "River")])
def test_a_name_in_the_file_is_left_out_and_that_is_said(coping, mine, clone, name) -> None:
    mine.write_text(DRAFT + "authors: [Robin Real Name]\n", encoding="utf-8")
    done = coping("mine", "share", "warm-cup", *name, "--agree", "--print")
    assert tree_of(done.out)["authors"] == [name[-1].removeprefix("--")]
    assert "Robin" not in done.out
    assert "Left out: Robin Real Name." in done.err
    assert coping("mine", "share", "warm-cup", *name, "--agree", "--to", str(clone)).code == 0
    assert "Robin" not in git(clone, "show", "--format=raw", "add-warm-cup")
    assert "Robin" not in coping("mine", "share", "warm-cup", *name, "--agree", "--web").out


def test_a_name_in_the_file_is_published_when_the_person_says_so(coping, mine) -> None:
    mine.write_text(DRAFT + "authors: [Robin Real Name, Sam Second]\n", encoding="utf-8")
    share = ("mine", "share", "warm-cup", "--pen-name", "River", "--agree", "--print")
    done = coping(*share, "--keep-author", "Sam Second")
    assert tree_of(done.out)["authors"] == ["Sam Second", "River"]
    assert "You named Sam Second" in done.err
    assert "Left out: Robin Real Name." in done.err
    wrong = coping(*share, "--keep-author", "Sam")
    assert (wrong.code, wrong.out) == (2, "")
    assert "It names: Robin Real Name, Sam Second" in wrong.err


def test_what_is_made_from_a_shared_one_keeps_its_authors_and_no_others(coping, sealed) -> None:
    text = (shipped_root() / "en" / "five-senses.yaml").read_text(encoding="utf-8")
    tree = parse(text)
    tree |= {
        "title": "Window count", "aliases": [], "authors": [*tree["authors"], "Robin Real Name"],
        "summary": "Look out of a window and count what moves.",
    }  # fmt: skip
    tree["guide"]["intro"] = ["Any window will do: a bus, a kitchen, a door with glass in it."]
    tree["guide"]["prompts"][:4] = [
        {"ask": "Which things move out there? Name three of them.", "count": "3"},
        {"ask": "Which things keep still? Name two that have a colour you like.", "count": "2"},
    ]
    own = own_folder(sealed)
    own.mkdir(parents=True)
    (own / "window-count.yaml").write_text(to_yaml(tree), encoding="utf-8")
    done = coping("mine", "share", "window-count", *YES, "--print")
    assert done.code == 0, done.err
    assert tree_of(done.out)["authors"] == ["copingkit contributors", "anonymous"]
    assert "copingkit contributors: from five-senses" in done.err
    assert "Left out: Robin Real Name." in done.err


def test_a_contributors_name_in_words_of_ones_own_is_left_out_too(coping, mine) -> None:
    mine.write_text(DRAFT + "authors: [copingkit contributors]\n", encoding="utf-8")
    done = coping("mine", "share", "warm-cup", *YES, "--print")
    assert tree_of(done.out)["authors"] == ["anonymous"]


@pytest.mark.parametrize(
    "name",
    ["Call 0800 123 4567", "www.me.org", "star*", "TikTok", "the mentally ill", "\U0001f600 me"],
)
def test_a_pen_name_that_the_check_refuses_asks_for_another(coping, mine, name) -> None:
    for command in (("share", "warm-cup"), ("experience", "box-breathing", *TOLD)):
        done = coping("mine", *command, "--pen-name", name, "--agree", "--print")
        assert (done.code, done.out) == (2, "")
        assert "Choose another pen name, or --anonymous." in done.err
        assert "mine edit" not in done.err
    library = Library.at(shipped_root())
    text = DRAFT + f"evidence: {{grade: D, note: {'x ' * 20}, sources: [peer-practice]}}\n"
    text += f"authors: ['{name}']\n"
    assert [f for f in check_text(text, library.root / "en" / "warm-cup.yaml", library) if f.fails]


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (("--anonymous", "--print"), "--agree"),
        (("--agree", "--print"), "--pen-name NAME or --anonymous"),
        (("--agree", "--anonymous"), "--to DIR, --web or --print"),
    ],
)
def test_nothing_is_given_without_name_consent_and_way(coping, mine, options, missing) -> None:
    done = coping("mine", "share", "warm-cup", *options)
    assert (done.code, done.out) == (2, "")
    assert missing in done.err


def test_contradictions_and_bad_names_are_refused(coping, mine) -> None:
    assert coping("mine", "share", "warm-cup", *YES, "--print", "--web").code == 2
    assert coping("mine", "share", "warm-cup", *YES, "--pen-name", "x y", "--print").code == 2
    for bad in ("a", "x" * 41, "me <a@b.org>", "two\x1bnames", "a\u202eb"):
        with pytest.raises(UsageProblem):
            checked_name(bad)


def test_the_library_check_runs_and_blocks(coping, mine) -> None:
    mine.write_text(DRAFT.replace("rim.", "rim. It is guaranteed to work."), encoding="utf-8")
    done = coping("mine", "share", "warm-cup", *YES, "--print")
    assert (done.code, done.out) == (4, "")
    assert "CK035" in done.err
    assert "coping mine edit warm-cup" in done.err


def test_a_title_of_the_library_is_refused(coping, mine) -> None:
    mine.write_text(DRAFT.replace("Warm cup", "Box breathing"), encoding="utf-8")
    assert coping("mine", "share", "warm-cup", *YES, "--print").code == 4


def test_an_id_of_the_library_is_refused(coping, mine) -> None:
    mine.rename(mine.with_name("box-breathing.yaml"))
    done = coping("mine", "share", "mine/box-breathing", *YES, "--print")
    assert done.code == 4
    assert "coping mine experience box-breathing" in done.err


def test_the_web_address_carries_path_and_text(coping, mine) -> None:
    printed = coping("mine", "share", "warm-cup", *YES, "--print").out
    done = coping("mine", "share", "warm-cup", *YES, "--web")
    address = urlsplit(done.out.strip())
    fields = parse_qs(address.query)
    assert address.path.endswith("/new/main")
    assert fields["filename"] == ["strategies/en/warm-cup.yaml"]
    assert fields["value"] == [printed]


def test_a_long_text_falls_back_to_a_short_address_and_the_text(coping, mine, monkeypatch) -> None:
    monkeypatch.setattr("copingkit.library.giving.MOST_ADDRESS", 1000)
    done = coping("mine", "share", "warm-cup", *YES, "--web")
    assert done.code == 0
    assert "too long to stand in an address" in done.err
    assert "/new/main?filename=strategies/en/warm-cup.yaml\n" in done.err
    assert tree_of(done.out)["title"] == "Warm cup"


def test_an_address_never_passes_the_limit_even_escaped_once_more() -> None:
    for length in range(5000, 9000, 7):
        address = new_file_address("strategies/en/x.yaml", "a b" * (length // 3))
        assert len(quote(address.url, safe="")) <= MOST_ADDRESS
    assert new_file_address("strategies/en/x.yaml", "short\n").filled
    assert not new_file_address("strategies/en/x.yaml", "x" * MOST_ADDRESS).filled


def test_a_branch_with_one_commit_of_one_file_that_can_be_pushed(coping, mine, clone) -> None:
    printed = coping("mine", "share", "warm-cup", *YES, "--print").out
    done = coping("mine", "share", "warm-cup", *YES, "--to", str(clone))
    assert done.code == 0
    assert done.out == f"git -C {clone} push -u origin add-warm-cup\n"
    assert git(clone, "log", "--format=%s", "origin/main..add-warm-cup") == "Add warm-cup"
    assert git(clone, "diff", "--name-status", "origin/main", "add-warm-cup") == (
        "A\tstrategies/en/warm-cup.yaml"
    )
    assert git(clone, "show", "add-warm-cup:strategies/en/warm-cup.yaml") == printed.strip()
    assert (clone / "strategies/en/warm-cup.yaml").read_text(encoding="utf-8") == printed
    git(clone, *done.out.split()[3:])
    assert "add-warm-cup" in git(clone.parent / "library.git", "branch")


def test_the_commit_carries_the_pen_name_and_no_address_or_hour(coping, mine, clone) -> None:
    git(clone, "config", "user.name", "Legal Name")
    git(clone, "config", "user.email", "legal@example.org")
    coping("mine", "share", "warm-cup", "--pen-name", "River W", "--agree", "--to", str(clone))
    who = git(clone, "log", "-1", "--format=%an %ae %cn %ce %aI %cI", "add-warm-cup")
    day = "2026-11-22T00:00:00+00:00"
    assert who == f"River W {NO_ADDRESS} River W {NO_ADDRESS} {day} {day}"


def test_own_work_in_the_checkout_is_left_alone(coping, mine, clone) -> None:
    box = clone / "strategies/en/box-breathing.yaml"
    box.write_text(box.read_text() + "# changed\n")
    (clone / "staged.txt").write_text("staged")
    git(clone, "add", "staged.txt")
    before = git(clone, "status", "--porcelain")
    done = coping("mine", "share", "warm-cup", *YES, "--to", str(clone))
    assert done.code == 0
    assert "as it was" in done.err
    assert git(clone, "status", "--porcelain") == before
    assert git(clone, "rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert (
        git(clone, "diff", "--name-only", "main", "add-warm-cup") == "strategies/en/warm-cup.yaml"
    )


def test_a_second_gift_does_not_stand_on_the_first(coping, mine, clone) -> None:
    coping("mine", "share", "warm-cup", *YES, "--to", str(clone))
    coping("mine", "experience", "box-breathing", *TOLD, *YES, "--to", str(clone))
    changed = git(clone, "diff", "--name-only", "origin/main", "experience-box-breathing")
    assert changed == "strategies/en/box-breathing.yaml"


def test_the_same_again_makes_no_second_branch_but_a_change_does(coping, mine, clone) -> None:
    coping("mine", "share", "warm-cup", *YES, "--to", str(clone))
    done = coping("mine", "share", "warm-cup", *YES, "--to", str(clone))
    assert "has exactly this already" in done.err
    coping("mine", "share", "warm-cup", "--pen-name", "River", "--agree", "--to", str(clone))
    branches = git(clone, "branch", "--format=%(refname:short)").splitlines()
    assert branches == ["add-warm-cup", "add-warm-cup-2", "main"]


@pytest.mark.skipif(sys.platform == "win32", reason="shell script")
def test_no_hook_of_the_checkout_runs(coping, mine, clone) -> None:
    hooks = clone / ".git" / "hooks"
    for name in ("pre-commit", "commit-msg", "post-commit", "post-checkout", "reference-transaction",
                 "prepare-commit-msg", "post-index-change"):  # fmt: skip
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\necho {name} >> '{clone}/hooked'\nexit 1\n")
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    assert coping("mine", "share", "warm-cup", *YES, "--to", str(clone)).code == 0
    assert not (clone / "hooked").exists()
    assert git(clone, "rev-parse", "--abbrev-ref", "HEAD") == "add-warm-cup"


def test_a_git_dir_in_the_environment_does_not_lead_elsewhere(
    coping, mine, clone, tmp_path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    env = {"GIT_DIR": str(other / ".git"), "GIT_INDEX_FILE": str(other / "index")}
    assert coping("mine", "share", "warm-cup", *YES, "--to", str(clone), env=env).code == 0
    assert git(clone, "rev-parse", "--verify", "add-warm-cup")


@pytest.mark.parametrize("kind", ["missing", "no-git", "other-repository", "empty-repository"])
def test_what_is_no_checkout_of_the_library_is_refused(coping, mine, tmp_path, kind) -> None:
    folder = tmp_path / kind
    if kind != "missing":
        folder.mkdir()
    if "repository" in kind:
        git(folder, "init", "--quiet")
    if kind == "other-repository":
        git(folder, "commit", "--allow-empty", "-m", "x")
    done = coping("mine", "share", "warm-cup", *YES, "--to", str(folder))
    assert done.code == 2
    assert str(folder) in done.err
    assert "--web" in done.err or "--to" in done.err


def test_without_git_the_other_ways_are_named(coping, mine, clone, tmp_path) -> None:
    done = coping(
        "mine", "share", "warm-cup", *YES, "--to", str(clone), env={"PATH": str(tmp_path)}
    )
    assert done.code == 2
    assert "--web opens a page" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="shell script")
def test_git_output_reaches_the_terminal_without_escapes(
    coping, mine, clone, tmp_path, monkeypatch
) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(
        "#!/bin/sh\nprintf 'fatal: \\033]0;owned\\007 refused \\033[2J' >&2\nexit 128\n"
    )
    fake.chmod(0o755)
    env = {"PATH": str(fake.parent)}
    done = coping("mine", "share", "warm-cup", *YES, "--to", str(clone), env=env)
    assert done.code == 2
    assert "(fatal: refused)" in done.err
    assert "\x1b" not in done.err
    monkeypatch.setenv("PATH", str(fake.parent))
    with pytest.raises(GitFailed) as failed:
        Git(clone)("status")
    assert str(failed.value).isprintable()


def test_an_experience_adds_its_lines_and_changes_no_other(coping, clone) -> None:
    before = (clone / "strategies/en/box-breathing.yaml").read_text(encoding="utf-8")
    done = coping("mine", "experience", "box-breathing", *TOLD, *YES, "--to", str(clone))
    assert done.code == 0
    after = git(clone, "show", "experience-box-breathing:strategies/en/box-breathing.yaml") + "\n"
    assert tree_of(after)["experiences"] == [
        {
            "helped": "mixed",
            "text": LINE,
            "by": "anonymous",
            "on": "2026-11-22",
            "consent": "CC BY 4.0",
        }
    ]
    assert {k: v for k, v in tree_of(after).items() if k != "experiences"} == {
        k: v for k, v in tree_of(before).items() if k != "experiences"
    }
    removed = [
        row for row in git(clone, "diff", "origin/main", "experience-box-breathing").splitlines()
        if row.startswith("-") and not row.startswith("---")
    ]  # fmt: skip
    assert removed == ["-experiences: []"]


def test_an_experience_by_standard_input_and_on_the_web(coping) -> None:
    done = coping(
        "mine", "experience", "box-breathing", "--helped", "yes", *YES, "--web", stdin=LINE + "\n"
    )
    assert done.code == 0
    assert "/edit/main/strategies/en/box-breathing.yaml" in done.err
    # The file may have grown since this machine's copy was made, so the lines alone are given.
    assert "title:" not in done.out
    assert "right below the line `experiences:`" in done.err
    for there, lines in (("experiences:", [LINE, "another"]), ("experiences: []", [LINE])):
        text = there.replace(" []", "") + "\n" + done.out + "  - text: another\n" * (len(lines) - 1)
        assert [told["text"] for told in tree_of(text)["experiences"]] == lines


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--helped", "perhaps", "--text", LINE), 2),
        (("--helped", "yes", "--text", "short"), 2),
        (("--helped", "yes"), 2),
        (("--text", LINE), 2),
        (("--helped", "yes", "--text", "Call me on 0800 123 456 789 and I tell you more."), 4),
    ],
)
def test_a_bad_experience_is_refused(coping, options, code) -> None:
    done = coping("mine", "experience", "box-breathing", *options, *YES, "--print")
    assert (done.code, done.out) == (code, "")


def test_an_experience_with_an_own_strategy_points_to_share(coping, mine) -> None:
    done = coping("mine", "experience", "warm-cup", *TOLD, *YES, "--print")
    assert done.code == 2
    assert "coping mine share warm-cup" in done.err


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("My friend Tom Baker at 12 High Street cut himself", "cut himself"),
        ("My friend Tom Baker showed me this, and it was fine.", "friend Tom Baker"),
        ("I did it outside 12 High Street while I waited.", "12 High Street"),
        ("Dr. Smith was there and we did it twice.", "Dr. Smith"),
        ("I used to go cutting myself; now I do this.", "cutting myself"),
        ("I took 20 mg of something and then it helped.", "20 mg"),
    ],
)
def test_an_experience_that_names_others_or_a_method_is_stopped(coping, text, reason) -> None:
    told = ("--helped", "yes", "--text", text)
    done = coping("mine", "experience", "box-breathing", *told, *YES, "--print")
    assert (done.code, done.out) == (4, "")
    assert reason in "".join(done.err.splitlines()[-5:-2])
    assert "title:" not in done.err


@pytest.mark.parametrize(
    "text",
    [
        "I called my mum. Then I did it in bed, and slept.",
        "My sister and I did it on 3 days in a row.",
        "With my doctor I found a slower count; English words helped.",
        "Four counts were too long for me; three felt better on the way home.",
    ],
)
def test_an_ordinary_experience_passes_and_is_reminded_of_before_consent(coping, text) -> None:
    told = ("--helped", "yes", "--text", text)
    done = coping("mine", "experience", "box-breathing", *told, *YES, "--print")
    assert done.code == 0, done.err
    last = done.err.splitlines()[-1]
    assert "your own story, nobody recognisable in it, no method" in last


@pytest.mark.parametrize(
    ("day", "fails"),
    [("2099-01-01", True), ("2026-02-31", True), ("2026-11-24", True), ("2026-11-23", False)],
)
def test_a_day_that_has_not_been_is_refused(day, fails) -> None:
    library = Library.at(shipped_root())
    library.today = date(2026, 11, 22)
    path = library.root / "en" / "box-breathing.yaml"
    line = f"experiences:\n  - {{helped: 'yes', text: {LINE!r}, by: anonymous, on: {day}, consent: CC BY 4.0}}"
    text = path.read_text(encoding="utf-8").replace("experiences: []", line)
    found = [f for f in check_text(text, path, library) if f.fails]
    assert [(f.code, f.line) for f in found] == (
        [("CK008", text.count("\n", 0, text.index(day)) + 1)] if fails else []
    )


def test_an_experience_isnt_dated_ahead_in_what_is_there(coping, small_library, tmp_path) -> None:
    """The day is that of the person's clock, whatever the machine's own calendar says."""
    late = datetime(2031, 5, 1, 12, tzinfo=timezone.utc)
    done = coping("mine", "experience", "box-breathing", *TOLD, *YES, "--print", now=late)
    assert done.code == 0, done.err
    assert tree_of(done.out)["experiences"][0]["on"] == "2031-05-01"

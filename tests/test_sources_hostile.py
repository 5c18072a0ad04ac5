"""Libraries that mean harm: nothing of theirs runs, leads out, floods, or reaches the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sources_help import Repository, fill, git, strategy

from copingkit.library import sources_gather, sources_git
from copingkit.paths import locate

Coping = Callable[..., Any]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, hooks and pipes")
GOOD = {"strategies/en/look-for-blue.yaml": strategy()}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "theirs")
    made.commit(GOOD)
    return made


def taken(home: Path) -> list[str]:
    """Return every path under the sources' folder that isn't copingkit's own."""
    root = locate("linux", home, {}).sources
    paths = [p.relative_to(root) for p in root.rglob("*") if not p.is_dir() or p.is_symlink()]
    return sorted("/".join(p.parts[2:]) for p in paths if len(p.parts) > 2)


def names(coping: Coping) -> set[str]:
    return {s["id"] for s in coping("find", "--json").json["strategies"] if s["source"] == "peers"}


@posix
def test_links_in_git_are_refused(coping: Coping, repository: Repository, sealed: Path) -> None:
    secret = repository.blob(b"/etc/passwd")
    repository.commit_tree([("120000", secret, "strategies/en/secret-file.yaml")])
    added = coping("library", "add", "peers", repository.address)
    assert "Left out: en/secret-file.yaml: it is a link" in added.err
    assert taken(sealed) == ["en/look-for-blue.yaml"]


@posix
@pytest.mark.parametrize("linked", ["strategies", "strategies/en"])
def test_linked_folders_are_refused(coping: Coping, tmp_path: Path, linked: str) -> None:
    real = fill(tmp_path / "elsewhere", {"en/look-for-blue.yaml": strategy()})
    offered = tmp_path / "offered"
    (offered / linked).parent.mkdir(parents=True)
    (offered / linked).symlink_to(real if linked == "strategies" else real / "en")
    refused = coping("library", "add", "peers", str(offered))
    assert refused.code == 4
    assert "is a link" in refused.err


@posix
def test_odd_things_in_a_folder_are_left_out(coping: Coping, tmp_path: Path, sealed: Path) -> None:
    offered = fill(tmp_path / "offered", {"en/look-for-blue.yaml": strategy()})
    (offered / "en/a-link.yaml").symlink_to("/etc/passwd")
    (offered / "en/a-loop.yaml").symlink_to("a-loop.yaml")
    (offered / "en/a-folder.yaml").mkdir()
    os.mkfifo(offered / "en/a-pipe.yaml")
    (offered / "en/a-giant.yaml").write_bytes(b"a" * (64 * 1024 + 1))
    (offered / "en/Not An Id.yaml").write_text(strategy())
    (offered / "en/\x1b[31mred.yaml").write_text(strategy())
    (offered / "en/.hidden.yaml").write_text("x")
    (offered / "en/readme.txt").write_text("x")
    added = coping("library", "add", "peers", str(offered))
    assert added.code == 0
    assert sum(line.startswith("Left out: ") for line in added.err.splitlines()) == 7
    assert "\x1b" not in added.err
    assert taken(sealed) == ["en/look-for-blue.yaml"]


@posix
def test_nothing_of_a_repository_runs(
    coping: Coping, repository: Repository, tmp_path: Path, sealed: Path
) -> None:
    ran = tmp_path / "RAN"
    script = f"#!/bin/sh\ntouch '{ran}'\ncat\n"
    for where in (repository.bare / "hooks", repository.clone / "hooks"):
        where.mkdir(exist_ok=True)
        for hook in ("post-checkout", "post-merge", "reference-transaction", "pre-auto-gc",
                     "post-index-change", "fsmonitor-watchman"):  # fmt: skip
            (where / hook).write_text(script)
            (where / hook).chmod(0o755)
    repository.commit(
        {
            ".gitattributes": "*.yaml filter=evil diff=evil export-subst\n",
            ".gitconfig": f"[filter \"evil\"]\n\tsmudge = touch '{ran}'\n\trequired = true\n",
            ".gitmodules": f'[submodule "m"]\n\tpath = m\n\turl = ext::touch {ran}\n\tupdate = !touch {ran}\n',
        }
    )
    repository.commit_tree([("160000", "1" * 40, "m"), ("160000", "1" * 40, "strategies/fr")])
    settings = fill(
        tmp_path / "own",
        {
            "gitconfig": f"[filter \"evil\"]\n\tsmudge = touch '{ran}'\n\tclean = touch '{ran}'\n"
            f"[core]\n\thooksPath = {repository.clone / 'hooks'}\n"
            f"\tfsmonitor = {repository.clone / 'hooks' / 'fsmonitor-watchman'}\n"
            '[submodule]\n\trecurse = true\n[protocol "ext"]\n\tallow = always\n'
        },
    )
    ran.unlink(missing_ok=True)
    added = coping(
        "library", "add", "peers", repository.address,
        env={"GIT_CONFIG_GLOBAL": str(settings / "gitconfig")},
    )  # fmt: skip
    assert added.code == 0
    assert not ran.exists()
    assert taken(sealed) == ["en/look-for-blue.yaml"]
    # The trap is live: an ordinary clone with the same settings walks into it.
    git(
        tmp_path, "-c", f"include.path={settings / 'gitconfig'}", "clone", "--quiet",
        "--no-recurse-submodules", repository.address, "ordinary",
    )  # fmt: skip
    assert ran.exists()


@posix
def test_a_repositorys_own_settings_do_not_run(
    coping: Coping, repository: Repository, tmp_path: Path
) -> None:
    ran = tmp_path / "RAN"
    for key, value in {
        "uploadpack.packObjectsHook": f"touch '{ran}';",
        "core.fsmonitor": f"touch '{ran}'",
        "core.sshCommand": f"touch '{ran}'",
        "core.alternateRefsCommand": f"touch '{ran}'",
        "remote.lazy.url": f"ext::touch {ran}",
        "remote.lazy.uploadpack": f"touch '{ran}'",
        "remote.lazy.promisor": "true",
        "extensions.partialClone": "lazy",
        "core.repositoryFormatVersion": "1",
    }.items():
        git(repository.bare, "config", key, value)
    # A missing object makes git want to fetch it from where the settings say.
    blob = git(repository.clone, "rev-parse", "HEAD:strategies/en/look-for-blue.yaml")
    (repository.bare / "objects" / blob[:2] / blob[2:]).unlink()
    ran.unlink(missing_ok=True)
    refused = coping("library", "add", "peers", repository.address)
    assert refused.code == 3
    assert not ran.exists()


@posix
def test_paths_cannot_lead_out(
    coping: Coping, repository: Repository, sealed: Path, tmp_path: Path
) -> None:
    text = repository.blob(strategy("Out of here").encode())
    # update-index refuses such paths; a tree can be written by hand.
    rows = b"".join(
        b"100644 %s\0" % name + bytes.fromhex(text)
        for name in (
            b"..\\..\\out.yaml",
            b"CON.yaml",
            b"x\x1b[2Jx.yaml",
            b"a\nb.yaml",
            b"\xff.yaml",
        )
    )
    english = git(
        repository.clone, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=rows
    )
    up = b"40000 ..\0" + bytes.fromhex(english) + b"40000 en\0" + bytes.fromhex(english)
    top = git(
        repository.clone, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=up
    )
    commit = git(repository.clone, "commit-tree", top, "-m", "by hand")
    git(repository.clone, "update-ref", "refs/heads/hand", commit)
    # Copied, since git's own push would refuse it.
    shutil.copytree(repository.clone / ".git", tmp_path / "by-hand.git")
    (tmp_path / "by-hand.git/HEAD").write_text("ref: refs/heads/hand\n")
    refused = coping("library", "add", "peers", (tmp_path / "by-hand.git").as_uri())
    assert refused.code == 4
    assert "the name can't be an id" in refused.err
    assert "\x1b" not in refused.err
    assert taken(sealed) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title: \x1b[31mRed\n", "invisible character U+001B"),
        ("title: Look \u202etuo\n", "invisible character U+202E"),
        (strategy('"\\e[31mRed alert"'), "CK031"),
        (strategy(say="Take 2 tablets and lie down."), "CK033"),
        (strategy(say="Call 0800 111 222 now."), "CK040"),
        (strategy(say="Snap a rubber band on your wrist."), "CK037"),
        ("a: &a [*a]\n", "anchor"),
        ("!!python/object/apply:os.system [id]\n", "tag"),
        ("[" * 5000, "nested"),
        ("title: a\ntitle: b\n", "twice"),
        ("", "empty"),
    ],
)
def test_text_is_checked_before_it_is_shown(
    coping: Coping, repository: Repository, sealed: Path, text: str, why: str
) -> None:
    repository.commit({"strategies/en/of-note.yaml": text})
    added = coping("library", "add", "peers", repository.address)
    line = next(row for row in added.err.splitlines() if row.startswith("Left out"))
    assert line.startswith("Left out: en/of-note.yaml:")
    assert why in line
    assert "\x1b" not in added.err
    assert "\u202e" not in added.err
    assert taken(sealed) == ["en/look-for-blue.yaml"]


@posix
def test_what_git_says_is_cleaned(coping: Coping, tmp_path: Path) -> None:
    fake = fill(
        tmp_path / "bin",
        {"git": "#!/bin/sh\nprintf 'fatal: \\033[31mred\\033]0;x\\007 \\r!' >&2; exit 1\n"},
    )
    (fake / "git").chmod(0o755)
    path = f"{fake}{os.pathsep}{os.environ['PATH']}"
    refused = coping("library", "add", "peers", "https://example.org/x", env={"PATH": path})
    assert refused.code == 3
    assert "(fatal: red" in refused.err
    assert not {"\x1b", "\x07", "\r"} & set(refused.err)


@posix
def test_a_git_that_hangs_is_stopped(
    coping: Coping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = fill(
        tmp_path / "bin", {"git": f"#!/bin/sh\nsleep 60 & echo $! > '{tmp_path}/child'; wait\n"}
    )
    (fake / "git").chmod(0o755)
    monkeypatch.setattr(sources_git, "SECONDS", 0.5)
    path = f"{fake}{os.pathsep}{os.environ['PATH']}"
    refused = coping("library", "add", "peers", "https://example.org/x", env={"PATH": path})
    assert (refused.code, "didn't finish" in refused.err) == (3, True)
    child = int((tmp_path / "child").read_text())
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.kill(child, 0)
            if (
                Path(f"/proc/{child}/stat").exists()
                and " Z " in Path(f"/proc/{child}/stat").read_text()
            ):
                raise ProcessLookupError


@posix
def test_a_giant_repository_is_stopped(
    coping: Coping, repository: Repository, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.clone / "giant.bin").write_bytes(os.urandom(3 * 1024 * 1024))
    repository.commit()
    monkeypatch.setattr(sources_git, "MOST_MEGABYTES", 1)
    refused = coping("library", "add", "peers", repository.address)
    assert (refused.code, "larger than 1 MB" in refused.err) == (4, True)
    assert taken(sealed) == []


@pytest.mark.parametrize("limit", ["MOST_FILES", "MOST_BYTES"])
def test_limits_refuse_it_all(
    coping: Coping,
    repository: Repository,
    sealed: Path,
    limit: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.commit({"strategies/en/look-for-red.yaml": strategy("Look for red")})
    monkeypatch.setattr(sources_gather, limit, 1)
    refused = coping("library", "add", "peers", repository.address)
    assert (refused.code, "is larger than" in refused.err) == (4, True)
    assert taken(sealed) == []


def test_many_bad_files_say_it_briefly(coping: Coping, tmp_path: Path) -> None:
    bad = {f"en/bad-{n}.yaml": "x" for n in range(50)}
    folder = fill(tmp_path / "offered", {"en/look-for-blue.yaml": strategy(), **bad})
    added = coping("library", "add", "peers", str(folder))
    assert sum(line.startswith("Left out") for line in added.err.splitlines()) == 21
    assert "Left out: 30 more." in added.err


def test_nothing_good_is_nothing_taken(coping: Coping, repository: Repository) -> None:
    repository.commit({"strategies/en/look-for-blue.yaml": "title: no\n"})
    refused = coping("library", "add", "peers", repository.address)
    assert refused.code == 4
    assert "No strategy that can be read" in refused.err
    assert "look-for-blue.yaml" in refused.err
    assert names(coping) == set()


def test_an_empty_repository_is_said_plainly(coping: Coping, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    refused = coping("library", "add", "peers", (tmp_path / "empty.git").as_uri())
    assert (refused.code, "git couldn't fetch" in refused.err) == (3, True)

"""Put a gift on a branch of its own in a checkout of the library.

The commit is made beside the person's work: through an index of its own, so that nothing staged
or changed is touched, with hooks off and under the pen name, without an address or a time of day.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..core.safe import clean
from ..errors import InvalidContent, UsageProblem
from .giving import Gift
from .yamltext import MOST_BYTES

# An address that can't exist (RFC 2606): the real one stays at home.
NO_ADDRESS = "peer@copingkit.invalid"
BASES = (
    "refs/remotes/upstream/HEAD", "refs/remotes/origin/HEAD", "refs/remotes/origin/main",
    "refs/heads/main", "HEAD",
)  # fmt: skip
MARK = "strategies/vocabulary.yaml"
SECONDS = 60


class Given(NamedTuple):
    """Where a gift lies: the checkout, its branch, the remote to push to, and the text given.

    `switched`: the branch is checked out. `new`: False when the branch held the same already.
    """

    top: Path
    branch: str
    remote: str
    text: str
    switched: bool
    new: bool


class GitFailed(Exception):
    """Git said no; the message is its last line, harmless to print."""


class Git:
    """Runs git in a folder: no shell, no hooks, no prompts, no pager, no editor."""

    def __init__(self, folder: Path, extra: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        # A GIT_DIR or GIT_INDEX_FILE from outside would send the commit somewhere else.
        self.environ = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        self.environ.update(GIT_TERMINAL_PROMPT="0", LC_ALL="C", **(extra or {}))

    def __call__(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what git prints; GitFailed where it fails."""
        import subprocess

        command = [
            "git", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "--no-pager",
            *arguments,
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=self.environ, input=given, capture_output=True,
                check=False, timeout=SECONDS,
            )  # fmt: skip
        except FileNotFoundError:
            raise UsageProblem(
                "Git can't be started.", "Without it: --web opens a page, --print writes the text."
            ) from None
        except subprocess.TimeoutExpired:
            raise GitFailed(f"it took more than {SECONDS} s") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitFailed(
                " ".join(clean(said[-1]).split())[:200] if said else f"exit code {done.returncode}"
            )
        return done.stdout

    def line(self, *arguments: str, given: bytes = b"") -> str:
        """Return git's one line."""
        return self(*arguments, given=given).decode("utf-8", "replace").strip()

    def has(self, *arguments: str) -> bool:
        """Tell whether git agrees."""
        try:
            self(*arguments)
        except GitFailed:
            return False
        return True


def give(gift: Gift, folder: Path, name: str, day: date) -> Given:
    """Commit a gift on a new branch of a checkout; UsageProblem where it isn't one."""
    git = Git(folder)
    top, base = _checkout(git, folder)
    git = Git(top)
    try:
        present = _text_at(git, base, gift.path)
        text = gift.make(present)
        if text == present:
            raise UsageProblem("The library has exactly this already.", "There is nothing to do.")
        blob = git.line("hash-object", "-w", "--stdin", given=text.encode())
        branch, new = _branch(git, gift, blob)
        if new:
            commit = _commit(git, gift, base, blob, name, day)
            # The empty old value makes git refuse if the branch has come into being meanwhile.
            git("update-ref", f"refs/heads/{branch}", commit, "")
        return Given(top, branch, _remote(git), text, _switch(git, branch), new)
    except GitFailed as error:
        raise UsageProblem(
            f"Git couldn't do it: {error}.",
            "Another way: --web opens a page, --print writes the text.",
        ) from None


def _checkout(git: Git, folder: Path) -> tuple[Path, str]:
    if not folder.is_dir():
        raise UsageProblem(
            f"{folder} isn't a folder.", "Give the folder of a checkout of the library: --to DIR"
        )
    try:
        top = Path(git.line("rev-parse", "--show-toplevel"))
        base = next(
            b for b in BASES if git.has("rev-parse", "--verify", "--quiet", f"{b}^{{commit}}")
        )
        git("cat-file", "-e", f"{base}:{MARK}")
    except (GitFailed, StopIteration) as error:
        why = f" ({error})" if str(error) else ""
        raise UsageProblem(
            f"{folder} isn't a checkout of the library{why}.",
            "Get one with git clone, or do without: --web opens a page, --print writes the text.",
        ) from None
    return top, base


def _text_at(git: Git, base: str, path: str) -> str | None:
    spec = f"{base}:{path}"
    if not git.has("cat-file", "-e", spec):
        return None
    if (
        git.line("cat-file", "-t", spec) != "blob"
        or int(git.line("cat-file", "-s", spec)) > MOST_BYTES
    ):
        raise InvalidContent(f"{path} in that library isn't a strategy file.", "Look at it first.")
    return git("cat-file", "blob", spec).decode("utf-8", "replace")


def _branch(git: Git, gift: Gift, blob: str) -> tuple[str, bool]:
    branch, number = gift.branch, 2
    while git.has("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}"):
        if git.has("cat-file", "-e", f"refs/heads/{branch}:{gift.path}"):
            there = git.line("rev-parse", f"refs/heads/{branch}:{gift.path}")
            if there == blob:
                return branch, False
        branch = f"{gift.branch}-{number}"
        number += 1
    return branch, True


def _commit(git: Git, gift: Gift, base: str, blob: str, name: str, day: date) -> str:
    from tempfile import TemporaryDirectory

    moment = f"{day.isoformat()}T00:00:00+0000"
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", NO_ADDRESS), ("DATE", moment))
    }
    with TemporaryDirectory() as beside:
        own = Git(git.folder, {**who, "GIT_INDEX_FILE": str(Path(beside) / "index")})
        own("read-tree", base)
        own("update-index", "--add", "--cacheinfo", f"100644,{blob},{gift.path}")
        tree = own.line("write-tree")
        return own.line("commit-tree", tree, "-p", base, "-m", gift.message)


def _remote(git: Git) -> str:
    remotes = git.line("remote").splitlines()
    return "origin" if "origin" in remotes or not remotes else clean(remotes[0])


def _switch(git: Git, branch: str) -> bool:
    """Check the branch out, if there is no work of the person's own that it could get in the way of."""
    if git.line("symbolic-ref", "--quiet", "--short", "HEAD") == branch:
        return True
    if git("status", "--porcelain", "--untracked-files=no"):
        return False
    return git.has("checkout", "--quiet", branch, "--")

"""Libraries to take from: strategy texts, folders, and real git repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

TEXT = """\
title: {title}
summary: {summary}
category: grounding
needs: [anxiety, panic]
when: [now]
minutes: 2
energy: very-low
discreet: fully
guide:
  kind: steps
  steps:
    - say: Look around the room slowly.
      seconds: 60
    - say: {say}
      seconds: 60
evidence:
  grade: D
  note: People find it useful; little research has looked at it.
  sources: []
authors: [a peer]
"""


def strategy(
    title: str = "Look for blue",
    summary: str = "Find things that are blue.",
    say: str = "Name one thing that is blue.",
) -> str:
    """Return the text of a strategy that passes every check."""
    return TEXT.format(title=title, summary=summary, say=say)


def fill(folder: Path, files: dict[str, str]) -> Path:
    """Write files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def git(where: Path, *arguments: str, given: bytes = b"") -> str:
    """Run the real git, with nothing of the machine's own settings."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-c", "user.name=peer", "-c", "user.email=peer@example.org",
         "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments],
        cwd=where, env=env, input=given, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().strip()


class Repository:
    """A bare repository and the clone it is written from."""

    def __init__(self, where: Path) -> None:
        self.bare = where / "library.git"
        self.clone = where / "clone"
        where.mkdir(exist_ok=True)
        git(where, "init", "--quiet", "--bare", str(self.bare))
        git(where, "clone", "--quiet", str(self.bare), str(self.clone))

    @property
    def address(self) -> str:
        """Return the address to fetch it from."""
        return self.bare.as_uri()

    def commit(self, files: dict[str, str] | None = None, gone: tuple[str, ...] = ()) -> str:
        """Write, remove, commit and push; return the commit's id."""
        fill(self.clone, files or {})
        for name in gone:
            (self.clone / name).unlink()
        git(self.clone, "add", "--all")
        git(self.clone, "commit", "--quiet", "--allow-empty", "-m", "a change")
        git(self.clone, "push", "--quiet", "origin", "HEAD:main")
        return git(self.clone, "rev-parse", "HEAD")

    def commit_tree(self, rows: list[tuple[str, str, str]]) -> None:
        """Commit raw tree rows (mode, object id, path), as a hostile author could."""
        for mode, key, path in rows:
            git(self.clone, "update-index", "--add", "--cacheinfo", f"{mode},{key},{path}")
        git(self.clone, "commit", "--quiet", "-m", "by hand")
        git(self.clone, "push", "--quiet", "origin", "HEAD:main")

    def blob(self, data: bytes) -> str:
        """Store some bytes; return their object id."""
        return git(self.clone, "hash-object", "-w", "--stdin", given=data)

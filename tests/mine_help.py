"""What the tests of own strategies and of giving share: a draft, and a library in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAFT = """\
title: Warm cup
summary: Hold something warm and notice it for a while.
category: grounding
needs: [anxiety, overwhelm]
when: [now]
minutes: 3
energy: low
discreet: partly
props: [my blue mug]
involves: [senses, touch]
guide:
  kind: steps
  steps:
    # My grandmother's kitchen.
    - say: Make something warm to drink, or fill a cup with warm water.
    - say: Put both hands around it. Where do you feel the warmth most?
      seconds: 60
    - say: Breathe as you like, and look at the steam or the rim.
      seconds: 60
cautions: [senses]
"""


def own_folder(home: Path) -> Path:
    """Return where the sealed home keeps own strategies."""
    return home / ".local" / "share" / "copingkit" / "strategies"


def git(folder: Path, *arguments: str) -> str:
    """Run git as a person would, with a name of their own."""
    environ = {
        **os.environ, "GIT_AUTHOR_NAME": "Legal Name", "GIT_AUTHOR_EMAIL": "legal@example.org",
        "GIT_COMMITTER_NAME": "Legal Name", "GIT_COMMITTER_EMAIL": "legal@example.org",
    }  # fmt: skip
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def library_clone(folder: Path, *names: str) -> tuple[Path, Path]:
    """Make a bare repository with a small library in it, and a clone; return both."""
    first, bare, clone = folder / "first", folder / "library.git", folder / "clone"
    (first / "strategies" / "en").mkdir(parents=True)
    for name in ("vocabulary.yaml", "outcomes.yaml", *(f"en/{n}.yaml" for n in names)):
        shutil.copy(ROOT / "strategies" / name, first / "strategies" / name)
    git(first, "init", "--quiet", "-b", "main")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "-m", "A library")
    git(folder, "clone", "--quiet", "--bare", str(first), str(bare))
    git(folder, "clone", "--quiet", str(bare), str(clone))
    return bare, clone

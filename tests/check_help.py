"""A small library to check files in, and a strategy that has nothing wrong with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from copingkit.paths import shipped_root

NEIGHBOUR = "longer-out-breath.yaml"
GOOD = """\
# yaml-language-server: $schema=../schema.json
title: Hold a pebble
summary: Hold a pebble and notice what your hand can tell you.
category: grounding
needs: [anxiety, stress]
when: [now]
minutes: 2
energy: very-low
discreet: fully
place: anywhere
company: either
props: [a pebble]
involves: [touch]
guide:
  kind: steps
  steps:
    - say: Pick up a pebble, or any small thing you like.
      seconds: 20
    - say: Feel how cool or warm it is, and how heavy.
      seconds: 40
    - say: Turn it round. Look for one line or spot on it.
      seconds: 40
    - say: Put it down, or keep it in your pocket.
      seconds: 20
cautions: []
evidence:
  grade: D
  note: Many people keep a small thing to hold; we know of no test of a pebble.
  sources: [va-wh]
authors: [copingkit contributors]
experiences: []
aliases: [pocket stone]
"""


def library_in(folder: Path) -> Path:
    """Make a library of one strategy and return its root."""
    root = folder / "strategies"
    (root / "en").mkdir(parents=True)
    shutil.copyfile(shipped_root() / "sources.yaml", root / "sources.yaml")
    vocabulary = (shipped_root() / "vocabulary.yaml").read_text(encoding="utf-8")
    first_aid = f"first_aid: [{NEIGHBOUR.removesuffix('.yaml')}]\n"
    put(root, re.sub(r"first_aid:\n(  - .*\n)+", first_aid, vocabulary), "vocabulary.yaml")
    shutil.copyfile(shipped_root() / "en" / NEIGHBOUR, root / "en" / NEIGHBOUR)
    return root


def put(root: Path, text: str | bytes, place: str = "en/hold-a-pebble.yaml") -> Path:
    """Write a file into a library and return its path."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path

"""Write the files that are generated: `python -m copingkit.library.build [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..paths import shipped_root
from .files import load_vocabulary
from .helplines import NAME, load_helplines, packed
from .schema import issue_form, schema_json, with_field_table

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = shipped_root()
README = ROOT / "README.md"


def helplines_json() -> str:
    """Return what `copingkit/helplines.json` has to hold: read without YAML when it is needed."""
    return packed(load_helplines(ROOT / NAME))


# file -> what makes its content. A test holds each file to it.
GENERATED: dict[Path, Callable[[], str]] = {
    PACKAGE / "helplines.json": helplines_json,
    ROOT / "schema.json": lambda: schema_json(load_vocabulary(ROOT)),
    README: lambda: with_field_table(README.read_text(encoding="utf-8"), load_vocabulary(ROOT)),
    ROOT.parent / ".github" / "ISSUE_TEMPLATE" / "strategy.yml": lambda: issue_form(
        load_vocabulary(ROOT)
    ),
}


def main(arguments: list[str]) -> int:
    """Write every generated file that has changed; with --check, say which have, and return 1."""
    stale = 0
    for path, make in GENERATED.items():
        content = make()
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale += 1
        if "--check" in arguments:
            sys.stdout.write(f"out of date: {path}. Run: python -m copingkit.library.build\n")
        else:
            path.write_text(content, encoding="utf-8", newline="\n")
            sys.stdout.write(f"wrote {path}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

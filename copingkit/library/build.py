"""Write the files that are generated from the shared library: `python -m copingkit.library.build`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..paths import shipped_root
from . import files
from .helplines import NAME, load_helplines, packed

PACKAGE = Path(__file__).resolve().parent.parent


def helplines_json() -> str:
    """Return what `copingkit/helplines.json` has to hold: read without YAML when it is needed."""
    return packed(load_helplines(shipped_root() / NAME))


# file -> what makes its content. A test holds each file to it.
GENERATED: dict[Path, Callable[[], str]] = {
    PACKAGE / "helplines.json": helplines_json,
}


def main() -> int:
    """Write every generated file that has changed."""
    for path, make in GENERATED.items():
        content = make()
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8", newline="\n")
            sys.stdout.write(f"wrote {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

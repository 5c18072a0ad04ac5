"""What a command loads: the heavy libraries stay out of the commands that don't need them.

Times are printed by tests/bench/startup.py; a test that fails when a machine is busy helps nobody.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROBE = """
import json, sys
from copingkit.cli import main
code = main(sys.argv[1:])
sys.stderr.write("\\nLOADED" + json.dumps([code, sorted(sys.modules)]))
"""


def loaded(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    code, modules = json.loads(done.stderr.split("LOADED")[1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.fixture(autouse=True)
def warm(sealed):
    """Compile the shared library once; what is measured is an ordinary start."""
    loaded("find", "--json")


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (("support",), {"rich", "yaml", "tinydb", "cryptography"}),
        (("show", "box-breathing", "--plain"), {"rich", "yaml", "tinydb", "cryptography"}),
        (("find", "panic", "--plain"), {"rich", "yaml", "tinydb", "cryptography"}),
        (("suggest", "panic", "--plain"), {"rich", "yaml", "tinydb", "cryptography"}),
        (("now", "--plain"), {"rich", "yaml", "tinydb", "cryptography"}),
        (("log", "list", "--plain"), {"rich", "yaml", "tinydb", "cryptography"}),
        (
            ("log", "add", "x"),
            # uuid is on the list of what costs too much, but Typer loads it by itself.
            {"orjson", "filelock", "tempfile", "cryptography", "rich", "yaml"},
        ),
    ],
    ids=lambda v: "-".join(v) if isinstance(v, tuple) else "",
)
def test_what_is_not_loaded(words, absent) -> None:
    assert not absent & loaded(*words)


def test_the_probe_sees_what_is_loaded() -> None:
    assert "tinydb" in loaded("log", "add", "x")


def test_only_the_called_panel_is_imported() -> None:
    modules = loaded("show", "box-breathing", "--plain")
    assert "copingkit.cli.toolbox_panel" in modules
    assert (
        not {"copingkit.cli.looking_back", "copingkit.cli.sharing", "copingkit.cli.my_data"}
        & modules
    )

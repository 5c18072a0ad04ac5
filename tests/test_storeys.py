"""The house: imports go down only, and each heavy library has one owner."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "copingkit"
STOREY = {
    "cli": 5, "screen": 4, "library": 3, "journal": 3, "core": 2, "words": 1, "paths": 1, "errors": 1,
    "interrupts": 1,
}  # fmt: skip
OWNER = {"rich": "screen", "yaml": "library", "tinydb": "journal", "typer": "cli"}
HEAVY = {"rich", "yaml", "tinydb", "cryptography", "keyring"}
STANDARD_ONLY = {"core", "words", "paths", "errors", "interrupts"}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield (absolute module, whether it is imported when the file is) for every import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inside.update(ast.walk(node))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            inside.update(ast.walk(node))
    package = ("copingkit", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node not in inside
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, node.module or "")).strip(".")
            if node.module and not (node.level and module == "copingkit"):
                yield module, node not in inside
            else:
                for alias in node.names:
                    yield f"{module}.{alias.name}", node not in inside


def storey_of(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    here = storey_of(path)
    for module, _ in imports(path):
        parts = module.split(".")
        if (
            parts[0] != "copingkit"
            or len(parts) < 2
            or parts[1] not in STOREY
            or here not in STOREY
        ):
            continue
        there = parts[1]
        assert there == here or STOREY[there] < STOREY[here], f"{here} imports {module}"


def module_of(path: Path) -> str:
    return ".".join(("copingkit", *path.relative_to(PACKAGE).with_suffix("").parts))


# A file that extends a heavy library may import it at the top when nobody imports that file so.
EARLY = {m for p in FILES for m, at_import in imports(p) if at_import}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_heavy_library_has_one_owner_and_is_imported_late(path: Path) -> None:
    here = storey_of(path)
    for module, at_import in imports(path):
        top = module.split(".")[0]
        if top in OWNER:
            assert here == OWNER[top], f"{here} imports {module}"
        late = module_of(path) not in EARLY
        assert not (top in HEAVY and at_import) or late, f"{module} is imported at module level"


@pytest.mark.parametrize(
    "path", [p for p in FILES if storey_of(p) in STANDARD_ONLY], ids=lambda p: p.name
)
def test_the_lower_storeys_use_the_standard_library_only(path: Path) -> None:
    import sys

    for module, _ in imports(path):
        top = module.split(".")[0]
        assert top in sys.stdlib_module_names or top == "copingkit", module


def test_the_walk_sees_what_it_should(tmp_path: Path) -> None:
    """The test above would pass on a file it can't read: show that it can."""
    found = dict(imports(PACKAGE / "cli" / "toolbox.py"))
    assert found["typer"] is True
    assert "copingkit.cli.kit" in found

"""Every package imports only from packages before it, and the names of the standard library stay free."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from conftest import ROOT

ORDER = (ROOT / "docs" / "layers.txt").read_text(encoding="utf-8").split()
PACKAGE = ROOT / "rusus"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" and path.parent != PACKAGE)
LONGEST_MODULE, FULLEST_FOLDER = 400, 24
UPWARD = {
    ("model.py", "rusus.output.records"),
    ("model.py", "rusus.output.notebook"),
    ("model.py", "rusus.standalone.brackets"),
}
"""The imports that go up, inside methods: a Document gives what the commands print, and shows itself in notebooks."""


def home(path: Path) -> str:
    """The package of a module, or the module itself where it stands at the root."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The packages of rusus that a module imports from, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (path.name, node.module) in UPWARD:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rusus":
            names = [node.module.split(".")[1]] if "." in node.module else [alias.name for alias in node.names]
            found |= {name for name in names if name != "__version__"}
    return found


def test_every_package_has_a_place() -> None:
    homes = {home(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}
    assert homes == set(ORDER)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    if home(path) in ("__init__", "__main__"):
        return
    place = ORDER.index(home(path))
    assert {name for name in imported(path) if ORDER.index(name) > place} == set()


def test_modules_of_a_package_import_in_one_direction() -> None:
    """No cycle between modules, imports for types included."""
    graph = {_name(path): _imported_modules(path) for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}
    done: set[str] = set()
    while ready := {name for name, below in graph.items() if name not in done and below & graph.keys() <= done}:
        done |= ready
    assert graph.keys() - done == set()


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _imported_modules(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and (path.name, node.module) not in UPWARD:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_folders_and_modules_keep_their_size() -> None:
    folders: dict[Path, int] = {}
    for path in PACKAGE.rglob("*.py"):
        folders[path.parent] = folders.get(path.parent, 0) + 1
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE, path
    assert {folder: count for folder, count in folders.items() if count > FULLEST_FOLDER} == {}


def test_packages_hold_nothing_but_a_docstring() -> None:
    """The start of the program is a promise: an __init__ that imports would load its whole package."""
    for path in PACKAGE.rglob("*/__init__.py"):
        if path.parent.name != "resources":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert ast.get_docstring(tree) and len(tree.body) == 1, path


def test_no_module_hides_one_of_the_standard_library() -> None:
    assert {path.stem for path in MODULES} & sys.stdlib_module_names == set()

"""Every module imports only from lower levels, and the names of the standard library stay free."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from conftest import ROOT

LEVELS = (ROOT / "docs" / "layers.txt").read_text(encoding="utf-8")
LEVEL = {
    name: (number, place)
    for number, line in enumerate(line for line in LEVELS.splitlines() if line and not line.startswith("#"))
    for place, name in enumerate(line.split())
}
MODULES = sorted(path for path in (ROOT / "rusus").glob("*.py") if path.stem not in ("__init__", "__main__"))


def imported(path: Path) -> set[str]:
    """Names of the modules of rusus that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rusus":
            names = [node.module.split(".")[1]] if "." in node.module else [alias.name for alias in node.names]
            found |= {name for name in names if name != "__version__"}
    return found


def test_every_module_has_a_level() -> None:
    assert {path.stem for path in MODULES} | {"resources"} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_go_down(path: Path) -> None:
    assert {name for name in imported(path) if LEVEL[name] >= LEVEL[path.stem]} == set()


def test_no_module_hides_one_of_the_standard_library() -> None:
    assert {path.stem for path in MODULES} & sys.stdlib_module_names == set()

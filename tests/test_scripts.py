"""Scripts have one shape: main, options by command_line, help; and the Makefile runs every script that trains."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCRIPTS = sorted((ROOT / "scripts").glob("*/*.py"))
RUN = [path for path in SCRIPTS if "__main__" in path.read_text(encoding="utf-8")]
OWN_OPTIONS = {"fuzz"}
"""libFuzzer reads the command line itself."""
LONGEST = 400


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_say_what_they_do_and_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source))
    assert len(source.splitlines()) <= LONGEST


@pytest.mark.parametrize("path", RUN, ids=name_of)
def test_what_is_run_has_main_and_options_of_one_kind(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    functions = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    assert "main" in functions
    assert path.stem in OWN_OPTIONS or "command_line(__doc__" in source
    assert f"python -m {name_of(path)}" in source, "the docstring names another command"


def test_help_of_a_script() -> None:
    command = [sys.executable, "-m", "scripts.data.annotations", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Checks the hand labels" in done.stdout


def test_the_makefile_trains_everything_in_order(tmp_path: Path) -> None:
    """Its own dry run, with empty files for the labelled sets."""
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"\$\(DATA\)/([\w./-]+\.\w+)", makefile):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    command = ["make", "-n", "weights", f"DATA={tmp_path}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    steps = re.findall(r"scripts\.train\.(\w+)", done.stdout)
    assert sorted(steps) == sorted(path.stem for path in RUN if path.parent.name == "train")
    order = {step: place for place, step in enumerate(steps)}
    for first, then in (
        ("sentences", "word_tags"),
        ("blocks", "word_tags"),
        ("word_tags", "names"),
        ("names", "indirect"),
        ("names", "direct"),
        ("indirect", "claims"),
        ("direct", "claims"),
        ("units", "claims"),
        ("claims", "matching"),
    ):
        assert order[first] < order[then]

"""What the tests share: the project's root, the sample article, case rows, and the program as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rusus

ROOT = Path(__file__).parent.parent
SAMPLE = "data/articles/russia-us-ties.txt"
CASES = ROOT / "tests" / "cases"
WIKINEWS = ROOT / "data" / "annotated" / "wikinews.jsonl"


def rows(name: str | Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file, named as in tests/cases (its README describes each) or by its whole path."""
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def cases(name: str) -> list[Any]:
    """The rows of a file in tests/cases as parameters of a test, each under its ``id``, else its first text."""
    return [pytest.param(row, id=name_of(row)) for row in rows(name)]


def heed_ctrl_c() -> None:
    """Undoes what a shell does to commands in the background, where tests may run too: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def name_of(row: dict[str, Any]) -> str:
    """What a row is called in the listing of tests."""
    if "id" in row:
        return str(row["id"])
    if "ours" in row:
        return f"{row['ours']} / {row['theirs']}"
    return str(row["text"])[:60] if "text" in row else " ".join(row.get("signs", ())) or "nothing"


@pytest.fixture(scope="session")
def sample() -> rusus.Document:
    return rusus.extract_file(ROOT / SAMPLE)


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs rusus with arguments in the project's root (or ``cwd``) and returns the finished process."""

    def run(
        *arguments: object, stdin: bytes | None = None, cwd: Path = ROOT, **env: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "rusus", *map(str, arguments)],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **env},
            timeout=120,
        )

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of small articles, one of them in a folder of its own."""
    (tmp_path / "b.txt").write_text(
        'Sales rose 5 percent.\n\n"We are glad to see it," Ann Smith said.\n', encoding="utf-8"
    )
    (tmp_path / "a.md").write_text("# Title\n\nThe city paid $3 million for 12 buses in 2018.\n", encoding="utf-8")
    (tmp_path / "left-out.log").write_text("The log holds 5 percent more.\n", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.txt").write_text("Ministers said that 40 people were hurt.\n", encoding="utf-8")
    return tmp_path

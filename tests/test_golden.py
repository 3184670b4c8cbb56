"""The whole output for the sample article, kept as files: read their diffs, then run scripts/evaluate/golden.py."""

from __future__ import annotations

import pytest
from conftest import ROOT, SAMPLE

GOLDEN = ROOT / "tests" / "golden"
COMMANDS = {
    "claims.json": ("claims", SAMPLE, "--all", "--json"),
    "claims.table.txt": ("claims", SAMPLE, "--format", "table"),
    "quotes.json": ("quotes", SAMPLE, "--json"),
    "quotes.table.txt": ("quotes", SAMPLE, "--format", "table"),
    "statistics.json": ("statistics", SAMPLE, "--json"),
    "statistics.table.txt": ("statistics", SAMPLE, "--format", "table"),
    "match.json": ("match", SAMPLE, "--against", "data/altered/russia-us-ties.txt", "--json"),
    "match.table.txt": ("match", SAMPLE, "--against", "data/altered/russia-us-ties.txt", "--format", "table"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_golden(run, name: str) -> None:
    assert run(*COMMANDS[name]).stdout.decode() == (GOLDEN / name).read_text(encoding="utf-8")

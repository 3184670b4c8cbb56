"""What the program can do is written down: every command and option stands in README or docs/; links lead somewhere."""

from __future__ import annotations

import re

import click
import pytest
from conftest import ROOT

from rusus.cli.commands import commands

PAGES = "\n".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_option_is_documented(name: str) -> None:
    assert f"rusus {name}" in PAGES
    options = [option for option in commands.commands[name].params if isinstance(option, click.Option)]
    missing = [
        spelling
        for option in options
        for spelling in option.opts
        if not re.search(rf"(?<![\w-]){spelling}(?![\w-])", PAGES)
    ]
    assert missing == []


def test_links_lead_somewhere() -> None:
    pages = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "data").glob("*.md"),
        ROOT / "tests/cases/README.md",
    ]
    missing = [
        f"{page.relative_to(ROOT)} links to {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_the_page_of_scores_is_fresh() -> None:
    """After a change of data/scores.json: python -m scripts.evaluate.scores"""
    from scripts.evaluate import scores

    assert scores.PAGE.read_text(encoding="utf-8") == scores.page()

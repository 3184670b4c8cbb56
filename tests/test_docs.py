"""What the program can do is written down: every command and option stands in the README or in docs/."""

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
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"

"""What README and docs print is what the program prints now: generated parts are fresh, examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from scripts.evaluate import picture
from scripts.evaluate.readme import filled, stale

PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_generated_parts_are_fresh() -> None:
    assert list(stale()) == [], "run python -m scripts.evaluate.readme"


def test_the_picture_of_the_table_is_fresh() -> None:
    assert not picture.is_stale(), "run python -m scripts.evaluate.picture"
    assert "insignificant" in picture.words(picture.PICTURE.read_text(encoding="utf-8"))


def test_a_stale_part_is_noticed() -> None:
    page = "<!-- match: scripts/evaluate/readme.py -->\nold\n<!-- end -->\n"
    assert filled(page, "match", "new\n") != page
    with pytest.raises(ValueError, match="No part table"):
        filled(page, "table", "")


@pytest.mark.parametrize("page", ["docs/python.md", "docs/sentences.md"])
def test_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page one after the other, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    code = "\n".join(PYTHON.findall((ROOT / page).read_text(encoding="utf-8")))
    assert code
    exec(compile(code, page, "exec"), {})

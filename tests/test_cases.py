"""tests/cases/README.md describes every file and every key; each row has an origin and a name of its own."""

from __future__ import annotations

import json
import re

import pytest
from conftest import CASES, rows

NAMES = sorted(path.name for path in CASES.glob("*.jsonl"))
PAGE = (CASES / "README.md").read_text(encoding="utf-8")
INTRODUCTION, *SECTIONS = re.split(r"^## (?=\S+\.jsonl$)", PAGE, flags=re.MULTILINE)
DESCRIBED = dict(section.split("\n", 1) for section in SECTIONS)
SHARED = set(re.findall(r"`(\w+)`", INTRODUCTION.partition("Keys that many files share")[2]))
PAIRS = set(re.findall(r"`(\w+)`", DESCRIBED["matching_verdicts.jsonl"]))


def test_every_file_is_described() -> None:
    assert sorted(DESCRIBED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described(name: str) -> None:
    text = DESCRIBED[name]
    known = SHARED | set(re.findall(r"`(\w+)`", text)) | (PAIRS if "same keys" in text else set())
    assert {key for row in rows(name) for key in row} - known == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_row_that_is_shown_is_there(name: str) -> None:
    (shown,) = re.findall(r"^```json\n(.*)\n```$", DESCRIBED[name], re.MULTILINE)
    shortened = json.loads(shown)
    found = [row for row in rows(name) if row.get("id") == shortened.get("id")]
    assert any(_is_shown(row, shortened) for row in found)


def _is_shown(row: dict[str, object], shown: dict[str, object]) -> bool:
    """True if both say the same; an ellipsis stands for what is left out."""
    return row.keys() == shown.keys() and all(
        _pattern(shown[key]).fullmatch(str(row[key])) if "…" in str(shown[key]) else row[key] == shown[key]
        for key in row
    )


def _pattern(text: object) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, re.split(r" ?… ?", str(text)))), re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_an_origin_and_a_name_of_its_own(name: str) -> None:
    every = rows(name)
    assert [row for row in every if not row.get("origin")] == []
    ids = [row["id"] for row in every if "id" in row]
    assert len(set(ids)) == len(ids)

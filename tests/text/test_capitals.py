"""Texts in capitals are read in the case that their words would have; offsets and words stay those of the text."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

import rusus
from rusus.text.capitals import in_ordinary_case
from rusus.text.views import view


@pytest.mark.parametrize("row", cases("capitals.jsonl"))
def test_case(row: dict[str, Any]) -> None:
    document = rusus.extract(row["text"])
    assert view(row["text"]).text == row["shown"]
    assert [[each.source.text, each.speaker] for each in document.quotations if each.source] == row["speakers"]
    assert [[each.text, each.value, each.unit] for each in document.quantities] == row["quantities"]
    assert all(row["text"][each.start : each.end] == each.text for each in document.sentences)


@given(st.text())
def test_one_character_stands_for_one(text: str) -> None:
    assert len(in_ordinary_case(text.upper())) == len(text.upper())


def test_an_article_in_capitals_is_read_nearly_as_the_article(sample: rusus.Document) -> None:
    """The sample in capitals: the same numbers, the same sentences, three tags in four and more."""
    document = rusus.extract(sample.text.upper())
    assert [each.value for each in document.statistics] == [each.value for each in sample.statistics]
    ours = {(each.start, each.end): each.tags for each in sample.sentences}
    same = [each.tags == ours.get((each.start, each.end)) for each in document.sentences]
    assert sum(same) >= 0.75 * len(ours)
    speakers = {each.speaker for each in sample.quotations}
    assert len({each.speaker for each in document.quotations} & speakers) >= 0.5 * len(speakers)

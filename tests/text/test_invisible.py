"""Characters that nobody sees are read through; offsets stay those of the untouched text."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

import rusus
from rusus.text.invisible import placed, visible


@pytest.mark.parametrize("case", cases("invisible.jsonl"))
def test_cases(case: dict[str, Any]) -> None:
    document = rusus.extract(case["text"])
    assert [[each.text, each.value, each.unit] for each in document.quantities] == case["quantities"]
    assert [each.speaker for each in document.quotations if each.source] == case["speakers"]


@given(st.text("ab-\n \u00ad\u200b."))
def test_places_lead_back_to_the_same_characters(text: str) -> None:
    seen, places = visible(text)
    if places is None:
        assert seen == text
        return
    assert [text[place] for place in places[:-1]] == list(seen) and places[-1] == len(text)
    assert places == sorted(set(places))


def test_a_document_is_placed_with_all_its_parts() -> None:
    text = "Paul Lam\u00adbert said: “Sales rose 5 per\u00adcent.”"
    seen, places = visible(text)
    assert places is not None
    document = placed(rusus.extract(seen), text, places)
    (quotation,) = document.quotations
    assert document.text == text and quotation.source is not None and quotation.source.text == "Paul Lam\u00adbert"
    assert quotation.spans[0].text == "Sales rose 5 per\u00adcent."

"""Characters that nobody sees are read through; offsets stay those of the untouched text."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

import rusus
from rusus.model import Span
from rusus.text.changes import changed
from rusus.text.invisible import invisible


@pytest.mark.parametrize("case", cases("invisible.jsonl"))
def test_cases(case: dict[str, Any]) -> None:
    document = rusus.extract(case["text"])
    assert [[each.text, each.value, each.unit] for each in document.quantities] == case["quantities"]
    assert [each.speaker for each in document.quotations if each.source] == case["speakers"]


@given(st.text("ab-\n \u00ad\u200b."))
def test_what_is_seen_leads_back_to_the_same_characters(text: str) -> None:
    seen = changed(text, invisible(text))
    spans = tuple(Span(i, i + 1, character) for i, character in enumerate(seen.text))
    placed = seen.place(spans)
    assert [span.text for span in placed] == [span.text for span in spans]
    assert all(text[span.start : span.end] == span.text for span in placed)
    assert seen.seen(placed) == spans


def test_a_document_is_placed_with_all_its_parts() -> None:
    text = "Paul Lam\u00adbert said: “Sales rose 5 per\u00adcent.”"
    document = rusus.extract(text)
    (quotation,) = document.quotations
    assert document.text == text and quotation.source is not None and quotation.source.text == "Paul Lam\u00adbert"
    assert quotation.spans[0].text == "Sales rose 5 per\u00adcent."

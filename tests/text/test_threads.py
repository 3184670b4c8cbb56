"""Threads of posts: case rows, and that no text loses anything."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st

import rusus
from rusus.text.blocks import split_blocks
from rusus.text.views import view


@pytest.mark.parametrize("row", cases("threads.jsonl"))
def test_case(row: dict[str, Any]) -> None:
    document, seen = rusus.extract(row["text"]), view(row["text"])
    assert [[block.kind, block.text] for block in document.blocks] == row["blocks"]
    assert [block.text for block in split_blocks(seen.text, seen.pieces)] == row["shown"]
    assert [[each.text, each.value, each.unit] for each in document.quantities] == row["quantities"]


@given(
    st.lists(
        st.sampled_from(["1/", "2/", "3/", "(1/3)", "(2/3)", "🧵", "👇", "A b.", "End/", " ", "\n", "\n\n"]),
        max_size=20,
    )
)
@settings(max_examples=200, deadline=None)
def test_blocks_leave_out_only_white_space(pieces: list[str]) -> None:
    text, at = "".join(pieces), 0
    for block in rusus.extract(text).blocks:
        assert text[at : block.start].strip() == "" and block.text == text[block.start : block.end]
        at = block.end
    assert text[at:].strip() == ""

"""Markdown: case rows, offsets into the untouched text, and that its marks change nothing that is found."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st

import rusus
from rusus.text.blocks import split_blocks
from rusus.text.views import view

MARKS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](u)",
    "![",
    "<b>",
    "</b>",
    "<br>",
    "&amp;",
    "\\",
    "[^1]",
    "~~",
    "|",
    " ",
    "\n",
    "\r\n",
]
pieces = st.sampled_from(
    [*MARKS, "> ", "- ", "1. ", "# ", "[ ] ", "\n\n", "|-|\n", "[^1]: ", "<p>", "Ann", "5", "é", "\u00ad"]
)


@pytest.mark.parametrize("row", cases("markdown.jsonl"))
def test_case(row: dict[str, Any]) -> None:
    document, seen = rusus.extract(row["text"], markup="markdown"), view(row["text"], "markdown")
    assert [[block.kind, block.text] for block in document.blocks] == row["blocks"]
    assert [block.text for block in split_blocks(seen.text, seen.pieces)] == row["shown"]
    assert [[each.source.text, each.speaker] for each in document.quotations if each.source] == row["speakers"]
    assert [[each.text, each.value, each.unit] for each in document.quantities] == row["quantities"]


@given(st.lists(pieces, max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_offsets_are_those_of_the_untouched_text(text: str) -> None:
    document = rusus.extract(text, markup="markdown")
    assert document.text == text
    for each in (*document.blocks, *document.sentences, *document.quantities, *document.quotations):
        assert text[each.start : each.end] == each.text != ""


def test_marks_change_nothing_that_is_found(sample: rusus.Document) -> None:
    """An article whose words are links is read as the same article."""
    text = re.sub(r"(?<= )(\w+)(?= )", r"[**\1**](https://x.org/1)", sample.text)
    marked = rusus.extract(text, markup="markdown")
    plain = rusus.extract(sample.text, markup="markdown")
    assert [each.tags for each in marked.sentences] == [each.tags for each in plain.sentences]
    assert [each.speaker for each in marked.quotations] == [each.speaker for each in plain.quotations] != []
    assert [each.value for each in marked.quantities] == [each.value for each in plain.quantities]
    assert [each.scores for each in marked.sentences] == [each.scores for each in plain.sentences]

"""The blocks of articles: case rows, and what holds for every text."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import Work, assert_linear

from rusus.model import Block
from rusus.text.blocks import split_blocks
from rusus.text.markdown_marks import FOOTNOTE
from rusus.text.views import view
from rusus.vocabulary import BLOCK_KINDS

PIECES = [
    "By Ann Smith", "Headline", "WASHINGTON (Reuters) - ", "FILE PHOTO: ", "Related News",
    "The council met on Tuesday. ", "said", "\n", "\n\n", "\r\n", "\u2028", "\x0b", "\t", " ", "    ", "# ", "## ", "- ", "* ", "1. ", "> ", "```", "---",
    "===", "***", "|", "![a](b)", "[a](b)", "<!-- -->", "(reut.rs/2EYpxlB)", "REUTERS/", "© 2018", "\ud800", "\x00", "é",
    "May 5, 2015", "a@b.org", "_", "`",
]  # fmt: skip
texts = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def blocks_of(text: str, markup: str) -> tuple[Block, ...]:
    """The blocks as a document has them, placed in the untouched text."""
    seen = view(text, markup)
    return seen.place(split_blocks(seen.text, seen.pieces))


@pytest.mark.parametrize("row", cases("blocks.jsonl"))
def test_case(row: dict[str, Any]) -> None:
    blocks = blocks_of(row["text"], row["markup"])
    assert [[block.kind, block.text] for block in blocks] == row["blocks"]
    datelines = [block.dateline.text for block in blocks if block.dateline]
    assert datelines == ([row["dateline"]] if "dateline" in row else [])


def test_a_markup_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="no markup 'html': choose plain or markdown"):
        blocks_of("<p>A sentence.</p>", "html")


@given(texts)
@settings(max_examples=400, deadline=None)
def test_blocks_of_plain_text_leave_out_only_white_space(text: str) -> None:
    at = 0
    for block in split_blocks(text):
        assert text[at : block.start].strip() == "" and block.start < block.end
        assert block.text == text[block.start : block.end] == block.text.strip()
        assert block.kind in BLOCK_KINDS
        if block.dateline:
            assert text[block.dateline.start : block.dateline.end] == block.dateline.text
        at = block.end
    assert text[at:].strip() == ""


@given(texts)
@example("[^A]0")
@settings(max_examples=400, deadline=None)
def test_blocks_of_markdown_leave_out_only_marks(text: str) -> None:
    at = 0
    for block in blocks_of(text, "markdown"):
        assert not any(character.isalpha() for character in FOOTNOTE.sub("", text[at : block.start]))
        assert block.text == text[block.start : block.end] != ""
        at = block.end
    assert not any(character.isalpha() for character in FOOTNOTE.sub("", text[at:]))


@pytest.mark.slow
@pytest.mark.parametrize("markup", ["plain", "markdown"])
@pytest.mark.parametrize(
    "piece", ["\n", "a\n", "\n\na", "By A\n", "(", "](", "> ", "```\n", "# a\n", "---\n", "A, ", "/", "x ", "' "]
)
def test_cost_grows_with_the_text_and_not_faster(piece: str, markup: str) -> None:

    def make(size: int) -> Work:
        text = piece * (size // len(piece))
        return lambda: blocks_of(text, markup)

    assert_linear(make, (25_000, 100_000))

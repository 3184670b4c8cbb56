"""Where sentences end: case rows, what holds for every text, and the reasons that are given."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import Work, assert_linear

from rusus.resources import read_lists
from rusus.text.abbreviations import CLASSES
from rusus.text.blocks import split_blocks
from rusus.text.sentences import explain_boundaries, split_sentences

PIECES = [
    "He said", "Mr. ", "U.S. ", "Inc. ", "p.m. ", "No. ", "Dec. ", "J. ", "I. ", "etc. ", "1. ", "2) ", "• ", ". ", "...",
    ". . . ", "? ", "! ", "…", '"', "“", "”", "''", "»", "«", "(", ")", "[1]", " :)", "\n", "\n\n", "\r\n", "\u2028",
    "\t", "\u00a0", " ", "Monday, May 18, 2015", "Image: Ann", "the", "The", "Bush", "iPhone", "5", "x.Y", "said.The",
    "\ud800", "\x00", "é", "𝒳",
]  # fmt: skip
texts = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in split_sentences(text, split_blocks(text))]


@pytest.mark.parametrize("row", cases("sentences-golden.jsonl") + cases("sentences.jsonl"))
def test_case(row: dict[str, Any]) -> None:
    assert sentences(row["text"]) == row["sentences"], row["origin"]


@given(texts)
@settings(max_examples=400, deadline=None)
def test_sentences_are_slices_that_leave_out_only_white_space(text: str) -> None:
    blocks = split_blocks(text)
    at = 0
    for start, end, index in split_sentences(text, blocks):
        assert blocks[index].start <= start < end <= blocks[index].end
        assert text[at:start].strip() == "" and text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@given(texts)
@settings(max_examples=200, deadline=None)
def test_the_reasons_are_those_of_the_boundaries(text: str) -> None:
    blocks = split_blocks(text)
    inner = {end for _, end, _ in split_sentences(text, blocks)} - {block.end for block in blocks}
    assert inner == {boundary.position for boundary in explain_boundaries(text, blocks) if boundary.ends}


@pytest.mark.parametrize(
    ("text", "ends", "reason"),
    [
        ("Mr. Smith left.", False, "never ends"),
        ("He works for Apple Inc. The firm grew.", True, "Punkt: abbreviation + orthographic heuristic"),
        ("He works for Apple Inc. Chief Ann Lee left.", False, "Punkt: default decision"),
        ("They live in the U.S. He left.", True, "acronym before a sentence starter"),
        ("It is over. They left.", True, "full stop"),
        ("It is over.” he said.", False, "quotation goes on"),
    ],
)
def test_reason(text: str, ends: bool, reason: str) -> None:
    first = explain_boundaries(text, split_blocks(text))[0]
    assert (first.ends, first.reason) == (ends, reason)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", [".", ". ", "! ", "a. ", "U.S. ", "said.The ", '"', "(", "1) ", "\n", ". [1]", "x", ".)", "… I "]
)
def test_cost_grows_with_the_text_and_not_faster(piece: str) -> None:

    def make(size: int) -> Work:
        text = piece * (size // len(piece))
        blocks = split_blocks(text)
        return lambda: split_sentences(text, blocks)

    assert_linear(make, (25_000, 100_000))


def test_every_class_of_abbreviations_is_there_and_in_no_other() -> None:
    classes = read_lists("abbreviations.txt")
    assert set(CLASSES) < set(classes)
    entries = [entry for name in CLASSES for entry in classes[name]]
    assert sorted(entry for entry in set(entries) if entries.count(entry) > 1) == []

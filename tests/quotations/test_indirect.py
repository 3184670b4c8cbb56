"""Indirect speech: case rows, what holds for every text, and the word tags under it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import Work, assert_linear

import rusus
from rusus.language.tagger import load_lexicon, tag_words
from rusus.model import Quotation, Span
from rusus.pipeline import segment
from rusus.quotations.coverage import Coverage, covered
from rusus.quotations.indirect.decoder import load_model
from rusus.quotations.indirect.find import find_indirect, judge_attributions
from rusus.resources import read_json

PIECES = [
    "He said", "that", "the minister", "Mr. Olsen", ", ", ". ", " ", "according to", "believed", "“", "”", '"', "''", ":",
    "told", "\n", "she", "a poll", "shows", "Trump's claim", "which", "and", "is", "will fall", "(", ")", "—",
    "5 %", "\x00", "\ud800", "é", "not",
]  # fmt: skip
texts = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


def quoted(start: int, end: int) -> Quotation:
    return Quotation(start, end, "", "direct", (Span(start, end, ""),))


@pytest.mark.parametrize("row", cases("indirect.jsonl"))
def test_case(row: dict[str, Any]) -> None:
    found = find_indirect(segment(row["text"]), [])
    assert [
        {"content": q.text, "source": q.source and q.source.text, "cue": q.cue and q.cue.text} for q in found
    ] == row["quotations"], row["origin"]


@given(texts)
@settings(max_examples=150, deadline=None)
def test_offsets(text: str) -> None:
    article = segment(text)
    found = find_indirect(article, [])
    assert found == sorted(found, key=lambda q: (q.start, q.end))
    for quotation in found:
        assert quotation.kind == "indirect"
        assert (quotation.start, quotation.end) == (quotation.spans[0].start, quotation.spans[-1].end)
        assert any(s.start <= quotation.start and quotation.end <= s.end for s in article.sentences)
        for span in (*quotation.spans, quotation.cue, quotation.source or quotation.cue):
            assert span is not None and text[span.start : span.end] == span.text != ""


@given(texts)
@settings(max_examples=50, deadline=None)
def test_judgements_hold_what_is_found(text: str) -> None:
    article = segment(text)
    judged = list(judge_attributions(article, []))
    accepted = [each.quotation for each in judged if each.verdict == "accepted"]
    assert sorted(accepted, key=lambda q: (q.start, q.end)) == find_indirect(article, [])
    for each in judged:
        assert all(0 <= p <= 1.0001 for p in (each.cue, each.content, each.source, each.whole))
        assert each.whole < each.least or each.verdict != "unlikely"
        assert 0 <= each.quotation.probability <= 1


@pytest.mark.parametrize("row", cases("attribution_types.jsonl"))
def test_type(row: dict[str, Any]) -> None:
    found = next((q for q in find_indirect(segment(row["text"]), []) if q.cue and q.cue.text == row["cue"]), None)
    if found is None:  # not even a candidate
        assert not row["listed"]
        return
    assert (found.type, found.listed) == (row["type"], row["listed"]), found.probability


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The bridge, which he said was unsafe, will be closed in May.", ["which", "was unsafe"]),
        ("The bridge, which the engineers had said was unsafe, fell.", ["which", "was unsafe"]),
        ("He named the bridge, which he said was old, small and unsafe.", ["which", "was old, small and unsafe"]),
    ],
)
def test_words_of_the_narrator_divide_a_relative_clause(text: str, spans: list[str]) -> None:
    found = [q for q in find_indirect(segment(text), []) if q.text.startswith("which")]
    assert [[span.text for span in q.spans] for q in found] == [spans]


def test_what_is_asked_is_not_listed_but_kept() -> None:
    document = rusus.extract("Danso asked the council to close the bridge. He said that it was unsafe.")
    assert [q.type for q in document.quotations] == ["control", "communication"]
    assert [record["cue"]["text"] for record in document.records("quotes")] == ["said"]
    assert [record["cue"]["text"] for record in document.records("quotes", include_all=True)] == ["asked", "said"]
    assert [sentence.cue and sentence.cue.text for sentence in document.sentences] == [None, "said"]


def test_nothing_inside_a_direct_quotation() -> None:
    text = "The minister said that the bridge would be closed until May."
    article = segment(text)
    assert find_indirect(article, [])
    assert find_indirect(article, [quoted(0, len(text))]) == []


def test_content_around_its_attribution_has_two_pieces() -> None:
    text = "The bridge, the minister said, would be closed for repairs until the end of May."
    (found,) = find_indirect(segment(text), [])
    assert [span.text for span in found.spans] == ["The bridge", "would be closed for repairs until the end of May"]
    assert found.source is not None and found.source.text == "the minister"


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6),
    st.integers(0, 60),
    st.integers(1, 20),
)
def test_coverage_is_the_share_of_covered_characters(lengths: list[tuple[int, int]], start: int, size: int) -> None:
    spans, at = [], 0
    for gap, length in lengths:  # as find_direct gives them: in order, none within another
        spans.append(Span(at + gap, at + gap + length, ""))
        at += gap + length
    end = start + size
    marked = {c for each in spans for c in range(each.start, each.end)} & set(range(start, end))
    coverage = Coverage(spans)
    assert coverage.share(start, end) == pytest.approx(len(marked) / size)
    assert {c for low, high in coverage.inside(start, end) for c in range(low, high)} == marked
    assert covered(Quotation(0, at, "", "direct", tuple(spans)), start, end) == len(marked)


def test_spans_that_overlap_are_covered_once() -> None:
    coverage = Coverage([Span(0, 10, ""), Span(5, 12, ""), Span(6, 8, "")])
    assert coverage.share(0, 24) == 0.5
    assert coverage.inside(4, 20) == [(4, 12)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["said ", "he said that ", "a, ", '" said ', "said\n", "which said, ", "according to "]
)
def test_time_is_linear(unit: str) -> None:
    def make(count: int) -> Work:
        article = segment(unit * count)
        return lambda: find_indirect(article, [])

    assert_linear(make, (4_000, 16_000))


def test_model_names_its_origin() -> None:
    about = read_json("indirect_model.json")["about"]
    assert len(about["sha256"]) == 64 and "PolNeAR" in about["trained_on"]
    model = load_model()
    assert model.lemmas["said"] == "say" and "according to" in model.particles and "said" in model.speech


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("She plans to resign", "PRP VBZ TO VB"),
        ("Their plans were made", "PRP$ NNS VBD VBN"),
        ("He said the report was wrong", "PRP VBD DT NN VBD JJ"),
    ],
)
def test_word_tags(text: str, tags: str) -> None:
    words = text.split()
    assert tag_words(words, [word.lower() for word in words], load_lexicon()) == tags.split()

"""What holds for every text."""

from __future__ import annotations

import json

from hostile import nothing_seen
from hypothesis import given, settings
from hypothesis import strategies as st

import rusus
from rusus.output.records import claims_records, quotes_records, statistics_records

PIECES = [
    "He said", " that ", '"', "“", "”", "'", "’", "«", "»", ".", "?", "! ", "\n", "\n\n", "\r\n", " ", "U.S.", "Mr. ",
    "$5 ", "million", " percent", "from 3 to 4", "between 2 and 5 people", "12,000 soldiers", "in 2018", "By Ann Smith",
    "# ", "- ", "according to", "officials", "Ann Smith", "She", "WASHINGTON (Reuters) - ", "\x00", "\x1b[31m",
    "\ud800", "é", "𝒳", "½", "…",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_everything_found_is_a_slice_of_the_text(text: str) -> None:
    document = rusus.extract(text)
    found = [*document.blocks, *document.sentences, *document.quotations, *document.quantities]
    found += [span for quotation in document.quotations for span in quotation.spans]
    found += [span for item in document.quotations for span in (item.source, item.cue) if span]
    found += [span for item in document.quantities for span in (item.of, item.period) if span]
    assert all(0 <= item.start < item.end <= len(text) and text[item.start : item.end] == item.text for item in found)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_sentences_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    sentences = rusus.extract(text).sentences
    at = 0
    for sentence in sentences:
        assert nothing_seen(text[at : sentence.start])
        at = sentence.end
    assert nothing_seen(text[at:])


@given(texts)
@settings(max_examples=200, deadline=None)
def test_quantities_are_in_order_and_apart(text: str) -> None:
    document = rusus.extract(text)
    ends = [0, *(quantity.end for quantity in document.quantities)]
    assert all(end <= quantity.start for end, quantity in zip(ends, document.quantities))
    assert [q.start for q in document.quotations] == sorted(q.start for q in document.quotations)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_tags_and_scores_are_in_range(text: str) -> None:
    for sentence in rusus.extract(text).sentences:
        assert all(0 <= score <= 1 for score in sentence.scores.values())
        assert sentence.tag is None if not sentence.tags else sentence.tag in sentence.tags


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_document_survives_the_way_through_json(text: str) -> None:
    document = rusus.extract(text, "name")
    assert rusus.Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


@given(texts)
@settings(max_examples=200, deadline=None)
def test_records_point_into_the_text(text: str) -> None:
    document = rusus.extract(text, "name")
    for records in (claims_records, quotes_records, statistics_records):
        for record in records(document, True):
            assert text[record["start"] : record["end"]] == record["text"]
            assert record["line"] >= 1 and record["column"] >= 1

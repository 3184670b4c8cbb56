"""Direct quotations: marks, attributions, scare quotes, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import Work, assert_linear

from rusus.model import Quotation, Span
from rusus.pipeline import segment
from rusus.quotations.direct.find import find_direct, judge_stretches
from rusus.quotations.find import find_quotations, merge
from rusus.quotations.marks import pair_marks

MARKED = st.text(st.sampled_from("\"“”„«»'’‘`,.:?!— \nabAB") | st.characters(), max_size=80)


@pytest.mark.parametrize("case", cases("quotations.jsonl"))
def test_direct(case: dict[str, Any]) -> None:
    found = [
        {
            "spans": [span.text for span in each.spans],
            "source": each.source and each.source.text,
            "cue": each.cue and each.cue.text,
        }
        for each in find_direct(segment(case["text"]))
    ]
    assert found == case["quotations"]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("The 'old guard' sold the 'Mary Rose'. “The boat sank at night,” said Ruiz.", ["The boat sank at night,"]),
        (
            "'The boat sank at night,' said Ruiz. 'We saw it go down.' The “Mary Rose” was old.",
            ["The boat sank at night,", "We saw it go down.", "Mary Rose"],
        ),
    ],
    ids=["short names", "speech"],
)
def test_single_marks_count_where_a_text_writes_its_speech_in_them(text: str, stretches: list[str]) -> None:
    assert [text[each.start : each.end] for each in pair_marks(text, segment(text).blocks)] == stretches


@given(MARKED)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    article = segment(text)
    found = find_quotations(article)
    assert [each.start for each in found] == sorted(each.start for each in found)
    for each in found:
        spans = [*each.spans, *(span for span in (each.source, each.cue) if span)]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert (each.start, each.end) == (each.spans[0].start, each.spans[-1].end)
    stretches = pair_marks(text, article.blocks)
    assert all(0 <= each.start <= each.end <= len(text) for each in stretches)
    assert all(a.end <= b.start for a, b in zip(stretches, stretches[1:]))


@given(MARKED)
@settings(max_examples=100, deadline=None)
def test_a_stray_mark_spoils_no_other_paragraph(before: str) -> None:
    text = f"{before}\n\n“The bridge is closed,” said Ruiz."
    assert [text[each.start : each.end] for each in pair_marks(text, segment(text).blocks)][
        -1
    ] == "The bridge is closed,"


def test_reasons_name_what_was_seen() -> None:
    judged = list(judge_stretches(segment('The "poisoning" was a mistake. "The bridge is closed," Ruiz said.')))
    assert [each.is_quotation for each in judged] == [False, True]
    assert all(reason[0] in "+-" for each in judged for reason in each.reasons()) and all(
        each.reasons() for each in judged
    )


@pytest.mark.parametrize("case", cases("attributed.jsonl"))
def test_direct_and_indirect_together(case: dict[str, Any]) -> None:
    found = [
        [each.kind, each.text, each.source and each.source.text, each.cue and each.cue.text]
        for each in find_quotations(segment(case["text"]))
    ]
    assert found == case["quotations"], case["origin"]


def quotation(kind: str, start: int, end: int) -> Quotation:
    return Quotation(start, end, "x" * (end - start), kind, (Span(start, end, "x" * (end - start)),))


@pytest.mark.parametrize(
    ("direct", "indirect", "expected"),
    [
        ([(10, 20)], [(0, 50)], [("mixed", 0, 50)]),
        ([(1, 49)], [(0, 50)], [("direct", 1, 49)]),
        ([(40, 80)], [(0, 50)], [("direct", 40, 80)]),
        ([(60, 80)], [(0, 50)], [("indirect", 0, 50), ("direct", 60, 80)]),
    ],
    ids=["fragment", "filled", "reaching beyond", "apart"],
)
def test_no_words_are_reported_twice(
    direct: list[tuple[int, int]], indirect: list[tuple[int, int]], expected: list[Any]
) -> None:
    merged = merge([quotation("direct", *each) for each in direct], [quotation("indirect", *each) for each in indirect])
    assert [(each.kind, each.start, each.end) for each in merged] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ['"a ', "“a", '"a" ', "'a ", "''a b'' ", '"A b c," he said. ', "“Abc def\nxyz\n", "A: b\nC: d\n"]
)
def test_cost_is_linear(unit: str) -> None:
    def make(count: int) -> Work:
        article = segment(unit * count)
        return lambda: find_direct(article)

    assert_linear(make, (400, 3_200))

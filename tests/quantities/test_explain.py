"""Explanations: every number of a text has a verdict and the rule that decided, and they agree with what is found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import rusus
from rusus.pipeline import explain_numbers
from rusus.quantities.decisions import Decision

ROWS = [json.loads(line) for line in (ROOT / "tests/cases/decisions.jsonl").read_text(encoding="utf-8").splitlines()]
STOPS = {
    "too_much_for_an_age", "counted_or_listed", "after_no_word", "after_a_small_word", "after_an_opener",
    "not_capitalised", "no_day_of_a_month", "not_in_four_digits", "outside_the_calendar",
}  # fmt: skip
"""Rules that only say no: what a number is then, another one decides."""


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case["text"][:60])
def test_cases(case: dict[str, Any]) -> None:
    decided = explain_numbers(rusus.extract(case["text"]))
    found = [_as_row(case["text"], decision) for decision in decided]
    assert len(found) == len(case["decisions"]), found
    for record, expected in zip(found, case["decisions"]):
        assert {key: record[key] for key in expected} == expected


def _as_row(text: str, decision: Decision) -> dict[str, str]:
    return {
        "text": text[decision.start : decision.end],
        "verdict": decision.verdict,
        "rule": decision.rule,
        "kind": decision.kind,
        "kind_rule": decision.kind_rule,
    }


def test_every_row_says_which_rule_it_is_about() -> None:
    """A row of a rule that can say yes names it, or one beside it does not let it decide."""
    for case in ROWS:
        rule = case["origin"].removeprefix("beside ").removeprefix("rule ")
        named = {decision.get(key) for decision in case["decisions"] for key in ("rule", "kind_rule")}
        assert rule in named or case["origin"] != f"rule {rule}" or rule in STOPS, case["text"]


@pytest.mark.parametrize(
    "text", ["\n".join(case["text"] for case in ROWS[start : start + 20]) for start in (0, 60, 120)]
)
def test_the_verdicts_are_those_of_the_document(text: str) -> None:
    document = rusus.extract(text)
    decided = explain_numbers(document)
    by_verdict: dict[str, set[tuple[int, int]]] = {"kept": set(), "set aside": set(), "left out": set()}
    for decision in decided:
        by_verdict[decision.verdict].add((decision.start, decision.end))
    statistics = {(quantity.start, quantity.end) for quantity in document.statistics}
    quantities = {(quantity.start, quantity.end) for quantity in document.quantities + document.asides}
    assert by_verdict["kept"] == statistics
    assert by_verdict["set aside"] == quantities - statistics


def test_the_table_names_number_and_rule(run) -> None:
    done = run("statistics", "--explain", "--format", "table", stdin=b"Jane Roe, 42, sold 12 cars in 2018.")
    header, sentence, *lines = [line.split() for line in done.stdout.decode().splitlines()[1:]]
    assert header[:2] == ["line", "number"] and sentence[1:3] == ["Jane", "Roe,"]
    assert [lines[at][:4] + lines[at + 1] for at in (0, 2, 4)] == [
        ["42", "set", "aside", "after_a_name_and_a_comma,", "age"],
        ["12", "kept", "counted,", "evidence", "count"],
        ["2018", "left", "out", "likely_year", "date"],
    ]


PIECES = (
    "1 2018 96.1 1,200 10:30 12/25/2018 192.168.1.2 5/6 ½ twenty $ % km2 - to from and of per 100,000 people COVID-19 "
    "May , . ( ) 's #4 www.a.org/b7 5-4 2018-05-08 ago"
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=20).map(" ".join))
def test_every_digit_has_a_verdict(text: str) -> None:
    decided = explain_numbers(rusus.extract(text))
    covered = {at for decision in decided for at in range(decision.start, decision.end)}
    assert [char for at, char in enumerate(text) if char.isdigit() and at not in covered] == []
    assert [decision.start for decision in decided] == sorted(decision.start for decision in decided)
    assert all(decision.rule and decision.kind_rule for decision in decided)

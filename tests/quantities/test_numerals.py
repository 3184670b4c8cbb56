"""Numerals: digits, scales and spelled-out numbers to exact values."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases

from rusus.quantities.lexer import cut
from rusus.quantities.numerals import read_numeral


def read(text: str) -> tuple[float, float, float | None] | None:
    """Returns value, precision and upper end of the number that the whole text is, else None."""
    lexemes = cut(text, 0, len(text))
    found = read_numeral(lexemes, 0)
    if found is None or found.last != len(lexemes):
        return None
    return float(found.value), float(found.precision), None if found.high is None else float(found.high)


@pytest.mark.parametrize("case", cases("numerals-suites.jsonl"))
def test_spelled_out_numbers_of_other_suites(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert found is not None and found[0] == pytest.approx(case["value"], rel=1e-9)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("96.1", 96.1, 0.1),
        ("1,234,567", 1234567, 1),
        ("12,34,567.89", 1234567.89, 0.01),
        ("1\u202f234\u202f567", 1234567, 1),
        ("1'234'567", 1234567, 1),
        ("1 234 567", 1234567, 1),
        ("1.234,56", 1234.56, 0.01),
        ("96.1 billion", 96.1e9, 1e8),
        ("25k", 25000, 1000),
        ("4.3M", 4.3e6, 1e5),
        ("7 lakh", 700000, 100000),
        ("1.5 crore", 1.5e7, 1e6),
        ("½", 0.5, 0.5),
        ("2½", 2.5, 0.5),
        ("10 1/2", 10.5, 0.5),
        ("3/4", 0.75, 0.25),
        ("-5.5", -5.5, 0.1),
        ("minus 130", -130, 1),
        ("4e14", 4e14, 1e14),
        ("1.99×10−30", 1.99e-30, 1e-32),
        ("three hundred and thirty-one", 331, 1),
        ("twenty-six million", 26e6, 1e6),
        ("a quarter of a million", 250000, 250000),
        ("one point five", 1.5, 0.1),
        ("a hundred trillionths", 1e-10, 1e-12),
        ("a twenty-first", 1 / 21, 1 / 21),
    ],
)
def test_formats(text: str, value: float, precision: float) -> None:
    found = read(text)
    assert found is not None
    assert found[0] == pytest.approx(value, rel=1e-12)
    assert found[1] == pytest.approx(precision, rel=1e-12)


def test_a_vague_plural_has_two_ends() -> None:
    lexemes = cut("hundreds of thousands of people", 0, 31)
    found = read_numeral(lexemes, 0)
    assert found is not None and (found.value, found.high, found.last) == (100_000, 1_000_000, 3)


@pytest.mark.parametrize(
    "text", ["192.168.1.2", "10:30", "12/25/2018", "1,23,4", "9" * 50, "a", "an", "the", "percent"]
)
def test_no_numbers(text: str) -> None:
    assert read(text) is None

"""Quantities: spans, values, units, ranges, changes, and what is none; and whether two agree."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from conftest import ROOT, cases, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import Work, assert_linear

import rusus
from rusus.quantities.find import is_aside, quantities_of
from rusus.quantities.lexer import cut
from rusus.quantities.units import unit_tables
from rusus.quantities.word_lists import listed


def field(quantity: rusus.Quantity, name: str) -> Any:
    """Returns a field, a span as its text."""
    value = getattr(quantity, name)
    return value.text if isinstance(value, rusus.Span) else value


def ends(quantity: rusus.Quantity) -> Any:
    """Returns the value, or the two ends of a range or a change."""
    if quantity.value is not None:
        return quantity.value
    return [quantity.low, quantity.high] if quantity.low is not None else [quantity.before, quantity.after]


@pytest.mark.parametrize("case", cases("quantities.jsonl"))
def test_cases(case: dict[str, Any]) -> None:
    found = rusus.extract(case["text"]).quantities
    assert len(found) == len(case["quantities"]), [(q.text, q.kind) for q in found]
    for quantity, expected in zip(found, case["quantities"]):
        got = {name: field(quantity, name) for name in expected}
        for name, value in expected.items():
            assert got[name] == (pytest.approx(value) if isinstance(value, float) else value), (quantity.text, name)


@pytest.mark.parametrize("case", cases("quantities-suites.jsonl"))
def test_cases_of_other_suites(case: dict[str, Any]) -> None:
    """Each quantity of the suite is found, with its unit where ours has the same name; a text without any gives none."""
    left = list(rusus.extract(case["text"]).quantities)
    assert case["quantities"] or not left
    for expected in case["quantities"]:
        match = next(
            (
                quantity
                for quantity in left
                if ends(quantity) == pytest.approx(expected["value"], rel=1e-5)
                and expected.get("unit", quantity.unit) == quantity.unit
            ),
            None,
        )
        assert match is not None, (expected, [(q.text, ends(q), q.unit) for q in left])
        left.remove(match)


def test_rows_left_out_of_the_suites_say_why() -> None:
    excluded = rows("quantities-suites-excluded.jsonl")
    assert excluded and all(len(row["reason"]) > 15 and row["origin"] for row in excluded)
    texts = {(row["text"], row["origin"]) for row in rows("quantities-suites.jsonl")}
    assert not [row["text"] for row in excluded if (row["text"], row["origin"]) in texts]


@pytest.mark.parametrize("case", cases("comparisons.jsonl"))
def test_comparisons(case: dict[str, str]) -> None:
    ours, theirs = (rusus.extract(case[side]).quantities[0] for side in ("ours", "theirs"))
    assert rusus.compare(ours, theirs) == case["verdict"]
    assert rusus.compare(theirs, ours) == case["verdict"]


def test_the_sample_article_has_one_statistic() -> None:
    text = (ROOT / "data" / "articles" / "russia-us-ties.txt").read_text(encoding="utf-8")
    document = rusus.extract(text)
    assert [(q.before, q.after, q.unit, q.trend) for q in document.statistics] == [(96.1e9, 14.9e9, "USD", "down")]
    years = ("2003", "2008", "2010", "2011", "2014", "2018", "December 20")
    assert not [q.text for q in document.quantities if any(year in q.text for year in years)]


def test_every_currency_is_read_before_and_after_the_number() -> None:
    """By its code in capitals; a code that is an everyday word is money beside a large number only."""
    for code, unit in unit_tables().units.items():
        if unit.kind == "money" and code.isupper():
            for text in (f"It cost {code} 5 million.", f"It cost {code}2,500 there.", f"It cost 5 million {code}."):
                found = rusus.extract(text).quantities
                assert [(q.kind, q.unit) for q in found] == [("money", code)], text
    assert [q.kind for q in rusus.extract("ALL 12 PLANES AND TOP 10 LISTS").quantities if q.kind == "money"] == []


def test_the_ends_of_a_change_that_are_written_apart_are_marked() -> None:
    found = rusus.extract("Profit rose 4.5 percent to 3.2 million euros, from 3.1 million euros.").quantities
    assert [(q.value, q.before, q.after, q.of and q.of.text) for q in found] == [
        (4.5, None, None, "Profit"),
        (3.2e6, None, 3.2e6, "Profit"),
        (3.1e6, 3.1e6, None, "Profit"),
    ]


def test_phone_numbers_are_no_quantities() -> None:
    text = "Call 555-1234, (212) 555-0199, +44 20 7946 0958 or 020 7946 0958; between 500-1000 people did."
    assert [(q.low, q.high) for q in rusus.extract(text).quantities] == [(500, 1000)]


def test_ages_and_scores_are_kept_apart() -> None:
    document = rusus.extract("Jane Roe, 42, and her husband arrived. It ended 2-2 on aggregate.")
    assert document.quantities == ()
    assert [(q.kind, q.text) for q in document.asides] == [("age", "42"), ("score", "2-2")]


def test_no_quantity_crosses_a_sentence() -> None:
    document = rusus.extract("It rose from 5. To 7 percent was the hope. We sold 12. Million of them went.")
    bounds = [(sentence.start, sentence.end) for sentence in document.sentences]
    for quantity in document.quantities:
        assert any(start <= quantity.start and quantity.end <= end for start, end in bounds)


NUMBERISH = st.sampled_from(
    [
        "1",
        "2018",
        "96.1",
        "1,200",
        "5/6",
        "½",
        "9",
        "one",
        "two",
        "hundred",
        "thousand",
        "million",
        "half",
        "a",
        "third",
        "dozen",
        "$",
        "US$",
        "€",
        "%",
        "percent",
        "km",
        "-",
        "–",
        "to",
        "from",
        "between",
        "and",
        "of",
        "or",
        "in",
        "by",
        "rose",
        "fell",
        "more",
        "than",
        "about",
        "people",
        "soldiers",
        "May",
        "March",
        ",",
        ".",
        "(",
        ")",
        "'",
        '"',
        "per",
        "year",
        "old",
        "°C",
        "m",
        "k",
        "bn",
        "#",
    ]
)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(NUMBERISH | st.text(max_size=3), max_size=25).flatmap(
        lambda words: st.sampled_from([" ".join(words), "".join(words)])
    )
)
def test_any_text_gives_sound_quantities(text: str) -> None:
    found = quantities_of(text, 0, len(text))
    end = 0
    for quantity in found:
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end
        numbers = ends(quantity) if isinstance(ends(quantity), list) else [ends(quantity)]
        assert all(isinstance(number, float) and math.isfinite(number) for number in numbers)
        assert quantity.comparator in "=~<>" and quantity.trend in ("up", "down", None)
        assert quantity.low is None or quantity.low <= quantity.high
        assert not (is_aside(quantity) and quantity.evidence)
        assert rusus.compare(quantity, quantity) == "same"
    json.dumps([field(quantity, "of") for quantity in found])


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_lexemes_lose_nothing_but_space(text: str) -> None:
    lexemes = cut(text, 0, len(text))
    assert "".join(lexemes.words) == "".join(text.split())
    assert all(text[start:end] == word for word, start, end in zip(lexemes.words, lexemes.starts, lexemes.ends[:-2]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["9", "9 ", "1,", "1-", "one ", "thousand ", "one-", "$", "$1 ", "from 1 to 2 ", "5 pounds ", "in 2018 5 cats ", "½ ",
     "minus ", "dozens of ", "5 of 10 ", "a half of a ", "1x10^5 ", "rose by 5% to "],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def make(count: int) -> Work:
        text = unit * count
        return lambda: quantities_of(text, 0, len(text))

    assert_linear(make, (1_000, 8_000))


def test_every_unit_is_read_by_its_name() -> None:
    tables = unit_tables()
    for name, unit in tables.units.items():
        if unit.kind != "money" and name not in listed("doubtful units"):
            found = quantities_of(f"It measured 3 {name} there.", 0, len(name) + 20)
            assert [quantity.unit for quantity in found] == [name]

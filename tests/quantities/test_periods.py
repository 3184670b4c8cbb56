"""Periods: the days that follow from their words and from the day on which the article was published."""

from __future__ import annotations

import pytest
from conftest import rows
from hypothesis import given
from hypothesis import strategies as st

import rusus
from rusus.quantities.modifiers.period_dates import period_dates
from rusus.text.publication_date import written_date


@pytest.mark.parametrize("case", rows("periods.jsonl"), ids=lambda case: f"{case['period']} {case['published']}")
def test_cases(case: dict[str, str | None]) -> None:
    assert period_dates(case["period"] or "", case["published"]) == (case["from"], case["to"])


@given(
    st.text(alphabet="0123456789 -–/.,abcdefghijlmnoprstuvwy", max_size=30), st.dates().map(str) | st.text(max_size=12)
)
def test_any_words_have_days_or_none(words: str, published: str) -> None:
    first, last = period_dates(words, published)
    assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Source: Xinhua| 2018-12-27 17:51:10|Editor: Yamei", "2018-12-27"),
        ("Published: February 3rd, 2019", "2019-02-03"),
        ("3 February 2019", "2019-02-03"),
        ("February 30, 2019", None),
        ("Room 2018-99-12", None),
        ("Updated in 2019", None),
    ],
)
def test_a_full_date_is_read(line: str, day: str | None) -> None:
    assert written_date(line) == day


def test_the_date_of_an_article_dates_its_periods() -> None:
    text = "Sales fall\n\nFebruary 3, 2019\n\nSales fell 5 percent last year, the company said."
    for document in (
        rusus.extract(text),
        rusus.extract(text.replace("February 3, 2019", "By Ana Ruiz"), date="2019-02-03"),
    ):
        assert document.date == "2019-02-03"
        record = document.records("statistics")[0]
        assert (record["period_from"], record["period_to"]) == ("2018-01-01", "2018-12-31")
        assert rusus.Document.from_dict(document.to_dict()).date == document.date


def test_the_date_of_a_picture_is_not_that_of_the_article() -> None:
    caption = (
        "A woman walks past a shop of the company in central Sydney, Australia, in this picture taken on May 23, 2016."
    )
    assert rusus.extract(f"Sales fall\n\n{caption}\n\nSales fell 5 percent last year.").date is None

"""Compound units: amounts written in two units or with a part: 5 ft 2 in, 3 years and 2 months, a mile and a half."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rusus.quantities.amount import Amount
from rusus.quantities.lexer import Lexemes
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import unit_after


def compound(lexemes: Lexemes, amount: Amount) -> Amount:
    """Joins feet and inches, pounds and ounces: 5 ft 2 in is one length."""
    smaller = {"foot": ("inch", Decimal(12)), "pound": ("ounce", Decimal(16)), "stone": ("pound", Decimal(14))}.get(
        amount.unit
    )
    if smaller is None:
        return amount
    at = amount.end
    at += lexemes.words[at] in ("-", ",") or lexemes.lowers[at] == "and"
    further = read_numeral(lexemes, at)
    if further is None or further.value >= smaller[1] or further.form not in ("digits", "words", "fraction"):
        return amount
    end = further.last + (lexemes.words[further.last] == "-")
    found = unit_after(lexemes, end)
    is_inch = smaller[0] == "inch" and lexemes.lowers[end] in ("in", '"', "”")
    if smaller[0] == "inch" and not is_inch and lexemes.words[at - 1] == "-" == lexemes.words[at - 3]:
        is_inch, end = found is None, further.last - 1
    if not is_inch and (found is None or found[0].name != smaller[0]):
        return amount
    end = end + 1 if is_inch or found is None else found[1]
    value = amount.low + further.value / smaller[1]
    numeral = replace(amount.numeral, last=end, value=value)
    return replace(amount, numeral=numeral, low=value, precision=1 / smaller[1], end=end, stop=lexemes.ends[end - 1])


def years_and_months(lexemes: Lexemes, amount: Amount) -> Amount:
    """Joins years and months where no days follow: 3 years, 2 months is one duration, of 38 months."""
    if (
        amount.unit != "year"
        or lexemes.words[amount.end] != ","
        and lexemes.lowers[amount.end] != "and"
        or amount.high is not None
    ):
        return amount
    months = read_numeral(lexemes, amount.end + 1)
    if months is None or not 0 < months.value < 12:
        return amount
    found = unit_after(lexemes, months.last)
    if (
        found is None
        or found[0].name != "month"
        or lexemes.words[found[1]] == ","
        and read_numeral(lexemes, found[1] + 1)
    ):
        return amount
    value = amount.low * 12 + months.value
    last = months.last
    numeral = replace(amount.numeral, last=last, value=value)
    return replace(
        amount,
        numeral=numeral,
        low=value,
        unit="month",
        precision=months.precision,
        end=found[1],
        stop=lexemes.ends[last - 1],
    )


def with_part(lexemes: Lexemes, amount: Amount, part: tuple[Decimal, int]) -> Amount:
    """Adds the half of a year AND A HALF, two miles AND A QUARTER."""
    value, last = amount.low + part[0], part[1]
    numeral = replace(amount.numeral, last=last, value=value)
    stop = lexemes.ends[last - 1]
    return replace(amount, numeral=numeral, low=value, precision=part[0], end=last, stop=stop)

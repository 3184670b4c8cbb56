"""Compound units: amounts written in two units or with a part: 5 ft 2 in, 3 years and 2 months, a mile and a half."""

from __future__ import annotations

from decimal import Decimal

from rusus.quantities.amount import Amount, extended
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import unit_after

SMALLER = {"foot": ("inch", Decimal(12)), "pound": ("ounce", Decimal(16)), "stone": ("pound", Decimal(14))}
"""The unit that is written after a larger one, and how many make it up."""

PARTS_OF_TIME = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60)}
"""The part that is written after a longer time, and how many make it up."""

INCH_MARKS = frozenset({"in", '"', "”"})
"""What is an inch after feet, and elsewhere a preposition or a quotation mark."""


def with_smaller_unit(lexemes: Lexemes, amount: Amount) -> Amount:
    """Joins feet and inches, pounds and ounces, stones and pounds: 5 ft 2 in is one length."""
    if amount.unit not in SMALLER:
        return amount
    smaller, count = SMALLER[amount.unit]
    number = read_numeral(lexemes, lexemes.skip(amount.end, ("-", ",", "and")))
    if number is None or number.value >= count or number.form == "vague":
        return amount
    end = _end_of_smaller(lexemes, smaller, number)
    if end is None:
        return amount
    return extended(lexemes, amount, end, amount.low + number.value / count, 1 / count)


def _end_of_smaller(lexemes: Lexemes, smaller: str, number: Numeral) -> int | None:
    """Returns the index after the smaller unit of a number, after the number itself of 6-foot-5, or None."""
    at = lexemes.skip(number.last, ("-",))
    if smaller == "inch" and lexemes.lowers[at] in INCH_MARKS:
        return at + 1
    found = unit_after(lexemes, at)
    if found is None:
        hyphened = lexemes.before(number.first) == lexemes.before(number.first, 3) == "-"
        return number.last if hyphened and smaller == "inch" else None
    return found[1] if found[0].name == smaller else None


def with_smaller_times(lexemes: Lexemes, amount: Amount) -> Amount:
    """Joins years and months, hours, minutes and seconds: 3 years, 2 months; two hours 18 minutes 15 seconds.

    The unit is the last one: 38 months. Where a third number follows that is no part, they stay apart.
    """
    found = amount
    while found.unit in PARTS_OF_TIME and found.high is None:
        longer = _with_part_of_time(lexemes, found)
        if longer is found:
            break
        found = longer
    end = found.end
    open_list = found is not amount and lexemes.words[end] == "," and read_numeral(lexemes, end + 1)
    return amount if open_list else found  # three years, two months, 12 days


def _with_part_of_time(lexemes: Lexemes, amount: Amount) -> Amount:
    smaller, count = PARTS_OF_TIME[amount.unit]
    link = lexemes.lowers[amount.end]
    linked = link in (",", "and")
    number = read_numeral(lexemes, amount.end + linked)
    # Two hours, 18 minutes and 15 seconds are three, as NewsQuant counts them; seven minutes, 56.86 seconds is a time.
    is_list = link == "," and number is not None and number.value == number.value.to_integral_value()
    is_list = is_list or link == "and" and lexemes.before(amount.first) == ","
    if not linked if amount.unit == "year" else is_list:
        return amount
    if number is None or number.form == "vague" or not 0 < number.value < count:
        return amount
    found = unit_after(lexemes, number.last)
    if found is None or found[0].name != smaller:
        return amount
    value = amount.low * count + number.value
    return extended(lexemes, amount, number.last, value, number.precision)._replace(unit=smaller, end=found[1])


def with_part(lexemes: Lexemes, amount: Amount, part: tuple[Decimal, int]) -> Amount:
    """Adds the half of a year AND A HALF, two miles AND A QUARTER; ``part`` is its value and the index after it."""
    value, last = part
    return extended(lexemes, amount, last, amount.low + value, value)

"""Agreement: whether two numbers that stand for the same thing agree, more strictly than ``compare`` for small ones."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from rusus.model import Quantity
from rusus.quantities.compare import COUNTED, TOLERANCE, compare
from rusus.resources import entries
from rusus.similarity.content_words import stem
from rusus.similarity.event_words import concept

_IN_PARTS = frozenset(("ratio", "multiple"))
"""Kinds that are rounded in words: nearly a third is 30 percent."""


def agree(mine: Quantity, other: Quantity) -> str:
    """Returns what ``compare`` says of two quantities in like words, with six exceptions.

    Exact numbers written to the same digit are different or the same: two killed and three killed, 4 and 5 percent.
    A measure in two units is close where either may be rounded. "Some 100" is close to 108. "Over 422,000" and "over
    442,000" are different: a bound covers other numbers, but no other bound, unless it is the same one rounded. An age
    in months and one in years are measured, not counted. Half a million is exact to a tenth of it.
    """
    if mine.kind == other.kind == "age" and mine.unit != other.unit:
        mine, other = replace(mine, kind="duration"), replace(other, kind="duration")
    mine, other = _in_words(mine), _in_words(other)
    agreement = compare(mine, other)
    if agreement == "close" and mine.comparator == other.comparator in (">", "<"):
        return compare(_rounded(mine), _rounded(other))
    if agreement == "different" and mine.kind == other.kind == "measure" and mine.unit != other.unit:
        return compare(_to_a_tenth(mine), _to_a_tenth(other))
    if agreement == "different" and (_is_about(mine, other) or _is_about(other, mine)):
        return "close"
    return "different" if agreement == "close" and _is_exact(mine, other) else agreement


_LEAST_IN_WORDS = 1000.0
"""Under this a half is a share of something: half of the voters."""


def _in_words(number: Quantity) -> Quantity:
    """Returns half a million and three quarters of a billion as exact as they are meant; others as they are."""
    value, step = number.value, number.precision
    if value is None or step != value or value < _LEAST_IN_WORDS or math.log10(value).is_integer():
        return number
    return replace(number, precision=2 * _ABOUT * value)


_ABOUT = 0.1
"""Share of a round number that "some" and "about" may be off: some 100 people are 108, and not 120; chosen by hand."""


def _is_about(round_one: Quantity, other: Quantity) -> bool:
    """True if one quantity is said to be about so much, and the other is as near as its last digit that is not zero."""
    if round_one.comparator != "~" or round_one.value is None or other.value is None or round_one.unit != other.unit:
        return False
    half = (_rounded(round_one).precision or 0.0) / 2
    return abs(other.value - round_one.value) <= min(half, _ABOUT * round_one.value)


def _to_a_tenth(measure: Quantity) -> Quantity:
    """Returns a measure as exact as its last digit that is not zero, or a tenth of it, says: 150 km/h are 90 mph."""
    step = measure.precision or 1.0
    while measure.value and measure.value % (10 * step) == 0 and 10 * step <= _ABOUT * measure.value:
        step *= 10
    return replace(measure, precision=step)


def _rounded(bound: Quantity) -> Quantity:
    """Returns a bound as exact as its last digit that is not zero says: "over 420,000" is to the ten thousand."""
    step = bound.precision or 1.0
    while bound.value and bound.value % (10 * step) == 0:
        step *= 10
    return replace(bound, comparator="=", precision=step)


def _is_exact(mine: Quantity, other: Quantity) -> bool:
    """True if neither of two numbers that are not the same may be the other one rounded."""
    a, b = mine.value, other.value
    if a is None or b is None or not _IN_PARTS.isdisjoint((mine.kind, other.kind)) or not _one_unit(mine, other):
        return False
    if _approximates(mine, b) or _approximates(other, a):
        return False
    step, fine_step = sorted((mine.precision or 0.0, other.precision or 0.0), reverse=True)
    if step == fine_step:
        return True
    coarse, fine = (a, b) if (mine.precision or 0.0) == step else (b, a)
    return not 0 <= fine - coarse < step


def _one_unit(mine: Quantity, other: Quantity) -> bool:
    return mine.unit == other.unit or {mine.kind, other.kind} <= COUNTED


def _approximates(quantity: Quantity, other: float) -> bool:
    """True if a quantity says about, nearly or more than, and may mean the other number by that.

    A number that is not round is exact whatever stands before it: some 107 people are not 108.
    """
    if quantity.comparator == "=" or quantity.value is None:
        return False
    above, below = other >= quantity.value, other <= quantity.value
    step = quantity.precision or 1.0
    is_round = abs(quantity.value / step % 5) < TOLERANCE or step > 1 or quantity.value < _SMALL
    return {">": above, "<": below, "~": is_round}[quantity.comparator]


_SMALL = 20.0
"""Under this, about and nearly may stand before any number: nearly seven. Chosen by hand, not measured."""


def comparable(mine: Quantity, other: Quantity) -> bool:
    """True if two numbers may be of one thing by their kinds: not a bare 2 and 5.5 tons, nor two and 27-year-old."""
    kinds = {mine.kind, other.kind}
    if kinds == {"age", "count"}:
        return False
    return len(kinds) == 1 or kinds <= COUNTED or "number" not in kinds or "index points" in kinds


def same_noun(mine: Quantity, other: Quantity) -> bool:
    """True if two counts or shares may be of the same things: forty houses and twelve barns are not."""
    nouns = {stem(quantity.unit.rpartition(" ")[2]) for quantity in (mine, other)}
    return (
        not {mine.kind, other.kind} <= {"count", "ratio"}
        or "" in nouns
        or len(nouns) == 1
        or len(set(map(concept, nouns))) == 1
        or not nouns.isdisjoint(_anybody())
        and nouns.isdisjoint(_nobody())
    )


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(stem, entries("stop_words.txt", "nobody")))


@cache
def _anybody() -> frozenset[str]:
    return frozenset(map(stem, entries("stop_words.txt", "anybody")))

"""Amounts as values: a number with its unit, its span, and what it is per."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from rusus.quantities.counted_nouns import Noun
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral

NOTHING = frozenset({"date", "time", "name", "code", "pronoun"})
"""Kinds of amount that are no quantities; they stay in the list, because they tell what stands beside them."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: lexemes ``[first, last)`` of the quantity itself, ``end`` after the words of its unit.

    ``start`` and ``stop`` are offsets in the text (a currency's symbol before the number belongs to the amount).
    """

    numeral: Numeral
    start: int
    stop: int
    first: int
    end: int
    kind: str
    unit: str = ""
    noun: Noun | None = None
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    precision: Decimal = Decimal(1)
    marked: bool = False
    hyphenated: bool = False


def plain_amount(lexemes: Lexemes, numeral: Numeral, kind: str) -> Amount:
    start, stop = lexemes.starts[numeral.first], lexemes.ends[numeral.last - 1]
    return Amount(
        numeral,
        start,
        stop,
        numeral.first,
        numeral.last,
        kind,
        "",
        None,
        numeral.value,
        numeral.high,
        numeral.precision,
    )


def glued_word(lexemes: Lexemes, index: int) -> bool:
    return lexemes.glued(index) and lexemes.words[index][:1].isalnum()


def scaled_by(plain: Amount, factor: Decimal, last: int, lexemes: Lexemes) -> Amount:
    numeral = replace(
        plain.numeral,
        last=last,
        scale=factor,
        value=plain.numeral.value * factor,
        precision=plain.numeral.precision * factor,
    )
    return replace(
        plain,
        numeral=numeral,
        end=last,
        stop=lexemes.ends[last - 1],
        low=plain.low * factor,
        precision=plain.precision * factor,
    )

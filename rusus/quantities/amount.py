"""Amounts as values: a number with its unit, its span in the text, and the rule that decided what it is."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rusus.quantities.counted_nouns import Noun
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral

NOT_QUANTITIES = frozenset({"date", "time", "name", "code", "pronoun"})
"""Kinds of amount that are no quantities; they stay in the list, because they tell what stands beside them."""

UNITLESS = frozenset({"number", "count"})
"""Kinds without a unit of measure: such an amount can take its unit from another one."""


class Amount(NamedTuple):
    """A number with its unit: lexemes ``[first, last)`` of the quantity itself, ``end`` after the words of its unit.

    ``start`` and ``stop`` are offsets in the text (a currency's symbol before the number belongs to the amount);
    ``marked`` is true of money with its symbol before the number, ``hyphenated`` of a three-course meal; ``rule`` is
    the name of the rule that decided the kind.
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
    rule: str = ""

    @property
    def is_quantity(self) -> bool:
        """True unless the number is a date, a time of day, a name, a code or a pronoun."""
        return self.kind not in NOT_QUANTITIES


def plain_amount(lexemes: Lexemes, numeral: Numeral, kind: str = "number") -> Amount:
    """Returns the amount that a number is without the words beside it."""
    first, last = numeral.first, numeral.last
    return Amount(
        numeral,
        lexemes.starts[first],
        lexemes.ends[last - 1],
        first,
        last,
        kind,
        low=numeral.value,
        high=numeral.high,
        precision=numeral.precision,
    )


def extended(lexemes: Lexemes, amount: Amount, last: int, value: Decimal, precision: Decimal) -> Amount:
    """Returns the amount with another value, whose number ends before the lexeme ``last``: 5 ft 2 in, $3 and 50c."""
    numeral = amount.numeral._replace(last=last, value=value)
    return amount._replace(numeral=numeral, low=value, precision=precision, end=last, stop=lexemes.ends[last - 1])


def scaled_by(lexemes: Lexemes, amount: Amount, factor: Decimal, last: int) -> Amount:
    """Multiplies an amount by the scale whose word ends before the lexeme ``last``."""
    numeral = amount.numeral._replace(
        last=last,
        scale=factor,
        value=amount.numeral.value * factor,
        precision=amount.numeral.precision * factor,
    )
    return amount._replace(
        numeral=numeral,
        end=last,
        stop=lexemes.ends[last - 1],
        low=amount.low * factor,
        precision=amount.precision * factor,
    )

"""Shared scales: the first end of a range that leaves out the thousands or millions which the second names."""

from __future__ import annotations

from decimal import Decimal

from rusus.quantities.amount import Amount
from rusus.quantities.lexer import Lexemes

WIDEST_SHARED = 5
"""In "10-15,000 people" both ends are thousands; where the second is more than so many times the first (between 1 and
10,000), they are not. Chosen by hand, not measured.
"""

LARGEST_HEAD = 1000
"""$89 to $93 billion carries the scale back; a number as large as this one has no scale left out.

100 loses two ranges in 65,473 sentences ($250 and $260 million), 100,000 changes nothing.
"""


def scale_shared(lexemes: Lexemes, left: Amount, right: Amount, before: str) -> Amount:
    """Returns the first end of a range with the scale of the second; ``before`` is the word before the range."""
    return _thousands_shared(lexemes, _scaled_back(lexemes, left, right), right, before)


def _scaled_back(lexemes: Lexemes, left: Amount, right: Amount) -> Amount:
    """$89 to $93 billion carries the billion back, $200 to $4 million does not."""
    scale = scale_of(lexemes, right)
    if scale <= 1 or left.numeral.scale != 1 or left.numeral.form == "fraction":
        return left
    if left.low > right.low / scale or left.low >= LARGEST_HEAD:
        return left
    return left._replace(low=left.low * scale, precision=left.precision * scale)


def _thousands_shared(lexemes: Lexemes, left: Amount, right: Amount, before: str) -> Amount:
    """10-15,000 people, between 10 and 15,000, £200-250,000; not: $3 to $4,000, from 3 to 4,000, 3 to 2,400."""
    is_written_so = "," in lexemes.words[right.numeral.first] and right.low % 1000 == 0
    is_short = left.numeral.form == "digits" and left.numeral.scale == 1 and left.low == left.low.to_integral_value()
    if not is_written_so or not is_short or right.marked or before == "from":
        return left
    thousands = left.low * 1000
    if not 0 < thousands < right.low <= WIDEST_SHARED * thousands:
        return left
    return left._replace(low=thousands, precision=left.precision * 1000)


def scale_of(lexemes: Lexemes, amount: Amount) -> Decimal:
    """Returns what a scale word multiplied the number by; hundred counts among them."""
    return Decimal(100) if lexemes.lowers[amount.numeral.last - 1] == "hundred" else amount.numeral.scale

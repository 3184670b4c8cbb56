"""Money: amounts with a currency before or after the number, their scale and their cents."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from rusus.quantities.amount import Amount, extended, scaled_by
from rusus.quantities.counted_nouns import is_plural
from rusus.quantities.lexer import MINUS, Lexemes, cut
from rusus.quantities.measures.rates import with_rate
from rusus.quantities.number_words import Numeral, number_words
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import Unit, money_before, unit_after, unit_tables
from rusus.quantities.word_lists import listed

NEAR = 25
"""Lexemes on each side in which words tell pounds of money from pounds of weight.

10 misses a fine of 500,000 pounds in 65,473 sentences, 50 finds nothing more (docs/lab/statistics.md, Windows).
"""

MILLION = Decimal(1_000_000)

LARGE_SUM = 1000
"""From here on a doubtful currency is money: TRY 5,000, but "TOP 10".

100 makes money of N166ER and .N225 (9 changes in 65,473 sentences), 10,000 loses 8,500 marks.
"""

STATED_DOLLAR = re.compile(
    r"\b(?:all|figures|amounts|sums|prices|values|currency)\b[^.\n]{0,40}?\b(?:in|are)\s(\w{2,20}(?:\s\w{2,20})?\sdollars)\b",
    re.IGNORECASE,
)
"""Where an article says what its dollars are: all figures in Canadian dollars."""


def stated_dollar(text: str) -> str:
    """Returns the currency that an article's bare dollar signs stand for: USD unless it says otherwise."""
    found = STATED_DOLLAR.search(text) if "dollars" in text else None
    if found is None:
        return "USD"
    named = unit_after(cut(text, found.start(1), found.end(1)), 0)
    return named[0].name if named and named[0].kind == "money" else "USD"


def marked_money(text: str, lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads a number with its currency's symbol or code before it: $5, US$ 2.3 billion, -£4m, RM2.70, TRY 5 million."""
    symbol = _symbol_before(text, plain)
    if symbol is None:
        return None
    code, begin, is_negative = symbol
    if text[begin : plain.start].rstrip("-− ") in unit_tables().wordlike and not is_large(lexemes, plain.numeral):
        return None
    if code == "USD" and _is_australian(text, begin):
        code, begin = "AUD", begin - 2
    last = plain.numeral.last
    letter = last + (lexemes.words[last] == "-" and lexemes.tied(last))  # $250-M
    scale = _letter_scale(lexemes.words[letter], letter > last)
    ends = not lexemes.glued_word(letter + 1) and lexemes.words[letter + 1] != "&"  # but a $5-M&A fee
    if scale and ends and lexemes.glued(letter) and plain.numeral.scale == 1:
        plain = scaled_by(lexemes, plain, scale, letter + 1)
    first = plain.first
    while first > 0 and lexemes.starts[first - 1] >= begin:
        first -= 1
    if begin > 0 and text[begin - 1] in MINUS and not text[begin - 2 : begin - 1].isalnum():
        begin, is_negative = begin - 1, not is_negative  # -$5
    low = -plain.low if is_negative else plain.low
    money = plain._replace(kind="money", unit=code, low=low, start=begin, first=first, marked=True)
    return with_cents(lexemes, with_rate(lexemes, _named_again(lexemes, money)))


def _letter_scale(letter: str, hyphened: bool) -> Decimal | None:
    """Returns what a letter behind a sum multiplies it by: £30m, $250-M, a $2-B deal."""
    if letter in listed("millions of money"):
        return MILLION
    return Decimal(number_words().letters.get(letter, 0)) or None if hyphened else None


def _is_australian(text: str, begin: int) -> bool:
    """It cost A $2.5 million: a capital A inside a sentence is no article."""
    return (
        begin > 3 and text[begin] == "$" and text[begin - 2 : begin] == "A " and text[begin - 4 : begin - 3].islower()
    )


def _symbol_before(text: str, plain: Amount) -> tuple[str, int, bool] | None:
    """Returns the currency before a number, where its symbol begins, and whether a minus stands between: $-5."""
    start = plain.start
    found = money_before(text, start)
    has_minus = found is None and plain.numeral.value > 0 and start > 1 and text[start - 1] in MINUS
    if has_minus:
        found = money_before(text, start - 1)
    return (*found, has_minus) if found else None


def _named_again(lexemes: Lexemes, money: Amount) -> Amount:
    """$5 CANADIAN DOLLARS, €3 EUROS, $4 million U.S.: the currency may be named once more after the number."""
    named = unit_after(lexemes, money.end)
    if named and named[0].kind == "money":
        is_precise = money.unit == "USD" and len(lexemes.words[money.end]) > 2
        if is_precise or named[0].name == money.unit:
            return money._replace(unit=named[0].name, end=named[1])
    return money._replace(end=_after_us(lexemes, money.end)) if money.unit == "USD" else money


def is_large(lexemes: Lexemes, numeral: Numeral) -> bool:
    """True if a number is so large, or written so, that a doubtful currency before or after it is money."""
    has_cents = len(lexemes.words[numeral.first].partition(".")[2]) == 2
    return numeral.scale > 1 or numeral.value >= LARGE_SUM or has_cents


def _after_us(lexemes: Lexemes, index: int) -> int:
    """Returns where "US" or "U.S." after an amount ends, or ``index`` where neither stands."""
    if lexemes.words[index] == "US":
        return index + 1
    if lexemes.words[index : index + 3] != ["U", ".", "S"]:
        return index
    return lexemes.skip(index + 3, (".",))


@cache
def _coins() -> dict[str, tuple[str, ...]]:
    """Returns the currencies of each coin's name; a star stands for every one."""
    return {coin: tuple(currencies) for coin, *currencies in map(str.split, listed("coins"))}


def with_cents(lexemes: Lexemes, amount: Amount) -> Amount:
    """Adds the cents: 3 dollars 50 cents, $20 and 43c, twenty ringgit 43 sen, five dollars fifty."""
    coins = _coins_after(lexemes, amount) if _can_have_cents(amount) else None
    if coins is None:
        return amount
    return extended(lexemes, amount, coins[1], amount.low + coins[0] / 100, Decimal("0.01"))


def _can_have_cents(amount: Amount) -> bool:
    """True for a whole number of a currency, without a scale word; units in lower case are coins themselves."""
    is_rate = amount.marked and amount.end != amount.numeral.last
    is_whole = amount.numeral.scale == 1 and amount.low == amount.low.to_integral_value()
    return is_whole and not amount.unit.islower() and not is_rate


def _coins_after(lexemes: Lexemes, amount: Amount) -> tuple[Decimal, int] | None:
    """Returns the number of coins that follows a sum of money, and the index after it."""
    coins = read_numeral(lexemes, lexemes.skip(amount.end, ("and",)))
    if coins is None or not 0 < coins.value < 100 or coins.form not in ("digits", "words"):
        return None
    currencies = _coins().get(lexemes.lowers[coins.last])
    if currencies:
        return (coins.value, coins.last + 1) if amount.unit in currencies or "*" in currencies else None
    is_named = amount.end > amount.numeral.last
    closes = lexemes.words[coins.last] in ("", ".", ",")
    is_whole = coins.value == coins.value.to_integral_value()
    return (coins.value, coins.last) if is_named and closes and is_whole else None


def money_named_before(lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads ringgit 42, rmb 10, MEUR 60."""
    at = plain.first - 1
    word, low = lexemes.words[at], lexemes.lowers[at]
    if lexemes.before(at) in listed("before no money"):
        return None
    millions = millions_of(word)
    if millions:
        scaled = scaled_by(lexemes, plain, MILLION, plain.numeral.last)
        return scaled._replace(kind="money", unit=millions, first=at, start=lexemes.starts[at])
    if not word.isalpha() or len(word) < 3 or is_plural(low) or low in listed("doubtful units"):
        return None
    found = unit_after(lexemes, at)
    if found is None or found[0].kind != "money" or found[1] != plain.first:
        return None
    return plain._replace(kind="money", unit=found[0].name, first=at, start=lexemes.starts[at])


def millions_of(word: str) -> str | None:
    """Returns EUR for MEUR."""
    if len(word) == 4 and word.isupper() and word[0] == "M":
        unit = unit_tables().units.get(word[1:])
        return unit.name if unit else None
    return None


def scaled_after(lexemes: Lexemes, amount: Amount) -> Amount:
    """Reads 75 USD million."""
    low = lexemes.lowers[amount.end]
    scale = number_words().scales.get(low)
    if scale is None or amount.numeral.scale != 1 or len(low) < 4:
        return amount
    return scaled_by(lexemes, amount, Decimal(scale), amount.end + 1)


def pound_of(lexemes: Lexemes, plain: Amount, unit: Unit, end: int) -> str:
    """Returns the unit's name, telling pounds of money from pounds of weight."""
    if unit.name not in ("GBP", "pound") or not lexemes.lowers[end - 1].startswith("pound"):
        return unit.name
    if lexemes.words[end - 2] == "-" and plain.numeral.scale == 1:  # a 240-pound man, but a 500-pound fine
        return "GBP" if lexemes.lowers[end] in listed("money context") else "pound"
    if end - plain.numeral.last > 2:
        return unit.name
    if lexemes.lowers[end] == "of":
        return "pound"
    near = lexemes.lowers[max(0, plain.first - NEAR) : end + NEAR]
    return "GBP" if plain.numeral.scale >= MILLION or not listed("money context").isdisjoint(near) else "pound"

"""Money: amounts with a currency before or after the number, their scale and their cents."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from rusus.quantities.amount import Amount, glued_word, scaled_by
from rusus.quantities.counted_nouns import is_plural
from rusus.quantities.lexer import Lexemes, cut
from rusus.quantities.measures.rates import per
from rusus.quantities.number_words import Numeral, number_words
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import Unit, money_before, unit_after, unit_tables
from rusus.quantities.word_lists import listed

NEAR = 25
"""Lexemes on each side in which words tell pounds of money from pounds of weight."""

MILLION = Decimal(1_000_000)


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


def money_amount(text: str, lexemes: Lexemes, plain: Amount) -> Amount | None:
    before = money_before(text, plain.start)
    start = plain.start
    if before is None and plain.numeral.value > 0 and text[start - 1 : start] in "-−" and start > 1:
        before = money_before(text, start - 1)
        if before:
            plain = replace(plain, low=-plain.low)
    if before is None:
        return None
    code, begin = before
    if text[begin:start].rstrip("-− ") in unit_tables().wordlike and not is_large(lexemes, plain.numeral):
        return None
    numeral, last = plain.numeral, plain.numeral.last
    if (
        numeral.scale == 1
        and lexemes.glued(last)
        and lexemes.words[last] in ("m", "mm", "mn", "MM")
        and not glued_word(lexemes, last + 1)
    ):
        plain = scaled_by(plain, MILLION, last + 1, lexemes)
    first = plain.first
    while first > 0 and lexemes.starts[first - 1] >= begin:
        first -= 1
    if begin > 0 and text[begin - 1] in "-−" and not text[max(0, begin - 2) : begin - 1].isalnum():
        begin, plain = begin - 1, replace(plain, low=-plain.low)
    plain = replace(plain, kind="money", unit=code, start=begin, first=first, marked=True)
    named = unit_after(lexemes, plain.end)
    if (
        named
        and named[0].kind == "money"
        and (named[0].name == code or code == "USD" and len(lexemes.words[plain.end]) > 2)
    ):
        plain = replace(plain, unit=named[0].name, end=named[1])
    elif lexemes.words[plain.end] in ("U", "US") and code == "USD":
        plain = replace(plain, end=_after_us(lexemes, plain.end))
    return with_cents(lexemes, per(lexemes, plain))


def is_large(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether a number is so large, or written so, that a doubtful currency before or after it is money."""
    return numeral.scale > 1 or numeral.value >= 1000 or len(lexemes.words[numeral.first].partition(".")[2]) == 2


def _after_us(lexemes: Lexemes, index: int) -> int:
    """Returns where "US" or "U.S." after an amount ends, or ``index`` where neither stands."""
    if lexemes.words[index] == "US":
        return index + 1
    if lexemes.words[index : index + 3] != ["U", ".", "S"]:
        return index
    return index + (4 if lexemes.words[index + 3] == "." else 3)


@cache
def _coins() -> dict[str, tuple[str, ...]]:
    """Returns the currencies of each coin's name; a star stands for every one."""
    return {coin: tuple(currencies) for coin, *currencies in map(str.split, listed("coins"))}


def with_cents(lexemes: Lexemes, amount: Amount) -> Amount:
    """Adds the cents: 3 dollars 50 cents, $20 and 43c, twenty ringgit 43 sen."""
    at = amount.end
    at += lexemes.lowers[at] == "and"
    if (
        amount.numeral.scale != 1
        or amount.unit.islower()
        or amount.low != amount.low.to_integral_value()
        or amount.end != amount.numeral.last
        and amount.marked
    ):
        return amount
    coins = read_numeral(lexemes, at)
    if coins is None or not 0 < coins.value < 100 or coins.form not in ("digits", "words"):
        return amount
    currencies = _coins().get(lexemes.lowers[coins.last])
    if currencies and amount.unit not in currencies and "*" not in currencies:
        return amount
    named = currencies is not None
    if not named and (
        lexemes.words[coins.last] not in ("", ".", ",")
        or amount.end == amount.numeral.last
        or coins.value != coins.value.to_integral_value()
    ):
        return amount
    last = coins.last + named
    value = amount.low + coins.value / 100
    return replace(
        amount,
        low=value,
        precision=Decimal("0.01"),
        end=last,
        stop=lexemes.ends[last - 1],
        numeral=replace(amount.numeral, last=last, value=value),
    )


def amount_of_named_money(lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads ringgit 42, rmb 10, MEUR 60."""
    at = plain.first - 1
    if at < 0 or lexemes.lowers[at - 1] in ("the", "a", "per", "s") and at:
        return None
    word = lexemes.words[at]
    found = millions_of(word)
    if found:
        return replace(
            scaled_by(plain, MILLION, plain.numeral.last, lexemes),
            kind="money",
            unit=found,
            first=at,
            start=lexemes.starts[at],
        )
    unit = unit_after(lexemes, at) if word.isalpha() and len(word) > 2 and not is_plural(lexemes.lowers[at]) else None
    if (
        unit
        and unit[0].kind == "money"
        and unit[1] == plain.first
        and lexemes.lowers[at] not in listed("doubtful units")
    ):
        return replace(plain, kind="money", unit=unit[0].name, first=at, start=lexemes.starts[at])
    return None


def millions_of(word: str) -> str | None:
    """Returns EUR for MEUR."""
    if len(word) == 4 and word.isupper() and word[0] == "M":
        unit = unit_tables().units.get(word[1:])
        return unit.name if unit else None
    return None


def scaled_after(lexemes: Lexemes, amount: Amount) -> Amount:
    """Reads 75 USD million."""
    scale = number_words().scales.get(lexemes.lowers[amount.end])
    if scale is None or amount.numeral.scale != 1 or len(lexemes.words[amount.end]) < 4:
        return amount
    end = amount.end + 1
    scaled = scaled_by(amount, Decimal(scale), end, lexemes)
    return replace(scaled, end=end)


def pound_of(lexemes: Lexemes, plain: Amount, unit: Unit, end: int) -> str:
    """Tells pounds of money from pounds of weight."""
    if unit.name != "GBP" and unit.name != "pound" or not lexemes.lowers[end - 1].startswith("pound"):
        return unit.name
    if lexemes.words[end - 2] == "-" and plain.numeral.scale == 1:  # a 240-pound man, but a 500-pound fine
        return "GBP" if lexemes.lowers[end] in listed("money context") else "pound"
    if end - plain.numeral.last > 2:
        return unit.name
    if lexemes.lowers[end] == "of":
        return "pound"
    near = lexemes.lowers[max(0, plain.first - NEAR) : end + NEAR]
    return "GBP" if plain.numeral.scale >= 1_000_000 or not listed("money context").isdisjoint(near) else "pound"

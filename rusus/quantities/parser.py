"""The parser: each number of a sentence as an amount, with its unit or counted noun or what kept it from having one.

What begins with a word (doubled, about a gallon, the third-largest) is read here; what kind of amount a number is, the
rules of ``kinds`` decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rusus.quantities.amount import Amount, plain_amount
from rusus.quantities.kinds import amount_of
from rusus.quantities.lexer import MINUS, Lexemes
from rusus.quantities.measures.rates import is_rate
from rusus.quantities.measures.unit_phrases import article_and_point, article_and_unit
from rusus.quantities.multiples_and_ranks import read_multiple, read_rank, special_openers
from rusus.quantities.number import number_in
from rusus.quantities.number_words import number_words
from rusus.quantities.numerals import SIGN_WORDS, read_numeral

WITH_UNIT_WORDS = frozenset({"measure", "duration", "money", "percent", "percentage point", "basis point"})
"""Kinds whose units are words, in which no other number begins: a million BRITISH THERMAL UNITS."""


BEFORE_DIGITS = MINUS | {"#", "."}
"""Marks with which a number may begin, if it is glued to them or the mark opens a sentence: #2, .500, -5."""

ARTICLES = frozenset(("a", "an"))


def read_amounts(text: str, lexemes: Lexemes, links: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """Returns the amounts of a sentence in order, those that are no quantities with kinds of their own.

    ``links`` are the spans of addresses, in which no number counts.
    """
    found: list[Amount] = []
    openers = amount_openers()
    reached = 0
    for index, low in enumerate(lexemes.lowers[:-2]):
        if low not in openers and (low.isalpha() or not low[0].isnumeric() and low[0] not in BEFORE_DIGITS):
            continue
        if index < reached or low in BEFORE_DIGITS and index and not lexemes.joined(index):
            continue
        amount = _begun_by_a_word(lexemes, index) or _number(text, lexemes, index, found, links)
        if amount is not None:
            found.append(amount)
            reached = _end(amount)
    return found


@cache
def amount_openers() -> frozenset[str]:
    """Returns the words with which an amount may begin: number words, multiples, ordinals, articles and signs."""
    return number_words().openers | special_openers() | SIGN_WORDS | ARTICLES


def _begun_by_a_word(lexemes: Lexemes, index: int) -> Amount | None:
    for rule in ARTICLE_RULES if lexemes.lowers[index] in ARTICLES else WORD_RULES:
        amount = rule(lexemes, index)
        if amount:
            return amount._replace(rule=rule.__name__)
    return None


def _number(
    text: str, lexemes: Lexemes, index: int, earlier: Sequence[Amount], links: Sequence[tuple[int, int]]
) -> Amount | None:
    numeral = read_numeral(lexemes, index)
    if numeral is None:
        return None
    amount = amount_of(number_in(text, lexemes, numeral, earlier))
    is_linked = links and any(begin <= amount.start < stop for begin, stop in links)
    return amount._replace(kind="code", rule="in_an_address") if is_linked else amount


def _end(amount: Amount) -> int:
    """Returns the index after a number, and after the words of its unit where no other number can begin in them."""
    holds_a_size = amount.noun is not None and amount.noun.first > amount.numeral.last  # 600,000 12-litre kegs
    closed = amount.kind in WITH_UNIT_WORDS or is_rate(amount.unit) and not holds_a_size
    return max(amount.numeral.last, amount.end) if closed else amount.numeral.last


def multiple(lexemes: Lexemes, index: int) -> Amount | None:
    """Sixfold, doubled, twice as many."""
    factor = read_multiple(lexemes, index)
    return plain_amount(lexemes, factor, "multiple")._replace(unit="x") if factor else None


def unit_after_an_article(lexemes: Lexemes, index: int) -> Amount | None:
    """About a gallon, an hour and a half."""
    return article_and_unit(lexemes, index)


def point_after_an_article(lexemes: Lexemes, index: int) -> Amount | None:
    """By a full percentage point."""
    return article_and_point(lexemes, index)


def rank(lexemes: Lexemes, index: int) -> Amount | None:
    """The third-largest economy, came third, in second place, the #2 browser."""
    found = read_rank(lexemes, index)
    if found is None:
        return None
    numeral, noun = found
    return plain_amount(lexemes, numeral, "rank")._replace(unit=noun.head if noun else "", noun=noun)


ARTICLE_RULES, WORD_RULES = (unit_after_an_article, point_after_an_article), (multiple, rank)
"""Amounts that a word begins that is no number by itself: an article, or another."""

"""Multiples and ranks: sixfold, doubled, twice as many, the third-largest economy."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from rusus.quantities.counted_nouns import Noun, counted_single
from rusus.quantities.lexer import HYPHENS, Lexemes
from rusus.quantities.number_words import Numeral, number_words, unit_of_last_digit
from rusus.quantities.word_lists import nouns
from rusus.resources import read_lists

FOLD = "fold"
COMPARING = frozenset({"twice", "double", "triple"})
"""These multiply only where they compare: twice the number, but met twice."""

ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})

LONGEST_RANK = 3
"""Digits of a rank: the 1,000th of something is an anniversary. 2 loses 10 ranks in 65,473 sentences."""

SHORTEST_SUPERLATIVE = 5
"""Letters of words in -est that are superlatives: best is listed, west and nest are none."""


@cache
def _table(section: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in map(str.split, read_lists("numerals.txt")[section])}


def special_openers() -> frozenset[str]:
    """Returns the words of multiples and ranks, sixfold among them."""
    folds = {word + FOLD for word in number_words().small}
    return frozenset({*_table("multiples"), *_table("ordinals"), *folds})


def read_multiple(lexemes: Lexemes, index: int) -> Numeral | None:
    """Returns the factor of a word such as sixfold, doubled or twice (where it compares), or None."""
    low = lexemes.lowers[index]
    if low.endswith(FOLD):
        value = number_words().small.get(low.removesuffix(FOLD))
        return _numeral(index, index + 1, value) if value else None
    factor = _table("multiples").get(low)
    if factor is None or low in COMPARING and not _compares(lexemes, index + 1):
        return None
    if lexemes.before(index) in ("a", "an") or lexemes.words[index + 1] == "-" or _is_a_match(lexemes, index):
        return None
    return _numeral(index, index + 1, factor)


def _is_a_match(lexemes: Lexemes, index: int) -> bool:
    """True of the men's doubles, a doubles title; but it doubles its sales."""
    if lexemes.lowers[index] != "doubles":
        return False
    return lexemes.before(index) in nouns("before doubles") or lexemes.lowers[index + 1] in nouns("after doubles")


def _compares(lexemes: Lexemes, index: int) -> bool:
    """Twice THE number, double WHAT it was, three times AS MANY."""
    low = lexemes.lowers[index]
    if low == "as":
        return lexemes.lowers[index + 1] in nouns("after as")
    return low in nouns("after a multiple")


def follows_fold(lexemes: Lexemes, numeral: Numeral) -> int | None:
    """Returns the index after "fold" or "-fold" or "times" right after a number, or None."""
    at = numeral.last
    at += lexemes.words[at] in HYPHENS and lexemes.glued(at)
    low = lexemes.lowers[at]
    is_sign = low == "x" and lexemes.glued(at) and not lexemes.joined(at)
    return at + 1 if is_sign or low in (FOLD, "times") else None


def counts_occasions(lexemes: Lexemes, index: int) -> bool:
    """True if "times" before the lexeme counts how often (orbited 3,200 times) and multiplies nothing."""
    low = lexemes.lowers[index]
    compared = low in nouns("compared") or low.endswith("er") and low not in nouns("no comparatives")
    return lexemes.lowers[index - 1] == "times" and not compared


def read_rank(lexemes: Lexemes, index: int) -> tuple[Numeral, Noun | None] | None:
    """Returns the rank of third-largest, came (in) third, in second place or #2, with the noun ranked, or None."""
    if lexemes.words[index] == "#":
        return _numbered(lexemes, index)
    ordinal = _ordinal(lexemes, index)
    if ordinal is None:
        return None
    value, last = ordinal
    before = lexemes.before(index)
    place = last + (lexemes.words[last] in HYPHENS and lexemes.glued(last))
    tied = place > last and lexemes.lowers[place + 1] in nouns("after a place")  # a sixth-place finish
    if lexemes.lowers[place] in ("place", "spot") and (tied or before not in nouns("before no rank")):
        return _numeral(index, last, value), Noun(lexemes.lowers[place], place, place + 1, False)
    ranks = (
        before in nouns("verbs of ranking") or before == "in" and lexemes.before(index, 2) in nouns("verbs of ranking")
    )
    if ranks and not counted_single(lexemes, last):
        return _numeral(index, last, value), None
    return _superlative(lexemes, index, value, place) if value > 1 else None


def _ordinal(lexemes: Lexemes, index: int) -> tuple[Decimal, int] | None:
    """Reads third, 10th, 21st; gives the value and the index after it."""
    low = lexemes.lowers[index]
    value = _table("ordinals").get(low)
    if value:
        return value, index + 1
    is_number = low.isdecimal() and len(low) <= LONGEST_RANK
    if is_number and lexemes.lowers[index + 1] in ORDINAL_ENDINGS and lexemes.glued(index + 1):
        return Decimal(low), index + 2
    return None


def _numbered(lexemes: Lexemes, index: int) -> tuple[Numeral, Noun | None] | None:
    """Reads the #2 browser, been #3: a number sign after a word that ranks."""
    digits = lexemes.words[index + 1]
    if (
        not digits.isdecimal()
        or len(digits) > LONGEST_RANK
        or not lexemes.glued(index + 1)
        or lexemes.glued_word(index + 2)
    ):
        return None
    if lexemes.before(index) not in nouns("before a rank"):
        return None
    return _numeral(index, index + 2, Decimal(digits)), counted_single(lexemes, index + 2)


def _superlative(lexemes: Lexemes, first: int, value: Decimal, at: int) -> tuple[Numeral, Noun | None] | None:
    """Reads the superlative after the ordinal, with the noun: third-LARGEST ECONOMY, second MOST POPULAR."""
    low = lexemes.lowers[at]
    is_long = low.endswith("est") and len(low) >= SHORTEST_SUPERLATIVE and low not in nouns("no superlatives")
    if not is_long and low not in nouns("superlatives"):
        return None
    noun_at = at + 1
    while lexemes.words[noun_at] in HYPHENS:
        noun_at += 1
    return _numeral(first, at + 1, value), counted_single(lexemes, noun_at)


def _numeral(first: int, last: int, value: Decimal | int) -> Numeral:
    number = Decimal(value)
    return Numeral(first, last, number, unit_of_last_digit(number), "words")

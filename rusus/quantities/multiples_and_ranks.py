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


@cache
def _table(section: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in map(str.split, read_lists("numerals.txt")[section])}


def special_openers() -> frozenset[str]:
    """Returns the words of multiples and ranks."""
    return frozenset({*_table("multiples"), *_table("ordinals")})


def read_multiple(lexemes: Lexemes, index: int) -> Numeral | None:
    """Returns the factor of a word such as sixfold, doubled or twice (where it compares), or None."""
    low = lexemes.lowers[index]
    if low.endswith(FOLD) and len(low) > 5:
        value = number_words().small.get(low[: -len(FOLD)])
        return _numeral(index, index + 1, value) if value else None
    factor = _table("multiples").get(low)
    if factor is None or low in ("twice", "double", "triple") and not _compares(lexemes, index + 1):
        return None
    if index and lexemes.lowers[index - 1] in ("a", "an") or lexemes.words[index + 1] == "-":
        return None
    return _numeral(index, index + 1, factor)


def _compares(lexemes: Lexemes, index: int) -> bool:
    low = lexemes.lowers[index]
    return (
        low in ("the", "that", "what", "its", "their")
        or low == "as"
        and lexemes.lowers[index + 1] in ("many", "much", "high", "large", "big", "likely")
    )


def follows_fold(lexemes: Lexemes, numeral: Numeral) -> int | None:
    """Returns the index after "fold" or "-fold" or "times" right after a number, or None."""
    at = numeral.last
    at += lexemes.words[at] in HYPHENS and lexemes.glued(at)
    low = lexemes.lowers[at]
    return at + 1 if low in (FOLD, "times") or low == "x" and lexemes.glued(at) and not lexemes.joined(at) else None


def counts_occasions(lexemes: Lexemes, index: int) -> bool:
    """Says whether "times" before the lexeme counts how often (orbited 3,200 times) and multiplies nothing."""
    low = lexemes.lowers[index]
    compared = low in nouns("compared") or low.endswith("er") and low not in nouns("no comparatives")
    return lexemes.lowers[index - 1] == "times" and not compared


def read_rank(lexemes: Lexemes, index: int) -> tuple[Numeral, Noun | None] | None:
    """Returns the rank of third-largest, came third, in second place or #2, with the noun ranked, or None."""
    if lexemes.words[index] == "#":
        return _numbered(lexemes, index)
    ordinal = _ordinal(lexemes, index)
    if ordinal is None:
        return None
    value, last = ordinal
    before = lexemes.lowers[index - 1] if index else ""
    place = last + (lexemes.words[last] in HYPHENS and lexemes.glued(last))
    if lexemes.lowers[place] in ("place", "spot") and before not in nouns("before no rank"):
        return _numeral(index, last, value), Noun(lexemes.lowers[place], place, place + 1, False)
    if before in nouns("verbs of ranking") and not counted_single(lexemes, last):
        return _numeral(index, last, value), None
    return _superlative(lexemes, index, value, last) if value > 1 else None


def _ordinal(lexemes: Lexemes, index: int) -> tuple[Decimal, int] | None:
    """Reads third, 10th, twenty-first; gives the value and the index after it."""
    low = lexemes.lowers[index]
    value = _table("ordinals").get(low)
    if value:
        return value, index + 1
    last = index + 1
    if low.isdecimal() and len(low) < 4 and lexemes.glued(last) and lexemes.lowers[last] in ("st", "nd", "rd", "th"):
        return Decimal(low), last + 1
    return None


def _numbered(lexemes: Lexemes, index: int) -> tuple[Numeral, Noun | None] | None:
    """Reads the #2 browser, been #3: a number sign after a word that ranks."""
    digits = lexemes.words[index + 1]
    if not digits.isdecimal() or len(digits) > 3 or not lexemes.glued(index + 1):
        return None
    if lexemes.glued(index + 2) and lexemes.words[index + 2][:1].isalnum():
        return None
    if index == 0 or lexemes.lowers[index - 1] not in nouns("before a rank"):
        return None
    return _numeral(index, index + 2, Decimal(digits)), counted_single(lexemes, index + 2)


def _superlative(lexemes: Lexemes, index: int, value: Decimal, last: int) -> tuple[Numeral, Noun | None] | None:
    """Reads what follows the ordinal of third-largest, second most popular."""
    last += lexemes.words[last] in HYPHENS and lexemes.glued(last)
    superlative = lexemes.lowers[last]
    if not (
        superlative.endswith("est") and len(superlative) > 4 or superlative in ("most", "least", "best", "worst")
    ) or superlative in nouns("no superlatives"):
        return None
    numeral = _numeral(index, last + 1, value)
    at = last + 1
    while lexemes.words[at] in HYPHENS:
        at += 1
    return numeral, counted_single(lexemes, at)


def _numeral(first: int, last: int, value: Decimal | int) -> Numeral:
    number = Decimal(value)
    return Numeral(first, last, number, unit_of_last_digit(number), "words")

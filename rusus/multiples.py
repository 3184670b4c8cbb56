"""Multiples and ranks: sixfold, doubled, twice as many, the third-largest economy."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from rusus.lexemes import Lexemes
from rusus.nouns import Noun, counted_noun, words
from rusus.resources import read_lists
from rusus.spelled_numbers import Numeral, number_words

DASHES = frozenset("-–‐‑")
FOLD = "fold"


@cache
def _table(section: str) -> dict[str, int]:
    return {word: int(value) for word, value in map(str.split, read_lists("numerals.txt")[section])}


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
    at += lexemes.words[at] in DASHES and lexemes.glued(at)
    low = lexemes.lowers[at]
    return at + 1 if low in (FOLD, "times") or low == "x" and lexemes.glued(at) and not lexemes.joined(at) else None


def counts_occasions(lexemes: Lexemes, index: int) -> bool:
    """Says whether "times" before the lexeme counts how often (orbited 3,200 times) and multiplies nothing."""
    low = lexemes.lowers[index]
    compared = low in words("compared") or low.endswith("er") and low not in words("no comparatives")
    return lexemes.lowers[index - 1] == "times" and not compared


def read_rank(lexemes: Lexemes, index: int) -> tuple[Numeral, Noun | None] | None:
    """Returns the rank of third-largest, 10th biggest, with the noun ranked, or None."""
    low = lexemes.lowers[index]
    value = _table("ordinals").get(low)
    last = index + 1
    if (
        value is None
        and low.isdecimal()
        and len(low) < 4
        and lexemes.lowers[last] in ("st", "nd", "rd", "th")
        and lexemes.glued(last)
    ):
        value, last = int(low), last + 1
    if not value or value == 1:
        return None
    last += lexemes.words[last] in DASHES and lexemes.glued(last)
    superlative = lexemes.lowers[last]
    if not (
        superlative.endswith("est") and len(superlative) > 4 or superlative in ("most", "least", "best", "worst")
    ) or superlative in words("no superlatives"):
        return None
    numeral = _numeral(index, last + 1, value)
    at = last + 1
    while lexemes.words[at] in DASHES:
        at += 1
    return numeral, counted_noun(lexemes, at, one=True)


def _numeral(first: int, last: int, value: int) -> Numeral:
    return Numeral(first, last, Decimal(value), Decimal(1), "words")

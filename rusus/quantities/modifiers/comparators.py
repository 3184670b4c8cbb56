"""Comparators: whether an amount is said to be more than, less than or about a number, or exactly it."""

from __future__ import annotations

import re
from functools import cache

from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed

SIGNS = {">": "more", "<": "less", "~": "about", "=": "exactly"}
"""The sections of comparators before a number."""

SIGNS_AFTER = {">": "more after a number", "<": "less after a number", "~": "about after a number"}

MOST_COMPARATORS = 3
"""Comparators in a row: a total of at least 1,410. 1 changes 22 of 65,473 sentences."""


def comparator(lexemes: Lexemes, first: int, end: int, last: int = 0) -> tuple[str, int]:
    """Returns the comparator of an amount in lexemes ``[first, end)`` and the index at which its words begin.

    ``last`` is where the number itself ends: 400 OR SO copies, 5,000-PLUS residents.
    """
    sign = "="
    start = first
    if lexemes.before(first) in ("a", "an", "the") and lexemes.before(first, 2) in listed("before an article"):
        start -= 1  # nearly a third
    for _ in range(MOST_COMPARATORS):
        found = _comparator_before(lexemes, start)
        if found is None:
            break
        nearer, start = found
        if sign == "=" or sign == "~" and nearer in "<>":
            sign = nearer
    if sign == "=":
        sign = _comparator_after(lexemes, end)
    if sign == "=" and 0 < last < end:
        sign = _comparator_after(lexemes, lexemes.skip(last, ("-",)))
    return sign, start


def _comparator_before(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """Returns the sign of the longest comparator that ends before the lexeme, and where it begins."""
    if lexemes.before(at) == "-" and lexemes.before(at, 2) == "sub":
        return "<", at - 2
    for phrase, sign in _phrases().get(lexemes.before(at), ()):
        begin = at - len(phrase)
        if begin >= 0 and lexemes.lowers[begin:at] == phrase:
            return sign, begin
    return None


@cache
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """The comparators before a number with their signs, by their last word, the longest first."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for sign, section in SIGNS.items():
        for phrase in listed(section):
            words = re.findall(r"\w+|\S", phrase)
            found.setdefault(words[-1], []).append((words, sign))
    return {last: sorted(phrases, key=lambda entry: -len(entry[0])) for last, phrases in found.items()}


def _comparator_after(lexemes: Lexemes, end: int) -> str:
    """Returns the sign of 400 or so, 12 or more, 5,000-plus, 50-odd."""
    low = lexemes.lowers[end]
    if low == "+":
        return ">" if lexemes.glued(end) else "="
    phrase = f"or {lexemes.lowers[end + 1]}" if low == "or" else low
    return next((sign for sign, section in SIGNS_AFTER.items() if phrase in listed(section)), "=")

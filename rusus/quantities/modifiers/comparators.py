"""The words around an amount: comparator, trend and period."""

from __future__ import annotations

import re
from functools import cache

from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed


@cache
def _phrases(section: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The comparators of a section by their last word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed(section):
        parts = tuple(re.findall(r"\w+|\S", phrase))
        found.setdefault(parts[-1], []).append(parts)
    return {last: tuple(sorted(phrases)) for last, phrases in found.items()}


def comparator(lexemes: Lexemes, first: int, end: int, last: int = 0) -> tuple[str, int]:
    """Returns the comparator of an amount in lexemes ``[first, end)`` and the index at which its words begin.

    ``last`` is where the number itself ends: 400 OR SO copies, 5,000-PLUS residents.
    """
    at = first
    if (
        lexemes.lowers[at - 1] in ("a", "an", "the")
        and at > 1
        and lexemes.lowers[at - 2]
        in ("than", "nearly", "almost", "about", "over", "under", "just", "least", "approximately", "roughly")
    ):
        at -= 1
    mark = "="
    start = at
    for _ in range(3):
        found = _comparator_before(lexemes, start)
        if found is None:
            break
        sign, begin = found
        if mark == "=" or mark == "~" and sign in "<>":
            mark = sign
        start = begin
    if mark == "=":
        mark = _comparator_after(lexemes, end)
    if mark == "=" and 0 < last < end:
        mark = _comparator_after(lexemes, last + (lexemes.words[last] == "-"))
    return mark, start


def _comparator_before(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    if at <= 0:
        return None
    last = lexemes.lowers[at - 1]
    if last == "-" and lexemes.lowers[at - 2] == "sub":
        return "<", at - 2
    best: tuple[str, int] | None = None
    for sign, section in ((">", "more"), ("<", "less"), ("~", "about"), ("=", "exactly")):
        for phrase in _phrases(section).get(last, ()):
            begin = at - len(phrase)
            if begin >= 0 and tuple(lexemes.lowers[begin:at]) == phrase and (best is None or begin < best[1]):
                best = sign, begin
    return best


def _comparator_after(lexemes: Lexemes, end: int) -> str:
    low, following = lexemes.lowers[end], lexemes.lowers[end + 1]
    if low == "odd":
        return "~"
    if (
        low == "or"
        and following in ("more", "higher", "above", "over", "older", "greater")
        or low == "+"
        and lexemes.glued(end)
        or low == "plus"
    ):
        return ">"
    if low == "or" and following in ("less", "fewer", "lower", "under", "below"):
        return "<"
    if low == "or" and following == "so" or low in ("approximately", "roughly"):
        return "~"
    return "="

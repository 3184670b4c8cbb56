"""Trends: whether a verb or particle of change says that an amount went up or down."""

from __future__ import annotations

from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed, nouns

LONGEST_WAY = 6
"""Words between a word of change and its number: rose by a further estimated 5 percent.

3 loses two trends in 65,473 sentences, 12 finds none more.
"""

LONGEST_OBJECT = 7
"""Words of an object between a verb of change and its number: raised its full-year sales forecast to 5 percent.

Without complements 3 loses 42 trends in 65,473 sentences that 5 finds, 10 finds three more; raised spending on roads
and schools by 5 percent needs seven.
"""

NO_TREND = None, -1


def trend(lexemes: Lexemes, first: int) -> tuple[str | None, int]:
    """Returns up or down where a verb or particle of change governs the amount, and that word's index, else -1."""
    at = first - 1
    for _ in range(LONGEST_WAY):
        direction = trend_of_word(lexemes.lowers[at])
        if direction:
            return NO_TREND if _is_particle(lexemes, at) else (direction, at)
        if at < 0 or not _intervenes(lexemes, at):
            break
        at -= 1
    before = lexemes.before(first)
    if before not in ("by", "to") and not (before == "in" and lexemes.lowers[first] == "half"):
        return NO_TREND
    return _trend_before_object(lexemes, at - (lexemes.lowers[at] == "in"))


def _is_particle(lexemes: Lexemes, at: int) -> bool:
    """Gave UP 517 yards, made UP 12 percent: no change."""
    return lexemes.lowers[at] == "up" and lexemes.before(at) in listed("particle verbs")


def _intervenes(lexemes: Lexemes, at: int) -> bool:
    """True if a word may stand between a word of change and its number: rose by ABOUT 5, fell A RECORD 9."""
    low = lexemes.lowers[at]
    if low == "of":
        return lexemes.before(at) in ("average", "total")
    if low in ("a", "an"):
        return lexemes.lowers[at + 1] in listed("between trend and number")
    return low in listed("between trend and number") or low.endswith("ly") and len(low) > 4


def _trend_before_object(lexemes: Lexemes, at: int) -> tuple[str | None, int]:
    """Grow SALES by 35 per cent, cut its FORECAST to 2 percent, raised SPENDING ON ROADS by 5: an object in between."""
    for back in range(at, max(at - LONGEST_OBJECT, -1), -1):
        low = lexemes.lowers[back]
        if low in listed("verbs of raising"):
            return "up", back
        if low in listed("verbs of lowering"):
            return "down", back
        inside = low in nouns("determiners") or low in listed("inside an object") and back < at
        if not low[:1].isalpha() or low in nouns("stop words") and not inside:
            break
    return NO_TREND


def trend_of_word(low: str) -> str | None:
    """Returns up for doubled, down for halved: a multiple that is itself a verb of change."""
    return "up" if low in listed("up") else "down" if low in listed("down") else None


def verb_of_change(lexemes: Lexemes, link: int) -> int:
    """Returns the verb that governs a change from one value to another, whose "from" is given, or -1."""
    verb = trend(lexemes, link)[1]
    if verb < 0:
        verb = _trend_before_object(lexemes, link - 1)[1]
    if verb >= 0:
        return verb
    way = range(link - 1, max(link - LONGEST_OBJECT, 0), -1)
    return next((at for at in way if lexemes.lowers[at] in listed("verbs of moving")), -1)

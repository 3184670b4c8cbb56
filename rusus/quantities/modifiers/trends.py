"""Trends: whether a verb or particle of change says that an amount went up or down."""

from __future__ import annotations

from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed, nouns

LONGEST_OBJECT = 5


def trend(lexemes: Lexemes, first: int) -> tuple[str | None, int]:
    """Returns up or down where a verb or particle of change governs the amount, and that word's index."""
    at = first - 1
    moved = at > 0 and (
        lexemes.lowers[at] in ("by", "to") or lexemes.lowers[at] == "in" and lexemes.lowers[first] == "half"
    )
    for _ in range(6):
        if at < 0:
            break
        low = lexemes.lowers[at]
        if low == "of" and lexemes.lowers[at - 1] not in ("average", "total"):
            break
        if low in ("a", "an") and lexemes.lowers[at + 1] in listed("between trend and number"):
            at -= 1
            continue
        if low in listed("up"):
            return ("up", at) if low != "up" or lexemes.lowers[at - 1] not in listed("particle verbs") else (None, -1)
        if low in listed("down"):
            return "down", at
        if low not in listed("between trend and number") and not (low.endswith("ly") and len(low) > 4):
            break
        at -= 1
    return _trend_before_object(lexemes, at - (lexemes.lowers[at] == "in")) if moved else (None, -1)


def _trend_before_object(lexemes: Lexemes, at: int) -> tuple[str | None, int]:
    """Grow SALES by 35 per cent, cut its FORECAST to 2 percent: an object may stand between verb and number."""
    for back in range(at, max(at - LONGEST_OBJECT, -1), -1):
        low = lexemes.lowers[back]
        if low in listed("verbs of raising"):
            return "up", back
        if low in listed("verbs of lowering"):
            return "down", back
        if not low[:1].isalpha() or low in nouns("stop words") and low not in nouns("determiners"):
            break
    return None, -1


def trend_of_word(low: str) -> str | None:
    """Returns up for doubled, down for halved: a multiple that is itself a verb of change."""
    return "up" if low in listed("up") else "down" if low in listed("down") else None


def verb_of_change(lexemes: Lexemes, link: int) -> int:
    """Returns the verb that governs a change from one value to another, whose "from" is given, or -1."""
    verb = trend(lexemes, link)[1]
    if verb < 0 and link > 0:
        verb = _trend_before_object(lexemes, link - 1)[1]
    for at in range(link - 1, max(link - LONGEST_OBJECT, 0), -1):
        if verb >= 0:
            break
        verb = at if lexemes.lowers[at] in listed("verbs of moving") else -1
    return verb

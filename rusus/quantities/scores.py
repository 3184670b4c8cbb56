"""Scores: whether two numbers joined by a dash are the score of a match."""

from __future__ import annotations

from rusus.quantities.counted_nouns import counted_noun, is_plural
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.word_lists import listed, nouns

POINTS_OF_TENNIS = (15, 30, 40)
"""Points of a player against none: 0-30 down."""

SCORE_WINDOW = 6
"""Lexemes before a number in which a word of matches tells that it is a score.

3 and 12 change none of 65,473 sentences.
"""


def is_score(lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
    """True if two small whole numbers joined by a dash are the score of a match: 2-1, 0 – 0, 0-30, (3-7)."""
    if not _can_be_score(lexemes, left) or not _can_be_score(lexemes, right) or lexemes.glued_word(right.last):
        return False
    if left.value >= right.value or left.value == 0 and right.value in POINTS_OF_TENNIS:
        return True
    if is_tie_break(lexemes, left.first, right.last) or _is_between_teams(lexemes, left.first, right.last):
        return True
    following = lexemes.lowers[right.last]
    if counted_noun(lexemes, right.last):
        return following in listed("score") and following != "goals"
    near = lexemes.lowers[max(0, left.first - SCORE_WINDOW) : left.first] + lexemes.lowers[right.last : right.last + 4]
    after_name = left.first > 1 and lexemes.words[left.first - 1][:1].isupper()
    return not listed("score").isdisjoint(near) or right.value <= 9 and after_name


def is_tie_break(lexemes: Lexemes, first: int, last: int) -> bool:
    """True if brackets right after a score hold the lexemes: 6-7 (3-7), 6-7 (3/7)."""
    after_score = first > 3 and lexemes.words[first - 2].isdecimal() and lexemes.words[first - 3] in DASHES
    return after_score and lexemes.words[first - 1] == "(" and lexemes.words[last] == ")"


def _is_between_teams(lexemes: Lexemes, first: int, last: int) -> bool:
    """True if a name stands on either side: Italy 17-28 Ireland; but In 10-15 Americans."""
    before, after = lexemes.words[first - 1] if first else "", lexemes.words[last]
    if not all(word[:1].isupper() and word[1:2].islower() for word in (before, after)):
        return False
    low = before.lower()
    ordinary = low in nouns("stop words") or low in nouns("openers") or low in listed("months")
    goes_on = last + 1 < len(lexemes)
    return not ordinary and low not in listed("about") and not (goes_on and is_plural(after.lower()))


def _can_be_score(lexemes: Lexemes, side: Numeral) -> bool:
    """True for one to three digits without a scale."""
    word = lexemes.words[side.first]
    is_single = side.last == side.first + 1 and word.isdecimal() and len(word) <= 3
    return is_single and side.form == "digits" and side.scale == 1

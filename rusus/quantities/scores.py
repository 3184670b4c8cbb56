"""Scores: whether two numbers joined by a dash are the score of a match."""

from __future__ import annotations

from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.word_lists import listed

SCORE_WINDOW = 6
"""Lexemes before a number in which a word of matches tells that it is a score.

3 and 12 change none of 65,473 sentences.
"""


def is_score(lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
    """True if two small whole numbers joined by a dash are the score of a match: 2-1, 0 – 0."""
    if not _can_be_score(lexemes, left) or not _can_be_score(lexemes, right):
        return False
    if left.value >= right.value:
        return True
    following = lexemes.lowers[right.last]
    if counted_noun(lexemes, right.last):
        return following in listed("score") and following != "goals"
    near = lexemes.lowers[max(0, left.first - SCORE_WINDOW) : left.first] + lexemes.lowers[right.last : right.last + 4]
    after_name = left.first > 1 and lexemes.words[left.first - 1][:1].isupper()
    return not listed("score").isdisjoint(near) or right.value <= 9 and after_name


def _can_be_score(lexemes: Lexemes, side: Numeral) -> bool:
    """True for one to three digits without a scale."""
    word = lexemes.words[side.first]
    is_single = side.last == side.first + 1 and word.isdecimal() and len(word) <= 3
    return is_single and side.form == "digits" and side.scale == 1

"""Fixed names: numbers of titles, teams, telephones, rounds of a cup and codes that are no amounts.

Each rule looks at a number and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

from rusus.quantities.exclusions.dates import is_month
from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import DASHES
from rusus.quantities.units import unit_after
from rusus.quantities.word_lists import listed

LONGEST_AGE = 2
"""Digits of the age that names a team, Under-21, and of a point in a score; longer numbers are others."""

REACH_OF_ROUNDS = 4
"""Words before "the last eight" in which reaching it is told: got through to the last eight. By hand; not measured."""


def said_twice(p: Place) -> bool | None:
    """16,738 16,738 Retweets: a page has the number once for the eye and once for the ear; the second one counts."""
    return p.is_one_word and len(p.word) > LONGEST_AGE and p.word == p.after_as_written(1) or None


def after_a_leading_zero(p: Place) -> bool | None:
    """0845 8 505 505: the groups of a telephone number."""
    return p.previous.isdecimal() and _begins_with_zero(p.previous) and len(p.previous) > LONGEST_AGE or None


def begins_with_zero(p: Place) -> bool | None:
    """Dial 0870, the 056 code, agent 007; but 0-0, 0.5, 07 June."""
    if not p.is_one_word or not p.word.isdecimal() or not _begins_with_zero(p.word):
        return None
    in_a_date = p.previous in DASHES or is_month(p.lexemes, p.first - 1) or is_month(p.lexemes, p.last)
    is_text = p.first == 0  # a text that is nothing else, what a full stop with spaces left over
    is_time = p.following in listed("after time")
    return None if in_a_date or is_text or is_time or p.previous in (".", "/") or not p.word.strip("0") else True


def _begins_with_zero(word: str) -> bool:
    return len(word) > 1 and word[0] == "0"


def under_an_age(p: Place) -> bool | None:
    """England Under-21, an over-60 woman; but an under-10 percent chance."""
    tied = p.previous in DASHES and p.lexemes.glued(p.first) and p.before(2) in listed("over or under an age")
    is_age = tied and p.word.isdecimal() and len(p.word) <= LONGEST_AGE
    return is_age and unit_after(p.lexemes, p.last) is None and p.following not in ("%", "percent", "per") or None


def begins_a_code(p: Place) -> bool | None:
    """The 777-200LR: digits, a hyphen, digits and capitals; but 100-200GB of room."""
    tied = p.following in DASHES and p.lexemes.tied(p.last) and p.after(2).isdecimal() and p.word.isdecimal()
    if not tied or not p.lexemes.glued_word(p.last + 2) or not p.after_as_written(3).isupper():
        return None
    return len(p.after(3)) > 1 and unit_after(p.lexemes, p.last + 2) is None or None


WRITTEN_CODE_RULES = (said_twice, after_a_leading_zero, begins_with_zero, under_an_age, begins_a_code)
"""Numbers that their digits or a hyphen make part of a code: 0870, Under-21, 777-200LR."""


def title_that_begins_with_a_scale(p: Place) -> bool | None:
    """Million Dollar Baby, the Million Man March; but Nearly 2 Million, MILLION DOLLAR DEAL."""
    is_title = p.is_one_word and p.numeral.scale > 1 and p.word.istitle()
    return is_title and p.after_as_written(1)[:1].isupper() and p.after_as_written(1)[1:2].islower() or None


def round_of_a_cup(p: Place) -> bool | None:
    """Reached the last 16, into the last eight of the cup; but the last 16 games, the last 16 of them."""
    if p.previous != "last" or p.before(2) != "the" or p.counted is not None and p.following != "of":
        return None
    if p.word in listed("teams of a round"):
        return p.after(2) not in ("them", "these", "those", "us")
    reached = not listed("reaching a round").isdisjoint(p.words_before(REACH_OF_ROUNDS))
    return reached and p.word in listed("teams of a late round") or None


def round_before_the_final(p: Place) -> bool | None:
    """A quarter-final place; but a quarter-point cut."""
    is_quarter = p.numeral.form == "fraction" and p.following in DASHES and p.lexemes.tied(p.last)
    return is_quarter and p.after(2) in listed("after a quarter") or None


def whole_of_a_rate(p: Place) -> bool | None:
    """Users per 100 people: what something is counted per; but alcohol per 100ml of blood."""
    return p.previous == "per" and p.word.isdecimal() and unit_after(p.lexemes, p.last) is None or None


FIXED_NAME_RULES = (title_that_begins_with_a_scale, round_of_a_cup, round_before_the_final, whole_of_a_rate)
"""Numbers of titles and of rounds: Million Dollar Baby, the last 16, a quarter-final."""

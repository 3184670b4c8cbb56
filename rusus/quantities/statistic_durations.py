"""Durations that are statistics (jailed for 10 years), and those that only place an event or name a thing."""

from __future__ import annotations

from itertools import pairwise

from rusus.quantities.counted_nouns import is_verb
from rusus.quantities.evidence import Evidence
from rusus.quantities.lexer import HYPHENS
from rusus.quantities.word_lists import listed

REACH_OF_SUPERLATIVES = 12
"""Words before a stretch of time in which what it ranks is named: the worst flooding in 50 years; by hand."""


def is_superlative(low: str) -> bool:
    """True of richest, worst and most, but not of west and interest."""
    return low.endswith("est") and low not in listed("no superlatives") or low in listed("other superlatives")


def one_day(e: Evidence) -> bool | None:
    """It would one day reach Europe; but in one day, lasted one day."""
    return False if e.found.text.lower() == "one" and e.before in listed("auxiliaries") else None


def names_a_security(e: Evidence) -> bool | None:
    """Yields on 5-year gilts, three-month copper, a seven-day average; but a 5-year contract."""
    at = e.amount.end + (e.lexemes.words[e.amount.end] in HYPHENS)
    return False if e.amount.hyphenated and e.lexemes.lowers[at] in listed("securities") else None


def ranks_over_time(e: Evidence) -> bool | None:
    """The worst flooding in 50 years, the first rise for two years; but she was first sent there for two weeks."""
    at = e.amount.first - 1
    while at > 0 and e.lexemes.lowers[at] in listed("before a ranked stretch of time"):
        at -= 1
    earlier = e.lexemes.lowers[max(0, at - REACH_OF_SUPERLATIVES) : at]
    ranked = any(is_superlative(word) and (word != "first" or before == "the") for before, word in pairwise(earlier))
    return False if e.lexemes.lowers[at] in ("in", "for") and ranked else None


def during(e: Evidence) -> bool | None:
    """Will sell the assets over five months; but jobless for over two years."""
    return False if e.before == "over" and e.found.comparator == "=" else None


def time_of_a_match(e: Evidence) -> bool | None:
    """Scored on 67 minutes, with ten minutes left, 30 seconds to go, 3 minutes into overtime; but four years left."""
    if e.found.unit not in ("minute", "second"):
        return None
    if e.before == "on" and e.after != "of":
        return False
    goes_on = e.after == "to" and e.lexemes.lowers[e.amount.end + 1] in listed("after to, of time that is left")
    return False if goes_on or e.after in listed("after time that is left") else None


def in_the_course_of_time(e: Evidence) -> bool | None:
    """Over the course of one year, in the space of 10 days."""
    named = e.before == "of" and e.lexemes.before(e.amount.first, 2) in listed("courses")
    return False if named else None


def distance_in_time(e: Evidence) -> bool | None:
    """Six minutes later, two weeks ago, three days before."""
    return False if e.after in listed("after a distance in time") else None


def what_lasts(e: Evidence) -> bool | None:
    """Will last five years: a verb; but the last five years."""
    if e.before != "last":
        return None
    return e.lexemes.lowers[e.amount.first - 2] in listed("auxiliaries") or None


def stretch_of_the_calendar(e: Evidence) -> bool | None:
    """Over the past 30 days, in 15 years, the first two weeks; but sentenced to 10 years."""
    return False if e.before in listed("before a stretch of time") else None


def after_a_while(e: Evidence) -> bool | None:
    """Left after 90 minutes, after seven years of talks; but left after 27 years in prison, as leader."""
    return False if e.before == "after" and e.after not in ("as", "in", "behind") else None


def period_by_its_length(e: Evidence) -> bool | None:
    """Over a five-year period, during the six-week space: a stretch of time; but the term is a five-year period."""
    if not e.amount.hyphenated or e.lexemes.lowers[_behind(e)] not in listed("courses"):
        return None
    return False if e.lexemes.before(e.amount.first, 2) in ("over", "during", "in", "within", "for", "of") else None


def time_that_is_left(e: Evidence) -> bool | None:
    """They have three weeks to reach a deal, has 30 days to appeal: a date to come."""
    return False if e.before in ("have", "has", "had", "having") and e.after == "to" else None


def security_without_its_noun(e: Evidence) -> bool | None:
    """The benchmark 30-year rose, the 10-year was at 2.1 percent: a bond; but a 10-year plan."""
    if not e.amount.hyphenated or e.found.unit not in ("year", "month"):
        return None
    at = _behind(e)
    low = e.lexemes.lowers[at]
    return False if low in listed("up", "down", "verbs of level") and is_verb(low) else None


def _behind(e: Evidence) -> int:
    """Returns the word behind a duration, beyond a hyphen."""
    return e.amount.end + (e.lexemes.words[e.amount.end] in HYPHENS)


DURATION_RULES = (
    one_day, distance_in_time, after_a_while, what_lasts, stretch_of_the_calendar, time_that_is_left,
    time_of_a_match,     in_the_course_of_time, period_by_its_length, ranks_over_time, during, names_a_security,
    security_without_its_noun,
)  # fmt: skip
"""Durations that only say when something is, or that name a thing; asked of durations only."""

"""Periods: the dates and spans of time named in a sentence, and which of them an amount belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left

from rusus.model import Span
from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed

FARTHEST_PERIOD = 90
"""Characters between an amount and the period that it is given."""

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|Apr(?:il|\.)?|May|June?|July?|Jul\."
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
YEAR = r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?(?!\d|[.,]\d|\s?(?:%|per))"
DATE = rf"(?:(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}}(?!\d|,\d{{3}}))?(?:,?\s{YEAR})?|{YEAR})"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
UNIT = (
    r"(?:years?|months?|weeks?|days?|quarters?|decades?|hours?|centur(?:y|ies)"
    r"|summer|winter|spring|fall|autumn|season|night|weekend|half|period)"
)

# The kinds of period, each as it is tried; spaces in them stand for nothing (re.VERBOSE).
BETWEEN_DATES = rf"(?i:between|from)\s {DATE}\s (?:and|to|until|through)\s {DATE}"
"""Between March and May, from 2004 to 2009."""

UP_TO_A_DATE = rf"""
    (?i:in|during|over|for|at|by)\s the\s (?:\w+\s){{0,2}} (?:years?|quarters?|months?|weeks?|season|end|start)\s
    (?:to|ended|ending|through|until|of|since)\s (?:{DATE}|(?:last\s)?{WEEKDAY}|(?:last|this)\s {UNIT})
"""
"""In the three months to June, by the end of 2021."""

ON_A_DATE = rf"""
    (?i:in|by|since|during|until|through|for|of|on|before|after)\s
    (?: (?:early|late|mid|fiscal|the\s year|the\s end\s of|calendar)[\s-] )? {DATE}
"""
"""In 2018, by late 2020."""

DECADE = r"""
    (?i:in|during|over|since|by)\s the\s (?:(?:early|late|mid)[\s-])?
    (?: (?:1[5-9]|20)\d0s | \d\d?(?:st|nd|rd|th)\s century )
"""
"""In the 1990s, since the early 19th century."""

NUMBERED_QUARTER = rf"(?:(?i:in|by|during|over|for|within|of|at)\s)? (?:Q[1-4]|H[12]) (?:\s(?:of\s)?{YEAR})?"
"""In Q2 2019."""

PART_OF_A_PERIOD = rf"""
    (?i:in|by|during|over|for|within|of)\s the\s (?:first|second|third|fourth|last|final|current|previous|latest|same)\s
    (?:\w+\s)? {UNIT} (?:\s of\s (?:{DATE}|(?:last|this|the)\s {UNIT}))?
"""
"""In the third quarter, in the first half of 2018."""

LAST_OR_NEXT = rf"""
    (?:(?i:in|during|over|for)\s the\s)?
    (?i:last|past|previous|next|coming|this|that|final)\s (?:\w+\s)? (?:{UNIT}|{MONTH})\b
"""
"""Last year, over the past two decades, this March."""

AGO = rf"(?i:a|one|two|three|\d+)\s {UNIT}\s (?:ago|earlier|before)"
"""A year ago."""

ADVERB = r"""
    (?i:(?:year|quarter|month|week)[\s-]o(?:n|ver)[\s-](?:year|quarter|month|week)
      | annually | yearly | monthly | weekly | yesterday | today | overnight)
"""
"""Year on year, annually, overnight."""

ON_A_WEEKDAY = rf"(?:(?i:on)\s)? (?:(?i:last)\s)? {WEEKDAY}"
"""On Monday."""

PERIOD = re.compile(
    "(?:"
    + "|".join(
        (
            BETWEEN_DATES,
            UP_TO_A_DATE,
            ON_A_DATE,
            DECADE,
            NUMBERED_QUARTER,
            PART_OF_A_PERIOD,
            LAST_OR_NEXT,
            AGO,
            ADVERB,
            ON_A_WEEKDAY,
        )
    )
    + r")\b",
    re.VERBOSE,
)


def periods(text: str, lexemes: Lexemes) -> list[Span]:
    """Returns the dates and periods named in a sentence, in order."""
    openers = listed("period openers")
    found = []
    end = lexemes.starts[-1]
    reached = 0
    for start, low in zip(lexemes.starts, lexemes.lowers):
        if start >= reached and (low in openers or low.isdecimal()):
            named = PERIOD.match(text, start, end)
            if named:
                reached = named.end()
                found.append(Span(start, reached, named[0]))
    return found


def period_of(spans: list[Span], start: int, stop: int, next_start: int) -> Span | None:
    """Returns the period that an amount belongs to: the next before another amount, else the last one before.

    ``start`` and ``stop`` are those of the amount, ``next_start`` that of the next, all in characters.
    """
    at = bisect_left(spans, stop, key=lambda span: span.start)
    if at < len(spans) and spans[at].start <= min(stop + FARTHEST_PERIOD, next_start):
        return spans[at]
    earlier = bisect_left(spans, start + 1, key=lambda span: span.end) - 1
    return spans[earlier] if earlier >= 0 and start - spans[earlier].end <= FARTHEST_PERIOD else None

"""Periods: the dates and spans of time named in a sentence, and which of them an amount belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left

from rusus.model import Span
from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed

FARTHEST_PERIOD = 90
"""Characters between an amount and the period that it is given."""


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|Apr(?:il|\.)?|May|June?|July?|Jul\."
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)


_YEAR = r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?(?!\d|[.,]\d|\s?(?:%|per))"


_PART = r"(?:first|second|third|fourth|last|final|current|previous|latest|same)"


_DATE = rf"(?:(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}}(?!\d|,\d{{3}}))?(?:,?\s{_YEAR})?|{_YEAR})"


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


_UNIT = (
    r"(?:years?|months?|weeks?|days?|quarters?|decades?|hours?|centur(?:y|ies)"
    r"|summer|winter|spring|fall|autumn|season|night|weekend|half|period)"
)


PERIOD = re.compile(
    rf"""
    (?:
        (?i:between|from)\s{_DATE}\s(?:and|to|until|through)\s{_DATE}                       # between March and May
      | (?i:in|during|over|for|at|by)\s the\s (?:\w+\s){{0,2}} (?:years?|quarters?|months?|weeks?|season|end|start)\s
        (?:to|ended|ending|through|until|of|since)\s (?:{_DATE}|(?:last\s)?{_WEEKDAY}|(?:last|this)\s {_UNIT})     # in the three months to June
      | (?i:in|by|since|during|until|through|for|of|on|before|after)\s
        (?: (?:early|late|mid|fiscal|the\syear|the\send\sof|calendar)[\s-] )? {_DATE}       # in 2018, by late 2020
      | (?i:in|during|over|since|by)\s the\s (?:(?:early|late|mid)[\s-])? (?:(?:1[5-9]|20)\d0s|\d\d?(?:st|nd|rd|th)\scentury)   # in the 1990s
      | (?:(?i:in|by|during|over|for|within|of|at)\s)? (?:Q[1-4]|H[12])(?:\s(?:of\s)?{_YEAR})?   # in Q2 2019
      | (?i:in|by|during|over|for|within|of)\s the\s {_PART}\s (?:\w+\s)? {_UNIT}          # in the third quarter
        (?:\s of\s (?:{_DATE}|(?:last|this|the)\s {_UNIT}))?
      | (?:(?i:in|during|over|for)\s the\s)?                                                 # last year
        (?i:last|past|previous|next|coming|this|that|final)\s (?:\w+\s)? (?:{_UNIT}|{_MONTH})\b
      | (?i:a|one|two|three|\d+)\s {_UNIT}\s (?:ago|earlier|before)
      | (?i:(?:year|quarter|month|week)[\s-]o(?:n|ver)[\s-](?:year|quarter|month|week)
          | annually | yearly | monthly | weekly | yesterday | today | overnight)
      | (?:(?i:on)\s)? (?:(?i:last)\s)? {_WEEKDAY}
    )\b
    """,
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
    """Returns the period that an amount belongs to: the next before another amount, else the last one before."""
    at = bisect_left(spans, stop, key=lambda span: span.start)
    if at < len(spans) and spans[at].start <= min(stop + FARTHEST_PERIOD, next_start):
        return spans[at]
    earlier = bisect_left(spans, start + 1, key=lambda span: span.end) - 1
    return spans[earlier] if earlier >= 0 and start - spans[earlier].end <= FARTHEST_PERIOD else None

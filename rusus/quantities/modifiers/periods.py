"""Periods: the dates and spans of time named in a sentence, and which of them an amount belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left

from rusus.model import Span
from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed

FARTHEST_PERIOD = 90
"""Characters between an amount and the period that it is given, but for one that opens the sentence.

Of periods 46 to 90 characters away 10 of 14 looked at are the amount's, of those 91 to 180 away 4 of 14.
"""

LONGEST_PLACE = 6
"""Words of a dateline before its day: NEW YORK, N.Y., April 3; chosen by hand."""

REACH_OF_DATELINE = 4
"""Words between the day of a dateline and its dash or bracket: April 13, IRNA --; chosen by hand."""

BRACKETS = (("(", ")"), ("[", "]"))
"""Marks of an aside, whose numbers and periods are apart from those outside."""

FARTHEST_FRONTED = 250
"""Characters between an amount and the period that opens its sentence; chosen by hand."""

FRONTED = 3
"""Words that may stand before a period that opens a sentence and holds for all of it: But in 2018, ...; by hand."""

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
    (?: (?i:in|during|over|for|since|until|by)\s (?:the\s)? )?
    (?i:last|past|previous|next|coming|this|that|final)\s (?:\w+\s)? (?:{UNIT}|{MONTH})\b
"""
"""Last year, over the past two decades, this March."""

AGO = rf"(?i:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s {UNIT}\s (?:ago|earlier)"
"""A year ago."""

QUARTER_BEFORE_A_NOUN = (
    rf"(?i:first|second|third|fourth|latest)[\s-](?:quarter|half|month|year)(?:\s (?:of\s)? {YEAR})?"
)
"""A third-quarter loss."""

DAYS = rf"{MONTH}\s \d{{1,2}} (?:\s?[-–]\s?\d{{1,2}})? (?!\d|,\d{{3}}) (?:,?\s{YEAR})?"
"""March 17-20, May 5, 2018, with no preposition before them."""

FISCAL_YEAR = rf"(?i:fiscal(?:\s year)?)\s {YEAR}"
"""Fiscal 2012."""

KNOWN_PERIOD = r"""
    (?: (?i:in|during|over|for|throughout)\s)?
    (?: (?i:the)\s (?: (?:following|previous|preceding|same|prior|year-ago|year-earlier)
                       \s (?:year|quarter|month|week|period) | period | time )
      | (?i:that)\s (?:time|period|year|month|quarter|week) )
"""
"""In the period, the following year: one that was named before."""

ADVERB = r"""
    (?i:(?:year|quarter|month|week)[\s-]o(?:n|ver)[\s-](?:year|quarter|month|week)
      | annually | yesterday | today | overnight)
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
            KNOWN_PERIOD,
            LAST_OR_NEXT,
            AGO,
            QUARTER_BEFORE_A_NOUN,
            FISCAL_YEAR,
            DAYS,
            ADVERB,
            ON_A_WEEKDAY,
        )
    )
    + r")\b",
    re.VERBOSE,
)


NAMES_A_DAY = re.compile(rf"(?:[Oo]n\s)?(?:{WEEKDAY}|{MONTH}\s\d)|(?i:today|yesterday)")
"""A day that opens a sentence is that of an event, and not of every number after it: On Tuesday, she drew …"""


def periods(text: str, lexemes: Lexemes) -> list[Span]:
    """Returns the dates and periods named in a sentence, in order."""
    openers = listed("period openers", "months")
    found = []
    end = lexemes.starts[-1]
    reached = 0
    for at, (start, low) in enumerate(zip(lexemes.starts, lexemes.lowers)):
        if start >= reached and (low in openers or low.isdecimal()):
            named = PERIOD.match(text, start, end)
            if named:
                reached = named.end()
                if not _is_of_the_report(lexemes, at, reached):
                    found.append(Span(start, reached, named[0]))
    return found


def _is_of_the_report(lexemes: Lexemes, at: int, end: int) -> bool:
    """True if a day is that of a report: the company SAID on Thursday, BAGHDAD. April 3 (Interfax) -."""
    after = bisect_left(lexemes.starts, end)
    marks = lexemes.words[after : after + REACH_OF_DATELINE]
    is_day = lexemes.lowers[at] in listed("months") and at <= LONGEST_PLACE
    is_dateline = is_day and not listed("after the day of a dateline").isdisjoint(marks)
    said = lexemes.lowers[at - 1] in listed("verbs of reporting") and at > 0
    return is_dateline or said and lexemes.lowers[at] not in ("first", "second", "third", "fourth", "latest")


def period_of(lexemes: Lexemes, spans: list[Span], start: int, stop: int, next_start: int) -> Span | None:
    """Returns the period that an amount belongs to, in this order:

    the next one in its clause before another amount, the last one before, the next one that it shares with another
    amount (5 percent and 3 percent IN MAY), and the one that opens the sentence and holds for all of it.
    ``start`` and ``stop`` are those of the amount, ``next_start`` that of the next, all in characters.
    """
    at = bisect_left(spans, stop, key=lambda span: span.start)
    following = spans[at] if at < len(spans) and spans[at].start <= stop + FARTHEST_PERIOD else None
    if following and following.start <= next_start and not _is_apart(lexemes, stop, following.start):
        return following
    earlier = bisect_left(spans, start + 1, key=lambda span: span.end) - 1
    if earlier >= 0 and start - spans[earlier].end <= FARTHEST_PERIOD:
        bases = ("bases of comparison",) if following else ()
        if not _is_apart(lexemes, spans[earlier].end, start, *bases):
            return spans[earlier]
    if following and not _is_apart(lexemes, stop, following.start, "bases of comparison"):
        return following
    opens = earlier >= 0 and bisect_left(lexemes.starts, spans[0].start) <= FRONTED
    holds = opens and start - spans[0].end <= FARTHEST_FRONTED and not NAMES_A_DAY.match(spans[0].text)
    return spans[0] if holds else None


def _is_apart(lexemes: Lexemes, start: int, end: int, *more: str) -> bool:
    """True if another clause begins between two places: $42 million, DESPITE warnings that it could double by 2030.

    ``more`` are sections of words that part them as well.
    """
    first, last = bisect_left(lexemes.starts, start), bisect_left(lexemes.starts, end)
    parts = listed("between a number and a period of another clause", *more)
    between = lexemes.lowers[first:last]
    in_brackets = any(between.count(opens) != between.count(closes) for opens, closes in BRACKETS)
    return in_brackets or any(
        low in parts and not (low == "that" and lexemes.lowers[at + 1] == "of") for at, low in enumerate(between, first)
    )

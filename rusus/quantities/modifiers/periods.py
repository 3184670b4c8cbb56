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

REACH_OF_BASE = 7
"""Words between a word of comparison and the period that is its base: than they did the same month; by hand."""

REACH_OF_YEAR_BEFORE = 9
"""Words before a number in which year-earlier may stand: a year-earlier net loss of $26,956, or two cents; by hand."""

SHORTEST_SUPERLATIVE = 6
"""Letters of a word in -est that says how something ranks in a period: lowest, but not west."""

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
YEAR = r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?(?!\d|[.,]\d|\s?(?:%|per\b))"
DATE = rf"(?:(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}}(?!\d|,\d{{3}}))?(?:,?\s{YEAR})?|{YEAR})"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
UNIT = (
    r"(?:years?|months?|weeks?|days?|quarters?|decades?|hours?|centur(?:y|ies)"
    r"|summer|winter|spring|fall|autumn|season|night|weekend|half|period)"
)

LINKS = "was|were|is|are|had|has|also|and|or|to|from|rose|fell|ended|ending|through|until|but|while|with"
"""Words that go on after a counted period; a noun there says that it describes a thing: the two-year project."""

# The kinds of period, each as it is tried; spaces in them stand for nothing (re.VERBOSE).
END = rf"(?: {DATE} | {WEEKDAY} | (?i:now|today|yesterday) )"
BETWEEN_DATES = rf"""
    (?i:between|from)\s (?:
        {END}\s (?:and|to|until|through)\s {END}
      | {MONTH}\s\d{{1,2}} \s?[-–]\s? {MONTH}\s\d{{1,2}}
    )
"""
"""Between March and May, from April 27 through Sunday, between now and 2020, from March 30-April 4."""

UP_TO_A_DATE = rf"""
    (?i:in|during|over|for|at|by)\s the\s (?:\w+\s){{0,2}} (?:years?|quarters?|months?|weeks?|season|end|start)\s
    (?:(?:that|which)\s)?
    (?:to|ended|ending|ends|through|until|of|since|beginning|begins|began|starting|starts|started)\s
    (?:(?:in|on)\s)? (?:{DATE}|(?:last\s)?{WEEKDAY}|(?:last|this)\s {UNIT})
"""
"""In the three months to June, by the end of 2021, for the fiscal year that ended in June."""

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

COUNTED_PERIOD = rf"""
    (?i:in|during|over|for|within|of)\s (?i:the|those|these)\s (?: (?:year-earlier|year-ago|same)\s )?
    (?: \d{{1,2}} | (?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ) [\s-]
    (?:years?|months?|weeks?|quarters?|decades?)\b (?: \s(?:span|period) | (?!-|\s(?!(?:{LINKS})\b)[a-z]) )
"""
"""For the nine months, over those three decades, over the eight-year span; but for the two-year project."""

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

FISCAL_YEAR = rf"""
    (?: (?i:in|for|during|by|since|of)\s )? (?: (?i:fiscal(?:\s year)?)\s {YEAR} | FY\s? (?:{YEAR}|\d\d) )
"""
"""Fiscal 2012, in FY2019, FY 2018-19."""

PERIOD_OF_A_YEAR = rf"(?i:in|during|over|for)\s the\s {YEAR}\s (?:(?:first|second|third|fourth|fiscal)\s)? {UNIT}"
"""In the 1988 period, for the 2018 second quarter."""

KNOWN_PERIOD = r"""
    (?: (?i:in|during|over|for|throughout)\s)?
    (?: (?i:the)\s (?: (?:following|previous|preceding|same|prior|full|year-ago|year-earlier)
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
            PERIOD_OF_A_YEAR,
            KNOWN_PERIOD,
            COUNTED_PERIOD,
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


CHANGE_OVER = re.compile(r"(?i:(?:year|quarter|month|week)[\s-]o(?:n|ver)[\s-](?:year|quarter|month|week))")
"""Year on year: only a change has it, and no level beside it."""

NAMES_A_DAY = re.compile(rf"(?:[Oo]n\s)?(?:{WEEKDAY}|{MONTH}\s\d)|(?i:today|yesterday)")
"""A day that opens a sentence is that of an event, and not of every number after it: On Tuesday, she drew …"""


def periods(text: str, lexemes: Lexemes) -> list[Span]:
    """Returns the dates and periods named in a sentence, in order; those that others are compared with where only they
    are named: 20 percent lower THAN IN 2008."""
    openers = listed("period openers", "months")
    found: list[Span] = []
    bases: list[Span] = []
    end = lexemes.starts[-1]
    reached = 0
    for at in [at for at, low in enumerate(lexemes.lowers) if low in openers or low.isdecimal()]:
        start = lexemes.starts[at]
        named = PERIOD.match(text, start, end) if start >= reached else None
        if named:
            reached = named.end()
            if not any(rule(lexemes, at, reached) for rule in NO_PERIOD):
                compared = _is_base(lexemes, at, reached)
                (bases if compared else found).append(Span(start, reached, named[0]))
    return found or bases


def _is_of_the_report(lexemes: Lexemes, at: int, end: int) -> bool:
    """True if a day is that of a report: the company SAID on Thursday, BAGHDAD. April 3 (Interfax) -."""
    after = bisect_left(lexemes.starts, end)
    marks = lexemes.words[after : after + REACH_OF_DATELINE]
    is_day = lexemes.lowers[at] in listed("months") and at <= LONGEST_PLACE
    is_dateline = is_day and not listed("after the day of a dateline").isdisjoint(marks)
    said = lexemes.lowers[at - 1] in listed("verbs of reporting") and at > 0
    return is_dateline or said and lexemes.lowers[at] not in ("first", "second", "third", "fourth", "latest")


def _is_in_a_name(lexemes: Lexemes, at: int, end: int) -> bool:
    """True of USA Today."""
    return at > 0 and lexemes.words[at] in ("Today", "TODAY") and lexemes.words[at - 1][:1].isupper()


def _is_possessive(lexemes: Lexemes, end: int) -> bool:
    """True of a period whose noun stands behind it: last year's sales."""
    after = bisect_left(lexemes.starts, end)
    return lexemes.lowers[after] in ("'", "’") and lexemes.lowers[after + 1] == "s"


def _is_base(lexemes: Lexemes, at: int, end: int) -> bool:
    """True of a base of comparison: up 5 percent against LAST YEAR; but not of $4 million against $3 million in May."""
    if _is_possessive(lexemes, end):
        return False
    if lexemes.lowers[at - 1] == "from" and at > 0:
        return True
    for before in range(at - 1, max(-1, at - 1 - REACH_OF_BASE), -1):
        if lexemes.lowers[before] in listed("bases of comparison"):
            return lexemes.lowers[before] != "from"
        than = "than" in lexemes.lowers[max(0, at - 1 - REACH_OF_BASE) : before]
        known = lexemes.lowers[before] in listed("between a base and its period")
        if not known and not (than and lexemes.words[before].isalpha()):
            return False
    return False


NO_PERIOD = (_is_of_the_report, _is_in_a_name)
"""What a date or period is none of the sentence's numbers for."""


def period_of(lexemes: Lexemes, spans: list[Span], start: int, stop: int, next_start: int) -> Span | None:
    """Returns the period that an amount belongs to, in this order:

    the next one in its clause before another amount, the last one before, the next one that it shares with another
    amount (5 percent and 3 percent IN MAY), and the one that opens the sentence and holds for all of it.
    ``start`` and ``stop`` are those of the amount, ``next_start`` that of the next, all in characters.
    """
    at = bisect_left(spans, stop, key=lambda span: span.start)
    following = spans[at] if at < len(spans) and spans[at].start <= stop + FARTHEST_PERIOD else None
    if following and not _can_follow(lexemes, stop, following):
        following = None
    if following and following.start <= next_start and not _is_apart(lexemes, stop, following.start):
        return following
    is_base = _is_compared(lexemes, start)
    earlier = bisect_left(spans, start + 1, key=lambda span: span.end) - 1
    if (
        earlier >= 0
        and (not is_base or _is_possessive(lexemes, spans[earlier].end))
        and start - spans[earlier].end <= FARTHEST_PERIOD
    ):
        bases = ("bases of comparison",) if following else ()
        if _can_precede(lexemes, spans[earlier], start) and not _is_apart(lexemes, spans[earlier].end, start, *bases):
            return spans[earlier]
    if following and not _is_apart(lexemes, stop, following.start, "bases of comparison"):
        return following
    opens = earlier >= 0 and bisect_left(lexemes.starts, spans[0].start) <= FRONTED
    holds = opens and not is_base and start - spans[0].end <= FARTHEST_FRONTED and not NAMES_A_DAY.match(spans[0].text)
    return spans[0] if holds else None


def _can_follow(lexemes: Lexemes, stop: int, span: Span) -> bool:
    """True if a period can be that of a number before it; not: 13 percent from LAST YEAR's $1.5 billion, the lowest
    SINCE 1988, $100 million, a YEAR-ON-YEAR increase of 5 percent."""
    first, last = bisect_left(lexemes.starts, stop), bisect_left(lexemes.starts, span.start)
    if _is_possessive(lexemes, span.end):
        return False
    between = lexemes.lowers[first:last]
    if any(low.endswith("est") and len(low) >= SHORTEST_SUPERLATIVE for low in between):
        return False
    return not (CHANGE_OVER.fullmatch(span.text) and "," in between[:-1])


def _can_precede(lexemes: Lexemes, span: Span, start: int) -> bool:
    """True if a period can be that of a number after it; not: up 5 percent YEAR ON YEAR to 80, from 12 IN MAY to 8."""
    if lexemes.lowers[bisect_left(lexemes.starts, span.end) : bisect_left(lexemes.starts, start)] == ["to"]:
        return False
    if not CHANGE_OVER.fullmatch(span.text):
        return True
    between = lexemes.lowers[bisect_left(lexemes.starts, span.end) : bisect_left(lexemes.starts, start)]
    return not between or "by" in between or not listed("nouns of change").isdisjoint(between)


def _is_compared(lexemes: Lexemes, start: int) -> bool:
    """True of the base of a comparison, which has no period but one of its own: $5 million, UP FROM $4 million."""
    at = bisect_left(lexemes.starts, start) - 1
    if at < 1:
        return False
    low, before = lexemes.lowers[at], lexemes.lowers[at - 1]
    if _is_of_the_year_before(lexemes, at):
        return True
    if low == "from":
        return before in ("up", "down") or any(word[:1].isdigit() for word in lexemes.words[max(0, at - 4) : at])
    return low in ("against", "versus") or low in ("with", "to") and before == "compared"


def _is_of_the_year_before(lexemes: Lexemes, at: int) -> bool:
    """True after compared with a YEAR-EARLIER loss of $5, or 2 cents a share: the noun says when it was."""
    near = range(max(2, at - REACH_OF_YEAR_BEFORE), at + 1)
    return any(
        lexemes.lowers[each] in ("earlier", "ago")
        and lexemes.words[each - 1] == "-"
        and lexemes.lowers[each - 2] == "year"
        for each in near
    ) and not listed("bases of comparison").isdisjoint(lexemes.lowers[max(0, at - 2 * REACH_OF_YEAR_BEFORE) : at])


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

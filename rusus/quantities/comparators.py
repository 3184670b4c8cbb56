"""The words around an amount: comparator, trend and period."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from rusus.model import Span
from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed, nouns

LONGEST_COMPARATOR = 4
LONGEST_OBJECT = 5
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


@cache
def _phrases(section: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The comparators of a section by their last word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed(section):
        parts = tuple(re.findall(r"\w+|\S", phrase))
        found.setdefault(parts[-1], []).append(parts)
    return {last: tuple(sorted(phrases)) for last, phrases in found.items()}


def comparator(lexemes: Lexemes, first: int, end: int, last: int = 0) -> tuple[str, int]:
    """Returns the comparator of an amount in lexemes ``[first, end)`` and the index at which its words begin.

    ``last`` is where the number itself ends: 400 OR SO copies, 5,000-PLUS residents.
    """
    at = first
    if (
        lexemes.lowers[at - 1] in ("a", "an", "the")
        and at > 1
        and lexemes.lowers[at - 2]
        in ("than", "nearly", "almost", "about", "over", "under", "just", "least", "approximately", "roughly")
    ):
        at -= 1
    mark = "="
    start = at
    for _ in range(3):
        found = _comparator_before(lexemes, start)
        if found is None:
            break
        sign, begin = found
        if mark == "=" or mark == "~" and sign in "<>":
            mark = sign
        start = begin
    if mark == "=":
        mark = _comparator_after(lexemes, end)
    if mark == "=" and 0 < last < end:
        mark = _comparator_after(lexemes, last + (lexemes.words[last] == "-"))
    return mark, start


def _comparator_before(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    if at <= 0:
        return None
    last = lexemes.lowers[at - 1]
    if last == "-" and lexemes.lowers[at - 2] == "sub":
        return "<", at - 2
    best: tuple[str, int] | None = None
    for sign, section in ((">", "more"), ("<", "less"), ("~", "about"), ("=", "exactly")):
        for phrase in _phrases(section).get(last, ()):
            begin = at - len(phrase)
            if begin >= 0 and tuple(lexemes.lowers[begin:at]) == phrase and (best is None or begin < best[1]):
                best = sign, begin
    return best


def _comparator_after(lexemes: Lexemes, end: int) -> str:
    low, following = lexemes.lowers[end], lexemes.lowers[end + 1]
    if low == "odd":
        return "~"
    if (
        low == "or"
        and following in ("more", "higher", "above", "over", "older", "greater")
        or low == "+"
        and lexemes.glued(end)
        or low == "plus"
    ):
        return ">"
    if low == "or" and following in ("less", "fewer", "lower", "under", "below"):
        return "<"
    if low == "or" and following == "so" or low in ("approximately", "roughly"):
        return "~"
    return "="


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

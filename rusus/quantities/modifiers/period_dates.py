"""The days that a period begins and ends on, where its words and the article's own date tell: last year, Q2 2019.

A rule is a pattern and what it means; the first that fits the whole period decides. ISO dates (YYYY-MM-DD); an end that
is open (since 2021), or that does not follow, is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

Days = tuple[date | None, date | None]
"""The first and the last day of a period."""
Words = Mapping[str, str | None]
"""The named parts of a period, in lower case."""

MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SMALL = {
    name: at for at, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
MONTHS_OF = {"quarter": 3, "half": 6, "year": 12}
DECADES = {"decade": 10, "decades": 10, "year": 1, "years": 1}
LAST_YEAR, FIRST_YEAR = 2100, 1500

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
YEAR = r"(?:1[5-9]|20)\d\d"
NUMBER = r"\d{1,2}|" + "|".join(SMALL)

OPEN_AT_THE_END, OPEN_AT_THE_START = frozenset(("since", "after")), frozenset(("by", "until", "through", "before"))
LEAD = re.compile(
    r"(?:(since|after|by|until|through|before|in|on|during|over|for|within|of|at|throughout)\s+)?"
    r"(?:the\s+(?=end\b|start\b|[a-z]|\d))?(?:(?:early|late|mid|calendar|the\s+end\s+of|end\s+of|start\s+of)[\s-]+)?"
)
BETWEEN = re.compile(r"(?:between|from)\s+(.+?)\s+(?:and|to|until|through)\s+(.+)")


def period_dates(words: str, published: str | None) -> tuple[str | None, str | None]:
    """Returns the first and the last day of a period as ISO dates; ``published`` is the article's own, as ISO date."""
    today = _published(published)
    first, last = _days(" ".join(words.lower().split()), today)
    return first.isoformat() if first else None, last.isoformat() if last else None


@cache
def _published(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None


def _days(words: str, today: date | None) -> Days:
    pair = BETWEEN.fullmatch(words)
    if pair:
        first, last = _named(pair[1], today)[0], _named(pair[2], today)[1]
        return (first, last) if first is None or last is None or first <= last else (None, None)
    lead = LEAD.match(words)
    link = lead[1] if lead else None
    first, last = _named(words[lead.end() :] if lead else words, today)
    if link in OPEN_AT_THE_END:
        return (first, None) if link == "since" else (last and last + timedelta(1), None)
    if link in OPEN_AT_THE_START:
        return None, first and first - timedelta(1) if link == "before" else last
    return first, last


def _named(words: str, today: date | None) -> Days:
    """Returns the days of a period without the preposition before it."""
    for pattern, meaning in PERIODS:
        found = pattern.fullmatch(words)
        if found:
            try:
                return meaning(found.groupdict(), today)
            except (ValueError, OverflowError):  # February 30, the year 0
                return None, None
    return None, None


def _month(name: str) -> int:
    return MONTHS[name[:3]]


def _count(words: str) -> int:
    return SMALL.get(words) or int(words)


def _months(year: int, month: int, months: int = 1) -> Days:
    """Returns the days of some months on end; the month may lie outside 1..12 and is carried over."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month + months - 1
    last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _year(parts: Words, today: date | None) -> Days:
    """2018; 2013-14 is two years."""
    year, last = int(parts["year"] or 0), parts["last"]
    end = year if last is None else int(last) if len(last) == 4 else year - year % 100 + int(last)
    return date(year, 1, 1), date(end, 12, 31)


def _fiscal_year(parts: Words, today: date | None) -> Days:
    """Fiscal 2023, FY23: that of the United States, whose fiscal year ends in September of the year that names it."""
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0
    return date(year - 1, 10, 1), date(year, 9, 30)


def _decade(parts: Words, today: date | None) -> Days:
    first = int(parts["year"] or 0)
    return date(first, 1, 1), date(first + 9, 12, 31)


def _century(parts: Words, today: date | None) -> Days:
    century = int(parts["century"] or 0)
    return date(century * 100 - 99, 1, 1), date(century * 100, 12, 31)


def _day(parts: Words, today: date | None) -> Days:
    """May 5, 2018; March 17-20; without a year the last such day."""
    month = _month(parts["month"] or "")
    first, last = int(parts["day"] or 0), int(parts.get("last") or parts["day"] or 0)
    year = _year_of(parts["year"], month, first, today)
    return (date(year, month, first), date(year, month, last)) if year else (None, None)


def _month_of_year(parts: Words, today: date | None) -> Days:
    month = _month(parts["month"] or "")
    year = _year_of(parts["year"], month, 1, today)
    return _months(year, month) if year else (None, None)


def _year_of(written: str | None, month: int, day: int, today: date | None) -> int | None:
    """Returns the year as written, or that of the last such day before the article."""
    if written:
        return int(written)
    return today.year - ((month, day) > (today.month, today.day)) if today else None


def _part_of_year(parts: Words, today: date | None) -> Days:
    """Q2 2019, the first half of 2018, the third quarter (the last one that has begun)."""
    name = parts.get("part") or ("half" if (parts.get("short") or "")[:1] == "h" else "quarter")
    at = ORDINALS[parts["nth"] or ""] if parts.get("nth") else int((parts.get("short") or "0")[1:])
    size = MONTHS_OF[name]
    if at * size > 12:
        return None, None
    month = (at - 1) * size + 1
    this = parts.get("this")
    if this and today:
        return _months(today.year - (this == "last"), month, size)
    year = _year_of(parts["year"], month, 1, today)
    return _months(year, month, size) if year else (None, None)


def _first_months(parts: Words, today: date | None) -> Days:
    """The first nine months of this year, the last two months of 2002; without a year the last that have ended."""
    count, this = _count(parts["count"] or ""), parts["this"]
    if parts["year"]:
        year = int(parts["year"])
    elif today is None or count > 12 or this is None and parts["end"] != "first":
        return None, None
    else:
        year = today.year - (this == "last" or this is None and today.month <= count)
    if count > 12:
        return None, None
    return _months(year, 1 if parts["end"] == "first" else 13 - count, count)


def _months_to(parts: Words, today: date | None) -> Days:
    """The three months to June, the year ended March 31, 2018, the fiscal year that begins in October."""
    month = _month(parts["month"] or "")
    written = parts["day"] or parts["day2"]
    day = int(written or 1)
    year = _year_of(parts["year"], month, day, today)
    count = _count(parts["count"] or "one") * MONTHS_OF.get((parts["unit"] or "").rstrip("s"), 1)
    if year is None:
        return None, None
    if (parts["edge"] or "")[:2] in ("be", "st"):
        return _months(year, month, count)
    last = date(year, month, day) if written else _months(year, month)[1]
    return _months(year, month - count + 1, count)[0], last


def _last_or_next(parts: Words, today: date | None) -> Days:
    """Last year, this month, next quarter."""
    unit = parts["unit"] or ""
    step = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[parts["which"] or ""]
    if today is None:
        return None, None
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    if unit == "month":
        return _months(today.year, today.month + step)
    if unit == "quarter":
        return _months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    monday = today - timedelta(today.weekday()) + timedelta(7 * step)
    return monday, monday + timedelta(6)


def _last_month_named(parts: Words, today: date | None) -> Days:
    """Last June: the one before this; this March, next March."""
    if today is None:
        return None, None
    month, which = _month(parts["month"] or ""), parts["which"]
    if which == "this":
        return _months(today.year, month)
    return _months(
        today.year + (month <= today.month) if which == "next" else today.year - (month >= today.month), month
    )


def _past_years(parts: Words, today: date | None) -> Days:
    """The past two years, the last decade: so long up to the article's day."""
    if today is None:
        return None, None
    years = _count(parts["count"] or "one") * DECADES[parts["unit"] or ""]
    return _same_day(today, today.year - years), today


def _past_days(parts: Words, today: date | None) -> Days:
    """The past 12 months, the last three weeks: so long up to the article's day."""
    if today is None:
        return None, None
    count, unit = _count(parts["count"] or ""), (parts["unit"] or "").rstrip("s")
    if unit == "month":
        first = _months(today.year, today.month - count)[0]
        return first and first.replace(day=min(today.day, monthrange(first.year, first.month)[1])), today
    return today - timedelta(count * (7 if unit == "week" else 1)), today


def _week_to(parts: Words, today: date | None) -> Days:
    """The week ended April 20: the seven days up to then."""
    last = _day(parts, today)[1]
    return last and last - timedelta(6), last


def _ago(parts: Words, today: date | None) -> Days:
    """Two years ago: that year; three months ago: that month."""
    if today is None:
        return None, None
    count = 1 if parts["count"] == "a" else _count(parts["count"] or "")
    if (parts["unit"] or "").startswith("year"):
        return date(today.year - count, 1, 1), date(today.year - count, 12, 31)
    return _months(today.year, today.month - count)


def _same_day(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _weekday(parts: Words, today: date | None) -> Days:
    """On Monday: the last one, the article's own day included."""
    if today is None:
        return None, None
    back = (today.weekday() - WEEKDAYS.index((parts["weekday"] or "")[:3])) % 7
    return (today - timedelta(back),) * 2


def _near_day(parts: Words, today: date | None) -> Days:
    if today is None:
        return None, None
    step = {"yesterday": -1, "now": 0, "today": 0, "tomorrow": 1}[parts["near"] or ""]
    return (today + timedelta(step),) * 2


PERIODS: tuple[tuple[re.Pattern[str], Callable[[Words, date | None], Days]], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (rf"(?P<year>{YEAR})(?:[-–/](?P<last>\d\d(?:\d\d)?))?", _year),
        (rf"(?:fiscal(?: year)?|fy) ?(?P<year>{YEAR}|\d\d)", _fiscal_year),
        (r"(?:(?:early|late|mid)[\s-])?(?P<year>\d{3}0)s", _decade),
        (r"(?:(?:early|late|mid)[\s-])?(?P<century>\d\d?)(?:st|nd|rd|th) century", _century),
        (rf"(?P<month>{MONTH}) (?P<day>\d\d?)(?:\s?[-–]\s?(?P<last>\d\d?))?(?:,? (?P<year>{YEAR}))?", _day),
        (rf"(?P<day>\d\d?) (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?", _day),
        (rf"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?", _month_of_year),
        (rf"(?P<short>q[1-4]|h[12])(?: (?:of )?(?P<year>{YEAR}))?", _part_of_year),
        (
            r"(?P<nth>first|second|third|fourth)[\s-](?P<part>quarter|half)"
            rf"(?: of)?(?: (?:(?P<year>{YEAR})|(?P<this>last|this|the) year))?",
            _part_of_year,
        ),
        (rf"(?:last|past) (?P<count>{NUMBER}) (?P<unit>months?|weeks?|days?)", _past_days),
        (
            rf"(?P<end>first|last|final) (?P<count>{NUMBER}) months?"
            rf"(?: of (?:(?P<year>{YEAR})|(?P<this>this|last|the) year))?",
            _first_months,
        ),
        (
            rf"week (?:to|ended|ending|through) (?P<month>{MONTH}) (?P<day>\d\d?)(?:,? (?P<year>{YEAR}))?",
            _week_to,
        ),
        (
            rf"(?:(?P<count>{NUMBER}) )?(?:fiscal |financial |full )?(?P<unit>months?|years?|quarter) (?:that |which )?"
            rf"(?P<edge>to|ended|ending|ends|through|until|beginning|begins|began|starting|starts|started)"
            rf" (?:in |on )?(?:(?P<day>\d\d?) )?(?P<month>{MONTH})(?: (?P<day2>\d\d?))?(?:,? (?P<year>{YEAR}))?",
            _months_to,
        ),
        (r"(?P<which>last|previous|this|next|coming) (?P<unit>year|month|quarter|week)", _last_or_next),
        (rf"(?P<which>last|this|next) (?P<month>{MONTH})", _last_month_named),
        (rf"(?:last|past) (?:(?P<count>{NUMBER}) )?(?P<unit>years?|decades?)", _past_years),
        (rf"(?P<count>a|{NUMBER}) (?P<unit>years?|months?) (?:ago|earlier)", _ago),
        (r"(?:last )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)", _weekday),
        (r"(?P<near>now|today|yesterday|tomorrow)", _near_day),
    )
)
"""What the words of a period mean, each with the days that follow."""

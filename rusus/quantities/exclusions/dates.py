"""Dates: days, years, decades and times of day.

Each rule looks at a number and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import number_words
from rusus.quantities.word_lists import listed, nouns

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
"""Four digits outside of these are no year; chosen by hand, not measured."""

LIKELY_YEARS = range(1900, 2101)
"""Four digits in this range are a year unless something speaks against it; chosen by hand, not measured."""

HOURS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
"""Hours in words."""

LAST_DAY, LAST_HOUR, LAST_MINUTE, MINUTES = 31, 12, 2400, 60
"""A day of a month, an hour, and an hour with minutes as one number are at most so large; minutes of an hour."""

MOST_DAYS = 4
"""Further days before the month of a list of days: 14, 20 and 27 April; chosen by hand, so that the cost is linear."""

REACH_OF_DATING = 4
"""Words before a year in which a verb such as founded may stand: founded by monks in 1128."""


def is_month(lexemes: Lexemes, index: int) -> bool:
    """True if the lexeme is the name of a month; may and march in lower case only after words such as "in"."""
    if lexemes.words[index] in listed("doubtful months"):
        return lexemes.lowers[index - 1] in listed("before a month")
    return lexemes.lowers[index] in listed("months")


def _follows_a_month(p: Place) -> bool:
    """True if a month stands before the number, whole or cut short with a point: May 18, Sept. 11."""
    at = p.first - 1 - (p.previous == "." and p.first > 1)
    return is_month(p.lexemes, at)


def decade_or_ordinal(p: Place) -> bool | None:
    """The 1990s, the '60s, 21st, 4th."""
    return p.numeral.form == "digits" and p.is_glued_after and p.following in listed("endings of ordinals") or None


def decade_with_an_apostrophe(p: Place) -> bool | None:
    """The 1990's."""
    apostrophe = p.numeral.form == "digits" and p.following in ("'", "’") and p.after(2) == "s"
    return apostrophe and len(p.word) == 4 or None


def spelled_ordinal(p: Place) -> bool | None:
    """The twenty-first; but a thirty-second spot is long, a twenty-minute walk."""
    hyphenated = p.is_glued_after and p.following in ("-", "‐", "‑")
    if not hyphenated or p.numeral.value % 10:
        return None
    return p.after(2) in number_words().ordinals and p.after(2) != "second"


def before_ago(p: Place) -> bool | None:
    """Two years ago, [two] weeks ago."""
    at = 2 if p.following == "]" else 1
    return p.after(at) in listed("units of time") and p.after(at + 1) == "ago" or None


DECADE_RULES = (decade_or_ordinal, decade_with_an_apostrophe, spelled_ordinal, before_ago)
"""Decades, ordinals and distances in time: 1990s, the '60s, 21st, two years ago."""


def first_of_two_days(p: Place) -> bool | None:
    """24-26 June, 16 or 17 March, 14, 20 and 27 April, on 8/9 May: days before the one that has the month."""
    at = p.last
    if not p.word[:1].isdecimal() or p.numeral.scale != 1:
        return None
    if "/" in p.word:
        return all(1 <= int(day) <= LAST_DAY for day in p.word.split("/")) and _is_certain_month(p, at) or None
    for _ in range(MOST_DAYS):
        is_day = p.lexemes.words[at + 1].isdecimal() and len(p.lexemes.words[at + 1]) < 3
        if p.lexemes.lowers[at] not in listed("list links") or not is_day:
            return None
        at += 2
        if _is_certain_month(p, at):
            return 1 <= p.numeral.value <= LAST_DAY and p.is_whole and p.word.isdecimal()
    return None


def _is_certain_month(p: Place, at: int) -> bool:
    """True of a month with a capital: 24-26 June; but 3 or 4 may stay."""
    return p.lexemes.words[at][:1].isupper() and is_month(p.lexemes, at)


def no_day_of_a_month(p: Place) -> bool | None:
    """May 32, May 1.5, May 3 million."""
    return None if 1 <= p.numeral.value <= LAST_DAY and p.is_whole and p.numeral.scale == 1 else False


def day_after_a_month(p: Place) -> bool | None:
    """May 18, Sept. 11; but in May 5% of them, in May 3 per 100,000."""
    return p.following not in ("%", "percent", "per") if _follows_a_month(p) else None


def day_before_a_month(p: Place) -> bool | None:
    """18 May, 3 of June; but 12 may leave."""
    if p.numeral.form != "digits":
        return None
    at = p.last + (p.following == "of")
    return p.lexemes.words[at] not in listed("doubtful months") and is_month(p.lexemes, at) or None


DAY_RULES = (first_of_two_days, no_day_of_a_month, day_after_a_month, day_before_a_month)
"""Days of the month beside them."""


def _year(p: Place) -> int:
    return int(p.word)


def year_in_two_digits(p: Place) -> bool | None:
    """The class of '68; but it is the film's 68."""
    digits = p.is_one_word and len(p.word) == 2 and p.word.isdecimal()
    return digits and p.previous in ("'", "’", "‘") and not p.lexemes.glued(p.first - 1) or None


def not_in_four_digits(p: Place) -> bool | None:
    """2,018, 96.1, 68, two thousand."""
    return None if p.is_one_word and len(p.word) == 4 and p.word.isdecimal() else False


def outside_the_calendar(p: Place) -> bool | None:
    """0451, 2500."""
    return None if EARLIEST_YEAR <= _year(p) <= LATEST_YEAR else False


def year_after_an_era(p: Place) -> bool | None:
    """A.D. 1000, c. 1850, b. 1920."""
    return p.previous == "." and p.before(2) in ("d", "c", "b") or None


def year_after_a_month(p: Place) -> bool | None:
    """May 2018, Sept. 1850."""
    return _follows_a_month(p) or None


def year_after_a_word_for_years(p: Place) -> bool | None:
    """Since 1850, fiscal 2019, the year 1066, the new calendar year, 1381."""
    named = p.previous == "," and p.before(2) == "year" and p.counted is None
    return p.previous in listed("before any year") or named or None


def year_before_an_era(p: Place) -> bool | None:
    """1066 AD, the 2019 season."""
    return p.following in listed("after any year") or None


def likely_year(p: Place) -> bool | None:
    """In 2018, 2018 was dry; but about 2000, an average of 2000."""
    return not _is_approximated(p) if _year(p) in LIKELY_YEARS and not p.counts_plural else None


def likely_year_before_a_plural(p: Place) -> bool | None:
    """The 2000 elections, 2018 figures; but 2000 people."""
    if _year(p) not in LIKELY_YEARS:
        return None
    return p.previous in listed("before a likely year") or _year(p) % 100 != 0


def dated_by_a_verb(p: Place) -> bool | None:
    """Founded in 1642, built by monks in 1128."""
    return not listed("verbs of dating").isdisjoint(p.words_before(REACH_OF_DATING)) or None


def between_two_years(p: Place) -> bool | None:
    """Between 1831 and 1865: both; but between 1500 and 1800 of them, between 1831 and 1865 meters."""
    first = p.first if p.previous == "between" else p.first - 2
    words = p.lexemes.words[max(0, first - 1) : first + 3]
    if first < 1 or [word.lower() for word in words[0::2]] != ["between", "and"]:
        return None
    years = [int(word) for word in words[1::2] if word.isdecimal() and len(word) == 4]
    is_pair = len(years) == 2 and EARLIEST_YEAR <= years[0] < years[1] <= LIKELY_YEARS.stop
    return is_pair and any(year % 50 for year in years) and not _goes_on(p, first + 3) or None


def _goes_on(p: Place, at: int) -> bool:
    """True if what stands at a lexeme can be counted or measured."""
    return p.lexemes.words[at][:1].isalpha() and p.lexemes.lowers[at] not in nouns("stop words")


def year_to_come(p: Place) -> bool | None:
    """By 2150; but 2150 people, a total of 2150."""
    return p.previous in listed("before a year to come") if _year(p) >= LIKELY_YEARS.stop else None


def year_long_past(p: Place) -> bool:
    """During 1642, spring 1815; but the 1500, 1642 people, to 1750."""
    return not p.counts_plural and p.previous in listed("before a year long past")


def _is_approximated(p: Place) -> bool:
    until = p.previous == "least" and p.before(2) == "at" and p.before(3) in ("until", "till", "by")
    return not until and (
        p.previous in listed("before a round number") or p.previous == "of" and p.before(2) in ("average", "total")
    )


YEAR_RULES = (
    year_in_two_digits, not_in_four_digits, outside_the_calendar, year_after_an_era, year_after_a_month,
    year_after_a_word_for_years, year_before_an_era, likely_year, likely_year_before_a_plural, dated_by_a_verb,
    between_two_years, year_to_come, year_long_past,
)  # fmt: skip
"""Bare numbers that are years."""


def before_am_or_pm(p: Place) -> bool | None:
    """10.45pm, 6 am; but 6.5 am is none."""
    if p.following not in ("am", "pm") or not _is_hour(p):
        return None
    return len(p.word.partition(".")[2]) in (0, 2)


def before_a_m(p: Place) -> bool | None:
    """6 a.m., 10.45 p.m."""
    return p.following in ("a", "p") and p.after(2) == "." and p.after(3) == "m" and _is_hour(p) or None


def _is_hour(p: Place) -> bool:
    """True if the number is an hour of half a day, with minutes or without: 6, 12.59."""
    return p.numeral.value < LAST_HOUR + 1


def before_a_time_zone(p: Place) -> bool | None:
    """1900 GMT, 7 o'clock."""
    return p.following in listed("after time") and p.numeral.value <= LAST_MINUTE or None


def hour_in_four_digits(p: Place) -> bool | None:
    """At 1700 local time, between 2200 and 0700, 1130 to 1215 GMT."""
    if not _is_hour_and_minutes(p.word) or not p.is_one_word:
        return None
    if p.following == "local" and p.after(2) == "time":
        return True
    last = p.following in listed("between hours") and _is_hour_and_minutes(p.after(2))
    return last and (p.after(2)[0] == "0" or p.after(3) in listed("after time")) or None


def _is_hour_and_minutes(word: str) -> bool:
    """True of 0930 and 2215; 1275 has no such minute."""
    return len(word) == 4 and word.isdecimal() and int(word) <= LAST_MINUTE and int(word[2:]) < MINUTES


def before_noon_or_midnight(p: Place) -> bool | None:
    """12 noon, 12 midnight."""
    return p.following in ("noon", "midnight") or None


def in_part_of_the_day(p: Place) -> bool | None:
    """Six in the morning, at 3 in the afternoon; but 20 in the morning."""
    parts = p.following == "in" and p.after(2) == "the" and p.after(3) in listed("parts of the day")
    return parts and p.is_one_word and p.numeral.value <= LAST_HOUR or None


def hour_after_at(p: Place) -> bool | None:
    """Begins at 7, at nine tonight; but at 7 percent, at 14."""
    hour = p.is_one_word and p.numeral.form in ("digits", "words") and p.is_whole and 0 < p.numeral.value <= LAST_HOUR
    return hour and p.previous == "at" and p.following in listed("after at and an hour") or None


def minutes_past_an_hour(p: Place) -> bool | None:
    """Half past seven, a quarter past six, ten to five: the hour and what stands before it."""
    says_minutes = p.numeral.form == "fraction" or p.word.lower() in listed("spoken minutes")
    if says_minutes and p.following == "past" and p.after(2) in HOURS:
        return True
    is_hour = p.word.lower() in HOURS
    if is_hour and p.previous == "past":
        return p.before(2) in ("half", "quarter") or p.before(2) in listed("spoken minutes")
    return is_hour and p.previous == "to" and p.before(2) in listed("spoken minutes") and p.before(3) == "at" or None


def minutes_to_an_hour(p: Place) -> bool | None:
    """At ten to five: the ten."""
    is_said = p.previous == "at" and p.word.lower() in listed("spoken minutes") and p.is_one_word
    return is_said and p.following == "to" and p.after(2) in HOURS or None


def hour_and_minutes_in_words(p: Place) -> bool | None:
    """At six thirty: both."""
    is_hour = p.previous == "at" and p.word.lower() in HOURS and p.is_one_word
    if is_hour and p.following in listed("spoken minutes"):
        return True
    return p.word.lower() in listed("spoken minutes") and p.previous in HOURS and p.before(2) == "at" or None


TIME_RULES = (
    before_am_or_pm,
    before_a_m,
    before_a_time_zone,
    hour_in_four_digits,
    before_noon_or_midnight,
    in_part_of_the_day,
    hour_after_at,
    minutes_past_an_hour,
    minutes_to_an_hour,
    hour_and_minutes_in_words,
)
"""Times of day: 10.45pm, 6 a.m., at 7 o'clock."""

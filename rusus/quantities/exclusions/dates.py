"""Dates: days, years, decades and times of day.

Each test looks at a numeral in its lexemes and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral, number_words
from rusus.quantities.word_lists import listed

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
LIKELY_YEARS = range(1900, 2101)


def is_decade(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number is a decade, an ordinal or a temporal distance: 1990s, the '60s, 21st, two years ago."""
    low = lexemes.lowers[numeral.last]
    if numeral.form == "digits" and lexemes.glued(numeral.last) and low in ("s", "st", "nd", "rd", "th"):
        return True
    if (
        numeral.form == "digits"
        and low in ("'", "’")
        and lexemes.lowers[numeral.last + 1] == "s"
        and len(lexemes.words[numeral.first]) == 4
    ):
        return True
    if numeral.form == "words" and low in ("-", "‐", "‑") and lexemes.glued(numeral.last) and numeral.value % 10 == 0:
        ordinal = lexemes.lowers[numeral.last + 1]
        return ordinal in number_words().ordinals and ordinal != "second"  # twenty-first; a thirty-second spot is long
    if low == "]":
        low, following = lexemes.lowers[numeral.last + 1], lexemes.lowers[numeral.last + 2]
    else:
        following = lexemes.lowers[numeral.last + 1]
    return (
        low.rstrip("s") in ("year", "month", "week", "day", "hour", "minute", "decade", "century", "centurie")
        and following == "ago"
    )


def is_month(lexemes: Lexemes, index: int) -> bool:
    """True if the lexeme is the name of a month."""
    low = lexemes.lowers[index]
    if low not in listed("months") or index < 0:
        return False
    if low in ("may", "march", "mar", "dec", "jan") and lexemes.words[index].islower():
        return (
            low != "may"
            and low != "march"
            or lexemes.lowers[index - 1] in ("on", "in", "of", "since", "by", "until", "early", "late", "last")
        )
    return True


def _month_before(lexemes: Lexemes, first: int) -> bool:
    at = first - 1
    if lexemes.words[at] == "." and at > 0:
        at -= 1
    if lexemes.lowers[at] in ("the", "of") and at > 0:
        return False
    return at >= 0 and first > 0 and is_month(lexemes, at)


def _month_after(lexemes: Lexemes, last: int) -> bool:
    at = last + (lexemes.lowers[last] == "of")
    return at < len(lexemes) and is_month(lexemes, at) and lexemes.words[at] not in ("may", "march")


def is_day(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number is the day of a month beside it."""
    if not 1 <= numeral.value <= 31 or numeral.value != numeral.value.to_integral_value() or numeral.scale != 1:
        return False
    if _month_before(lexemes, numeral.first):
        return not (lexemes.words[numeral.last] in ("%", "percent") or lexemes.lowers[numeral.last] == "per")
    return numeral.form == "digits" and _month_after(lexemes, numeral.last)


def is_year(lexemes: Lexemes, numeral: Numeral, counted: bool) -> bool:
    """Says whether a bare number is a year; ``counted`` tells that a plural noun follows."""
    word = lexemes.words[numeral.first]
    if numeral.last != numeral.first + 1 or len(word) != 4 or not word.isdecimal():
        return (
            lexemes.words[numeral.first - 1] in ("'", "’", "‘")
            and len(word) == 2
            and word.isdecimal()
            and numeral.last == numeral.first + 1
            and not lexemes.glued(numeral.first - 1)
        )
    value = int(word)
    if not EARLIEST_YEAR <= value <= LATEST_YEAR:
        return False
    before = lexemes.lowers[numeral.first - 1]
    if before == "." and lexemes.lowers[numeral.first - 2] in ("d", "c", "b"):
        return True
    if _month_before(lexemes, numeral.first) or before in ("since", "circa", "fy", "ad", "bc", "fiscal", "year"):
        return True
    if lexemes.lowers[numeral.last] in ("ad", "bc", "bce", "ce", "season", "edition"):
        return True
    if value in LIKELY_YEARS:
        if not counted:
            return not _approximated(lexemes, numeral.first)
        return (
            before
            in (
                "in",
                "the",
                "of",
                "by",
                "until",
                "early",
                "late",
                "its",
                "from",
                "between",
                "during",
                "his",
                "her",
                "their",
                "our",
                "s",
            )
            or value % 100 != 0
        )
    if {"born", "died", "founded", "built", "dating", "dates"} & set(
        lexemes.lowers[max(0, numeral.first - 4) : numeral.first]
    ):
        return True
    if value > 2100:
        return before in ("by", "in", "until")
    return (
        not counted
        and before in listed("before year")
        and before
        not in ("the", "a", "his", "her", "its", "their", "to", "for", "on", "vs", "of", "by", "from", "and", "between")
    )


def _approximated(lexemes: Lexemes, first: int) -> bool:
    return lexemes.lowers[first - 1] in (
        "about",
        "approximately",
        "roughly",
        "than",
        "nearly",
        "almost",
        "least",
        "average",
        "of",
    ) and (lexemes.lowers[first - 1] != "of" or lexemes.lowers[first - 2] in ("average", "total"))


def is_time(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number is a time of day: 10.45pm, 6 a.m., at 7 o'clock."""
    low, following = lexemes.lowers[numeral.last], lexemes.lowers[numeral.last + 1]
    value = numeral.value
    if low in ("am", "pm") and value < 13:
        return len(lexemes.words[numeral.first].partition(".")[2]) in (0, 2)
    if low in ("a", "p") and following == "." and lexemes.lowers[numeral.last + 2] == "m" and value < 13:
        return True
    if low in ("gmt", "utc", "est", "edt", "o'clock", "o’clock", "hrs", "cet", "bst") and value < 2401:
        return True
    if low in ("midnight", "noon"):
        return True
    if (
        value <= 12
        and numeral.last == numeral.first + 1
        and low == "in"
        and lexemes.lowers[numeral.last + 1] == "the"
        and lexemes.lowers[numeral.last + 2] in ("morning", "afternoon", "evening")
    ):
        return True
    return (
        lexemes.lowers[numeral.first - 1] == "at"
        and value <= 12
        and low in (".", ",", "", ";", "on", "tonight", "this")
        and lexemes.words[numeral.first].isdigit()
        and value == value.to_integral_value()
        and low not in ("",)
    )

"""Measures: the amounts that percent, a currency or a unit of measure after it makes of a number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rusus.quantities.amount import Amount, glued_word, per, plain_amount, scaled_by
from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.money import MILLION, is_large, millions_of, pound_of, scaled_after, with_cents
from rusus.quantities.number_words import Numeral, and_fraction
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import Unit, percent_after, unit_after, unit_tables
from rusus.quantities.word_lists import listed, nouns

SMALLEST_BARE_FAHRENHEIT = 20
"""104 F is a temperature, 2.5 F a capacity; 40F is always the first."""


def measured_amount(lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads percent, a currency or a unit of measure after the number."""
    last = plain.numeral.last
    at = last + (
        lexemes.words[last] in DASHES and (lexemes.joined(last) or lexemes.lowers[last + 1] in listed("hyphen units"))
    )
    if plain.numeral.form == "vague" and lexemes.lowers[last] == "of":
        at += 1
    elif plain.numeral.form == "fraction":
        at = _whole_unit(lexemes, at)
    percent = percent_after(lexemes, at)
    if percent:
        unit, end = percent
        whole = unit.name == "percent"
        stop = lexemes.ends[end - 1] if whole else plain.stop
        return replace(plain, kind=unit.kind, unit=unit.name, end=end, stop=stop, hyphenated=at > last)
    if lexemes.words[at] in ("(", "[", "{", "<") and lexemes.words[at + 2] in (")", "]", "}", ">"):
        at += 1
    letter = _million_or_meter(lexemes, plain, at)
    if letter:
        return letter
    millions = millions_of(lexemes.words[at])
    if millions:
        scaled = scaled_by(plain, MILLION, plain.numeral.last, lexemes)
        return replace(scaled, kind="money", unit=millions, end=at + 1, stop=lexemes.ends[at])
    found = unit_after(lexemes, at)
    if found is None or not _plausible(lexemes, plain, at, found[0], found[1]):
        return None
    unit, end = found
    if lexemes.words[at] == "F" and (lexemes.glued(at) or plain.low >= SMALLEST_BARE_FAHRENHEIT):
        unit = unit_tables().units["degree fahrenheit"]
    if (
        unit.kind == "duration"
        and end == at + 1
        and lexemes.words[plain.first].isdecimal()
        and 1900 <= plain.low <= 2100
        and not lexemes.lowers[at].endswith("s")
    ):
        return replace(plain, kind="date")
    if unit.name == "day" and lexemes.lowers[plain.first] == "one" and _is_some_day(lexemes, plain.first, end):
        return replace(plain, kind="pronoun")
    if lexemes.words[at - 1] in ("(", "[", "{", "<"):
        end += 1
    hyphenated = lexemes.words[at - 1] in DASHES and at > last
    if unit.dimension in ("temperature", "angle") and _is_below_zero(lexemes, plain):
        plain = replace(plain, low=-plain.low, first=plain.first - 1, start=lexemes.starts[plain.first - 1])
    name = pound_of(lexemes, plain, unit, end)
    kind = "measure" if name == "pound" else unit.kind
    amount = replace(plain, kind=kind, unit=name, end=end, hyphenated=hyphenated)
    if kind == "money":
        amount = with_cents(lexemes, scaled_after(lexemes, amount))
    part = and_fraction(lexemes, end) if kind != "money" else None
    if part and unit_after(lexemes, part[1]) is None:
        return _with_part(lexemes, amount, part)
    return per(lexemes, _years_and_months(lexemes, _compound(lexemes, amount)))


def _million_or_meter(lexemes: Lexemes, plain: Amount, at: int) -> Amount | None:
    """Reads the m of 35m viewers and of a 35m pool."""
    last = plain.numeral.last
    if (
        at != last
        or lexemes.words[last] != "m"
        or not lexemes.glued(last)
        or glued_word(lexemes, last + 1)
        or plain.numeral.scale != 1
    ):
        return None
    following = lexemes.lowers[last + 1]
    if following in ("²", "³", "^", "/") or following in listed("dimensions"):
        return None
    money = unit_after(lexemes, last + 1)
    if money and money[0].kind == "money":
        scaled = scaled_by(plain, MILLION, last + 1, lexemes)
        return per(lexemes, replace(scaled, kind="money", unit=money[0].name, end=money[1]))
    if (
        money
        and money[0].kind == "measure"
        and len(lexemes.words[last + 1]) > 2
        and lexemes.lowers[last + 1] not in ("metres", "meters")
    ):
        scaled = scaled_by(plain, MILLION, last + 1, lexemes)
        return per(lexemes, replace(scaled, kind="measure", unit=money[0].name, end=money[1]))
    noun = counted_noun(lexemes, last + 1)
    if noun is None or lexemes.lowers[noun.last - 1] in ("metres", "meters"):
        return None
    return replace(scaled_by(plain, MILLION, last + 1, lexemes), kind="count", unit=noun.head, noun=noun, end=noun.last)


def _plausible(lexemes: Lexemes, plain: Amount, at: int, unit: Unit, end: int) -> bool:
    """Rejects readings of common words as units: 9 in, 7 a, five C."""
    word = lexemes.words[at]
    glued = lexemes.glued(at) or lexemes.words[at - 1] in ("(", "[", "{", "<")
    if (
        glued_word(lexemes, end)
        and lexemes.words[end][0].isalnum()
        or lexemes.words[end] in ("'", "’")
        and end - at == len(word) == 1
        and word.isalpha()
    ):
        return False
    if end - at == 1 and word in ("'", '"'):
        if lexemes.lowers[at + 1] in ("long", "wide", "high", "tall", "deep", "thick"):
            return True
        return word == "'" and glued and plain.numeral.form == "digits" and lexemes.words[at + 1] != "s"
    if lexemes.lowers[at] in ("am", "pm") and "." not in lexemes.words[plain.first]:
        return False
    if (
        lexemes.lowers[at] == "in"
        and plain.numeral.form in ("digits", "fraction")
        and plain.numeral.value < 1000
        and not glued
    ):
        return lexemes.lowers[end] in ("thick", "wide", "long", "tall", "high", "deep") or (
            end >= len(lexemes) - 1 and not lexemes.words[end][:1].isdigit()
        )
    if end - at == 1 and word in ("C", "PS", "MP", "kn", "Ma", "Ga"):
        return plain.numeral.form == "digits"
    if end - at == 1 and word in unit_tables().wordlike:
        return is_large(lexemes, plain.numeral)
    if end - at == 1 and lexemes.lowers[at] in listed("doubtful units"):
        if lexemes.lowers[at] in listed("bare units") and _closes_phrase(lexemes, plain, end, unit):
            return True
        if plain.numeral.form == "fraction" and len(word) > 2:
            return True
        return glued and plain.numeral.form == "digits" and lexemes.words[at] not in ("A", "T", "D", "G")
    if end - at == 1 and len(word) == 1 and word.isalpha() and word.isascii():
        if plain.numeral.form not in ("digits", "fraction"):
            return False
        return (
            glued
            and lexemes.words[at - 1] not in DASHES
            or word not in ("s", "d", "B", "T", "A", "a", "N", "E", "c")
            and lexemes.lowers[end] not in ("'", "’")
        )
    if (
        lexemes.lowers[at] in ("second", "quarter", "minute")
        and plain.numeral.form != "digits"
        and plain.numeral.value == 1
    ):
        return lexemes.lowers[at] == "minute" or lexemes.words[at - 1] in DASHES
    return True


def _whole_unit(lexemes: Lexemes, at: int) -> int:
    """Half AN hour, three-quarters OF A mile: returns where the unit of a fraction stands."""
    article = at + (lexemes.lowers[at] == "of")
    if lexemes.lowers[article] not in ("a", "an"):
        return at
    found = unit_after(lexemes, article + 1)
    return article + 1 if found and found[0].kind != "money" and len(lexemes.words[article + 1]) > 2 else at


def _is_some_day(lexemes: Lexemes, first: int, end: int) -> bool:
    """One day he will leave: some day, no duration."""
    before = lexemes.lowers[first - 1] if first else ""
    return lexemes.words[end - 1] == "day" and before in ("", ",", "that", "and", "but", "will", "“", '"')


def _is_below_zero(lexemes: Lexemes, plain: Amount) -> bool:
    """It was - 20 degrees: a spaced minus after a word that a number follows."""
    at = plain.first - 1
    spaced = at > 0 and lexemes.words[at] in ("-", "−") and not lexemes.glued(at) and not lexemes.joined(at)
    return spaced and lexemes.lowers[at - 1] in listed("before a minus")


def _closes_phrase(lexemes: Lexemes, plain: Amount, end: int, unit: Unit) -> bool:
    """4 trillion WON, 150 BAR: a doubtful word is a unit where no noun or object follows, money of large sums only."""
    if unit.kind == "money" and not is_large(lexemes, plain.numeral) or plain.numeral.value <= 1:
        return False
    low = lexemes.lowers[end]
    return not low[:1].isalpha() or low in nouns("stop words") and low not in nouns("determiners")


def _compound(lexemes: Lexemes, amount: Amount) -> Amount:
    """Joins feet and inches, pounds and ounces: 5 ft 2 in is one length."""
    smaller = {"foot": ("inch", Decimal(12)), "pound": ("ounce", Decimal(16)), "stone": ("pound", Decimal(14))}.get(
        amount.unit
    )
    if smaller is None:
        return amount
    at = amount.end
    at += lexemes.words[at] in ("-", ",") or lexemes.lowers[at] == "and"
    further = read_numeral(lexemes, at)
    if further is None or further.value >= smaller[1] or further.form not in ("digits", "words", "fraction"):
        return amount
    end = further.last + (lexemes.words[further.last] == "-")
    found = unit_after(lexemes, end)
    is_inch = smaller[0] == "inch" and lexemes.lowers[end] in ("in", '"', "”")
    if smaller[0] == "inch" and not is_inch and lexemes.words[at - 1] == "-" == lexemes.words[at - 3]:
        is_inch, end = found is None, further.last - 1
    if not is_inch and (found is None or found[0].name != smaller[0]):
        return amount
    end = end + 1 if is_inch or found is None else found[1]
    value = amount.low + further.value / smaller[1]
    numeral = replace(amount.numeral, last=end, value=value)
    return replace(amount, numeral=numeral, low=value, precision=1 / smaller[1], end=end, stop=lexemes.ends[end - 1])


def _years_and_months(lexemes: Lexemes, amount: Amount) -> Amount:
    """Joins years and months where no days follow: 3 years, 2 months is one duration, of 38 months."""
    if (
        amount.unit != "year"
        or lexemes.words[amount.end] != ","
        and lexemes.lowers[amount.end] != "and"
        or amount.high is not None
    ):
        return amount
    months = read_numeral(lexemes, amount.end + 1)
    if months is None or not 0 < months.value < 12:
        return amount
    found = unit_after(lexemes, months.last)
    if (
        found is None
        or found[0].name != "month"
        or lexemes.words[found[1]] == ","
        and read_numeral(lexemes, found[1] + 1)
    ):
        return amount
    value = amount.low * 12 + months.value
    last = months.last
    numeral = replace(amount.numeral, last=last, value=value)
    return replace(
        amount,
        numeral=numeral,
        low=value,
        unit="month",
        precision=months.precision,
        end=found[1],
        stop=lexemes.ends[last - 1],
    )


def _with_part(lexemes: Lexemes, amount: Amount, part: tuple[Decimal, int]) -> Amount:
    """Adds the half of a year AND A HALF, two miles AND A QUARTER."""
    value, last = amount.low + part[0], part[1]
    numeral = replace(amount.numeral, last=last, value=value)
    stop = lexemes.ends[last - 1]
    return replace(amount, numeral=numeral, low=value, precision=part[0], end=last, stop=stop)


def single_unit(lexemes: Lexemes, index: int) -> Amount | None:
    """Reads about a gallon, more than a mile: the article counts as one where a comparator stands before a unit."""
    if lexemes.lowers[index] not in ("a", "an"):
        return None
    found = unit_after(lexemes, index + 1)
    if found and found[0].kind in ("duration", "measure") and (part := and_fraction(lexemes, found[1])):
        one = Numeral(index, index + 1, Decimal(1), Decimal(1), "words")
        amount = replace(plain_amount(lexemes, one, found[0].kind), unit=found[0].name, end=found[1])
        return _with_part(lexemes, amount, part)
    if not index or lexemes.lowers[index - 1] not in listed("before a unit"):
        return None
    if (
        found is None
        or found[0].dimension not in ("length", "area", "volume", "mass")
        or len(lexemes.words[index + 1]) < 3
    ):
        return None
    one = Numeral(index, index + 1, Decimal(1), Decimal(1), "words")
    return per(lexemes, replace(plain_amount(lexemes, one, "measure"), unit=found[0].name, end=found[1]))

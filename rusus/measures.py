"""Measures: the amounts that a currency, percent or a unit of measure makes of a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from rusus.exclusions import DASHES, listed
from rusus.lexemes import Lexemes
from rusus.nouns import Noun, counted_noun, is_plural, words
from rusus.numerals import read_numeral
from rusus.spelled_numbers import Numeral, number_words
from rusus.units import Unit, money_before, percent_after, unit_after, unit_tables

PER = frozenset({"per", "a", "an", "each", "every", "/"})
NEAR = 25
"""Lexemes on each side in which words tell pounds of money from pounds of weight."""

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: lexemes ``[first, last)`` of the quantity itself, ``end`` after the words of its unit.

    ``start`` and ``stop`` are offsets in the text (a currency's symbol before the number belongs to the amount).
    """

    numeral: Numeral
    start: int
    stop: int
    first: int
    end: int
    kind: str
    unit: str = ""
    noun: Noun | None = None
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    precision: Decimal = Decimal(1)
    marked: bool = False
    hyphenated: bool = False


def plain_amount(lexemes: Lexemes, numeral: Numeral, kind: str) -> Amount:
    start, stop = lexemes.starts[numeral.first], lexemes.ends[numeral.last - 1]
    return Amount(
        numeral,
        start,
        stop,
        numeral.first,
        numeral.last,
        kind,
        "",
        None,
        numeral.value,
        numeral.high,
        numeral.precision,
    )


def money_amount(text: str, lexemes: Lexemes, plain: Amount) -> Amount | None:
    before = money_before(text, plain.start)
    start = plain.start
    if before is None and plain.numeral.value > 0 and text[start - 1 : start] in "-−" and start > 1:
        before = money_before(text, start - 1)
        if before:
            plain = replace(plain, low=-plain.low)
    if before is None:
        return None
    code, begin = before
    numeral, last = plain.numeral, plain.numeral.last
    if (
        numeral.scale == 1
        and lexemes.glued(last)
        and lexemes.words[last] in ("m", "mm", "mn", "MM")
        and not _glued(lexemes, last + 1)
    ):
        plain = _scaled(plain, MILLION, last + 1, lexemes)
    first = plain.first
    while first > 0 and lexemes.starts[first - 1] >= begin:
        first -= 1
    if begin > 0 and text[begin - 1] in "-−" and not text[max(0, begin - 2) : begin - 1].isalnum():
        begin, plain = begin - 1, replace(plain, low=-plain.low)
    plain = replace(plain, kind="money", unit=code, start=begin, first=first, marked=True)
    named = unit_after(lexemes, plain.end)
    if (
        named
        and named[0].kind == "money"
        and (named[0].name == code or code == "USD" and len(lexemes.words[plain.end]) > 2)
    ):
        plain = replace(plain, unit=named[0].name, end=named[1])
    elif lexemes.words[plain.end] in ("U", "US") and code == "USD":
        plain = replace(plain, end=_after_us(lexemes, plain.end))
    return _with_cents(lexemes, per(lexemes, plain))


def _after_us(lexemes: Lexemes, index: int) -> int:
    return index + 1 if lexemes.words[index] == "US" else index + 4 if lexemes.words[index + 2] == "S" else index


def _glued(lexemes: Lexemes, index: int) -> bool:
    return lexemes.glued(index) and lexemes.words[index][:1].isalnum()


def _scaled(plain: Amount, factor: Decimal, last: int, lexemes: Lexemes) -> Amount:
    numeral = replace(
        plain.numeral,
        last=last,
        scale=factor,
        value=plain.numeral.value * factor,
        precision=plain.numeral.precision * factor,
    )
    return replace(
        plain,
        numeral=numeral,
        end=last,
        stop=lexemes.ends[last - 1],
        low=plain.low * factor,
        precision=plain.precision * factor,
    )


def _with_cents(lexemes: Lexemes, amount: Amount) -> Amount:
    """Adds the cents: 3 dollars 50 cents, $20 and 43c, twenty ringgit 43 sen."""
    at = amount.end
    at += lexemes.lowers[at] == "and"
    if (
        amount.numeral.scale != 1
        or amount.low != amount.low.to_integral_value()
        or amount.end != amount.numeral.last
        and amount.marked
    ):
        return amount
    coins = read_numeral(lexemes, at)
    if coins is None or not 0 < coins.value < 100 or coins.form not in ("digits", "words"):
        return amount
    low = lexemes.lowers[coins.last]
    named = low in listed("coins")
    if not named and (
        lexemes.words[coins.last] not in ("", ".", ",")
        or amount.end == amount.numeral.last
        or coins.value != coins.value.to_integral_value()
    ):
        return amount
    last = coins.last + named
    value = amount.low + coins.value / 100
    return replace(
        amount,
        low=value,
        precision=Decimal("0.01"),
        end=last,
        stop=lexemes.ends[last - 1],
        numeral=replace(amount.numeral, last=last, value=value),
    )


def measured_amount(lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads percent, a currency or a unit of measure after the number."""
    last = plain.numeral.last
    at = last + (
        lexemes.words[last] in DASHES and (lexemes.joined(last) or lexemes.lowers[last + 1] in listed("hyphen units"))
    )
    if plain.numeral.form == "vague" and lexemes.lowers[last] == "of":
        at += 1
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
    millions = _millions_of(lexemes.words[at])
    if millions:
        scaled = _scaled(plain, MILLION, plain.numeral.last, lexemes)
        return replace(scaled, kind="money", unit=millions, end=at + 1, stop=lexemes.ends[at])
    found = unit_after(lexemes, at)
    if found is None or not _plausible(lexemes, plain, at, found[0], found[1]):
        return None
    unit, end = found
    if (
        unit.kind == "duration"
        and end == at + 1
        and lexemes.words[plain.first].isdecimal()
        and 1900 <= plain.low <= 2100
        and not lexemes.lowers[at].endswith("s")
    ):
        return replace(plain, kind="date")
    if lexemes.words[at - 1] in ("(", "[", "{", "<"):
        end += 1
    hyphenated = lexemes.words[at - 1] in DASHES and at > last
    name = _named(lexemes, plain, unit, end)
    kind = "measure" if name == "pound" else unit.kind
    amount = replace(plain, kind=kind, unit=name, end=end, hyphenated=hyphenated)
    if kind == "money":
        amount = _with_cents(lexemes, _scaled_after(lexemes, amount))
    return per(lexemes, _years_and_months(lexemes, _compound(lexemes, amount)))


def amount_of_named_money(lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads ringgit 42, rmb 10, MEUR 60."""
    at = plain.first - 1
    if at < 0 or lexemes.lowers[at - 1] in ("the", "a", "per", "s") and at:
        return None
    word = lexemes.words[at]
    found = _millions_of(word)
    if found:
        return replace(
            _scaled(plain, MILLION, plain.numeral.last, lexemes),
            kind="money",
            unit=found,
            first=at,
            start=lexemes.starts[at],
        )
    unit = unit_after(lexemes, at) if word.isalpha() and len(word) > 2 and not is_plural(lexemes.lowers[at]) else None
    if (
        unit
        and unit[0].kind == "money"
        and unit[1] == plain.first
        and lexemes.lowers[at] not in listed("doubtful units")
    ):
        return replace(plain, kind="money", unit=unit[0].name, first=at, start=lexemes.starts[at])
    return None


def _millions_of(word: str) -> str | None:
    """Returns EUR for MEUR."""
    if len(word) == 4 and word.isupper() and word[0] == "M":
        unit = unit_tables().units.get(word[1:])
        return unit.name if unit else None
    return None


def _scaled_after(lexemes: Lexemes, amount: Amount) -> Amount:
    """Reads 75 USD million."""
    scale = number_words().scales.get(lexemes.lowers[amount.end])
    if scale is None or amount.numeral.scale != 1 or len(lexemes.words[amount.end]) < 4:
        return amount
    end = amount.end + 1
    scaled = _scaled(amount, Decimal(scale), end, lexemes)
    return replace(scaled, end=end)


def _named(lexemes: Lexemes, plain: Amount, unit: Unit, end: int) -> str:
    """Tells pounds of money from pounds of weight."""
    if unit.name != "GBP" and unit.name != "pound" or not lexemes.lowers[end - 1].startswith("pound"):
        return unit.name
    if end - plain.numeral.last > 2:
        return unit.name
    if lexemes.lowers[end] == "of":
        return "pound"
    near = lexemes.lowers[max(0, plain.first - NEAR) : end + NEAR]
    return "GBP" if plain.numeral.scale >= 1_000_000 or not listed("money context").isdisjoint(near) else "pound"


def _million_or_meter(lexemes: Lexemes, plain: Amount, at: int) -> Amount | None:
    """Reads the m of 35m viewers and of a 35m pool."""
    last = plain.numeral.last
    if (
        at != last
        or lexemes.words[last] != "m"
        or not lexemes.glued(last)
        or _glued(lexemes, last + 1)
        or plain.numeral.scale != 1
    ):
        return None
    following = lexemes.lowers[last + 1]
    if following in ("²", "³", "^", "/") or following in listed("dimensions"):
        return None
    money = unit_after(lexemes, last + 1)
    if money and money[0].kind == "money":
        scaled = _scaled(plain, MILLION, last + 1, lexemes)
        return per(lexemes, replace(scaled, kind="money", unit=money[0].name, end=money[1]))
    noun = counted_noun(lexemes, last + 1)
    if noun is None or lexemes.lowers[noun.last - 1] in ("metres", "meters"):
        return None
    return replace(_scaled(plain, MILLION, last + 1, lexemes), kind="count", unit=noun.head, noun=noun, end=noun.last)


def _plausible(lexemes: Lexemes, plain: Amount, at: int, unit: Unit, end: int) -> bool:
    """Rejects readings of common words as units: 9 in, 7 a, five C."""
    word = lexemes.words[at]
    glued = lexemes.glued(at) or lexemes.words[at - 1] in ("(", "[", "{", "<")
    if (
        _glued(lexemes, end)
        and lexemes.words[end][0].isalnum()
        or lexemes.words[end] in ("'", "’")
        and end - at == len(word) == 1
        and word.isalpha()
    ):
        return False
    if end - at == 1 and word in ("'", '"'):
        if lexemes.lowers[at + 1] in ("long", "wide", "high", "tall", "deep", "thick"):
            return True
        return glued and plain.numeral.form == "digits" and lexemes.words[at + 1] not in ("s",)
    if lexemes.lowers[at] in ("am", "pm") and "." not in lexemes.words[plain.first]:
        return False
    if (
        lexemes.lowers[at] == "in"
        and plain.numeral.form in ("digits", "fraction")
        and plain.numeral.value < 1000
        and not glued
    ):
        return lexemes.lowers[end] in ("thick", "wide", "long", "tall", "high", "deep") or end >= len(lexemes) - 1
    if end - at == 1 and word in ("C", "PS", "MP", "kn", "Ma", "Ga"):
        return plain.numeral.form == "digits"
    if end - at == 1 and lexemes.lowers[at] in listed("doubtful units"):
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


def per(lexemes: Lexemes, amount: Amount) -> Amount:
    """Adds what the amount is per: miles per hour, $98 a share, barrels-a-day, $15/hour."""
    at = amount.end
    if lexemes.lowers[at] == "of" and amount.kind == "measure":
        return _per_after_substance(lexemes, amount)
    hyphen = lexemes.words[at] == "-" and (lexemes.joined(at) or lexemes.lowers[at + 1] in ("a", "an", "per"))
    at += hyphen
    low = lexemes.lowers[at]
    if low not in PER or amount.kind == "duration" and low != "per" and amount.unit not in ("hour", "minute"):
        return amount
    of = at + 1
    if low == "/" and not (lexemes.joined(at) and amount.end == at):
        return amount
    of += lexemes.words[of] == "-"
    people = read_numeral(lexemes, of) if low == "per" and lexemes.words[of][:1].isdigit() else None
    if people:
        noun = counted_noun(lexemes, people.last)
        whole = " ".join(lexemes.words[of : noun.last if noun else people.last])
        return replace(amount, unit=f"{amount.unit} per {whole}".strip(), end=noun.last if noun else people.last)
    found = unit_after(lexemes, of)
    name = lexemes.lowers[of]
    if found and found[0].kind != "money":
        unit, end = found[0].name, found[1]
    elif low in ("per", "/", "each") and name.isalpha() and len(name) > 2 or name in listed("per"):
        unit, end = name, of + 1
    else:
        return amount
    if (
        low in ("a", "an")
        and not hyphen
        and unit not in listed("per")
        and not (found and found[0].dimension in ("time", "volume", "mass", "length"))
    ):
        return amount
    if lexemes.lowers[end] in ("later", "earlier", "ago"):
        return amount
    return replace(amount, unit=f"{amount.unit} per {unit}".strip(), end=end)


def _per_after_substance(lexemes: Lexemes, amount: Amount) -> Amount:
    """2.4 billion gallons of jet fuel A YEAR."""
    at = amount.end + 1
    for _ in range(4):
        if not lexemes.words[at][:1].isalpha() or lexemes.lowers[at] in words("stop words"):
            break
        at += 1
    if (
        at > amount.end + 1
        and lexemes.lowers[at] in ("a", "per", "each")
        and lexemes.lowers[at + 1] in ("day", "week", "month", "year", "hour", "minute", "second")
    ):
        return replace(amount, unit=f"{amount.unit} per {lexemes.lowers[at + 1]}")
    return amount


def single_unit(lexemes: Lexemes, index: int) -> Amount | None:
    """Reads about a gallon, more than a mile: the article counts as one where a comparator stands before a unit."""
    if (
        lexemes.lowers[index] not in ("a", "an")
        or not index
        or lexemes.lowers[index - 1] not in listed("before a unit")
    ):
        return None
    found = unit_after(lexemes, index + 1)
    if (
        found is None
        or found[0].dimension not in ("length", "area", "volume", "mass")
        or len(lexemes.words[index + 1]) < 3
    ):
        return None
    one = Numeral(index, index + 1, Decimal(1), Decimal(1), "words")
    return per(lexemes, replace(plain_amount(lexemes, one, "measure"), unit=found[0].name, end=found[1]))

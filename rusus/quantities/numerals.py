"""Numerals: digits and scales to exact values, and the way into spelled-out numbers.

Formats follow CLDR's English number patterns, with Indian grouping (12,34,567), the apostrophe and thin spaces as
separators besides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import cache

from rusus.quantities.lexer import HYPHENS, MINUS, Lexemes
from rusus.quantities.number_words import (
    Numeral,
    fraction_of,
    number_words,
    scaled,
    spelled,
    unit_of_last_digit,
)

LONGEST_DIGITS = 40
"""A longer run of digits is no number of anything (and its conversion would not be linear)."""

GROUPED = re.compile(
    r"""
    \d+(?:\.\d+)?                                   # 1234.5
  | \d{1,3}(?:(?P<mark>[,'’\u2009\u202f\u00a0])\d{3})(?:(?P=mark)\d{3})*(?:\.\d+)?   # 1,234.5
  | \d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?              # 12,34,567
  | \d{1,3}(?:\.\d{3})+,\d+                         # 1.234,5 (continental)
  | \d+,\d{1,2}                                     # 5,00 (continental)
    """,
    re.VERBOSE,
)
CONTINENTAL = re.compile(r"[\d.]*,\d{1,2}")
SIMPLE_FRACTION = re.compile(r"(\d{1,3})/(\d{1,4})")
SEPARATORS = re.compile(r"[,'’\u2009\u202f\u00a0]")
SIGN_WORDS = frozenset({"minus", "negative"})


def read_numeral(lexemes: Lexemes, index: int) -> Numeral | None:
    """Returns the longest number that begins at the lexeme, or None."""
    word = lexemes.words[index]
    if not word:
        return None
    first = word[0]
    if first.isdecimal():
        return _digits(lexemes, index)
    low = lexemes.lowers[index]
    if low in number_words().openers:
        return spelled(lexemes, index)
    if low in ("a", "an"):
        return spelled(lexemes, index) if lexemes.lowers[index + 1] in _after_article() else None
    if first == "." and lexemes.joined(index) and lexemes.words[index + 1].isdecimal():
        return _leading_point(lexemes, index)
    if first in MINUS and (lexemes.joined(index) or index == 0) or low in SIGN_WORDS:
        return _signed(lexemes, index)
    return _vulgar(lexemes, index) if not word.isascii() and unicodedata.numeric(first, None) is not None else None


@cache
def _after_article() -> frozenset[str]:
    words = number_words()
    return frozenset({*words.scales, *words.dozens, *words.denominators, *words.tens}) - {"mil", "mn", "cr"}


def _plain(surface: str) -> Decimal | None:
    if len(surface) > LONGEST_DIGITS or not surface.isascii() and not SEPARATORS.search(surface):
        return None
    if not GROUPED.fullmatch(surface):
        return None
    if surface.count(",") == 1 and (
        CONTINENTAL.fullmatch(surface) or surface.find(".") < surface.find(",") and "." in surface
    ):
        surface = surface.replace(".", "").replace(",", ".")
    return Decimal(SEPARATORS.sub("", surface))


def _digits(lexemes: Lexemes, index: int) -> Numeral | None:
    surface = lexemes.words[index]
    fraction = SIMPLE_FRACTION.fullmatch(surface)
    if fraction:
        below = int(fraction[2])
        return fraction_of(lexemes, index, index + 1, Decimal(fraction[1]), below) if below else None
    value = _plain(surface)
    if value is None:
        return None
    last = index + 1
    if "." not in surface and len(surface) <= 3:
        value, last = _space_groups(lexemes, index, value)
        if lexemes.words[last] == "," and lexemes.words[last + 1] == "000" and last == index + 1:
            value, last = value * 1000, last + 2
    found = Numeral(index, last, value, unit_of_last_digit(value), "digits")
    return _extended(lexemes, _exponent(lexemes, _mixed(lexemes, found)))


def _space_groups(lexemes: Lexemes, index: int, value: Decimal) -> tuple[Decimal, int]:
    """Reads 1 234 567: groups of exactly three digits, one space apart."""
    last = index + 1
    while (
        len(lexemes.words[last]) == 3
        and lexemes.words[last].isdecimal()
        and lexemes.starts[last] == lexemes.ends[last - 1] + 1
        and last - index < 8
        and value
    ):
        value = value * 1000 + int(lexemes.words[last])
        last += 1
    return value, last


def _mixed(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds a fraction: 2 1/4, 2½, 10-1/2."""
    last = found.last
    if lexemes.words[last] in HYPHENS and lexemes.glued(last) and lexemes.joined(last):
        last += 1
    surface = lexemes.words[last]
    fraction = SIMPLE_FRACTION.fullmatch(surface)
    if fraction and 0 < int(fraction[1]) < int(fraction[2]) and found.value == found.value.to_integral_value():
        part = Decimal(fraction[1]) / Decimal(fraction[2])
    elif len(surface) == 1 and not surface.isascii() and unicodedata.category(surface) == "No" and last == found.last:
        numeric = unicodedata.numeric(surface)
        if not 0 < numeric < 1:
            return found
        part = Decimal(str(numeric))
    else:
        return found
    return replace(
        found,
        last=last + 1,
        value=found.value + part,
        precision=part if part < Decimal("0.5") else 1 - part,
        form="fraction",
    )


def _vulgar(lexemes: Lexemes, index: int) -> Numeral | None:
    surface = lexemes.words[index]
    numeric = (
        unicodedata.numeric(surface, None) if len(surface) == 1 and unicodedata.category(surface) == "No" else None
    )
    if numeric is None or not 0 < numeric < 1:
        return None
    value = Decimal(repr(numeric))
    return _extended(lexemes, Numeral(index, index + 1, value, value, "fraction"))


def _leading_point(lexemes: Lexemes, index: int) -> Numeral | None:
    digits = lexemes.words[index + 1]
    if (
        len(digits) > LONGEST_DIGITS
        or not digits.isascii()
        or lexemes.glued(index)
        and lexemes.words[index - 1][-1:].isalnum()
    ):
        return None
    value = Decimal("0." + digits)
    return _extended(lexemes, Numeral(index, index + 2, value, unit_of_last_digit(value), "digits"))


def _signed(lexemes: Lexemes, index: int) -> Numeral | None:
    sign = lexemes.words[index]
    if sign in MINUS and lexemes.glued(index) and lexemes.words[index - 1] not in "($£€¥([~=":
        return None
    after = index + 1
    after += lexemes.words[after] in ("-", "−") and lexemes.joined(after)
    if lexemes.words[after] in MINUS or lexemes.lowers[after] in SIGN_WORDS:
        return None
    found = read_numeral(lexemes, after)
    if found is None or found.form == "vague":
        return None
    if sign in MINUS and not lexemes.joined(index) and found.last < len(lexemes):
        return None  # a dash that opens a line is a sign only where a number is all that follows
    return replace(found, first=index, value=-found.value)


def _exponent(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Reads 4e14, 9.83e-3, 1.99×10−30 and 1.3x10^6."""
    at = found.last
    base = Decimal(10)
    if lexemes.lowers[at] == "e" and lexemes.glued(at) and lexemes.joined(at):
        at += 1
    elif lexemes.lowers[at] in ("×", "x") and lexemes.words[at + 1] in ("10", "2"):
        base = Decimal(lexemes.words[at + 1])
        at += 2
        if lexemes.words[at] == "^":
            at += 1
        elif lexemes.words[at] not in MINUS:
            return found
    elif lexemes.words[at] == "^" and abs(found.value) < 10_000:
        return _power(lexemes, found)
    else:
        return found
    sign = -1 if lexemes.words[at] in MINUS else 1
    at += lexemes.words[at] in MINUS or lexemes.words[at] == "+"
    power = lexemes.words[at]
    if not power.isdecimal() or len(power) > 2 or not lexemes.glued(at):
        return found
    factor = base ** (sign * int(power))
    return replace(found, last=at + 1, value=found.value * factor, precision=found.precision * factor)


def _power(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Reads 1.1^23 and 2.5^-1."""
    at = found.last + 1
    negative = False
    while lexemes.words[at] in ("-", "−", "+") and at < found.last + 3:
        negative = lexemes.words[at] != "+"
        at += 1
    power = lexemes.words[at]
    if not power.isdecimal() or len(power) > 2 or not found.value:
        return found
    value = found.value ** (-int(power) if negative else int(power))
    return replace(found, last=at + 1, value=value, precision=abs(value))


def _extended(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds what follows digits: a scale letter, scale words, "and a half", "out of a million"."""
    at = found.last
    letters = number_words().letters
    word = lexemes.words[at]
    ends = not (lexemes.joined(at) and lexemes.words[at + 1][0].isalnum()) and lexemes.words[at + 1] not in ("/", "°")
    if word in letters and ends and (lexemes.glued(at) or word in ("B", "M", "k") and lexemes.words[at + 1] != "."):
        factor = Decimal(letters[word])
        return replace(found, last=at + 1, value=found.value * factor, precision=found.precision * factor, scale=factor)
    return scaled(lexemes, found)

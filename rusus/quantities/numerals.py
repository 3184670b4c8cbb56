"""Numerals: digits and scales to exact values, and the way into spelled-out numbers.

Formats follow CLDR's English number patterns, with Indian grouping (12,34,567), the apostrophe and thin spaces as
separators besides.
"""

from __future__ import annotations

import re
import unicodedata
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
SIMPLE_FRACTION = re.compile(r"(\d{1,3})[/⁄](\d{1,4})")
LONGEST_EXPONENT = 2
"""Digits of a power, so that no number costs more than a hundred multiplications."""

LARGEST_BASE = 10_000
"""A larger number before ^ is no base of a power, whose digits would be expensive to count (chosen by hand)."""

SPACED_LETTERS = frozenset({"B", "M", "k"})
"""Scale letters that may stand apart from their digits: 10 B; other letters are units or initials there."""

BEFORE_A_SIGN = frozenset("($£€¥([~=")
"""What a minus may be glued to and still be a sign."""

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
    if surface.isdecimal() and surface.isascii() and len(surface) <= LONGEST_DIGITS:
        return Decimal(surface)
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
    fraction = None if surface.isdecimal() else SIMPLE_FRACTION.fullmatch(surface)
    if fraction:
        below = int(fraction[2])
        return fraction_of(lexemes, index, index + 1, Decimal(fraction[1]), below) if below else None
    value = _plain(surface)
    if value is None:
        return None
    last = index + 1
    if "." not in surface and len(surface) <= 3:
        value, last = _space_groups(lexemes, index, value)
        if last == index + 1 and lexemes.words[last : last + 2] == [",", "000"]:
            value, last = value * 1000, last + 2  # 10, 000
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
    if lexemes.words[last] in HYPHENS and lexemes.tied(last):
        last += 1
    surface = lexemes.words[last]
    fraction = SIMPLE_FRACTION.fullmatch(surface) if surface[:1].isdecimal() else None
    part = None
    if fraction and found.value == found.value.to_integral_value():
        above, below = int(fraction[1]), int(fraction[2])
        part = Decimal(above) / Decimal(below) if 0 < above < below else None
    elif last == found.last:
        part = _vulgar_value(surface)
    if part is None:
        return found
    precision = part if part < Decimal("0.5") else 1 - part
    return found._replace(last=last + 1, value=found.value + part, precision=precision, form="fraction")


def _vulgar_value(surface: str) -> Decimal | None:
    """Returns the value of ½ or ¾; None for ², ① and all that is no part of one."""
    if len(surface) != 1 or surface.isascii() or unicodedata.category(surface) != "No":
        return None
    value = unicodedata.numeric(surface)
    return Decimal(repr(value)) if 0 < value < 1 else None


def _vulgar(lexemes: Lexemes, index: int) -> Numeral | None:
    value = _vulgar_value(lexemes.words[index])
    return _extended(lexemes, Numeral(index, index + 1, value, value, "fraction")) if value else None


def _leading_point(lexemes: Lexemes, index: int) -> Numeral | None:
    digits = lexemes.words[index + 1]
    follows_word = lexemes.glued(index) and lexemes.words[index - 1][-1:].isalnum()
    if follows_word or len(digits) > LONGEST_DIGITS or not digits.isascii():
        return None
    value = Decimal("0." + digits)
    return _extended(lexemes, Numeral(index, index + 2, value, unit_of_last_digit(value), "digits"))


def _signed(lexemes: Lexemes, index: int) -> Numeral | None:
    """Reads -5.5, minus 130, −2%: a minus is a sign after a space or a bracket, elsewhere a dash."""
    sign = lexemes.words[index]
    if sign in MINUS and lexemes.glued(index) and lexemes.words[index - 1] not in BEFORE_A_SIGN:
        return None
    if sign not in MINUS and lexemes.before(index) == "or":
        return None  # plus or minus three points
    after = index + 1
    after += lexemes.words[after] in MINUS and lexemes.joined(after)
    if lexemes.words[after] in MINUS or lexemes.lowers[after] in SIGN_WORDS:
        return None
    found = read_numeral(lexemes, after)
    if found is None or found.form == "vague":
        return None
    if sign in MINUS and not lexemes.joined(index) and found.last < len(lexemes):
        return None  # a dash that opens a line is a sign only where a number is all that follows
    return found._replace(first=index, value=-found.value)


def _exponent(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Reads 4e14, 9.83e-3, 1.99×10−30, 1.3x10^6 and 1.1^23."""
    at = found.last
    low = lexemes.lowers[at]
    if low == "e" and lexemes.tied(at):
        return _times_power(lexemes, found, Decimal(10), at + 1)
    if low in ("×", "x") and lexemes.words[at + 1] in ("10", "2"):
        exponent = at + 2
        if lexemes.words[exponent] == "^":
            return _times_power(lexemes, found, Decimal(lexemes.words[at + 1]), exponent + 1)
        if lexemes.words[exponent] in MINUS:
            return _times_power(lexemes, found, Decimal(lexemes.words[at + 1]), exponent)
    return _power(lexemes, found) if low == "^" and abs(found.value) < LARGEST_BASE else found


def _times_power(lexemes: Lexemes, found: Numeral, base: Decimal, at: int) -> Numeral:
    """Multiplies by the power of a base whose exponent, signed or not, is written at the lexeme."""
    sign = -1 if lexemes.words[at] in MINUS else 1
    at += lexemes.words[at] in MINUS or lexemes.words[at] == "+"
    power = lexemes.words[at]
    if not power.isdecimal() or len(power) > LONGEST_EXPONENT or not lexemes.glued(at):
        return found
    factor = base ** (sign * int(power))
    return found._replace(last=at + 1, value=found.value * factor, precision=found.precision * factor)


def _power(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Reads 1.1^23 and 2.5^-1."""
    at = found.last + 1
    is_negative = False
    while at < found.last + 3 and lexemes.words[at] in MINUS | {"+"}:
        is_negative = lexemes.words[at] != "+"
        at += 1
    power = lexemes.words[at]
    if not power.isdecimal() or len(power) > LONGEST_EXPONENT or not found.value:
        return found
    value = found.value ** (-int(power) if is_negative else int(power))
    return found._replace(last=at + 1, value=value, precision=abs(value))


def _extended(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds what follows digits: a scale letter, scale words, "and a half", "out of a million"."""
    factor = _letter_scale(lexemes, found.last)
    if factor is None:
        return scaled(lexemes, found)
    value, precision = found.value * factor, found.precision * factor
    return found._replace(last=found.last + 1, value=value, precision=precision, scale=factor)


def _letter_scale(lexemes: Lexemes, at: int) -> Decimal | None:
    """Returns the scale of 25k, 4.3M, 10 B; letters with more right after them are the beginning of a unit (5 k/h)."""
    letter, following = lexemes.words[at], lexemes.words[at + 1]
    factor = number_words().letters.get(letter)
    if factor is None or following in ("/", "°") or lexemes.joined(at) and following[0].isalnum():
        return None
    is_scale = lexemes.glued(at) or letter in SPACED_LETTERS and following != "."
    return Decimal(factor) if is_scale else None

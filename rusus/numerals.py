"""Numerals: digits, scales and spelled-out numbers to exact values.

Formats follow CLDR's English number patterns, with Indian grouping (12,34,567), the apostrophe and thin spaces as
separators besides; spelled-out numbers follow a small grammar of their own.
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from rusus.lexemes import Lexemes
from rusus.nouns import words as word_list
from rusus.resources import read_lists

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
MINUS = frozenset("-−")
SIGN_WORDS = frozenset({"minus", "negative"})
HYPHENS = frozenset("-‐‑–")
HALF_TIMES = frozenset({"first", "second", "this", "next", "last", "opening", "each", "per", "other", "better", "latter", "former"})


ORDINAL_ONES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written in lexemes ``[first, last)``.

    ``high`` is set where a vague plural names a decade ("tens of thousands" is 10,000 to 100,000);
    ``precision`` is the size of the last written digit; ``scale`` what a scale word or letter multiplied by;
    ``form`` is digits, words, fraction or vague.
    """

    first: int
    last: int
    value: Decimal
    precision: Decimal
    form: str
    scale: Decimal = Decimal(1)
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    letters: dict[str, int]
    dozens: dict[str, int]
    vague: dict[str, int]
    denominators: dict[str, int]
    small: dict[str, int]
    openers: frozenset[str]


@cache
def number_words() -> _Words:
    """Returns the number words by class, from ``resources/numerals.txt``."""
    lists = read_lists("numerals.txt")
    table = {name: {word: int(value) for word, value in map(str.split, lists[name])} for name in lists if name}
    del table["ordinals"], table["multiples"]
    small = table["ones"] | table["teens"] | table["tens"]
    openers = frozenset({*small, *table["scales"], *table["dozens"], *table["vague"], "half", "quarter", "tens"})
    return _Words(**table, small=small, openers=openers)


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
        return _spelled(lexemes, index)
    if low in ("a", "an"):
        return _spelled(lexemes, index) if lexemes.lowers[index + 1] in _after_article() else None
    if first == "." and lexemes.joined(index) and lexemes.words[index + 1].isdecimal():
        return _leading_point(lexemes, index)
    if first in MINUS and lexemes.joined(index) or low in SIGN_WORDS:
        return _signed(lexemes, index)
    return _vulgar(lexemes, index) if not word.isascii() and unicodedata.numeric(first, None) is not None else None


@cache
def _after_article() -> frozenset[str]:
    words = number_words()
    return frozenset({*words.scales, *words.dozens, *words.denominators}) - {"mil", "mn", "cr"}


def _plain(surface: str) -> Decimal | None:
    if len(surface) > LONGEST_DIGITS or not surface.isascii() and not SEPARATORS.search(surface):
        return None
    if not GROUPED.fullmatch(surface):
        return None
    if surface.count(",") == 1 and (CONTINENTAL.fullmatch(surface) or surface.find(".") < surface.find(",") and "." in surface):
        surface = surface.replace(".", "").replace(",", ".")
    return Decimal(SEPARATORS.sub("", surface))


def _unit_of_last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _digits(lexemes: Lexemes, index: int) -> Numeral | None:
    surface = lexemes.words[index]
    fraction = SIMPLE_FRACTION.fullmatch(surface)
    if fraction:
        below = int(fraction[2])
        return _fraction(lexemes, index, index + 1, Decimal(fraction[1]), below) if below else None
    value = _plain(surface)
    if value is None:
        return None
    last = index + 1
    if "." not in surface and len(surface) <= 3:
        value, last = _space_groups(lexemes, index, value)
        if lexemes.words[last] == "," and lexemes.words[last + 1] == "000" and last == index + 1:
            value, last = value * 1000, last + 2
    found = Numeral(index, last, value, _unit_of_last_digit(value), "digits")
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
    return replace(found, last=last + 1, value=found.value + part, precision=part if part < Decimal("0.5") else 1 - part, form="fraction")


def _vulgar(lexemes: Lexemes, index: int) -> Numeral | None:
    surface = lexemes.words[index]
    numeric = unicodedata.numeric(surface, None) if len(surface) == 1 and unicodedata.category(surface) == "No" else None
    if numeric is None or not 0 < numeric < 1:
        return None
    value = Decimal(repr(numeric))
    return _extended(lexemes, Numeral(index, index + 1, value, value, "fraction"))


def _leading_point(lexemes: Lexemes, index: int) -> Numeral | None:
    digits = lexemes.words[index + 1]
    if len(digits) > LONGEST_DIGITS or not digits.isascii() or lexemes.glued(index) and lexemes.words[index - 1][-1:].isalnum():
        return None
    value = Decimal("0." + digits)
    return _extended(lexemes, Numeral(index, index + 2, value, _unit_of_last_digit(value), "digits"))


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
    return _scaled(lexemes, found)


def _scaled(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Multiplies by the scale words that follow, adds the smaller groups after them, and "and a half"."""
    words = number_words()
    at = found.last
    if found.form == "digits" and lexemes.lowers[at] == "point" and lexemes.words[at + 1].isdecimal():
        found = _spoken_point(lexemes, found)
        at = found.last
    half = _and_fraction(lexemes, at)
    if half is not None and (lexemes.lowers[half[1]] in words.scales or found.value < 1000):
        found = replace(found, value=found.value + half[0], precision=half[0], last=half[1])
    factor, at = _scale(lexemes, found.last)
    if factor == 1:
        return found
    found = replace(found, last=at, value=found.value * factor, precision=found.precision * factor, scale=Decimal(factor))
    return _with_rest(lexemes, found)


def _spoken_point(lexemes: Lexemes, found: Numeral) -> Numeral:
    decimals = lexemes.words[found.last + 1]
    if len(decimals) > 9 or found.value != found.value.to_integral_value():
        return found
    value = found.value + Decimal("0." + decimals)
    return replace(found, last=found.last + 2, value=value, precision=_unit_of_last_digit(value))


def _scale(lexemes: Lexemes, at: int) -> tuple[int, int]:
    """Returns the product of the scale words that begin at the lexeme (three at most) and the index after them."""
    words = number_words()
    factor = 1
    for _ in range(3):
        skip = at + (lexemes.words[at] in HYPHENS and lexemes.glued(at) and lexemes.joined(at))
        low = lexemes.lowers[skip]
        scale = words.scales.get(low) or words.dozens.get(low)
        if scale is None or len(low) < 4 and low not in ("bn", "mn", "tn", "lac") and not lexemes.words[skip].islower() and low != "mln":
            break
        factor *= scale
        at = skip + 1
    return factor, at


def _with_rest(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds ever smaller groups: 4 thousand 3 hundred and 21; one million and a half."""
    limit = found.scale
    for _ in range(6):
        half = _and_fraction(lexemes, found.last)
        if half is not None:
            scale, last = _scale(lexemes, half[1])
            part = half[0] * (scale if scale > 1 else limit)
            return replace(found, value=found.value + part, precision=part, last=last)
        rest = _rest(lexemes, found)
        if rest is None:
            break
        value, last, scale = rest
        if not 0 < value < limit:
            break
        limit = Decimal(scale)
        found = replace(found, value=found.value + value, precision=limit, last=last)
        if scale == 1:
            break
    return found


def _rest(lexemes: Lexemes, found: Numeral) -> tuple[int, int, int] | None:
    """Reads one more group after a scale: its value, the index after it, and its scale."""
    at = found.last
    comma = lexemes.words[at] == "," and found.form == "words"
    at += comma
    joined = lexemes.lowers[at] in ("and", "&")
    at += joined
    word = lexemes.words[at]
    if word.isdecimal() and len(word) <= 3 and not comma and lexemes.lowers[at - 1] in number_words().scales | {"and": 1}:
        group: int | None = int(word)
        last = at + 1
    else:
        group, last = _group(lexemes, at)
    if group is None:
        return None
    scale, end = _scale(lexemes, last)
    if comma and scale == 1 and not joined and group < 100 or joined and word.isdecimal() and scale == 1 and found.form == "digits" and found.scale > 1000:
        return None
    return group * scale, end, scale


def _and_fraction(lexemes: Lexemes, at: int) -> tuple[Decimal, int] | None:
    """Reads "and a half", "and three quarters" and gives the part with the index after it."""
    if lexemes.lowers[at] == "-":
        at += 1
    if lexemes.lowers[at] != "and":
        return None
    at += 1 + (lexemes.words[at + 1] == "-")
    words = number_words()
    if lexemes.lowers[at] == "a":
        above, at = 1, at + 1
    else:
        group, at = _below_hundred(lexemes, at) if lexemes.lowers[at] in words.small else (0, at)
        above = group
    at += lexemes.words[at] in HYPHENS and lexemes.words[at] != ""
    below, last = _denominator(lexemes, at)
    if not 0 < above < below:
        return None
    return Decimal(above) / Decimal(below), last


def _denominator(lexemes: Lexemes, at: int) -> tuple[int, int]:
    """Reads third, quarters, hundred trillionths, twenty-firsts; gives zero where there is none."""
    words = number_words()
    low = lexemes.lowers[at]
    below = words.denominators.get(low, 0)
    if below or low not in words.tens:
        return below, at + 1
    skip = at + 1 + (lexemes.words[at + 1] in HYPHENS and lexemes.words[at + 1] != "")
    one = ORDINAL_ONES.get(lexemes.lowers[skip].removesuffix("s"), 0)
    hyphened = skip > at + 1 or lexemes.lowers[skip].endswith("s")
    return (words.tens[low] + one, skip + 1) if one and hyphened else (0, at)


def _fraction(lexemes: Lexemes, first: int, last: int, above: Decimal, below: int) -> Numeral:
    """A fraction, multiplied by "of a million" or "a million" where that follows."""
    value = above / Decimal(below)
    found = Numeral(first, last, value, Decimal(1) / Decimal(below), "fraction")
    at = last + (lexemes.lowers[last] == "of")
    at += lexemes.lowers[at] in ("a", "an")
    words = number_words()
    scale = words.scales.get(lexemes.lowers[at]) or words.dozens.get(lexemes.lowers[at])
    if scale is None:
        return found
    factor = Decimal(scale)
    return replace(found, last=at + 1, value=value * factor, precision=found.precision * factor, scale=factor, form="words")


def _spelled(lexemes: Lexemes, index: int) -> Numeral | None:
    """Reads a spelled-out number: cardinals, fractions, vague plurals."""
    words = number_words()
    low = lexemes.lowers[index]
    if low in words.vague and lexemes.lowers[index + 1] in ("of", "more"):
        return _vague(lexemes, index, Decimal(words.vague[low]))
    if low == "tens":
        return _vague(lexemes, index, Decimal(10)) if lexemes.lowers[index + 2] in words.vague else None
    if low == "half" and lexemes.lowers[index - 1] in HALF_TIMES and index:
        return None
    if low in ("half", "quarter"):
        return _bare_fraction(lexemes, index, words.denominators.get(low, 0))
    start = index + (low in ("a", "an"))
    group, at = _group(lexemes, start)
    if group is None:
        opener = lexemes.lowers[start]
        if start > index and opener in words.tens:
            below, last = _denominator(lexemes, start)
            return _fraction(lexemes, index, last, Decimal(1), below) if below else None
        if opener in words.denominators:
            following = lexemes.lowers[start + 1]
            if following.isalpha() and following not in word_list("stop words") and following not in words.scales and opener not in ("quarter", "half"):
                return None
            return _fraction(lexemes, index, start + 1, Decimal(1), words.denominators[opener])
        plural = opener.endswith("s") and start == index
        if opener not in words.scales and opener not in words.dozens or plural or len(opener) < 4:
            return None
        return _scaled(lexemes, Numeral(index, start, Decimal(1), Decimal(1), "words"))
    skip = at + (lexemes.words[at] in HYPHENS and lexemes.words[at] != "")
    below, last = _denominator(lexemes, skip)
    plural = lexemes.lowers[last - 1].endswith("s")
    if below and plural == (group > 1):
        whole = group - group % 100 if lexemes.lowers[at - 2] == "and" and 0 < group % 100 < below else 0
        return _with_whole(_fraction(lexemes, index, last, Decimal(group - whole), below), whole)
    return _scaled(lexemes, _point(lexemes, Numeral(index, at, Decimal(group), Decimal(1), "words")))


def _with_whole(found: Numeral, whole: int) -> Numeral:
    """One hundred and three quarters is 100.75."""
    return replace(found, value=found.value + whole) if whole else found


def _bare_fraction(lexemes: Lexemes, index: int, below: int) -> Numeral | None:
    """Half, half a million, quarter million: a fraction without a numerator."""
    found = _fraction(lexemes, index, index + 1, Decimal(1), below)
    if found.scale == 1 and lexemes.lowers[index] == "quarter":
        return None
    return found


def _vague(lexemes: Lexemes, index: int, low: Decimal) -> Numeral:
    """Reads thousands of, tens of thousands of, hundreds of millions of."""
    last = index + 1
    scale = number_words().vague.get(lexemes.lowers[index + 2]) if lexemes.lowers[last] == "of" else None
    if scale:
        low *= scale
        last += 2
    return Numeral(index, last, low, low, "vague", low, low * 10)


def _group(lexemes: Lexemes, index: int) -> tuple[int | None, int]:
    """Reads a number below 1000 (ninety-nine, three hundred and thirty one); gives it and the index after it."""
    words = number_words()
    low = lexemes.lowers[index]
    value = words.small.get(low)
    if value is None:
        return None, index
    at = index + 1
    if low in words.tens:
        skip = at + (lexemes.words[at] in HYPHENS and lexemes.words[at] != "")
        one = words.ones.get(lexemes.lowers[skip], 0)
        if one:
            value, at = value + one, skip + 1
    if lexemes.lowers[at] == "hundred" and value < 100:
        value, at = value * 100, at + 1
        rest_at = at + (lexemes.lowers[at] in ("and", "&"))
        if lexemes.lowers[rest_at] in words.small:
            rest, end = _below_hundred(lexemes, rest_at)
            value, at = value + rest, end
    return value, at


def _below_hundred(lexemes: Lexemes, index: int) -> tuple[int, int]:
    words = number_words()
    low = lexemes.lowers[index]
    value, at = words.small[low], index + 1
    if low in words.tens:
        skip = at + (lexemes.words[at] in HYPHENS and lexemes.words[at] != "")
        one = words.ones.get(lexemes.lowers[skip], 0)
        if one:
            return value + one, skip + 1
    return value, at


def _point(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds "point zero eight"."""
    if lexemes.lowers[found.last] != "point":
        return found
    words = number_words()
    at = found.last + 1
    digits = ""
    while lexemes.lowers[at] in words.small and len(digits) < 12:
        value, at = _below_hundred(lexemes, at)
        digits += str(value)
    if not digits:
        return found
    value_ = found.value + Decimal("0." + digits)
    return replace(found, last=at, value=value_, precision=_unit_of_last_digit(value_))

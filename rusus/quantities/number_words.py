"""Spelled-out numbers: the words of English number names to exact values, by a small grammar.

A number is groups below a thousand with ever smaller scales (three million two hundred thousand), a fraction
(three quarters, a fifth of a million), or a vague plural (tens of thousands of); "and a half" and "point five" add
to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from rusus.quantities.lexer import HYPHENS, Lexemes
from rusus.quantities.word_lists import nouns
from rusus.resources import read_lists

SMALLEST_PLURAL_PART = 10
"""From tenths on, plural parts divide any number before them: a hundred trillionths (three quarters may be of a year)."""

HALF_TIMES = frozenset(
    {"first", "second", "this", "next", "last", "opening", "each", "per", "other", "better", "latter", "former"}
)
"""After these, half is a part of a match or a year."""


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
    ordinals: dict[str, int]
    small: dict[str, int]
    openers: frozenset[str]


@cache
def number_words() -> _Words:
    """Returns the number words by class, from ``resources/numerals.txt``."""
    lists = read_lists("numerals.txt")
    names = [name for name in lists if name and name != "multiples"]
    table = {name: {word: int(value) for word, value in map(str.split, lists[name])} for name in names}
    small = table["ones"] | table["teens"] | table["tens"]
    openers = frozenset({*small, *table["scales"], *table["dozens"], *table["vague"], "half", "quarter", "tens"})
    return _Words(**table, small=small, openers=openers)


def unit_of_last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def spelled(lexemes: Lexemes, index: int) -> Numeral | None:
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
    if start > index and lexemes.lowers[start] in words.tens:
        return _one_part(lexemes, index)
    group, at = _group(lexemes, start)
    if group is None:
        opener = lexemes.lowers[start]
        if opener in words.denominators:
            following = lexemes.lowers[start + 1]
            if following == ",":
                return None
            if (
                following.isalpha()
                and following not in nouns("stop words")
                and following not in words.scales
                and opener not in ("quarter", "half")
            ):
                return None
            return fraction_of(lexemes, index, start + 1, Decimal(1), words.denominators[opener])
        plural = opener.endswith("s") and start == index
        if opener not in words.scales and opener not in words.dozens or plural or len(opener) < 4:
            return None
        return scaled(lexemes, Numeral(index, start, Decimal(1), Decimal(1), "words"))
    skip = at + (lexemes.words[at] in HYPHENS and lexemes.words[at] != "")
    below, last = _denominator(lexemes, skip)
    plural = lexemes.lowers[last - 1].endswith("s")
    if below and plural == (group > 1):
        whole = group - group % 100 if lexemes.lowers[at - 2] == "and" and 0 < group % 100 < below else 0
        return _with_whole(fraction_of(lexemes, index, last, Decimal(group - whole), below), whole)
    return scaled(lexemes, _point(lexemes, Numeral(index, at, Decimal(group), Decimal(1), "words")))


def _one_part(lexemes: Lexemes, index: int) -> Numeral | None:
    """Reads a twenty-first of; a twenty-first birthday is none."""
    below, last = _denominator(lexemes, index + 1)
    following = lexemes.lowers[last]
    if not below or following[:1].isalpha() and following != "of":
        return None
    return fraction_of(lexemes, index, last, Decimal(1), below)


def _with_whole(found: Numeral, whole: int) -> Numeral:
    """One hundred and three quarters is 100.75."""
    return replace(found, value=found.value + whole) if whole else found


def _bare_fraction(lexemes: Lexemes, index: int, below: int) -> Numeral | None:
    """Half, half a million, quarter million: a fraction without a numerator."""
    found = fraction_of(lexemes, index, index + 1, Decimal(1), below)
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
    return replace(found, last=at, value=value_, precision=unit_of_last_digit(value_))


def scaled(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Multiplies by the scale words that follow, adds smaller groups and "and a half", divides by hundredths."""
    whole = _multiplied(lexemes, found)
    low = lexemes.lowers[whole.last]
    below = number_words().denominators.get(low, 0)
    if whole.form != "words" or below < SMALLEST_PLURAL_PART or not low.endswith("s"):
        return whole
    return fraction_of(lexemes, whole.first, whole.last + 1, whole.value, below)


def _multiplied(lexemes: Lexemes, found: Numeral) -> Numeral:
    words = number_words()
    at = found.last
    if found.form == "digits" and lexemes.lowers[at] == "point" and lexemes.words[at + 1].isdecimal():
        found = _spoken_point(lexemes, found)
        at = found.last
    half = and_fraction(lexemes, at)
    if half is not None and (lexemes.lowers[half[1]] in words.scales or found.value < 1000):
        found = replace(found, value=found.value + half[0], precision=half[0], last=half[1])
    factor, at = _scale(lexemes, found.last)
    if factor == 1:
        return found
    found = replace(
        found, last=at, value=found.value * factor, precision=found.precision * factor, scale=Decimal(factor)
    )
    return _with_rest(lexemes, found)


def _spoken_point(lexemes: Lexemes, found: Numeral) -> Numeral:
    decimals = lexemes.words[found.last + 1]
    if len(decimals) > 9 or found.value != found.value.to_integral_value():
        return found
    value = found.value + Decimal("0." + decimals)
    return replace(found, last=found.last + 2, value=value, precision=unit_of_last_digit(value))


def _scale(lexemes: Lexemes, at: int) -> tuple[int, int]:
    """Returns the product of the scale words that begin at the lexeme (three at most) and the index after them."""
    words = number_words()
    factor = 1
    for _ in range(3):
        skip = at + (lexemes.words[at] in HYPHENS and lexemes.glued(at) and lexemes.joined(at))
        low = lexemes.lowers[skip]
        scale = words.scales.get(low) or words.dozens.get(low)
        if (
            scale is None
            or len(low) < 4
            and low not in ("bn", "mn", "tn", "lac")
            and not lexemes.words[skip].islower()
            and low != "mln"
        ):
            break
        factor *= scale
        at = skip + 1
    return factor, at


def _with_rest(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds ever smaller groups: 4 thousand 3 hundred and 21; one million and a half."""
    limit = found.scale
    for _ in range(6):
        half = and_fraction(lexemes, found.last)
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
    if (
        word.isdecimal()
        and len(word) <= 3
        and not comma
        and lexemes.lowers[at - 1] in number_words().scales | {"and": 1}
    ):
        group: int | None = int(word)
        last = at + 1
    else:
        group, last = _group(lexemes, at)
    if group is None:
        return None
    scale, end = _scale(lexemes, last)
    if (
        comma
        and scale == 1
        and not joined
        and group < 100
        or joined
        and word.isdecimal()
        and scale == 1
        and found.form == "digits"
        and found.scale > 1000
    ):
        return None
    return group * scale, end, scale


def and_fraction(lexemes: Lexemes, at: int) -> tuple[Decimal, int] | None:
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
    one = words.ordinals.get(lexemes.lowers[skip].removesuffix("s"), 0)
    hyphened = skip > at + 1 or lexemes.lowers[skip].endswith("s")
    return (words.tens[low] + one, skip + 1) if one and hyphened else (0, at)


def fraction_of(lexemes: Lexemes, first: int, last: int, above: Decimal, below: int) -> Numeral:
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
    return replace(
        found, last=at + 1, value=value * factor, precision=found.precision * factor, scale=factor, form="words"
    )

"""Spelled-out numbers: the words of English number names to exact values, by a small grammar.

A number is groups below a thousand with ever smaller scales (three million two hundred thousand), a fraction
(three quarters, a fifth of a million), or a vague plural (tens of thousands of); "and a half" and "point five" add
to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from rusus.quantities.lexer import HYPHENS, Lexemes
from rusus.quantities.word_lists import listed, nouns
from rusus.resources import read_lists

SMALLEST_PLURAL_PART = 10
"""From tenths on, plural parts divide any number: a hundred trillionths (three quarters may be of a year)."""

MOST_SCALES = 3
"""Scale words in a row: two hundred thousand million."""

SCALES_IN_CAPITALS = frozenset({"bn", "mn", "mln", "tn", "lac"})

SHORTEST_SCALE = 4
"""Letters of a scale that can stand by itself or in capitals: shorter ones (bn, lac, TN) are abbreviations."""


class Numeral(NamedTuple):
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
    multipliers: dict[str, int]
    small: dict[str, int]
    openers: frozenset[str]


@cache
def number_words() -> _Words:
    """Returns the number words by class, from ``resources/numerals.txt``."""
    lists = read_lists("numerals.txt")
    names = [name for name in lists if name and name != "multiples"]
    table = {name: {word: int(value) for word, value in map(str.split, lists[name])} for name in names}
    table["multipliers"] = table.pop("vague multipliers")
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
    if low in words.vague and _is_vague(lexemes, index):
        return _vague(lexemes, index, Decimal(words.vague[low]))
    if low == "tens":
        return _vague(lexemes, index, Decimal(10)) if lexemes.lowers[index + 2] in words.vague else None
    if low in ("half", "quarter"):
        return _bare_fraction(lexemes, index, words.denominators[low])
    start = lexemes.skip(index, ("a", "an"))
    if start > index and lexemes.lowers[start] in words.tens:
        return _one_part(lexemes, index)
    group, at = _group(lexemes, start)
    if group is None:
        return _without_group(lexemes, index, start)
    below, last = _denominator(lexemes, lexemes.skip(at, HYPHENS))
    is_plural = lexemes.lowers[last - 1].endswith("s") or group > 1 and _is_inside_a_compound(lexemes, at, last)
    if not below or is_plural != (group > 1):
        return scaled(lexemes, _point(lexemes, Numeral(index, at, Decimal(group), Decimal(1), "words")))
    whole = group - group % 100 if lexemes.lowers[at - 2] == "and" and 0 < group % 100 < below else 0
    found = fraction_of(lexemes, index, last, Decimal(group - whole), below)
    return found._replace(value=found.value + whole) if whole else found  # one hundred and three quarters is 100.75


def _is_inside_a_compound(lexemes: Lexemes, at: int, last: int) -> bool:
    """True of a three-QUARTER-point rise: hyphens tie the parts to their number and to what follows."""
    return lexemes.words[at] in HYPHENS and lexemes.tied(at) and lexemes.words[last] in HYPHENS and lexemes.tied(last)


def _without_group(lexemes: Lexemes, index: int, start: int) -> Numeral | None:
    """Reads a third of, an eighth, million, a dozen: a denominator or a scale that stands for one of it."""
    words = number_words()
    opener = lexemes.lowers[start]
    if opener in words.denominators:
        if _counts_parts(opener, lexemes.lowers[start + 1]):
            return fraction_of(lexemes, index, start + 1, Decimal(1), words.denominators[opener])
        return None
    is_plural = opener.endswith("s") and start == index
    if opener not in words.scales and opener not in words.dozens or is_plural or len(opener) < SHORTEST_SCALE:
        return None
    return _several(lexemes, index, scaled(lexemes, Numeral(index, start, Decimal(1), Decimal(1), "words")))


def _counts_parts(opener: str, following: str) -> bool:
    """A third of the votes, a quarter hour; a third man and "a fifth, smaller one" are ranks."""
    if opener in ("quarter", "half"):
        return following != ","
    is_noun = following.isalpha() and following not in nouns("stop words")
    return following not in (",", "-") and (not is_noun or following in number_words().scales)


def _one_part(lexemes: Lexemes, index: int) -> Numeral | None:
    """Reads a twenty-first of; a twenty-first birthday is none."""
    below, last = _denominator(lexemes, index + 1)
    following = lexemes.lowers[last]
    if not below or following[:1].isalpha() and following != "of":
        return None
    return fraction_of(lexemes, index, last, Decimal(1), below)


def _bare_fraction(lexemes: Lexemes, index: int, below: int) -> Numeral | None:
    """Reads half, half a million, another quarter-point: a fraction without a numerator; but not the first half."""
    if below == 2 and lexemes.before(index) in nouns("before a half of time"):
        return None
    found = fraction_of(lexemes, index, index + 1, Decimal(1), below)
    of_a_point = lexemes.lowers[lexemes.skip(index + 1, HYPHENS)] == "point"
    return None if found.scale == 1 and below == 4 and not of_a_point else found


def _vague(lexemes: Lexemes, index: int, low: Decimal) -> Numeral:
    """Reads thousands of, tens of thousands of, hundreds of millions of."""
    last = index + 1
    scale = number_words().vague.get(lexemes.lowers[index + 2]) if lexemes.lowers[last] == "of" else None
    if scale:
        low *= scale
        last += 2
    return Numeral(index, last, low, low, "vague", low, low * 10)


def _is_vague(lexemes: Lexemes, index: int) -> bool:
    """Thousands of people, cost billions, dozens were hurt; but in their millions, four-dozens, scores."""
    if lexemes.lowers[index + 1] in ("of", "more"):
        return True
    low, before = lexemes.lowers[index], lexemes.before(index)
    is_scale = low in number_words().scales or low == "dozens"
    return is_scale and before not in listed("no bare vague plural") and not before.isdecimal() and before != "-"


def _several(lexemes: Lexemes, index: int, found: Numeral) -> Numeral:
    """Several hundred, a few thousand: the least that they can mean."""
    factor = number_words().multipliers.get(lexemes.before(index))
    if factor is None or found.scale == 1 or found.value != found.scale:
        return found
    low = found.value * factor
    return found._replace(value=low, precision=found.scale, form="vague", high=found.value * 10)


def _group(lexemes: Lexemes, index: int) -> tuple[int | None, int]:
    """Reads a number below 1000 (ninety-nine, three hundred and thirty one); gives it and the index after it."""
    words = number_words()
    if lexemes.lowers[index] not in words.small:
        return None, index
    value, at = _below_hundred(lexemes, index)
    if lexemes.lowers[at] == "hundred":
        value, at = value * 100, at + 1
        rest_at = lexemes.skip(at, ("and", "&"))
        if lexemes.lowers[rest_at] in words.small:
            rest, at = _below_hundred(lexemes, rest_at)
            value += rest
    return value, at


def _below_hundred(lexemes: Lexemes, index: int) -> tuple[int, int]:
    words = number_words()
    low = lexemes.lowers[index]
    if low in words.tens:
        at = lexemes.skip(index + 1, HYPHENS)
        one = words.ones.get(lexemes.lowers[at], 0)
        if one:
            return words.tens[low] + one, at + 1
    return words.small[low], index + 1


def _point(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds "point zero eight" and the point-two of eight-point-two."""
    at = lexemes.skip(found.last, HYPHENS)
    if lexemes.lowers[at] != "point":
        return found
    words = number_words()
    at = lexemes.skip(at + 1, HYPHENS)
    digits = ""
    while lexemes.lowers[at] in words.small and len(digits) < 12:
        value, at = _below_hundred(lexemes, at)
        digits += str(value)
    if not digits:
        return found
    value_ = found.value + Decimal("0." + digits)
    return found._replace(last=at, value=value_, precision=unit_of_last_digit(value_))


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
        found = found._replace(value=found.value + half[0], precision=half[0], last=half[1])
    factor, at = _scale(lexemes, found.last)
    if factor == 1:
        return found
    found = found._replace(
        last=at, value=found.value * factor, precision=found.precision * factor, scale=Decimal(factor)
    )
    return _with_rest(lexemes, found)


def _spoken_point(lexemes: Lexemes, found: Numeral) -> Numeral:
    decimals = lexemes.words[found.last + 1]
    if len(decimals) > 9 or found.value != found.value.to_integral_value():
        return found
    value = found.value + Decimal("0." + decimals)
    return found._replace(last=found.last + 2, value=value, precision=unit_of_last_digit(value))


def _scale(lexemes: Lexemes, at: int) -> tuple[int, int]:
    """Returns the product of the scale words that begin at the lexeme (three at most) and the index after them."""
    words = number_words()
    factor = 1
    for _ in range(MOST_SCALES):
        skip = at + (lexemes.words[at] in HYPHENS and lexemes.tied(at))
        low = lexemes.lowers[skip]
        scale = words.scales.get(low) or words.dozens.get(low)
        if scale is None or not _is_scale(low, lexemes.words[skip]):
            break
        factor *= scale
        at = skip + 1
    return factor, at


def _is_scale(low: str, word: str) -> bool:
    """Million, bn, BN, cr; not Cr or MIL: a short word in capitals is another abbreviation."""
    return len(low) >= SHORTEST_SCALE or word.islower() or low in SCALES_IN_CAPITALS


def _with_rest(lexemes: Lexemes, found: Numeral) -> Numeral:
    """Adds ever smaller groups: 4 thousand 3 hundred and 21; one million and a half."""
    limit = found.scale
    for _ in range(6):
        half = and_fraction(lexemes, found.last)
        if half is not None:
            scale, last = _scale(lexemes, half[1])
            part = half[0] * (scale if scale > 1 else limit)
            return found._replace(value=found.value + part, precision=part, last=last)
        rest = _rest(lexemes, found)
        if rest is None:
            break
        value, last, scale = rest
        if not 0 < value < limit:
            break
        limit = Decimal(scale)
        found = found._replace(value=found.value + value, precision=limit, last=last)
        if scale == 1:
            break
    return found


def _rest(lexemes: Lexemes, found: Numeral) -> tuple[int, int, int] | None:
    """Reads one more group after a scale: its value, the index after it, and its scale."""
    is_digits = found.form == "digits"
    after_comma = lexemes.skip(found.last, (",",)) if found.form == "words" else found.last
    has_comma = after_comma > found.last
    at = lexemes.skip(after_comma, ("and", "&"))
    is_joined = at > after_comma
    word = lexemes.words[at]
    if word.isdecimal() and lexemes.joined(at) and _begins_a_size(lexemes.words[at + 1]):
        return None  # two million 500ml cans, a million 12-ounce cans
    if word.isdecimal() and len(word) <= 3 and not has_comma and _may_continue(lexemes, at):
        group, last = int(word), at + 1
    else:
        spelled_group, last = _group(lexemes, at)
        if spelled_group is None or is_digits and lexemes.lowers[last] in listed("units of time"):
            return None  # £2.1 million two years ago
        group = spelled_group
    scale, end = _scale(lexemes, last)
    if scale == 1 and has_comma and not is_joined and group < 100:
        return None  # two thousand, twelve of them
    if scale == 1 and is_joined and is_digits and word.isdecimal() and found.scale > 1000:
        return None  # 3 million and 21 others
    return group * scale, end, scale


def _begins_a_size(mark: str) -> bool:
    """True if a unit or a hyphen is glued to the number before: 500ml, 12-ounce."""
    return mark in HYPHENS or mark.isalpha() and mark.islower()


def _may_continue(lexemes: Lexemes, at: int) -> bool:
    """4 thousand 300, 4 thousand and 21."""
    return lexemes.before(at) == "and" or lexemes.before(at) in number_words().scales


def and_fraction(lexemes: Lexemes, at: int) -> tuple[Decimal, int] | None:
    """Reads "and a half", "and three quarters" and gives the part with the index after it."""
    at = lexemes.skip(at, ("-",))
    if lexemes.lowers[at] != "and":
        return None
    at = lexemes.skip(at + 1, ("-",))
    if lexemes.lowers[at] == "a":
        above, at = 1, at + 1
    elif lexemes.lowers[at] in number_words().small:
        above, at = _below_hundred(lexemes, at)
    else:
        return None
    below, last = _denominator(lexemes, lexemes.skip(at, HYPHENS))
    return (Decimal(above) / Decimal(below), last) if 0 < above < below else None


def _denominator(lexemes: Lexemes, at: int) -> tuple[int, int]:
    """Reads third, quarters, hundred trillionths, twenty-firsts; gives zero where there is none."""
    words = number_words()
    low = lexemes.lowers[at]
    below = words.denominators.get(low, 0)
    if below or low not in words.tens:
        return below, at + 1
    last = lexemes.skip(at + 1, HYPHENS)
    one = words.ordinals.get(lexemes.lowers[last].removesuffix("s"), 0)
    is_tied = last > at + 1 or lexemes.lowers[last].endswith("s")
    return (words.tens[low] + one, last + 1) if one and is_tied else (0, at)


def fraction_of(lexemes: Lexemes, first: int, last: int, above: Decimal, below: int) -> Numeral:
    """A fraction, multiplied by "of a million" or "a million" where that follows."""
    value = above / Decimal(below)
    found = Numeral(first, last, value, Decimal(1) / Decimal(below), "fraction")
    at = lexemes.skip(lexemes.skip(last, ("of",)), ("a", "an"))
    words = number_words()
    scale = words.scales.get(lexemes.lowers[at]) or words.dozens.get(lexemes.lowers[at])
    if scale is None:
        return found
    factor = Decimal(scale)
    return found._replace(
        last=at + 1, value=value * factor, precision=found.precision * factor, scale=factor, form="words"
    )

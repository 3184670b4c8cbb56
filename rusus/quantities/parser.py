"""Amounts: each number of a sentence with its unit or counted noun, or what kept it from being one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from rusus.quantities.amount import Amount, plain_amount
from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.exclusions.ages import is_age, is_decade_of_life
from rusus.quantities.exclusions.codes_and_names import is_capital_name, is_code, is_designation, is_number_name
from rusus.quantities.exclusions.dates import is_day, is_decade, is_time, is_year
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.measures.money import marked_money, money_named_before
from rusus.quantities.measures.rates import with_rate
from rusus.quantities.measures.unit_phrases import article_and_unit, measured_amount
from rusus.quantities.multiples_and_ranks import (
    FOLD,
    counts_occasions,
    follows_fold,
    read_multiple,
    read_rank,
    special_openers,
)
from rusus.quantities.number_words import Numeral, number_words
from rusus.quantities.numerals import SIGN_WORDS, read_numeral
from rusus.quantities.units import PERCENT, unit_after
from rusus.quantities.word_lists import listed, nouns

LINKS = frozenset({"-", "–", "to", "and", ",", "through", "&", "or", "until", "/", "thru", "till"})
"""What may stand between two numbers of a date."""


def read_amounts(text: str, lexemes: Lexemes, links: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """Returns the amounts of a sentence in order, those that are no quantities with kinds of their own.

    ``links`` are the spans of addresses, in which no number counts.
    """
    found: list[Amount] = []
    index = 0
    count, lowers, openers = len(lexemes), lexemes.lowers, amount_openers()
    while index < count:
        low = lowers[index]
        if low not in openers and low.isalpha() and not low.endswith(FOLD):
            index += 1
            continue
        numeral = read_numeral(lexemes, index)
        special = _special(lexemes, index)
        if special:
            found.append(special)
            index = special.end
            continue
        if numeral is None:
            index += 1
            continue
        amount = _amount(text, lexemes, numeral, found)
        if any(begin <= amount.start < stop for begin, stop in links):
            amount = replace(amount, kind="code")
        found.append(amount)
        index = max(
            numeral.last,
            amount.numeral.last,
            amount.end if amount.kind in ("measure", "duration", "money") or " per " in f" {amount.unit}" else 0,
        )
    return found


@cache
def amount_openers() -> frozenset[str]:
    """Returns the words with which an amount may begin: number words, multiples, ordinals, articles and signs."""
    return number_words().openers | special_openers() | SIGN_WORDS | {"a", "an"}


def _special(lexemes: Lexemes, index: int) -> Amount | None:
    """Reads a multiple or a rank that begins at the lexeme."""
    factor = read_multiple(lexemes, index)
    if factor:
        return replace(plain_amount(lexemes, factor, "multiple"), unit="x")
    single = article_and_unit(lexemes, index)
    if single:
        return single
    rank = read_rank(lexemes, index)
    if rank:
        numeral, noun = rank
        return replace(plain_amount(lexemes, numeral, "rank"), unit=noun.head if noun else "", noun=noun)
    return None


def _amount(text: str, lexemes: Lexemes, numeral: Numeral, earlier: list[Amount]) -> Amount:
    plain = plain_amount(lexemes, numeral, "number")
    money = marked_money(text, lexemes, plain)
    if money:
        return money
    if is_code(lexemes, numeral) or _continues_code(lexemes, numeral, earlier):
        return replace(plain, kind="code")
    if is_number_name(lexemes, numeral):
        return replace(plain, kind="name")
    if numeral.first == 0 and _opens_item(lexemes, numeral):
        return replace(plain, kind="code")
    if is_decade_of_life(lexemes, numeral):
        return replace(plain, kind="age", unit="year", high=plain.low + 9, precision=Decimal(10))
    if is_decade(lexemes, numeral):
        return replace(plain, kind="date")
    if lexemes.lowers[numeral.last] in ("am", "pm", "a", "p") and is_time(lexemes, numeral):
        return replace(plain, kind="time")
    if is_age(lexemes, numeral):
        return replace(plain, kind="age", unit=_age_unit(lexemes, numeral))
    times = follows_fold(lexemes, numeral)
    if times and counts_occasions(lexemes, times):
        return with_rate(lexemes, replace(plain, kind="count", end=times))
    if times:
        return with_rate(
            lexemes, replace(plain, kind="multiple", unit="x", end=times, hyphenated=lexemes.words[numeral.last] == "-")
        )
    measured = measured_amount(lexemes, plain)
    if measured:
        return measured
    if _glued_letters(lexemes, numeral):
        return replace(plain, kind="code")
    return _unmeasured(lexemes, plain, earlier)


def _continues_code(lexemes: Lexemes, numeral: Numeral, earlier: list[Amount]) -> bool:
    """Says whether the number goes on with a code or a date in digits: 2018-05-08."""
    at = numeral.first - 1
    if not earlier or earlier[-1].kind not in ("code", "name") or earlier[-1].numeral.last != at:
        return False
    return lexemes.words[at] in DASHES and lexemes.glued(at) and lexemes.joined(at)


def _opens_item(lexemes: Lexemes, numeral: Numeral) -> bool:
    """3. Grill the duck: the number of a step or a list item."""
    last = numeral.last
    return last == 1 and lexemes.words[0].isdecimal() and lexemes.words[last] in (".", ")") and len(lexemes) > last + 2


def _age_unit(lexemes: Lexemes, numeral: Numeral) -> str:
    """Returns year of a 40-year-old, month of an 18 month-old, and nothing of Jane Roe, 42."""
    at = numeral.last + (lexemes.words[numeral.last] in DASHES)
    unit = unit_after(lexemes, at)
    if unit and unit[0].kind == "duration":
        return unit[0].name
    return "year" if {"aged", "age", "ages"} & set(lexemes.lowers[max(0, numeral.first - 3) : numeral.first]) else ""


def _glued_letters(lexemes: Lexemes, numeral: Numeral) -> bool:
    following = lexemes.words[numeral.last]
    return bool(following) and following[0].isalpha() and lexemes.glued(numeral.last)


def _unmeasured(lexemes: Lexemes, plain: Amount, earlier: list[Amount]) -> Amount:
    """Decides what a number without unit or currency is: a date, a name, a count, a bare number."""
    numeral = plain.numeral
    first, last = numeral.first, numeral.last
    if numeral.value == 1 and lexemes.lowers[first] == "one" and last == first + 1:
        return _one(lexemes, plain)
    if is_day(lexemes, numeral) or _continues_date(lexemes, numeral, earlier):
        return replace(plain, kind="date")
    if (
        lexemes.words[last] == "-"
        and lexemes.glued(last)
        and lexemes.lowers[last + 1].isalpha()
        and lexemes.lowers[last + 1] not in ("plus", "odd")
        and lexemes.joined(last)
    ):
        return _hyphenated(lexemes, plain)
    noun = counted_noun(lexemes, last, one=numeral.value == 1 or numeral.form == "fraction")
    adjacent = noun is not None and noun.plural
    if is_year(lexemes, numeral, adjacent):
        return replace(plain, kind="date")
    if is_time(lexemes, numeral):
        return replace(plain, kind="time")
    if _begins_score(lexemes, last) and lexemes.lowers[first - 1] not in listed("designators"):
        return plain
    if is_designation(lexemes, numeral) or is_capital_name(lexemes, numeral):
        return replace(plain, kind="name")
    if "magnitude" in lexemes.lowers[max(0, first - 2) : first] or lexemes.lowers[last] in listed("quakes"):
        return replace(plain, kind="measure", unit="magnitude")
    if noun is None and _continues_name(lexemes, numeral, earlier):
        return replace(plain, kind="name")
    named = money_named_before(lexemes, plain) if noun is None else None
    if named:
        return named
    if noun is None and numeral.form == "fraction" and lexemes.lowers[last] in nouns("determiners"):
        noun = counted_noun(lexemes, last + 1, one=True)
    if noun is not None:
        part = numeral.form == "fraction" and 0 < numeral.value < 1
        return with_rate(
            lexemes, replace(plain, kind="ratio" if part else "count", unit=noun.head, noun=noun, end=noun.last)
        )
    following = lexemes.lowers[last]
    if (
        1 < len(following) < 6
        and lexemes.words[last].isupper()
        and following.isalpha()
        and numeral.form == "digits"
        and numeral.scale == 1
    ):
        if following in listed("name suffixes"):
            return replace(plain, kind="name")
        return replace(plain, kind="count", unit=following, end=last + 1)
    if following in ("per", "/") or following == "a" and lexemes.lowers[last + 1] in listed("per"):
        return with_rate(lexemes, plain)
    if following == "-" and lexemes.joined(last) and lexemes.words[last + 1][:1].isalpha():
        return _hyphenated(lexemes, plain)
    if _is_percent_of(lexemes, first):
        return replace(plain, kind="percent", unit="percent")
    return plain


def _is_percent_of(lexemes: Lexemes, first: int) -> bool:
    """Percent of 10, with no number before it, is 10 percent."""
    if lexemes.lowers[first - 1] != "of" or first < 2:
        return False
    at = first - 2
    named = lexemes.lowers[at] in PERCENT or lexemes.lowers[at - 1 : at + 1] == ["per", "cent"]
    at -= lexemes.lowers[at] == "cent"
    return named and read_numeral(lexemes, at - 1) is None


def _begins_score(lexemes: Lexemes, last: int) -> bool:
    """Sweden 1 – 0 Korea: the one is no part of the name before it."""
    return lexemes.words[last] in DASHES and lexemes.words[last + 1].isdecimal() and len(lexemes.words[last + 1]) < 3


def _hyphenated(lexemes: Lexemes, plain: Amount) -> Amount:
    """A three-course meal counts courses; a one-time offer and a 737-like plane count nothing."""
    word = lexemes.lowers[plain.numeral.last + 1]
    if plain.numeral.value == 1 or word in listed("hyphen words") or not word.isalpha():
        return replace(plain, kind="name" if word not in ("to", "and", "or") else "number")
    if word in nouns("stop words"):
        return plain
    return replace(plain, kind="count", unit=word, end=plain.numeral.last + 2, hyphenated=True)


def _one(lexemes: Lexemes, plain: Amount) -> Amount:
    """The number one is a quantity before a noun or "of"; elsewhere it is a pronoun."""
    first, last = plain.first, plain.numeral.last
    before, following = lexemes.lowers[first - 1] if first else "", lexemes.lowers[last]
    if (
        lexemes.words[first] == "One"
        and first > 0
        and lexemes.words[first - 1][:1].isupper()
        and lexemes.words[first - 1].isalpha()
        and lexemes.lowers[first - 1] not in nouns("stop words")
    ):
        return replace(plain, kind="name")
    if following in ("to", "or", "in", "out", "-", "and", "over") and _counts_on(lexemes, last):
        return plain
    if (
        before in listed("before pronoun one")
        and following != "of"
        or following in ("another", "s", "day", "'", "’")
        or following == "-"
    ):
        return replace(plain, kind="pronoun")
    noun = counted_noun(lexemes, last, one=True, strict=True)
    if noun and following == "of" and noun.head in listed("indefinite"):
        return replace(plain, kind="pronoun")
    if (
        noun is None
        or following in nouns("verbs")
        or following.endswith("ly")
        or following.endswith("ed")
        and len(following) > 4
    ):
        return replace(plain, kind="pronoun")
    return replace(plain, kind="count", unit=noun.head, noun=noun, end=noun.last)


def _counts_on(lexemes: Lexemes, last: int) -> bool:
    """One TO TWO, one OR MORE, one OUT OF THREE, one IN FIVE."""
    at = last + 1
    at += lexemes.lowers[at] in ("of", "-", "every", "to")
    return (
        read_numeral(lexemes, at) is not None
        and lexemes.lowers[last] != "and"
        or lexemes.lowers[last] == "or"
        and lexemes.lowers[at] == "more"
    )


def _continues_name(lexemes: Lexemes, numeral: Numeral, earlier: list[Amount]) -> bool:
    """Rooms 101 AND 102, sections 3, 4 AND 7."""
    if not earlier or earlier[-1].kind != "name" or not earlier[-1].numeral.form == numeral.form == "digits":
        return False
    gap = lexemes.lowers[earlier[-1].numeral.last : numeral.first]
    return len(gap) == 1 and gap[0] in LINKS and lexemes.words[numeral.first].isdecimal() and numeral.scale == 1


def _continues_date(lexemes: Lexemes, numeral: Numeral, earlier: list[Amount]) -> bool:
    """September 14-16, May 18, 2015, from 2004 to 2009, 2013-14, 2018/19."""
    if not earlier or earlier[-1].kind != "date" or numeral.form != "digits" or numeral.scale != 1:
        return False
    before = earlier[-1].numeral
    gap = lexemes.lowers[before.last : numeral.first]
    if len(gap) > 1 or gap and gap[0] not in LINKS:
        return False
    word = lexemes.words[numeral.first]
    if not word.isdecimal() or numeral.last != numeral.first + 1 or len(word) == 3:
        return False
    if counted_noun(lexemes, numeral.last) and (gap == [","] or gap == ["and"] or not gap):
        return len(word) == 4 and 1500 < numeral.value <= 2100
    return True

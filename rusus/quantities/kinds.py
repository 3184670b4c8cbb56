"""Kinds: what a number is: money, a measure, a count, a date, a name, a code, an age, a pronoun or a bare number.

The order of the rules is the grammar: the first with an opinion decides. Those of ``MARKED_RULES`` look at the number's
own marks: a currency's sign, letters glued to it, a unit after it; the word "one" and numbers without any mark have
rules of their own after that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import Noun, counted_by_one, counted_noun, counted_single
from rusus.quantities.exclusions.ages import AGE_RULES, age_unit, is_decade_of_life
from rusus.quantities.exclusions.codes_and_names import (
    CAPITAL_NAME_RULES,
    CODE_RULES,
    DESIGNATION_RULES,
    NUMBER_NAME_RULES,
)
from rusus.quantities.exclusions.dates import DAY_RULES, DECADE_RULES, TIME_RULES, YEAR_RULES
from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.measures.money import marked_money, money_named_before
from rusus.quantities.measures.rates import with_rate
from rusus.quantities.measures.unit_phrases import measured_amount
from rusus.quantities.multiples_and_ranks import counts_occasions, follows_fold
from rusus.quantities.number_words import Numeral
from rusus.quantities.numerals import read_numeral
from rusus.quantities.rules import decide, reason
from rusus.quantities.units import PERCENT
from rusus.quantities.word_lists import listed, nouns

LONGEST_ABBREVIATION = 5
"""Letters of an abbreviation that is counted: 40 MPs, 12 SUVs; longer words in capitals are headlines."""


@dataclass(frozen=True)
class Number:
    """A number in its sentence, and the amounts before it."""

    text: str
    lexemes: Lexemes
    plain: Amount
    earlier: Sequence[Amount]

    @property
    def numeral(self) -> Numeral:
        return self.plain.numeral

    @property
    def first(self) -> int:
        return self.plain.numeral.first

    @property
    def last(self) -> int:
        """The index after the number."""
        return self.plain.numeral.last

    @property
    def word(self) -> str:
        """The first word of the number as written."""
        return self.lexemes.words[self.plain.numeral.first]

    @property
    def before(self) -> str:
        """The word before the number, in lower case."""
        return self.lexemes.before(self.plain.numeral.first)

    @property
    def after(self) -> str:
        """The word after the number, in lower case."""
        return self.lexemes.lowers[self.plain.numeral.last]

    @property
    def is_word_one(self) -> bool:
        """True for "one" alone; not for 1, a hundred and one, one million."""
        is_single = self.last == self.first + 1
        return is_single and self.numeral.value == 1 and self.lexemes.lowers[self.first] == "one"

    @property
    def is_plain_digits(self) -> bool:
        """True for digits without a scale: 12, not twelve, not 12 million."""
        return self.numeral.form == "digits" and self.numeral.scale == 1

    @cached_property
    def noun(self) -> Noun | None:
        """The noun counted: a plural, or a singular after one or a fraction."""
        takes_singular = self.numeral.value == 1 or self.numeral.form == "fraction"
        return (counted_single if takes_singular else counted_noun)(self.lexemes, self.last)

    @cached_property
    def single_noun(self) -> Noun | None:
        """The noun counted by the word one."""
        return counted_by_one(self.lexemes, self.last)

    @cached_property
    def place(self) -> Place:
        """The number and the words beside it."""
        return Place(self.lexemes, self.plain.numeral)

    @property
    def previous(self) -> Amount | None:
        """The amount before this one."""
        return self.earlier[-1] if self.earlier else None

    def amount(self, kind: str, **changes: Any) -> Amount:
        """Returns the number as an amount of the kind."""
        return replace(self.plain, kind=kind, **changes)

    def by(self, kind: str, rules: Sequence[Callable[[Place], bool | None]]) -> Amount | None:
        """Returns the number as an amount of the kind with the name of the rule that says so, or None."""
        rule = reason(rules, self.place)
        return self.amount(kind, rule=rule) if rule else None

    def counted(self, kind: str, noun: Noun) -> Amount:
        """Returns the number as an amount of the noun."""
        return replace(self.plain, kind=kind, unit=noun.head, noun=noun, end=noun.last)


def amount_of(number: Number) -> Amount:
    """Returns the amount that a number is, with the name of the rule that decided its kind."""
    decided = decide(MARKED_RULES, number) or decide(ONE_RULES if number.is_word_one else UNMARKED_RULES, number)
    if decided is None:
        return replace(number.plain, rule="bare_number")
    amount, rule = decided
    return amount if amount.rule else replace(amount, rule=rule)


# Numbers that their own marks, letters or units settle.


def money_with_a_sign(n: Number) -> Amount | None:
    """$5.4 billion, RM2.70, TRY 5 million."""
    return marked_money(n.text, n.lexemes, n.plain)


def code(n: Number) -> Amount | None:
    """G20, Su-35, 4x4."""
    return n.by("code", CODE_RULES)


def further_in_a_code(n: Number) -> Amount | None:
    """2018-05-08: what a dash ties to a code or a name is part of it."""
    at = n.first - 1
    if n.previous is None or n.previous.kind not in ("code", "name") or n.previous.numeral.last != at:
        return None
    return n.amount("code") if n.lexemes.words[at] in DASHES and n.lexemes.tied(at) else None


def name_with_a_number(n: Number) -> Amount | None:
    """Five Eyes, Six-Day War, 9/11, a 4K video."""
    return n.by("name", NUMBER_NAME_RULES)


def list_item(n: Number) -> Amount | None:
    """3. Grill the duck."""
    opens = n.first == 0 and n.last == 1 and n.word.isdecimal() and n.after in (".", ")")
    return n.amount("code") if opens and len(n.lexemes) > n.last + 2 else None


def decade_of_life(n: Number) -> Amount | None:
    """In his early 50s."""
    if not is_decade_of_life(n.place):
        return None
    return n.amount("age", unit="year", high=n.plain.low + 9, precision=Decimal(10))


def decade_or_ordinal(n: Number) -> Amount | None:
    """The 1990s, the '60s, 21st, two years ago."""
    return n.by("date", DECADE_RULES)


def clock_time(n: Number) -> Amount | None:
    """10.45pm, 6 a.m."""
    return n.by("time", TIME_RULES) if n.after in listed("halves of the day") else None


def age(n: Number) -> Amount | None:
    """A 40-year-old; Jane Roe, 42."""
    found = n.by("age", AGE_RULES)
    return replace(found, unit=age_unit(n.place)) if found else None


def occasions(n: Number) -> Amount | None:
    """Orbited 3,200 times, five times a week."""
    times = follows_fold(n.lexemes, n.numeral)
    if times is None or not counts_occasions(n.lexemes, times):
        return None
    return with_rate(n.lexemes, n.amount("count", end=times))


def times_as_much(n: Number) -> Amount | None:
    """Four times the number, 10-fold, 3x."""
    times = follows_fold(n.lexemes, n.numeral)
    if times is None:
        return None
    return with_rate(n.lexemes, n.amount("multiple", unit="x", end=times, hyphenated=n.after == "-"))


def with_a_unit(n: Number) -> Amount | None:
    """60 per cent, 12 miles, 3 dollars 50 cents, 35m viewers; the rule's name is that of the unit's rule."""
    return measured_amount(n.lexemes, n.plain)


def before_glued_letters(n: Number) -> Amount | None:
    """747s, 14C."""
    is_letter = n.lexemes.words[n.last][:1].isalpha() and n.lexemes.glued(n.last)
    return n.amount("code") if is_letter else None


MARKED_RULES = (
    money_with_a_sign,
    code,
    further_in_a_code,
    name_with_a_number,
    list_item,
    decade_of_life,
    decade_or_ordinal,
    clock_time,
    age,
    occasions,
    times_as_much,
    with_a_unit,
    before_glued_letters,
)


# The word "one" is a quantity before a noun or "of"; elsewhere it is a pronoun.


def one_in_a_name(n: Number) -> Amount | None:
    """Formula One."""
    before = n.lexemes.words[n.first - 1]
    is_name = before[:1].isupper() and before.isalpha() and n.before not in nouns("stop words")
    return n.amount("name") if n.word == "One" and is_name else None


def one_of_a_pair(n: Number) -> Amount | None:
    """One to two, one or more, one out of three, one in five."""
    if n.after not in listed("after a counting one"):
        return None
    at = n.lexemes.skip(n.last + 1, ("of", "-", "every", "to"))
    counts_on = n.after != "and" and read_numeral(n.lexemes, at) is not None
    return n.plain if counts_on or n.after == "or" and n.lexemes.lowers[at] == "more" else None


def pronoun_by_its_neighbours(n: Number) -> Amount | None:
    """This one, no one, one another, one's own, the one-off; but each one of them."""
    points = n.before in listed("before pronoun one") and n.after != "of"
    return n.amount("pronoun") if points or n.after in listed("after pronoun one") else None


def one_of_an_abstract_noun(n: Number) -> Amount | None:
    """One of the reasons, one of the best ways."""
    is_abstract = n.after == "of" and n.single_noun is not None and n.single_noun.head in listed("indefinite")
    return n.amount("pronoun") if is_abstract else None


def one_with_nothing_to_count(n: Number) -> Amount | None:
    """One can say, one recently told us, one called Ann, the old one."""
    is_verb = n.after in nouns("verbs") or n.after.endswith("ed") and len(n.after) > 4
    return n.amount("pronoun") if n.single_noun is None or is_verb or n.after.endswith("ly") else None


def one_before_a_noun(n: Number) -> Amount | None:
    """One judge, one of the ships."""
    return n.counted("count", n.single_noun) if n.single_noun else None


ONE_RULES = (
    one_in_a_name,
    one_of_a_pair,
    pronoun_by_its_neighbours,
    one_of_an_abstract_noun,
    one_with_nothing_to_count,
    one_before_a_noun,
)


# Numbers without a mark or a unit.


def day_of_a_month(n: Number) -> Amount | None:
    """May 18, 7 December."""
    return n.by("date", DAY_RULES)


def further_in_a_date(n: Number) -> Amount | None:
    """September 14-16, May 18, 2015, from 2004 to 2009, 2013-14, 2018/19."""
    if n.previous is None or n.previous.kind != "date" or not n.is_plain_digits:
        return None
    gap = n.lexemes.lowers[n.previous.numeral.last : n.first]
    if len(gap) > 1 or not listed("list links").issuperset(gap):
        return None
    if not n.word.isdecimal() or n.last != n.first + 1 or len(n.word) == 3:
        return None
    starts_anew = gap in ([], [","], ["and"]) and counted_noun(n.lexemes, n.last)
    if starts_anew and not (len(n.word) == 4 and 1500 < n.numeral.value <= 2100):
        return None  # In 2018, 12 soldiers died
    return n.amount("date")


def hyphened_word(n: Number) -> Amount | None:
    """A three-course meal counts courses; a one-time offer and a 737-like plane count nothing."""
    following = n.lexemes.lowers[n.last + 1]
    is_tied = n.after == "-" and n.lexemes.tied(n.last) and following.isalpha()
    return _hyphened(n, following) if is_tied and following not in listed("about after a number") else None


def year(n: Number) -> Amount | None:
    """In 2018."""
    return n.by("date", YEAR_RULES)


def time_of_day(n: Number) -> Amount | None:
    """At 7, 10 o'clock."""
    return n.by("time", TIME_RULES)


def first_of_a_score(n: Number) -> Amount | None:
    """Sweden 1 – 0 Korea: the one is no part of the name before it."""
    following = n.lexemes.words[n.last + 1]
    begins = n.after in DASHES and following.isdecimal() and len(following) < 3
    return n.plain if begins and n.before not in listed("designators") else None


def designation(n: Number) -> Amount | None:
    """Section 230, Boeing 737, the Big Three."""
    return n.by("name", DESIGNATION_RULES) or n.by("name", CAPITAL_NAME_RULES)


def magnitude(n: Number) -> Amount | None:
    """A magnitude of 6.3, an 8.8 quake."""
    near = n.lexemes.lowers[max(0, n.first - 2) : n.first]
    return n.amount("measure", unit="magnitude") if "magnitude" in near or n.after in listed("quakes") else None


def further_in_a_list_of_names(n: Number) -> Amount | None:
    """Rooms 101 AND 102, sections 3, 4 AND 7."""
    if n.previous is None or n.previous.kind != "name" or n.noun or not n.word.isdecimal():
        return None
    if not n.is_plain_digits or n.previous.numeral.form != "digits":
        return None
    gap = n.lexemes.lowers[n.previous.numeral.last : n.first]
    return n.amount("name") if len(gap) == 1 and gap[0] in listed("list links") else None


def money_with_its_name_before(n: Number) -> Amount | None:
    """Ringgit 42, MEUR 60."""
    return None if n.noun else money_named_before(n.lexemes, n.plain)


def fraction_of_a_noun(n: Number) -> Amount | None:
    """Two-thirds of voters, half the students."""
    if n.numeral.form != "fraction":
        return None
    noun = n.noun
    if noun is None and n.after in nouns("determiners"):
        noun = counted_single(n.lexemes, n.last + 1)
    if noun is None:
        return None
    return with_rate(n.lexemes, n.counted("ratio" if 0 < n.numeral.value < 1 else "count", noun))


def counted(n: Number) -> Amount | None:
    """12,000 Russian soldiers, 63 of the ships."""
    return with_rate(n.lexemes, n.counted("count", n.noun)) if n.noun else None


def before_an_abbreviation(n: Number) -> Amount | None:
    """12 GOP of them; the 737 MAX is a name."""
    is_abbreviation = n.after.isalpha() and n.lexemes.words[n.last].isupper()
    if not is_abbreviation or not n.is_plain_digits or not 1 < len(n.after) <= LONGEST_ABBREVIATION:
        return None
    return n.amount("name") if n.after in listed("name suffixes") else n.amount("count", unit=n.after, end=n.last + 1)


def bare_rate(n: Number) -> Amount | None:
    """12.5 per 100,000 people, 3 a day."""
    begins = n.after in ("per", "/") or n.after == "a" and n.lexemes.lowers[n.last + 1] in listed("per")
    return with_rate(n.lexemes, n.plain) if begins else None


def before_a_spaced_hyphen(n: Number) -> Amount | None:
    """A 30 -member team."""
    following = n.lexemes.lowers[n.last + 1]
    is_tied = n.after == "-" and n.lexemes.joined(n.last) and following[:1].isalpha()
    return _hyphened(n, following) if is_tied else None


def percent_of(n: Number) -> Amount | None:
    """A percent of 10, with no number before it, is 10 percent."""
    if n.before != "of":
        return None
    at = n.first - 2
    is_spelled = n.lexemes.lowers[at] == "cent" and n.lexemes.before(at) == "per"
    is_named = is_spelled or n.lexemes.lowers[at] in PERCENT
    if not is_named or read_numeral(n.lexemes, at - 1 - is_spelled):
        return None
    return n.amount("percent", unit="percent")


UNMARKED_RULES = (
    day_of_a_month,
    further_in_a_date,
    hyphened_word,
    year,
    time_of_day,
    first_of_a_score,
    designation,
    magnitude,
    further_in_a_list_of_names,
    money_with_its_name_before,
    fraction_of_a_noun,
    counted,
    before_an_abbreviation,
    bare_rate,
    before_a_spaced_hyphen,
    percent_of,
)


def _hyphened(n: Number, word: str) -> Amount:
    """Decides what a number tied to a word is: a count of it, a name or a manner, or the first end of a range."""
    counts = n.numeral.value != 1 and word.isalpha() and word not in listed("hyphen words")
    if word in nouns("stop words") if counts else word in listed("conjunctions of numbers"):
        return n.plain
    return n.amount("count", unit=word, end=n.last + 2, hyphenated=True) if counts else n.amount("name")

"""Kinds: what a number is: money, a measure, a count, a date, a name, a code, an age, a pronoun or a bare number.

The order of the rules is the grammar: the first with an opinion decides. Those of ``MARKED_RULES`` look at the number's
own marks: a currency's sign, letters glued to it, a unit after it; then come the rules of the word "one" (word_one) and
those of numbers without any mark.
"""

from __future__ import annotations

from decimal import Decimal

from rusus.quantities.amount import Amount, scaled_by
from rusus.quantities.counted_nouns import counted_noun, counted_single
from rusus.quantities.exclusions.ages import AGE_RULES, age_unit, is_decade_of_life
from rusus.quantities.exclusions.codes_and_names import (
    CAPITAL_NAME_RULES,
    CODE_RULES,
    DESIGNATION_RULES,
    NUMBER_NAME_RULES,
)
from rusus.quantities.exclusions.dates import DAY_RULES, DECADE_RULES, TIME_RULES, YEAR_RULES
from rusus.quantities.exclusions.fixed_names import FIXED_NAME_RULES, WRITTEN_CODE_RULES
from rusus.quantities.lexer import DASHES
from rusus.quantities.measures.money import MILLION, marked_money, money_named_before
from rusus.quantities.measures.rates import with_rate
from rusus.quantities.measures.unit_phrases import measured_amount
from rusus.quantities.multiples_and_ranks import counts_occasions, follows_fold
from rusus.quantities.number import Number
from rusus.quantities.numerals import read_numeral
from rusus.quantities.scores import is_tie_break
from rusus.quantities.units import PERCENT
from rusus.quantities.word_lists import listed, nouns
from rusus.quantities.word_one import ONE_RULES
from rusus.rules import decide

BARE_NUMBER = "bare_number"
"""Stands for a rule where no rule has an opinion on a number."""

LONGEST_ABBREVIATION = 5
"""Letters of an abbreviation that is counted: 40 MPs, 12 SUVs; longer words in capitals are headlines.

Chosen by hand: 3 changes 55 and 9 changes 29 of 65,473 sentences, all but a few of them tables.
"""


QUOTES, SENTENCE_MARKS = frozenset('"“”'), frozenset(".?!,;:")
"""Marks around a quoted name, and those that stand in none."""

EQUALS = frozenset(("=", "equals"))
"""Between a one of a currency and what it costs: 1 euro = $1.12, 1 U.S. dollar equals to 7.83 HK dollars."""

LONGEST_CURRENCY = 6
"""Words after a one before the sign that it equals something: 1 U.S. dollar =; chosen by hand."""

LONGEST_QUOTED_NAME = 5
"""Words of a quoted name before its number: the "Fight for $15" movement; chosen by hand."""


def amount_of(number: Number) -> Amount:
    """Returns the amount that a number is, with the name of the rule that decided its kind."""
    decided = decide(MARKED_RULES, number) or decide(ONE_RULES if number.is_word_one else UNMARKED_RULES, number)
    if decided is None:
        return number.plain._replace(rule=BARE_NUMBER)
    amount, rule = decided
    return amount if amount.rule else amount._replace(rule=rule)


# Numbers that their own marks, letters or units settle.


def money_with_a_sign(n: Number) -> Amount | None:
    """$5.4 billion, RM2.70, TRY 5 million."""
    return marked_money(n.text, n.lexemes, n.plain)


def money_that_ends_a_range(n: Number) -> Amount | None:
    """£5-6m: millions of the money that a dash ties to it; but 5-6m long."""
    first = n.amount_before
    is_tied = first is not None and first.marked and first.end == n.first - 1 and n.lexemes.words[first.end] in DASHES
    is_million = n.following in listed("millions of money") and n.is_glued_after and n.numeral.scale == 1
    if first is None or not is_tied or not is_million or n.lexemes.glued_word(n.last + 1):
        return None
    millions = scaled_by(n.lexemes, n.plain, MILLION, n.last + 1)
    return with_rate(n.lexemes, millions._replace(kind="money", unit=first.unit))


def code(n: Number) -> Amount | None:
    """G20, Su-35, 4x4; a number in words is part of a code only where a dash ties it to letters."""
    if n.word.isalpha() and not n.lexemes.glued(n.first) and n.following not in DASHES:
        return None
    return n.by("code", WRITTEN_CODE_RULES) or n.by("code", CODE_RULES)


def in_a_quoted_name(n: Number) -> Amount | None:
    """The "Fight for $15" movement: a number that ends a quoted name which a noun follows."""
    closes = n.following in QUOTES and n.lexemes.words[n.last + 1][:1].islower()
    if not closes:
        return None
    for at in range(n.first - 1, max(-1, n.first - 1 - LONGEST_QUOTED_NAME), -1):
        if n.lexemes.lowers[at] in QUOTES:
            is_name = n.lexemes.words[at + 1][:1].isupper() and at + 1 < n.first
            return n.amount("name") if is_name and at > 0 and n.lexemes.words[at - 1] != "," else None
        if n.lexemes.lowers[at] in nouns("verbs") or n.lexemes.lowers[at] in SENTENCE_MARKS:
            return None
    return None


def one_of_a_currency(n: Number) -> Amount | None:
    """($1 = 3.75 riyals), 1 euro = $1.12: one unit of a currency, of which the next number tells the price."""
    if n.numeral.value != 1 or EQUALS.isdisjoint(n.lexemes.lowers[n.last : n.last + LONGEST_CURRENCY]):
        return None
    money = _money(n)
    return n.amount("name", unit=money.unit) if money and n.lexemes.lowers[money.end] in EQUALS else None


def rate_of_exchange(n: Number) -> Amount | None:
    """($1 = 3.75 riyals), 1 euro = $1.12."""
    one = n.amount_before
    if one is None or one.rule != "one_of_a_currency":
        return None
    if EQUALS.isdisjoint(n.lexemes.lowers[max(0, n.first - 2) : n.first]):
        return None
    price = _money(n)
    return price._replace(unit=f"{price.unit} per {one.unit}", rule="rate_of_exchange") if price else None


def _money(n: Number) -> Amount | None:
    found = marked_money(n.text, n.lexemes, n.plain) or measured_amount(n.lexemes, n.plain)
    return found if found and found.kind == "money" else None


def further_in_a_code(n: Number) -> Amount | None:
    """2018-05-08: what a dash ties to a code or a name is part of it."""
    at = n.first - 1
    if n.amount_before is None or n.amount_before.kind not in ("code", "name") or n.amount_before.numeral.last != at:
        return None
    return n.amount("code") if n.lexemes.words[at] in DASHES and n.lexemes.tied(at) else None


def name_with_a_number(n: Number) -> Amount | None:
    """Five Eyes, Six-Day War, 9/11, a 4K video, 50 Cent, the last 16."""
    is_plain = n.last == n.first + 1 and (n.word.isdecimal() or n.word.islower())
    named = None if is_plain and not n.lexemes.words[n.last][:1].isupper() else n.by("name", NUMBER_NAME_RULES)
    return named or n.by("name", FIXED_NAME_RULES)


def tie_break(n: Number) -> Amount | None:
    """6-7 (3/7): the points of a tie-break, written with a stroke."""
    left, stroke, right = n.word.partition("/")
    scored = stroke and left.isdecimal() and right.isdecimal() and is_tie_break(n.lexemes, n.first, n.last)
    return n.amount("score")._replace(low=Decimal(left)) if scored else None


def list_item(n: Number) -> Amount | None:
    """3. Grill the duck; 3“We won”: a number that opens a line."""
    is_mark = n.following in (".", ")") or n.following == "“" and n.is_glued_after
    opens = n.first == 0 and n.last == 1 and n.word.isdecimal() and is_mark
    return n.amount("code") if opens and len(n.lexemes) > n.last + 2 else None


def alone_in_a_line(n: Number) -> Amount | None:
    """8,200: a line of its own in a longer text is an attendance or a cell of a table."""
    is_alone = n.first == 0 and n.last == len(n.lexemes) and n.word[0].isdecimal() and n.numeral.scale == 1
    around = n.text[max(0, n.plain.start - 1) : n.plain.start] + n.text[n.plain.stop : n.plain.stop + 1]
    return n.amount("code") if is_alone and "\n" in around else None


def decade_of_life(n: Number) -> Amount | None:
    """In his early 50s."""
    if not is_decade_of_life(n):
        return None
    return n.amount("age", unit="year", high=n.plain.low + 9, precision=Decimal(10))


def decade_or_ordinal(n: Number) -> Amount | None:
    """The 1990s, the '60s, 21st, two years ago."""
    return n.by("date", DECADE_RULES)


def clock_time(n: Number) -> Amount | None:
    """10.45pm, 6 a.m."""
    return n.by("time", TIME_RULES) if n.following in listed("halves of the day") else None


def age(n: Number) -> Amount | None:
    """A 40-year-old; Jane Roe, 42."""
    found = n.by("age", AGE_RULES)
    return found._replace(unit=age_unit(n)) if found else None


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
    return with_rate(n.lexemes, n.amount("multiple", unit="x", end=times, hyphenated=n.following == "-"))


def with_a_unit(n: Number) -> Amount | None:
    """60 per cent, 12 miles, 3 dollars 50 cents, 35m viewers; the rule's name is that of the unit's rule."""
    return measured_amount(n.lexemes, n.plain)


def before_glued_letters(n: Number) -> Amount | None:
    """747s, 14C."""
    is_letter = n.lexemes.words[n.last][:1].isalpha() and n.lexemes.glued(n.last)
    return n.amount("code") if is_letter else None


MARKED_RULES = (
    one_of_a_currency,
    rate_of_exchange,
    in_a_quoted_name,
    money_with_a_sign,
    money_that_ends_a_range,
    code,
    further_in_a_code,
    name_with_a_number,
    tie_break,
    list_item,
    alone_in_a_line,
    decade_of_life,
    decade_or_ordinal,
    clock_time,
    age,
    occasions,
    times_as_much,
    with_a_unit,
    before_glued_letters,
)


# Numbers without a mark or a unit.


def day_of_a_month(n: Number) -> Amount | None:
    """May 18, 7 December."""
    return n.by("date", DAY_RULES)


def further_in_a_date(n: Number) -> Amount | None:
    """September 14-16, May 18, 2015, from 2004 to 2009, 2013-14, 2018/19."""
    if n.amount_before is None or n.amount_before.kind != "date" or not n.is_plain_digits:
        return None
    gap = n.lexemes.lowers[n.amount_before.numeral.last : n.first]
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
    is_tied = n.following == "-" and n.lexemes.tied(n.last) and following.isalpha()
    return _hyphened(n, following) if is_tied and following not in listed("suffixes of a number") else None


def year(n: Number) -> Amount | None:
    """In 2018."""
    return n.by("date", YEAR_RULES)


def time_of_day(n: Number) -> Amount | None:
    """At 7, 10 o'clock."""
    return n.by("time", TIME_RULES)


def first_of_a_score(n: Number) -> Amount | None:
    """Sweden 1 – 0 Korea: the one is no part of the name before it."""
    following = n.lexemes.words[n.last + 1]
    begins = n.following in DASHES and following.isdecimal() and len(following) < 3
    return n.plain if begins and n.previous not in listed("designators") else None


def designation(n: Number) -> Amount | None:
    """Section 230, Boeing 737, the Big Three."""
    return n.by("name", DESIGNATION_RULES) or n.by("name", CAPITAL_NAME_RULES)


def magnitude(n: Number) -> Amount | None:
    """A magnitude of 6.3, an 8.8 quake."""
    near = n.lexemes.lowers[max(0, n.first - 2) : n.first]
    return n.amount("measure", unit="magnitude") if "magnitude" in near or n.following in listed("quakes") else None


def further_in_a_list_of_names(n: Number) -> Amount | None:
    """Rooms 101 AND 102, sections 3, 4 AND 7."""
    if n.amount_before is None or n.amount_before.kind != "name" or n.noun or not n.word.isdecimal():
        return None
    if not n.is_plain_digits or n.amount_before.numeral.form != "digits":
        return None
    gap = n.lexemes.lowers[n.amount_before.numeral.last : n.first]
    return n.amount("name") if len(gap) == 1 and gap[0] in listed("list links") else None


def money_with_its_name_before(n: Number) -> Amount | None:
    """Ringgit 42, MEUR 60."""
    return None if n.noun else money_named_before(n.lexemes, n.plain)


def fraction_of_a_noun(n: Number) -> Amount | None:
    """Two-thirds of voters, half the students."""
    if n.numeral.form != "fraction":
        return None
    noun = n.noun
    if noun is None and n.following in nouns("determiners"):
        noun = counted_single(n.lexemes, n.last + 1)
    if noun is None:
        return None
    return with_rate(n.lexemes, n.of_noun("ratio" if 0 < n.numeral.value < 1 else "count", noun))


def counted(n: Number) -> Amount | None:
    """12,000 Russian soldiers, 63 of the ships."""
    return with_rate(n.lexemes, n.of_noun("count", n.noun)) if n.noun else None


def before_an_abbreviation(n: Number) -> Amount | None:
    """12 GOP of them; the 737 MAX is a name."""
    is_abbreviation = n.following.isalpha() and n.lexemes.words[n.last].isupper()
    if not is_abbreviation or not n.is_plain_digits or not 1 < len(n.following) <= LONGEST_ABBREVIATION:
        return None
    return (
        n.amount("name")
        if n.following in listed("name suffixes")
        else n.amount("count", unit=n.following, end=n.last + 1)
    )


def bare_rate(n: Number) -> Amount | None:
    """12.5 per 100,000 people, 3 a day."""
    is_exchanged = n.following == "to" and n.is_plain_digits
    begins = (
        is_exchanged
        or n.following in ("per", "/")
        or n.following == "a"
        and n.lexemes.lowers[n.last + 1] in listed("per")
    )
    found = with_rate(n.lexemes, n.plain) if begins else n.plain
    return None if is_exchanged and found.unit == "" else found if begins else None


def hyphened_with_no_noun(n: Number) -> Amount | None:
    """The 50-plus set, a 30 -member team."""
    following = n.lexemes.lowers[n.last + 1]
    is_tied = n.following == "-" and n.lexemes.joined(n.last) and following[:1].isalpha()
    return _hyphened(n, following) if is_tied else None


def percent_of(n: Number) -> Amount | None:
    """A percent of 10, with no number before it, is 10 percent."""
    if n.previous != "of":
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
    hyphened_with_no_noun,
    percent_of,
)


def _hyphened(n: Number, word: str) -> Amount:
    """Decides what a number tied to a word is: a count of it, a name or a manner, or the first end of a range."""
    counts = n.numeral.value != 1 and word.isalpha() and word not in listed("hyphen words")
    if word in nouns("stop words") if counts else word in listed("conjunctions of numbers"):
        return n.plain
    return n.amount("count", unit=word, end=n.last + 2, hyphenated=True) if counts else n.amount("name")

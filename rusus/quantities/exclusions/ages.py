"""Ages: how old somebody is.

Each rule looks at a number and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rusus.quantities.exclusions.dates import is_month
from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.rules import holds
from rusus.quantities.word_lists import listed

OLDEST, OLDEST_IN_APPOSITION = 120, 110
"""Larger numbers are no ages; between commas (Acme, 115, rose) the doubt is greater. Chosen by hand, not measured."""

REACH_OF_EXPECTANCY = 9
"""Words before an age in which "expectancy" may stand: life expectancy at birth rose by two years to 81."""


def is_decade_of_life(lexemes: Lexemes, numeral: Numeral) -> bool:
    """True if the number tells an age by its decade: in his early 50s."""
    p = Place(lexemes, numeral)
    is_decade = numeral.form == "digits" and 20 <= numeral.value <= 100 and numeral.value % 10 == 0
    if not is_decade or p.after() != "s" or not p.is_glued_after:
        return False
    return not listed("possessives").isdisjoint(p.words_before(3))


@dataclass(frozen=True)
class AgePlace(Place):
    """A number that may be an age."""

    @cached_property
    def link(self) -> int:
        """How many places before the number the word stands that ties it to a person: was (just, about) 35."""
        return 2 if self.before() in listed("before an age or its verb") else 1

    @property
    def name(self) -> str:
        """The word before the comma or bracket before the number, as written; the name of a man who is Jr or Sr."""
        if self.before_as_written(2) == "." and self.before(3) in ("jr", "sr"):
            return self.before_as_written(3)
        return self.before_as_written(2)

    @property
    def follows_a_name(self) -> bool:
        """True if that word looks like a name: a capital, then a small letter."""
        return self.name[:1].isupper() and self.name[1:2].islower()

    @property
    def fits_apposition(self) -> bool:
        """True if the number is written as ages between commas are: digits alone."""
        return self.is_one_word and self.word.isdecimal() and 1 <= int(self.word) <= OLDEST_IN_APPOSITION


def is_age(lexemes: Lexemes, numeral: Numeral) -> bool:
    """True if the number is somebody's age: Jane Roe, 42, / aged 14 / a 40-year-old / when she was six."""
    return holds(AGE_RULES, AgePlace(lexemes, numeral))


def in_a_unit_of_time(p: AgePlace) -> bool | None:
    """A 40-year-old, six months of age, at the age of 12 years; but 40 years in prison."""
    unit = 2 if p.after() == "-" else 1
    if p.after(unit) not in listed("units of age"):
        return None
    if p.before() == "of" and p.before(2) == "age":
        return True
    end = unit + (2 if p.after(unit + 1) == "-" else 1)
    return p.after(end) in ("old", "olds") or p.after(end) == "of" and p.after(end + 1) == "age"


def too_much_for_an_age(p: AgePlace) -> bool | None:
    """Aged 121, aged 2 million, aged a half."""
    fits = p.numeral.value <= OLDEST and p.numeral.scale == 1 and p.numeral.form in ("digits", "words")
    return None if fits else False


def after_aged(p: AgePlace) -> bool | None:
    """Aged 14, ages 6 and 9, at the age of 14."""
    aged = listed("age before")
    return p.before() in aged or p.before() == "of" and p.before(2) == "age" or None


def second_after_aged(p: AgePlace) -> bool | None:
    """Aged 14 to 18, aged 6 and 9."""
    return p.before() in ("to", "and", "-") and p.before(3) == "aged" or None


def after_a_name_and_a_comma(p: AgePlace) -> bool | None:
    """Jane Roe, 42, and her husband; but in June, 42 of them, On Monday, 42 left."""
    if p.before() != "," or not p.fits_apposition or not p.follows_a_name or not _is_closed(p):
        return None
    if is_month(p.lexemes, p.first - 2) or p.name.lower() in listed("weekdays"):
        return None
    return p.first == 2 or p.before_as_written(3)[:1].isupper() or p.after() == "," or None


def _is_closed(p: AgePlace) -> bool:
    """True if a mark, "and" or the end of the sentence follows."""
    return p.after() in (",", ")", ".", ";", "—", "–", "and", "")


def after_a_person_and_a_comma(p: AgePlace) -> bool | None:
    """A student, 24, was hurt."""
    person = p.before() == "," and p.before_as_written(2) in listed("persons")
    return person and p.after() == "," and p.fits_apposition or None


def in_brackets_after_a_name(p: AgePlace) -> bool | None:
    """Then Jane Roe (42) left; but the Ford (42) sold."""
    if p.before() != "(" or p.after() != ")" or not p.fits_apposition or not p.follows_a_name:
        return None
    return p.before_as_written(3)[:1].isupper() and p.first > 3 or None


def counted_or_listed(p: AgePlace) -> bool | None:
    """He was 35 or 36, she is 20 percent, who is two steps away: what looks like an age goes on."""
    listing = p.after() == "and" and p.after_as_written(2)[:1].isdigit()
    return False if p.after() in listed("after no age") or listing or p.counted else None


def after_turning(p: AgePlace) -> bool | None:
    """Turned 30 in May, turning about 50 soon; but not at the end of a sentence."""
    return p.before(p.link) in listed("verbs of turning an age") and p.after() != "" or None


def after_a_name_and_a_verb(p: AgePlace) -> bool | None:
    """Jane Roe was 42 when it began; but the score was 42."""
    named = p.before(p.link) in ("was", "is") and p.before_as_written(p.link + 1)[:1].isupper()
    return named and p.first - p.link > 1 and _closes_clause(p) or None


def _closes_clause(p: AgePlace) -> bool:
    """True if a sentence or clause ends right after the number."""
    if p.after() in (".", ";", "", "when"):
        return True
    return p.after() == "," and "when" in p.lexemes.lowers[max(0, p.last - 5) : p.last]


def at_an_event_of_life(p: AgePlace) -> bool | None:
    """Died at 81, married at just 19; but sold at 81."""
    return p.before(p.link) == "at" and p.before(p.link + 1) in listed("events of life") or None


def at_the_beginning(p: AgePlace) -> bool | None:
    """At 81, he still writes."""
    return p.before(p.link) == "at" and p.first == p.link and p.after() == "," or None


def further_after_aged(p: AgePlace) -> bool | None:
    """Aged six, nine and 12, ages 4 or about 5."""
    if p.before(p.link) not in ("and", "or"):
        return None
    end = p.first - p.link
    return not listed("age before").isdisjoint(p.lexemes.lowers[max(0, end - 3) : end]) or None


def after_both(p: AgePlace) -> bool | None:
    """Ann and Bob Lee, both 50, were found."""
    return p.before(p.link) == "both" and p.after() == "," or None


def after_a_pronoun_and_a_verb(p: AgePlace) -> bool | None:
    """When she was six, who is about 73, I am 40."""
    return p.before(p.link) in ("was", "is", "am") and p.before(p.link + 1) in listed("subjects of an age") or None


def after_a_short_verb(p: AgePlace) -> bool | None:
    """He's 44; but it's 44."""
    return p.before(p.link) == "s" and p.before(p.link + 2) in ("he", "she") or None


def after_a_pronoun_and_be(p: AgePlace) -> bool | None:
    """He will be 35; but it will be 35."""
    return p.before(p.link) == "be" and p.before(p.link + 2) in listed("subjects of an age") or None


def after_expectancy(p: AgePlace) -> bool | None:
    """Life expectancy rose to 81."""
    return "expectancy" in p.words_before(REACH_OF_EXPECTANCY) or None


def living_to_be(p: AgePlace) -> bool | None:
    """Hopes to live to be 100."""
    if p.before(p.link) != "be" or p.before(p.link + 1) != "to":
        return None
    return "live" in p.words_before(p.link + 4) or None


AGE_RULES = (
    in_a_unit_of_time, too_much_for_an_age, after_aged, second_after_aged, after_a_name_and_a_comma,
    after_a_person_and_a_comma, in_brackets_after_a_name, counted_or_listed, after_turning, after_a_name_and_a_verb,
    at_an_event_of_life, at_the_beginning, further_after_aged, after_both, after_a_pronoun_and_a_verb,
    after_a_short_verb, after_a_pronoun_and_be, after_expectancy, living_to_be,
)  # fmt: skip

"""Ages: how old somebody is.

Each rule looks at a number and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

from rusus.quantities.exclusions.dates import is_month
from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import DASHES
from rusus.quantities.units import unit_after
from rusus.quantities.word_lists import listed

OLDEST, OLDEST_IN_APPOSITION = 120, 110
"""Larger numbers are no ages; between commas (Acme, 115, rose) the doubt is greater. Chosen by hand, not measured."""

YOUNGEST, REACH_OF_STEPS = 13, 6
"""From here on "at 13" may be an age and no hour; words before it in which "she moved" may stand. Chosen by hand."""

REACH_OF_EXPECTANCY = 9
"""Words before an age in which "expectancy" may stand: life expectancy at birth rose by two years to 81."""


def is_decade_of_life(p: Place) -> bool:
    """True if the number tells an age by its decade: in his early 50s."""
    is_decade = 20 <= p.numeral.value <= 100 and p.numeral.value % 10 == 0
    if not is_decade or p.following != "s" or not p.is_glued_after:
        return False
    return not listed("possessives").isdisjoint(p.words_before(3))


def age_unit(p: Place) -> str:
    """Returns year of a 40-year-old and of moved there at 23, month of an 18 month-old, nothing of Jane Roe, 42."""
    unit = unit_after(p.lexemes, p.lexemes.skip(p.last, DASHES))
    if unit and unit[0].kind == "duration":
        return unit[0].name
    is_stated = not listed("age before").isdisjoint(p.words_before(3)) or at_a_step_of_life(p)
    return "year" if is_stated else ""


def in_a_unit_of_time(p: Place) -> bool | None:
    """A 40-year-old, six months of age, twins aged six months; but 40 years in prison, beef aged six weeks."""
    unit = 2 if p.following == "-" else 1
    if p.after(unit) not in listed("units of age"):
        return None
    if p.previous == "of" and p.before(2) == "age":
        return True
    if p.previous == "aged" and p.before(2) in listed("children", "people of an age", "persons"):
        return True
    end = unit + (2 if p.after(unit + 1) == "-" else 1)
    return p.after(end) in ("old", "olds") or p.after(end) == "of" and p.after(end + 1) == "age"


def too_much_for_an_age(p: Place) -> bool | None:
    """Aged 121, aged 2 million, aged a half."""
    fits = p.numeral.value <= OLDEST and p.numeral.scale == 1 and p.numeral.form in ("digits", "words")
    return None if fits else False


def after_aged(p: Place) -> bool | None:
    """Aged 14, ages 6 and 9, at the age of 14."""
    aged = listed("age before")
    return p.previous in aged or p.previous == "of" and p.before(2) == "age" or None


def second_after_aged(p: Place) -> bool | None:
    """Aged 14 to 18, aged 6 and 9, ages 8-14."""
    ranges = p.previous in ("to", "-", "–") and p.before(3) in listed("age before")
    return ranges or p.previous == "and" and p.before(3) == "aged" or None


def _fits_apposition(p: Place) -> bool:
    """True if the number is written as ages between commas are: digits alone."""
    return p.is_one_word and p.word.isdecimal() and 1 <= int(p.word) <= OLDEST_IN_APPOSITION


def _name(p: Place) -> str:
    """Returns the word before the comma or bracket before the number, as written; of John Roe Jr. it is Roe."""
    if p.before_as_written(2) == "." and p.before(3) in ("jr", "sr"):
        return p.before_as_written(3)
    return p.before_as_written(2)


def _follows_a_name(p: Place) -> bool:
    """True if that word looks like a name: a capital, then a small letter."""
    return _name(p)[:1].isupper() and _name(p)[1:2].islower()


def after_a_name_and_a_comma(p: Place) -> bool | None:
    """Jane Roe, 42, and her husband; Ann, 8; Mr. Roe, 31.; but in June, 42 of them, On Monday, 42 left."""
    if p.previous != "," or not _fits_apposition(p) or not _follows_a_name(p) or not _is_closed(p):
        return None
    if is_month(p.lexemes, p.first - 2) or _name(p).lower() in listed("weekdays"):
        return None
    outside = 4 if p.before(3) == "." else 3
    named = p.before_as_written(outside)[:1].isupper() or p.before(outside) in listed("before who said it")
    return p.first == 2 or named or p.following in (",", ";") or None


def _is_closed(p: Place) -> bool:
    """True if a mark, "and" or the end of the sentence follows."""
    is_dash = p.following == "-" and not p.is_glued_after
    return is_dash or p.following in (",", ")", ".", ";", "—", "–", "and", "")


def after_a_person_and_a_comma(p: Place) -> bool | None:
    """A student, 24, was hurt."""
    person = p.previous == "," and p.before_as_written(2) in listed("persons", "people with an age")
    return person and p.following == "," and _fits_apposition(p) or None


def in_brackets_after_a_name(p: Place) -> bool | None:
    """Then Jane Roe (42) left; but the Ford (42) sold."""
    if p.previous != "(" or p.following != ")" or not _fits_apposition(p) or not _follows_a_name(p):
        return None
    return p.before_as_written(3)[:1].isupper() and p.first > 3 or None


def counted_or_listed(p: Place) -> bool | None:
    """He was 35 or 36, she is 20 percent, who is two steps away: what looks like an age goes on."""
    listing = p.following == "and" and p.after_as_written(2)[:1].isdigit()
    return False if p.following in listed("after no age") or listing or p.counted else None


def after_turning(p: Place) -> bool | None:
    """Turned 30 in May, turning about 50 soon; but not at the end of a sentence."""
    return p.before(p.link) in listed("verbs of turning an age") and p.following != "" or None


def after_a_name_and_a_verb(p: Place) -> bool | None:
    """Jane Roe was 42 when it began; but the score was 42."""
    named = p.before(p.link) in ("was", "is") and p.before_as_written(p.link + 1)[:1].isupper()
    return named and p.first - p.link > 1 and _closes_clause(p) or None


def _closes_clause(p: Place) -> bool:
    """True if a sentence or clause ends right after the number."""
    if p.following in (".", ";", "", "when"):
        return True
    return p.following == "," and "when" in p.lexemes.lowers[max(0, p.last - 5) : p.last]


def at_an_event_of_life(p: Place) -> bool | None:
    """Died at 81, married at just 19; but sold at 81."""
    return p.before(p.link) == "at" and p.before(p.link + 1) in listed("events of life") or None


def at_the_beginning(p: Place) -> bool | None:
    """At 81, he still writes; at 30."""
    return p.before(p.link) == "at" and p.first == p.link and p.following in (",", ".", "?") or None


def further_after_aged(p: Place) -> bool | None:
    """Aged six, nine and 12, ages 4 or about 5."""
    if p.before(p.link) not in ("and", "or"):
        return None
    end = p.first - p.link
    return not listed("age before").isdisjoint(p.lexemes.lowers[max(0, end - 3) : end]) or None


def over_an_age(p: Place) -> bool | None:
    """Those over 60, players are over 18, aged under 30, children under five; but women over 60 miles away."""
    back = 3 if p.before(2) in ("is", "are", "was", "were") else 2
    group = p.before(back) in listed("people of an age") or p.before(2) == "aged"
    if p.previous not in listed("over or under an age") or not group:
        return None
    young = p.before(2) in listed("children") and p.is_one_word
    old = p.numeral.value >= YOUNGEST and p.word.isdecimal()
    if not (young or old) or p.following in ("%", "-"):
        return None
    return p.counted is None and not p.after(1)[:1].isdigit() or None


def younger_or_older_than(p: Place) -> bool | None:
    """Voters younger than 30; but older than 30 percent of them, 30 million years."""
    compared = p.previous == "than" and p.before(2) in ("younger", "older") and p.word.isdecimal()
    return compared and p.following not in ("%", "percent", "per") and p.counted is None or None


def after_both(p: Place) -> bool | None:
    """Ann and Bob Lee, both 50, were found; they were both 27."""
    if p.before(p.link) != "both":
        return None
    return p.following == "," or p.before(p.link + 1) in ("were", "are") and _closes_clause(p) or None


def after_a_pronoun_and_a_verb(p: Place) -> bool | None:
    """When she was six, who is about 73, I am 40."""
    return p.before(p.link) in ("was", "is", "am") and p.before(p.link + 1) in listed("subjects of an age") or None


def after_a_short_verb(p: Place) -> bool | None:
    """He's 44; but it's 44."""
    return p.before(p.link) == "s" and p.before(p.link + 2) in ("he", "she") or None


def after_a_pronoun_and_be(p: Place) -> bool | None:
    """He will be 35; but it will be 35."""
    if p.before(p.link) != "be":
        return None
    subjects = listed("subjects of an age")
    return p.before(p.link + 2) in subjects or p.before(p.link + 1) in listed("subjects with will") or None


def after_now(p: Place) -> bool | None:
    """Ruiz, now 31, lives there; but is now 31 percent."""
    opens = p.previous in ("now", "then") and p.before(2) in (",", "(", "—", "–")
    return opens and _is_closed(p) and p.word.isdecimal() or None


def after_just_in_an_apposition(p: Place) -> bool | None:
    """Ruiz, just 31, won; but the lead, just 31, held."""
    opens = p.previous in ("just", "only", "barely") and p.before(2) == "," and p.following == ","
    return opens and _fits_apposition(p) and p.before_as_written(3)[:1].isupper() and p.first > 2 or None


def at_a_step_of_life(p: Place) -> bool | None:
    """She moved there at 23, who left school at 15; but shares opened at 23."""
    if p.previous != "at" or not p.numeral.value >= YOUNGEST or not p.word.isdecimal() or not _is_closed(p):
        return None
    near = p.words_before(REACH_OF_STEPS)
    verb = next((at for at in range(len(near) - 1, 0, -1) if near[at] in listed("steps of life")), 0)
    return verb > 0 and near[verb - 1] in listed("subjects of an age") or None


def between_the_ages(p: Place) -> bool | None:
    """Between the ages of 18 and 54: both."""
    if p.previous == "of" and p.before(2) == "ages":
        return True
    return p.previous in ("and", "to") and p.before(3) == "of" and p.before(4) == "ages" or None


def age_or_more(p: Place) -> bool | None:
    """Someone who is 19 or older, those 65 and over, children 5 or younger; but 19 or more, 65 and over 70 of them."""
    bound = p.following in ("or", "and") and p.after(2) in listed("bounds of an age") and p.word.isdecimal()
    return bound and not p.after(3)[:1].isdigit() and p.counted is None or None


def first_of_two_ages(p: Place) -> bool | None:
    """Between 16 and 18 years old, 16 and 17-year-olds: the first; but 16 and 18 years ago."""
    pairs = p.following in ("and", "to", "or", "-", "–") and p.after(2).isdigit() and p.word.isdecimal()
    if pairs and p.after(3) == "-" and p.following in ("and", "or") and p.previous not in DASHES:
        return (
            p.after(4) in listed("units of age") and p.after(6 if p.after(5) == "-" else 5) in ("old", "olds") or None
        )
    return pairs and p.after(3) in listed("units of age") and p.after(4) == "old" or None


def as_young_as(p: Place) -> bool | None:
    """Children as young as 12; but as old as 12 centuries, as young as 12 games."""
    compared = p.previous == "as" and p.before(2) in ("young", "old") and p.before(3) == "as"
    measures = unit_after(p.lexemes, p.last) or p.counted
    return compared and not measures or None


def between_two_ages(p: Place) -> bool | None:
    """Workers between 18 and 34: both; but homes between 18 and 34, men between 40 and 60 kilograms."""
    opens = 1 if p.previous == "between" else 3 if p.previous == "and" and p.before(3) == "between" else 0
    if not opens or p.before(opens + 1) not in listed("people of an age") or not p.word.isdecimal():
        return None
    end = p.last + (2 if opens == 1 else 0)
    measures = unit_after(p.lexemes, p.lexemes.skip(end, DASHES)) or p.lexemes.lowers[end] in listed("after no age")
    measures = measures or p.lexemes.lowers[end] in ("percent", "per")
    return not measures and p.counted is None and p.numeral.value >= YOUNGEST or None


def believed_to_be(p: Place) -> bool | None:
    """The suspect is believed to be 31; but the toll is believed to be 31."""
    if p.before(p.link) != "be" or p.before(p.link + 1) != "to" or not _closes_clause(p):
        return None
    supposed = p.before(p.link + 2) in listed("supposed of an age")
    people = listed("people of an age", "persons", "children")
    return supposed and not people.isdisjoint(p.words_before(p.link + REACH_OF_STEPS)) or None


def child_of(p: Place) -> bool | None:
    """A girl of nine was hurt; but a boy of nine stone, girls of nine schools."""
    child = p.previous == "of" and p.before(2) in listed("children") and p.before(3) in ("a", "the", "another")
    return child and p.counted is None and p.following not in listed("after no age") or None


def after_expectancy(p: Place) -> bool | None:
    """Life expectancy rose to 81."""
    return "expectancy" in p.words_before(REACH_OF_EXPECTANCY) or None


def living_to_be(p: Place) -> bool | None:
    """Hopes to live to be 100."""
    if p.before(p.link) != "be" or p.before(p.link + 1) != "to":
        return None
    return "live" in p.words_before(p.link + 4) or None


AGE_RULES = (
    in_a_unit_of_time, too_much_for_an_age, after_aged, second_after_aged, between_the_ages, between_two_ages,
    age_or_more, first_of_two_ages, as_young_as,
    after_a_name_and_a_comma,
    after_a_person_and_a_comma, in_brackets_after_a_name, after_now, after_just_in_an_apposition, child_of,
    counted_or_listed, after_turning, after_a_name_and_a_verb,
    at_an_event_of_life, at_the_beginning, further_after_aged, over_an_age, younger_or_older_than, after_both,
    after_a_pronoun_and_a_verb, after_a_short_verb, after_a_pronoun_and_be, after_expectancy, living_to_be,
    believed_to_be, at_a_step_of_life,
)  # fmt: skip
"""Numbers that are somebody's age: Jane Roe, 42, / aged 14 / a 40-year-old / when she was six."""

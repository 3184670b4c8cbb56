"""Codes and names: numbers that measure nothing because they belong to a code, a name or a designation.

Each rule looks at a number and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

import re
from functools import cache

from rusus.quantities.counted_nouns import is_plural
from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import DASHES
from rusus.quantities.word_lists import listed, nouns

LONGEST_STREET = 4
"""Words of a street's name, the kind of street among them: 209 West Houston St."""

REACH_OF_EMERGENCIES = 12
"""Words on each side of 112 in which police or an ambulance may be named. Chosen by hand; not measured."""

SHORTEST_CALL = 3
"""Digits of the shortest number that is called: text 343."""

POSTAL_DIGITS, LONGEST_STATE, LONGEST_MARKET = 5, 5, 3
"""Digits of a ZIP code; letters of a state cut short before it (Calif., C.), and of an exchange's sign (HK)."""

OTHER_CELLS, LONGEST_ROW = 2, 20
"""Numbers beside one that make it a cell of a table; words of a row, so that the cost stays linear. By hand: with one
other number 816 000 people and 2016 12 people would be cells."""

RESOLUTIONS = (4000, 8000)
"""What 4K and 8K are as numbers: the resolutions of screens."""


def before_a_street(p: Place) -> bool | None:
    """209 West Houston St., 2290 W. Lake Avenue, 350 5th Avenue; but 40 Wall Street analysts."""
    if not p.word.isdecimal() or p.numeral.scale != 1:
        return None
    ahead = 1
    while ahead <= LONGEST_STREET and _names_street(p, ahead):
        low, following = p.after(ahead), p.after(ahead + 1)
        goes_on = following.isalpha() and following not in nouns("stop words")
        if ahead > 1 and low in listed("streets") and not (goes_on and is_plural(following)):
            return True
        if ahead > 1 and low in listed("doubtful streets") and not goes_on:
            return True
        ahead += 1
    return None


def _names_street(p: Place, ahead: int) -> bool:
    """True if the word may be one of a street's name: a capital, the point after W., the two halves of 5th."""
    if p.after(ahead) == ".":
        return p.after(ahead - 1) in listed("before a street's name")
    if p.after(ahead).isdecimal():
        return ahead == 1 and p.after(ahead + 1) in listed("endings of ordinals")
    is_ending = ahead == 2 and p.after(1).isdecimal()
    return p.after_as_written(ahead)[:1].isupper() or is_ending


def emergency_number(p: Place) -> bool | None:
    """Dial 112, a 911 call; but 112 callers of the show."""
    if p.word not in listed("emergency numbers") or not p.is_one_word:
        return None
    further = p.previous == "or" and p.before(2) in listed("emergency numbers")
    if further or p.previous in listed("words of calling"):
        return True
    is_certain = p.word in ("911", "999") or p.following in ("call", "caller", "operator", "dispatcher")
    near = p.lexemes.lowers[max(0, p.first - REACH_OF_EMERGENCIES) : p.last + REACH_OF_EMERGENCIES]
    is_near = not listed("emergencies").isdisjoint(near)
    return p.following in listed("after an emergency number") and (is_certain or is_near) or None


def called_number(p: Place) -> bool | None:
    """Text 85944, call the tip line at 1166; but call 300 voters, called 12 times."""
    is_code = p.is_one_word and p.word.isdecimal() and len(p.word) >= SHORTEST_CALL
    if not is_code or p.counted is not None or p.following in ("%", "times", "per"):
        return None
    is_at = p.previous in ("at", "to", "on") and not listed("lines").isdisjoint(p.words_before(4))
    texted = p.previous in ("at", "to") and not listed("words of calling").isdisjoint(p.words_before(4))
    return p.previous in listed("words of calling") or is_at or texted and len(p.word) > SHORTEST_CALL or None


def postal_code(p: Place) -> bool | None:
    """Springfield, Ill. 62704, Washington, D.C. 20036, 60026-1234."""
    if len(p.word) != POSTAL_DIGITS or not p.word.isdecimal():
        return None
    if p.following in DASHES and p.is_glued_after and len(p.after(2)) == 4 and p.after(2).isdecimal():
        return True
    is_short = p.previous == "." and p.before_as_written(2)[:1].isupper() and len(p.before(2)) <= LONGEST_STATE
    return is_short and p.counted is None or None


def ticker(p: Place) -> bool | None:
    """AIA Group (1299.HK)."""
    letters = p.after_as_written(2)
    is_tied = p.following == "." and p.is_glued_after and p.lexemes.joined(p.last)
    return is_tied and letters.isupper() and 1 < len(letters) <= LONGEST_MARKET and p.previous in ("(", ":") or None


def value_of_an_attribute(p: Place) -> bool | None:
    """<tweet id="669350861383">: a value in markup."""
    is_value = p.previous in ('"', "'") and p.before(2) == "=" and p.lexemes.glued(p.first - 1)
    return is_value and p.lexemes.glued(p.first) or None


def in_a_named_plan(p: Place) -> bool | None:
    """A 401(k), Section 501(c)(3): a letter in brackets is glued to the number."""
    is_letter = p.following == "(" and p.is_glued_after and len(p.after(2)) == 1 and p.after(2).isalpha()
    return is_letter and p.after(3) == ")" and p.word.isdecimal() or None


def block_of_a_street(p: Place) -> bool | None:
    """The 1200 block of Oak Street; but 12 blocks of flats."""
    is_block = p.following == "block" and p.after(2) == "of" and p.after_as_written(3)[:1].isupper()
    return is_block and p.word.isdecimal() or None


def row_of_a_table(p: Place) -> bool | None:
    """Lions 12 4 1 28: one of three numbers or more with nothing but spaces between; but May 3 2016 12 people."""
    if not p.word[:1].isdecimal() or not (p.following.isdecimal() or p.previous.isdecimal()):
        return None
    if p.numeral.scale != 1 or p.counted is not None:
        return None
    words, first, last = p.lexemes.words, p.first, p.last
    while first > 0 and p.last - first < LONGEST_ROW and words[first - 1].isdecimal():
        first -= 1
    while last - p.first < LONGEST_ROW and words[last].isdecimal():
        last += 1
    return (last - p.last) + (p.first - first) >= OTHER_CELLS or None


def stands_apart(p: Place) -> bool | None:
    """12 soldiers, (12 of them: nothing is glued to the number that could make it a code."""
    return None if p.lexemes.glued(p.first) or p.following in DASHES else False


def begins_groups_of_digits(p: Place) -> bool | None:
    """555-12-34, 2018-05-08: digits, a hyphen, digits, a hyphen, digits."""
    words, at = p.lexemes.words, p.last
    if words[at] not in DASHES or not words[at + 1].isdecimal() or words[at + 2] not in DASHES:
        return None
    joined = p.is_glued_after and p.lexemes.joined(at) and p.lexemes.joined(at + 1)
    return joined and words[at + 3].isdecimal() or None


def glued_to_letters(p: Place) -> bool | None:
    """G20, #4, a_1."""
    before = p.before_as_written(1) if p.lexemes.glued(p.first) else ""
    return before[-1:].isalnum() or before in ("#", "_", "\\") or None


def after_letters_and_a_hyphen(p: Place) -> bool | None:
    """Su-35, COVID-19; but sub-20 temperatures, a magnitude-6 quake."""
    if not _follows_a_glued(p, DASHES):
        return None
    return p.before(2)[-1:].isalpha() and p.before(2) not in listed("before a hyphen and a number") or None


def ends_groups_of_digits(p: Place) -> bool | None:
    """The 08 of 2018-05-08."""
    if not _follows_a_glued(p, DASHES) or not p.lexemes.glued(p.first - 2):
        return None
    return p.before(2).isdigit() and p.before(3) in DASHES and p.before(4).isdigit() or None


def after_a_word_and_a_point(p: Place) -> bool | None:
    """Section.4, log.2; but Rs.500, No.7, v.2."""
    if not _follows_a_glued(p, {"."}) or not p.before_as_written(2)[-1:].isalpha():
        return None
    return len(p.before_as_written(2)) > 1 and p.before(2) not in listed("before a point and a number")


def _follows_a_glued(p: Place, marks: frozenset[str] | set[str]) -> bool:
    """True if one of the marks stands between the number and the word before, with no space at either side."""
    return p.previous in marks and p.lexemes.glued(p.first) and p.lexemes.glued(p.first - 1)


CODE_RULES = (
    before_a_street,
    emergency_number,
    called_number,
    postal_code,
    ticker,
    value_of_an_attribute,
    in_a_named_plan,
    block_of_a_street,
    row_of_a_table,
    stands_apart,
    begins_groups_of_digits,
    glued_to_letters,
    after_letters_and_a_hyphen,
    ends_groups_of_digits,
    after_a_word_and_a_point,
)  # fmt: skip
"""Numbers that are part of a code or an address: G20, Su-35, COVID-19, 555-12-34, 209 West Houston St."""


def after_a_sign(p: Place) -> bool | None:
    """#4, № 4, No. 4, Vol. 2; but It ended. 4 of them left."""
    if p.first < 2 or p.previous not in (".", "#", "№"):
        return None
    return p.previous != "." or p.before(2) in listed("labels with a full stop")


def after_no_word(p: Place) -> bool | None:
    """(12 soldiers, or 12 soldiers at the beginning: a mark names nothing."""
    return None if p.previous[:1].isalpha() else False


def in_a_fixed_name(p: Place) -> bool | None:
    """S&P 500, Standard & Poor's 500, Group of Seven."""
    return (
        p.previous == "p" and p.before(2) == "&"
        or p.previous == "s" and p.before_as_written(3) == "Poor"
        or p.previous == "of" and p.before_as_written(2) in listed("groups of a number")
        or None
    )  # fmt: skip


def in_a_series(p: Place) -> bool | None:
    """Day 3, week 2; but a day 4 trains left, day 12 soldiers."""
    if p.previous not in listed("series") or not p.counts_nothing:
        return None
    return p.before(2) not in listed("before a series")


def after_a_designator(p: Place) -> bool | None:
    """Section 230, flight 370, seat 14; but on the bus 12 passengers, no two are alike, type 2%."""
    low = p.previous
    sure = low in listed("designators") and not (low in ("no", "numbers", "number") and p.counted)
    doubtful = low in listed("doubtful designators") and _is_plain_and_counts_nothing(p)
    if not (sure or doubtful) or p.following == "%":
        return None
    return low != "no" or not p.word.isalpha()


def _is_plain_and_counts_nothing(p: Place) -> bool:
    return p.counts_nothing and p.word.isdecimal() and p.numeral.scale == 1


def after_a_small_word(p: Place) -> bool | None:
    """Killed 40, the 12 soldiers: what stands after a word in lower case belongs to no name."""
    return None if p.before_as_written(1)[:1].isupper() else False


def after_a_capitalised_designator(p: Place) -> bool | None:
    """Game 6, Article 5 million."""
    low = p.previous
    doubtful = low in listed("doubtful designators") and p.numeral.scale == 1
    inside = not p.is_second_word and (low in listed("capitalised designators") or doubtful)
    return inside or low in listed("designators") or None


def after_an_opener(p: Place) -> bool | None:
    """The 40 who left, But 12 stayed, MORE THAN 40: the word belongs to the sentence, not to a name."""
    ordinary = p.previous in nouns("stop words") or p.previous in nouns("openers")
    if p.is_second_word and ordinary:
        return False
    if p.word.isalpha():
        return None
    compares = any(p.previous in listed(section) for section in ("more", "less", "about", "up", "down"))
    return False if ordinary or compares else None


def spelled_with_a_capital(p: Place) -> bool | None:
    """The Big Three; but FIVE DEAD, Ukraine Five soldiers."""
    if not p.word.isalpha():
        return None
    capital = p.word[:1].isupper() and not p.word.isupper()
    return capital and p.counted is None and p.numeral.scale == 1 and not p.is_second_word


def after_a_name(p: Place) -> bool:
    """Boeing 737, Windows 11; but Ukraine 1,200, Ukraine 12 soldiers."""
    if p.numeral.scale != 1 or "," in p.word or "." in p.word and p.is_second_word:
        return False
    return p.counted is None or p.lexemes.words[p.counted.first][:1].isupper()


DESIGNATION_RULES = (
    after_a_sign, after_no_word, in_a_fixed_name, in_a_series, after_a_designator, after_a_small_word,
    after_a_capitalised_designator, after_an_opener, spelled_with_a_capital, after_a_name,
)  # fmt: skip
"""Numbers that belong to a name or a designation: Section 230, iPhone 11, Big 12, Group of Seven."""


def day_in_digits(p: Place) -> bool | None:
    """9/11, the 7/7 bombings; but 2/3 of voters."""
    if "/" not in p.word:
        return None
    return p.word == "9/11" or p.following in listed("after a day in digits")


def resolution(p: Place) -> bool | None:
    """A 4K video; but 4K people."""
    if p.lexemes.lowers[p.last - 1] != "k" or p.numeral.value not in RESOLUTIONS or p.last != p.first + 2:
        return None
    return p.lexemes.glued(p.last - 1) and p.following.isalpha() and not is_plural(p.following)


def listed_name(p: Place) -> bool | None:
    """Five Eyes, the Six-Day War, the rapper 50 Cent; but five eyes, 50 cent."""
    first = p.after_as_written(1) if p.word[0].isdecimal() else p.word
    if not first[:1].isupper():
        return None
    return any(p.lexemes.lowers[p.first : p.first + len(name)] == name for name in _number_names()) or None


NUMBER_NAME_RULES = (day_in_digits, resolution, listed_name)
"""Numbers with which a name begins that holds one: Five Eyes, Six-Day War, 9/11, a 4K video."""


@cache
def _number_names() -> list[list[str]]:
    return [re.findall(r"\w+|[^\w\s]", name) for name in sorted(listed("number names"))]


def not_capitalised(p: Place) -> bool | None:
    """Five dead, FIVE DEAD, Five of them, Five Million: no capital, or one that says nothing."""
    capital = p.word.isalpha() and p.word[0].isupper() and not p.word.isupper()
    return None if capital and p.numeral.scale == 1 else False


def owned_by_a_name(p: Place) -> bool | None:
    """Hollywood's Ten; but the film's Ten."""
    if p.previous != "s" or p.before(2) not in ("'", "’"):
        return None
    return p.before_as_written(3)[:1].isupper()


def before_a_capital(p: Place) -> bool | None:
    """Of the Five Stars, in Seven Oaks."""
    inside = p.before_as_written(1) in listed("before a capitalised number")
    return inside and p.after_as_written(1)[:1].isupper() or None


CAPITAL_NAME_RULES = (not_capitalised, owned_by_a_name, before_a_capital)
"""Spelled numbers in a capitalised name inside a sentence: Five Eyes, the Big Three."""

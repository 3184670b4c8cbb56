"""Ages: how old somebody is.

Each test looks at a numeral in its lexemes and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.exclusions.dates import is_month
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.word_lists import listed


def is_decade_of_life(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number tells an age by its decade: in his early 50s."""
    if numeral.form != "digits" or not 20 <= numeral.value <= 100 or numeral.value % 10:
        return False
    if lexemes.lowers[numeral.last] != "s" or not lexemes.glued(numeral.last):
        return False
    near = lexemes.lowers[max(0, numeral.first - 3) : numeral.first]
    return not {"his", "her", "their", "my", "our", "your"}.isdisjoint(near)


def is_age(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number is somebody's age: Jane Roe, 42, / aged 14 / a 40-year-old / when she was six."""
    first, last = numeral.first, numeral.last
    low = lexemes.lowers[last]
    at = last + (low == "-")
    if lexemes.lowers[at] in ("year", "years", "month", "months", "week", "weeks", "day", "days"):
        after = at + 1 + (lexemes.words[at + 1] == "-")
        if lexemes.lowers[first - 1] == "of" and lexemes.lowers[first - 2] == "age":
            return True
        return (
            lexemes.lowers[after] in ("old", "olds")
            or lexemes.lowers[after] == "of"
            and lexemes.lowers[after + 1] == "age"
        )
    if numeral.value > 120 or numeral.scale != 1 or numeral.form not in ("digits", "words"):
        return False
    before = lexemes.lowers[first - 1]
    if (
        before in ("aged", "age", "ages")
        or before == "of"
        and lexemes.lowers[first - 2] == "age"
        or before in ("to", "and", "-")
        and lexemes.lowers[first - 3] == "aged"
    ):
        return True
    return _age_in_apposition(lexemes, first, last) or _age_after_verb(lexemes, first, last)


def _age_in_apposition(lexemes: Lexemes, first: int, last: int) -> bool:
    if not lexemes.words[first].isdecimal() or not 1 <= int(lexemes.words[first]) <= 110 or last != first + 1:
        return False
    mark, name = lexemes.words[first - 1], lexemes.words[first - 2]
    if name == "." and lexemes.lowers[first - 3] in ("jr", "sr"):
        name = lexemes.words[first - 3]
    closed = lexemes.words[last] in (",", ")", ".", ";", "—", "–") or lexemes.lowers[last] in ("and", "")
    if mark == "," and name[:1].isupper() and name[1:2].islower() and closed and not is_month(lexemes, first - 2):
        return (
            first == 2 or lexemes.words[first - 3][:1].isupper() or lexemes.words[last] == ","
        ) and name.lower() not in listed("weekdays")
    if mark == "," and name in listed("persons") and lexemes.words[last] == ",":
        return True
    return (
        mark == "("
        and lexemes.words[last] == ")"
        and name[:1].isupper()
        and name[1:2].islower()
        and lexemes.words[first - 3][:1].isupper()
        and first > 3
    )


def _age_after_verb(lexemes: Lexemes, first: int, last: int) -> bool:
    """He will be 35 / when she was six / turned 30 / died at 81 / is around 73."""
    back = first - 1
    if lexemes.lowers[back] in ("just", "only", "nearly", "almost", "about", "around"):
        back -= 1
    before, earlier = lexemes.lowers[back], lexemes.lowers[back - 1]
    low = lexemes.lowers[last]
    if (
        low in ("or", "to", "-", "–", "%")
        or low == "and"
        and lexemes.words[last + 1][:1].isdigit()
        or counted_noun(lexemes, last)
    ):
        return False
    person = ("he", "she", "i", "who")
    if before in ("turned", "turns", "turning") and low != "":
        return True
    if before in ("was", "is") and lexemes.words[back - 1][:1].isupper() and back > 1 and numeral_closes(lexemes, last):
        return True
    if (
        before == "at"
        and earlier in ("married", "remarried", "retired", "retire", "widowed", "orphaned", "age", "pregnant")
        or before == "at"
        and back == 0
        and lexemes.words[last] == ","
    ):
        return True
    if (
        before in ("and", "or")
        and {"aged", "age", "ages"} & set(lexemes.lowers[max(0, back - 3) : back])
        or before == "both"
        and lexemes.words[last] == ","
    ):
        return True
    if (
        before in ("was", "is", "am")
        and earlier in person
        or before in ("'s", "s")
        and lexemes.lowers[back - 2] in ("he", "she")
    ):
        return True
    if before == "be" and lexemes.lowers[back - 2] in person:
        return True
    if before == "expectancy" or "expectancy" in lexemes.lowers[max(0, first - 9) : first]:
        return True
    return (
        before == "at"
        and earlier in ("died", "dead", "dies")
        or before == "be"
        and earlier == "to"
        and "live" in lexemes.lowers[max(0, back - 4) : back]
    )


def numeral_closes(lexemes: Lexemes, last: int) -> bool:
    """Says whether a sentence or clause ends right after a number."""
    near = lexemes.lowers[max(0, last - 5) : last]
    return (
        lexemes.words[last] in (".", ";", "")
        or lexemes.lowers[last] == "when"
        or lexemes.words[last] == ","
        and "when" in near
    )

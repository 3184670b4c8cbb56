"""Codes and names: numbers that measure nothing because they belong to a code, a name or a designation.

Each test looks at a numeral in its lexemes and a few neighbours; the word lists are in resources/quantities.txt.
"""

from __future__ import annotations

import re
from functools import cache

from rusus.quantities.counted_nouns import counted_noun, is_plural
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.word_lists import listed, nouns


def is_code(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number is glued to letters or digit groups: G20, Su-35, COVID-19, 555-1234, 4x4."""
    first, last = numeral.first, numeral.last
    before = lexemes.words[first - 1] if lexemes.glued(first) else ""
    if (
        lexemes.words[last] in DASHES
        and lexemes.glued(last)
        and lexemes.words[last + 1].isdecimal()
        and lexemes.joined(last)
    ):
        if lexemes.words[last + 2] in DASHES and lexemes.joined(last + 1) and lexemes.words[last + 3].isdecimal():
            return True
    if _is_street_address(lexemes, last):
        return True
    if before[-1:].isalnum() or before in ("#", "_", "\\"):
        return True
    if before in DASHES and lexemes.glued(first - 1):
        earlier = lexemes.lowers[first - 2]
        if earlier[-1:].isalpha() and earlier not in (
            "sub",
            "to",
            "now",
            "minus",
            "over",
            "under",
            "then",
            "than",
            "about",
            "nearly",
            "per",
            "magnitude",
        ):
            return True
        if (
            earlier.isdigit()
            and lexemes.words[first - 3] in DASHES
            and lexemes.words[first - 4].isdigit()
            and lexemes.glued(first - 2)
        ):
            return True
    if (
        before == "."
        and lexemes.glued(first - 1)
        and lexemes.words[first - 2][-1:].isalpha()
        and lexemes.starts[first - 2] != lexemes.ends[first - 1]
    ):
        return len(lexemes.words[first - 2]) > 1 and lexemes.words[first - 2].lower() not in ("rs", "no", "c")
    return False


def _is_street_address(lexemes: Lexemes, index: int) -> bool:
    """Says whether a street follows: 209 West Houston St."""
    for at in range(index, index + 4):
        if not lexemes.words[at][:1].isupper():
            return False
        if at > index and lexemes.lowers[at] in (
            "st",
            "street",
            "ave",
            "avenue",
            "road",
            "rd",
            "blvd",
            "boulevard",
            "drive",
            "dr",
            "lane",
            "parkway",
        ):
            return True
    return False


def is_designation(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether the number belongs to a name or a designation: Section 230, iPhone 11, Big 12, Group of Seven."""
    first, last = numeral.first, numeral.last
    before = lexemes.words[first - 1]
    at = first - 1
    if before in (".", "#", "№") and first > 1:
        if before != ".":
            return True
        at -= 1
        if lexemes.lowers[at] not in (
            "no",
            "nos",
            "nr",
            "nrs",
            "vol",
            "art",
            "sec",
            "fig",
            "pp",
            "p",
            "op",
            "ext",
            "tel",
            "apt",
            "ch",
            "rte",
            "prop",
        ):
            return False
        return True
    if first == 0 or not before[:1].isalpha():
        return before in ("&",) and numeral.value == 500
    low = lexemes.lowers[at]
    if (
        low == "p"
        and lexemes.words[at - 1] == "&"
        or low == "s"
        and lexemes.words[at - 2] == "Poor"
        or low == "of"
        and lexemes.words[at - 1] in ("Group", "Gang", "Circle", "Big", "Council")
        and first > 1
    ):
        return True
    counted = counted_noun(lexemes, last)
    if low in ("day", "week", "game", "season", "round", "season", "stage", "phase", "part", "act", "chapter") and (
        not counted or lexemes.lowers[last] == "of"
    ):
        return lexemes.lowers[at - 1] not in ("a", "an", "per", "each", "every")
    if (
        low in listed("designators")
        and not (low in ("no", "numbers", "number") and counted)
        or low in listed("doubtful designators")
        and (not counted or lexemes.lowers[last] == "of")
        and lexemes.words[first].isdecimal()
        and numeral.scale == 1
    ) and lexemes.words[last] != "%":
        return low != "no" or not lexemes.words[first].isalpha()
    if not before[:1].isupper():
        return False
    if (
        at > 0
        and (low in listed("capitalised designators") or low in listed("doubtful designators") and numeral.scale == 1)
        or low in listed("designators")
    ):
        return True
    if at == 0 and (low in nouns("stop words") or low in nouns("openers")):
        return False
    spelled = lexemes.words[first].isalpha()
    if spelled:
        return (
            lexemes.words[first][:1].isupper()
            and not lexemes.words[first].isupper()
            and not counted
            and numeral.scale == 1
            and at > 0
        )
    if (
        low in nouns("openers")
        or low in nouns("stop words")
        or any(low in listed(section) for section in ("more", "less", "about", "up", "down"))
    ):
        return False
    if numeral.scale != 1 or "," in lexemes.words[first] or "." in lexemes.words[first] and at == 0:
        return False
    return not counted or lexemes.words[counted.first][:1].isupper()


def is_number_name(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether a name that holds a number begins here: Five Eyes, Six-Day War, 9/11, a 4K video."""
    first, last = numeral.first, numeral.last
    if lexemes.words[first] == "9/11":
        return True
    if "/" in lexemes.words[first]:
        return lexemes.lowers[last] in listed("after a day in digits")
    if lexemes.lowers[last - 1] == "k" and numeral.value in (4000, 8000) and last == first + 2:
        return lexemes.glued(last - 1) and lexemes.lowers[last].isalpha() and not is_plural(lexemes.lowers[last])
    if not lexemes.words[first][0].isupper():
        return False
    return any(tuple(lexemes.lowers[first : first + len(name)]) == name for name in _number_names())


@cache
def _number_names() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(re.findall(r"\w+|[^\w\s]", name)) for name in listed("number names"))


def is_capital_name(lexemes: Lexemes, numeral: Numeral) -> bool:
    """Says whether a spelled number is part of a capitalised name inside a sentence: Five Eyes, the Big Three."""
    first, last = numeral.first, numeral.last
    word = lexemes.words[first]
    if not word.isalpha() or not word[0].isupper() or word.isupper() or first == 0 or numeral.scale != 1:
        return False
    if lexemes.lowers[first - 1] == "s" and lexemes.words[first - 2] in ("'", "’"):
        return lexemes.words[first - 3][:1].isupper()
    return (
        lexemes.words[last][:1].isupper()
        and lexemes.words[first - 1][:1].islower()
        and lexemes.lowers[first - 1] in ("the", "a", "of", "with", "in", "by", "from", "and", "at")
    )

"""Quantities: numbers with unit, range, change and period."""
from __future__ import annotations

import re
from functools import cache

from rusus.lexemes import Lexemes, cut
from rusus.model import Quantity, Segmentation
from rusus.numerals import Numeral, number_words, read_numeral
from rusus.resources import read_lists
from rusus.units import money_before, percent_after, unit_after

DIGIT = re.compile(r"[\d½⅓⅔¼¾⅛⅜⅝⅞]")


def find_quantities(article: Segmentation) -> tuple[Quantity, ...]:
    """Returns the quantities of an article in text order; they do not overlap and cross no sentence's end."""
    found: list[Quantity] = []
    openers = number_words().openers
    lowers = article.tokens.lowers
    for bounds in article.sentences:
        if DIGIT.search(article.text, bounds.start, bounds.end) or not openers.isdisjoint(lowers[bounds.first : bounds.last]):
            found.extend(_in_sentence(article.text, cut(article.text, bounds.start, bounds.end)))
    return tuple(found)


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(read_lists("quantities.txt")[section])


def _in_sentence(text: str, lexemes: Lexemes) -> list[Quantity]:
    amounts = []
    index = 0
    while index < len(lexemes):
        numeral = read_numeral(lexemes, index)
        amount = _amount(text, lexemes, numeral) if numeral else None
        if amount:
            amounts.append(amount)
        index = numeral.last if numeral else index + 1
    out: list[Quantity] = []
    skip = False
    for here, after in zip(amounts, [*amounts[1:], None]):
        if skip:
            skip = False
            continue
        if after and here[3] == after[3] and text[here[1] : after[0]].strip() == "to" and text[: here[0]].rstrip().endswith("from"):
            start = text.rindex("from", 0, here[0])
            down = after[4] < here[4]
            out.append(Quantity(start, after[1], text[start : after[1]], here[2], before=here[4], after=after[4], unit=here[3],
                                precision=max(here[5], after[5]), trend="down" if down else "up"))
            skip = True
        else:
            out.append(Quantity(here[0], here[1], text[here[0] : here[1]], here[2], value=here[4], unit=here[3], precision=here[5]))
    return out


def _amount(text: str, lexemes: Lexemes, numeral: Numeral) -> tuple[int, int, str, str, float, float] | None:
    start, end = lexemes.starts[numeral.first], lexemes.ends[numeral.last - 1]
    value, precision = float(numeral.value), float(numeral.precision)
    money = money_before(text, start)
    if money:
        return money[1], end, "money", money[0], value, precision
    percent = percent_after(lexemes, numeral.last)
    if percent:
        return start, lexemes.ends[percent[1] - 1], percent[0].kind, percent[0].name, value, precision
    unit = unit_after(lexemes, numeral.last)
    if unit and unit[0].kind == "money":
        return start, end, "money", unit[0].name, value, precision
    noun = lexemes.lowers[numeral.last]
    if value >= 3 and numeral.form in ("digits", "words") and noun.endswith("s") and noun not in _words("false plurals"):
        if not (1500 <= value <= 2100 and numeral.scale == 1 and "," not in lexemes.words[numeral.first]):
            return start, end, "count", noun[:-1], value, precision
    return None

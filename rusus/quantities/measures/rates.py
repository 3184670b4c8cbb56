"""Rates: what an amount is per: miles per hour, $98 a share, 12 per 100,000 people.

A rate is written into the unit ("USD per barrel", "per 100,000 people"); this module alone knows how.
"""

from __future__ import annotations

from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.lexer import CURRENCY_SIGNS, Lexemes
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import unit_after
from rusus.quantities.word_lists import listed, nouns

DIMENSIONS = frozenset({"time", "volume", "mass", "length", "area", "energy"})
"""Dimensions of the units that follow an article: $70 a barrel, but not "had 5 percent a degree"."""

EXCHANGED = frozenset({"money", "number"})
"""Kinds of amount that a currency may cost."""

LONGEST_SUBSTANCE = 4
"""Words of what is measured, between a unit and its rate: gallons of JET FUEL a year.

2 and 8 change none of 65,473 sentences.
"""


def rate(unit: str, of: str) -> str:
    """Returns the unit of an amount that is counted per something."""
    return f"{unit} per {of}".strip()


def split_rate(unit: str) -> tuple[str, str]:
    """Returns the unit of the amount itself and what it is per; "" for each that is missing."""
    above, _, below = f" {unit}".partition(" per ")
    return above.strip(), below


def is_rate(unit: str) -> bool:
    """True if the unit says what the amount is per, in its name (mile per hour) or beside it (USD per barrel)."""
    return " per " in f" {unit}"


def is_rate_of(unit: str, above: str) -> bool:
    """True if the unit is the other one per something: USD per barrel is a rate of USD."""
    return unit.startswith(f"{above} per ")


def with_rate(lexemes: Lexemes, amount: Amount) -> Amount:
    """Adds what the amount is per: miles per hour, $98 a share, barrels-a-day, $15/hour."""
    if lexemes.lowers[amount.end] == "of" and amount.kind == "measure":
        return _after_substance(lexemes, amount)
    if amount.kind in EXCHANGED:
        exchanged = _exchange_rate(lexemes, amount)
        if exchanged:
            return exchanged
    at = amount.end
    hyphened = lexemes.words[at] == "-" and (lexemes.joined(at) or lexemes.lowers[at + 1] in ("a", "an", "per"))
    at += hyphened
    link = lexemes.lowers[at]
    if link not in listed("rate links") or not _can_be_rate(amount, link):
        return amount
    if link == "/" and (not lexemes.joined(at) or at != amount.end or lexemes.words[at + 1] == "-"):
        return amount
    at = lexemes.skip(at + 1, ("-",))
    whole = _whole(lexemes, at) if link == "per" else None
    below = whole or _denominator(lexemes, link, at, hyphened)
    if below is None or not whole and lexemes.lowers[below[1]] in listed("distances in time"):
        return amount  # $5 million a year earlier
    return amount._replace(unit=rate(amount.unit, below[0]), end=below[1])


def _exchange_rate(lexemes: Lexemes, amount: Amount) -> Amount | None:
    """148 tenge TO THE DOLLAR, 7.2 yuan PER DOLLAR, traded at 104.5 TO THE EURO: the currency that buys so much."""
    at = amount.end
    is_to = lexemes.lowers[at : at + 2] in (["to", "the"], ["to", "a"], ["against", "the"])
    if not is_to and lexemes.lowers[at] != "per":
        return None
    found = unit_after(lexemes, at + 1 + is_to)
    if found is None or found[0].kind != "money" or found[0].name == amount.unit or found[0].name.islower():
        return None
    if lexemes.words[found[1]].isdecimal() and lexemes.glued(found[1]):
        return None  # $5 per £100
    return amount._replace(kind=amount.kind, unit=rate(amount.unit, found[0].name), end=found[1])


def _can_be_rate(amount: Amount, link: str) -> bool:
    """40 hours a week, but not ten years a prisoner."""
    return amount.kind != "duration" or link == "per" or amount.unit in ("hour", "minute")


def _whole(lexemes: Lexemes, index: int) -> tuple[str, int] | None:
    """Per 100,000 PEOPLE, per million, per $1,000: a number that the amount is set against, and the index after it."""
    if lexemes.words[index] in CURRENCY_SIGNS and lexemes.joined(index):
        sum_ = read_numeral(lexemes, index + 1)
        return (f"{lexemes.words[index]}{' '.join(lexemes.words[index + 1 : sum_.last])}", sum_.last) if sum_ else None
    if not lexemes.words[index][:1].isdigit() and lexemes.lowers[index] not in listed("wholes of a rate"):
        return None
    number = read_numeral(lexemes, index)
    if number is None:
        return None
    noun = counted_noun(lexemes, number.last)
    end = noun.last if noun else number.last
    return " ".join(lexemes.words[index:end]), end


def _denominator(lexemes: Lexemes, link: str, index: int, hyphened: bool) -> tuple[str, int] | None:
    """$98 a SHARE, 15 km per LITER, ten per PERSON: what one is counted per, and the index after it.

    After an article without a hyphen only what is often counted per: five dollars a day, but five members a party.
    """
    found = unit_after(lexemes, index)
    if found and found[0].kind != "money":
        unit, end = found
        is_article = link in ("a", "an") and not hyphened
        usual = unit.name in listed("per") or unit.dimension in DIMENSIONS
        return None if is_article and not usual else (unit.name, end)
    name, following = lexemes.lowers[index], lexemes.lowers[index + 1]
    if name not in listed("per") and following in listed("per") and link in ("per", "each"):
        return following, index + 2  # $1,000 per trained employee
    any_noun = link in ("per", "/", "each") and name.isalpha() and len(name) > 2
    if link == "each" and name in nouns("stop words"):
        return None  # got nine shares each for $205
    return (name, index + 1) if any_noun or name in listed("per") else None


def _after_substance(lexemes: Lexemes, amount: Amount) -> Amount:
    """2.4 billion gallons of jet fuel A YEAR, 95 grams of CO2 PER KILOMETER."""
    at = amount.end + 1
    while at <= amount.end + LONGEST_SUBSTANCE and _names_substance(lexemes, at):
        at += 1
    link, following = lexemes.lowers[at], lexemes.lowers[at + 1]
    if at == amount.end + 1:
        return amount
    if link == "per":
        found = unit_after(lexemes, at + 1)
        return amount._replace(unit=rate(amount.unit, found[0].name)) if found else amount
    if link in ("a", "each") and following in listed("times of a rate"):
        return amount._replace(unit=rate(amount.unit, following))
    return amount


def _names_substance(lexemes: Lexemes, at: int) -> bool:
    word = lexemes.words[at]
    is_word = word[:1].isalpha() or word.isdigit() and lexemes.glued(at)
    return is_word and lexemes.lowers[at] not in nouns("stop words")

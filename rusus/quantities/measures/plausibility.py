"""Plausibility: whether a word after a number is the unit that it looks like, or an everyday word (9 in, 7 am, 5 C).

The rules are asked in order, the first with an opinion decides; what none objects to is a unit. Which words are
doubtful, and what makes them units, are sections of ``resources/quantities.txt``.
"""

from __future__ import annotations

from dataclasses import dataclass

from rusus.quantities.amount import Amount
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.measures.money import is_large
from rusus.quantities.units import Unit, unit_tables
from rusus.quantities.word_lists import listed, nouns
from rusus.rules import decide

OPENING, CLOSING = frozenset("([{<"), frozenset(")]}>")
"""Brackets around a unit: 5 (kg)."""

LARGE_INCHES = 1000
"""No length in news is a thousand inches: "1.1K in India" ends a headline (one of 65,473 sentences)."""


@dataclass(frozen=True)
class Reading:
    """A reading of the lexemes ``[at, end)`` after a number as a unit."""

    lexemes: Lexemes
    plain: Amount
    at: int
    unit: Unit
    end: int

    @property
    def word(self) -> str:
        return self.lexemes.words[self.at]

    @property
    def low(self) -> str:
        return self.lexemes.lowers[self.at]

    @property
    def after(self) -> str:
        return self.lexemes.lowers[self.end]

    @property
    def is_word(self) -> bool:
        """True if the unit is written as one lexeme."""
        return self.end == self.at + 1

    @property
    def is_glued(self) -> bool:
        """True if the unit follows right after the number, or in brackets."""
        return self.lexemes.glued(self.at) or self.lexemes.words[self.at - 1] in OPENING

    @property
    def form(self) -> str:
        return self.plain.numeral.form


def is_plausible(reading: Reading) -> bool:
    """True unless a rule says that the word is no unit here."""
    decided = decide(PLAUSIBILITY_RULES, reading)
    return decided is None or decided[0]


def begins_a_word(r: Reading) -> bool | None:
    """5m3x, 20kV2: a letter or digit right after the unit belongs to the same word."""
    return False if r.lexemes.glued_word(r.end) else None


def month_of_a_date(r: Reading) -> bool | None:
    """26 Dec 2016: a month, and no decades."""
    return False if r.is_word and r.low in listed("months") and r.word[:1].isupper() else None


def letter_before_an_apostrophe(r: Reading) -> bool | None:
    """Two A's."""
    is_letter = r.is_word and len(r.word) == 1 and r.word.isalpha()
    return False if is_letter and r.after in ("'", "’") else None


def mark_of_feet_or_inches(r: Reading) -> bool | None:
    """A 6' fence, 6" long; elsewhere the mark closes a quotation."""
    if not r.is_word or r.word not in ("'", '"'):
        return None
    if r.after in listed("dimension words"):
        return True
    return r.word == "'" and r.is_glued and r.form == "digits" and r.after != "s"


def half_of_the_day(r: Reading) -> bool | None:
    """8 pm; 8.5 pm are picometers."""
    return False if r.low in ("am", "pm") and "." not in r.lexemes.words[r.plain.first] else None


def in_between_numbers(r: Reading) -> bool | None:
    """A 1-in-20 chance."""
    between = r.low == "in" and r.lexemes.words[r.at - 1] in DASHES and r.lexemes.words[r.end] in DASHES
    return False if between and r.lexemes.words[r.end + 1][:1].isdigit() else None


def inches_or_preposition(r: Reading) -> bool | None:
    """2 in wide, measured 2 in.; but 2 in Paris, also where the text ends there."""
    is_small = r.form in ("digits", "fraction") and r.plain.numeral.value < LARGE_INCHES
    if r.low != "in" or not is_small or r.is_glued:
        return None
    closes = r.end >= len(r.lexemes) - 1 and not r.after[:1].isalnum()
    return closes or r.after in listed("dimension words")


def symbol_of_digits(r: Reading) -> bool | None:
    """100 PS, 20 C; five C."""
    return r.form == "digits" if r.is_word and r.word in listed("units after digits") else None


def everyday_code(r: Reading) -> bool | None:
    """5 million TRY; 5 TRY."""
    return is_large(r.lexemes, r.plain.numeral) if r.is_word and r.word in unit_tables().wordlike else None


def everyday_word(r: Reading) -> bool | None:
    """8.5mp, half a cup, 4 trillion won; 3 won the prize."""
    if not r.is_word or r.low not in listed("doubtful units"):
        return None
    if r.low in listed("bare units") and _closes_phrase(r):
        return True
    if r.form == "fraction" and len(r.word) > 2:
        return True
    return r.is_glued and r.form == "digits"


def _closes_phrase(r: Reading) -> bool:
    """4 trillion WON, 150 BAR: no noun or object follows; money of large sums only."""
    if r.unit.kind == "money" and not is_large(r.lexemes, r.plain.numeral) or r.plain.numeral.value <= 1:
        return False
    return not r.after[:1].isalpha() or r.after in nouns("stop words") and r.after not in nouns("determiners")


def single_letter(r: Reading) -> bool | None:
    """5 m, 220V; five m, 7 s, the 3-m."""
    if not r.is_word or len(r.word) != 1 or not r.word.isalpha() or not r.word.isascii():
        return None
    if r.form not in ("digits", "fraction"):
        return False
    is_tied = r.is_glued and r.lexemes.words[r.at - 1] not in DASHES
    return is_tied or r.word not in listed("letters after digits")


def ordinal_or_fraction(r: Reading) -> bool | None:
    """One second is a time, one-quarter none: the first second, one quarter of the votes."""
    if r.low not in ("second", "quarter") or r.form == "digits" or r.plain.numeral.value != 1:
        return None
    return r.lexemes.words[r.at - 1] in DASHES


def quarter_of_a_thing(r: Reading) -> bool | None:
    """Two quarter-point cuts, three quarter-finals: a quarter of what a hyphen ties to it; but two quarters."""
    is_number = r.low == "quarter" and r.lexemes.words[r.at - 1] not in DASHES
    return False if is_number and r.lexemes.words[r.end] in DASHES and r.lexemes.tied(r.end) else None


PLAUSIBILITY_RULES = (
    begins_a_word,
    month_of_a_date,
    letter_before_an_apostrophe,
    mark_of_feet_or_inches,
    half_of_the_day,
    in_between_numbers,
    inches_or_preposition,
    symbol_of_digits,
    everyday_code,
    everyday_word,
    single_letter,
    ordinal_or_fraction,
    quarter_of_a_thing,
)

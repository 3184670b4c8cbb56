"""Unit phrases: the amounts that percent, a currency or a unit of measure after it makes of a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rusus.quantities.amount import Amount, plain_amount, scaled_by
from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.lexer import DASHES, MINUS, Lexemes
from rusus.quantities.measures.compound_units import with_part, with_smaller_times, with_smaller_unit
from rusus.quantities.measures.money import MILLION, NEAR, millions_of, pound_of, scaled_after, with_cents
from rusus.quantities.measures.plausibility import CLOSING, OPENING, Reading, is_plausible
from rusus.quantities.measures.rates import with_rate
from rusus.quantities.number_words import Numeral, and_fraction
from rusus.quantities.units import PERCENTAGE_POINT, Unit, percent_after, unit_after, unit_tables
from rusus.quantities.word_lists import listed
from rusus.rules import decide, once

SMALLEST_BARE_FAHRENHEIT = 20
"""104 F is a temperature, 2.5 F a capacity; 40F is always the first.

Chosen by hand; no sentence of 65,473 that was looked at decides for another value.
"""

REACH_OF_MILLIONS = 12
"""Words on either side of 4m in which what is counted in millions may be named; chosen by hand, not measured."""

METERS = frozenset({"meters", "metres"})

EXTENTS = frozenset({"length", "area", "volume", "mass"})
"""Dimensions of the units that an article alone counts: about a gallon (an hour is seldom a figure)."""


@dataclass(frozen=True)
class Phrase:
    """A number and the words of a unit that may follow it."""

    lexemes: Lexemes
    plain: Amount

    @once
    def start(self) -> int:
        """Where a unit begins, after a hyphen (12-mile), "of" (hundreds of miles) or an article (half a mile)."""
        last = self.plain.numeral.last
        at = last
        if self.lexemes.words[last : last + 2] == ["/", "-"] and self.lexemes.tied(last):
            return last + 2  # 10,000/- rupees
        if self.lexemes.words[last] in DASHES:
            at += self.lexemes.joined(last) or self.lexemes.lowers[last + 1] in listed("hyphen units")
        if self.plain.numeral.form == "vague":
            return at + (self.lexemes.lowers[last] == "of")
        return _whole_unit(self.lexemes, at) if self.plain.numeral.form == "fraction" else at

    @once
    def at(self) -> int:
        """Where the unit itself begins, inside brackets where it stands in some."""
        words = self.lexemes.words
        return self.start + (words[self.start] in OPENING and words[self.start + 2] in CLOSING)

    @once
    def reading(self) -> Reading | None:
        """The unit written there, where it is plausible."""
        found = unit_after(self.lexemes, self.at)
        if found is None:
            return None
        reading = Reading(self.lexemes, self.plain, self.at, *found)
        return reading if is_plausible(reading) else None


def measured_amount(lexemes: Lexemes, plain: Amount) -> Amount | None:
    """Reads percent, a currency or a unit of measure after the number."""
    numeral = plain.numeral
    if lexemes.lowers[numeral.last] in listed("after no unit") and numeral.form not in ("fraction", "vague"):
        return None
    decided = decide(UNIT_RULES, Phrase(lexemes, plain))
    return decided[0]._replace(rule=decided[1]) if decided else None


def percent(p: Phrase) -> Amount | None:
    """60 per cent, 0.4 percentage points, 25 basis points."""
    found = percent_after(p.lexemes, p.start) or _of_one_percent(p)
    if found is None:
        return None
    unit, end = found
    stop = p.lexemes.ends[end - 1] if unit.name == "percent" else p.plain.stop
    hyphenated = p.start > p.plain.numeral.last
    return p.plain._replace(kind=unit.kind, unit=unit.name, end=end, stop=stop, hyphenated=hyphenated)


def _of_one_percent(p: Phrase) -> tuple[Unit, int] | None:
    """Half A PERCENTAGE POINT, three-tenths OF ONE PERCENT, 0.3 OF A PERCENTAGE POINT."""
    if not 0 < p.plain.numeral.value < 1:
        return None
    at = p.lexemes.skip(p.plain.numeral.last, ("of",))
    if at == p.plain.numeral.last and p.plain.numeral.form != "fraction":
        return None
    return percent_after(p.lexemes, p.lexemes.skip(at, ("a", "an", "one", "1")))


def fraction_of_a_point(p: Phrase) -> Amount | None:
    """Cut rates by a quarter point, a half-point cut; but half a point behind the leader."""
    numeral = p.plain.numeral
    if numeral.form != "fraction":
        return None
    at = p.lexemes.skip(numeral.last, ("of", "-"))
    at = p.lexemes.skip(at, ("a",))
    if p.lexemes.lowers[at] not in ("point", "points"):
        return None
    near = p.lexemes.lowers[max(0, p.plain.first - NEAR) : at + NEAR]
    of_a_change = p.lexemes.words[at - 1] in DASHES and p.lexemes.lowers[at + 1] in listed("nouns of change")
    if not of_a_change and listed("rates in points").isdisjoint(near):
        return None
    unit = "percentage point"
    return p.plain._replace(kind=unit, unit=unit, end=at + 1, hyphenated=p.lexemes.words[at - 1] in DASHES)


def million_by_letter(p: Phrase) -> Amount | None:
    """35m viewers, 3m tonnes, 20m euros, ratings fell by 4m; a 35m pool is measured in meters."""
    numeral, last = p.plain.numeral, p.plain.numeral.last
    is_letter = p.at == last and p.lexemes.words[last] == "m" and p.lexemes.glued(last)
    if not is_letter or p.lexemes.glued_word(last + 1) or numeral.scale != 1:
        return None
    following = p.lexemes.lowers[last + 1]
    near = p.lexemes.lowers[max(0, p.plain.first - REACH_OF_MILLIONS) : last + REACH_OF_MILLIONS]
    counts = not listed("counted in millions").isdisjoint(near)
    if following in listed("dimensions") and (following.isalpha() or not counts):
        return None
    scaled = scaled_by(p.lexemes, p.plain, MILLION, last + 1)
    found = unit_after(p.lexemes, last + 1)
    if found and (found[0].kind == "money" or found[0].kind == "measure" and _is_long_name(following)):
        return with_rate(p.lexemes, scaled._replace(kind=found[0].kind, unit=found[0].name, end=found[1]))
    noun = counted_noun(p.lexemes, last + 1)
    if noun is None:
        return scaled if counts else None
    if p.lexemes.lowers[noun.last - 1] in METERS:
        return None
    return scaled._replace(kind="count", unit=noun.head, noun=noun, end=noun.last)


def million_tonnes(p: Phrase) -> Amount | None:
    """4.9 m t of oil."""
    last = p.plain.numeral.last
    if p.lexemes.words[last : last + 2] != ["m", "t"] or p.plain.numeral.scale != 1 or p.lexemes.joined(last):
        return None
    tonne = unit_tables().units["tonne"]
    return scaled_by(p.lexemes, p.plain, MILLION, last + 1)._replace(kind=tonne.kind, unit=tonne.name, end=last + 2)


def rand_after_the_number(p: Phrase) -> Amount | None:
    """25 R beside Johannesburg; but 25 R without any place of the rand."""
    last = p.plain.numeral.last
    if p.lexemes.words[last] != "R" or p.lexemes.glued(last) or p.lexemes.glued_word(last + 1):
        return None
    near = p.lexemes.lowers[max(0, p.plain.first - NEAR) : last + NEAR]
    is_near = not listed("places of the rand").isdisjoint(near)
    return with_rate(p.lexemes, p.plain._replace(kind="money", unit="ZAR", end=last + 1)) if is_near else None


def _is_long_name(low: str) -> bool:
    """3m tonnes are millions; in 35m ft the letter may be a meter."""
    return len(low) > 2 and low not in METERS


def million_in_code(p: Phrase) -> Amount | None:
    """60 MEUR."""
    code = millions_of(p.lexemes.words[p.at])
    if code is None:
        return None
    scaled = scaled_by(p.lexemes, p.plain, MILLION, p.plain.numeral.last)
    return scaled._replace(kind="money", unit=code, end=p.at + 1, stop=p.lexemes.ends[p.at])


def year_before_a_unit(p: Phrase) -> Amount | None:
    """The 2018 quarter, the 2021 week: a year, where no plural makes it a duration."""
    reading = p.reading
    if reading is None or reading.unit.kind != "duration" or not reading.is_word or reading.low.endswith("s"):
        return None
    is_year = p.lexemes.words[p.plain.first].isdecimal() and 1900 <= p.plain.low <= 2100
    return p.plain._replace(kind="date") if is_year else None


def some_day(p: Phrase) -> Amount | None:
    """One day he will leave; not: after one day."""
    reading = p.reading
    if reading is None or reading.unit.name != "day" or p.lexemes.lowers[p.plain.first] != "one":
        return None
    before = p.lexemes.before(p.plain.first)
    is_some = p.lexemes.words[reading.end - 1] == "day" and (not before or before in listed("before some day"))
    return p.plain._replace(kind="pronoun") if is_some else None


def degrees_below_zero(p: Phrase) -> Amount | None:
    """It was 8 degrees below zero, 40 below zero: a temperature; but 8 points below zero."""
    reading = p.reading
    if reading and reading.unit.dimension not in ("temperature", "angle"):
        return None
    end = reading.end if reading else p.plain.numeral.last
    if p.lexemes.lowers[end : end + 2] != ["below", "zero"] or p.plain.numeral.value <= 0:
        return None
    unit = reading.unit.name if reading else "degree"
    return p.plain._replace(kind="measure", unit=unit, low=-p.plain.low, end=end + 2)


def unit_of_measure(p: Phrase) -> Amount | None:
    """12 miles, 40F, 3 dollars 50 cents, 5 ft 2 in, two years and a half, $5 an hour."""
    return _with_unit(p.reading) if p.reading else None


UNIT_RULES = (
    percent,
    fraction_of_a_point,
    million_tonnes,
    rand_after_the_number,
    million_by_letter,
    million_in_code,
    year_before_a_unit,
    some_day,
    degrees_below_zero,
    unit_of_measure,
)


def _with_unit(r: Reading) -> Amount:
    """Returns the amount of a number with the unit that was read."""
    unit = _knot_or_kilotonne(r, _fahrenheit_or_farad(r))
    before = r.lexemes.words[r.at - 1]
    end = r.end + (before in OPENING)
    name = pound_of(r.lexemes, r.plain, unit, end)
    amount = _below_zero(r, unit)._replace(
        kind="measure" if name == "pound" else unit.kind,
        unit=name,
        end=end,
        hyphenated=before in DASHES and r.at > r.plain.numeral.last,
    )
    if amount.kind == "money":
        return with_rate(r.lexemes, with_cents(r.lexemes, scaled_after(r.lexemes, amount)))
    part = and_fraction(r.lexemes, end)
    if part and unit_after(r.lexemes, part[1]) is None:
        return with_part(r.lexemes, amount, part)
    return with_rate(r.lexemes, with_smaller_times(r.lexemes, with_smaller_unit(r.lexemes, amount)))


def _fahrenheit_or_farad(r: Reading) -> Unit:
    at = r.plain.first
    again = r.lexemes.before(at) == "(" and r.lexemes.before(at, 2) in ("c", "celsius")  # 11 C (12 F)
    is_degree = r.word == "F" and (again or r.lexemes.glued(r.at) or r.plain.low >= SMALLEST_BARE_FAHRENHEIT)
    return unit_tables().units["degree fahrenheit"] if is_degree else r.unit


def _knot_or_kilotonne(r: Reading, unit: Unit) -> Unit:
    """Winds of 40 kt; but 40 kt of copper."""
    if unit.name != "kilotonne" or r.low != "kt":
        return unit
    near = r.lexemes.lowers[max(0, r.plain.first - NEAR) : r.end + NEAR]
    return unit if listed("winds").isdisjoint(near) else unit_tables().units["knot"]


def _below_zero(r: Reading, unit: Unit) -> Amount:
    """It was - 20 degrees: a spaced minus after a word that a number follows belongs to a temperature or an angle."""
    at = r.plain.first - 1
    spaced = r.lexemes.before(r.plain.first) in MINUS and not r.lexemes.glued(at) and not r.lexemes.joined(at)
    if not spaced or unit.dimension not in ("temperature", "angle"):
        return r.plain
    if r.lexemes.before(at) not in listed("before a minus"):
        return r.plain
    return r.plain._replace(low=-r.plain.low, first=at, start=r.lexemes.starts[at])


def _whole_unit(lexemes: Lexemes, at: int) -> int:
    """Half AN hour, three-quarters OF A mile: returns where the unit of a fraction stands."""
    article = lexemes.skip(at, ("of",))
    if lexemes.lowers[article] not in ("a", "an"):
        return at
    found = unit_after(lexemes, article + 1)
    return article + 1 if found and found[0].kind != "money" and len(lexemes.words[article + 1]) > 2 else at


def article_and_point(lexemes: Lexemes, index: int) -> Amount | None:
    """By a full percentage point, more than a percentage point: the article counts as one."""
    if lexemes.lowers[index] not in ("a", "an"):
        return None
    at = lexemes.skip(index + 1, ("full", "whole", "single"))
    found = percent_after(lexemes, at)
    if found is None or found[0] is not PERCENTAGE_POINT or lexemes.before(index) not in listed("before a point"):
        return None
    one = Numeral(index, index + 1, Decimal(1), Decimal(1), "words")
    return plain_amount(lexemes, one, PERCENTAGE_POINT.kind)._replace(unit=PERCENTAGE_POINT.name, end=found[1])


def article_and_unit(lexemes: Lexemes, index: int) -> Amount | None:
    """About a gallon, more than a mile, an hour and a half: the article counts as one."""
    if lexemes.lowers[index] not in ("a", "an"):
        return None
    found = unit_after(lexemes, index + 1)
    if found is None or found[0].kind not in ("duration", "measure"):
        return None
    unit, end = found
    one = Numeral(index, index + 1, Decimal(1), Decimal(1), "words")
    part = and_fraction(lexemes, end)
    if part:
        amount = plain_amount(lexemes, one, unit.kind)
        return with_part(lexemes, amount._replace(unit=unit.name, end=end), part)
    is_extent = unit.dimension in EXTENTS and len(lexemes.words[index + 1]) > 2
    if not is_extent or lexemes.before(index) not in listed("before a unit"):
        return None
    return with_rate(lexemes, plain_amount(lexemes, one, "measure")._replace(unit=unit.name, end=end))

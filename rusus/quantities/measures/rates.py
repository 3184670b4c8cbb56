"""Rates: what an amount is per: miles per hour, $98 a share, 12 per 100,000 people."""

from __future__ import annotations

from dataclasses import replace

from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.lexer import Lexemes
from rusus.quantities.numerals import read_numeral
from rusus.quantities.units import unit_after
from rusus.quantities.word_lists import listed, nouns

PER = frozenset({"per", "a", "an", "each", "every", "/"})


def per(lexemes: Lexemes, amount: Amount) -> Amount:
    """Adds what the amount is per: miles per hour, $98 a share, barrels-a-day, $15/hour."""
    at = amount.end
    if lexemes.lowers[at] == "of" and amount.kind == "measure":
        return _per_after_substance(lexemes, amount)
    hyphen = lexemes.words[at] == "-" and (lexemes.joined(at) or lexemes.lowers[at + 1] in ("a", "an", "per"))
    at += hyphen
    low = lexemes.lowers[at]
    if low not in PER or amount.kind == "duration" and low != "per" and amount.unit not in ("hour", "minute"):
        return amount
    of = at + 1
    if low == "/" and not (lexemes.joined(at) and amount.end == at):
        return amount
    of += lexemes.words[of] == "-"
    people = read_numeral(lexemes, of) if low == "per" and _begins_whole(lexemes, of) else None
    if people:
        noun = counted_noun(lexemes, people.last)
        whole = " ".join(lexemes.words[of : noun.last if noun else people.last])
        return replace(amount, unit=f"{amount.unit} per {whole}".strip(), end=noun.last if noun else people.last)
    found = unit_after(lexemes, of)
    name = lexemes.lowers[of]
    if found and found[0].kind != "money":
        unit, end = found[0].name, found[1]
    elif low in ("per", "/", "each") and name.isalpha() and len(name) > 2 or name in listed("per"):
        unit, end = name, of + 1
    else:
        return amount
    if (
        low in ("a", "an")
        and not hyphen
        and unit not in listed("per")
        and not (found and found[0].dimension in ("time", "volume", "mass", "length", "area", "energy"))
    ):
        return amount
    if lexemes.lowers[end] in ("later", "earlier", "ago"):
        return amount
    return replace(amount, unit=f"{amount.unit} per {unit}".strip(), end=end)


def _begins_whole(lexemes: Lexemes, index: int) -> bool:
    """Per 100,000 people, per million inhabitants."""
    return lexemes.words[index][:1].isdigit() or lexemes.lowers[index] in ("hundred", "thousand", "million", "billion")


def _per_after_substance(lexemes: Lexemes, amount: Amount) -> Amount:
    """2.4 billion gallons of jet fuel A YEAR, 95 grams of CO2 PER KILOMETER."""
    at = amount.end + 1
    for _ in range(4):
        word = lexemes.words[at]
        if not (word[:1].isalpha() or word.isdigit() and lexemes.glued(at)) or lexemes.lowers[at] in nouns(
            "stop words"
        ):
            break
        at += 1
    if at > amount.end + 1 and lexemes.lowers[at] == "per":
        found = unit_after(lexemes, at + 1)
        return replace(amount, unit=f"{amount.unit} per {found[0].name}") if found else amount
    if (
        at > amount.end + 1
        and lexemes.lowers[at] in ("a", "per", "each")
        and lexemes.lowers[at + 1] in ("day", "week", "month", "year", "hour", "minute", "second")
    ):
        return replace(amount, unit=f"{amount.unit} per {lexemes.lowers[at + 1]}")
    return amount

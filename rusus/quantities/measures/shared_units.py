"""Lent units: numbers that take their unit from another one of the sentence, the next or an earlier one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rusus.quantities.amount import Amount
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.word_lists import listed

SUSPENDED = frozenset({",", "and", "or", "to", "as", "well", "&"})
"""What may stand between a suspended hyphen and the next number of the list."""


def completed(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount]:
    """Gives bare numbers the unit that an earlier amount or a stock index in the sentence lends them."""
    lent: Amount | None = None
    filled = []
    index = not listed("stock indices").isdisjoint(lexemes.lowers)
    for position, amount in enumerate(amounts):
        if amount.kind == "count" and amount.unit == "point" and _moves_percent(lexemes, amounts, position):
            amount = replace(amount, kind="percentage point", unit="percentage point", noun=None)
        if amount.kind == "number":
            before = lexemes.lowers[amount.first - 1] if amount.first else ""
            if index and before in ("to", "at", "of") and amount.low >= 100:
                amount = replace(amount, kind="index points", unit="point")
            elif (
                lent
                and amount.numeral.form == "digits"
                and (
                    before in ("with", "than", "versus", "vs")
                    and lent.kind != "percent"
                    or before == "from"
                    and lexemes.lowers[amount.first - 2] in ("up", "down", "compared")
                )
                or lent
                and lexemes.lowers[amount.end] == "who"
                and lent.kind == "count"
            ):
                amount = replace(amount, kind=lent.kind, unit=lent.unit)
        elif amount.kind == "count" and amount.unit == "point" and index:
            amount = replace(amount, kind="index points", noun=None)
        if amount.kind in ("count", "measure", "index points", "percent"):
            lent = amount
        filled.append(amount)
    return filled


def _moves_percent(lexemes: Lexemes, amounts: list[Amount], position: int) -> bool:
    """Fell by five POINTS to 41 percent: points that lead to a percentage are percentage points."""
    following = amounts[position + 1] if position + 1 < len(amounts) else None
    if following is None or following.kind != "percent":
        return False
    return "to" in lexemes.lowers[amounts[position].end : following.first][:1]


def suspended(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount]:
    """Gives numbers with a suspended hyphen the unit of the next one: ONE-, THREE- and five-year bonds."""
    filled = list(amounts)
    for at in range(len(amounts) - 2, -1, -1):
        left, right = filled[at], filled[at + 1]
        if left.kind == "number" and right.kind == "time" and left.low <= 24:
            if lexemes.lowers[left.end : right.first] in (["and"], ["to"], ["or"], ["-"], ["–"]):
                filled[at] = replace(left, kind="time")  # between 9 and 10 p.m.
            continue
        if left.kind not in ("number", "pronoun") or not right.is_quantity or right.kind == "number":
            continue
        last = left.numeral.last
        if lexemes.words[last] not in DASHES or not lexemes.glued(last):
            continue
        if lexemes.joined(last) and lexemes.words[last + 1] != ",":
            continue
        if SUSPENDED.issuperset(lexemes.lowers[last + 1 : right.first]):
            filled[at] = replace(left, kind=right.kind, unit=right.unit, noun=right.noun, end=last, hyphenated=True)
    return filled


def carried(lexemes: Lexemes, left: Amount, right: Amount | None) -> Amount:
    """45 and 50 mg, 8 or $9: a bare number takes the unit of the next one that it is listed with."""
    if (
        right is None
        or left.kind != "number"
        or right.kind not in ("money", "percent", "measure", "duration")
        or left.numeral.form == "fraction"
    ):
        return left
    gap = lexemes.lowers[left.end : right.first]
    if gap in (["and"], ["or"]) and left.low < 10 * max(abs(right.low), Decimal(1)):
        return replace(left, kind=right.kind, unit=right.unit)
    return left

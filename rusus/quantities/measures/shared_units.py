"""Shared units: numbers that take their unit from another one of the sentence, the next or an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rusus.quantities.amount import UNITLESS, Amount
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.word_lists import listed
from rusus.rules import decide

SMALLEST_LEVEL = 100
"""Where an index is named, "to 13,176" is its level; smaller numbers are other things: the ISM index rose to 64.8.

10 changes 9 of 65,473 sentences (surveys), 1,000 loses 18 levels of the Standard & Poor's.
"""

WITH_UNIT = frozenset({"money", "percent", "measure", "duration", "percentage point", "basis point"})
"""Kinds that carry their unit back to a bare number: 45 and 50 mg."""

LENDING = frozenset({"count", "measure", "index points", "percent", "money"})
"""Kinds that lend their unit to a later number: 3.1 million tons, up from 2.4 million."""

REACH_OF_POLLS = 25
"""Words on each side of points in which a poll may be named; a sentence is seldom longer. Chosen by hand."""

REACH_OF_VOTES = 8
"""Words before two numbers in which a vote is named: the Senate voted on Tuesday 52 to 48. Chosen by hand."""

LONGEST_LIST_GAP = 4
"""Words between two amounts of a list that leaves the unit out: 61.2 pence, THE LOW 58.4. Chosen by hand."""

SMALLEST_LISTED = 2
"""A one after a name ends a score or names a thing more often than it counts. Chosen by hand."""

MOST_TIMES_LARGER = 10
"""In "8 or $9" both are dollars; a number ten times the sum after it is something else: 500 and $3.

Chosen by hand; none of 65,473 sentences has such a pair.
"""


@dataclass(frozen=True)
class Borrower:
    """An amount that may take its unit from another one."""

    lexemes: Lexemes
    amount: Amount
    following: Amount | None
    lender: Amount | None
    names_index: bool

    @property
    def before(self) -> str:
        return self.lexemes.before(self.amount.first)

    @property
    def near(self) -> list[str]:
        """The words around the amount in which a poll may be named."""
        return self.lexemes.lowers[max(0, self.amount.first - REACH_OF_POLLS) : self.amount.end + REACH_OF_POLLS]

    @property
    def counts_points(self) -> bool:
        return self.amount.kind == "count" and self.amount.unit == "point"

    def lent(self, kind: str, unit: str) -> Amount:
        return self.amount._replace(kind=kind, unit=unit, noun=None)


def completed(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount]:
    """Gives bare numbers the unit that an earlier amount or a stock index in the sentence lends them."""
    names_index = not listed("stock indices").isdisjoint(lexemes.lowers)
    lender: Amount | None = None
    filled = []
    for amount, following in zip(amounts, [*amounts[1:], None]):
        if amount.kind in ("number", "count") or amount.rule == "after_a_name":
            decided = decide(LENDING_RULES, Borrower(lexemes, amount, following, lender, names_index))
            amount = decided[0]._replace(rule=decided[1]) if decided else amount
        if amount.kind in LENDING:
            lender = amount
        filled.append(amount)
    return filled


def points_before_a_percentage(b: Borrower) -> Amount | None:
    """Fell by five POINTS to 41 percent."""
    if not b.counts_points or b.following is None or b.following.kind != "percent":
        return None
    leads = b.lexemes.lowers[b.amount.end : b.following.first][:1] == ["to"]
    return b.lent("percentage point", "percentage point") if leads else None


def points_of_an_index(b: Borrower) -> Amount | None:
    """The Nasdaq gained 64 points."""
    return b.lent("index points", "point") if b.counts_points and b.names_index else None


def level_of_an_index(b: Borrower) -> Amount | None:
    """The FTSE fell 0.4 per cent to 13,176."""
    is_level = b.amount.kind == "number" and b.before in ("to", "at", "of") and b.amount.low >= SMALLEST_LEVEL
    return b.lent("index points", "point") if is_level and b.names_index else None


def compared_number(b: Borrower) -> Amount | None:
    """Sold 3.1 million tons, up from 2.4 million; 40 deaths compared with 25."""
    if b.amount.kind != "number" or b.lender is None or b.amount.numeral.form != "digits":
        return None
    compares = b.before in listed("before a compared number") and b.lender.kind not in ("percent", "money")
    rises = b.before == "from" and b.lexemes.before(b.amount.first, 2) in ("up", "down", "compared")
    return b.lent(b.lender.kind, b.lender.unit) if compares or rises else None


def people_who(b: Borrower) -> Amount | None:
    """40 soldiers died, among them 12 who ...: the number is of the persons counted before."""
    is_same = b.amount.kind == "number" and b.lexemes.lowers[b.amount.end] == "who"
    return b.lent("count", b.lender.unit) if is_same and b.lender and b.lender.kind == "count" else None


def points_of_a_poll(b: Borrower) -> Amount | None:
    """Leads by eight points in the poll: percentage points; but scored eight points."""
    if not b.counts_points or listed("polls").isdisjoint(b.near):
        return None
    return b.lent("percentage point", "percentage point")


def first_of_the_votes(b: Borrower) -> Amount | None:
    """A vote of 228 to 191, a 6-2 ruling: the first number."""
    return b.lent("count", "vote") if b.following and _are_votes(b.lexemes, b.amount, b.following) else None


def second_of_the_votes(b: Borrower) -> Amount | None:
    """A vote of 228 to 191, a 6-2 ruling: the second number."""
    lender = b.lender
    if lender is None or lender.rule != "first_of_the_votes":
        return None
    return b.lent("count", "vote") if _is_between_votes(b.lexemes, lender, b.amount) else None


def _is_between_votes(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """True if nothing but "to" or a dash stands between two numbers."""
    between = lexemes.lowers[left.numeral.last : right.numeral.first]
    return len(between) in (1, 3) and " ".join(between) in listed("between votes")


def _are_votes(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """True if two numbers are the votes for and against: joined by "to" or a dash, near a word of votes."""
    if not _is_between_votes(lexemes, left, right):
        return False
    is_plain = left.numeral.scale == right.numeral.scale == 1 and left.numeral.form == right.numeral.form != "fraction"
    if not is_plain or right.kind not in UNITLESS or left.low < right.low or lexemes.before(left.first) == "from":
        return False
    end = right.numeral.last
    if not listed("votes").isdisjoint(lexemes.lowers[end : end + 2]):
        return True
    near = lexemes.lowers[max(0, left.first - REACH_OF_VOTES) : left.first]
    return not listed("votes").isdisjoint(near) and listed("matches").isdisjoint(near)


def same_unit_again(b: Borrower) -> Amount | None:
    """The high is 61.2 pence, the low 58.4: a list that names its unit once."""
    lender = b.lender
    if b.amount.kind != "number" or lender is None or "." not in b.lexemes.words[b.amount.first]:
        return None
    gap = b.lexemes.lowers[lender.end : b.amount.first]
    is_listed = (
        gap[:1] == [","] and "the" in gap and len(gap) <= LONGEST_LIST_GAP and all(word.isalpha() for word in gap[1:])
    )
    if not is_listed or b.lexemes.lowers[b.amount.end] not in ("", ".", ",", ";", "and"):
        return None
    return b.lent(lender.kind, lender.unit)


def count_for_another(b: Borrower) -> Amount | None:
    """Four votes for Reed, 31 FOR RUIZ: what was counted for one is counted for the next."""
    lender, last = b.lender, b.amount.numeral.last
    is_next = (
        b.amount.kind == "number" and lender is not None and lender.kind == "count" and b.lexemes.lowers[last] == "for"
    )
    if not is_next or lender is None or b.lexemes.lowers[lender.end] != "for":
        return None
    return b.lent("count", lender.unit) if b.lexemes.words[last + 1][:1].isupper() else None


def next_count_in_a_list(b: Borrower) -> Amount | None:
    """The Lions won 12 games AND THE BEARS 10; but 12 planes and a Boeing 737."""
    lender, first, last = b.lender, b.amount.first, b.amount.numeral.last
    is_bare = b.amount.kind == "number" or b.amount.rule == "after_a_name"
    if lender is None or not is_bare or lender.kind != "count" or b.amount.low < SMALLEST_LISTED:
        return None
    if lender.noun is None and lender.rule != "next_count_in_a_list":
        return None
    gap = b.lexemes.lowers[lender.end : first]
    names = b.lexemes.words[lender.end + 1 + (gap[1:2] == ["the"]) : first]
    is_listed = gap[:1] in (["and"], [","], [";"]) and 0 < len(names) <= LONGEST_LIST_GAP
    if not is_listed or not all(name[:1].isupper() for name in names):
        return None
    return b.lent("count", lender.unit) if b.lexemes.lowers[last] in ("", ".", ",", ";", "and") else None


LENDING_RULES = (
    first_of_the_votes,
    second_of_the_votes,
    points_before_a_percentage,
    points_of_an_index,
    points_of_a_poll,
    level_of_an_index,
    compared_number,
    people_who,
    same_unit_again,
    count_for_another,
    next_count_in_a_list,
)


def suspended(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount]:
    """Gives a number the unit of the next one: ONE-, THREE- and five-year bonds, between 9 and 10 p.m."""
    filled = list(amounts)
    for at in range(len(amounts) - 2, -1, -1):
        left, right = filled[at], filled[at + 1]
        if _shares_age(lexemes, left, right):
            filled[at] = left._replace(kind="age", unit=right.unit, rule="age_before_an_age")
        elif _shares_hour(lexemes, left, right):
            filled[at] = left._replace(kind="time", rule="hour_before_a_time")
        elif _is_suspended(lexemes, left, right):
            last = left.numeral.last
            filled[at] = left._replace(
                kind=right.kind, unit=right.unit, noun=right.noun, end=last, hyphenated=True, rule=right.rule
            )
    return filled


def _shares_age(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """18-to-34-year-olds, 15- to 19-year-old women."""
    if left.kind != "number" or right.kind != "age":
        return False
    return lexemes.lowers[left.numeral.last : right.first] in (["-", "to", "-"], ["-", "to"], ["-"], ["to"])


def _shares_hour(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """Between 9 and 10 p.m."""
    if left.kind != "number" or right.kind != "time" or left.low > 24:
        return False
    return " ".join(lexemes.lowers[left.end : right.first]) in listed("between hours")


def _is_suspended(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """ONE-, THREE- and five-year bonds."""
    if left.kind not in ("number", "pronoun") or not right.is_quantity or right.kind == "number":
        return False
    last = left.numeral.last
    ends_in_hyphen = lexemes.words[last] in DASHES and lexemes.glued(last)
    if not ends_in_hyphen or lexemes.joined(last) and lexemes.words[last + 1] != ",":
        return False
    return listed("between suspended numbers").issuperset(lexemes.lowers[last + 1 : right.first])


def carried(lexemes: Lexemes, left: Amount, right: Amount) -> Amount:
    """45 and 50 mg, 8 or $9: a bare number takes the unit of the next one that it is listed with."""
    is_listed = lexemes.lowers[left.end : right.first] in (["and"], ["or"])
    return with_unit_of(left, right) if is_listed else left


def with_unit_of(left: Amount, right: Amount) -> Amount:
    """Returns a bare number with the unit of the next one, unless it is far larger: 8 or $9; but 500 and $3."""
    if left.kind != "number" or right.kind not in WITH_UNIT or left.numeral.form == "fraction":
        return left
    if left.low >= MOST_TIMES_LARGER * max(abs(right.low), Decimal(1)):
        return left
    return left._replace(kind=right.kind, unit=right.unit, rule="unit_of_the_next_number")

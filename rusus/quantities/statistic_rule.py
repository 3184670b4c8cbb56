"""What is a statistic: which quantities are evidence (docs/statistics.md has the rule with examples)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rusus.model import Quantity
from rusus.quantities.amount import Amount
from rusus.quantities.lexer import Lexemes
from rusus.quantities.rules import decide
from rusus.quantities.word_lists import listed

SMALL = 10
"""A count below it has to tell something of its own; docs/statistics.md has the figures of the rule."""

REACH_OF_LEADS = 3
"""Words after a multiple in which the lead of a match is named: doubled the lead, doubled their early lead."""


@dataclass(frozen=True)
class Evidence:
    """A quantity, and the amount that it was read from (of a range or a change the first) among its lexemes."""

    lexemes: Lexemes
    amount: Amount
    found: Quantity

    @property
    def before(self) -> str:
        """The word before the quantity, in lower case."""
        return self.lexemes.lowers[self.amount.first - 1]

    @property
    def after(self) -> str:
        """The word after the quantity and its unit, in lower case."""
        return self.lexemes.lowers[self.amount.end]

    @cached_property
    def counts(self) -> bool:
        """True if the quantity is a number without unit or of a noun, and no change from one to another."""
        changes = self.found.before is not None and self.found.after is not None
        return self.found.kind in ("count", "number", "ratio") and not changes

    @cached_property
    def is_small(self) -> bool:
        """True if it counts less than ten, and no comparator says more than, at least or under."""
        largest = max(self.amount.low, self.found.high or 0)
        return self.counts and largest < SMALL and self.found.comparator in ("=", "~")

    @property
    def lasts(self) -> bool:
        """True if the quantity is a duration."""
        return self.found.kind == "duration"


def decide_statistic(lexemes: Lexemes, amount: Amount, found: Quantity) -> tuple[bool, str]:
    """Returns True if a quantity is a statistic, and the name of the rule that decides."""
    decision = decide(STATISTIC_RULES, Evidence(lexemes, amount, found))
    assert decision is not None  # the last rule always has an opinion
    return decision


def age_or_score(e: Evidence) -> bool | None:
    """A 40-year-old man, won 2-1."""
    return False if e.found.kind in ("age", "score") else None


def vague_number(e: Evidence) -> bool | None:
    """Thousands of pilgrims, dozens of rounds; but hundreds of millions of dollars."""
    return None if e.amount.high is None else e.found.kind in ("money", "percent")


def one_of_anything(e: Evidence) -> bool | None:
    """One of the best films, one vote; but one in five."""
    return False if e.counts and e.amount.low == 1 else None


def after_a_vague_word(e: Evidence) -> bool | None:
    """A few hundred people, several thousand."""
    return False if e.counts and e.before in ("few", "several") else None


def part_of_a_whole(e: Evidence) -> bool | None:
    """Two-thirds of those asked, rose by a third."""
    fraction = e.counts and e.amount.numeral.form == "fraction"
    return fraction and (e.found.trend is not None or e.after == "of") or None


def ratio_of_numbers(e: Evidence) -> bool | None:
    """Nine out of ten, one in five."""
    return e.found.kind == "ratio" and e.amount.noun is None or None


def moves_in_a_match(e: Evidence) -> bool | None:
    """Scored three goals."""
    return False if e.is_small and e.found.unit in listed("match counts") else None


def two_of_anything(e: Evidence) -> bool | None:
    """Two donations; but two officers were shot."""
    return False if e.is_small and e.amount.low == 2 and e.found.unit not in listed("persons") else None


def already_known(e: Evidence) -> bool | None:
    """His three sons, the other four, both three-day trips."""
    return False if e.is_small and e.before in listed("definite") else None


def of_abstract_nouns(e: Evidence) -> bool | None:
    """Three reasons, four ways."""
    return False if e.is_small and e.found.unit in listed("indefinite") else None


def some_of_a_group(e: Evidence) -> bool | None:
    """Four of them left."""
    return False if e.is_small and e.after == "of" and e.amount.noun is None else None


def small_count(e: Evidence) -> bool | None:
    """Nine victims were found; but a bare number below ten counts nothing: came in at four."""
    return e.found.kind in ("count", "ratio") if e.is_small else None


def multiplied(e: Evidence) -> bool | None:
    """Doubled its sales; but doubled the lead."""
    if e.found.kind != "multiple":
        return None
    return listed("match leads").isdisjoint(e.lexemes.lowers[e.amount.end : e.amount.end + REACH_OF_LEADS])


def distance_in_time(e: Evidence) -> bool | None:
    """Six minutes later, two weeks ago, three days before."""
    return False if e.lasts and e.after in listed("after a distance in time") else None


def what_lasts(e: Evidence) -> bool | None:
    """Will last five years: a verb; but the last five years."""
    if not e.lasts or e.before != "last":
        return None
    return e.lexemes.lowers[e.amount.first - 2] in listed("auxiliaries") or None


def stretch_of_the_calendar(e: Evidence) -> bool | None:
    """Over the past 30 days, in 15 years, the first two weeks; but sentenced to 10 years."""
    return False if e.lasts and e.before in listed("before a stretch of time") else None


def evidence(e: Evidence) -> bool:
    """$5 billion, 60 percent, 12,000 soldiers, an 11-year lull, the third-largest economy."""
    return True


STATISTIC_RULES = (
    age_or_score, vague_number, one_of_anything, after_a_vague_word, part_of_a_whole, ratio_of_numbers,
    moves_in_a_match, two_of_anything, already_known, of_abstract_nouns, some_of_a_group, small_count, multiplied,
    distance_in_time, what_lasts, stretch_of_the_calendar, evidence,
)  # fmt: skip

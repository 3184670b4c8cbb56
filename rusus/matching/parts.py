"""Parts: a count of some of those whom another count counts is no other number: six children, nine people."""

from __future__ import annotations

import re
from functools import cache

from rusus.model import Quantity
from rusus.resources import entries
from rusus.similarity.content_words import content_words, stem
from rusus.similarity.event_words import countries
from rusus.similarity.statements import Statement
from rusus.text.normalization import normalize


def is_part(ours: Statement, one: Quantity, theirs: Statement, two: Quantity) -> bool:
    """True if the smaller of two counts may be of some of those whom the other counts.

    Not where several groups stand in a row: 12 soldiers and 8 civilians are all.
    """
    if one.value is None or two.value is None or one.value == two.value:
        return False
    if one.value > two.value:
        ours, one, theirs, two = theirs, two, ours, one
    groups = sum(_noun(each) in _group() for each in ours.quantities if each.kind == "count")
    narrower = groups == 1 and not lone_persons(ours) and _noun(one) in _group() and counts_everybody(two)
    return narrower or bool(_nations(ours, one)) and not _nations(theirs, two)


def counts_everybody(quantity: Quantity) -> bool:
    """True if a number counts people of all sorts: 26 people, 12 victims."""
    return _noun(quantity) in _everybody()


def _noun(quantity: Quantity) -> str:
    return stem(quantity.unit.rpartition(" ")[2])


def _nations(statement: Statement, quantity: Quantity) -> set[str]:
    """Returns the countries that are named in what a number counts: three Chinese tourists."""
    if quantity.of is None or not 0 <= quantity.of.start - quantity.end <= 1:
        return set()
    counted = statement.text[quantity.of.start - statement.start : quantity.of.end - statement.start]
    return {countries()[word] for word in content_words(counted) if word in countries()}


# One person in a row with others: a man and, an elderly woman and, and a boy.
_LONE = re.compile(
    r"\b(?:a|an)\s(?:[a-z-]+\s){0,2}?([a-z]+)(?=\sand\b|,)|\band\s(?:a|an)\s(?:[a-z-]+\s){0,2}?([a-z]+)", re.IGNORECASE
)


def lone_persons(statement: Statement) -> int:
    """Returns how many persons stand alone in a row with others: 1 in *a man and two boys*."""
    found = (normalize(match[1] or match[2]) for match in _LONE.finditer(statement.text))
    return sum(word in entries("stop_words.txt", "one person") for word in found)


@cache
def _group() -> frozenset[str]:
    return frozenset(map(stem, entries("stop_words.txt", "group")))


@cache
def _everybody() -> frozenset[str]:
    return frozenset(map(stem, entries("stop_words.txt", "everybody")))

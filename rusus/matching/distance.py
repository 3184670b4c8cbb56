"""Distance: whether two numbers are too far apart to stand for one thing in sentences that are not quite alike."""

from __future__ import annotations

from rusus.model import Quantity
from rusus.quantities.compare import COUNTED
from rusus.resources import entries
from rusus.text.normalization import normalize

LEAST_COVER = 0.55
"""Share of their words, by weight, that two sentences must have in common for their numbers to be compared.

On the 433 pairs of passages in tests/cases 0.7 costs six verdicts; 0.1 costs none there, but two sentences on different
things would disagree (matching_differences.jsonl).
"""

_MOST_APART, _MOST_APART_ALIKE = 1.3, 3.0
"""How many times the other one number may be in two sentences that share less than LEAST_COVER, or ALIKE, of their
words: what is further apart counts two things (a back tax bill, damages). Of 30 disagreements named in 1,163 articles
of 2004 and 2016, 3 were right, none further apart than 1.1. Of those named in natural labelled pairs (data/matching,
all halves) that are further apart than the first, 22 of 25 are wrong, than the second, 3 of 3; of 20 that were made it
costs 6."""

_ALIKE = 0.7
"""From which share of their words on any two numbers may be of one thing."""

_COUNTED_APART = 2.0
"""How far apart two small counts may be, whatever part of the other one is: two killed, four killed."""

_SLIPS = frozenset((10.0, 100.0, 1e3, 1e6))
"""How many times another a number is in which a digit or a scale slipped: $50,000, $50 million."""


def far_apart(likeness: float, one: Quantity, two: Quantity) -> bool:
    """True if two numbers in sentences of such likeness are too far apart, or too unlike, to be of one thing.

    Units that do not convert are, and the numbers of last year and of this year.
    """
    if likeness >= _ALIKE:
        return False
    other_unit = one.unit != two.unit and not {one.kind, two.kind} <= COUNTED
    if likeness < LEAST_COVER and (other_unit or _are_of_two_periods(one, two)):
        return True
    if one.value is None or two.value is None or one.unit != two.unit or min(one.value, two.value) <= 0:
        return False
    counted = {one.kind, two.kind} <= COUNTED and abs(one.value - two.value) <= _COUNTED_APART
    most = _MOST_APART if likeness < LEAST_COVER else _MOST_APART_ALIKE
    times = max(one.value, two.value) / min(one.value, two.value)
    return not counted and times > most and times not in _SLIPS


def _are_of_two_periods(one: Quantity, two: Quantity) -> bool:
    """True if the periods of two numbers are named by words that exclude each other: last year, this year."""
    if one.period is None or two.period is None:
        return False
    names = entries("stop_words.txt", "period")
    mine, other = (names.intersection(normalize(each.period.text).split()) for each in (one, two) if each.period)
    return bool(mine and other) and mine.isdisjoint(other)

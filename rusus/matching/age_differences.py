"""Age differences: how old somebody is, where no quantity says it: Jay Fishman, 51; dies at 91."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rusus.model import Difference
from rusus.similarity.statements import Statement

# A surname and the age between commas after it: Jay S. Fishman, 51, chairman.
_BESIDE = re.compile(r"([A-Z][\w’'-]+),\s([1-9]\d)(?=,)")
# The age at which somebody died, with two more words at most: dies at 91, dead at the age of 92, dies in Rome aged 87.
_DIED = re.compile(
    r"\b(?:die[sd]?|dead|death)\s(?:\w+\s){0,2}?(?:at|aged)\s(?:the\sage\sof\s|age\s)?([1-9]\d|1[01]\d)\b(?![.,:]?\d|\s?[%ap])",
    re.IGNORECASE,
)


def age_differences(ours: Statement, theirs: Statement, named: Sequence[Difference] = ()) -> list[Difference]:
    """Returns the ages of one person that differ, those left out that stand in a difference that is ``named``."""
    mine, other = _ages(ours.text), _ages(theirs.text)
    known = {part for each in named for part in (each.ours, each.theirs)}
    return [
        Difference("number", mine[who], other[who])
        for who in sorted(mine.keys() & other.keys())
        if mine[who] != other[who] and known.isdisjoint((mine[who], other[who]))
    ]


_THE_DEAD = ""
"""Whose age it is at which somebody died; there is one of whom a sentence tells it."""


def _ages(text: str) -> dict[str, str]:
    """Returns the age of each person, by surname; of nobody where two are told of to have died."""
    ages = {match[1]: match[2] for match in _BESIDE.finditer(text)}
    died = {match[1] for match in _DIED.finditer(text)}
    return ages | ({_THE_DEAD: died.pop()} if len(died) == 1 else {})

"""Updates: two counts of one thing that differ because one report is later; what shows that it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rusus.language.speech_verbs import reporting_words
from rusus.model import Quantity
from rusus.quantities.compare import COUNTED
from rusus.resources import read_lists
from rusus.similarity.statements import Statement
from rusus.similarity.word_diff import words
from rusus.text.normalization import normalize

# A toll that is said to change: "death toll rises to 73".
_RISING = re.compile(
    r"\b(?:toll|deaths?|dead|fatalit\w+|casualt\w+|missing|injured|cases|victims)\b.{0,40}"
    r"\b(?:ris\w+|rose|climb\w*|jump\w*|mount\w*|touch\w*|reach\w*|pass\w*|top(?:s|ped)?|soar\w*|surg\w*|grow\w*|grew|increas\w*|revis\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")

_GAP = 12
"""Characters between what says that a toll has risen and the toll itself: "rises to at least"; not measured."""

_BESIDE = 3
"""Words between a reporting word and the day of the report: "said in a statement on Tuesday"; not measured."""

_MOST_DAYS = 3
"""How many days later a report is that names another weekday; from four on it may be the earlier one."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Counts:
    """A count of ours and one of theirs that do not agree, each with its statement, the lower one first."""

    lower: Statement
    lower_count: Quantity
    higher: Statement
    higher_count: Quantity


def is_update(ours: Statement, one: Quantity, theirs: Statement, two: Quantity) -> bool:
    """True if the counts may differ because one report is later: words, dates or weekdays say so."""
    counts = _counts(ours, one, theirs, two)
    if counts is None:
        return False
    return next((answer for rule in UPDATE_RULES for answer in [rule(counts)] if answer is not None), False)


def is_said_to_change(ours: Statement, one: Quantity, theirs: Statement, two: Quantity) -> bool:
    """True if words say of one of two counts that it rises, or that it is not the last: 503 so far, 866 to date."""
    counts = _counts(ours, one, theirs, two)
    return bool(counts and (rises(counts) or not_final(counts)))


def _counts(ours: Statement, one: Quantity, theirs: Statement, two: Quantity) -> Counts | None:
    """Returns the two counts, the lower one first; None where they do not count."""
    if one.value is None or two.value is None or not {one.kind, two.kind} <= COUNTED:
        return None
    sides = ((one.value, ours, one), (two.value, theirs, two))
    (_, lower, lower_count), (_, higher, higher_count) = sorted(sides, key=lambda side: side[0])
    return Counts(lower, lower_count, higher, higher_count)


def rises(counts: Counts) -> bool | None:
    """Death toll rises to 73, death toll at 71."""
    sides = ((counts.lower, counts.lower_count), (counts.higher, counts.higher_count))
    return any(_has_risen(statement, count) for statement, count in sides) or None


def _has_risen(statement: Statement, count: Quantity) -> bool:
    """True if a statement says that a count has risen to that."""
    before = statement.text[: count.start - statement.start]
    found = list(_RISING.finditer(before))
    return bool(found) and len(before) - found[-1].end() <= _GAP and "from" not in before[found[-1].end() :]


def not_final(counts: Counts) -> bool | None:
    """Killed 12 rebels so far, killed 16 rebels."""
    return any(_is_provisional(side.text) for side in (counts.lower, counts.higher)) or None


def _is_provisional(text: str) -> bool:
    plain = f" {' '.join(_WORD.findall(normalize(text)))} "
    return any(f" {phrase} " in plain for phrase in read_lists("event_words.txt")["provisional"])


def article_is_later(counts: Counts) -> bool | None:
    """14 dead (3 May), 16 dead (4 May): the later article has the higher count; the earlier one: a conflict."""
    before, after = counts.lower.date, counts.higher.date
    return before < after if before and after and before != after else None


def report_is_later(counts: Counts) -> bool | None:
    """14 dead, police said on Monday; 16 dead, police said on Tuesday."""
    days = [[_DAYS.index(word) for word, _, _ in reporting_days(side.text)] for side in (counts.lower, counts.higher)]
    if len(days[0]) != 1 or len(days[1]) != 1 or days[0] == days[1]:
        return None
    return (days[1][0] - days[0][0]) % len(_DAYS) <= _MOST_DAYS


def without_reporting_days(text: str) -> str:
    """Returns a text without the weekdays on which things were said: "said on Tuesday"."""
    for _, start, end in reversed(reporting_days(text)):
        text = text[:start] + text[end:]
    return text


def reporting_days(text: str) -> list[tuple[str, int, int]]:
    """Returns (day, start, end) of the weekdays that stand soon after a reporting word."""
    found = words(text)
    said = [place for place, (word, _, _) in enumerate(found) if word in reporting_words("say")]
    return [
        each
        for place, each in enumerate(found)
        if each[0] in _DAYS and any(0 < place - before <= _BESIDE for before in said)
    ]


UPDATE_RULES: tuple[Callable[[Counts], bool | None], ...] = (rises, not_final, article_is_later, report_is_later)
"""What shows that one of two counts is later, or that it is not; the first that has an opinion decides."""

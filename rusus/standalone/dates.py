"""Dates: the day of *yesterday* and the year of *last year*, where the article's own date is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rusus.model import Resolved
from rusus.quantities.modifiers.period_dates import period_dates
from rusus.speakers.context import Context

DATE_PROBABILITY = 0.97
"""They follow from the date of the article; what is left is a date that is not that of the text. Not measured."""
_RELATIVE = re.compile(
    r"\b(?:yesterday | tomorrow | today | (?:last|this|next)\ (?:year|month|week|quarter) )\b (?!['’-])",
    re.IGNORECASE | re.VERBOSE,
)
"""Days and periods that count from the day of the article."""
_FULL_YEAR, _FULL_MONTH = (365, 366), (28, 29, 30, 31)


def resolve_dates(context: Context, published: str | None) -> Iterator[Resolved]:
    """Yields what counts from the day of an article, outside of direct quotations; ``published`` is an ISO date."""
    if not published:
        return
    for found in _RELATIVE.finditer(context.article.text):
        if any(start <= found.start() < end for start, end in context.quoted):
            continue
        first, last = period_dates(found[0], published)
        if first and last:
            shown = _shown(first, last)
            yield Resolved(found.start(), found.end(), found[0], shown, None, DATE_PROBABILITY, "after")


def _shown(first: str, last: str) -> str:
    """Returns a period as its day, its month or its year, else as two days: 2024-03-13, 2024-03, 2024."""
    if first == last:
        return first
    begin, days = date.fromisoformat(first), date.fromisoformat(last) - date.fromisoformat(first) + timedelta(1)
    if begin.month == begin.day == 1 and days.days in _FULL_YEAR:
        return first[:4]
    return first[:7] if begin.day == 1 and days.days in _FULL_MONTH else f"{first} to {last}"

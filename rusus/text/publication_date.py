"""The day on which an article was published, where its head or its dateline writes it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rusus.model import Block

MOST_BLOCKS = 8
"""Blocks at the head of an article in which its date is looked for; chosen by hand, not measured."""

LONGEST = 80
"""Characters of a line with a date: a longer one is a caption, and has the date of its picture."""

HEAD_KINDS = frozenset(("headline", "byline", "dateline", "boilerplate", "subheading", "paragraph"))

MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"

DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{MONTH}\s(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s{YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?\s{MONTH},?\s{YEAR}",
    )
)
"""2018-12-27; December 27, 2018; 27 December 2018."""


def publication_date(blocks: Sequence[Block]) -> str | None:
    """Returns the first full date in the head of an article or in a dateline, as ISO date; None where there is none."""
    for block in blocks[:MOST_BLOCKS]:
        line = block.dateline.text if block.dateline else block.text if block.kind in HEAD_KINDS else ""
        found = written_date(line) if len(line) <= LONGEST else None
        if found:
            return found
    return None


def written_date(text: str) -> str | None:
    """Returns the first full date in a short text, as ISO date; None where there is none."""
    for pattern in DATES:
        found = pattern.search(text)
        if found:
            month = found["month"]
            try:
                return date(
                    int(found["year"]),
                    int(month) if month.isdecimal() else MONTHS[month[:3].lower()],
                    int(found["day"]),
                ).isoformat()
            except ValueError:
                continue
    return None

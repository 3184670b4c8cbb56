"""Addresses: URLs, mail addresses, handles and phone numbers, in which no number counts anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

PHONES = (
    re.compile(r"\+\d{1,3}(?:[\s.-]?\(?\d{2,5}\)?){2,5}(?!\d)"),  # +44 20 7946 0958
    re.compile(r"\(\d{3,5}\)\s?\d{3,4}[-\s]\d{3,4}(?!\d)"),  # (212) 555-0199
    re.compile(r"0(?<![\w.,-]0)\d{2,4}[\s-]\d{3,4}(?:[\s-]\d{3,4})?(?!\d)"),  # 020 7946 0958
)
"""Each begins with one certain character, which is quick to look for."""

LOCAL_PHONE = re.compile(r"-(?<=\b\d{3}-)\d{4}(?![\d-])")
"""The hyphen and the end of 555-1234, a phone number after a word that says so."""

CALLING = re.compile(r"\b(?:call|dial|tel|phone|telephone|fax|hotline|text)\b[^\d.]{0,30}\d{3}$", re.IGNORECASE)
"""Such a word, a few more, and the first three digits: call our office at 555-1234."""

OR_ELSE = re.compile(r"\d(?: or | and |, | ?/ ?)$")
"""What stands between one phone number and the next: 020 7946 0958 or 555-0199."""

LONGEST_OR = 6
"""Characters looked at before the second of two: the longest match of OR_ELSE."""

LONGEST_CALL = 48
"""Characters looked at before a local phone number, so that the cost stays linear: the longest match of CALLING."""

ADDRESS_MARKS = ("://", "www.", "@", ".com/", ".org/", ".net/", ".gov/", ".html", ".php")
"""What makes a word an address of the web or of mail, or a handle."""

ADDRESS_MARK = re.compile("|".join(map(re.escape, ADDRESS_MARKS)))

SPACE = re.compile(r"\s")


def addresses(text: str) -> list[tuple[int, int]]:
    """Returns the spans of URLs, mail addresses, handles and phone numbers in a text, in order."""
    spans = [found.span() for phone in PHONES for found in phone.finditer(text)]
    for found in LOCAL_PHONE.finditer(text):
        start = found.start() - 3
        called = CALLING.search(text, max(0, found.start() - LONGEST_CALL), found.start())
        if called or OR_ELSE.search(text, max(0, start - LONGEST_OR), start) and _ends_near(spans, start):
            spans.append((start, found.end()))
    # Looking for each mark by itself takes a tenth of the time of the expression, and most texts have none.
    if any(mark in text for mark in ADDRESS_MARKS):
        spans += _words_with_a_mark(text)
    return sorted(spans)


def _ends_near(spans: list[tuple[int, int]], start: int) -> bool:
    """True if a phone number ends right before a place, but for what stands between two of them."""
    return any(start - LONGEST_OR < end <= start for _, end in spans)


def _words_with_a_mark(text: str) -> Iterator[tuple[int, int]]:
    """Yields the spans of the words, from space to space, that hold a mark of addresses."""
    end = 0
    for mark in ADDRESS_MARK.finditer(text):
        if mark.start() >= end:
            start = mark.start()
            while start > end and not text[start - 1].isspace():
                start -= 1
            space = SPACE.search(text, mark.end())
            end = space.start() if space else len(text)
            yield start, end

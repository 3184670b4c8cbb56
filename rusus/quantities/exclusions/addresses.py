"""Addresses: URLs, mail addresses, handles and phone numbers, in which no number counts anything."""

from __future__ import annotations

import re

PHONES = (
    re.compile(r"\+\d{1,3}(?:[\s.-]?\(?\d{2,5}\)?){2,5}(?!\d)"),  # +44 20 7946 0958
    re.compile(r"\(\d{3,5}\)\s?\d{3,4}[-\s]\d{3,4}(?!\d)"),  # (212) 555-0199
    re.compile(r"0(?<![\w.,-]0)\d{2,4}[\s-]\d{3,4}(?:[\s-]\d{3,4})?(?!\d)"),  # 020 7946 0958
)
"""Each begins with one certain character, which is quick to look for."""

LOCAL_PHONE = re.compile(r"-(?<=\b\d{3}-)\d{4}(?![\d-])")
"""The hyphen and the end of 555-1234, a phone number after a word that says so."""

CALLING = re.compile(r"\b(?:call|dial|tel|phone|telephone|fax|hotline|text)\b[^\d.]{0,30}\d{3}$", re.IGNORECASE)
LONGEST_CALL = 48
ADDRESS_MARKS = ("://", "www.", "@", ".com/", ".org/", ".net/", ".gov/", ".html", ".php")


def addresses(text: str) -> list[tuple[int, int]]:
    """Returns the spans of URLs, mail addresses, handles and phone numbers in a text, in order."""
    spans = [found.span() for phone in PHONES for found in phone.finditer(text)]
    for found in LOCAL_PHONE.finditer(text):
        if CALLING.search(text, max(0, found.start() - LONGEST_CALL), found.start()):
            spans.append((found.start() - 3, found.end()))
    if any(mark in text for mark in ADDRESS_MARKS):
        words = re.finditer(r"\S+", text)
        spans += [found.span() for found in words if any(mark in found[0] for mark in ADDRESS_MARKS)]
    return sorted(spans)

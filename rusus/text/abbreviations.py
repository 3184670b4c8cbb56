"""Abbreviations: to which class a word before a full stop belongs."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rusus.resources import entries, read_lists

# U.S, S.&P, and where the space before it is missing: thatU.S
POINTED = re.compile(r"(?:[^\W\d_]\.&?)+[^\W\d_]{1,2}|.*[a-z](?:[A-Z]\.)+[A-Z]")
NUMBER = re.compile(r".*\d%?", re.DOTALL)
CLASSES = ("never ends", "before a number", "before a name", "may end", "ends before a capital", "time of day")
"""Sections of the resource that hold abbreviations; the others hold words that stand beside them."""


@cache
def _classes() -> dict[str, str]:
    """Returns the class of each entry, by the entry as written, in capitals, and where it is small in small letters."""
    found: dict[str, str] = {}
    for kind in CLASSES:
        for entry in read_lists("abbreviations.txt")[kind]:
            found.setdefault(entry, kind)
            found.setdefault(entry.upper(), kind)
    return found


@cache
def _any_case() -> dict[str, str]:
    return {entry: kind for entry, kind in _classes().items() if entry.islower()}


@lru_cache(maxsize=8192)
def abbreviation_class(word: str) -> str:
    """Returns the class of a word without its full stop: one of the resource, acronym, initial, number, or nothing.

    Of a word with a hyphen the last part counts (Lt.-Gov, China-U.S).
    """
    word = word.rpartition("-")[2]
    if len(word) == 1 and word.isupper():
        return "initial"
    classes = _classes()
    kind = classes.get(word) or _any_case().get(word.lower())
    if kind:
        return kind
    if len(word) == 1 and word.isalpha():
        return "initial"
    if POINTED.fullmatch(word):
        return "acronym"
    return "number" if NUMBER.fullmatch(word) else ""


def follows_time(word: str) -> bool:
    """True if ``word`` can follow a time of day: a weekday, a month, a time zone."""
    return word in entries("abbreviations.txt", "after a time of day")


def is_marked_name(word: str) -> bool:
    """True if ``word`` is a name that is written with a final mark, such as Yahoo!"""
    return word in entries("abbreviations.txt", "names with marks")


def starts_sentences(word: str) -> bool:
    """True if ``word``, with a capital, is nearly always the first of its sentence."""
    return word.lower() in entries("punkt.txt", "starters") or word.lower() in entries(
        "abbreviations.txt", "courtesy titles"
    )


def is_no_name(word: str) -> bool:
    """True if ``word``, with a capital, opens a sentence rather than being a name: Wall St. The, You."""
    lower = word.lower()
    office = lower in entries("abbreviations.txt", "offices")
    return starts_sentences(word) or lower in entries("punkt.txt", "lower") and not office


@lru_cache(maxsize=8192)
def is_ordinary(word: str) -> bool:
    """True if ``word`` is hardly an abbreviation: known from running text, or long, or not made of letters."""
    return len(word) > 4 or not word.isalpha() or word.lower() in entries("punkt.txt", "lower", "mixed")

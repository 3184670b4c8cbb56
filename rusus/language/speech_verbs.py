"""Verbs of saying and belief: the sections of ``resources/speech_verbs.txt``, read once for all packages."""

from __future__ import annotations

from functools import cache

from rusus.resources import read_lists, words

SECTIONS = ("say", "describe", "believe")
"""What the verbs govern: that-clauses and direct quotations, quoted descriptions and objects, attributed belief."""


@cache
def verb_classes() -> dict[str, tuple[str, str]]:
    """Returns (section, base form) of every form of every verb; the first section wins."""
    found: dict[str, tuple[str, str]] = {}
    lists = read_lists("speech_verbs.txt")
    for section in SECTIONS:
        for line in lists[section]:
            forms = line.split()
            for form in forms:
                found.setdefault(form, (section, forms[0]))
    return found


def is_speech_verb(word: str) -> bool:
    """True if ``word`` is a form of a verb that stands with direct quotations."""
    return word in words("speech_verbs.txt", "say")


@cache
def reporting_words(*sections: str) -> frozenset[str]:
    """Returns the forms of the verbs in some sections, and "according"."""
    return words("speech_verbs.txt", *sections) | {"according"}


@cache
def present_and_past_forms() -> tuple[str, ...]:
    """Returns the forms of verbs of saying that can follow a name (says, said), in the order of the list."""
    return tuple(form for line in read_lists("speech_verbs.txt")["say"] for form in line.split()[1:3])

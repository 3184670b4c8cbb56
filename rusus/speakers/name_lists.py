"""Name lists: first names with their gender, titles, and the words of which names of organizations are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from rusus.resources import read_lists, words

GENDERS = (("male", "m"), ("female", "f"), ("either", ""))
"""Sections of the lists of first names, with the gender that they show."""

speaker_words = partial(words, "speakers.txt")
"""Returns sections of the words that decide whom a source means."""


@dataclass(frozen=True, slots=True)
class NameLists:
    """The sections of names.txt as sets, first names with their gender, those of first_names.txt among them.

    ``openers`` are the titles that also open names of organizations, ``titled_firms`` how names begin in which a title
    is none. After ``korean_surnames`` two joined syllables are a first name. ``no_names`` are the capitalized words
    that are no name of a speaker, the ``adjectives`` among them.
    """

    genders: Mapping[str, str]
    titles: Mapping[str, str]
    organizations: frozenset[str]
    openers: frozenset[str]
    titled_firms: frozenset[str]
    korean_surnames: frozenset[str]
    particles: frozenset[str]
    adjectives: frozenset[str]
    no_names: frozenset[str]


@cache
def name_lists() -> NameLists:
    """Returns the packaged lists of first names, titles and words of organizations."""
    lists, first_names = read_lists("names.txt"), read_lists("first_names.txt")
    genders: dict[str, str] = {}
    for section, gender in GENDERS:
        for line in first_names[section]:
            genders.update(dict.fromkeys(line.split(), gender))
    for section, gender in GENDERS:  # the list by hand comes last, and wins
        genders.update(dict.fromkeys(lists[section], gender))
    titles = dict.fromkeys(lists["title"], "")
    titles.update(dict.fromkeys(lists["male_title"], "m"))
    titles.update(dict.fromkeys(lists["female_title"], "f"))
    adjectives = frozenset(lists["adjective"])
    return NameLists(
        genders,
        titles,
        frozenset(lists["organization"]),
        frozenset(lists["opens_organization"]),
        frozenset(lists["firm_with_title"]),
        frozenset(lists["korean_surname"]),
        frozenset(lists["particle"]),
        adjectives,
        adjectives.union(lists["no_name"]),
    )


def is_person_noun(lower: str) -> bool:
    """True if a noun says what somebody is: leader, Gov., candidate."""
    listed = lower in name_lists().titles or lower in speaker_words("people")
    return listed or lower.endswith(person_endings())


@cache
def person_endings() -> tuple[str, ...]:
    """Returns the endings of nouns that say what somebody is: -er, -ist."""
    return tuple(speaker_words("person endings"))


@cache
def title_forms() -> Mapping[str, tuple[str, ...]]:
    """Returns the other forms of titles by their full one: governor: gov, gov."""
    return {full: tuple(forms) for full, *forms in map(str.split, read_lists("speakers.txt")["title forms"])}

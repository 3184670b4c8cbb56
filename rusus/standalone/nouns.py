"""Nouns of descriptions: what *the governor*, *the company* and *the city* can name, and what an entity is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from rusus.resources import read_lists, read_rows
from rusus.speakers.entities import Entity
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.speakers.pronouns import is_like_a_person

LISTED = ("companies", "countries", "places", "people")
"""Sections of nouns that say what they name."""


_MOST_KNOWN = 10_000
"""Names and nouns whose class is kept once it was found: an archive has more words than memory."""


@lru_cache(maxsize=_MOST_KNOWN)
def noun_class(noun: str) -> str:
    """Returns what a noun can name: companies, countries, places, people, bodies or things."""
    for name in LISTED:
        if noun in speaker_words(name):
            return name
    if noun in name_lists().titles or noun_gender(noun):
        return "people"
    if noun in name_lists().organizations or noun in speaker_words("bodies"):
        return "bodies"
    person = noun.endswith(tuple(speaker_words("person endings"))) and not noun.endswith("ment")
    return "people" if person and noun not in speaker_words("no people") else "things"


@lru_cache(maxsize=_MOST_KNOWN)
def noun_gender(noun: str) -> str:
    """Returns f for a noun for women, m for one for men, "" for others."""
    return "f" if noun in speaker_words("woman") else "m" if noun in speaker_words("man") else ""


def entity_class(entity: Entity) -> str:
    """Returns what an entity is, as far as its name tells."""
    if entity.kind == "person":
        return "person"
    known = _class_of_name(entity.name, entity.kind == "organization")
    return "like a person" if known in ("acronym", "unknown") and entity.gender else known


@lru_cache(maxsize=_MOST_KNOWN)
def _class_of_name(name: str, organization: bool) -> str:
    """Returns what a name that is surely no person's means."""
    lower = name.lower()
    if lower in speaker_words("regions"):
        return "state"
    if lower in country_names():
        return "country"
    if lower.rpartition(" ")[2] in speaker_words("company endings"):
        return "company"
    if organization:
        return "body"
    if is_like_a_person(Entity(name, "", "", ())):
        return "like a person"
    return "acronym" if name.isupper() else "unknown"


def may_name(entity: Entity, noun: str) -> bool:
    """True if a noun can mean an entity: the company is nobody, the girl no man."""
    sort, kind, gender, name = noun_class(noun), entity_class(entity), noun_gender(noun), entity.name.lower()
    if name == noun or name in speaker_words("company endings"):  # says no more
        return False
    if sort == "people":
        return (not gender or entity.gender in ("", gender)) and kind in ("person", "like a person", "unknown")
    if noun in name.split():
        return True
    if sort == "things":
        return False
    if sort in ("countries", "places"):
        return kind not in ("person", "company", "body")
    return kind not in ("person", "country", "state") and (kind == "body" or not entity.gender)


def known_kind(name: str, noun: str) -> str:
    """Returns whether a name is known to be of the kind of a noun: yes, of another kind (other), or unknown ("")."""
    nouns = _nouns_of(name)
    return "" if not nouns else "yes" if noun in nouns else "other"


def press_words(name: str) -> frozenset[str]:
    """Returns what the press calls a well-known person: senator and vermont for Bernie Sanders; none for others."""
    return _press_words().get(name.lower(), frozenset())


@cache
def _press_words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(found.split()) for name, found in read_rows("person_roles.tsv")}


@lru_cache(maxsize=_MOST_KNOWN)
def _nouns_of(name: str) -> frozenset[str]:
    """Returns the nouns of the kinds that the words of a name, and its pairs of words, have."""
    single = [word.removesuffix(".") for word in name.lower().split()]
    kinds = [kind for word in (*single, *map("+".join, zip(single, single[1:]))) for kind in _kinds().get(word, ())]
    return frozenset().union(*kinds)


@cache
def _kinds() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Returns the nouns of the kinds that each word of a name has: times: newspaper, paper …"""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for nouns, *names in filter(None, read_lists("name_kinds.txt").values()):
        for word in " ".join(names).split():
            found[word] = (*found.get(word, ()), frozenset(nouns.split()))
    return found


@cache
def country_names() -> frozenset[str]:
    """Returns the names of countries, in lower case."""
    single = {line.split()[0] for line in read_lists("event_words.txt")["country"]}
    return frozenset((*single, *(pair.replace("+", " ") for pair in speaker_words("countries of two words"))))

"""Event words: the concept that a word of news stands for; two reports in other words may be on one event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rusus.resources import entries, read_lists
from rusus.similarity.content_words import stem

_FILE = "event_words.txt"

_SHORTEST_ROOT = 4
"""Letters that a word keeps at least when an ending is taken off; with three, Mali and Malta would be one."""


def event_words(section: str) -> frozenset[str]:
    """Returns the words of a section of event_words.txt."""
    return entries(_FILE, section)


@cache
def event_concepts(*sections: str) -> frozenset[str]:
    """Returns the concepts of the words of some sections: drone stands in the text as *dron*."""
    return frozenset(map(concept, entries(_FILE, *sections)))


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """Returns what a normalized word stands for: the name of its concept (killed, dead: death), or else its root."""
    named = concepts()
    stemmed = stem(word)
    if word in named or stemmed in named:
        return named.get(word) or named[stemmed]
    if not stemmed[-1].isalpha():
        return stemmed
    return next((stemmed[: -len(end)] for end in read_lists(_FILE)["ending"] if _takes(stemmed, end)), stemmed)


def _takes(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT


@cache
def concepts() -> Mapping[str, str]:
    """Returns the concept of each word of the list, and of its stem."""
    found: dict[str, str] = {}
    for name, forms in _named("same"):
        for form in (name, *forms):
            found.setdefault(form, name)
            found.setdefault(stem(form), name)
    return found


@cache
def directions() -> Mapping[str, str]:
    """Returns "up" or "down" for the words and concepts that say so."""
    return {form: name for name, forms in _named("direction") for form in forms}


@lru_cache(maxsize=65536)
def direction(word: str) -> str | None:
    """Returns "up" or "down" where a normalized word says so."""
    return directions().get(word) or directions().get(concepts().get(word, ""))


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Returns the stems of words and of their opposites."""
    lines = (line.partition("|") for line in read_lists(_FILE)["opposite"])
    return tuple((frozenset(map(stem, one.split())), frozenset(map(stem, two.split()))) for one, _, two in lines)


@cache
def _irregular() -> Mapping[str, str]:
    return {form: line.split()[0] for line in read_lists(_FILE)["irregular"] for form in line.split()}


def base_form(word: str) -> str:
    """Returns the stem of a normalized word, of a verb that of its base form: found, find; regretted, regret."""
    stemmed = stem(_irregular().get(word, word))
    return stemmed[:-1] if stemmed[-2:-1] == stemmed[-1] else stemmed


@cache
def countries() -> Mapping[str, str]:
    """Returns the country of each word that stands for one."""
    return {form: line.split()[0] for line in read_lists(_FILE)["country"] for form in line.split()}


@cache
def longer_places() -> Mapping[str, str]:
    """Returns, for each place whose name holds another's, the other one, both in small letters: south sudan, sudan."""
    lines = (line.partition(":") for line in read_lists(_FILE)["longer_place"])
    return {longer.strip(): shorter for shorter, _, found in lines for longer in found.split(",")}


@cache
def _longer_place() -> re.Pattern[str]:
    longest_first = sorted(longer_places(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(str.title, longest_first))})\b")


def joined_places(text: str) -> str:
    """Returns a text in which such places are one word, so that no part of them is another place: SouthSudan."""
    return _longer_place().sub(lambda match: re.sub(r"\W", "", match[0]), text)


def found_places(text: str) -> dict[str, str]:
    """Returns such places of a text in small letters, each as written."""
    return {match[0].lower(): match[0] for match in _longer_place().finditer(text)}


@cache
def unspecific() -> frozenset[str]:
    """Returns the concepts that tell of no event in particular."""
    moves = (concept(form) for form in directions())
    told = event_concepts("role", "event", "daily", "market", "generic", "region")
    return frozenset({*told, *moves, *countries_roots()})


@cache
def countries_roots() -> frozenset[str]:
    """Returns the concepts of the words that stand for countries."""
    return frozenset(map(concept, countries()))


def _named(section: str) -> list[tuple[str, list[str]]]:
    """Returns the lines "name: forms" of a section."""
    lines = (line.partition(":") for line in read_lists(_FILE)[section])
    return [(name, forms.split()) for name, _, forms in lines]

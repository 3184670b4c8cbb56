"""Events: what a text tells of its event, and what two texts have of it in common."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rusus.resources import entries
from rusus.similarity.content_words import numerals_in_words, stem, weight
from rusus.similarity.event_names import Name, names, unshared
from rusus.similarity.event_words import (
    concept,
    countries,
    direction,
    event_concepts,
    event_words,
    joined_places,
    unspecific,
)
from rusus.similarity.score import LONGEST
from rusus.text.normalization import normalize

# Abbreviated places, which normalizing would take for words ("us"): what is written, and what is read instead.
_ABBREVIATED = tuple(
    (re.compile(pattern), f" {full} ")
    for pattern, full in (
        (r"\bU\.\s?S\.?(?:A\.?)?(?=\W|$)|\bUSA?\b", "usa"),
        (r"\bU\.\s?K\.?(?=\W|$)|\bUK\b", "britain"),
        (r"\bU\.\s?N\.?(?=\W|$)|\bUN\b", "un"),
        (r"\bNW\b", "northwest"),
        (r"\bSW\b", "southwest"),
        (r"\bNE\b", "northeast"),
        (r"\bSE\b", "southeast"),
        (r"\bN\.?\s(?=[A-Z][a-z])", "north"),
        (r"\bS\.?\s(?=[A-Z][a-z])", "south"),
        (r"\bE\.?\s(?=[A-Z][a-z])", "east"),
        (r"\bW\.?\s(?=[A-Z][a-z])", "west"),
    )
)
# Where one may stand at all: most sentences have none of them.
_ABBREVIATED_AT = re.compile(r"\b(?:U\.?\s?[SKN]|[NS][WE]\b|[NSEW]\.?\s[A-Z])")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# A word of small letters, which is no name.
_LOWER = re.compile(r"(?<![\w'’])[a-z]+(?![\w])")
# A word before an office before a name: the transport secretary Ann Reed.
_BEFORE_OFFICE = re.compile(r"\b([a-z]+)\s([a-z]+)\s(?=[A-Z])")
# A day of a month, in either order.
_DATE = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})\b"
    r"|\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b"
)
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))

_LESS: Mapping[str, float] = {"say": 0.3, "death": 0.7, "up": 0.3}
"""How much less concepts of many words weigh than their words do; chosen by hand, not measured."""

SHORT_TEXT = 14
"""Words of a headline at most: what conflicts in a headline are two events, in a sentence two things of one."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a text tells of its event; ``size`` in words, weights by concept.

    ``plain`` are the concepts of its words in small letters, those left out that only tell who said it and to whom.
    """

    text: str
    concepts: tuple[str, ...]
    weights: Mapping[str, float]
    total: float
    size: int
    places: frozenset[str]
    place_words: frozenset[str]
    regions: frozenset[str]
    kinds: frozenset[str]
    days: frozenset[str]
    dates: frozenset[tuple[str, str]]
    directions: frozenset[str]
    numbers: frozenset[str]
    market: bool
    survey: bool
    plain: frozenset[str]
    names: tuple[Name, ...]


@lru_cache(maxsize=4096)
def event(text: str) -> Event:
    """Returns what a text tells of its event, of its first LONGEST characters if it is longer."""
    plain = normalize(_spelled_out(text[:LONGEST]))
    words = _WORD.findall(plain)
    stop, numerals, places = _small_words(), numerals_in_words(), countries().keys() & set(words)
    telling = [word for word in words if word not in stop and not word[0].isdigit()]
    concepts = tuple(map(concept, telling))
    weights = _weights(telling, concepts)
    kinds = weights.keys()
    return Event(
        text, concepts, weights, sum(weights.values()), len(words),
        frozenset([countries()[word] for word in places if word in telling]),
        frozenset(map(concept, places)),
        frozenset([word.replace("ern", "") for word in telling]) & event_words("region"),
        event_concepts("event") & kinds,
        _DAYS.intersection(words),
        frozenset([((m[0] or m[3])[:3], m[1] or m[2]) for m in _DATE.findall(plain)]),
        frozenset(filter(None, map(direction, words))),
        frozenset([number for word in words if (number := numerals.get(word, word))[0].isdigit()]),
        not event_concepts("market").isdisjoint(kinds),
        not event_words("survey").isdisjoint(words),
        _plain(text[:LONGEST]),
        names(text[:LONGEST]),
    )  # fmt: skip


@cache
def _stop_words() -> frozenset[str]:
    return entries("stop_words.txt", "stop") | event_words("label")


def _plain(text: str) -> frozenset[str]:
    """Returns the concepts of the words in small letters that tell more than who said it and to whom."""
    offices = entries("stop_words.txt", "title")
    beside = {before for before, office in _BEFORE_OFFICE.findall(text) if office in offices}
    return frozenset(map(concept, set(_LOWER.findall(text)) - _of_speakers() - beside)) - {"say"}


@cache
def _of_speakers() -> frozenset[str]:
    """Returns the words that tell only who said it and to whom: small words, offices, *told the radio programme*."""
    return _stop_words() | entries("stop_words.txt", "title", "negation") | event_words("venue")


@cache
def _small_words() -> frozenset[str]:
    """Returns the words that tell nothing of an event: stop words and numerals."""
    return _stop_words() | numerals_in_words().keys()


def _spelled_out(text: str) -> str:
    if _ABBREVIATED_AT.search(text):
        for pattern, full in _ABBREVIATED:
            text = pattern.sub(full, text)
    return joined_places(text)


def _weights(words: Sequence[str], concepts: Sequence[str]) -> dict[str, float]:
    """Returns what each concept weighs: as much as the commonest of its words in the text."""
    weights: dict[str, float] = {}
    for named, weighs in zip(concepts, map(weight, map(stem, words))):
        if named in _LESS:
            weighs *= _LESS[named]
        if weighs < weights.get(named, math.inf):
            weights[named] = weighs
    return weights


@dataclass(frozen=True, slots=True)
class EventPair:
    """Two texts that may tell of one event, the concepts that both have, and the names that only one of them has."""

    ours: Event
    theirs: Event
    shared: frozenset[str]
    unshared_names: tuple[tuple[Name, ...], tuple[Name, ...]]

    @property
    def headlines(self) -> bool:
        """True if both are headlines: short, and without a full stop."""
        return all(side.size <= SHORT_TEXT and side.text[-1:] != "." for side in (self.ours, self.theirs))

    @property
    def specific(self) -> float:
        """The weight of what both have that could not stand in a report of another event."""
        weights, others, loose = self.ours.weights, self.theirs.weights, unspecific()
        return sum(min(weights[each], others[each]) for each in weights if each in self.shared and each not in loose)

    @property
    def dated(self) -> bool:
        """True if both name the same day."""
        return bool(self.ours.days & self.theirs.days or self.ours.dates & self.theirs.dates)


def concept_cover(ours: str, theirs: str) -> float:
    """Returns the share of their concepts, by weight, that two texts have in common, 0..1."""
    mine, other = event(ours), event(theirs)
    common = sum(value for each, value in mine.weights.items() if each in other.weights)
    return 2 * common / (mine.total + other.total or 1.0)


def event_pair(ours: str, theirs: str) -> EventPair:
    """Returns two texts side by side."""
    mine, other = event(ours), event(theirs)
    alone = unshared(mine.names, other.names, other.weights), unshared(other.names, mine.names, mine.weights)
    return EventPair(mine, other, frozenset(mine.weights.keys() & other.weights.keys()), alone)

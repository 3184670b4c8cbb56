"""Events: how probable it is that two texts tell of one event, and what shows that they tell of two."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rusus.resources import entries, read_lists
from rusus.similarity.content_words import stem, weight
from rusus.similarity.event_words import concept, countries, direction, event_words, unspecific
from rusus.similarity.score import (
    LONGEST,
    PAIR_FEATURES,
    SHORT,
    SUGGESTION,
    content,
    cover,
    model,
    pair_features,
    profile,
)
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
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# A word of small letters, which is no name.
_LOWER = re.compile(r"(?<![\w'’])[a-z]+(?![\w])")
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
    """What a text tells of its event; ``size`` in words, weights by concept."""

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


@lru_cache(maxsize=4096)
def event(text: str) -> Event:
    """Returns what a text tells of its event, of its first LONGEST characters if it is longer."""
    plain = normalize(_spelled_out(text[:LONGEST]))
    words = _WORD.findall(plain)
    stop = entries("stop_words.txt", "stop") | event_words("label")
    telling = [word for word in words if word not in stop and not word[0].isdigit() and word not in numerals_in_words()]
    weights = _weights(telling)
    kinds = weights.keys()
    return Event(
        text, tuple(map(concept, telling)), weights, sum(weights.values()), len(words),
        frozenset(countries()[word] for word in telling if word in countries()),
        frozenset(concept(word) for word in words if word in countries()),
        frozenset(word.replace("ern", "") for word in telling) & event_words("region"),
        event_words("event") & kinds,
        _DAYS.intersection(words),
        frozenset(((m[0] or m[3])[:3], m[1] or m[2]) for m in _DATE.findall(plain)),
        frozenset(filter(None, map(direction, words))),
        frozenset(filter(_is_number, (numerals_in_words().get(word, word) for word in words))),
        not event_words("market").isdisjoint(kinds),
        not event_words("survey").isdisjoint(words),
        frozenset(concept(word) for word in _LOWER.findall(text[:LONGEST]) if word not in stop) - {"say"},
    )  # fmt: skip


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _spelled_out(text: str) -> str:
    for pattern, full in _ABBREVIATED:
        text = pattern.sub(full, text)
    return text


def _weights(words: list[str]) -> dict[str, float]:
    """Returns what each concept weighs: as much as the commonest of its words in the text."""
    weights: dict[str, float] = {}
    for word in words:
        named = concept(word)
        weighs = weight(stem(word)) * _LESS.get(named, 1.0)
        weights[named] = min(weights.get(named, weighs), weighs)
    return weights


@cache
def numerals_in_words() -> Mapping[str, str]:
    """Returns the digits of the numbers up to nineteen that are written as words."""
    lists = read_lists("numerals.txt")
    return dict(line.split() for section in ("ones", "teens") for line in lists[section])


@dataclass(frozen=True, slots=True)
class EventPair:
    """Two texts that may tell of one event, and the concepts that both have."""

    ours: Event
    theirs: Event
    shared: frozenset[str]

    @property
    def headlines(self) -> bool:
        """True if both are headlines: short, and without a full stop."""
        return all(side.size <= SHORT_TEXT and side.text[-1:] != "." for side in (self.ours, self.theirs))

    @property
    def specific(self) -> float:
        """The weight of what both have that could not stand in a report of another event."""
        weights, loose = self.ours.weights, unspecific()
        return sum(weights[each] for each in self.ours.weights if each in self.shared and each not in loose)

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
    return EventPair(mine, other, frozenset(mine.weights.keys() & other.weights.keys()))


def _apart(mine: frozenset[Any], other: frozenset[Any]) -> bool:
    """True if both have some of a kind, and none in common."""
    return bool(mine and other) and mine.isdisjoint(other)


def other_place(pair: EventPair) -> bool | None:
    """At least 22 dead in Peru, at least 22 dead in Chile."""
    here, there = (side.places - {"america"} or side.places for side in (pair.ours, pair.theirs))
    return _apart(here, there) or None


def other_region(pair: EventPair) -> bool | None:
    """A bomb in northern Iraq, a bomb in southern Iraq."""
    return _apart(pair.ours.regions, pair.theirs.regions) or None


def other_kind(pair: EventPair) -> bool | None:
    """A train crash in Spain, a fire in Spain."""
    return _apart(pair.ours.kinds, pair.theirs.kinds) or None


def other_day(pair: EventPair) -> bool | None:
    """The yuan on Thursday, the yuan on Tuesday."""
    months = [frozenset(month for month, _ in side.dates) for side in (pair.ours, pair.theirs)]
    return _apart(pair.ours.days, pair.theirs.days) or _apart(*months) or None


def other_direction(pair: EventPair) -> bool | None:
    """Tokyo shares close higher, Tokyo shares end lower."""
    return _turns(pair) or None


def _turns(pair: EventPair) -> bool:
    mine, other = pair.ours.directions, pair.theirs.directions
    return len(mine) == len(other) == 1 and mine != other


def every_day(pair: EventPair) -> bool | None:
    """Tokyo shares close 0.3 percent up, Tokyo shares end 0.5 percent up: no day is named."""
    return _periodic(pair) or None


_LEAST_SPECIFIC = 6.0
"""Weight, some word, that reports of markets must share besides the market's words to be taken for one day's."""


def _periodic(pair: EventPair) -> bool:
    return not event_words("market").isdisjoint(pair.shared) and pair.specific < _LEAST_SPECIFIC and not pair.dated


_LEAST_NAMED = 3.0
"""Weight under which nothing but common words is shared; every word that is in a list weighs at least 2."""


def daily_attacks(pair: EventPair) -> bool | None:
    """Attacks in Iraq kill 7, attacks across Iraq kill 27: nothing says that they are one."""
    shared = pair.shared
    daily = bool(shared & entries("event_words.txt", "recurring", "daily")) and not shared & event_words("rare")
    placed = len(pair.ours.place_words & pair.theirs.place_words) > 1 or bool(pair.ours.regions & pair.theirs.regions)
    counted = bool(pair.ours.numbers & pair.theirs.numbers)
    return (pair.specific < _LEAST_NAMED and daily and not placed and not counted) or None


OTHER_EVENT_RULES = (other_place, other_region, other_kind, other_day, other_direction, every_day, daily_attacks)
"""What shows that two headlines tell of two events."""


_ONE_POLL = 0.55
"""Share of their words, by weight, from which two sentences on polls are on one, and their numbers disagree.

As for numbers (number_differences); of ten pairs on other polls that matched (data/matching, dev) it takes seven apart.
"""


def other_poll(pair: EventPair) -> bool | None:
    """A poll has her at 46 percent, a poll found that 91 percent dislike him: no number in common."""
    if not (pair.ours.survey and pair.theirs.survey) or not _apart(pair.ours.numbers, pair.theirs.numbers):
        return None
    return cover(content(pair.ours.text), content(pair.theirs.text)) < _ONE_POLL or None


OTHER_REPORT_RULES = (other_poll,)
"""What shows that two sentences tell of two events, headlines or not."""


def are_two_events(pair: EventPair) -> bool:
    """True if two headlines, or two sentences on polls, cannot tell of one event."""
    if content(pair.ours.text).stems == content(pair.theirs.text).stems:
        return False
    rules = (*OTHER_EVENT_RULES, *OTHER_REPORT_RULES) if pair.headlines else OTHER_REPORT_RULES
    return any(rule(pair) for rule in rules)


def share_only_names(pair: EventPair) -> bool:
    """True if two sentences are on one person and tell different things: Tam was elected, Tam became a pilot."""
    here, there = pair.ours, pair.theirs
    same = content(here.text).stems == content(there.text).stems
    return (
        not (same or pair.headlines) and here.plain.isdisjoint(there.plain) and here.numbers.isdisjoint(there.numbers)
    )


EVENT_FEATURES = (
    "cover_both", "cover_least", "common", "rest_least", "rest_most", "place_shared", "place_conflict", "kind_shared",
    "kind_conflict", "day_conflict", "direction_conflict", "role_shared", "numbers_shared", "order", "grams",
    "region_conflict", "markets", "size", "place_missing", "specific", "rare_event", "recurring_event", "periodic",
    "unspecific", "words_cosine", "words_grams", "words_grams_least", "words_logit",
)  # fmt: skip
"""What two texts share or do not of the events they tell of; docs/matching.md says what each is."""


def event_features(pair: EventPair) -> list[float]:
    """Returns the values of EVENT_FEATURES, in that order, most of them in 0..1."""
    from rapidfuzz import fuzz

    mine, other, shared = pair.ours, pair.theirs, pair.shared
    common = sum(min(value, other.weights[each]) for each, value in mine.weights.items() if each in shared)
    totals = mine.total or 1.0, other.total or 1.0
    rests = sorted((max(0.0, mine.total - common), max(0.0, other.total - common)))
    two_places, two_regions, two_kinds = other_place(pair), other_region(pair), other_kind(pair)
    two_days = _apart(mine.days, other.days) or _apart(mine.dates, other.dates)
    turns = _turns(pair)
    same_place = bool(mine.places & other.places)
    same_role = not event_words("role").isdisjoint(shared)
    known = bool(shared & entries("event_words.txt", "event", "recurring"))
    alike = same_place and same_role and known and not (two_places or two_regions or two_kinds or two_days or turns)
    rare = alike and not event_words("rare").isdisjoint(shared)
    pairs, other_pairs = (set(zip(side.concepts, side.concepts[1:])) for side in (mine, other))
    counted = min(len(mine.numbers), len(other.numbers))
    specific = pair.specific
    words = pair_features(profile(mine.text), profile(other.text))
    likely = _bounded(model("match", PAIR_FEATURES)(words))
    return [
        2 * common / sum(totals), common / min(totals), min(1.0, common / 40), rests[0] / 20, rests[1] / 40,
        same_place, bool(two_places), bool(mine.kinds & other.kinds), bool(two_kinds), two_days, turns, same_role,
        len(mine.numbers & other.numbers) / counted if counted else 0.5,
        fuzz.ratio(sorted(mine.weights), sorted(other.weights)) / 100,
        2 * len(pairs & other_pairs) / max(1, len(pairs) + len(other_pairs)),
        bool(two_regions), mine.market and other.market, min(mine.size, other.size) / max(1, mine.size, other.size),
        bool(mine.places) != bool(other.places), min(specific, 30) / 30, rare, alike and not rare, _periodic(pair),
        specific < _LEAST_NAMED, words[0], words[6], min(words[4], words[5]), math.log(likely / (1 - likely)) / 10,
    ]  # fmt: skip


def _bounded(probability: float) -> float:
    return min(max(probability, 1e-4), 1 - 1e-4)


def same_event(ours: str, theirs: str) -> float:
    """Returns how probable it is that two texts tell the same of one event, 0..1."""
    pair = event_pair(ours, theirs)
    score = model("headlines" if pair.headlines else "sentences", EVENT_FEATURES)(event_features(pair))
    common = sum(value for each, value in pair.ours.weights.items() if each in pair.shared)
    return min(score, SUGGESTION) if common < SHORT or are_two_events(pair) or share_only_names(pair) else score

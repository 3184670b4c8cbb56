"""Same event: how probable it is that two texts tell of one event."""

from __future__ import annotations

import math
from functools import lru_cache

from rusus.similarity.event_names import Name
from rusus.similarity.event_rules import (
    LEAST_NAMED,
    apart,
    are_two_events,
    other_kind,
    other_place,
    other_region,
    periodic,
    share_only_names,
    turns,
)
from rusus.similarity.event_words import event_concepts
from rusus.similarity.events import Event, EventPair, event_pair
from rusus.similarity.score import PAIR_FEATURES, SHORT, SUGGESTION, model, pair_features, profile, turned_features

EVENT_FEATURES = (
    "cover_both", "cover_least", "common", "rest_least", "rest_most", "place_shared", "place_conflict", "kind_shared",
    "kind_conflict", "day_conflict", "direction_conflict", "role_shared", "numbers_shared", "order", "grams",
    "region_conflict", "markets", "size", "place_missing", "specific", "rare_event", "recurring_event", "periodic",
    "unspecific", "words_cosine", "words_grams", "words_grams_least", "words_logit",
    "names_apart", "numbers_apart", "subject_apart",
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
    two_days = apart(mine.days, other.days) or apart(mine.dates, other.dates)
    turned = turns(pair)
    same_place = bool(mine.places & other.places)
    same_role = not event_concepts("role").isdisjoint(shared)
    known = bool(shared & event_concepts("event", "recurring"))
    alike = same_place and same_role and known and not (two_places or two_regions or two_kinds or two_days or turned)
    rare = alike and not event_concepts("rare").isdisjoint(shared)
    pairs, other_pairs = (set(zip(side.concepts, side.concepts[1:])) for side in (mine, other))
    counted = min(len(mine.numbers), len(other.numbers))
    specific = pair.specific
    profiles = profile(mine.text), profile(other.text)
    words = pair_features(*profiles)
    says_same = model("match", PAIR_FEATURES)
    likely = [bounded(says_same(each)) for each in (words, turned_features(words, *profiles))]
    return [
        2 * common / sum(totals), common / min(totals), min(1.0, common / 40), rests[0] / 20, rests[1] / 40,
        same_place, bool(two_places), bool(mine.kinds & other.kinds), bool(two_kinds), two_days, turned, same_role,
        len(mine.numbers & other.numbers) / counted if counted else 0.5,
        fuzz.ratio(sorted(mine.weights), sorted(other.weights)) / 100,
        2 * len(pairs & other_pairs) / max(1, len(pairs) + len(other_pairs)),
        bool(two_regions), mine.market and other.market, min(mine.size, other.size) / max(1, mine.size, other.size),
        bool(mine.places) != bool(other.places), min(specific, 30) / 30, rare, alike and not rare, periodic(pair),
        specific < LEAST_NAMED, words[0], words[6], min(words[4], words[5]),
        sum(math.log(each / (1 - each)) for each in likely) / 20,
        *_apart_features(pair),
    ]  # fmt: skip


_MOST_WEIGHT, _MOST_NUMBERS = 20.0, 3
"""From when on more names, by weight, or more numbers apart tell nothing more; chosen by hand, not measured."""


def _apart_features(pair: EventPair) -> list[float]:
    """Returns names_apart (the names that each side has alone), numbers_apart (no number in common) and subject_apart
    (the first name of each)."""
    mine, other = pair.ours, pair.theirs
    here, there = pair.unshared_names
    lone = min(sum(_weight(name, mine) for name in here), sum(_weight(name, other) for name in there))
    numbers = min(len(mine.numbers), len(other.numbers)) if mine.numbers.isdisjoint(other.numbers) else 0
    subjects = bool(here and there and here[0] == mine.names[0] and there[0] == other.names[0])
    return [min(lone / _MOST_WEIGHT, 1.0), min(numbers / _MOST_NUMBERS, 1.0), subjects]


def _weight(name: Name, side: Event) -> float:
    return max(side.weights.get(part, 0.0) for part in name.parts)


def bounded(probability: float) -> float:
    return min(max(probability, 1e-4), 1 - 1e-4)


def same_event(ours: str, theirs: str) -> float:
    """Returns how probable it is that two texts tell the same of one event, 0..1, the same whichever comes first.

    Kept for the next question: a match is asked for its score and then for its numbers, in Spark in both directions.
    """
    return _same_event(*sorted((ours, theirs)))


@lru_cache(maxsize=1024)
def _same_event(one: str, other: str) -> float:
    pair = event_pair(one, other)
    score = model("headlines" if pair.headlines else "sentences", EVENT_FEATURES)(event_features(pair))
    common = sum(value for each, value in pair.ours.weights.items() if each in pair.shared)
    return min(score, SUGGESTION) if common < SHORT or are_two_events(pair) or share_only_names(pair) else score

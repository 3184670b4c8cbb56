"""Bounds: how alike two texts can be at most, from an outline of each, at a tenth of the cost of comparing them.

Of the features of a model some are known from the outlines, of some it is known how great they can be, and the others
lie in 0..1; the most that all add up to is a bound of the model, whatever its weights are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Set
from functools import cache
from operator import mul
from typing import NamedTuple
from zlib import crc32

from rusus.similarity.event_words import event_concepts
from rusus.similarity.events import SHORT_TEXT, event
from rusus.similarity.same_event import EVENT_FEATURES, bounded
from rusus.similarity.score import PAIR_FEATURES, SHORT, SUGGESTION, model, profile

_BITS = 2048
"""Places for the grams of a text, of which a sentence has some 120: two without a common gram share seven places."""

_ROUNDING = 1e-9
"""More than sums of the same numbers in another order differ by."""


class Outline(NamedTuple):
    """What bounds need of a text's profile: the weights of its words, and its grams, a bit for the place of each.

    ``grams`` is their number, ``hidden`` how many of them share their place with another.
    """

    weights: Mapping[str, float]
    total: float
    length: float
    bits: int
    grams: int
    hidden: int


class EventOutline(NamedTuple):
    """What bounds need of an event: the weights of its concepts, its numbers, its size in words."""

    weights: Mapping[str, float]
    total: float
    size: int
    headline: bool
    market: bool
    numbers: frozenset[str]


def outline(text: str) -> Outline:
    """Returns the outline of a text."""
    found = profile(text)
    bits = 0
    for gram in found.grams:
        bits |= 1 << crc32(gram.encode("utf-8", "surrogatepass")) % _BITS
    grams = len(found.grams)
    return Outline(found.weights, found.total, found.length, bits, grams, grams - bits.bit_count())


def event_outline(text: str) -> EventOutline:
    """Returns the outline of what a text tells of its event."""
    found = event(text)
    headline = found.size <= SHORT_TEXT and text[-1:] != "."
    return EventOutline(found.weights, found.total, found.size, headline, found.market, found.numbers)


def cover_at_most(ours: Outline | EventOutline, theirs: Outline | EventOutline) -> float:
    """Returns a bound of the share of their words, or concepts, by weight, that two texts have in common."""
    return 2 * shared_at_most(ours, theirs) / (ours.total + theirs.total or 1.0) + _ROUNDING


def shared_at_most(ours: Outline | EventOutline, theirs: Outline | EventOutline) -> float:
    """Returns the weight of what both have, on the side where it is the greater."""
    mine, other = ours.weights, theirs.weights
    shared = mine.keys() & other.keys()
    return max(sum([mine[each] for each in shared]), sum([other[each] for each in shared])) + _ROUNDING


def similarity_at_most(ours: Outline, theirs: Outline) -> float:
    """Returns a bound of ``similarity`` of two texts, whichever comes first."""
    return max(_likely(*_pair_features(ours, theirs)))


def same_event_at_most(ours: Outline, theirs: Outline, mine: EventOutline, other: EventOutline) -> float:
    """Returns a bound of ``same_event`` of two texts, whichever comes first."""
    known, up_to = _event_features(ours, theirs, mine, other)
    name = "headlines" if mine.headline and other.headline else "sentences"
    score = _bound(name, EVENT_FEATURES, _EVENT_KNOWN, _EVENT_UP_TO)(known, up_to)
    return min(score, SUGGESTION) if shared_at_most(mine, other) < SHORT else score


class _Bound(NamedTuple):
    """A model of which some features are known: the most that the others add, and the weights of those."""

    others: float
    known: tuple[float, ...]
    up_to: tuple[float, ...]

    def __call__(self, known: Iterable[float], up_to: Iterable[float]) -> float:
        """Returns the most that the probability can be, 0..1."""
        value = self.others + sum(map(mul, self.known, known)) + sum(map(mul, self.up_to, up_to))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, value)))) + _ROUNDING


@cache
def _bound(name: str, features: tuple[str, ...], known: tuple[str, ...], up_to: tuple[str, ...]) -> _Bound:
    whole = model(name, features)
    weights = dict(zip(features, whole.weights))
    others = sum(max(0.0, weights[each]) for each in features if each not in known and each not in up_to)
    others += max(0.0, -weights.get("words_logit", 0.0))  # the one feature that may be negative, and down to -1
    return _Bound(
        whole.bias + others,
        tuple(weights[each] for each in known),
        tuple(max(0.0, weights[each]) for each in up_to),
    )


_PAIR_KNOWN = ("cosine", "cover_both", "cover_ours", "cover_theirs")
_PAIR_UP_TO = ("grams_both", "grams_ours", "grams_theirs")


def _pair_features(ours: Outline, theirs: Outline) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Returns what is known of the features of two texts, in the order of _PAIR_KNOWN and _PAIR_UP_TO."""
    weights = ours.weights
    shared = [weights[each] for each in weights.keys() & theirs.weights.keys()]
    common = sum(shared)
    places = (ours.bits & theirs.bits).bit_count() + min(ours.hidden, theirs.hidden)
    grams = min(ours.grams, theirs.grams, places)
    return (
        sum(map(mul, shared, shared)) / (ours.length * theirs.length or 1.0),
        2 * common / (ours.total + theirs.total or 1.0),
        common / (ours.total or 1.0),
        common / (theirs.total or 1.0),
    ), (2 * grams / (ours.grams + theirs.grams or 1), grams / (ours.grams or 1), grams / (theirs.grams or 1))


def _likely(known: tuple[float, ...], up_to: tuple[float, ...]) -> tuple[float, float]:
    """Returns the most that ``similarity`` can be of two texts, and of the same two the other way round."""
    bound = _bound("match", PAIR_FEATURES, _PAIR_KNOWN, _PAIR_UP_TO)
    (cosine, both, ours, theirs), (grams, our_grams, their_grams) = known, up_to
    return bound(known, up_to), bound((cosine, both, theirs, ours), (grams, their_grams, our_grams))


_EVENT_KNOWN = (
    "cover_both", "cover_least", "common", "rest_least", "rest_most", "kind_shared", "role_shared", "numbers_shared",
    "markets", "size", "words_cosine",
)  # fmt: skip
_EVENT_UP_TO = (
    "specific", "rare_event", "recurring_event", "words_grams", "words_grams_least", "words_logit",
)  # fmt: skip


def _event_features(
    ours: Outline, theirs: Outline, mine: EventOutline, other: EventOutline
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Returns what is known of the features of two events, in the order of _EVENT_KNOWN and _EVENT_UP_TO."""
    shared: Set[str] = mine.weights.keys() & other.weights.keys()
    common = sum([min(mine.weights[each], other.weights[each]) for each in shared])
    totals = mine.total or 1.0, other.total or 1.0
    rests = max(0.0, mine.total - common), max(0.0, other.total - common)
    kind, role = (not event_concepts(name).isdisjoint(shared) for name in ("event", "role"))
    known_event = role and (kind or not event_concepts("recurring").isdisjoint(shared))
    counted = min(len(mine.numbers), len(other.numbers))
    numbers = len(mine.numbers & other.numbers)
    pair, grams = _pair_features(ours, theirs)
    logits = [math.log(each / (1 - each)) for each in map(bounded, _likely(pair, grams))]
    return (
        2 * common / sum(totals), common / min(totals), min(1.0, common / 40), min(rests) / 20, max(rests) / 40,
        kind, role, numbers / counted if counted else 0.5, mine.market and other.market,
        min(mine.size, other.size) / max(1, mine.size, other.size), pair[0],
    ), (
        min(common, 30) / 30, known_event, known_event, grams[0], min(grams[1:]), sum(logits) / 20,
    )  # fmt: skip

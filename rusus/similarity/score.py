"""Similarity: how probable it is that two sentences say the same thing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import mul
from typing import Any

from rusus.resources import read_json
from rusus.similarity.content_words import content_words, stem, weight
from rusus.text.normalization import normalize

_GRAM = 4

LONGEST = 4000
"""Characters of a sentence that are compared: comparing costs up to their square, and no sentence is longer."""

PAIR_FEATURES = (
    "cosine",
    "cover_ours",
    "cover_theirs",
    "cover_both",
    "grams_ours",
    "grams_theirs",
    "grams_both",
    "pairs_theirs",
    "order",
    "numbers_ours",
    "numbers_theirs",
)
"""What two sentences have in common, each in 0..1; docs/matching.md says what each is."""


@dataclass(frozen=True, slots=True)
class Words:
    """The content words of a text: their stems in order, the weight of each stem, and all weights together."""

    stems: tuple[str, ...]
    weights: Mapping[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What comparing needs of a text: its words, their order put aside (``ordered``), character grams and numbers."""

    stems: tuple[str, ...]
    weights: Mapping[str, float]
    total: float
    length: float
    ordered: str
    pairs: frozenset[tuple[str, str]]
    grams: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=2048)
def content(text: str) -> Words:
    """Returns the content words of a text, of its first LONGEST characters if it is longer."""
    stems = tuple(map(stem, content_words(text[:LONGEST])))
    weights = dict(zip(stems, map(weight, stems)))
    return Words(stems, weights, sum(weights.values()))


@lru_cache(maxsize=2048)
def profile(text: str) -> Profile:
    """Returns the profile of a text, of its first LONGEST characters if it is longer."""
    words, plain = content(text), normalize(text[:LONGEST])
    return Profile(
        words.stems,
        words.weights,
        words.total,
        math.hypot(*words.weights.values()),
        " ".join(sorted(words.stems)),
        frozenset(zip(words.stems, words.stems[1:])),
        frozenset([plain[i : i + _GRAM] for i in range(len(plain) - _GRAM + 1)]),
        frozenset([stemmed for stemmed in words.weights if stemmed[0].isdigit()]),
    )


def pair_features(ours: Profile, theirs: Profile) -> list[float]:
    """Returns the values of PAIR_FEATURES, in that order."""
    from rapidfuzz import fuzz

    shared = _shared(ours, theirs)
    common = sum(shared)
    grams = len(ours.grams & theirs.grams)
    numbers = len(ours.numbers & theirs.numbers)
    return [
        _share(sum(map(mul, shared, shared)), ours.length * theirs.length),
        _share(common, ours.total),
        _share(common, theirs.total),
        _share(2 * common, ours.total + theirs.total),
        _share(grams, len(ours.grams)),
        _share(grams, len(theirs.grams)),
        _share(2 * grams, len(ours.grams) + len(theirs.grams)),
        _share(len(ours.pairs & theirs.pairs), len(theirs.pairs)),
        fuzz.ratio(ours.ordered, theirs.ordered) / 100,
        _share(numbers, len(ours.numbers), 0.5),
        _share(numbers, len(theirs.numbers), 0.5),
    ]


def turned_features(features: Sequence[float], ours: Profile, theirs: Profile) -> list[float]:
    """Returns the features of the same two sentences, the other one first, at a tenth of their cost."""
    cosine, mine, other, both, grams, other_grams, both_grams, _, order, numbers, other_numbers = features
    pairs = _share(len(ours.pairs & theirs.pairs), len(ours.pairs))
    return [cosine, other, mine, both, other_grams, grams, both_grams, pairs, order, other_numbers, numbers]


def _shared(ours: Words | Profile, theirs: Words | Profile) -> list[float]:
    """Returns the weights of the stems that both have, in the order of ours: a sum's last digits depend on it."""
    others = theirs.weights
    return [value for stemmed, value in ours.weights.items() if stemmed in others]


def _share(part: float, whole: float, empty: float = 0.0) -> float:
    return part / whole if whole else empty


def cover(ours: Words | Profile, theirs: Words | Profile) -> float:
    """Returns the feature cover_both, for which words will do: a third of the cost of profiles."""
    return _share(2 * shared_weight(ours, theirs), ours.total + theirs.total)


def shared_weight(ours: Words | Profile, theirs: Words | Profile) -> float:
    """Returns the weight of the words that both have."""
    return sum(_shared(ours, theirs))


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A logistic model: one weight a feature."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, features: Sequence[float]) -> float:
        """Returns the probability, 0..1."""
        value = self.bias + sum(map(mul, self.weights, features))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


@cache
def model(name: str, features: tuple[str, ...]) -> LinearModel:
    """Returns the model of this name in matching_weights.json, its weights in the order of ``features``."""
    stored: Mapping[str, Any] = read_json("matching_weights.json")[name]
    return LinearModel(stored["bias"], tuple(stored["weights"].get(feature, 0.0) for feature in features))


SHORT = 10.0
"""Sentences that share less weight than this, some two words, are suggestions only.

On the 433 pairs of passages in tests/cases 20 costs four verdicts; 0 costs none there, but "He agreed." would match.
"""

SUGGESTION = 0.49
"""The most that a suggestion scores: less than the threshold."""


def similarity(ours: Profile, theirs: Profile) -> float:
    """Returns how probable it is that two sentences say the same thing, 0..1."""
    score = model("match", PAIR_FEATURES)(pair_features(ours, theirs))
    return min(score, SUGGESTION) if shared_weight(ours, theirs) < SHORT else score

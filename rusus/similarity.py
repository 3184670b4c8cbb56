"""Similarity: how probable it is that two sentences say the same thing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rusus.content_words import content_words, stem, weight
from rusus.identity import normalize
from rusus.resources import read_json

_GRAM = 4

LONGEST = 4000
"""Characters of a sentence that are compared; comparing costs up to their square, and no sentence of prose is longer."""

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
class Profile:
    """What comparing needs of a text: its stems in order, their weights, character grams and numbers."""

    stems: tuple[str, ...]
    weights: Mapping[str, float]
    total: float
    length: float
    pairs: frozenset[tuple[str, str]]
    grams: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=2048)
def profile(text: str) -> Profile:
    """Returns the profile of a text, of its first LONGEST characters if it is longer."""
    text = text[:LONGEST]
    stems = tuple(stem(word) for word in content_words(text))
    weights = {stemmed: weight(stemmed) for stemmed in stems}
    plain = normalize(text)
    return Profile(
        stems,
        weights,
        sum(weights.values()),
        math.sqrt(sum(value * value for value in weights.values())),
        frozenset(zip(stems, stems[1:])),
        frozenset(plain[i : i + _GRAM] for i in range(len(plain) - _GRAM + 1)),
        frozenset(stemmed for stemmed in weights if stemmed[:1].isdigit()),
    )


def pair_features(ours: Profile, theirs: Profile) -> list[float]:
    """Returns the values of PAIR_FEATURES, in that order."""
    from rapidfuzz import fuzz

    shared = ours.weights.keys() & theirs.weights.keys()
    common = sum(ours.weights[stemmed] for stemmed in shared)
    squares = sum(ours.weights[stemmed] ** 2 for stemmed in shared)
    grams = len(ours.grams & theirs.grams)
    return [
        _share(squares, ours.length * theirs.length),
        _share(common, ours.total),
        _share(common, theirs.total),
        _share(2 * common, ours.total + theirs.total),
        _share(grams, len(ours.grams)),
        _share(grams, len(theirs.grams)),
        _share(2 * grams, len(ours.grams) + len(theirs.grams)),
        _share(len(ours.pairs & theirs.pairs), len(theirs.pairs)),
        fuzz.token_sort_ratio(" ".join(ours.stems), " ".join(theirs.stems)) / 100,
        _share(len(ours.numbers & theirs.numbers), len(ours.numbers), 0.5),
        _share(len(ours.numbers & theirs.numbers), len(theirs.numbers), 0.5),
    ]


def _share(part: float, whole: float, empty: float = 0.0) -> float:
    return part / whole if whole else empty


def cover(ours: Profile, text: str) -> float:
    """Returns the feature cover_both for a text without a profile, at a third of the cost."""
    theirs = {stem(word) for word in content_words(text[:LONGEST])}
    total = ours.total + sum(map(weight, theirs))
    return _share(2 * sum(ours.weights.get(stemmed, 0.0) for stemmed in theirs), total)


def shared_weight(ours: Profile, theirs: Profile) -> float:
    """Returns the weight of the words that both have."""
    return sum(ours.weights[stemmed] for stemmed in ours.weights.keys() & theirs.weights.keys())


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A logistic model: one weight a feature."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, features: Sequence[float]) -> float:
        """Returns the probability, 0..1."""
        value = self.bias + sum(weight * feature for weight, feature in zip(self.weights, features))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


@cache
def model(name: str, features: tuple[str, ...]) -> LinearModel:
    """Returns the model of this name in matching_weights.json, its weights in the order of ``features``."""
    stored: Mapping[str, Any] = read_json("matching_weights.json")[name]
    return LinearModel(stored["bias"], tuple(stored["weights"].get(feature, 0.0) for feature in features))


SHORT = 10.0
"""Sentences that share less weight than this, some two words, are suggestions only."""

SUGGESTION = 0.49
"""The most that a suggestion scores: less than the threshold."""


def similarity(ours: Profile, theirs: Profile) -> float:
    """Returns how probable it is that two sentences say the same thing, 0..1."""
    score = model("match", PAIR_FEATURES)(pair_features(ours, theirs))
    return min(score, SUGGESTION) if shared_weight(ours, theirs) < SHORT else score

"""The choice among noun phrases: a log-linear ranker (maximum entropy) over a sentence's phrases and none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from rusus.quantities.measured.features import Setting, options
from rusus.resources import read_text

WEIGHTS = "measured_weights.tsv"

LEAST = 0.4
"""Probability under which a choice is not given; see docs/models/quantities.md for what it costs."""


@cache
def load_weights() -> Mapping[str, float]:
    """Returns the weight of each feature, a logarithm of odds."""
    rows = (line.split("\t") for line in read_text(WEIGHTS).splitlines() if line and line[0] != "#")
    return {feature: float(weight) for feature, weight in rows}


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """Returns the sum of the weights of some features."""
    return sum(weights.get(feature, 0.0) for feature in features)


def choose(place: Setting, weights: Mapping[str, float]) -> tuple[int, float]:
    """Returns the phrase that a number most likely measures, -1 for none, and the probability of that."""
    scores = [(score(features, weights), phrase) for phrase, features in options(place)]
    best, phrase = max(scores)
    return phrase, 1 / sum(exp(each - best) for each, _ in scores)

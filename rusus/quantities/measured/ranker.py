"""The choice among noun phrases: a log-linear ranker (maximum entropy) over a sentence's phrases and none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp

from rusus.quantities.measured.features import Setting, head_class, is_subject, options
from rusus.resources import read_text

WEIGHTS = "measured_weights.tsv"

LEAST, LEAST_OF_SUBJECTS, LEAST_OF_OTHERS = 0.35, 0.45, 0.65
"""Probabilities under which a choice is not given: of a name, of a thing that amounts are often of or that the number
before measures; of another subject; and of others. With 0.4, 0.45, 0.65 NewsQuant's of F1 is 83.1 (84.6 now), with
0.35, 0.4, 0.55 of those given in the labelled dev half 12 percent are wrong (10 now). See docs/models/quantities.md."""


@cache
def load_weights() -> Mapping[str, float]:
    """Returns the weight of each feature, a logarithm of odds."""
    rows = (line.split("\t") for line in read_text(WEIGHTS).splitlines() if line and line[0] != "#")
    return {feature: float(weight) for feature, weight in rows}


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """Returns the sum of the weights of some features."""
    return sum(map(weights.get, features, repeat(0.0)))


def is_sure(place: Setting, phrase: int, probability: float) -> bool:
    """True if a choice is likely enough to be given."""
    if phrase < 0 or phrase == place.previous or head_class(place.sentence, phrase) in ("measurable", "NNP", "NNPS"):
        return probability >= LEAST
    return probability >= (LEAST_OF_SUBJECTS if is_subject(place, phrase) else LEAST_OF_OTHERS)


def choose(place: Setting, weights: Mapping[str, float]) -> tuple[int, float]:
    """Returns the phrase that a number most likely measures, -1 for none, and the probability of that."""
    scores = [(score(features, weights), phrase) for phrase, features in options(place)]
    best, phrase = max(scores)
    return phrase, 1 / sum(exp(each - best) for each, _ in scores)

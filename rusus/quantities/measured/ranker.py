"""The choice among noun phrases: a log-linear ranker (maximum entropy) over a sentence's phrases and none.

How likely a choice is right is told by Platt's scaling on labels that the ranker did not train on, because its own
probabilities are too high, and unevenly so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import exp, log

from rusus.quantities.measured.features import is_subject, options
from rusus.quantities.measured.heads import head_class
from rusus.quantities.measured.setting import Setting
from rusus.resources import read_weights

WEIGHTS = "measured_weights.tsv"

LEAST = 0.33
"""Probability under which a choice is not given. With 0.4 of those given in the labelled dev halves 10.7 percent are
wrong (11.4 now), 81.4 percent of all are right (83.2 now), and NewsQuant's of F1 is 83.9 (85.0 now)."""

SMALLEST = 1e-9
"""What the probability of all other choices is at least, so that its logarithm exists."""


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """Returns the sum of the weights of some features."""
    return sum(map(weights.get, features, repeat(0.0)))


def kind_of_choice(place: Setting, phrase: int) -> str:
    """Returns what was chosen: what the number before measures, a thing or name, another subject, or the rest."""
    if phrase == place.previous:
        return "previous"
    if head_class(place.sentence, phrase) in ("measurable", "NNP", "NNPS"):
        return "named"
    return "subject" if is_subject(place, phrase) else "rest"


def choose(place: Setting) -> tuple[int, float]:
    """Returns the phrase that a number most likely measures and how likely that is right; -1 and 1 for none."""
    weights = read_weights(WEIGHTS)
    scores = [(score(features, weights), phrase) for phrase, features in options(place)]
    best, phrase = max(scores)
    if phrase < 0:
        return phrase, 1.0
    kind = kind_of_choice(place, phrase)
    odds = log_odds([each for each, _ in scores], best)
    return phrase, 1 / (1 + exp(-weights[f"slope {kind}"] * odds - weights[f"offset {kind}"]))


def log_odds(scores: Sequence[float], best: float) -> float:
    """Returns the logarithm of the odds that the best score is the right one, as the ranker sees it."""
    others = sum(exp(each - best) for each in scores) - 1
    return -log(max(others, SMALLEST))

"""Linear models: log-odds as probabilities, and what the features look at that spoke for or against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from math import copysign, exp, log
from typing import TypeVar

Weight = TypeVar("Weight", int, float)

Reads = Sequence[tuple[str, str]]
"""What each feature of a list looks at, in the order of the list: how the feature begins, and what it reads."""

_MOST = 40.0
"""Log-odds beyond which a probability is 0 or 1 to sixteen digits."""


def total(weights: Mapping[str, Weight], features: Iterable[str]) -> Weight:
    """Returns the sum of the weights of some features; one that is not known weighs nothing."""
    return sum(map(weights.get, features, repeat(0)))


def sigmoid(log_odds: float) -> float:
    """Returns the probability of log-odds, in 0..1."""
    return 1 / (1 + exp(-(log_odds if -_MOST < log_odds < _MOST else copysign(_MOST, log_odds))))


def strongest(features: Sequence[str], reads: Reads, weigh: Callable[[str], float | None], count: int = 3) -> list[str]:
    """Returns what spoke most for (+) or against (-), the strongest first; features that read the same are added up."""
    totals: dict[str, float] = {}
    for feature, (_, read) in zip(features, reads, strict=True):
        totals[read] = totals.get(read, 0.0) + (weigh(feature) or 0.0)
    ranked = sorted(totals.items(), key=lambda item: (-abs(item[1]), item[0]))[:count]
    return [f"{'+' if weight > 0 else '-'} {read}" for read, weight in ranked if weight]


def log_odds(probability: float) -> float:
    """Returns the log-odds of a probability, within 40 of zero."""
    if not 0 < probability < 1:
        return _MOST if probability >= 1 else -_MOST
    return max(-_MOST, min(_MOST, log(probability / (1 - probability))))


def calibrated(score: float, slope: float, offset: float) -> float:
    """Returns a score as a probability by Platt's scaling (Platt 1999)."""
    return sigmoid(slope * score + offset)

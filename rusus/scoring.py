"""Scores: what each sentence is worth to a fact-checker, as probabilities, and what made them."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, sqrt
from operator import mul

from rusus.context import body_sentences, find_context
from rusus.features import Features, affixes, find_features
from rusus.model import Quantity, Quotation, Segmentation
from rusus.resources import read_json

WEIGHTS = "claim_weights.json"
HEADS = ("claim", "check_worthy", "opinion", "subjective", "prediction")

# The weights of all heads are added in one sum of whole numbers, each head in its own 32 bits: a sentence has
# at most 400 words, so no sum leaves its field.
FIELD = 32
HALF = 1 << FIELD - 1
MASK = (1 << FIELD) - 1
SHIFTS = tuple(FIELD * place for place in range(len(HEADS) + 1))
MIDDLE = sum(HALF << shift for shift in SHIFTS)
RARITY = 4
"""Steps of the rarity of a word in one unit: the weights' last column counts squared steps."""


@dataclass(frozen=True, slots=True)
class Model:
    """Linear weights of the five heads (scripts/train_claims.py), in whole steps, and how sums become probabilities.

    ``words`` has a row for each word, affix and word pair: a weight for each head and, last, its squared rarity;
    ``signs`` a weight for each head. A row is read when its feature first turns up, which keeps the start short. ``context`` holds a head's weights over what ``find_context`` gives.
    """

    words: Mapping[str, str]
    signs: Mapping[str, str]
    word_steps: Sequence[float]
    sign_steps: Sequence[float]
    intercepts: Sequence[float]
    calibration: Mapping[str, Sequence[float]]
    context: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that a score rests on, with what it adds to the log-odds; below zero it speaks against."""

    feature: str
    weight: float


@cache
def load_model() -> Model:
    """Returns the packaged model."""
    read = read_json(WEIGHTS)
    steps = read["steps"]
    return Model(
        read["words"],
        read["signs"],
        steps["words"],
        steps["signs"],
        read["intercepts"],
        read["calibration"],
        read["context"],
    )


def score_sentences(
    article: Segmentation, quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> list[dict[str, float]]:
    """Returns the scores of each sentence: claim, check_worthy, opinion, subjective, prediction, all in 0..1."""
    model = load_model()
    sums = [_linear(features, model) for features in find_features(article, quotations, quantities)]
    scored = [dict(zip(HEADS, map(_probability, _calibrated(row, model)))) for row in sums]
    for at, inputs in _in_context(article, sums):
        for head, (intercept, *weights) in model.context.items():
            scored[at][head] = _probability(intercept + sum(map(mul, weights, inputs)))
    return scored


def _linear(features: Features, model: Model) -> list[float]:
    """Returns the linear score of each head."""
    words = _split(sum(map(_word_weights, features.words)) + sum(map(_pair_weights, model.words.keys() & features.pairs)))
    signs = _split(sum(map(_sign_weights, features.signs)))
    length = sqrt(words[-1]) / RARITY or 1.0
    return [
        intercept + word_step * word / length + sign_step * sign
        for intercept, word_step, word, sign_step, sign in zip(
            model.intercepts, model.word_steps, words, model.sign_steps, signs
        )
    ]


def _pack(row: str) -> int:
    return sum(int(value) << shift for value, shift in zip(row.split(), SHIFTS))


def _split(total: int) -> list[int]:
    total += MIDDLE
    return [(total >> shift & MASK) - HALF for shift in SHIFTS]


@lru_cache(maxsize=1 << 15)
def _word_weights(word: str) -> int:
    """Returns the packed weights of a word and its affixes together."""
    known = load_model().words
    return sum(_pack(known[gram]) for gram in (word, *affixes(word)) if gram in known)


@lru_cache(maxsize=1 << 15)
def _pair_weights(pair: str) -> int:
    row = load_model().words.get(pair)
    return _pack(row) if row else 0


@lru_cache(maxsize=1 << 15)
def _sign_weights(sign: str) -> int:
    row = load_model().signs.get(sign)
    return _pack(row) if row else 0


def _in_context(article: Segmentation, sums: Sequence[Sequence[float]]) -> Iterator[tuple[int, list[float]]]:
    """Yields the index of each sentence that has a context, with its own linear scores and its context."""
    body = body_sentences(article)
    inside = [sums[at] for at in body]
    for at, row, context in zip(body, inside, find_context(article, body, inside)):
        yield at, [*row, *context]


def _calibrated(row: Sequence[float], model: Model) -> Iterator[float]:
    for value, head in zip(row, HEADS):
        slope, intercept = model.calibration[head]
        yield slope * value + intercept


def _probability(log_odds: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, log_odds)))), 4)

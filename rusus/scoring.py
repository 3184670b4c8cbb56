"""Scores: what each sentence is worth to a fact-checker, as probabilities."""
from __future__ import annotations

from collections.abc import Sequence
from math import exp

from rusus.features import sentence_features
from rusus.model import Quantity, Quotation, Segmentation
from rusus.resources import read_json


def score_sentences(
    article: Segmentation, quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> list[dict[str, float]]:
    """Returns the scores of each sentence: claim, check_worthy, opinion, subjective, prediction, all in 0..1."""
    model = read_json("claim_weights.json")
    heads, bias, weights = model["heads"], model["bias"], model["weights"]
    scored = []
    for found in sentence_features(article, quotations, quantities):
        rows = [weights[name] for name in sorted(found) if name in weights]
        scored.append({head: _logistic(sum(column)) for head, *column in zip(heads, bias, *rows)})
    return scored


def _logistic(value: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, value)))), 4)

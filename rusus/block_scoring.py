"""Which blocks are no article text, by a linear scorer over words and shapes."""

from __future__ import annotations

from functools import cache

from rusus.block_features import find_features
from rusus.resources import read_text

WEIGHTS = "block_weights.tsv"


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in read_text(WEIGHTS).splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def score_block(block: str, place: int, count: int) -> float:
    """Returns the log-odds that a block, the ``place``-th of ``count``, is no article text.

    A logistic regression trained on the "NA" sentences of NewsDiscourse (Choubey et al. 2020); its scores
    stand in the resource.
    """
    weights = _weights()
    return weights["bias"] + sum(weights.get(feature, 0.0) for feature in find_features(block, place, count))

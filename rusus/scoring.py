"""Scores: what each sentence is worth to a fact-checker, as probabilities."""
from __future__ import annotations

from collections.abc import Sequence

from rusus.model import Quantity, Quotation, Segmentation


def score_sentences(
    article: Segmentation, quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> list[dict[str, float]]:
    """Returns the scores of each sentence: claim, check_worthy, opinion, subjective, prediction, all in 0..1."""
    return [dict.fromkeys(("claim", "check_worthy", "opinion", "subjective", "prediction"), 0.5) for _ in article.sentences]

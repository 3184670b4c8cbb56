"""Ranking: which of the known claims or sentences that a search found comes first."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.similarity.score import PAIR_FEATURES, Profile, model, pair_features, shared_weight

_BY_BEST = ("cosine", "cover_ours", "grams_ours", "grams_both")

RANK_FEATURES = (
    *PAIR_FEATURES,
    "text_cosine",
    "text_cover",
    "text_grams",
    "cover_signature",
    "relevance_absolute",
    "relevance",
    *(f"{name}_by_best" for name in _BY_BEST),
)
"""What ranks a search result: the pair features with text and title as one, some for the text alone, and BM25.

Those named by_best, and ``relevance``, are shares of the most that a result of the same search has.
"""


def rank_features(
    query: Profile, signature: Profile, found: Sequence[tuple[Profile, Profile, float]]
) -> list[list[float]]:
    """Returns the values of RANK_FEATURES for each result: profiles of its text and of text with title, and BM25."""
    rows = [_own_features(query, signature, *result) for result in found]
    columns = [PAIR_FEATURES.index(name) for name in _BY_BEST]
    bests = [max(row[column] for row in rows) or 1.0 for column in (-1, *columns)] if rows else []
    for row in rows:
        row[-1:] = [row[-1], row[-1] / bests[0], *(row[column] / best for column, best in zip(columns, bests[1:]))]
    return rows


def _own_features(query: Profile, signature: Profile, text: Profile, whole: Profile, relevance: float) -> list[float]:
    features = pair_features(query, whole)
    of_text = features if text is whole else pair_features(query, text)
    return [
        *features,
        of_text[0],
        of_text[2],
        of_text[5],
        shared_weight(whole, signature) / whole.total if whole.total else 0.0,
        relevance / 100,
    ]


def rank(query: Profile, signature: Profile, found: Sequence[tuple[Profile, Profile, float]]) -> list[float]:
    """Returns for each result how probable it is that it says what the query says, 0..1."""
    ranks = model("search", RANK_FEATURES)
    return [ranks(features) for features in rank_features(query, signature, found)]

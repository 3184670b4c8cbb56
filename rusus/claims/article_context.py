"""Article context: the scores around a sentence and its place in the article."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from rusus.model import Segmentation
from rusus.vocabulary import BODY_KINDS

SHORTEST = 4
"""Body sentences that make an article: what has fewer has no context."""

MOST = 2.0
"""Halved log-odds of the sentences around count up to here."""

PLACES = (
    "first",
    "second",
    "third",
    "soon",
    "later",
    "last",
    "nearly last",
    "depth",
    "size",
    "follows",
    "leads",
    "alone",
)


def body_sentences(article: Segmentation) -> list[int]:
    """Returns the indices of the sentences in paragraphs and lists, and none where those are too few for an article."""
    body = [n for n, sentence in enumerate(article.sentences) if article.blocks[sentence.block].kind in BODY_KINDS]
    return body if len(body) >= SHORTEST else []


def find_context(article: Segmentation, body: Sequence[int], scores: Sequence[Sequence[float]]) -> list[list[float]]:
    """Returns for each body sentence the scores before and after it, the article's mean, and its place.

    ``scores`` are the linear scores of the body sentences, in order. Before and after are relative to the mean.
    """
    if not body:
        return []
    count = len(body)
    flat = [
        [MOST if value > 2 * MOST else -MOST if value < -2 * MOST else value / 2 for value in row] for row in scores
    ]
    mean = [sum(column) / count for column in zip(*flat)]
    around = [[value - middle for value, middle in zip(row, mean)] for row in flat]
    nothing = [0.0] * len(mean)
    rows = []
    for at in range(count):
        before = around[at - 1] if at else nothing
        after = around[at + 1] if at + 1 < count else nothing
        rows.append([*before, *after, *mean, *_place(article, body, at)])
    return rows


def _place(article: Segmentation, body: Sequence[int], at: int) -> list[float]:
    count = len(body)
    block = article.sentences[body[at]].block
    follows = at > 0 and article.sentences[body[at - 1]].block == block
    leads = at + 1 < count and article.sentences[body[at + 1]].block == block
    left = count - 1 - at
    return [
        at == 0,
        at == 1,
        at == 2,
        2 < at < 5,
        at > 9,
        left == 0,
        0 < left < 3,
        at / count,
        log(count) / 4,
        follows,
        leads,
        not (follows or leads),
    ]

"""Acceptance: how likely a whole analysis (cue, content, source) is an attribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusus.quotations.indirect.contents import bucket
from rusus.quotations.indirect.tagged_sentence import Frame

Tree = int | list  # type: ignore[type-arg]
"""A leaf's value, or a branch: [measure, threshold, tree up to it, tree above it]."""

DEPTH = 3
"""Branches from the root of a tree to its leaves, at most."""


def level(value: int) -> int:
    """Returns the class of a logit in hundredths, in steps of a half."""
    return max(-6, min(14, value // 50))


def acceptance_features(
    frame: Frame,
    i: int,
    lemma: str,
    score: int,
    j: int,
    k: int,
    chances: tuple[float, float, float],
    source: tuple[int, int] | None,
) -> list[str]:
    """Returns the features of a whole analysis.

    ``score`` is the cue's logit; ``chances`` are the probabilities that the content is right, that half of it
    is, and that the source is.
    """
    lowers, tags = frame.lowers, frame.tags
    exact, half, certain = chances
    order = "a" if j > i else "b" if k <= i else "r"
    cue, halves, exacts, sure = level(score), int(half * 12), int(exact * 8), int(certain * 6)
    verbs = min(2, frame.finite[k] - frame.finite[j])
    length = bucket(k - j)
    who = tags[source[1] - 1] if source else "0"
    word = lowers[k] if k < frame.size else "$"
    where = "" if source is None else "l" if source[0] < i else "r"
    quotes = f"{frame.quoted[i]:d}{frame.quoted[j]:d}{frame.quoted[k - 1]:d}"
    share = 4 * sum(frame.quoted[j:k]) // (k - j)
    return [
        "0",
        f"d{share} {order}",
        f"dl{share} {lemma}",
        f"dt{share} {lowers[j]} {quotes}",
        f"c{cue}",
        f"h{halves}",
        f"e{exacts}",
        f"s{sure}{who == '0':d}",
        f"ch{cue // 2} {halves // 2}",
        f"l{lemma}",
        f"lc{lemma} {cue // 4}",
        f"lh{lemma} {halves // 4}",
        f"o{order} {verbs}",
        f"ol{order} {lemma}",
        f"L{length} {verbs}",
        f"lL{lemma} {verbs}",
        f"w{lowers[j]}",
        f"t{tags[j]} {tags[i]}",
        f"W{word}",
        f"S{who} {where}",
        f"St{who} {where} {tags[i]}",
        f"q{quotes} {order}",
        f"Q{quotes} {lemma}",
        f"n{min(3, frame.cues[-1])} {order}",
        f"g{min(3, j - i) if j > i else 'b'} {tags[i]} {verbs}",
        f"r{frame.rates[i]} {cue // 2}",
    ]


def measures(
    frame: Frame,
    i: int,
    score: int,
    j: int,
    k: int,
    chances: tuple[float, float, float],
    source: tuple[int, int] | None,
    linear: int,
) -> list[float]:
    """Returns the numbers that the boosted trees read; ``linear`` is the logit of the linear model, in hundredths."""
    return [
        linear,
        score,
        *chances,
        k - j,
        j - i,
        k - i,
        i,
        frame.size,
        frame.size - k,
        frame.finite[k] - frame.finite[j],
        frame.finite[-1] - frame.finite[k],
        frame.finite[i],
        frame.cues[i],
        frame.cues[-1],
        frame.commas[k] - frame.commas[j],
        sum(frame.quoted[j:k]) / (k - j),
        source[0] - i if source else 0,
        source is None,
    ]


def level_tree(tree: Tree, depth: int = DEPTH) -> Tree:
    """Returns a tree whose leaves all stand ``depth`` branches deep, so that reading it needs no tests."""
    if depth == 0:
        return tree
    if isinstance(tree, int):
        return [0, 0, level_tree(tree, depth - 1), level_tree(tree, depth - 1)]
    measure, least, low, high = tree
    return [measure, least, level_tree(low, depth - 1), level_tree(high, depth - 1)]


def boosted(trees: Sequence[Any], numbers: Sequence[float]) -> int:
    """Returns the sum of the leaves that the numbers fall into (Friedman 2001), a logit in hundredths.

    All leaves stand DEPTH branches deep: one line below for each, at half the cost of a loop with a test.
    """
    value = 0
    for at, least, low, high in trees:
        at, least, low, high = low if numbers[at] <= least else high
        at, least, low, high = low if numbers[at] <= least else high
        value += low if numbers[at] <= least else high
    return value // 10

"""Acceptance: how likely a whole analysis (cue, content, source) is an attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rusus.quotations.indirect.contents import bucket
from rusus.quotations.indirect.tagged_sentence import Content, Cue, Phrase, order
from rusus.quotations.indirect.weight_rows import Features
from rusus.text.linear_model import Reads

Tree = int | list  # type: ignore[type-arg]
"""A leaf's value, or a branch: [measure, threshold, tree up to it, tree above it]."""

DEPTH = 3
"""Branches from the root of a tree to its leaves, at most."""

ACCEPTANCE_READS: Reads = (
    ("d", "the quoted share of the content, for this cue"),
    ("l", "the cue"),
    ("c", "the cue and its score"),
    ("h", "the cue, and how sure the content is"),
    ("o", "where the content stands, for this cue"),
    ("L", "the verbs of the content, for this cue"),
    ("Q", "quotation marks"),
    ("d", "the quoted share of the content"),
    ("o", "where the content stands, and its verbs"),
    ("q", "quotation marks"),
    ("n", "cues in the sentence"),
    ("t", "the first tag"),
    ("S", "the kind of source"),
    ("g", "how far the content is from the cue"),
    ("0", "analyses being right as a rule"),
    ("d", "the first word and quotation marks"),
    ("c", "the score of the cue"),
    ("h", "how sure half of the content is"),
    ("e", "how sure the content is"),
    ("s", "how sure the source is"),
    ("C", "the score of the cue, and how sure the content is"),
    ("L", "the length and the verbs of the content"),
    ("w", "the first word"),
    ("W", "the word after the content"),
    ("S", "the kind of source"),
    ("r", "how often the word is a cue"),
)
"""What each feature of a whole analysis looks at: (how the feature begins, what it reads), in their order."""

MEASURES = (
    "logit of the linear model",
    "logit of the cue",
    "probability of the content",
    "probability of half of the content",
    "probability of the source",
    "words of the content",
    "words from the cue to the first word",
    "words from the cue to the end",
    "words before the cue",
    "words of the sentence",
    "words after the content",
    "verbs of the content",
    "verbs after the content",
    "verbs before the cue",
    "cues before the cue",
    "cues of the sentence",
    "commas in the content",
    "quoted share of the content",
    "words from the cue to the source",
    "no source named",
)
"""What the trees measure, by the index that their branches name."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A cue with its best content and source, before all of it is accepted or not.

    ``cue_score`` is the logit of the cue in hundredths; ``exact``, ``half`` and ``certain`` are the probabilities that
    the content is right, that half of it is, and that the source is (None: nobody is named). ``named`` is that of the
    source or a phrase that only describes it.
    """

    cue: Cue
    cue_score: int
    content: Content
    exact: float
    half: float
    source: Phrase | None
    certain: float
    named: float = 0.0


def level(value: int) -> int:
    """Returns the class of a logit in hundredths, in steps of a half."""
    return max(-6, min(14, value // 50))


def acceptance_features(analysis: Analysis) -> Features:
    """Returns the features of a whole analysis."""
    (frame, i, lemma), (j, k), source = analysis.cue, analysis.content, analysis.source
    lowers, tags, quoted = frame.lowers, frame.tags, frame.quoted
    place, first = order(i, j, k), lowers[j]
    cue, halves = level(analysis.cue_score), int(analysis.half * 12)
    exacts, sure = int(analysis.exact * 8), int(analysis.certain * 6)
    verbs = min(2, frame.finite[k] - frame.finite[j])
    who = tags[source[1] - 1] if source else "0"
    word = lowers[k] if k < frame.size else "$"
    named = f"S{who} {'' if source is None else 'l' if source[0] < i else 'r'}"
    quotes = f"{'01'[quoted[i]]}{'01'[quoted[j]]}{'01'[quoted[k - 1]]}"
    share = 4 * sum(quoted[j:k]) // (k - j)
    return (
        (
            f"l{lemma}",
            [
                f"d{share}",
                "l",
                f"c{cue // 4}",
                f"h{halves // 4}",
                f"o{place}",
                f"L{verbs}",
                f"Q{quotes}",
            ],
        ),
        (f"p{place}", [f"d{share}", f"o{verbs}", f"q{quotes}", f"n{min(3, frame.cues[-1])}"]),
        (f"t{tags[i]}", [f"t{tags[j]}", named, f"g{min(3, j - i) if j > i else 'b'} {verbs}"]),
        (
            "",
            [
                "0",
                f"d{share} {first} {quotes}",
                f"c{cue}",
                f"h{halves}",
                f"e{exacts}",
                f"s{sure}{'01'[who == '0']}",
                f"C{cue // 2} {halves // 2}",
                f"L{bucket(k - j)} {verbs}",
                f"w{first}",
                f"W{word}",
                named,
                f"r{frame.rates[i]} {cue // 2}",
            ],
        ),
    )


def measures(analysis: Analysis, linear: int) -> list[float]:
    """Returns the numbers that the boosted trees read, as in MEASURES; ``linear`` is the linear logit in hundredths."""
    (frame, i, _), (j, k), source = analysis.cue, analysis.content, analysis.source
    return [
        linear,
        analysis.cue_score,
        analysis.exact,
        analysis.half,
        analysis.certain,
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

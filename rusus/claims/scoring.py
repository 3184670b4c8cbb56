"""Scores: what each sentence is worth to a fact-checker, as probabilities."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from operator import mul

from rusus.claims.article_context import body_sentences, find_context
from rusus.claims.check_first import find_inputs, rank
from rusus.claims.features import Features, affixes, find_features, lexicon_pairs
from rusus.claims.no_claim import NO_CLAIM_RULES
from rusus.claims.packed_weights import FIRST, HEADS, RARE, pack, unpack
from rusus.model import Quantity, Quotation, Segmentation
from rusus.resources import read_json, read_text
from rusus.rules import reason
from rusus.text.linear_model import sigmoid

WEIGHTS, WORDS = "claim_weights.json", "claim_words.tsv"
CLAIM = HEADS.index("claim")
NONE = -2.0
"""The log-odds of a claim, at most, where the form of a sentence shows that it holds none (``no_claim``)."""

RARITY = 4
"""Steps of the rarity of a word in one unit: the weights' last column counts squared steps."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the five heads and of the hidden units (scripts/train/claims.py), in whole steps, and how sums become
    log-odds.

    ``words`` has a row for each word, affix and word pair, ``signs`` for each sign: a weight for each head, the squared
    rarity, and a letter for each unit's weight. A row is read when its feature first turns up, which keeps the start
    short. The other columns are those of heads, rarity, units and checking first as well; ``out`` has for each unit
    what it adds to each head and to checking first.
    ``context`` has a head's intercept and weights over a sentence's five log-odds and what ``find_context`` gives,
    ``news`` the intercept of claims in articles and the weight of each head's log-odds there.
    """

    words: Mapping[str, str]
    signs: Mapping[str, str]
    word_steps: Sequence[float]
    sign_steps: Sequence[float]
    levels: Sequence[float]
    out: Sequence[Sequence[float]]
    context: Mapping[str, tuple[float, Sequence[float]]]
    news: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The scores of a sentence, each in 0..1, and its signs."""

    scores: dict[str, float]
    signs: tuple[str, ...]


@cache
def load_model() -> Model:
    """Returns the packaged model."""
    read = read_json(WEIGHTS)
    steps = read["steps"]
    cells = read_text(WORDS).replace("\n", "\t").split("\t")
    return Model(
        dict(zip(cells[::2], cells[1::2])),
        read["signs"],
        steps["words"],
        steps["signs"],
        read["levels"],
        list(zip(*read["out"])),
        {head: (intercept, weights) for head, (intercept, *weights) in read["context"].items()},
        read["news"],
    )


def assess_sentences(
    article: Segmentation, quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> list[Assessment]:
    """Returns scores and signs of each sentence.

    In an article of some length, opinion and prediction look at the sentences around as well, and a sentence
    that is likely an opinion or a prediction is the less likely a claim. What to check first follows from all of them.
    """
    found = list(find_features(article, quotations, quantities, known_pairs))
    odds, inputs = weigh(article, found, quotations, quantities)
    return [
        Assessment({name: probability(value) for name, value in {"check_first": first, **of}.items()}, features.signs)
        for features, of, first in zip(found, odds, rank(article, inputs))
    ]


def weigh(
    article: Segmentation, found: Sequence[Features], quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> tuple[list[dict[str, float]], list[list[float]]]:
    """Returns the log-odds of each sentence by score, and the inputs of what to check first (``check_first``)."""
    model = load_model()
    rows = [log_odds(features, model) for features in found]
    odds = [dict(zip(HEADS, row)) for row in rows]
    for at, inputs in in_context(article, rows):
        for head, (intercept, weights) in model.context.items():
            odds[at][head] = intercept + sum(map(mul, weights, inputs))
        odds[at]["claim"] = claim_in_news(odds[at], model)
    for of, features in zip(odds, found):
        if reason(NO_CLAIM_RULES, features.signs):
            of["claim"] = min(of["claim"], NONE)
    return odds, find_inputs(article, found, [row[-1] for row in rows], odds, quotations, quantities)


def log_odds(features: Features, model: Model) -> list[float]:
    """Returns the log-odds of each head, without a look at the sentences around, and what the words say of checking it.

    Those of claims look only at the content of what somebody said.
    """
    row = _log_odds(features, model)
    if features.content:
        row[CLAIM] = _log_odds(features.content, model)[CLAIM]
    return row


def _log_odds(features: Features, model: Model) -> list[float]:
    """Returns the log-odds of each head, and after the last of them what the words say of checking."""
    sums = add_weights(features, model)
    claim, check_worthy, opinion, subjective, prediction = sums[:RARE]
    first = sums[FIRST]
    # Written out, because a sum of products for each head takes twice as long (1.1 and 2.5 µs a sentence).
    for value, out in zip(sums[RARE + 1 : FIRST], model.out):
        if value > 0:
            claim += value * out[0]
            check_worthy += value * out[1]
            opinion += value * out[2]
            subjective += value * out[3]
            prediction += value * out[4]
            first += value * out[5]
    return [claim, check_worthy, opinion, subjective, prediction, first]


def known_pairs(words: Sequence[str]) -> frozenset[str]:
    """Returns those of a sentence's word pairs (``features.all_pairs``) that the weights or the lexicon know.

    A pair is found by its two words, because making its name, to find that half of them are not known, takes longer.
    """
    return frozenset(filter(None, map(dict.get, map(_pairs_with, ["^", *words]), [*words, "$"])))


@lru_cache(maxsize=1 << 14)
def _pairs_with(first: str) -> dict[str, str]:
    """Returns the known pairs that begin with a word, by the word after it: kept, because two searches find them."""
    grams, begins = _grams(), first + " "
    # What begins with a word and a space is sorted before the word with any other character.
    pairs = grams[bisect_left(grams, begins) : bisect_left(grams, first + "!")]
    return {pair[len(begins) :]: pair for pair in pairs}


@cache
def _grams() -> list[str]:
    """Returns the words and pairs that the weights or the lexicon know, sorted."""
    return sorted([*load_model().words, *lexicon_pairs()])


def add_weights(features: Features, model: Model) -> list[float]:
    """Returns the sums of a sentence's weights by column: heads, rarity (of no use here), units, first."""
    words = unpack(sum(map(_word_weights, features.words)) + sum(map(_feature_weights, features.pairs)))
    signs = unpack(sum(map(_sign_weights, features.signs)))
    length = sqrt(words[RARE]) / RARITY or 1.0
    return [
        level + word_step * word / length + sign_step * sign
        for level, word_step, word, sign_step, sign in zip(
            model.levels, model.word_steps, words, model.sign_steps, signs
        )
    ]


@lru_cache(maxsize=1 << 15)
def _word_weights(word: str) -> int:
    """Returns the packed weights of a word and its affixes together."""
    return sum(map(_feature_weights, (word, *affixes(word))))


@lru_cache(maxsize=1 << 15)
def _feature_weights(feature: str) -> int:
    row = load_model().words.get(feature)
    return pack(row) if row else 0


@lru_cache(maxsize=1 << 15)
def _sign_weights(sign: str) -> int:
    row = load_model().signs.get(sign)
    return pack(row) if row else 0


def in_context(article: Segmentation, rows: Sequence[Sequence[float]]) -> Iterator[tuple[int, list[float]]]:
    """Yields the index of each sentence that has a context, with its own log-odds and its context."""
    body = body_sentences(article)
    inside = [rows[at][: len(HEADS)] for at in body]
    for at, row, context in zip(body, inside, find_context(article, body, inside)):
        yield at, [*row, *context]


def claim_in_news(odds: Mapping[str, float], model: Model) -> float:
    """Returns the log-odds of a claim in an article from the log-odds of all heads."""
    return model.news["intercept"] + sum(model.news[head] * odds[head] for head in HEADS if head in model.news)


def probability(log_odds: float) -> float:
    """Returns the probability, to four places."""
    # The same as round(…, 4), which prints and reads the number and takes 2.6 times as long.
    return round(sigmoid(log_odds) * 10_000) / 10_000

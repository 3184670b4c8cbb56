"""What to check first: how likely a fact-checking desk would check a sentence, and why, by the readers' grades.

A weighted sum of inputs. Most say only yes or no, and stand with the words and signs that decide them in
``check_first.txt``; the others are the scores of the sentence and how much of it the article says elsewhere. Every
input counts by how far it is above what is usual in the article, because a desk has time for the first few of each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from operator import mul, sub

from rusus.claims.features import Features
from rusus.claims.packed_weights import HEADS
from rusus.model import Quantity, Quotation, Segmentation
from rusus.resources import entries, read_json, read_lists
from rusus.vocabulary import BODY_KINDS

WEIGHTS, REASONS = "check_first.json", "check_first.txt"
_SIGN = "sign:"
"""How an entry of the reasons begins that is no word but a sign."""
MOST = 5.0
"""Log-odds count up to here: beyond it a score is sure, and how sure says nothing about the order."""

PRIOR = 5
"""So many usual sentences stand beside those of every article when its means are taken, so that a text of one sentence
has means as well. Chosen by hand; not measured."""

LEAD = 2
"""The first sentences of the body, which say what the article is about."""

NUMBERS = ("words", *HEADS, "statistics", "measured", "named accusation", "length", "lead", "again", "before")
SAYINGS: Mapping[str, str] = {
    "words": "what its words say",
    "claim": "likely a claim",
    "check_worthy": "what a debate's fact-checkers would check",
    "opinion": "opinion",
    "subjective": "the author's own view",
    "prediction": "prediction",
    "statistics": "number of figures",
    "measured": "figure with what it measures",
    "named accusation": "accusation by somebody named",
    "length": "length",
    "lead": "near to what the article begins with",
    "again": "said again below",
    "before": "said above",
}
"""What ``--explain`` calls the inputs that are no section of ``check_first.txt``."""


@dataclass(frozen=True, slots=True)
class Order:
    """The model (scripts/train/check_first.py): a weight and a usual value for each input, and what makes log-odds.

    They are the sum of weights times what an input is above its mean in the article, plus ``article`` times how far the
    mean of "words" in the article is above the usual one, plus ``level``.
    """

    weights: Sequence[float]
    usual: Sequence[float]
    article: float
    level: float


@cache
def _reasons() -> tuple[str, ...]:
    """Returns the names of the reasons of the resource, in its order."""
    return tuple(name for name in read_lists(REASONS) if name)


@cache
def _reasons_of() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Returns for each word of the resource, and for each sign, the reasons that it speaks for."""
    words: dict[str, tuple[str, ...]] = {}
    signs: dict[str, tuple[str, ...]] = {}
    for name in _reasons():
        for entry in read_lists(REASONS)[name]:
            table = signs if entry.startswith(_SIGN) else words
            found = entry.removeprefix(_SIGN)
            table[found] = (*table.get(found, ()), name)
    return words, signs


def _holding(features: Features) -> set[str]:
    """Returns the reasons that hold: a word or a sign of each stands in the sentence."""
    words, signs = _reasons_of()
    found = [words[word] for word in words.keys() & features.words]
    return {name for names in (*found, *(signs[sign] for sign in features.signs if sign in signs)) for name in names}


def input_names() -> tuple[str, ...]:
    """Returns the names of the inputs in the order of their weights."""
    return (*NUMBERS, *_reasons())


def sayings(row: Sequence[float]) -> list[str]:
    """Returns what ``--explain`` calls each input of a sentence: a reason that does not hold is *without* it."""
    numbers = [SAYINGS[name] for name in NUMBERS]
    holds = row[len(NUMBERS) :]
    return [*numbers, *(name if value else f"without {name}" for name, value in zip(_reasons(), holds))]


@cache
def load_order() -> Order:
    """Returns the packaged model."""
    read = read_json(WEIGHTS)
    inputs: Mapping[str, Mapping[str, float]] = read["inputs"]
    names = input_names()
    return Order(
        tuple(inputs[name]["weight"] for name in names),
        tuple(inputs[name]["usual"] for name in names),
        read["article"],
        read["level"],
    )


def find_inputs(
    article: Segmentation,
    found: Sequence[Features],
    said: Sequence[float],
    odds: Sequence[Mapping[str, float]],
    quotations: Sequence[Quotation],
    quantities: Sequence[Quantity],
) -> list[list[float]]:
    """Returns the inputs of each sentence, in the order of ``input_names``.

    ``said`` is what the words of each sentence say (column ``FIRST`` of the weights), ``odds`` the log-odds by score.
    """
    named = _named(article, quotations)
    rows = []
    for at, (features, (several, measured), elsewhere) in enumerate(
        zip(found, _statistics(article, quantities), _elsewhere(article, found))
    ):
        holding = _holding(features)
        holds = [name in holding for name in _reasons()]
        accused = named[at] and "accusation" in holding
        sentence = article.sentences[at]
        scores = [max(-MOST, min(MOST, odds[at][head])) for head in HEADS]
        length = log(1 + sentence.last - sentence.first)
        rows.append([said[at], *scores, several, measured, accused, length, *elsewhere, *holds])
    return rows


def rank(article: Segmentation, rows: Sequence[Sequence[float]]) -> list[float]:
    """Returns the log-odds that a desk would check each sentence, from its inputs."""
    order = load_order()
    return [sum(parts) for parts in parts_of(article, rows, order)]


def parts_of(article: Segmentation, rows: Sequence[Sequence[float]], order: Order) -> Iterator[list[float]]:
    """Yields for each sentence what each input adds to the log-odds, then what the whole article and the level add."""
    means = article_means(article, rows, order.usual)
    rest = [order.article * (means[0] - order.usual[0]), order.level]
    for row in rows:
        yield [*map(mul, order.weights, map(sub, row, means)), *rest]


def article_means(article: Segmentation, rows: Sequence[Sequence[float]], usual: Sequence[float]) -> list[float]:
    """Returns the mean of each input over the sentences of the body and ``PRIOR`` usual ones."""
    inside = [
        row for row, sentence in zip(rows, article.sentences) if article.blocks[sentence.block].kind in BODY_KINDS
    ]
    count = len(inside) + PRIOR
    sums = [sum(column) for column in zip(*inside)] or [0.0] * len(usual)
    return [(total + PRIOR * value) / count for total, value in zip(sums, usual)]


def _statistics(article: Segmentation, quantities: Sequence[Quantity]) -> list[tuple[float, float]]:
    """Returns for each sentence how many statistics begin in it, up to three, and 1 if what one measures is known."""
    counts = [[0.0, 0.0] for _ in article.sentences]
    for at, quantity in zip(_places(article, [quantity.start for quantity in quantities]), quantities):
        if quantity.evidence and at >= 0:
            counts[at][0] = min(3.0, counts[at][0] + 1)
            counts[at][1] = max(counts[at][1], float(quantity.of is not None))
    return [(several, measured) for several, measured in counts]


def _named(article: Segmentation, quotations: Sequence[Quotation]) -> list[bool]:
    """Returns for each sentence whether words of a quotation begin in it whose speaker is known."""
    named = [False] * len(article.sentences)
    spans = [span.start for quotation in quotations if quotation.speaker for span in quotation.spans]
    for at in _places(article, spans):
        named[max(0, at)] = True
    return named


def _places(article: Segmentation, offsets: Sequence[int]) -> list[int]:
    """Returns the index of the sentence in which each offset lies, or of the one before."""
    starts = [sentence.start for sentence in article.sentences]
    return [bisect_right(starts, offset) - 1 for offset in offsets]


def _elsewhere(article: Segmentation, found: Sequence[Features]) -> Iterator[tuple[float, float, float]]:
    """Yields which share of a sentence's content words the lead has, and which comes again below and stood above."""
    bags = [_content(features) for features in found]
    body = [at for at, of in enumerate(article.sentences) if article.blocks[of.block].kind in BODY_KINDS]
    lead = frozenset().union(*(bags[at] for at in body[:LEAD]))
    last: dict[str, int] = {word: at for at in body for word in bags[at]}
    first: dict[str, int] = {word: at for at in reversed(body) for word in bags[at]}
    for at, bag in enumerate(bags):
        size = max(1, len(bag))
        again = sum(last.get(word, -1) > at for word in bag)
        before = sum(first.get(word, at) < at for word in bag)
        yield len(bag & lead) / size, again / size, before / size


def _content(features: Features) -> frozenset[str]:
    """Returns the words of a sentence that are no stop words, marks or numbers."""
    return frozenset(word for word in features.words - entries("stop_words.txt", "stop") if word[0].isalpha())

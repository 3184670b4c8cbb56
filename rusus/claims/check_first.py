"""What to check first: how likely a fact-checking desk would check a sentence, and why, by the readers' grades.

A weighted sum of inputs. Most say only yes or no, and stand with the words and signs that decide them in
``check_first.txt``; the others are the scores of the sentence and how much of it the article says elsewhere. Every
input counts by how far it is above what is usual in the article, because a desk has time for the first few of each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, compress, islice
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


@dataclass(frozen=True, slots=True)
class _Table:
    """The reasons that each word speaks for, and the words."""

    reasons: Mapping[str, tuple[str, ...]]
    known: frozenset[str]


@cache
def _reasons_of() -> tuple[_Table, _Table]:
    """Returns for each word of the resource, and for each sign, the reasons that it speaks for."""
    words: dict[str, tuple[str, ...]] = {}
    signs: dict[str, tuple[str, ...]] = {}
    for name in _reasons():
        for entry in read_lists(REASONS)[name]:
            table = signs if entry.startswith(_SIGN) else words
            found = entry.removeprefix(_SIGN)
            table[found] = (*table.get(found, ()), name)
    return _Table(words, frozenset(words)), _Table(signs, frozenset(signs))


def _holding(features: Features) -> frozenset[str]:
    """Returns the reasons that hold: a word or a sign of each stands in the sentence."""
    words, signs = _reasons_of()
    of_words = map(words.reasons.__getitem__, features.words & words.known)
    of_signs = map(signs.reasons.__getitem__, signs.known.intersection(features.signs))
    return frozenset(chain(*of_words, *of_signs))


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
        holds = map(holding.__contains__, _reasons())
        accused = named[at] and "accusation" in holding
        sentence = article.sentences[at]
        scores = [
            MOST if value > MOST else -MOST if value < -MOST else value for value in map(odds[at].__getitem__, HEADS)
        ]
        length = log(1 + sentence.last - sentence.first)
        rows.append([said[at], *scores, several, measured, accused, length, *elsewhere, *holds])
    return rows


def rank(article: Segmentation, rows: Sequence[Sequence[float]]) -> list[float]:
    """Returns the log-odds that a desk would check each sentence, from its inputs: the sums of ``parts_of``."""
    order = load_order()
    means = article_means(article, rows, order.usual)
    level = sum(_rest(order, means)) - sum(map(mul, order.weights, means))
    return [level + sum(map(mul, order.weights, row)) for row in rows]


def parts_of(article: Segmentation, rows: Sequence[Sequence[float]], order: Order) -> Iterator[list[float]]:
    """Yields for each sentence what each input adds to the log-odds, then what the whole article and the level add."""
    means = article_means(article, rows, order.usual)
    rest = _rest(order, means)
    for row in rows:
        yield [*map(mul, order.weights, map(sub, row, means)), *rest]


def _rest(order: Order, means: Sequence[float]) -> list[float]:
    """Returns what an article with these means adds to the log-odds of each sentence, and the level."""
    return [order.article * (means[0] - order.usual[0]), order.level]


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
    bags = list(map(_content, found))
    inside = [article.blocks[of.block].kind in BODY_KINDS for of in article.sentences]
    lead = frozenset().union(*islice(compress(bags, inside), LEAD))
    below = _shared_with_earlier(bags[::-1], inside[::-1])[::-1]
    for bag, again, before in zip(bags, below, _shared_with_earlier(bags, inside)):
        size = max(1, len(bag))
        yield len(bag & lead) / size, again / size, before / size


def _shared_with_earlier(bags: Sequence[frozenset[str]], inside: Sequence[bool]) -> list[int]:
    """Returns how many words of each bag stand in those before it that are inside the body."""
    seen: set[str] = set()
    counts = []
    for bag, is_inside in zip(bags, inside):
        counts.append(len(bag & seen))
        if is_inside:
            seen |= bag
    return counts


def _content(features: Features) -> frozenset[str]:
    """Returns the content words of a sentence."""
    return frozenset(filter(_is_content, features.words))


@lru_cache(maxsize=1 << 14)
def _is_content(word: str) -> bool:
    """True of words that are no stop words, marks or numbers; kept, because most stood in the article before."""
    return word[0].isalpha() and word not in entries("stop_words.txt", "stop")

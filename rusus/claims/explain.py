"""Reasons: which features made a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul

from rusus.claims import check_first, scoring
from rusus.claims.features import Features, affixes, find_features
from rusus.claims.no_claim import NO_CLAIM_RULES
from rusus.claims.packed_weights import FIRST, HEADS, RARE, read_weights
from rusus.claims.scoring import RARITY, Model
from rusus.model import Quantity, Quotation, Segmentation
from rusus.rules import reason
from rusus.vocabulary import SCORE_NAMES


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that a score rests on, with what it adds to the log-odds; below zero it speaks against.

    A feature is a word, two words that follow each other (``^`` and ``$`` are the ends of the sentence), an affix
    (``-tion``), a sign in brackets (``[question]``, ``[first_plural]``), or a part of the whole: the level that
    all sentences have in common, the other scores of the sentence, the sentences around it, its place. The reasons of
    check_first are inputs in plain words (``check_first.txt``), each as far above or below the article's mean as it is.
    """

    feature: str
    weight: float


def explain_sentences(
    article: Segmentation,
    quotations: Sequence[Quotation],
    quantities: Sequence[Quantity],
    head: str = "check_first",
    most: int = 10,
) -> list[list[Reason]]:
    """Returns what made a score of each sentence, the strongest reasons first, at most ``most`` of them.

    With a ``most`` of 0 all reasons come, and their weights add up to the log-odds of the score. Raises ValueError
    for a score that there is not.
    """
    if head not in SCORE_NAMES:
        raise ValueError(f"there is no score {head!r}: choose one of {', '.join(SCORE_NAMES)}")
    found = list(find_features(article, quotations, quantities))
    if head == "check_first":
        explained = _reasons_to_check(article, found, quotations, quantities)
    else:
        explained = _reasons_of_head(article, found, head)
    return [_strongest(reasons, most) for reasons in explained]


def _strongest(reasons: list[Reason], most: int) -> list[Reason]:
    """Returns the reasons, the strongest first, the first ``most`` of them or all where it is 0."""
    ranked = sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.feature))
    return ranked[:most] if most else ranked


def _reasons_to_check(
    article: Segmentation, found: Sequence[Features], quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> list[list[Reason]]:
    """Returns what each input of check_first adds to the log-odds of each sentence, and what the whole article adds."""
    _, inputs = scoring.weigh(article, found, quotations, quantities)
    parts = check_first.parts_of(article, inputs, check_first.load_order())
    return [
        [
            Reason(name, part)
            for name, part in zip((*check_first.sayings(row), "the article as a whole", "level"), made)
            if part
        ]
        for row, made in zip(inputs, parts)
    ]


def _reasons_of_head(article: Segmentation, found: Sequence[Features], head: str) -> list[list[Reason]]:
    """Returns what made one of the other scores of each sentence."""
    model = scoring.load_model()
    rows = [scoring.log_odds(features, model) for features in found]
    contexts = dict(scoring.in_context(article, rows))
    explained = []
    for number, (features, row) in enumerate(zip(found, rows)):
        reasons = list(_reasons(features, row, contexts.get(number), head, model))
        odds = sum(reason.weight for reason in reasons)
        form = reason(NO_CLAIM_RULES, features.signs) if head == "claim" else ""
        if form and odds > scoring.NONE:
            reasons = [Reason(form.replace("_", " "), scoring.NONE)]
        explained.append(reasons)
    return explained


def _reasons(
    features: Features, row: Sequence[float], inputs: Sequence[float] | None, head: str, model: Model
) -> Iterator[Reason]:
    slope, level = 1.0, 0.0
    own = HEADS.index(head)
    if inputs is not None and head in model.context:
        intercept, weights = model.context[head]
        parts = list(map(mul, weights, inputs))
        count = len(HEADS)
        slope, level = weights[own], intercept
        yield Reason("other scores of the sentence", sum(parts[:count]) - parts[own])
        yield Reason("sentence before", sum(parts[count : 2 * count]))
        yield Reason("sentence after", sum(parts[2 * count : 3 * count]))
        yield Reason("the article's mean", sum(parts[3 * count : 4 * count]))
        yield Reason("place in the article", sum(parts[4 * count :]))
    elif inputs is not None and head == "claim":
        slope, level = model.news["claim"], model.news["intercept"]
        for other in model.context:
            intercept, weights = model.context[other]
            yield Reason(f"score of {other}", model.news[other] * (intercept + sum(map(mul, weights, inputs))))
    shown = features.content or features if head == "claim" else features
    columns = _columns(shown, own, model)
    yield Reason("level", level + slope * sum(map(mul, columns, model.levels)))
    for feature, weight in _weights(shown, columns, model):
        yield Reason(feature, slope * weight)


def _columns(features: Features, own: int, model: Model) -> list[float]:
    """Returns how often a head counts each column of the weights in a sentence: its own once, and what each unit that
    is above zero adds, so that the parts of the features add up to the whole."""
    units = scoring.add_weights(features, model)[RARE + 1 : FIRST]
    return [
        *(float(at == own) for at in range(len(HEADS))),
        0.0,
        *(out[own] if value > 0 else 0.0 for value, out in zip(units, model.out)),
        0.0,
    ]


def _weights(features: Features, columns: Sequence[float], model: Model) -> Iterator[tuple[str, float]]:
    """Yields each known feature with what it adds to a head's log-odds, itself and through the units."""
    grams = [gram for word in sorted(features.words) for gram in (word, *affixes(word))] + sorted(features.pairs)
    rows = [(gram, read_weights(model.words[gram])) for gram in grams if gram in model.words]
    length = sqrt(sum(row[RARE] for _, row in rows)) / RARITY or 1.0
    by_word = list(map(mul, columns, model.word_steps))
    by_sign = list(map(mul, columns, model.sign_steps))
    for gram, row in rows:
        yield gram, sum(map(mul, by_word, row)) / length
    for sign in features.signs:
        if sign in model.signs:
            yield f"[{sign}]", sum(map(mul, by_sign, read_weights(model.signs[sign])))

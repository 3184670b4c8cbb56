"""Attributions: for each likely cue of a sentence its best content and source, and how likely all of it holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

from rusus.quotations.indirect.acceptance import Tree, acceptance_features, boosted, level_tree, measures
from rusus.quotations.indirect.contents import (
    end_candidates,
    end_features,
    pair_features,
    start_candidates,
    start_features,
)
from rusus.quotations.indirect.cues import cue_features
from rusus.quotations.indirect.sources import apposed, source_candidates, source_features
from rusus.quotations.indirect.tagged_sentence import Frame
from rusus.resources import read_json, read_text

Weights = Mapping[str, int]

STEPS = ("cue", "content", "source", "acceptance")
"""The linear models, in the order of their use."""

SCALE = 100
"""Weights are kept as whole hundredths."""

_LEAST_CUE = -150
_STARTS, _ENDS, _PAIRS = 3, 5, 8
_MOST_CUES = 12
_BEAM = 400
"""Hundredths by which a beginning or an end may be worse than the best one: pairs of others cost a quarter and win nothing."""


@dataclass(frozen=True, slots=True)
class Model:
    """Linear weights of the four steps, the cue forms with their lemma and rate, and the cue words of two."""

    lemmas: Mapping[str, str]
    rates: Mapping[str, int]
    cue: Weights
    content: Weights
    source: Weights
    acceptance: Weights
    trees: Sequence[Tree]
    particles: frozenset[str]
    speech: frozenset[str]
    thresholds: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """The best content ``[start, end)`` of a cue, its probability, and the probability that half of it is right."""

    start: int
    end: int
    exact: float
    half: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its content and source as word ranges.

    ``score`` is the logit (in hundredths) that they are an attribution, ``cue_score`` that of the cue alone,
    ``certain`` the probability of the source.
    """

    cue: int
    content: Content
    source: tuple[int, int] | None
    certain: float
    score: int
    cue_score: int


@cache
def load_model() -> Model:
    """Returns the packaged model."""
    return read_model(read_json("indirect_model.json"), read_text("indirect_weights.tsv"))


def read_model(values: Mapping[str, Any], lines: str) -> Model:
    """Builds a model from its JSON form and the lines of its weights (a line for features of one weight: quick to load)."""
    steps: dict[str, dict[str, int]] = {step: {} for step in STEPS}
    for line in lines.rstrip("\n").split("\n")[1:]:
        step, weight, *features = line.split("\t")
        steps[step].update(zip(features, repeat(int(weight))))
    forms: dict[str, tuple[str, int]] = values["forms"]
    speech, belief, other = values["thresholds"]
    return Model(
        {form: lemma for form, (lemma, _) in forms.items()},
        {form: rate for form, (_, rate) in forms.items()},
        steps["cue"],
        steps["content"],
        steps["source"],
        steps["acceptance"],
        tuple(map(level_tree, values["trees"])),
        frozenset(values["particles"]),
        frozenset(values["speech"]),
        (speech, belief, other),
    )


def total(weights: Weights, features: Sequence[str]) -> int:
    """Returns the sum of the weights of the features."""
    return sum(map(weights.get, features, repeat(0)))


def probability(score: int) -> float:
    """Returns the probability of a logit in hundredths."""
    return 1 / (1 + math.exp(-score / SCALE))


def likely_cues(frame: Frame, model: Model) -> list[tuple[int, int]]:
    """Returns the words that may be cues, with their logits in hundredths, a dozen a sentence at most."""
    lemmas = model.lemmas
    scored = [
        (i, total(model.cue, cue_features(frame, i, lemmas[frame.lowers[i]])))
        for i, rate in enumerate(frame.rates)
        if rate
    ]
    likely = [(i, score) for i, score in scored if score > _LEAST_CUE]
    if len(likely) > _MOST_CUES:
        likely = sorted(sorted(likely, key=lambda pair: -pair[1])[:_MOST_CUES])
    return likely


def best_content(frame: Frame, i: int, lemma: str, weights: Weights) -> Content | None:
    """Returns the content of the cue at ``i`` that is the likeliest and shares half with most other likely ones."""
    starts = start_candidates(frame, i)
    if not starts:
        return None
    begun = [(total(weights, start_features(frame, i, lemma, j)), j) for j in starts]
    ended = [(total(weights, end_features(frame, i, lemma, k)), k) for k in end_candidates(frame, i, min(starts))]
    begun = likeliest(begun, _STARTS)
    ended = likeliest(ended, _ENDS)
    pairs = [
        (s + e + total(weights, pair_features(frame, i, lemma, j, k)), j, k)
        for s, j in begun
        for e, k in ended
        if k > j and (j > i or k <= i or k > i + 1)
    ]
    if not pairs:
        return None
    pairs = sorted(pairs, reverse=True)
    best = pairs[0][0]
    masses = [math.exp((score - best) / SCALE) for score, _, _ in pairs]
    mass = sum(masses)
    agreed = agreements([(j, k) for _, j, k in pairs[:_PAIRS]], masses)
    chosen = max(range(len(agreed)), key=lambda at: agreed[at] + masses[at])
    _, a, b = pairs[chosen]
    return Content(a, b, masses[chosen] / mass, agreed[chosen] / mass)


def likeliest(scored: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Returns the best few of (score, word), the best first, without those that are far behind it."""
    ranked = sorted(scored, reverse=True)[:most]
    least = ranked[0][0] - _BEAM if ranked else 0
    return [option for option in ranked if option[0] >= least]


def agreements(spans: Sequence[tuple[int, int]], masses: Sequence[float]) -> list[float]:
    """Returns for each span the mass of those, itself among them, that share at least half of their union with it."""
    agreed = list(masses[: len(spans)])
    for at, (a, b) in enumerate(spans):
        for other in range(at):
            c, d = spans[other]
            shared = (b if b < d else d) - (a if a > c else c)
            if 2 * shared >= (b if b > d else d) - (a if a < c else c):
                agreed[at] += masses[other]
                agreed[other] += masses[at]
    return agreed


def best_source(
    frame: Frame, i: int, lemma: str, content: Content, weights: Weights
) -> tuple[tuple[int, int] | None, float]:
    """Returns the base noun phrase that the content is attributed to (None: none is named) and its probability."""
    j, k = content.start, content.end
    phrases = source_candidates(frame, i, j, k)
    options: list[tuple[int, tuple[int, int] | None]] = []
    for phrase, rank in [(None, 0), *ranked(phrases, i)]:
        options.append((total(weights, source_features(frame, i, lemma, j, k, phrase, rank)), phrase))
    best, chosen = max(options, key=lambda option: option[0])
    chosen = chosen and apposed(frame, i, chosen)
    return chosen, 1 / sum(math.exp((score - best) / SCALE) for score, _ in options)


def ranked(phrases: Sequence[tuple[int, int]], i: int) -> list[tuple[tuple[int, int], int]]:
    """Pairs each phrase with its rank on its side of the cue, the nearest being 0."""
    left = sum(phrase[0] < i for phrase in phrases)
    return [(phrase, left - 1 - at if at < left else at - left) for at, phrase in enumerate(phrases)]


def find_attributions(frame: Frame, model: Model) -> list[Attribution]:
    """Returns the analyses of a sentence's likely cues, in text order."""
    found = []
    for i, score in likely_cues(frame, model):
        lemma = model.lemmas[frame.lowers[i]]
        content = best_content(frame, i, lemma, model.content)
        if content is None:
            continue
        source, certain = best_source(frame, i, lemma, content, model.source)
        j, k, chances = content.start, content.end, (content.exact, content.half, certain)
        linear = total(model.acceptance, acceptance_features(frame, i, lemma, score, j, k, chances, source))
        accepted = boosted(model.trees, measures(frame, i, score, j, k, chances, source, linear))
        found.append(Attribution(i, content, source, certain, accepted, score))
    return found

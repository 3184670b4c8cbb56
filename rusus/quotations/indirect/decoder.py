"""Attributions: for each likely cue of a sentence its best content and source, and how likely all of it holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rusus.quotations.indirect.acceptance import Analysis, Tree, acceptance_features, boosted, level_tree, measures
from rusus.quotations.indirect.contents import (
    end_candidates,
    end_features,
    pair_features,
    start_candidates,
    start_features,
)
from rusus.quotations.indirect.cues import cue_features
from rusus.quotations.indirect.sources import apposed, extend_source, source_candidates, source_features
from rusus.quotations.indirect.tagged_sentence import Content, Cue, Frame, Phrase
from rusus.quotations.indirect.weight_rows import WeightRows, total
from rusus.resources import read_json, read_text
from rusus.text.linear_model import sigmoid

STEPS = ("cue", "content", "source", "acceptance")
"""The linear models, in the order of their use."""

SCALE = 100
"""Weights are kept as whole hundredths."""

LEAST_CUE = -150
"""Logit in hundredths of a cue that is looked at further: the whole is judged afterwards, this only saves time."""
_STARTS, _ENDS = 3, 5
"""The best beginnings and ends that are paired."""
_PAIRS = 8
"""The best pairs among which those are chosen that share half with most of the mass."""
_MOST_CUES = 12
"""Cues of a sentence, the best of them, so that a list of a thousand verbs costs no more than a sentence."""
_BEAM = 400
"""Hundredths by which a beginning or an end may be worse than the best one: pairs of others cost a quarter more time
and win nothing (docs/indirect.md)."""


@dataclass(frozen=True, slots=True)
class Model:
    """Linear weights of the four steps, the cue forms with their lemma and rate, and the cue words of two."""

    lemmas: Mapping[str, str]
    rates: Mapping[str, int]
    cue: WeightRows
    content: WeightRows
    source: WeightRows
    acceptance: WeightRows
    trees: Sequence[Tree]
    particles: frozenset[str]
    speech: frozenset[str]
    thresholds: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """An analysis with the logit (in hundredths) that it is an attribution."""

    analysis: Analysis
    score: int


@cache
def load_model() -> Model:
    """Returns the packaged model."""
    return read_model(read_json("indirect_model.json"), read_text("indirect_weights.tsv"))


def read_model(values: Mapping[str, Any], lines: str) -> Model:
    """Builds a model from its JSON form and the lines of its weights: step, row, and names with their weights."""
    steps = {step: WeightRows() for step in STEPS}
    for line in lines.rstrip("\n").split("\n")[1:]:
        step, row, weights = line.split("\t", 2)
        steps[step][row] = weights
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


def probability(score: int) -> float:
    """Returns the probability of a logit in hundredths."""
    return sigmoid(score / SCALE)


def likely_cues(frame: Frame, model: Model) -> list[tuple[Cue, int]]:
    """Returns the words that may be cues, with their logits in hundredths, a dozen a sentence at most."""
    cues = [Cue(frame, i, model.lemmas[frame.lowers[i]]) for i, rate in enumerate(frame.rates) if rate]
    scored = [(cue, total(model.cue, cue_features(cue))) for cue in cues]
    likely = [(cue, score) for cue, score in scored if score > LEAST_CUE]
    if len(likely) > _MOST_CUES:
        likely = sorted(sorted(likely, key=lambda pair: -pair[1])[:_MOST_CUES], key=lambda pair: pair[0].at)
    return likely


def best_content(cue: Cue, weights: WeightRows) -> tuple[Content, float, float] | None:
    """Returns the content of a cue that is the likeliest and shares half with most other likely ones; None: none fits.

    With it come the probabilities that it is right, and that half of it is.
    """
    frame, i, _ = cue
    starts = start_candidates(frame, i)
    if not starts:
        return None
    begun = [(total(weights, start_features(cue, j)), j) for j in starts]
    ended = [(total(weights, end_features(cue, k)), k) for k in end_candidates(frame, i, min(starts))]
    begun, ended = likeliest(begun, _STARTS), likeliest(ended, _ENDS)
    pairs = [
        (s + e + total(weights, pair_features(cue, (j, k))), j, k)
        for s, j in begun
        for e, k in ended
        if is_content(i, j, k)
    ]
    if not pairs:
        return None
    pairs.sort(reverse=True)
    best = pairs[0][0]
    masses = [math.exp((score - best) / SCALE) for score, _, _ in pairs]
    mass = sum(masses)
    agreed = agreements([(j, k) for _, j, k in pairs[:_PAIRS]], masses)
    chosen = max(range(len(agreed)), key=lambda at: agreed[at] + masses[at])
    return Content(*pairs[chosen][1:]), masses[chosen] / mass, agreed[chosen] / mass


def is_content(i: int, start: int, end: int) -> bool:
    """True if the words ``[start, end)`` can be the content of the cue at ``i``; around it they go on after it."""
    return end > start and (start > i or end <= i or end > i + 1)


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


def best_source(cue: Cue, content: Content, weights: WeightRows) -> tuple[Phrase | None, float, float]:
    """Returns the base noun phrase that the content is attributed to (None: none is named) and its probability.

    The last is that of it or a phrase that belongs to it: Bogdanov, a professor of *law* at *Yale*, said.
    """
    phrases = source_candidates(cue.frame, cue.at, content)
    options: list[tuple[int, Phrase | None]] = []
    for phrase, rank in [(None, 0), *ranked(phrases, cue.at)]:
        options.append((total(weights, source_features(cue, content, phrase, rank)), phrase))
    best, chosen = max(options, key=lambda option: option[0])
    masses = [(math.exp((score - best) / SCALE), phrase) for score, phrase in options]
    mass = sum(each for each, _ in masses)
    if chosen is None:
        return None, 1 / mass, 1 / mass
    chosen = apposed(cue.frame, cue.at, chosen, content)
    closed = cue.frame.lowers[cue.at - 1] == "," and cue.frame.lowers[chosen[1] : chosen[1] + 1] == [","]
    first, last = extend_source(cue.frame, cue.at, chosen)
    last = cue.at if closed and chosen[0] < cue.at else last
    same = sum(each for each, phrase in masses if phrase and first <= phrase[0] < last)
    return chosen, 1 / mass, max(1.0, same) / mass


def ranked(phrases: Sequence[Phrase], i: int) -> list[tuple[Phrase, int]]:
    """Pairs each phrase with its rank on its side of the cue, the nearest being 0."""
    left = sum(phrase[0] < i for phrase in phrases)
    return [(phrase, left - 1 - at if at < left else at - left) for at, phrase in enumerate(phrases)]


def analyse(frame: Frame, model: Model) -> Iterator[Analysis]:
    """Yields the likely cues of a sentence with their best contents and sources, in text order."""
    for cue, score in likely_cues(frame, model):
        found = best_content(cue, model.content)
        if found:
            content, exact, half = found
            yield Analysis(cue, score, content, exact, half, *best_source(cue, content, model.source))


def find_attributions(frame: Frame, model: Model) -> list[Attribution]:
    """Returns the analyses of a sentence with how likely each is an attribution, in text order."""
    found = []
    for analysis in analyse(frame, model):
        linear = total(model.acceptance, acceptance_features(analysis))
        found.append(Attribution(analysis, boosted(model.trees, measures(analysis, linear))))
    return found

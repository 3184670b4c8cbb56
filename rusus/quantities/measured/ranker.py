"""The choice among noun phrases: a log-linear ranker (maximum entropy) over a sentence's phrases and none.

How likely a choice is right is told by Platt's scaling on labels that the ranker did not train on, because its own
probabilities are too high, and unevenly so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import exp, log

from rusus.quantities.measured.features import is_subject, options
from rusus.quantities.measured.heads import head_class
from rusus.quantities.measured.setting import Setting
from rusus.quantities.measured.words import measured_words
from rusus.resources import read_weights

WEIGHTS, TREE_WEIGHTS = "measured_weights.tsv", "measured_tree_weights.tsv"

LEAST, SURE = 0.33, 0.6
"""Probability under which a choice is not given, and from which it needs no second opinion.

In the three labelled dev halves 84.9 percent are right and 5.8 percent of those given wrong with both (without a second
opinion 86.0 and 8.0; with a plain bar of 0.5 80.2 and 6.7); NewsQuant's of F1 is 84.6 (83.6; 81.9).
"""

SHORTEST_STEM = 4
"""Letters of king, seed and need, which are no participles; chosen by hand."""

SMALLEST = 1e-9
"""What the probability of all other choices is at least, so that its logarithm exists."""


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """Returns the sum of the weights of some features."""
    return sum(map(weights.get, features, repeat(0.0)))


def kind_of_choice(place: Setting, phrase: int) -> str:
    """Returns what was chosen: what the number before measures, a thing or name, another subject, or the rest."""
    if phrase == place.previous:
        return "previous"
    if head_class(place.sentence, phrase) in ("measurable", "NNP", "NNPS"):
        return "named"
    return "subject" if is_subject(place, phrase) else "rest"


def choose(place: Setting) -> int:
    """Returns the phrase that a number most likely measures, -1 where that is none or too doubtful."""
    weights = read_weights(WEIGHTS)
    asked = list(options(place))
    scores = [(score(features, weights), phrase) for phrase, features in asked]
    best, phrase = max(scores)
    if phrase < 0 or is_place_or_base(place, phrase):
        return -1
    kind = kind_of_choice(place, phrase)
    odds = log_odds([each for each, _ in scores], best)
    probability = 1 / (1 + exp(-weights[f"slope {kind}"] * odds - weights[f"offset {kind}"]))
    given = probability >= SURE or probability >= LEAST and has_second_opinion(place, phrase, asked)
    return phrase if given else -1


def is_place_or_base(place: Setting, phrase: int) -> bool:
    """True of a named place, and of what is compared with: sells in JAPAN for $150, 84% above THE PRICE."""
    sentence = place.sentence
    first, last = sentence.phrases[phrase]
    link = sentence.lowers[first - 1] if first else ""
    head = sentence.head(phrase)
    if link in ("on", "for") and head in measured_words("offers") or last - first == 1 and acts(head):
        return True
    in_a_place = place.kind not in ("count", "rank") and link in ("in", "at")
    if in_a_place and head_class(sentence, phrase) != "measurable":
        return all(tag == "NNP" for tag in sentence.tags[first:last])
    if place.kind == "duration" and link == "between":
        return True  # 18 days between the budget and the vote
    joined = place.kind == "money" and place.before == "for" and phrase == place.object
    if joined and place.verb_word not in measured_words("verbs of buying"):
        return all(tag == "NNP" for tag in sentence.tags[first:last])  # joined Acme for $20 million
    return first == place.last + 1 and link in ("above", "below")


def acts(low: str) -> bool:
    """True of a participle by its form that is no listed noun: going, combined; but spending, the injured."""
    return (
        low.endswith(("ing", "ed")) and len(low) > SHORTEST_STEM and low not in measured_words("nouns like participles")
    )


def has_second_opinion(place: Setting, phrase: int, asked: Sequence[tuple[int, Sequence[str]]]) -> bool:
    """True if the clause has the phrase as its subject or object, or a ranker that only trees taught chooses it."""
    if phrase in (place.subject, place.object):
        return True
    weights = read_weights(TREE_WEIGHTS)
    return max((score(features, weights), each) for each, features in asked)[1] == phrase


def log_odds(scores: Sequence[float], best: float) -> float:
    """Returns the logarithm of the odds that the best score is the right one, as the ranker sees it."""
    others = sum(exp(each - best) for each in scores) - 1
    return -log(max(others, SMALLEST))

"""Confidence: how likely it is that a source was resolved to the right person, and if that is enough to print a name.

A logistic model over the rule that resolved it, what is known of the person, and for pronouns and roles how far the
next candidate was behind; ``speaker_weights.json`` says on what it was trained and what the bar costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rusus.resources import read_json
from rusus.text.linear_model import calibrated, log_odds, sigmoid

_WIDEST = 3
"""Points between the first and the second candidate for a pronoun that are told apart."""


def confidence_features(rule: str, name: str, kind: str, margin: float) -> tuple[str, ...]:
    """Returns what the model sees: the rule, the name and its kind ("" where unknown), and how far it leads."""
    pronoun = rule in ("he", "she")
    found = f"{'full' if ' ' in name else 'bare'} {kind}"
    lead = f"lead {min(_WIDEST, int(margin))}" if pronoun or rule == "by_role" else "lead -"
    return "bias", f"rule {'pronoun' if pronoun else rule}", f"name {found}", lead


def speaker_probability(features: tuple[str, ...], source: float) -> float:
    """Returns the probability that the person found is the speaker, where ``source`` is that of the source, in 0..1."""
    weights = _model()["weights"]
    resolved = sigmoid(sum([weights.get(feature, 0.0) for feature in features]))
    return calibrated(log_odds(source * resolved), *_model()["scale"])


def least_probability() -> float:
    """Returns the probability of a speaker under which none is printed."""
    least: float = _model()["least"]
    return least


def _model() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("speaker_weights.json")
    return found

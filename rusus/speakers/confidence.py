"""Confidence: how likely it is that a source was resolved to the right person, and if that is enough to print a name.

A logistic model over the rule that resolved it, what is known of the person, what stands around the source, and for
pronouns and roles how far the next candidate was behind; ``speaker_weights.json`` says on what it was trained and what
the bar costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from rusus.resources import read_json
from rusus.text.linear_model import log_odds, sigmoid, total

SOURCE = "source"
"""The weight of the log odds of the source being right."""
_WIDEST = 3
"""Points between the first and the second candidate, and candidates and sentences, that are told apart."""


class Finding(NamedTuple):
    """A source that was resolved: the rule, the name and its kind ("" where unknown), and what it rests on.

    ``margin`` is by how many points a pronoun's or role's person leads, ``rivals`` how many others could be meant,
    ``ago`` how many sentences ago the person was named or spoke; ``before`` what stands before the source, ``joined``
    is True if "and" follows it, ``mentions`` how often the article names the person, ``direct`` is False of reported
    speech, whose sources another model finds.
    """

    rule: str
    name: str
    kind: str
    margin: float = 0.0
    rivals: int = 0
    ago: int = 0
    before: str = ""
    joined: bool = False
    mentions: int = 1
    direct: bool = True


def confidence_features(found: Finding) -> tuple[str, ...]:
    """Returns what the model sees of a resolved source."""
    pronoun = found.rule in ("he", "she")
    lead = max(0, min(_WIDEST, int(found.margin)))
    features = [
        "bias",
        f"rule {'pronoun' if pronoun else found.rule}",
        f"direct {'01'[found.direct]}",
        f"name {'full' if ' ' in found.name else 'bare'} {found.kind}",
    ]
    if pronoun:
        rivals, ago = min(_WIDEST, found.rivals), min(_WIDEST, found.ago)
        return (*features, f"lead {lead}", f"rivals {rivals}", f"ago {ago}")
    if found.rule == "by_role":
        features.append(f"role lead {lead}")
    often = (found.mentions > 1) + (found.mentions > 3)
    return (*features, f"before {found.before}", f"joined {'01'[found.joined]}", f"mentions {often}")


def speaker_probability(features: tuple[str, ...], source: float, weights: Mapping[str, float] | None = None) -> float:
    """Returns the probability that the person found is the speaker, where ``source`` is that of the source, in 0..1.

    ``weights`` are the packaged ones where none are given.
    """
    weights = _model()["weights"] if weights is None else weights
    return sigmoid(total(weights, features) + weights[SOURCE] * log_odds(source))


def least_probability() -> float:
    """Returns the probability of a speaker under which none is printed."""
    least: float = _model()["least"]
    return least


def _model() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("speaker_weights.json")
    return found

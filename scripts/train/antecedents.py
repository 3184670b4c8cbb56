"""Trains which person named before "he" or "her" means and writes rusus/resources/antecedent_weights.json.

Learned from hand labels: whom the pronouns of 24 articles mean (the half ``dev`` of pronouns.jsonl). A softmax over the
persons of the last sentences and nobody, with a ridge penalty, calibrated in cross-validation by article (Platt 1999).
LEAST is the bar. The other half of the labels is measured and trains nothing.

Usage: python -m scripts.train.antecedents [--data DIR] [--labels DIR] [--output DIR]
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from rusus.model import Segmentation
from rusus.pipeline import segment
from rusus.quotations.find import find_quotations
from rusus.speakers.antecedents import NONE, candidate_features
from rusus.speakers.context import read_context
from rusus.standalone.pronouns import find_pronouns
from rusus.text.linear_model import calibrated, log_odds
from scripts import command_line, log
from scripts.train.log_linear import Rows, fit_choice
from scripts.train.platt import platt
from scripts.train.speakers import is_right, labelled, read_rows

PENALTY = 4.0
"""Ridge. In cross-validation 85 % of the subjects can be answered at 95 % right, 78 % with 0.5; with 8 the possessives
lose as much."""
LEAST = 0.9
"""Probability from which a pronoun is answered."""
FOLDS, DIGITS = 5, 2
KINDS = ("subject", "possessive")
"""Kinds of pronouns that are answered: of 19 inside quotations 15 were right, the sure ones no more often."""


class Choice(NamedTuple):
    """A labelled pronoun: its article, how it stands there, the candidates' features, and which are right."""

    article: str
    kind: str
    options: list[tuple[str, ...]]
    right: list[bool]


class Answer(NamedTuple):
    """What a model said of a pronoun: the probability, None where it said nobody, and whether that is right."""

    probability: float | None
    right: bool
    choice: Choice


def choices(article: Segmentation, name: str, labels: Iterable[Mapping[str, Any]]) -> Iterator[Choice]:
    """Yields the labelled pronouns of an article with their candidates."""
    quotations = find_quotations(article)
    context = read_context(article, quotations)
    meant = {label["start"]: label["antecedent"] for label in labels if label["kind"] == "pronoun"}
    for pronoun in find_pronouns(context, quotations):
        start = article.tokens.starts[pronoun.token]
        if start in meant:
            seen = list(candidate_features(pronoun))
            wanted = meant[start]
            right = [wanted is not None and is_right(context.entity(owner).name, wanted) for owner, _ in seen]
            options = [features for _, features in seen]
            yield Choice(name, pronoun.kind, [*options, NONE], [*right, not any(right)])


def train(examples: Sequence[Choice]) -> dict[str, float]:
    """Returns the weights of the features."""
    rows, groups, gain = Rows(), [], []
    for number, each in enumerate(examples):
        for features, right in zip(each.options, each.right, strict=True):
            rows.add("options", features)
            groups.append(number)
            gain.append(float(right))
    names, matrices = rows.matrices(2)
    taught = np.zeros(len(groups))
    fitted = fit_choice([(matrices["options"], None)], np.array(groups), np.array(gain), taught, PENALTY)
    weights = {name: round(float(weight), DIGITS) for name, weight in zip(names, fitted)}
    return {name: weight for name, weight in sorted(weights.items()) if weight}


def answers(examples: Iterable[Choice], weights: Mapping[str, float]) -> Iterator[Answer]:
    for each in examples:
        scores = [sum(weights.get(feature, 0.0) for feature in features) for features in each.options]
        best = max(range(len(scores)), key=scores.__getitem__)
        probability = 1 / sum(exp(score - scores[best]) for score in scores)
        yield Answer(None if best == len(scores) - 1 else probability, each.right[best], each)


def cross_validated(examples: Sequence[Choice]) -> list[Answer]:
    names = sorted({each.article for each in examples})
    found: list[Answer] = []
    for fold in range(FOLDS):
        left_out = set(names[fold::FOLDS])
        weights = train([each for each in examples if each.article not in left_out])
        found += answers([each for each in examples if each.article in left_out], weights)
    return found


def scales(found: Sequence[Answer]) -> dict[str, tuple[float, float]]:
    """Returns Platt's slope and offset for each kind of pronoun."""
    rows = [each for each in found if each.probability is not None]
    return {
        kind: platt((log_odds(each.probability or 0.0), each.right) for each in rows if each.choice.kind == kind)
        for kind in KINDS
    }


def scaled(found: Iterable[Answer], scale: Mapping[str, tuple[float, float]]) -> list[Answer]:
    """Returns the answers with calibrated probabilities, without those inside quotations."""
    return [
        each if each.probability is None
        else each._replace(probability=calibrated(log_odds(each.probability), *scale[each.choice.kind]))
        for each in found if each.choice.kind in KINDS
    ]  # fmt: skip


def measure(found: Sequence[Answer], bar: float) -> dict[str, Any]:
    """Returns how many pronouns there are, how many are answered, and the share of these that is right, in percent."""
    parts = {kind: [each for each in found if each.choice.kind == kind] for kind in KINDS}
    return {name: _shares(part, bar) for name, part in parts.items()}


def _shares(found: Sequence[Answer], bar: float) -> dict[str, float]:
    kept = [each for each in found if each.probability is not None and each.probability >= bar]
    return {
        "pronouns": len(found),
        "answered": round(100 * len(kept) / max(1, len(found)), 1),
        "right": round(100 * sum(each.right for each in kept) / max(1, len(kept)), 1),
        "expected": round(100 * sum(each.probability or 0.0 for each in kept) / max(1, len(kept)), 1),
    }


def main() -> None:
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument("--labels", type=Path, help="the folder of the hand labels (default: sources of the data)")
    options = parser.parse_args()
    path = (options.labels or options.data / "sources") / "pronouns.jsonl"
    examples = {half: read_examples(options.data, path, half) for half in ("dev", "held")}
    validated = cross_validated(examples["dev"])
    scale = scales(validated)
    validated = scaled(validated, scale)
    weights = train(examples["dev"])
    percent = {
        "dev, cross-validated": measure(validated, LEAST),
        "held": measure(scaled(answers(examples["held"], weights), scale), LEAST),
    }
    log(f"{len(weights)} weights, {scale} {percent['dev, cross-validated']}")
    provenance = {
        "script": "scripts/train/antecedents.py",
        "trained_on": "hand labels of rusus (free): whom the pronouns of 24 articles of BASIL, MPQA and PolNeAR mean; "
        "weights only, no text",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "percent": percent,
    }
    text = json.dumps({"provenance": provenance, "least": LEAST, "scale": scale, "weights": weights}, indent=0) + "\n"
    (options.output / "antecedent_weights.json").write_text(text, encoding="utf-8")


def read_examples(data: Path, path: Path, half: str) -> list[Choice]:
    """Returns the labelled pronouns of a half."""
    labels = labelled(path, half)
    return [
        choice
        for name in ("basil_dev", "mpqa_dev", "polnear_train")
        for row in read_rows(data / "quotations" / f"{name}.jsonl")
        if (name, row["id"]) in labels
        for choice in choices(segment(row["text"]), row["id"], labels[name, row["id"]])
    ]


if __name__ == "__main__":
    main()

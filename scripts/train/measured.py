"""Trains the choice among noun phrases: which one of its sentence a number measures.

Usage: python -m scripts.train.measured [--data DIR] [--output DIR]      (writes measured_weights.tsv)

A log-linear ranker on silver labels that the trees of UD English EWT and GUM give. Needs numpy and scipy, which rusus
itself does not.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from rusus.model import Quantity
from rusus.quantities.find import quantities_with_units
from rusus.quantities.measured.entities import UNNAMED, sentence_phrases
from rusus.quantities.measured.features import FIRST, UNKNOWN, options, setting
from rusus.quantities.measured.phrases import Phrases
from rusus.text.tokens import tokenize
from scripts import command_line, log
from scripts.train.log_linear import fit_choice
from scripts.train.measured_trees import NONE, Tree, sentences

TREES = ("ewt-train", "ewt-dev", "gum-train", "gum-dev")
LEAST = 2
"""Times that a feature has to occur among all options of all numbers."""
PENALTY = 2.0
WEIGHTS_OF_KINDS = {"number": 0.3, "duration": 0.5}
"""What a label counts for: the trees' nouns for bare numbers and durations are often none that a reader would name."""
DIGITS = 2


class Example(NamedTuple):
    """The features of each option of a number, which options are right, and what the example counts for."""

    options: Sequence[Sequence[str]]
    right: frozenset[int]
    weight: float


def examples(path: Path) -> Iterator[Example]:
    """Yields the numbers of a treebank whose rules or trees tell what they measure."""
    for text, words in sentences(path):
        quantities, spans = quantities_with_units(text, 0, len(text))
        if quantities:
            bounds, tokens = tokenize(text, [(0, len(text), 0)])
            yield from _examples(sentence_phrases(tokens, bounds[0], spans), quantities, Tree(words))


def _examples(sentence: Phrases, quantities: Sequence[Quantity], tree: Tree) -> Iterator[Example]:
    previous = FIRST
    for index, quantity in enumerate(quantities):
        is_counted = quantity.kind == "count" and quantity.of is not None
        if is_counted or quantity.kind in UNNAMED:
            of = quantity.of
            previous = next(iter(_overlapping(sentence, of.start, of.end)), UNKNOWN) if of else UNKNOWN
            continue
        noun = tree.measured(quantity.start, quantity.end)
        word = tree.words[noun or 0]
        right = _overlapping(sentence, word.start, word.end) if noun else [-1] if noun == NONE else []
        if right:
            place = setting(sentence, index, quantity, previous)
            found = list(options(place))
            columns = frozenset(at for at, (phrase, _) in enumerate(found) if phrase in right)
            if columns:
                weight = WEIGHTS_OF_KINDS.get(quantity.kind, 1.0)
                yield Example([features for _, features in found], columns, weight)
        previous = right[0] if right else UNKNOWN


def _overlapping(sentence: Phrases, start: int, end: int) -> list[int]:
    return [
        index
        for index, (first, last) in enumerate(sentence.phrases)
        if sentence.starts[first] < end and start < sentence.ends[last - 1]
    ]


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Returns the weight of each feature that occurs often enough, rounded; those rounded to nothing are left out."""
    seen = Counter(feature for example in found for option in example.options for feature in set(option))
    names = sorted(feature for feature, times in seen.items() if times >= LEAST)
    columns = {name: column for column, name in enumerate(names)}
    rows = [[columns[f] for f in option if f in columns] for example in found for option in example.options]
    pointers = np.cumsum([0] + [len(row) for row in rows])
    flat = [column for row in rows for column in row]
    matrix = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(columns)))
    groups = np.repeat(np.arange(len(found)), [len(example.options) for example in found])
    # An example's weight is the share of the gain and of the loss that it has: a group without gain teaches nothing, so
    # a weight below 1 is given as a teacher's share, which spreads over the right options alike.
    gain = np.zeros(len(rows))
    taught = np.zeros(len(rows))
    at = 0
    for example in found:
        for option in example.right:
            if example.weight == 1:
                gain[at + option] = 1
            else:
                taught[at + option] = example.weight / len(example.right)
        at += len(example.options)
    weights = fit_choice([(matrix, None)], groups, gain, taught, PENALTY, iterations=80)
    rounded = {name: round(float(weights[column]), DIGITS) for name, column in columns.items()}
    return {name: weight for name, weight in rounded.items() if weight}


def accuracy(found: Sequence[Example], weights: dict[str, float]) -> float:
    """Returns the share of numbers whose best option is right, in percent."""
    right = 0
    for example in found:
        scores = [sum(weights.get(feature, 0.0) for feature in option) for option in example.options]
        right += scores.index(max(scores)) in example.right
    return 100 * right / max(1, len(found))


def main() -> None:
    options_ = command_line(__doc__, data=True, output=True).parse_args()
    folder = options_.data / "treebank"
    paths = [folder / f"{name}.conllu.xz" for name in TREES]
    found = [example for path in paths for example in examples(path)]
    folds = [[example for at, example in enumerate(found) if at % 5 == fold] for fold in range(5)]
    held = []
    for fold in range(5):
        rest = [example for other in range(5) if other != fold for example in folds[other]]
        held.append(accuracy(folds[fold], fit(rest)))
    weights = fit(found)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]
    score = f"silver labels, five folds: {np.mean(held):.1f} % right"
    lines = [
        "# Weights of what speaks for a noun phrase being what a number measures. Made by scripts/train/measured.py.",
        f"# Trained on {len(found)} silver labels from the trees of UD English EWT (CC BY-SA 4.0) and GUM (annotations CC BY",
        f"# 4.0, texts CC BY, BY-SA or public domain), train and dev, sha256 {digest}; {score}.",
        *(f"{name}\t{weight:g}" for name, weight in sorted(weights.items())),
    ]
    (options_.output / "measured_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    log(f"{len(weights)} weights from {len(found)} labels; {score}")


if __name__ == "__main__":
    main()

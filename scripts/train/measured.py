"""Trains the choice among noun phrases: which one of its sentence a number measures.

Usage: python -m scripts.train.measured [--data DIR] [--output DIR]      (writes measured_weights.tsv)

A log-linear ranker on silver labels that the trees of UD English EWT and GUM give, and on numbers of NewsDiscourse and
PolNeAR that a reader labelled (data/quantities/measured.jsonl: offsets into the sets, no text). Needs numpy and scipy,
which rusus itself does not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from rusus.model import Quantity
from rusus.quantities.find import quantities_with_units
from rusus.quantities.measured.entities import UNNAMED, sentence_phrases
from rusus.quantities.measured.features import FIRST, UNKNOWN, Setting, options, setting
from rusus.quantities.measured.phrases import Phrases
from rusus.text.tokens import tokenize
from scripts import ROOT, command_line, log
from scripts.train.log_linear import fit_choice
from scripts.train.measured_trees import NONE, Tree, sentences

TREES = ("ewt-train", "ewt-dev", "gum-train", "gum-dev")
LABELS = "data/quantities/measured.jsonl"
READ = {"newsdiscourse": "claims/newsdiscourse/train.jsonl", "polnear_train": "quotations/polnear_train.jsonl"}
READ_WEIGHT = 0.5
"""What a number that was read counts for beside a silver label. With 0, 0.5, 1 and 2 of 264 numbers of news 193, 197,
199 and 202 were right, and NewsQuant's of F1 was 82.0, 81.5, 79.8 and 78.9."""
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


def read_examples(labels: Path, folder: Path) -> Iterator[Example]:
    """Yields the numbers that a reader labelled; each counts for more, because it is news and none is wrong."""
    texts = {name: _texts(folder / path) for name, path in READ.items()}
    with labels.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, start = texts[row["set"]][row["row"]], row["start"]
            quantities, spans = quantities_with_units(text, start, row["end"])
            bounds, tokens = tokenize(text, [(start, row["end"], 0)])
            known = {number["start"]: number["of"] for number in row["numbers"]}
            yield from _read_examples(sentence_phrases(tokens, bounds[0], spans), quantities, known)


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _read_examples(
    sentence: Phrases, quantities: Sequence[Quantity], known: Mapping[int, Sequence[Sequence[int]]]
) -> Iterator[Example]:
    previous = FIRST
    for index, quantity in enumerate(quantities):
        of = known.get(quantity.start)
        if of is None:
            previous = (
                next(iter(_overlapping(sentence, quantity.of.start, quantity.of.end)), UNKNOWN)
                if quantity.of
                else UNKNOWN
            )
            continue
        right = [phrase for start, end in of for phrase in _overlapping(sentence, start, end)] or [-1]
        yield from _example(setting(sentence, index, quantity, previous), right, READ_WEIGHT)
        previous = right[0]


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
            weight = WEIGHTS_OF_KINDS.get(quantity.kind, 1.0)
            yield from _example(setting(sentence, index, quantity, previous), right, weight)
        previous = right[0] if right else UNKNOWN


def _example(place: Setting, right: Sequence[int], weight: float) -> Iterator[Example]:
    found = list(options(place))
    columns = frozenset(at for at, (phrase, _) in enumerate(found) if phrase in right)
    if columns:
        yield Example([features for _, features in found], columns, weight)


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
    # Each example is a teacher's share, because that can weigh more or less than one; right options share it.
    taught = np.zeros(len(rows))
    at = 0
    for example in found:
        for option in example.right:
            taught[at + option] = example.weight / len(example.right)
        at += len(example.options)
    weights = fit_choice([(matrix, None)], groups, np.zeros(len(rows)), taught, PENALTY, iterations=80)
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
    read = list(read_examples(ROOT / LABELS, options_.data))
    folds = [[example for at, example in enumerate(read) if at * 5 // len(read) == fold] for fold in range(5)]
    held = 0.0
    for fold in folds:
        rest = [example for other in folds if other is not fold for example in other]
        held += accuracy(fold, fit(found + rest)) * len(fold) / len(read)
    weights = fit(found + read)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in (*paths, ROOT / LABELS))).hexdigest()[:16]
    score = f"numbers read, five folds: {held:.1f} % right"
    lines = [
        "# Weights of what speaks for a noun phrase being what a number measures. Made by scripts/train/measured.py.",
        f"# Trained on {len(found)} silver labels from the trees of UD English EWT (CC BY-SA 4.0) and GUM (annotations",
        "# CC BY 4.0, texts CC BY, BY-SA or public domain), train and dev, and on numbers of NewsDiscourse and PolNeAR",
        f"# train (public research releases) labelled for rusus, {len(read)}; sha256 {digest}; {score}.",
        *(f"{name}\t{weight:g}" for name, weight in sorted(weights.items())),
    ]
    (options_.output / "measured_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    log(f"{len(weights)} weights from {len(found)} silver labels and {len(read)} numbers read; {score}")


if __name__ == "__main__":
    main()

"""Trains the choice among noun phrases: which one of its sentence a number measures.

Usage: python -m scripts.train.measured [--data DIR] [--output DIR] [--curve]
                                          (writes measured_weights.tsv and measured_tree_weights.tsv)

A log-linear ranker on silver labels that the trees of UD English EWT and GUM give, and on numbers of NewsDiscourse and
PolNeAR that a reader labelled (data/quantities/measured.jsonl: offsets into the sets, no text). Needs numpy and scipy,
which rusus itself does not.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from rusus.model import Quantity, Span
from rusus.quantities.find import quantities_with_units
from rusus.quantities.measured.carried import SAME, Open
from rusus.quantities.measured.entities import UNNAMED, decided, sentence_phrases
from rusus.quantities.measured.features import options
from rusus.quantities.measured.phrases import Phrases
from rusus.quantities.measured.ranker import kind_of_choice, log_odds, score
from rusus.quantities.measured.setting import FIRST, UNKNOWN, Setting, setting
from rusus.text.tokens import tokenize
from scripts import ROOT, command_line, log
from scripts.train.log_linear import fit_choice
from scripts.train.measured_trees import NONE, Tree, sentences
from scripts.train.platt import platt

TREES = ("ewt-train", "ewt-dev", "gum-train", "gum-dev")
LABELS = "data/quantities/measured.jsonl"
READ = {"newsdiscourse": "claims/newsdiscourse/train.jsonl", "polnear_train": "quotations/polnear_train.jsonl"}
READ_WEIGHT, TREE_WEIGHT = 1.0, 0.5
"""What a number that was read counts for, and a silver label. With 0, 0.15 and 0.3 for silver labels 57.4, 58.8 and
59.8 percent of 169 numbers of the dev halves were right, of those read themselves, in folds, 60.7, 61.0 and 60.3."""
LEAST = 3
"""Times that a feature has to occur among all options of all numbers."""
SMALLEST = 0.05
"""Weights nearer to nothing than this are left out."""
LEAST_OF_TREES, SMALLEST_OF_TREES = 10, 0.2
"""The same of the ranker that gives a second opinion: 345 weights do what 2,830 (with 3 and 0.05) do."""
FOLDS = 3
"""Parts of the numbers read; each is judged by a ranker that was trained on the others."""
PENALTY = 2.0
WEIGHTS_OF_KINDS = {"number": 0.3, "duration": 0.5}
"""What a label counts for: the trees' nouns for bare numbers and durations are often none that a reader would name."""
DIGITS = 2


class Example(NamedTuple):
    """The features of each option of a number and what kind of choice it is, which are right, what the example counts
    for, and its fold."""

    options: Sequence[Sequence[str]]
    kinds: Sequence[str]
    right: frozenset[int]
    weight: float
    fold: int


def examples(path: Path) -> Iterator[Example]:
    """Yields the numbers of a treebank whose rules or trees tell what they measure."""
    for text, words in sentences(path):
        quantities, spans = quantities_with_units(text, 0, len(text))
        if quantities:
            bounds, tokens = tokenize(text, [(0, len(text), 0)])
            yield from _examples(sentence_phrases(tokens, bounds[0], spans), quantities, Tree(words))


def read_examples(labels: Path, folder: Path) -> Iterator[Example]:
    """Yields the numbers that a reader labelled and about which the rules are silent."""
    texts = {name: texts_of(folder / path) for name, path in READ.items()}
    with labels.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, start = texts[row["set"]][row["row"]], row["start"]
            quantities, spans = quantities_with_units(text, start, row["end"])
            bounds, tokens = tokenize(text, [(start, row["end"], 0)])
            known = {number["start"]: number["of"] for number in row["numbers"]}
            group = zlib.crc32(f"{row['set']} {row['row']}".encode()) % FOLDS
            yield from _read_examples(sentence_phrases(tokens, bounds[0], spans), quantities, known, group)


def texts_of(path: Path) -> list[str]:
    """Returns the texts of a set, row by row."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _read_examples(
    sentence: Phrases, quantities: Sequence[Quantity], known: Mapping[int, Sequence[Sequence[int]]], group: int
) -> Iterator[Example]:
    previous = FIRST
    shown: Span | None = None
    for index, quantity in enumerate(quantities):
        phrase = decided(Open(sentence, quantities, index, previous, shown)) if quantity.of is None else None
        of = known.get(quantity.start)
        if phrase == SAME:
            continue
        if quantity.of or phrase is not None:
            previous = _first_overlapping(sentence, quantity.of) if phrase is None else phrase
        elif of is None:
            previous = UNKNOWN
        else:
            right = _right_phrases(sentence, of)
            yield from _example(setting(sentence, index, quantity, previous), right, READ_WEIGHT, group)
            previous = right[0]
        shown = Span(0, 0, "") if previous >= 0 else None


def _first_overlapping(sentence: Phrases, of: Span | None) -> int:
    return next(iter(_overlapping(sentence, of.start, of.end)), UNKNOWN) if of else UNKNOWN


def _right_phrases(sentence: Phrases, of: Sequence[Sequence[int]]) -> list[int]:
    """Returns the phrases that are right, -1 among them where none is, or is as good."""
    return [phrase for span in of for phrase in (_overlapping(sentence, *span) if span else [-1])] or [-1]


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
            weight = TREE_WEIGHT * WEIGHTS_OF_KINDS.get(quantity.kind, 1.0)
            yield from _example(setting(sentence, index, quantity, previous), right, weight, -1)
        previous = right[0] if right else UNKNOWN


def _example(place: Setting, right: Sequence[int], weight: float, fold: int) -> Iterator[Example]:
    found = list(options(place))
    columns = frozenset(at for at, (phrase, _) in enumerate(found) if phrase in right)
    if columns or fold >= 0:  # one that is not among the options teaches nothing, but counts as wrong
        kinds = [kind_of_choice(place, phrase) if phrase >= 0 else "none" for phrase, _ in found]
        yield Example([features for _, features in found], kinds, columns, weight, fold)


def _overlapping(sentence: Phrases, start: int, end: int) -> list[int]:
    return [
        index
        for index, (first, last) in enumerate(sentence.phrases)
        if sentence.starts[first] < end and start < sentence.ends[last - 1]
    ]


def fit(found: Sequence[Example], least: int = LEAST, smallest: float = SMALLEST) -> dict[str, float]:
    """Returns the weight of each feature that occurs often enough, rounded; those near to nothing are left out."""
    found = [example for example in found if example.right]
    seen = Counter(feature for example in found for option in example.options for feature in set(option))
    names = sorted(feature for feature, times in seen.items() if times >= least)
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
    return {name: weight for name, weight in rounded.items() if abs(weight) >= smallest}


def judged(found: Sequence[Example], weights: Mapping[str, float]) -> Iterator[tuple[str, float, bool]]:
    """Yields of each number what kind of choice the ranker makes, the log odds it sees, and whether it is right."""
    for example in found:
        scores = [score(option, weights) for option in example.options]
        best = max(scores)
        column = len(scores) - 1 - scores[::-1].index(best)
        yield example.kinds[column], log_odds(scores, best), column in example.right


def calibrated(choices: Sequence[tuple[str, float, bool]]) -> dict[str, float]:
    """Returns slope and offset of Platt's scaling for each kind of choice but none."""
    found = {}
    for kind in sorted({kind for kind, _, _ in choices} - {"none"}):
        slope, offset = platt((odds, right) for each, odds, right in choices if each == kind)
        found |= {f"slope {kind}": slope, f"offset {kind}": offset}
    return found


def in_folds(trees: Sequence[Example], read: Sequence[Example]) -> list[tuple[str, float, bool]]:
    """Returns the choices for the numbers read, each by a ranker that was trained on the other folds."""
    choices: list[tuple[str, float, bool]] = []
    for fold in range(FOLDS):
        rest = [example for example in read if example.fold != fold]
        choices += judged([example for example in read if example.fold == fold], fit([*trees, *rest]))
    return choices


def right_of(choices: Sequence[tuple[str, float, bool]]) -> float:
    return 100 * sum(right for _, _, right in choices) / len(choices)


def print_curve(trees: Sequence[Example], read: Sequence[Example]) -> None:
    """Logs how many of the numbers read come out right with a quarter, half and all of them as labels."""
    for share in (4, 2, 1):
        part = read[::share]
        log(f"1/{share} of the numbers read: {len(part)}, in folds {right_of(in_folds(trees, part)):.1f} % right")


def main() -> None:
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument(
        "--curve", action="store_true", help="print the learning curve of the read labels, write nothing"
    )
    options_ = parser.parse_args()
    folder = options_.data / "treebank"
    paths = [folder / f"{name}.conllu.xz" for name in TREES]
    found = [example for path in paths for example in examples(path)]
    read = list(read_examples(ROOT / LABELS, options_.data))
    if options_.curve:
        return print_curve(found, read)
    choices = in_folds(found, read)
    weights = fit(found + read) | calibrated(choices)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in (*paths, ROOT / LABELS))).hexdigest()[:16]
    score = f"numbers read, three folds: {right_of(choices):.1f} % right"
    lines = [
        "# Weights of what speaks for a noun phrase being what a number measures. Made by scripts/train/measured.py.",
        f"# Trained on {len(found)} silver labels from the trees of UD English EWT (CC BY-SA 4.0) and GUM (annotations",
        "# CC BY 4.0, texts CC BY, BY-SA or public domain), train and dev, and on numbers of NewsDiscourse and PolNeAR",
        f"# train (public research releases) labelled for rusus, {len(read)}; sha256 {digest}; {score}.",
        *(f"{name}\t{weight:g}" for name, weight in sorted(weights.items())),
    ]
    (options_.output / "measured_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    trees = fit(found, LEAST_OF_TREES, SMALLEST_OF_TREES)
    lines = [
        "# Weights of the second opinion on what a number measures, of trees alone. Made by scripts/train/measured.py.",
        f"# Trained on {len(found)} silver labels from the trees of UD English EWT (CC BY-SA 4.0) and GUM (annotations",
        f"# CC BY 4.0, texts CC BY, BY-SA or public domain), train and dev; sha256 {digest}.",
        *(f"{name}\t{weight:g}" for name, weight in sorted(trees.items())),
    ]
    (options_.output / "measured_tree_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    log(f"{len(weights)} weights from {len(found)} silver labels and {len(read)} numbers read; {score}")


if __name__ == "__main__":
    main()

"""Trains the scorer that tells article text from other blocks (captions, credits, kickers, notices).

Usage: python -m scripts.train.blocks [--data DIR] [--output DIR]      (writes block_weights.tsv)

A logistic regression on NewsDiscourse's sentences with the label NA, joined to their paragraphs. Needs
scikit-learn, which rusus itself does not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from rusus.text.block_classifier import find_features
from scripts import command_line, log

LEAST = 20
"""Articles in which a word has to stand before it counts."""
STRENGTH = 1.0
SMALLEST = 0.05


def articles(path: Path) -> list[list[tuple[str, bool]]]:
    """Returns the articles as lists of (paragraph, whether most of it is labelled NA)."""
    found: dict[str, dict[int, list[tuple[str, bool]]]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            paragraphs = found.setdefault(row["doc"], {})
            paragraphs.setdefault(row["par"], []).append((row["text"].strip(), row["label"] == "NA"))
    return [[_paragraph(rows) for rows in paragraphs.values()] for paragraphs in found.values()]


def _paragraph(rows: list[tuple[str, bool]]) -> tuple[str, bool]:
    other = sum(len(text) for text, no_article in rows if no_article)
    return " ".join(text for text, _ in rows), 2 * other > sum(len(text) for text, _ in rows)


def examples(path: Path) -> Iterator[tuple[list[str], bool]]:
    """Yields the features of each paragraph and whether it is no article text."""
    for article in articles(path):
        for place, (text, other) in enumerate(article):
            yield list(find_features(text, place, len(article))), other


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    folder = options.data / "claims" / "newsdiscourse"
    rows = list(examples(folder / "train.jsonl"))
    seen = Counter(feature for features, _ in rows for feature in features)
    names = sorted(feature for feature, times in seen.items() if times >= LEAST)
    columns = {name: column for column, name in enumerate(names)}
    model = LogisticRegression(C=STRENGTH, solver="liblinear", l1_ratio=1.0, random_state=0)
    model.fit(_matrix(rows, columns), np.array([other for _, other in rows]))
    weights = {name: float(round(model.coef_[0][column], 2)) for name, column in columns.items()}
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    bias = float(round(model.intercept_[0], 2))
    digest = hashlib.sha256((folder / "train.jsonl").read_bytes()).hexdigest()[:16]
    dev = [
        (bias + sum(kept.get(feature, 0.0) for feature in features) >= 0, other)
        for features, other in examples(folder / "dev.jsonl")
    ]
    hits, false, missed = (sum((a, b) == pair for a, b in dev) for pair in ((True, True), (True, False), (False, True)))
    score = f"dev paragraphs: precision {hits / (hits + false):.3f}, recall {hits / (hits + missed):.3f}"
    lines = [
        "# Weights of block features; above zero the block is no article text. Made by scripts/train/blocks.py.",
        f"# Trained on NewsDiscourse (Choubey et al. 2020, public research release) train, sha256 {digest}; {score}.",
        f"bias\t{bias:g}",
        *(f"{name}\t{weight:g}" for name, weight in sorted(kept.items())),
    ]
    (options.output / "block_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    log(f"{len(kept)} weights; {score}")


def _matrix(rows: list[tuple[list[str], bool]], columns: dict[str, int]) -> csr_matrix:
    indices = [[columns[feature] for feature in features if feature in columns] for features, _ in rows]
    pointers = np.cumsum([0] + [len(row) for row in indices])
    flat = [column for row in indices for column in row]
    return csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(columns)))


if __name__ == "__main__":
    main()

"""Trains which period of its sentence a number has.

Usage: python -m scripts.train.periods [--data DIR] [--output DIR]      (writes period_weights.tsv)

A log-linear model on numbers of NewsDiscourse and PolNeAR that a reader labelled (data/quantities/periods.jsonl:
offsets into the sets, no text), and on those of whole articles of these sets that were looked at (the dev halves of
numbers.jsonl).
Needs numpy and scipy, which rusus itself does not.
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

from rusus.quantities.find import ends, joined
from rusus.quantities.lexer import cut
from rusus.quantities.modifiers.period_choice import LEAST as LIKELY
from rusus.quantities.modifiers.period_choice import period_options
from rusus.quantities.modifiers.periods import period_of, periods
from rusus.quantities.parser import read_amounts
from rusus.text.blocks import split_blocks
from rusus.text.sentences import split_sentences
from scripts import ROOT, command_line, log
from scripts.evaluate.numbers import LABELS as NUMBERS
from scripts.evaluate.numbers import articles, labels
from scripts.train.log_linear import fit_binary
from scripts.train.measured import READ, texts_of

LABELS, CASES = "data/quantities/periods.jsonl", "tests/cases/quantities.jsonl"
LOOKED_AT = ("dev", "dev2", "dev3")
LEAST = 2
"""Times that a feature has to occur."""
SMALLEST = 0.03
"""Weights nearer to nothing than this are left out."""
PENALTY = 3.0
"""Against large weights; with 1.0 22 percent of those given in folds are wrong at one half, with 3.0 23 percent."""
FOLDS = 5
"""Parts of the labels; each is judged by weights that were trained on the others."""
DIGITS = 2
TIMES_WRITTEN = 2
"""How often what was written for tests counts: with 1 the dev halves have 85.3 percent right in folds (86.0 now)."""
WRITTEN = -1
"""The fold of what was written for tests: it trains, and does not count."""


class Example(NamedTuple):
    """The features of each period that a number may have, which is right, whether it has any, and its fold."""

    options: Sequence[Sequence[str]]
    right: Sequence[bool]
    has_one: bool
    fold: int


def examples(labels: Path, folder: Path) -> Iterator[Example]:
    """Yields the numbers that a reader labelled."""
    texts = {name: texts_of(folder / path) for name, path in READ.items()}
    with labels.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            known = {number["start"]: number["period"] for number in row["numbers"]}
            fold = zlib.crc32(f"{row['set']} {row['row']}".encode()) % FOLDS
            yield from _examples(texts[row["set"]][row["row"]], row["start"], row["end"], known, fold)


def examples_of_articles(folder: Path) -> Iterator[Example]:
    """Yields the statistics of the articles that were looked at and whose sets may train; an article is in one fold."""
    texts = {name: articles(folder, name) for name in READ}
    for half in LOOKED_AT:
        for (name, article), rows in labels(half).items():
            if name not in READ:
                continue
            text = texts[name][article]
            known = {row["start"]: row["period"] for row in rows if row["class"] == "statistic"}
            fold = zlib.crc32(article.encode()) % FOLDS
            for start, end, _ in split_sentences(text, split_blocks(text)):
                yield from _examples(text, start, end, known, fold)


def written_examples(cases: Path) -> Iterator[Example]:
    """Yields the numbers of sentences that were written for tests: short ones, which news seldom has."""
    with cases.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, at, known = row["text"], 0, {}
            for number in row["quantities"]:
                at = max(at, text.find(number.get("text", ""), at))
                if "period" in number and "text" in number:
                    begin = text.find(number["period"]) if number["period"] else -1
                    known[at] = None if begin < 0 else (begin, begin + len(number["period"]))
                at += 1
            bounds = split_sentences(text, split_blocks(text)) if known else ()
            for start, end, _ in bounds:
                yield from _examples(text, start, end, known, WRITTEN)


def _examples(
    text: str, start: int, end: int, known: Mapping[int, Sequence[int] | None], fold: int
) -> Iterator[Example]:
    lexemes = cut(text, start, end)
    items, spans = joined(lexemes, read_amounts(text, lexemes, ())), periods(text, lexemes)
    for position, item in enumerate(items):
        left, right = ends(item)
        if left.start not in known or not spans:
            continue
        label = known[left.start]
        next_start = ends(items[position + 1])[0].start if position + 1 < len(items) else len(text)
        said = period_of(lexemes, spans, left.start, right.stop, next_start)
        found = list(period_options(lexemes, spans, left.start, right.stop, right.kind, said))
        agree = [bool(label) and span.start < label[1] and label[0] < span.end for span, _ in found]
        yield Example([features for _, features in found], agree, bool(label), fold)


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Returns the weight of each feature that occurs often enough, rounded; those near to nothing are left out."""
    seen = Counter(feature for example in found for option in example.options for feature in option)
    columns = {name: column for column, name in enumerate(sorted(name for name in seen if seen[name] >= LEAST))}
    rows = [[columns[f] for f in option if f in columns] for example in found for option in example.options]
    pointers = np.cumsum([0] + [len(row) for row in rows])
    flat = [column for row in rows for column in row]
    matrix = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(columns)))
    right = np.array([float(each) for example in found for each in example.right])
    weights = fit_binary(matrix, right, PENALTY)
    rounded = {name: round(float(weights[column]), DIGITS) for name, column in columns.items()}
    return {name: weight for name, weight in rounded.items() if abs(weight) >= SMALLEST}


def judged(found: Sequence[Example], weights: Mapping[str, float]) -> Counter[str]:
    """Counts the numbers whose period is right, wrong, rightly left blank or missing."""
    figures: Counter[str] = Counter()
    for example in found:
        scores = [sum(weights.get(feature, 0.0) for feature in option) for option in example.options]
        best = max(scores, default=float("-inf"))
        if best >= np.log(LIKELY / (1 - LIKELY)):
            figures["right" if example.right[scores.index(best)] else "wrong"] += 1
        else:
            figures["missing" if example.has_one else "blank"] += 1
    return figures


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    found = [*examples(ROOT / LABELS, options.data), *examples_of_articles(options.data)]
    written = list(written_examples(ROOT / CASES)) * TIMES_WRITTEN
    held: Counter[str] = Counter()
    for fold in range(FOLDS):
        rest = [example for example in found if example.fold != fold]
        held += judged([example for example in found if example.fold == fold], fit(rest + written))
    weights = fit(found + written)
    right = 100 * (held["right"] + held["blank"]) / len(found)
    wrong = 100 * held["wrong"] / max(1, held["right"] + held["wrong"])
    score = f"in {FOLDS} folds {right:.1f} % right, {wrong:.1f} % of those given wrong"
    sources = (ROOT / LABELS, ROOT / CASES, NUMBERS)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    lines = [
        "# Weights of what speaks for a period being that of a number. Made by scripts/train/periods.py from numbers",
        f"# of NewsDiscourse and PolNeAR train (public research releases) labelled for rusus, {len(found)} in",
        f"# sentences that name a period, and {len(written) // TIMES_WRITTEN} of sentences written for tests; sha256",
        f"# {digest}; {score}.",
        *(f"{name}\t{weight:g}" for name, weight in sorted(weights.items())),
    ]
    (options.output / "period_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    log(f"{len(weights)} weights from {len(found)} numbers read and {len(written) // TIMES_WRITTEN} written; {score}")


if __name__ == "__main__":
    main()

"""Makes reported_weights.json, the gate behind the finder of indirect speech, from labels of its records.

The labels are data/quotations/reported-labels.tsv (halves dev and train) and, beside the project,
reported/articles.jsonl (dev) and reported/records.jsonl; held halves measure only. The finder must be trained first.
Usage: python -m scripts.train.reported [--data DIR] [--output DIR]. The same input gives the same file, bit for bit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from rusus.language.tagger import load_lexicon
from rusus.pipeline import segment
from rusus.quotations.indirect.attribution_types import attribution_type, content_form
from rusus.quotations.indirect.decoder import Attribution, find_attributions, load_model
from rusus.quotations.indirect.find import frames_of, threshold
from rusus.quotations.indirect.gate import gate_features, gate_numbers
from rusus.quotations.indirect.tagged_sentence import frame_sentence
from rusus.text.punctuation import DOUBLE_QUOTES
from scripts import ROOT, command_line, log
from scripts.data.quotations import read_paragraphs
from scripts.train.log_linear import fit_binary

LABELS = ROOT / "data" / "quotations" / "reported-labels.tsv"
PENALTY, LEAST = 1.5, 3
"""L2 penalty, and examples that a feature needs (chosen by hand, not measured).

Penalties of 0.7, 1.5, 3 and 6 give a log loss of 0.292, 0.279, 0.277 and 0.283 in five folds of dev articles; 1.5 lists
as many reports as 3 with fewer others.
"""
TRAINS = ("dev", "train")
"""Halves that train."""
NEUTRAL = "NAFP"
"""Labels that count neither way; R is right, X and C are none."""


@dataclass(frozen=True)
class Example:
    """A candidate with its features, its label, the article's name and genre, and whether today's finder accepts it."""

    features: list[str]
    numbers: dict[str, float]
    label: str
    article: str
    genre: str
    half: str
    accepted: bool
    kind: str


def example(each: Attribution, label: str, article: str, genre: str, half: str) -> Example:
    """Returns a candidate as the gate sees it."""
    analysis = each.analysis
    form = content_form(analysis.cue, analysis.content)
    kind = attribution_type(analysis.cue.lemma, form)
    features, numbers = gate_features(analysis, form, kind), gate_numbers(analysis, each.score)
    accepted = each.score >= threshold(analysis.cue, load_model())
    return Example(features, numbers, label, article, genre, half, accepted, kind)


def texts(data: Path) -> dict[tuple[str, str], str]:
    """Returns the texts of the labelled sets by set and id; articles of reported/ are named by their line."""
    found = {}
    for name in ("basil_dev", "mpqa_dev", "polnear_train"):
        with (data / "quotations" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                found[name, str(row["id"])] = found[name, str(number)] = row["text"]
    found |= {("newsdiscourse_train", name): text for name, text in read_paragraphs(data).items()}
    return found


def read_labels(files: Iterable[Path]) -> dict[tuple[str, str], dict[str, Any]]:
    """Returns by article its half, genre, labels by the cue's first character, and whether they are complete."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for line in (line for path in files for line in path.read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            name, article, half, genre, start, _, label, _ = line.split("\t")
            entry = found.setdefault((name, article), {"half": half, "genre": genre, "cues": {}, "complete": False})
            if label == "complete":
                entry["complete"] = True
            else:
                entry["cues"].setdefault(int(start), label)
    return found


def labels(data: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Returns the labels of the project and those of reported/articles.jsonl, as ``read_labels`` does."""
    found = read_labels([LABELS])
    with (data / "reported" / "articles.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["label"] != "missed":
                key = row["file"], str(row["row"])
                entry = found.setdefault(key, {"half": row["half"], "genre": "first", "cues": {}, "complete": False})
                entry["cues"].setdefault(row["cue"][0], row["label"])
    return found


def is_quoted(each: Attribution) -> bool:
    """True of a candidate that may lie in a direct quotation, which the labels of reported speech leave out."""
    frame, (start, end) = each.analysis.cue.frame, each.analysis.content
    return any(frame.quoted[start:end]) or content_form(each.analysis.cue, each.analysis.content) == "quoted"


def article_examples(data: Path) -> Iterator[Example]:
    """Yields the labelled candidates of whole articles."""
    model, lexicon, known = load_model(), load_lexicon(), texts(data)
    for (name, number), entry in labels(data).items():
        article = segment(known[name, number])
        for frame, first in frames_of(article, model.rates, lexicon):
            for each in find_attributions(frame, model):
                start = article.tokens.starts[first + each.analysis.cue.at]
                label = entry["cues"].get(start)
                if label is None:  # in an article with complete labels it is none
                    if not entry["complete"] or each.score >= threshold(each.analysis.cue, model) or is_quoted(each):
                        continue
                    label = "X"
                yield example(each, label, f"{name} {number}", entry["genre"], entry["half"])


def by_turns(words: list[str]) -> list[bool]:
    """Returns which words stand between double marks that take turns."""
    quoted, found = False, []
    for word in words:
        quoted = quoted != (word in DOUBLE_QUOTES)
        found.append(quoted)
    return found


def record_examples(data: Path) -> Iterator[Example]:
    """Yields the labelled candidates that stand alone as words of a sentence."""
    model, lexicon = load_model(), load_lexicon()
    with (data / "reported" / "records.jsonl").open(encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            words = row["words"]
            frame = frame_sentence(words, [word.lower() for word in words], model.rates, by_turns(words), lexicon)
            for each in find_attributions(frame, model):
                if each.analysis.cue.at == row["cue"]:
                    yield example(each, row["label"], f"record {number}", "record", "dev")


class Table:
    """Examples as a matrix, under the features of those that train."""

    def __init__(self, examples: Sequence[Example]) -> None:
        counts: dict[str, int] = {}
        for each in examples:
            for feature in each.features:
                counts[feature] = counts.get(feature, 0) + 1
        self.names = sorted(name for name, count in counts.items() if count >= LEAST) + sorted(examples[0].numbers)
        self.column = {name: at for at, name in enumerate(self.names)}

    def matrix(self, examples: Iterable[Example]) -> csr_matrix:
        values, columns, ends = [], [], [0]
        for each in examples:
            for name, value in [*((name, 1.0) for name in each.features), *each.numbers.items()]:
                if name in self.column:
                    values.append(value)
                    columns.append(self.column[name])
            ends.append(len(values))
        return csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(self.names)))


def fit(table: Table, examples: Sequence[Example], penalty: float = PENALTY) -> np.ndarray:
    """Returns the weights of a logistic regression."""
    y = np.array([each.label == "R" for each in examples], float)
    return fit_binary(table.matrix(examples), y, penalty, iterations=300)


def scored(examples: Sequence[Example]) -> list[Example]:
    """Returns the examples whose label counts."""
    return [each for each in examples if each.label not in NEUTRAL]


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    examples = scored([*article_examples(options.data), *record_examples(options.data)])
    dev = [each for each in examples if each.half in TRAINS]
    table = Table(dev)
    weights = fit(table, dev)
    kept = {name: round(float(w), 2) for name, w in zip(table.names, weights) if abs(w) >= 0.01}
    values = {
        "about": {
            "made_by": "scripts/train/reported.py",
            "trained_on": "labels of one reader (free), of BASIL, MPQA, PolNeAR train, NewsDiscourse train, claims",
            "labels_sha256": hashlib.sha256(LABELS.read_bytes()).hexdigest(),
            "records_sha256": hashlib.sha256((options.data / "reported" / "records.jsonl").read_bytes()).hexdigest(),
            "examples": len(dev),
        },
        "weights": dict(sorted(kept.items())),
    }
    path = options.output / "reported_weights.json"
    path.write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    log(f"{path.name}: {len(kept)} weights of {len(dev)} examples")


if __name__ == "__main__":
    main()

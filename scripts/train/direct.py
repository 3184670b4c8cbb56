"""Trains the two linear models of direct quotations on PolNeAR and writes rusus/resources/direct_weights.json.

attribution: which noun phrase and reporting word a quoted stretch belongs to (log-linear over its analyses);
quotation: whether the stretch is a quotation at all (logistic, over the attribution that models trained on other
articles chose). Both with AdaGrad in a fixed order, so that the same data give the same file bit for bit.

Usage: python -m scripts.train.direct [--data DIR] [--output DIR] [--check]    (--check: measure, write nothing)
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rusus.language.speech_verbs import verb_classes
from rusus.model import Segmentation
from rusus.pipeline import segment
from rusus.quotations.direct.attribution import (
    Analysis,
    choose,
    list_analyses,
)
from rusus.quotations.direct.find import is_near, neighbours
from rusus.quotations.direct.scare_quotes import stretch_features
from rusus.quotations.direct.signatures import find_signature
from rusus.quotations.direct.windows import read_windows
from rusus.quotations.marks import Quoted, pair_marks
from rusus.text.linear_model import log_odds
from scripts import command_line, log
from scripts.train.platt import platt

FOLDS, EPOCHS, RATE, DECAY = 4, 6, 0.3, 1e-4
QUOTATION_EPOCHS, QUOTATION_RATE, QUOTATION_DECAY = 12, 0.15, 5e-4
LEAST_COUNT, LEAST_WEIGHT, DIGITS = 4, 0.1, 2
LEAST = {
    "continued": -3.0,
    "unlikely": 7.0,
    "answer": -9.0,
    "word": 3.0,
    "fragment": 2.0,
    "long fragment": 4.0,
    "long": -0.2,
    "short": 0.5,
}
"""Scores that a stretch must pass: higher for four words or fewer, which are quotations more rarely outside PolNeAR."""


@dataclass
class Example:
    """A quoted stretch, its analyses, how right each is (0 wrong, 1 source, 2 head of source and cue), and the gold."""

    article: Segmentation
    quoted: Quoted
    windows: dict
    analyses: list[Analysis]
    grades: list[int]
    is_quotation: bool
    is_loose: bool
    previous: bool


def read_rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def covering(row: dict) -> list[dict | None]:
    """Returns the quotation that covers each character. In texts with '' for marks PolNeAR's kinds are all indirect."""
    doubled = row["text"].count("''") > 3
    found: list[dict | None] = [None] * (len(row["text"]) + 1)
    for quote in row["quotes"]:
        if quote["kind"] != "indirect" or doubled:
            for start, end in quote["spans"]:
                found[start:end] = [quote] * (end - start)
    return found


def read_examples(row: dict) -> list[Example]:
    text = row["text"]
    article = segment(text)
    cover = covering(row)
    stretches = [each for each in pair_marks(text, article.blocks) if text[each.start : each.end].strip()]
    before: dict | None = None
    block = 0
    examples = []
    for k, quoted in enumerate(stretches):
        letters = [i for i in range(quoted.start, quoted.end) if text[i].isalnum()]
        if not letters:
            continue
        counts = Counter(id(cover[i]) for i in letters if cover[i])
        main = max(counts, key=counts.__getitem__, default=None)
        gold = (
            next(cover[i] for i in letters if id(cover[i]) == main)
            if main and counts[main] > len(letters) / 2
            else None
        )
        windows = read_windows(article, quoted, *neighbours(article, stretches, k))
        analyses = list_analyses(article, quoted, windows)
        near = before is not None and is_near(article, block, quoted.block)
        grades = grade(article, analyses, gold, before if near else None) if gold else []
        examples.append(
            Example(article, quoted, windows, analyses, grades, gold is not None, is_loose(text, quoted, gold), near)
        )
        if gold:
            before, block = gold, quoted.block
    return examples


def is_loose(text: str, quoted: Quoted, gold: dict | None) -> bool:
    """True if PolNeAR counts a scare quote as part of an attribution: a word, or a fragment that nobody said."""
    content = text[quoted.start : quoted.end].split()
    if gold is None or gold["kind"] == "direct" and len(content) > 1:
        return False
    cue = (gold["cue"] or "").lower().split()
    reported = any(word.strip(":,") in verb_classes() for word in cue) or "according" in cue
    return len(content) == 1 or not reported and (content[0].islower() or content[-1][-1] not in ".,?!")


def words(name: str | None) -> set[str]:
    return set(re.findall(r"[\w']+", (name or "").lower()))


def grade(article: Segmentation, analyses: list[Analysis], gold: dict, before: dict | None) -> list[int]:
    starts, ends = article.tokens.starts, article.tokens.ends
    grades = [0, 0]
    for each in analyses[2:]:
        start, end = starts[each.source[0]], ends[each.source[1] - 1]
        overlaps = any(min(end, e) > max(start, s) for s, e in gold["speaker_spans"])
        head = any(start <= s < end for s, e in gold["speaker_spans"][:1])
        cued = any(min(ends[each.cue[1] - 1], e) > max(starts[each.cue[0]], s) for s, e in gold["cue_spans"])
        grades.append(3 if head and cued else 2 if overlaps and cued else 1 if overlaps else 0)
    same = (
        before is not None
        and bool(gold["speaker"])
        and (before is gold or words(before["speaker"]) == words(gold["speaker"]))
    )
    if not any(grades):
        grades[1 if same else 0] = 3 if same or not gold["speaker"] else 0
    elif before is gold and max(grades) < 2:
        grades[1] = 3
    return grades


def vocabulary(lists: list[list[str]]) -> dict[str, int]:
    counts = Counter(feature for each in lists for feature in each)
    return {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_COUNT))}


def train_attribution(examples: list[Example]) -> dict[str, float]:
    useful = [each for each in examples if each.is_quotation and any(each.grades)]
    index = vocabulary([sorted({f for analysis in each.analyses for f in analysis.features}) for each in useful])
    items = []
    for each in useful:
        rows = [[index[f] for f in analysis.features if f in index] for analysis in each.analyses]
        items.append((rows, [grade == max(each.grades) for grade in each.grades]))
    weights, squares = [0.0] * len(index), [1e-8] * len(index)
    order = random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(items)
        for rows, right in items:
            scores = [sum([weights[f] for f in row]) for row in rows]
            top = max(scores)
            masses = [math.exp(score - top) for score in scores]
            total = sum(masses)
            share = sum(mass for mass, good in zip(masses, right) if good)
            for row, mass, good in zip(rows, masses, right):
                step = (mass / share if good and share > 1e-300 else 0.0) - mass / total
                if abs(step) > 1e-4:
                    for f in row:
                        gradient = step - DECAY * weights[f]
                        squares[f] += gradient * gradient
                        weights[f] += RATE * gradient / math.sqrt(squares[f])
    return {feature: weights[i] for feature, i in index.items()}


def train_quotation(rows: list[tuple[list[str], bool]]) -> dict[str, float]:
    index = vocabulary([features for features, _ in rows])
    items = [([index[f] for f in features if f in index], float(y)) for features, y in rows]
    weights, squares = [0.0] * len(index), [1e-6] * len(index)
    total = [0.0] * len(index)
    order = random.Random(0)
    for _ in range(QUOTATION_EPOCHS):
        order.shuffle(items)
        total = [a + b for a, b in zip(total, weights)]
        for row, y in items:
            score = max(-30.0, min(30.0, sum([weights[f] for f in row])))
            step = y - 1 / (1 + math.exp(-score))
            for f in row:
                gradient = step - QUOTATION_DECAY * weights[f]
                squares[f] += gradient * gradient
                weights[f] += QUOTATION_RATE * gradient / math.sqrt(squares[f])
    return {feature: (total[i] + weights[i]) / QUOTATION_EPOCHS for feature, i in index.items()}


def pruned(weights: dict[str, float]) -> dict[str, float]:
    return {f: round(w, DIGITS) for f, w in sorted(weights.items()) if abs(w) >= LEAST_WEIGHT}


def quotation_rows(examples: list[Example], weights: dict[str, float]) -> list[tuple[list[str], bool]]:
    rows = []
    for each in examples:
        if not find_signature(each.article, each.quoted, each.windows["R"]) and not each.is_loose:
            chosen, margin, _ = choose(each.analyses, weights, each.previous)
            rows.append((stretch_features(each.article, each.quoted, each.windows, chosen, margin), each.is_quotation))
    return rows


def source_rows(examples: list[Example], weights: dict[str, float]) -> list[tuple[float, bool]]:
    """Returns for each quotation how certain its source is, as log-odds, and whether it is right."""
    rows = []
    for each in examples:
        if each.is_quotation and any(each.grades):
            choice = choose(each.analyses, weights, each.previous)
            right = each.grades[each.analyses.index(choice.analysis)] > 0
            if choice.analysis.kind != "none":
                rows.append((log_odds(choice.certainty), right))
    return rows


def quotation_scores(folds: list[list[tuple[list[str], bool]]]) -> list[tuple[float, bool]]:
    """Returns the score of each stretch by a model trained on the other folds, and whether it is a quotation."""
    rows = []
    for held in folds:
        weights = train_quotation([row for fold in folds if fold is not held for row in fold])
        rows.extend((sum(weights.get(f, 0.0) for f in features), right) for features, right in held)
    return rows


def right_share(rows: list[tuple[list[str], bool]], weights: dict[str, float]) -> float:
    right = sum((sum(weights.get(f, 0.0) for f in features) > 0) == y for features, y in rows)
    return round(100 * right / len(rows), 2)


def attribution_share(examples: list[Example], weights: dict[str, float]) -> float:
    useful = [each for each in examples if each.is_quotation and any(each.grades)]
    right = sum(
        each.grades[each.analyses.index(choose(each.analyses, weights, each.previous)[0])] > 0 for each in useful
    )
    return round(100 * right / len(useful), 2)


def main() -> None:
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument("--check", action="store_true", help="measure and write nothing")
    options = parser.parse_args()
    path = options.data / "quotations" / "polnear_train.jsonl"
    articles = [read_examples(row) for row in read_rows(path)]
    folds, certain = [], []
    for fold in range(FOLDS):
        inside = [each for i, examples in enumerate(articles) if i % FOLDS != fold for each in examples]
        outside = [each for i, examples in enumerate(articles) if i % FOLDS == fold for each in examples]
        weights = train_attribution(inside)
        log(f"fold {fold}: attribution right {attribution_share(outside, weights)} %")
        folds.append(quotation_rows(outside, weights))
        certain.extend(source_rows(outside, weights))
    rows = [row for fold in folds for row in fold]
    calibration = {"quotation": platt(quotation_scores(folds)), "source": platt(certain)}
    attribution = pruned(train_attribution([each for examples in articles for each in examples]))
    quotation = pruned(train_quotation(rows))
    held = [each for row in read_rows(path.with_name("polnear_dev.jsonl")) for each in read_examples(row)]
    figures = {
        "attribution right, dev": attribution_share(held, attribution),
        "quotation or not, dev": right_share(quotation_rows(held, attribution), quotation),
    }
    log(f"{len(attribution)} and {len(quotation)} weights; {figures}; calibration {calibration}")
    provenance = {
        "script": "scripts/train/direct.py",
        "trained_on": "PolNeAR 1.0 train (no licence stated; public research release, press texts): weights only,"
        " no text",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "percent": figures,
    }
    if not options.check:
        content = {
            "provenance": provenance,
            "least": LEAST,
            "calibration": calibration,
            "attribution": attribution,
            "quotation": quotation,
        }
        text = json.dumps(content, ensure_ascii=False, indent=0) + "\n"
        (options.output / "direct_weights.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

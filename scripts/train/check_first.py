"""Trains what to check first: its letters in claim_words.tsv and claim_weights.json, and check_first.json.

Runs after scripts/train/claims.py, whose scores it uses and leaves as they are; the same input gives the same files.
A ridge regression over words and signs comes as near as it can to the teacher (scripts/teach/check_first.py), to the
grades in data/claims/check-first.jsonl and to what outlets checked of debates; a second one weighs what it says with
the other inputs (rusus/claims/check_first.py) by the grades, and Platt's sigmoid makes its sum the probability of grade
2 or 3.

--check prints the figures (cross-validated by article, and on dev articles, which train nothing) and writes nothing;
--held-back prints those of the articles that are held back as well. docs/lab/check-first.md says what was tried.

Usage: python -m scripts.train.check_first [--data DIR] …
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score

from rusus.claims.check_first import article_means, input_names
from rusus.claims.features import Features, find_features
from rusus.claims.packed_weights import FIRST, HEADS, MOST_STEPS, RARE, UNITS, ZERO, read_weights
from rusus.claims.scoring import RARITY, WEIGHTS, WORDS, Model, add_weights, load_model, weigh
from rusus.pipeline import segment
from rusus.quantities.find import find_quantities, is_aside
from rusus.quotations.find import find_quotations
from rusus.vocabulary import BODY_KINDS
from scripts import ROOT, command_line, log
from scripts.data.check_first import DEBATES, GRADES, Graded, by_id, joined, read_debates, read_dev, read_graded
from scripts.data.claims import DIGITS, SIGN_SIZE, Space, features_of
from scripts.data.folds import FOLDS, NEWS, UNLABELLED, sentence_key

SOFT_LABELS = ROOT / "data" / "claims" / "check-first-soft-labels.tsv"
STEP = 0.1
"""The step of the digits in the soft labels, in spreads of what the teacher says."""

DEV = "claims/check_first_dev.jsonl"
WORD_STRENGTH, ORDER_STRENGTH = 0.5, 300.0
"""Ridge penalties. For the order 30 to 1000 are within half a point of NDCG@5, in cross-validation and on dev. For the
words 0.2 to 0.7 are within 0.2 points; 2 costs 0.3 in cross-validation and 1 on dev, 20 costs 1.3 and 2
(docs/lab/check-first.md)."""

SPEECH = 0.5
"""How much a sentence of a debate counts beside one of a graded article. With 1 dev loses 2 points of NDCG@5; with 0
debates that are held out lose 1.0 of NDCG@5 and 0.9 +- 0.4 of average precision (docs/lab/check-first.md)."""

HELD_BACK = ("readers 1 and 2", (1, 2)), ("reader 4", (4,))
"""Whose held-back articles are told apart: those of reader 4 are newer and fewer sessions have seen their figures."""

TOP = 5
"""How many sentences of an article the figures look at."""


@dataclass(frozen=True)
class Read:
    """A graded article as the model sees it: word vectors and inputs of each sentence."""

    graded: Graded
    vectors: Any
    inputs: Any

    @property
    def body(self) -> list[int]:
        """Returns the places of the sentences in paragraphs and lists."""
        article = self.graded.article
        return [at for at, of in enumerate(article.sentences) if article.blocks[of.block].kind in BODY_KINDS]


@dataclass(frozen=True)
class Fitted:
    """The weights of the inputs, their usual values, and the two numbers that make the sum log-odds."""

    weights: Any
    usual: Any
    article: float
    level: float


def known_space(model: Model) -> Space:
    """Returns the words and signs of the packaged weights, with the rarity of the words."""
    rarity = np.array([math.sqrt(read_weights(row)[RARE]) / RARITY for row in model.words.values()])
    words, signs = ({name: at for at, name in enumerate(rows)} for rows in (model.words, model.signs))
    return Space(words, rarity, signs)


def vectors_of(found: Sequence[Features], space: Space, model: Model) -> Any:
    """Returns a sparse row for each sentence: words, signs, and the hidden units of the scores.

    Without the units the student is 0.3 points of NDCG@5 worse in cross-validation, and 1.0 on the dev articles.
    """
    units = np.array([add_weights(features, model)[RARE + 1 : FIRST] for features in found])
    return sparse.hstack([space.vectors(found), sparse.csr_matrix(np.maximum(units, 0))]).tocsr()


def read_article(graded: Graded, space: Space) -> Read:
    """Returns vectors and inputs of an article, with what the pipeline finds in it."""
    article = graded.article
    quotations = find_quotations(article)
    quantities = [quantity for quantity in find_quantities(article) if not is_aside(quantity)]
    found = list(find_features(article, quotations, quantities))
    _, inputs = weigh(article, found, quotations, quantities)
    return Read(graded, vectors_of(found, space, load_model()), np.array(inputs))


def read_lessons(folder: Path, space: Space, soft_labels: Path) -> tuple[Any, Any]:
    """Returns vectors and the teachers' digits (a column a fold, in spreads) of every sentence that they labelled."""
    values = {digit: STEP * (number - len(DIGITS) // 2) for number, digit in enumerate(DIGITS)}
    lines = soft_labels.read_text(encoding="utf-8").splitlines()
    taught = dict(line.split("\t") for line in lines if not line.startswith("#"))
    found: dict[str, Features] = {}
    for text in (*by_id(folder / UNLABELLED).values(), *joined(folder / NEWS).values()):
        article = segment(text)
        for sentence, features in zip(article.sentences, features_of(article)):
            key = sentence_key(text[sentence.start : sentence.end])
            if key in taught:
                found.setdefault(key, features)
    keys = sorted(found)
    said = [[values[digit] for digit in taught[key]] for key in keys]
    return vectors_of([found[key] for key in keys], space, load_model()), np.array(said)


def fit_words(vectors: Any, said: Any, reads: Sequence[Read], speeches: Sequence[Read]) -> Ridge:
    """Returns the student: a ridge regression, on words, signs and units, of what a teacher says of many sentences and
    of the gains of the graded ones, and of debates, above those of their article, each in spreads.

    A graded sentence counts as much as one that the teacher labelled: without the grades the student is 0.4 points of
    NDCG@5 worse in cross-validation and 1.0 on dev, and where they count three times 0.6 worse.
    """
    lessons = [gains_above(reads), gains_above(speeches)]
    rows = sparse.vstack([vectors, *(read.vectors for read in (*reads, *speeches))]).tocsr()
    counts = np.repeat([1.0, 1.0, SPEECH], [len(said), *map(len, lessons)])
    model = Ridge(alpha=WORD_STRENGTH, solver="sparse_cg", tol=1e-4)
    return model.fit(rows, np.concatenate([said, *lessons]), sample_weight=counts)


def gains_above(reads: Sequence[Read]) -> Any:
    """Returns the gains of all sentences above the mean of their article, in spreads."""
    gains = np.concatenate([np.array(read.graded.gains) - np.mean(read.graded.gains) for read in reads])
    return gains / gains.std()


def centred(read: Read, usual: Any) -> Any:
    """Returns the inputs of an article less its means, as at run time."""
    return read.inputs - np.array(article_means(read.graded.article, read.inputs.tolist(), usual))


def fit_order(reads: Sequence[Read]) -> tuple[Any, Any]:
    """Returns the weights of the inputs, and their usual values: the means over all sentences of the bodies."""
    usual = np.vstack([read.inputs[read.body] for read in reads]).mean(axis=0)
    rows = [centred(read, usual) for read in reads]
    rows = [row - row.mean(axis=0) for row in rows]
    spread = np.vstack(rows).std(axis=0) + 1e-9
    gains = [np.array(read.graded.gains) for read in reads]
    wanted = np.concatenate([gain - gain.mean() for gain in gains])
    model = Ridge(alpha=ORDER_STRENGTH).fit(np.vstack(rows) / spread, wanted)
    return model.coef_ / spread, usual


def fit(reads: Sequence[Read]) -> Fitted:
    """Returns the order with Platt's sigmoid, fitted on sums that are cross-validated by article."""
    sums = []
    usual = fit_order(reads)[1]
    for fold in range(FOLDS):
        weights, _ = fit_order(other_folds(reads, fold))
        sums += [(read, centred(read, usual) @ weights) for read in reads if read.graded.fold == fold]
    rows, checked = [], []
    for read, total in sums:
        words = article_means(read.graded.article, read.inputs.tolist(), usual)[0] - usual[0]
        for value, given in zip(total, read.graded.grades):
            rows += [[value, words]] * len(given)
            checked += [grade >= 2 for grade in given]
    platt = LogisticRegression(C=1000.0, solver="liblinear", tol=1e-6, random_state=0).fit(rows, checked)
    slope, article = map(float, platt.coef_[0])
    weights, usual = fit_order(reads)
    return Fitted(weights * slope, usual, article, float(platt.intercept_[0]))


def log_odds(fitted: Fitted, read: Read) -> Any:
    """Returns the log-odds of each sentence, as at run time."""
    words = article_means(read.graded.article, read.inputs.tolist(), fitted.usual)[0] - fitted.usual[0]
    return centred(read, fitted.usual) @ fitted.weights + fitted.article * words + fitted.level


def quality(scored: Sequence[tuple[Read, Any]]) -> str:
    """Returns NDCG@5 with its standard error, the shares of grade 2 or 3 and of articles with a 3 among the first five,
    the area under the curve for grade 2 or 3, and mean score and share by tenth of the scores."""
    gains, useful, best, truth, odds = [], [], [], [], []
    for read, values in scored:
        grades = read.graded.first
        order = sorted(range(len(grades)), key=lambda at: (-values[at], at))[:TOP]
        ideal = _gain(sorted(grades, reverse=True)[:TOP])
        truth += [grade >= 2 for grade in grades]
        odds += list(values)
        if ideal:
            gains.append(_gain([grades[at] for at in order]) / ideal)
            useful.append(sum(grades[at] >= 2 for at in order) / min(TOP, len(grades)))
            best.append(any(grades[at] == 3 for at in order))
    error = np.std(gains) / math.sqrt(len(gains))
    chance = 1 / (1 + np.exp(-np.array(odds)))
    bins = np.minimum((10 * chance).astype(int), 9)
    shares = [
        f"{chance[bins == at].mean():.2f} {np.array(truth)[bins == at].mean():.2f}"
        for at in range(10)
        if (bins == at).any()
    ]
    return (
        f"NDCG@5 {100 * np.mean(gains):.1f} +- {100 * error:.1f}  2 or 3 {100 * np.mean(useful):.1f}  "
        f"a 3 {100 * np.mean(best):.1f}  AUC {100 * roc_auc_score(truth, odds):.1f}  ({len(gains)} articles)\n"
        f"    calibration: {', '.join(shares)}"
    )


def _gain(grades: Sequence[int]) -> float:
    """Returns the discounted cumulative gain of some grades in order (Järvelin and Kekäläinen 2002)."""
    return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades))


def with_words(read: Read, student: Ridge) -> Read:
    """Returns the article with what the student says as its first input."""
    inputs = read.inputs.copy()
    inputs[:, 0] = student.predict(read.vectors)
    return Read(read.graded, read.vectors, inputs)


def check_worthy(reads: Sequence[Read]) -> list[tuple[Read, Any]]:
    """Returns the articles with the order by check_worthy, to compare with."""
    column = input_names().index("check_worthy")
    return [(read, read.inputs[:, column]) for read in reads]


def other_folds(reads: Sequence[Read], fold: int) -> list[Read]:
    """Returns the articles that are not in a fold."""
    return [read for read in reads if read.graded.fold != fold]


def cross_validate(reads: Sequence[Read], asked: Sequence[Read]) -> list[tuple[Read, Any]]:
    """Returns the log-odds of what is asked by a model that never saw its fold; the reads hold the fold's student."""
    scored = []
    for fold in range(FOLDS):
        fitted = fit(other_folds(reads, fold))
        scored += [(read, log_odds(fitted, read)) for read in asked if read.graded.fold == fold]
    return scored


def letters(weights: Any) -> tuple[float, list[str]]:
    """Returns the step of a column, and a letter for each weight, none beyond ``MOST_STEPS``."""
    step = float(f"{np.abs(weights).max() / MOST_STEPS:.3g}")
    steps = np.clip(np.rint(weights / step), -MOST_STEPS, MOST_STEPS).astype(int)
    return step, [chr(ord(ZERO) + value) for value in steps]


def write(student: Ridge, space: Space, fitted: Fitted, figures: dict[str, str], folder: Path) -> None:
    """Writes the student's letters into the resources of the claims, and the order."""
    count = len(space.words)
    word_step, word_letters = letters(student.coef_[:count] * space.rarity)
    sign_step, sign_letters = letters(student.coef_[count:-UNITS] * SIGN_SIZE)
    read = json.loads((folder / WEIGHTS).read_text(encoding="utf-8"))
    for name, value in (("words", word_step), ("signs", sign_step)):
        read["steps"][name][FIRST:] = [value]
    read["levels"][FIRST:] = [float(f"{student.intercept_:.5g}")]
    read["out"][len(HEADS) :] = [[float(f"{weight:.5g}") for weight in student.coef_[-UNITS:]]]
    read["signs"] = {name: _row(read["signs"][name], letter) for name, letter in zip(space.signs, sign_letters)}
    (folder / WEIGHTS).write_text(json.dumps(read, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = load_model().words
    lines = (f"{word}\t{_row(rows[word], letter)}\n" for word, letter in zip(space.words, word_letters))
    (folder / WORDS).write_text("".join(lines), encoding="utf-8")
    (folder / "check_first.json").write_text(_order(fitted, figures), encoding="utf-8")


def _row(row: str, letter: str) -> str:
    """Returns a row of weights with another letter for checking first."""
    numbers, _, held = row.rpartition(" ")
    return f"{numbers} {held[:UNITS]}{letter}"


def _order(fitted: Fitted, figures: dict[str, str]) -> str:
    """Returns the text of check_first.json."""
    small = lambda value: float(f"{value:.4g}")  # noqa: E731
    about = {
        "made by": "scripts/train/check_first.py",
        "trained on": {
            "grades": {"of": "data/claims/check-first.jsonl, those held back left out", "sha256": _hash(GRADES)},
            "debates": {"of": f"{DEBATES}, see data/SOURCES.md"},
            "soft labels": {"of": "data/claims/check-first-soft-labels.tsv", "sha256": _hash(SOFT_LABELS)},
        },
        "licence": "grades and soft labels CC BY 4.0; the sets are named in docs/models/claims.md",
        "figures": {name: text.split("\n    ") for name, text in figures.items()},
    }
    inputs = {
        name: {"weight": small(weight), "usual": small(value)}
        for name, weight, value in zip(input_names(), fitted.weights, fitted.usual)
    }
    order = {"about": about, "article": small(fitted.article), "level": small(fitted.level), "inputs": inputs}
    return json.dumps(order, indent=1, ensure_ascii=False) + "\n"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def main() -> None:
    """Trains, prints the figures, and writes the resources."""
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument("--soft-labels", type=Path, default=SOFT_LABELS, help="what scripts/teach/check_first.py wrote")
    parser.add_argument("--check", action="store_true", help="print the figures and write nothing")
    parser.add_argument("--held-back", action="store_true", help="print the figures of the held-back articles as well")
    options = parser.parse_args()
    space = known_space(load_model())
    vectors, said = read_lessons(options.data, space, options.soft_labels)
    log(f"{vectors.shape[0]} sentences from the teacher")
    articles = [read_article(graded, space) for graded in read_graded(options.data)]
    taught = [read for read in articles if not read.graded.held_back]
    speeches = [read_article(graded, space) for graded in read_debates(options.data / DEBATES)]
    students = [
        fit_words(vectors, said[:, fold], other_folds(taught, fold), other_folds(speeches, fold))
        for fold in range(FOLDS)
    ]
    student = fit_words(vectors, said.mean(axis=1), taught, speeches)
    log("students")
    reads = [with_words(read, students[read.graded.fold]) for read in taught]
    heard = [with_words(read, students[read.graded.fold]) for read in speeches]
    figures = {
        "check_worthy alone": quality(check_worthy(reads)),
        "cross-validated": quality(cross_validate(reads, reads)),
        "debates, check_worthy alone": quality(check_worthy(heard)),
        "debates, held out": quality(cross_validate(reads, heard)),
    }
    fitted = fit(reads)
    dev = [with_words(read_article(graded, space), student) for graded in read_dev(options.data / DEV)]
    figures["dev"] = quality([(read, log_odds(fitted, read)) for read in dev])
    if options.held_back:
        held = [with_words(read, student) for read in articles if read.graded.held_back]
        for name, readers in HELD_BACK:
            group = [(read, log_odds(fitted, read)) for read in held if read.graded.reader in readers]
            print(f"held back, {name}: {quality(group)}")
    print(*(f"{name}: {line}" for name, line in figures.items()), sep="\n", flush=True)
    if not options.check:
        write(student, space, fitted, figures, options.output)


if __name__ == "__main__":
    main()

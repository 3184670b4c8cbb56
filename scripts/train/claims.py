"""Trains the five scores of a sentence and writes claim_weights.json and claim_words.tsv in
rusus/resources; the same input gives the same files.

Usage: python -m scripts.train.claims [--data DIR] [--check] [--output DIR]

--check prints the cross-validated figures (grouped by speech or article) and writes nothing. Needs numpy, scipy and
scikit-learn. docs/lab/claims.md says what was tried, docs/models/claims.md what the weights were trained on.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from pathlib import Path
from typing import Any

# The order in which several threads add changes the last bit of a sum, and now and then a whole step of a weight.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score, roc_auc_score

from rusus.claims.article_context import body_sentences, find_context
from rusus.claims.packed_weights import HEADS, MOST_STEPS, UNITS, ZERO
from rusus.claims.scoring import CLAIM, RARITY
from scripts import command_line, log
from scripts.data.claims import SIGN_SIZE, SOFT_LABELS, TASKS, Data, Rows, folds_of, load
from scripts.data.folds import FOLDS, NEWS, UNLABELLED
from scripts.train.claim_student import Student, blend, linear_student, train_student

IN_CONTEXT = ("opinion", "prediction")


def fit(vectors: Any, labels: Any, strength: float) -> tuple[Any, float]:
    """Returns the weights and the intercept of a class-balanced logistic regression."""
    model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", tol=1e-3, random_state=0)
    model.fit(vectors, labels)
    return model.coef_[0], float(model.intercept_[0])


def fit_linear(head: str, data: Data, fold: int | None) -> tuple[Any, float]:
    """Returns linear weights and intercept of a head, trained without ``fold``.

    A ridge regression comes as near to the teacher as it can; what it says is one more feature of a logistic regression
    on the labels, and is folded into its weights.
    """
    vectors, taught, _ = data.lessons.without(fold)
    wanted = taught[:, HEADS.index(head)]
    known = ~np.isnan(wanted)
    ridge = Ridge(alpha=2.0, solver="sparse_cg", tol=1e-4).fit(vectors[known], wanted[known])
    vectors, labels, folds = data.task(head)
    used = folds != fold if fold is not None else np.ones(len(labels), bool)
    said = sparse.csr_matrix(ridge.predict(vectors[used])[:, None] / 2)
    weights, intercept = fit(sparse.hstack([vectors[used], said]).tocsr(), labels[used], 0.3)
    share = weights[-1] / 2
    return weights[:-1] + share * ridge.coef_, intercept + share * float(ridge.intercept_)


def train_halves(data: Data, fold: int | None = None) -> tuple[Student, Student]:
    """Returns two students that never saw ``fold``: one with hidden units and one without."""
    weights, levels = zip(*(fit_linear(head, data, fold) for head in HEADS))
    return train_student(*data.lessons.without(fold)), linear_student(np.column_stack(weights), np.array(levels))


def cross_validate(data: Data) -> tuple[dict[str, Any], Any]:
    """Returns each head's held-out log-odds on its own rows, and those of all heads on the rows of the news articles,
    by both halves of the model (last axis)."""
    tasks = {head: data.task(head) for head in HEADS}
    own = {head: np.zeros((len(labels), 2)) for head, (_, labels, _) in tasks.items()}
    places = np.array(folds_of(data.rows[NEWS]))
    news = np.zeros((len(places), len(HEADS), 2))
    for fold in range(FOLDS):
        inside = places == fold
        for half, student in enumerate(train_halves(data, fold)):
            for column, (head, (vectors, _, folds)) in enumerate(tasks.items()):
                own[head][folds == fold, half] = student.log_odds(vectors[folds == fold])[:, column]
            news[inside, :, half] = student.log_odds(data.vectors[NEWS][inside])
            news[inside, CLAIM, half] = student.log_odds(data.contents[inside])[:, CLAIM]
    return own, news


def best_threshold(labels: Any, scores: Any) -> tuple[float, float]:
    """Returns the score with the best F1, and that F1."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    f1 = 2 * right / (np.arange(1, len(labels) + 1) + labels.sum())
    at = int(np.argmax(f1))
    return float(scores[order][at]), float(f1[at])


def smooth_threshold(labels: Any, scores: Any) -> float:
    """Returns the score with the best expected F1 under a Platt scaling: the best on the labels hangs on a few of them.

    Lipton, Elkan and Naryanaswamy (2014): the optimum for calibrated chances is half the F1 reached there.
    """
    model = LogisticRegression(C=1000.0, solver="liblinear", tol=1e-6, random_state=0)
    return best_threshold(model.fit(scores[:, None], labels).predict_proba(scores[:, None])[:, 1], scores)[0]


def calibrate(head: str, labels: Any, scores: Any) -> tuple[Any, float]:
    """Returns slopes and the intercept of a Platt scaling of both halves' log-odds (columns) at once.

    That of claims keeps the rate of claims in its training set, about three in five; the others count
    both classes alike, because their positives are rare.
    """
    balance = None if head == "claim" else "balanced"
    model = LogisticRegression(C=1000.0, class_weight=balance, solver="liblinear", tol=1e-6, random_state=0)
    model.fit(scores, labels)
    return model.coef_[0], float(model.intercept_[0])


def auc_margin(labels: Any, area: float) -> float:
    """Returns half the 95 % interval of an area under the curve (Hanley and McNeil 1982)."""
    right, wrong = int(labels.sum()), int(len(labels) - labels.sum())
    spread = (right - 1) * (area / (2 - area) - area**2) + (wrong - 1) * (2 * area**2 / (1 + area) - area**2)
    return 1.96 * math.sqrt((area * (1 - area) + spread) / (right * wrong))


def f1_margin(labels: Any, guesses: Any) -> float:
    """Returns half the 95 % interval of an F1, over a thousand drawn tables of right and wrong answers."""
    table = [np.sum((labels == gold) & (guesses == guess)) for gold, guess in ((1, 1), (1, 0), (0, 1), (0, 0))]
    drawn = np.random.RandomState(0).multinomial(len(labels), np.array(table) / len(labels), size=1000)
    low, high = np.quantile(2 * drawn[:, 0] / (2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]), (0.025, 0.975))
    return float(high - low) / 2


def report(name: str, labels: Any, scores: Any) -> str:
    """Returns a line with AUC, F1 at zero with 95 % intervals, the best F1, and accuracy."""
    _, best = best_threshold(labels, scores)
    area, f1 = roc_auc_score(labels, scores), f1_score(labels, scores > 0)
    margins = 100 * auc_margin(labels, area), 100 * f1_margin(labels, (scores > 0).astype(int))
    accuracy = float(np.mean((scores > 0) == labels))
    line = f"{name:24} AUC {100 * area:.2f} +- {margins[0]:.1f}  F1 {100 * f1:.2f} +- {margins[1]:.1f}"
    return f"{line} (best {100 * best:.2f})  accuracy {100 * accuracy:.2f}"


def contexts(rows: Rows, scores: Any) -> tuple[Any, Any]:
    """Returns the indices of the rows that have a context, and for each its own scores and its context."""
    at, found = [], []
    for article, numbers in rows.articles:
        body = body_sentences(article)
        if body:
            own = [list(map(float, scores[numbers[n]])) for n in body]
            for n, row, context in zip(body, own, find_context(article, body, own)):
                at.append(numbers[n])
                found.append([*row, *context])
    return np.array(at), np.array(found)


def train(data: Data) -> dict[str, Any]:
    """Returns everything the resource holds, and the cross-validated figures."""
    held, outer = cross_validate(data)
    slopes, intercepts, scores = np.zeros((len(HEADS), 2)), np.zeros(len(HEADS)), {}
    for column, head in enumerate(HEADS):
        _, labels, _ = data.task(head)
        slopes[column], intercepts[column] = calibrate(head, labels, held[head])
        odds = held[head] @ slopes[column] + intercepts[column]
        scores[head] = report(head, labels, odds)
        intercepts[column] -= smooth_threshold(labels, odds) if head in SHIFTED else 0.0
    student = blend(train_halves(data), slopes, intercepts)
    outer = (outer * slopes).sum(axis=2) + intercepts
    at, inputs = contexts(data.rows[NEWS], outer)
    context, odds = {}, {"claim": outer[at, CLAIM]}
    for head in IN_CONTEXT:
        context[head], odds[head], scores[head + " in context"] = train_context(head, data.rows[NEWS], at, inputs)
    mixed = sum(weight * odds[head] for head, weight in NEWS_CLAIM.items())
    news = {**NEWS_CLAIM, "intercept": -float(np.quantile(mixed, NO_CLAIM))}
    scores["claim in articles"] = report_news(data.rows[NEWS], at, mixed + news["intercept"])
    return {"student": student, "context": context, "news": news, "scores": scores}


def train_context(head: str, news: Rows, at: Any, inputs: Any) -> tuple[list[float], Any, str]:
    """Returns intercept and weights of a head over own scores and context, its held-out log-odds, and their figures."""
    labels = np.array([name == TASKS[head].positive for name in news.labels]).astype(int)[at]
    used = np.array([name != TASKS[head].left_out for name in news.labels])[at]
    folds = np.array(folds_of(news))[at]
    held = np.zeros(len(at))
    for fold in range(FOLDS):
        weights, intercept = fit(inputs[used & (folds != fold)], labels[used & (folds != fold)], 1.0)
        held[folds == fold] = inputs[folds == fold] @ weights + intercept
    threshold = smooth_threshold(labels[used], held[used])
    weights, intercept = fit(inputs[used], labels[used], 1.0)
    return (
        [intercept - threshold, *map(float, weights)],
        held - threshold,
        report(head + " in context", labels[used], held[used]),
    )


def report_news(news: Rows, at: Any, odds: Any) -> str:
    """Returns how sentences without a claim compare with what NewsDiscourse calls evaluation or expectation."""
    labels = np.array(news.labels)[at]
    other = np.isin(labels, [TASKS[head].positive for head in IN_CONTEXT])
    return report("no claim in articles", other[labels != "NA"].astype(int), -odds[labels != "NA"])


NEWS_CLAIM = {"claim": 1.0, "opinion": -0.5, "prediction": -0.5}
"""What counts for a claim in an article: checkable content, unless all of the sentence is evaluation or expectation."""

NO_CLAIM = 0.155
"""The share of sentences in news articles that hold no claim. There F1 of the sentences with nothing to check (grade 0)
in 669 graded articles is best: 61.6, and flat from 0.147 to 0.168; 60.0 at 1/8 (docs/lab/claims.md)."""

SHIFTED = ("opinion", "prediction")
"""Heads whose one half is put where the expected F1 is best in cross-validation, because their positives are rare."""


def whole(values: Any, most: int) -> tuple[float, list[int]]:
    """Returns a step and the values as whole multiples of it, none beyond ``most``."""
    step = float(f"{np.abs(values).max() / most:.3g}")
    return step, np.clip(np.rint(values / step), -most, most).astype(int).tolist()


def table(names: Any, weights: Any, rarity: Any) -> tuple[list[float], dict[str, str]]:
    """Returns the step of each column, and the row of each feature in the resource, sorted.

    The last column, checking first, is left at zero: scripts/train/check_first.py fills it.
    """
    heads, units = range(len(HEADS)), range(len(HEADS), len(HEADS) + UNITS)
    columns = [whole(weights[:, at], 127) for at in heads] + [whole(weights[:, at], MOST_STEPS) for at in units]
    found = [values for _, values in columns]
    numbers = zip(*found[: len(HEADS)], np.rint((RARITY * rarity) ** 2).astype(int).tolist())
    letters = ("".join(chr(ord(ZERO) + value) for value in (*row, 0)) for row in zip(*found[len(HEADS) :]))
    rows = {name: f"{' '.join(map(str, row))} {text}" for name, row, text in zip(names, numbers, letters)}
    steps = [step for step, _ in columns]
    return [*steps[: len(HEADS)], 0.0, *steps[len(HEADS) :], 0.0], dict(sorted(rows.items()))


def write(data: Data, trained: dict[str, Any], sets: Path, folder: Path) -> None:
    """Writes the two resources, one feature a line, sorted."""
    student, space = trained["student"], data.space
    count = len(space.words)
    word_steps, words = table(space.words, student.weights[:count] * space.rarity[:, None], space.rarity)
    sign_steps, signs = table(space.signs, student.weights[count:] * SIGN_SIZE, np.zeros(len(space.signs)))
    levels = student.levels.tolist()
    about = {
        "made by": "scripts/train/claims.py",
        "trained on": {
            task.path: {
                "licence": task.licence,
                "sha256": hashlib.sha256((sets / task.path).read_bytes()).hexdigest()[:16],
            }
            for task in TASKS.values()
        },
        "soft labels": {
            "sentences of": f"the same and {UNLABELLED} (PolNeAR 1.0: none stated, public research release)",
            "teacher": "attention to the tokens of all-MiniLM-L6-v2 (Apache 2.0) and logistic regressions"
            " over their mean, scripts/teach/claims.py",
            "sha256": hashlib.sha256(SOFT_LABELS.read_bytes()).hexdigest()[:16],
        },
        "cross-validated": trained["scores"],
    }
    small = lambda values: [float(f"{value:.5g}") for value in values]  # noqa: E731
    head = {
        "about": about,
        "heads": HEADS,
        "steps": {"words": word_steps, "signs": sign_steps},
        "levels": small([*levels[: len(HEADS)], 0.0, *levels[len(HEADS) :], 0.0]),
        "out": [*(small(column) for column in student.out.T.tolist()), [0.0] * UNITS],
        "news": {name: float(f"{value:.5g}") for name, value in trained["news"].items()},
        "context": {h: small(row) for h, row in trained["context"].items()},
    }
    text = json.dumps(head | {"signs": signs}, indent=1, ensure_ascii=False)
    (folder / "claim_weights.json").write_text(text + "\n", encoding="utf-8")
    lines = "".join(f"{key}\t{row}\n" for key, row in words.items())
    (folder / "claim_words.tsv").write_text(lines, encoding="utf-8")


def main() -> None:
    """Trains, prints the cross-validated figures, and writes the resource."""
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument("--soft-labels", type=Path, default=SOFT_LABELS, help="what scripts/teach/claims.py wrote")
    parser.add_argument("--check", action="store_true", help="print the cross-validated figures and write nothing")
    options = parser.parse_args()
    data = load(options.data, options.soft_labels)
    log(f"{len(data.space.words)} words and affixes, {len(data.space.signs)} signs")
    trained = train(data)
    print(*trained["scores"].values(), sep="\n", flush=True)
    if not options.check:
        write(data, trained, options.data, options.output)


if __name__ == "__main__":
    main()

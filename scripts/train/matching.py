"""Trains what matching weighs: words by rarity, search results by rank, pairs of sentences by likeness.

Usage: python -m scripts.train.matching [words] [search] [match] [--data DIR] [--output DIR]
Writes word_weights.txt and matching_weights.json; the same data give the same bytes.
Needs numpy, scipy and scikit-learn.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from rusus.pipeline import segment
from rusus.similarity.content_words import content_words, count_weights, stem
from rusus.similarity.score import PAIR_FEATURES, Profile, pair_features, profile
from rusus.store.database import Store
from rusus.store.queries import plain_post
from rusus.store.ranking import RANK_FEATURES, rank_features
from scripts import command_line, log

WORD_SETS = {
    "quotations/polnear_train.jsonl": "PolNeAR 1.0, none stated, public research release",
    "claims/newsdiscourse/train.jsonl": "NewsDiscourse, none stated, public research release",
    "sentences/ewt_train.jsonl": "UD English EWT, CC BY-SA 4.0",
    "treebank/gum-train.conllu.xz": "GUM, annotations CC BY 4.0, texts CC BY, BY-SA or public domain",
}
LEAST_SENTENCES = 5
FOLDS = 5
PENALTY = 10.0
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]?\s+|\n+")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def texts(path: Path) -> Iterator[str]:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (line[len("# text = ") :] for line in lines if line.startswith("# text = "))
    else:
        yield from (row["text"] for row in rows(path))


def train_words(data: Path, output: Path) -> None:
    counts: Counter[str] = Counter()
    sentences = 0
    for name in WORD_SETS:
        for text in texts(data / name):
            for sentence in SENTENCE.split(text):
                stems = {stem(word) for word in content_words(sentence)}
                if len(stems) > 2:
                    counts.update(stems)
                    sentences += 1
    by_weight: dict[float, list[str]] = {}
    for stemmed, weight in count_weights(sentences, counts, LEAST_SENTENCES).items():
        if stemmed.isalpha():
            by_weight.setdefault(weight, []).append(stemmed)
    lines = [
        "# Weights of stems: the natural logarithm of how rare each is among sentences of news, web and other text.",
        f"# Counted by scripts/train/matching.py in {sentences} sentences;"
        f" stems in fewer than {LEAST_SENTENCES} are left out.",
        *(f"# {name}: {licence}; sha256 {digest(data / name)}" for name, licence in WORD_SETS.items()),
        *(f"{weight}\t{' '.join(sorted(stems))}" for weight, stems in sorted(by_weight.items())),
    ]
    (output / "word_weights.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def relevant(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        query, claim, grade = line.split("\t")[:3]
        if grade != "0":
            found.setdefault(query, set()).add(claim)
    return found


def searches(data: Path, split: str) -> list[tuple[np.ndarray, np.ndarray, int]]:
    """Returns for each query the features of what the store finds, which of it is right, and how many are."""
    folder = data / "matching" / "clef2022_2a"
    store = Store(":memory:")
    store.add_claims(rows(folder / "corpus.jsonl"))
    want = relevant(folder / f"qrels.{split}.tsv")
    profiles: dict[str, Profile] = {}

    def cached(text: str) -> Profile:
        return profiles.setdefault(text, profiles.get(text) or profile(text))

    out = []
    for row in rows(folder / f"queries.{split}.jsonl"):
        if row["id"] in want:
            body, signature = plain_post(row["text"])
            found = [found for found in store._find_claims(row["text"])]
            triples = [
                (cached(f.statement.text), cached(f"{f.statement.title or ''} {f.statement.text}".strip()), f.relevance)
                for f in found
            ]
            features = rank_features(profile(body), profile(signature), triples)
            right = [f.statement.id in want[row["id"]] for f in found]
            out.append((np.array(features), np.array(right), len(want[row["id"]])))
    return out


def precision(
    queries: Sequence[tuple[np.ndarray, np.ndarray, int]], scores: Sequence[np.ndarray]
) -> tuple[float, float]:
    """Returns MAP@5 and P@1 in percent."""
    total = first = 0.0
    for (_, right, count), score in zip(queries, scores):
        order = np.argsort(-score, kind="stable")[:5]
        hits = right[order].cumsum() * right[order]
        total += (hits / np.arange(1, len(order) + 1)).sum() / min(5, count)
        first += bool(len(order) and right[order[0]])
    return round(100 * float(total) / len(queries), 2), round(100 * first / len(queries), 2)


def fit(features: np.ndarray, labels: np.ndarray, importance: np.ndarray | None = None) -> tuple[np.ndarray, float]:
    """Returns the weights and bias of a logistic model, both labels counting alike, regularized by unit variance."""
    spread = features.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=MATCH_STRENGTH, max_iter=5000, class_weight="balanced")
    model.fit(features / spread, labels, sample_weight=importance)
    return model.coef_[0] / spread, float(model.intercept_[0])


def probability(features: np.ndarray, weights: np.ndarray, bias: float) -> np.ndarray:
    return 1 / (1 + np.exp(-(features @ weights + bias)))


def stored(weights: np.ndarray, bias: float, names: Sequence[str], **provenance: Any) -> dict[str, Any]:
    by_name = {name: round(float(weight), 3) for name, weight in zip(names, weights) if weight}
    return {"bias": round(float(bias), 3), "weights": by_name, **provenance}


def stack(queries: Sequence[tuple[np.ndarray, np.ndarray, int]]) -> tuple[np.ndarray, np.ndarray]:
    filled = [query for query in queries if len(query[1])]
    return np.concatenate([query[0] for query in filled]), np.concatenate([query[1] for query in filled])


def fit_ranking(queries: Sequence[tuple[np.ndarray, np.ndarray, int]]) -> np.ndarray:
    """Returns the weights that make right results most probable among each query's results (listwise softmax)."""
    filled = [(features, right) for features, right, _ in queries if len(right) and right.any()]
    spread = np.concatenate([features for features, _ in filled]).std(axis=0)
    spread[spread == 0] = 1.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for features, right in filled:
            values = features / spread @ weights
            chance = np.exp(values - values.max())
            chance /= chance.sum()
            won = chance[right].sum()
            total -= np.log(won)
            slope = slope - (features / spread).T @ (np.where(right, chance, 0.0) / won - chance)
        return total, slope

    return minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x / spread


def train_search(data: Path, output: Path) -> dict[str, Any]:
    train, dev = searches(data, "train"), searches(data, "dev")
    held_out: list[np.ndarray] = [np.array([])] * len(train)
    for fold in range(FOLDS):
        weights = fit_ranking([query for i, query in enumerate(train) if i % FOLDS != fold])
        for i in range(fold, len(train), FOLDS):
            held_out[i] = train[i][0] @ weights if len(train[i][1]) else np.array([])
    weights = fit_ranking(train)
    relevance = RANK_FEATURES.index("relevance")
    scores = {
        "train MAP@5, P@1 (5 folds)": precision(train, held_out),
        "train MAP@5, P@1 of BM25": precision(
            train, [query[0][:, relevance] if len(query[1]) else query[1] for query in train]
        ),
        "dev MAP@5, P@1": precision(dev, [query[0] @ weights for query in dev]),
    }
    log(json.dumps(scores, indent=1))
    every = np.concatenate(held_out)
    labels = np.concatenate([right for _, right, _ in train if len(right)])
    calibration = LogisticRegression(C=1e6).fit(every[:, None], labels)
    folder = data / "matching" / "clef2022_2a"
    return stored(
        calibration.coef_[0][0] * weights,
        calibration.intercept_[0],
        RANK_FEATURES,
        trained_on="CheckThat! 2022 task 2A English, train split; free for general research use",
        sha256=digest(folder / "queries.train.jsonl", folder / "qrels.train.tsv", folder / "corpus.jsonl"),
        scores={name: list(value) for name, value in scores.items()},
    )


MATCH_STRENGTH = 0.1
ARTICLES = 400


def split(text: str) -> list[str]:
    """Returns the sentences of a text."""
    article = segment(text)
    return [text[sentence.start : sentence.end] for sentence in article.sentences]


def labelled_pairs(data: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yields (document, ours, theirs, whether both say the same) from the hand-written pairs of passages."""
    for row in rows(data / "matching" / "verdicts_dev.jsonl"):
        for sentence in split(row["ours"]):
            if row["needle"] in sentence and row["kind"] != "numbers_other":
                for other in split(row["theirs"]):
                    if row["counterpart"] is None or row["counterpart"] in other:
                        yield row["doc"], sentence, other, row["counterpart"] is not None


def neighbours(data: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yields sentences of one article with the likest other sentence of it: on one topic, and not the same claim."""
    for row in rows(data / "quotations" / "polnear_train.jsonl")[:ARTICLES]:
        sentences = split(row["text"])
        profiles = [profile(sentence) for sentence in sentences]
        for i, ours in enumerate(profiles):
            found = [(pair_features(ours, theirs)[3], j) for j, theirs in enumerate(profiles) if j > i]
            best, j = max(found, default=(0.0, 0))
            if 0.1 < best < 0.7:
                yield row["id"], sentences[i], sentences[j], False


def train_match(data: Path, output: Path) -> dict[str, Any]:
    pairs = [*labelled_pairs(data), *neighbours(data)]
    features = np.array([pair_features(profile(ours), profile(theirs)) for _, ours, theirs, _ in pairs])
    labels = np.array([same for *_, same in pairs])
    used = np.array([name in MATCH_FEATURES for name in PAIR_FEATURES])
    features = features * used
    documents = np.array([document for document, *_ in pairs])
    scores = np.zeros(len(pairs))
    for document in sorted({document for document, *_, same in pairs if same}):
        held = documents == document
        scores[held] = probability(features[held], *fit(features[~held], labels[~held]))
    model = fit(features, labels)
    rest = np.isin(documents, sorted({d for d, *_, same in pairs if same}), invert=True)
    scores[rest] = probability(features[rest], *model)
    table = {}
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        found = scores >= threshold
        recall = (found & labels).sum() / labels.sum()
        table[str(threshold)] = [
            round(100 * float(recall), 1),
            round(100 * float((found & ~labels).sum() / (~labels).sum()), 2),
        ]
    log(f"{json.dumps(table, indent=1)} {int(labels.sum())} {int((~labels).sum())}")
    for score, pair in sorted(zip(scores, pairs), key=lambda item: item[0]):
        if pair[3] and score < 0.6:
            log(f"missed {score:.2f} {pair[1:3]}")
    for score, pair in sorted(zip(scores, pairs), key=lambda item: -item[0])[:120]:
        if not pair[3] and score > 0.4:
            log(f"false {score:.2f} {pair[1:3]}")
    return stored(
        *model,
        PAIR_FEATURES,
        trained_on="verdicts_dev (Wikinews by way of GUM, CC BY 2.5, and counterparts written for rusus); "
        "as pairs that do not match, neighbouring sentences of PolNeAR 1.0 train",
        sha256=digest(data / "matching" / "verdicts_dev.jsonl", data / "quotations" / "polnear_train.jsonl"),
        scores={"recall, share of neighbours matched, by threshold": table},
    )


MATCH_FEATURES = ("cosine", "cover_both", "grams_both", "grams_theirs", "order")


def main() -> None:
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument("steps", nargs="*", choices=[*STEPS, []], help="what to train; everything if nothing is named")
    options = parser.parse_args()
    steps = options.steps or list(STEPS)
    path = options.output / "matching_weights.json"
    models = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for step in steps:
        models |= {step: trained} if (trained := STEPS[step](options.data, options.output)) else {}
    path.write_text(json.dumps(models, indent=1, sort_keys=True) + "\n", encoding="utf-8")


STEPS = {"words": train_words, "search": train_search, "match": train_match}

if __name__ == "__main__":
    main()

"""The labelled sentences that train the scores: read, made into features, and those into sparse vectors."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse

from rusus.claims.features import Features, affixes, find_features
from rusus.claims.packed_weights import HEADS
from rusus.model import Block, Segmentation
from rusus.pipeline import segment
from rusus.quantities.find import find_quantities, is_aside
from rusus.quotations.find import find_quotations
from rusus.text.blocks import split_blocks
from rusus.text.tokens import tokenize
from scripts import ROOT
from scripts.data.folds import FOLDS, NEWS, UNLABELLED, fold_of, sentence_key

LEAST_WORD, LEAST_SIGN = 12, 10
SOFT_LABELS = ROOT / "data" / "claims" / "soft-labels.tsv"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
STEP = 0.2
SIGN_SIZE = 0.15
"""How large a sign is beside a sentence's words, whose vector has length one."""


@dataclass(frozen=True)
class Task:
    """A score's training set: file, which label is positive, and which rows are left out."""

    path: str
    licence: str
    positive: str
    left_out: str | None


TASKS = {
    "claim": Task("claims/policlaim/train.jsonl", "PoliClaim: none stated, public research release", "1", None),
    "check_worthy": Task("claims/ct24/train.jsonl", "ClaimBuster: CC BY 4.0", "Yes", None),
    "opinion": Task(NEWS, "NewsDiscourse: none stated, public research release", "Distant_Evaluation", "NA"),
    "subjective": Task("claims/newssd_eng/train.jsonl", "NewsSD-ENG: CC BY 4.0", "SUBJ", None),
    "prediction": Task(
        NEWS, "NewsDiscourse: none stated, public research release", "Distant_Expectations_Consequences", "NA"
    ),
}


@dataclass
class Rows:
    """The sentences of a file with features, label and group (speech, article or the sentence itself)."""

    features: list[Features] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    articles: list[tuple[Segmentation, list[int]]] = field(default_factory=list)


def read_rows(path: Path) -> Rows:
    """Reads a labelled file: whole articles where the rows say so, else every sentence for itself."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return read_articles(rows) if "par" in rows[0] else read_sentences(rows)


def read_sentences(rows: Sequence[dict[str, Any]]) -> Rows:
    """Makes a text of one sentence of each row."""
    read = Rows()
    for row in rows:
        text = row["text"]
        sentences, tokens = tokenize(text, [(0, len(text), 0)])
        article = Segmentation(text, (Block(0, len(text), text, "paragraph"),), sentences, tokens)
        read.features += features_of(article)
        read.texts.append(text)
        read.labels.append(str(row.get("label")))
        read.groups.append(row.get("doc") or text)
    return read


def read_articles(rows: Sequence[dict[str, Any]]) -> Rows:
    """Puts the sentences of each article together again, with the labelled sentence boundaries."""
    read = Rows()
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        documents[row["doc"]].append(row)
    for name, sentences in documents.items():
        text, spans, last = "", [], None
        for row in sentences:
            text += "" if not text else " " if row["par"] == last else "\n\n"
            spans.append((len(text), len(text) + len(row["text"])))
            text += row["text"]
            last = row["par"]
        blocks = split_blocks(text)
        at, bounds = 0, []
        for start, end in spans:
            while at + 1 < len(blocks) and blocks[at].end <= start:
                at += 1
            bounds.append((start, end, at))
        found, tokens = tokenize(text, bounds)
        article = Segmentation(text, blocks, found, tokens)
        first = len(read.features)
        read.features += features_of(article)
        read.articles.append((article, list(range(first, len(read.features)))))
        read.texts += [row["text"] for row in sentences]
        read.labels += [row["label"] for row in sentences]
        read.groups += [name] * len(sentences)
    return read


def features_of(article: Segmentation) -> list[Features]:
    """Returns the features of each sentence, as the pipeline finds them."""
    quantities = [quantity for quantity in find_quantities(article) if not is_aside(quantity)]
    return list(find_features(article, find_quotations(article), quantities))


def count_grams(features: Features) -> Counter[str]:
    """Returns how often each word, affix and word pair counts in a sentence."""
    counts = Counter(features.words)
    counts.update(features.pairs)
    for word in features.words:
        counts.update(affixes(word))
    return counts


@dataclass(frozen=True)
class Space:
    """The features that the model knows: words with their inverse document frequency, and signs."""

    words: dict[str, int]
    rarity: Any
    signs: dict[str, int]

    def vectors(self, sentences: Sequence[Features]) -> Any:
        """Returns a sparse row for each sentence: words over their length, then signs."""
        index: list[int] = []
        values: list[float] = []
        ends = [0]
        for features in sentences:
            # Sorted, because the order of a set, and with it the last bit of a sum, changes from run to run.
            found = count_grams(features)
            counts = sorted((self.words[gram], count) for gram, count in found.items() if gram in self.words)
            length = math.sqrt(sum(count * self.rarity[at] ** 2 for at, count in counts)) or 1.0
            index += [at for at, _ in counts]
            values += [count * self.rarity[at] / length for at, count in counts]
            signs = sorted(self.signs[sign] for sign in features.signs if sign in self.signs)
            index += [len(self.words) + at for at in signs]
            values += [SIGN_SIZE] * len(signs)
            ends.append(len(index))
        shape = len(sentences), len(self.words) + len(self.signs)
        return sparse.csr_matrix((np.array(values), np.array(index), np.array(ends)), shape=shape)


def make_space(sentences: Sequence[Features]) -> Space:
    """Returns the features that are frequent enough in the training sentences."""
    grams: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    for features in sentences:
        grams.update(count_grams(features).keys())
        signs.update(features.signs)
    words = sorted(gram for gram, count in grams.items() if count >= LEAST_WORD)
    kept = sorted(sign for sign, count in signs.items() if count >= LEAST_SIGN)
    # A quarter is precise enough, and lets the weights keep the squares as small whole numbers.
    rarity = [round(4 * (1 + math.log(len(sentences) / grams[gram]))) / 4 for gram in words]
    return Space({w: i for i, w in enumerate(words)}, np.array(rarity), {s: i for i, s in enumerate(kept)})


@dataclass(frozen=True)
class Lessons:
    """All sentences to learn from: vectors, the fold of each (-1 where it has no label), the teachers' log-odds by
    sentence, head and fold, and labels by sentence and head; not a number where nobody says."""

    vectors: Any
    folds: Any
    log_odds: Any
    labels: Any

    def without(self, fold: int | None) -> tuple[Any, Any, Any]:
        """Returns vectors, log-odds and labels of the other folds, as the teacher says who did not see the fold."""
        if fold is None:
            return self.vectors, self.log_odds.mean(axis=2), self.labels
        kept = self.folds != fold
        return self.vectors[kept], self.log_odds[kept, :, fold], self.labels[kept]


@dataclass(frozen=True)
class Data:
    """Everything the heads are trained on: rows by file, vectors by file, and the space."""

    rows: dict[str, Rows]
    vectors: dict[str, Any]
    space: Space
    lessons: Lessons
    contents: Any

    def task(self, head: str) -> tuple[Any, Any, Any]:
        """Returns a head's vectors, labels and folds."""
        task = TASKS[head]
        rows = self.rows[task.path]
        kept = np.array([label != task.left_out for label in rows.labels])
        labels = np.array([label == task.positive for label in rows.labels]).astype(int)
        return self.vectors[task.path][kept], labels[kept], np.array(folds_of(rows))[kept]


def folds_of(rows: Rows) -> list[int]:
    """Returns the fold of each row: few groups go round in turn, many by their hash."""
    names = sorted(set(rows.groups))
    turns = {name: number % FOLDS for number, name in enumerate(names)}
    return [turns[group] if len(names) < 50 else fold_of(group) for group in rows.groups]


def read_unlabelled(path: Path, wanted: Container[str]) -> Iterator[tuple[str, Features]]:
    """Yields key and features of the wanted sentences of some articles, each once."""
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = segment(json.loads(line)["text"])
        for sentence, features in zip(article.sentences, features_of(article)):
            key = sentence_key(article.text[sentence.start : sentence.end])
            if key in wanted and key not in seen:
                seen.add(key)
                yield key, features


def read_soft_labels(path: Path) -> dict[str, list[int]]:
    """Returns the digits of each sentence in the file that scripts/teach/claims.py wrote."""
    values = {digit: number for number, digit in enumerate(DIGITS)}
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: [values[digit] for digit in digits] for key, digits in rows}


def load(folder: Path, soft_labels: Path) -> Data:
    """Reads all training files and makes their vectors."""
    rows = {path: read_rows(folder / path) for path in dict.fromkeys(task.path for task in TASKS.values())}
    taught = read_soft_labels(soft_labels)
    labelled = {sentence_key(text) for read in rows.values() for text in read.texts}
    free = {key: found for key, found in read_unlabelled(folder / UNLABELLED, taught) if key not in labelled}
    space = make_space([*(features for read in rows.values() for features in read.features), *free.values()])
    vectors = {path: space.vectors(read.features) for path, read in rows.items()}
    keys = [sentence_key(text) for read in rows.values() for text in read.texts] + sorted(free)
    unknown = np.full((len(HEADS), FOLDS), np.nan)
    log_odds = [(np.reshape(taught[key], unknown.shape) - 31) * STEP if key in taught else unknown for key in keys]
    lessons = Lessons(
        sparse.vstack([*vectors.values(), space.vectors([free[key] for key in sorted(free)])]).tocsr(),
        np.array([fold for read in rows.values() for fold in folds_of(read)] + [-1] * len(free)),
        np.array(log_odds),
        np.vstack([*(labels_of(path, read) for path, read in rows.items()), np.full((len(free), len(HEADS)), np.nan)]),
    )
    contents = space.vectors([features.content or features for features in rows[NEWS].features])
    return Data(rows, vectors, space, lessons, contents)


def labels_of(path: str, read: Rows) -> Any:
    """Returns 0 or 1 for each row of a file and each head, not a number where the file says nothing of it."""
    columns = []
    for task in (TASKS[head] for head in HEADS):
        known = [task.path == path and label != task.left_out for label in read.labels]
        columns.append(np.where(known, [float(label == task.positive) for label in read.labels], np.nan))
    return np.column_stack(columns)

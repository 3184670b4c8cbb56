"""The labelled sentences that train the scores: read, made into features, and those into sparse vectors."""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rusus.blocks import split_blocks  # noqa: E402
from rusus.features import Features, affixes, find_features  # noqa: E402
from rusus.model import Block, Segmentation  # noqa: E402
from rusus.pipeline import segment  # noqa: E402
from rusus.quantities import find_quantities, is_aside  # noqa: E402
from rusus.quotations import find_quotations  # noqa: E402
from rusus.scoring import HEADS  # noqa: E402
from rusus.tokens import tokenize  # noqa: E402

FOLDS = 5
LEAST_WORD, LEAST_SIGN = 12, 10
SOFT_LABELS = ROOT / "data" / "claims" / "soft-labels.tsv"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
STEP = 0.2
SIGN_SIZE = 0.15
"""How large a sign is beside a sentence's words, whose vector has length one."""


NEWS = "claims/newsdiscourse/train.jsonl"
UNLABELLED = "quotations/polnear_train.jsonl"


@dataclass(frozen=True)
class Task:
    """A score's training set: file, which label is positive, which rows are left out, and the regularisation."""

    path: str
    licence: str
    positive: str
    left_out: str | None
    strength: float


TASKS = {
    "claim": Task("claims/policlaim/train.jsonl", "PoliClaim: none stated, public research release", "1", None, 0.3),
    "check_worthy": Task("claims/ct24/train.jsonl", "ClaimBuster: CC BY 4.0", "Yes", None, 0.3),
    "opinion": Task(NEWS, "NewsDiscourse: none stated, public research release", "Distant_Evaluation", "NA", 0.3),
    "subjective": Task("claims/newssd_eng/train.jsonl", "NewsSD-ENG: CC BY 4.0", "SUBJ", None, 0.3),
    "prediction": Task(
        NEWS, "NewsDiscourse: none stated, public research release", "Distant_Expectations_Consequences", "NA", 0.3
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
class Soft:
    """Sentences that the teacher labelled: vectors, fold of each (-1 where it has none), log-odds by head and fold."""

    vectors: Any
    folds: Any
    log_odds: dict[str, Any]


def fold_of(group: str) -> int:
    """Returns the fold of a group, the same in every run."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True)
class Data:
    """Everything the heads are trained on: rows by file, vectors by file, and the space."""

    rows: dict[str, Rows]
    vectors: dict[str, Any]
    space: Space
    soft: Soft
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


def sentence_key(text: str) -> str:
    """Returns what names a sentence in the soft labels."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


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
    """Returns the digits of each sentence in the file that scripts/teach_claims.py wrote."""
    values = {digit: number for number, digit in enumerate(DIGITS)}
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: [values[digit] for digit in digits] for key, digits in rows}


def load(folder: Path, soft_labels: Path) -> Data:
    """Reads all training files and makes their vectors."""
    rows = {path: read_rows(folder / path) for path in dict.fromkeys(task.path for task in TASKS.values())}
    labelled = {
        sentence_key(text): (features, fold)
        for read in rows.values()
        for text, features, fold in zip(read.texts, read.features, folds_of(read))
    }
    taught = read_soft_labels(soft_labels)
    free = {
        key: (features, -1) for key, features in read_unlabelled(folder / UNLABELLED, taught) if key not in labelled
    }
    space = make_space(
        [*(features for read in rows.values() for features in read.features), *(f for f, _ in free.values())]
    )
    shown = [(taught[key], *found) for key, found in sorted((labelled | free).items()) if key in taught]
    log_odds = (np.array([digits for digits, _, _ in shown]) - 31) * STEP
    soft = Soft(
        space.vectors([features for _, features, _ in shown]),
        np.array([fold for _, _, fold in shown]),
        {head: log_odds[:, FOLDS * n : FOLDS * (n + 1)] for n, head in enumerate(HEADS)},
    )
    contents = space.vectors([features.content or features for features in rows[NEWS].features])
    return Data(rows, {path: space.vectors(read.features) for path, read in rows.items()}, space, soft, contents)

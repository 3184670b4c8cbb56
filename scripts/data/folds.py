"""Folds of cross-validation and the names of sentences in the data of claims: what needs no numpy."""

from __future__ import annotations

import hashlib

FOLDS = 5
NEWS = "claims/newsdiscourse/train.jsonl"
UNLABELLED = "quotations/polnear_train.jsonl"


def fold_of(group: str) -> int:
    """Returns the fold of a group, the same in every run."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def sentence_key(text: str) -> str:
    """Returns what names a sentence in the soft labels."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]

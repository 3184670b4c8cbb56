"""Noun phrases: the base noun phrases of a sentence, from its word tags."""

from __future__ import annotations

from collections.abc import Sequence

NOMINAL = frozenset(("NN", "NNS", "NNP", "PRP", "DT", "CD", "WP", "EX"))
"""Tags that can end a noun phrase."""

_INSIDE = NOMINAL | {"JJ", "PRP$", "VBN", "VBG", "POS", "WP$"} - {"EX"}
_OPENERS = frozenset(("DT", "PRP$", "WP$"))
_PRONOUNS = frozenset(("PRP", "WP"))
"""Tags of words that are a phrase of their own: a man | whose brother was hurt, a woman | who left."""


def noun_phrases(lowers: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int]]:
    """Returns the base noun phrases of a sentence as word ranges: determiner, modifiers and head."""
    phrases: list[tuple[int, int]] = []
    start = -1
    for i, tag in enumerate(tags):
        if tag in _INSIDE:
            opens = tag in _OPENERS or tag in _PRONOUNS or tags[i - 1] == "PRP"
            if start >= 0 and opens and tags[i - 1] != "DT":
                _close(phrases, tags, start, i)
                start = i
            elif start < 0 and tag != "POS":
                start = i
        elif start >= 0:
            _close(phrases, tags, start, i)
            start = -1
    if start >= 0:
        _close(phrases, tags, start, len(tags))
    return phrases


def _close(phrases: list[tuple[int, int]], tags: Sequence[str], start: int, end: int) -> None:
    """Adds a phrase, without the participles at its edges that belong to a verb."""
    while end > start and tags[end - 1] not in NOMINAL:
        end -= 1
    while start < end and tags[start] in ("VBG", "VBN", "POS") and start + 1 < end:
        start += 1
    if end > start:
        phrases.append((start, end))

"""Full text: what SQLite's full-text index (FTS5) finds for some words, by BM25.

FTS5's own ranking looks at every row several times (2 microseconds a row). Here the rows of each word are read as one
value and added up by how rare the word is (0.4 microseconds a row); only the texts of the best are read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Any

from rusus.similarity.content_words import stem
from rusus.similarity.score import content

Rows = Callable[[str, tuple[Any, ...]], list[Any]]
"""Runs a SQL statement with its values and returns the rows."""

TEXTS = {
    "sentences_search": "SELECT sentence, iif(inserted = '', text, text || ' ' || inserted) FROM sentences",
    "known_claims_search": "SELECT claim, iif(title = '', text, title || ' ' || text) FROM known_claims",
}
"""The rows and texts that each full-text index of a store holds."""

KEYS = {"sentences_search": "sentence", "known_claims_search": "claim"}
"""The full-text indexes of a store, and the key of the table that each is of."""

MOST_FOUND = 100_000
"""How many rows the words of one query may have in all: some 50 ms of one core (docs/matching.md, Scale)."""

MOST_OF_ONE = 30_000
"""A word in more rows than this is looked for only where a text has no rarer one; chosen by hand with MOST_FOUND."""

_SATURATION, _BY_LENGTH = 1.2, 0.75
"""BM25's k1 and b, the values of FTS5."""


class FullText:
    """A store's full-text indexes by name, each searched for single words."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._frequent: set[tuple[str, str]] = set()

    def search(self, index: str, words: Sequence[str], limit: int, looked_at: int) -> list[tuple[int, float]]:
        """Returns the rows that hold any of the words with their BM25, the most relevant first.

        ``words`` come the rarest first. Reads the text of the best ``looked_at`` rows, for its length and for the words
        that it has twice.
        """
        total, average = self._extent(index)
        if not total:
            return []
        found: dict[int, float] = {}
        gains: dict[str, float] = {}
        for word, rows in self._found(index, words):
            gains[stem(word)] = gain = math.log(max(1.0, (total - len(rows) + 0.5) / (len(rows) + 0.5))) or 1e-6
            for row in rows:
                found[row] = found.get(row, 0.0) + gain
        best = dict(nlargest(looked_at, found.items(), key=itemgetter(1)))
        roots = {stemmed: stemmed.rstrip("y") for stemmed in gains}
        texts = f"{TEXTS[index]} WHERE {KEYS[index]} IN (SELECT value FROM json_each(?))"
        ranked = [
            (row, _relevance(text, best[row], gains, roots, average))
            for row, text in self._rows(texts, (json.dumps(list(best)),))
        ]
        return sorted(ranked, key=lambda each: (-each[1], each[0]))[:limit]

    def _extent(self, index: str) -> tuple[int, float]:
        """Returns how many rows an index has, and how many words a row has on average."""
        rows, *tokens = _numbers(self._rows(f"SELECT block FROM {index}_data WHERE id = 1", ())[0][0]) or [0]
        return rows, sum(tokens) / max(1, rows) or 1.0

    def _found(self, index: str, words: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
        """Yields each word with its rows, the words in the order given, until there are MOST_FOUND."""
        left, used = MOST_FOUND, False
        for word in words:
            if left > 0 and (index, word) not in self._frequent:
                found = self._rows_of(index, word, MOST_OF_ONE + 1)
                if len(found) > MOST_OF_ONE:
                    self._frequent.add((index, word))
                    continue
                left -= len(found)
                used = used or bool(found)
                yield word, found
        if words and not used:
            yield words[0], self._rows_of(index, words[0], -1)

    def _rows_of(self, index: str, word: str, most: int) -> list[int]:
        read = f"SELECT json_group_array(rowid) FROM (SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?)"
        return list(json.loads(self._rows(read, (f'"{word}"', most))[0][0]))


def _relevance(text: str, gained: float, gains: Mapping[str, float], roots: Mapping[str, str], average: float) -> float:
    """Returns the BM25 of a text in which ``gained`` is the weight of its words, each taken once."""
    length = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * (text.count(" ") + 1) / average)
    once = (_SATURATION + 1) / (1 + length)
    lower = text.lower()
    likely = [stemmed for stemmed, root in roots.items() if lower.count(root) > 1]
    if not likely:  # most texts have no word twice
        return gained * once
    held = content(text).stems
    repeated = ((stemmed, times) for stemmed in likely if (times := held.count(stemmed)) > 1)
    return gained * once + sum(
        [gains[stemmed] * (times * (_SATURATION + 1) / (times + length) - once) for stemmed, times in repeated]
    )


def _numbers(block: bytes) -> list[int]:
    """Returns the numbers in one of FTS5's records: seven bits a byte, the high bit on all but a number's last byte."""
    found, number = [], 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            found.append(number)
            number = 0
    return found

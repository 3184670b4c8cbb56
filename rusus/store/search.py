"""Search: what a store holds of what is asked for, by text and by filters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rusus.model import Quantity, Resolved
from rusus.similarity.score import profile
from rusus.store.filters import Filters, dated, quantity_conditions, sentence_conditions
from rusus.store.full_text import Rows
from rusus.store.queries import MOST_WORDS, plain_post
from rusus.store.ranking import rank
from rusus.store.rows import QUANTITY, quantity, resolved

CANDIDATES = 50
"""How many results of the full-text search a search ranks, unless more are asked for.

On CheckThat! 2A dev the claim in question is among them for 96.5 % of the queries, among 100 for 98.0 %, at twice the
cost; MAP@5 is 93.4 against 93.2 (docs/matching.md).
"""

FILTERED = 2_000
"""How many results of the full-text search are held against filters; chosen by hand, some 20 ms."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence or known claim that was asked for, with what the store knows of it.

    ``score`` is the probability that it says the same as the text that was searched for; without a text it is that of a
    fact-checker checking it, and 1.0 of known claims. ``statistics`` are those in the sentence that were asked for,
    ``resolved`` is what it needs to stand alone.
    """

    score: float
    text: str
    file: str
    id: str
    start: int
    end: int
    tag: str | None = None
    source: str | None = None
    speaker: str | None = None
    date: str | None = None
    statistics: tuple[Quantity, ...] = ()
    title: str | None = None
    rating: str | None = None
    url: str | None = None
    resolved: tuple[Resolved, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """How a store is read: rows by SQL, and rows of a full-text index with their BM25 by words."""

    rows: Rows
    search: Callable[[str, str, int, int], list[tuple[int, float]]]


def find(reader: Reader, text: str, filters: Filters, limit: int) -> list[Found]:
    """Returns what says the same as ``text`` and passes the filters, the best first; ``Store.find`` says more."""
    if text.strip():
        hits = _ranked(reader, text, filters, limit)
    else:
        hits = [(score, "sentences", row) for row, score in _passing(reader, filters, limit)]
    return [found for score, table, row in hits for found in _read(reader, score, table, row, filters)]


def _ranked(reader: Reader, text: str, filters: Filters, limit: int) -> list[tuple[float, str, int]]:
    body, signature = (profile(part) for part in plain_post(text))
    most = max(limit, CANDIDATES) if filters == Filters() else FILTERED
    ranked: list[tuple[float, str, int]] = []
    for table in ("sentences",) if filters.asks_of_sentences else ("known_claims", "sentences"):
        found = reader.search(f"{table}_search", text, most, MOST_WORDS)
        kept = _kept(reader, table, [row for row, _ in found], filters)
        relevances = [(row, relevance) for row, relevance in found if row in kept]
        compared = [
            (profile(kept[row][0]), profile(f"{kept[row][1]} {kept[row][0]}".strip()), relevance)
            for row, relevance in relevances
        ]
        ranked += [(score, table, row) for score, (row, _) in zip(rank(body, signature, compared), relevances)]
    return sorted(ranked, key=lambda each: (-each[0], each[1], each[2]))[:limit]


def _kept(reader: Reader, table: str, rows: Sequence[int], filters: Filters) -> dict[int, tuple[str, str]]:
    """Returns the text of those rows of a table that pass the filters, and the title or the words put into it."""
    if table == "sentences":
        condition, values = sentence_conditions(filters)
        read = "SELECT sentence, sentences.text, inserted FROM sentences JOIN articles USING (article) WHERE sentence"
    else:
        parts = [*dated("date", filters)]
        condition = " AND ".join(each for each, _ in parts) or "1"
        values = tuple(value for _, own in parts for value in own)
        read = "SELECT claim, text, title FROM known_claims WHERE claim"
    found = reader.rows(
        f"{read} IN (SELECT value FROM json_each(?)) AND ({condition})", (json.dumps(list(rows)), *values)
    )
    return {row: (text, title) for row, text, title in found}


def _passing(reader: Reader, filters: Filters, limit: int) -> list[tuple[int, float]]:
    condition, values = sentence_conditions(filters)
    read = (
        f"SELECT sentence, check_first FROM sentences JOIN articles USING (article) WHERE {condition}"
        " ORDER BY check_first DESC, file, start LIMIT ?"
    )
    return [(row, score) for row, score in reader.rows(read, (*values, limit))]


def _read(reader: Reader, score: float, table: str, row: int, filters: Filters) -> Iterator[Found]:
    if table == "known_claims":
        read = "SELECT text, archive, id, title, rating, url, date FROM known_claims WHERE claim = ?"
        for text, archive, identity, title, rating, url, day in reader.rows(read, (row,)):
            yield Found(
                score, text, archive, identity, 0, len(text), date=day or None,
                title=title or None, rating=rating or None, url=url or None,
            )  # fmt: skip
        return
    read = (
        'SELECT sentences.text, file, sentence_id, start, "end", tag, source, speaker, date, resolved'
        " FROM sentences JOIN articles USING (article) WHERE sentence = ?"
    )
    condition, values = quantity_conditions(filters)
    own = f"SELECT {QUANTITY} FROM quantities WHERE sentence = ? AND {condition} ORDER BY start"
    for said, file, identity, start, end, tag, source, speaker, day, pieces in reader.rows(read, (row,)):
        statistics = tuple(map(quantity, reader.rows(own, (row, *values))))
        yield Found(
            score, said, file, identity, start, end, tag, source, speaker, day, statistics, resolved=resolved(pieces)
        )

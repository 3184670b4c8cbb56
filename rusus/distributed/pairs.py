"""Pairs: sentences that share a key, compared as ``rusus.match`` does, and of each two articles the best of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rusus.distributed.articles import Row, article_rows, bounded
from rusus.matching.find import Asked, ask, likeness, places_taken
from rusus.matching.screen import Sketch, may_match
from rusus.matching.verdicts import judge
from rusus.output.arrow import arrow_schema
from rusus.output.records import DIGITS
from rusus.similarity.statements import Statement

if TYPE_CHECKING:
    import pyarrow as pa


def pair_columns() -> pa.Schema:
    """Returns the columns of ``likely_batches``."""
    import pyarrow as pa

    return pa.schema([("ours", pa.int64()), ("theirs", pa.int64())])


def likely_batches(batches: Iterable[pa.RecordBatch], threshold: float) -> Iterator[pa.RecordBatch]:
    """Yields the pairs of forms that may match: one of ten does.

    The rows of a key come together, first the sketches of its forms (``theirs`` is null there), then its pairs
    (``key``, ``ours``, ``theirs``), so that a sketch is read once for all pairs of a key.
    """
    import pyarrow as pa

    last = None
    sketches: dict[int, Sketch] = {}
    for batch in batches:
        kept = []
        names = ("key", "ours", "theirs", "sketch")
        for key, ours, theirs, stored in zip(*(batch.column(name).to_pylist() for name in names)):
            if key != last:
                last, sketches = key, {}
            if theirs is None:
                sketches[ours] = pickle.loads(stored)
            kept.append(theirs is not None and may_match(sketches[ours], sketches[theirs], threshold))
        columns = [batch.column(name) for name in ("ours", "theirs")]
        yield pa.RecordBatch.from_arrays(columns, schema=pair_columns()).filter(pa.array(kept, pa.bool_()))


def verdict_columns() -> pa.Schema:
    """Returns the columns of ``verdict_batches``."""
    import pyarrow as pa

    match = arrow_schema("match")
    compared = [match.field(name) for name in ("score", "verdict", "differences")]
    return pa.schema([("ours", pa.int64()), ("theirs", pa.int64()), ("takes", pa.string()), *compared])


def verdict_batches(batches: Iterable[pa.RecordBatch], threshold: float) -> Iterator[pa.RecordBatch]:
    """Yields the verdicts on pairs of forms (``ours``, ``theirs``, ``statement``, ``other_statement``), both ways."""
    rows = (verdict for row in article_rows(batches) for verdict in _verdicts(row, threshold))
    yield from bounded(rows, verdict_columns())


def _verdicts(row: Row, threshold: float) -> Iterator[Row]:
    one, other = _asked(row["statement"]), _asked(row["other_statement"])
    yield from _verdict(row["ours"], row["theirs"], one, other.statement, threshold)
    if row["ours"] != row["theirs"]:
        yield from _verdict(row["theirs"], row["ours"], other, one.statement, threshold)


def _verdict(number: int, other_number: int, asked: Asked, theirs: Statement, threshold: float) -> Iterator[Row]:
    ours, score = asked.statement, likeness(asked, theirs, lambda: theirs, threshold)
    if score < threshold:
        return
    verdict, differences = judge(ours, theirs)
    told = [{"kind": each.kind, "ours": each.ours, "theirs": each.theirs} for each in differences]
    taken = {"ours": number, "theirs": other_number, "takes": _takes(ours, theirs)}
    yield {**taken, "score": score, "verdict": verdict, "differences": told}


def _takes(ours: Statement, theirs: Statement) -> str:
    """Returns which sides a match takes, so that they match nothing else in the two articles."""
    one = {place[1] for place in places_taken(ours, theirs)}
    return "both" if len(one) == 2 else "ours" if -1 in one else "theirs"


@lru_cache(maxsize=1024)
def _asked(stored: bytes) -> Asked:
    return ask(pickle.loads(stored))


def one_to_one_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yields the matches that count: of another article a sentence matches at most one sentence, the best first.

    The rows of two articles come together, those of the highest score first.
    """
    import pyarrow as pa

    articles: tuple[str, str] | None = None
    taken: set[tuple[str, int]] = set()
    for batch in batches:
        kept, scores = [], []
        names = ("file", "other_file", "start", "other_start", "takes", "score")
        columns = (batch.column(name).to_pylist() for name in names)
        for file, other_file, start, other_start, takes, score in zip(*columns):
            if (file, other_file) != articles:
                articles, taken = (file, other_file), set()
            places = {("ours", start), ("theirs", other_start)}
            places = {place for place in places if takes in ("both", place[0])}
            kept.append(taken.isdisjoint(places))
            scores.append(round(score, DIGITS))
            taken |= places if kept[-1] else set()
        place = batch.schema.get_field_index("score")
        yield batch.set_column(place, batch.schema.field(place), pa.array(scores, pa.float64())).filter(pa.array(kept))

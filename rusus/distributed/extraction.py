"""Extraction over batches: the records of the commands, and a row with an error for each article that has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rusus.distributed.articles import Row, article_rows, bounded, document_of, problem
from rusus.output.arrow import arrow_schema
from rusus.vocabulary import ListedKind

if TYPE_CHECKING:
    import pyarrow as pa

PASSED_ON = {"date": "article_date", "source": "article_source"}
"""Columns of an article that its records carry, and under which name: ``source`` is who said it in a record."""


def record_columns(kind: ListedKind, given: Iterable[str]) -> pa.Schema:
    """Returns the columns of the records of articles that have the columns ``given``."""
    import pyarrow as pa

    passed_on = [new for old, new in PASSED_ON.items() if old in set(given)]
    columns = arrow_schema(kind)
    return pa.schema([*columns, *((name, pa.string()) for name in (*passed_on, "error"))])


def record_batches(
    batches: Iterable[pa.RecordBatch], kind: ListedKind, include_all: bool, columns: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Yields the records of one kind of each article, in batches."""
    rows = (record for row in article_rows(batches) for record in _records(row, kind, include_all))
    yield from bounded(rows, columns)


def _records(row: Row, kind: ListedKind, include_all: bool) -> list[Row]:
    passed_on = {new: row[old] for old, new in PASSED_ON.items() if old in row}
    try:
        return [{**record, **passed_on} for record in document_of(row).records(kind, include_all)]
    except Exception as error:  # one bad article must not end a job
        return [{"file": row["id"], "error": problem(error), **passed_on}]

"""Articles as rows: what comes in, and batches of what goes out that are bounded by bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rusus.errors import ReadingError
from rusus.model import Document
from rusus.output.arrow import arrow_batch
from rusus.pipeline import extract
from rusus.text.publication_date import written_date
from rusus.vocabulary import MAX_SIZE

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]

MOST_BYTES = 8_000_000
"""Size of a batch that goes out, in characters of its rows: small beside a worker's memory; chosen by hand."""


def article_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """Yields the rows one by one: only one is made of Arrow's values at a time."""
    for batch in batches:
        for number in range(batch.num_rows):
            yield {name: column[number].as_py() for name, column in zip(batch.schema.names, batch.columns)}


def document_of(row: Row) -> Document:
    """Returns the document of a row with ``id``, ``text`` and, where known, ``date``; ReadingError without text."""
    text, date = row["text"], row.get("date")
    if not isinstance(text, str):
        raise ReadingError("the row has no text; leave such rows out, or fill them")
    if len(text) > MAX_SIZE:
        raise ReadingError(f"the text is longer than {MAX_SIZE:,} characters; split it")
    return extract(text, row["id"], date=written_date(str(date)) if date else None)


def problem(error: Exception) -> str:
    """Returns what is said of a row that nothing could be made of."""
    if isinstance(error, ReadingError):
        return str(error)
    return f"internal error ({type(error).__name__}: {error}); please report it"


def bounded(rows: Iterable[Row], columns: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yields rows in batches that end when they have MOST_BYTES."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(str(row))
        if size >= MOST_BYTES:
            yield arrow_batch(held, columns)
            held, size = [], 0
    if held:
        yield arrow_batch(held, columns)

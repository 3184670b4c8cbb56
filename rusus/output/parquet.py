"""Parquet: records as a file for data lakes, DuckDB, polars and Spark, written as they come."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice

from rusus.output.arrow import arrow_batch, arrow_schema
from rusus.output.records import Record
from rusus.vocabulary import RecordKind

GROUP = 10_000
"""Records in a row group, which is what is held in memory at a time: some 50 MB of claims; chosen by hand."""


def parquet_pieces(records: Iterable[Record], kind: RecordKind) -> Iterator[bytes]:
    """Yields a Parquet file of some records piece by piece. Raises RususError where pyarrow is not installed."""
    columns = arrow_schema(kind)
    import pyarrow.parquet as pq

    written = _Written()
    coming = iter(records)
    with pq.ParquetWriter(written, columns, compression="zstd") as writer:
        while group := list(islice(coming, GROUP)):
            writer.write_batch(arrow_batch(group, columns), row_group_size=GROUP)
            yield written.taken()
    yield written.taken()


class _Written(io.RawIOBase):
    """A file that keeps what is written to it until it is taken; a Parquet file is written from front to back."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self._pieces.append(bytes(piece))
        self._length += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Returns what was written since it was last asked for."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)

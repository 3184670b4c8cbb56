"""Forms: the sentences that matching compares, equal ones under one number, with keys by which their like is found."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

from rusus.distributed.articles import Row, article_rows, bounded, document_of, problem
from rusus.matching.screen import sketch
from rusus.model import Quantity, Quotation, Resolved, Span
from rusus.output.arrow import arrow_schema
from rusus.output.records import standalone_part
from rusus.similarity.content_words import stem
from rusus.similarity.statements import Statement, statements
from rusus.store.queries import plain_post, search_words
from rusus.text.lines import Lines

if TYPE_CHECKING:
    import pyarrow as pa

KEY_WORDS = 10
"""From how many of a sentence's rarest words the keys are made.

Two sentences match only where they share the weight of two words (``score.SHORT``), so that a key is two of them. On
the 322 matching pairs of 123 articles by three outlets (BASIL) 14 words find all, with 58 keys and 16 pairs a sentence
to compare; 10 words find 99.4 % with 35 keys and 6 pairs, 8 find 97.2 % with 24 keys and 3 pairs.
"""


def form_columns() -> pa.Schema:
    """Returns the columns of ``form_batches``."""
    import pyarrow as pa

    return pa.schema(
        [
            ("file", pa.string()),
            ("copies", pa.int64()),
            ("id", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("line", pa.int64()),
            ("column", pa.int64()),
            ("date", pa.string()),
            ("text", pa.string()),
            ("tag", pa.string()),
            ("form", pa.int64()),
            ("statement", pa.binary()),
            ("sketch", pa.binary()),
            arrow_schema("match").field("standalone"),
            ("error", pa.string()),
        ]
    )


def form_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yields the sentences of each article that matching looks at; a row with an error for an article without any."""
    rows = (made for row in article_rows(batches) for made in _sentences(row))
    yield from bounded(rows, form_columns())


def _sentences(row: Row) -> list[Row]:
    try:
        document = document_of(row)
        lines, resolved = Lines(document.text), {each.start: each.resolved for each in document.sentences}
        return [_sentence(row, each, lines, resolved[each.start]) for each in statements(document)]
    except Exception as error:  # one bad article must not end a job
        return [{"file": row["id"], "error": problem(error)}]


def _sentence(row: Row, statement: Statement, lines: Lines, resolved: Sequence[Resolved]) -> Row:
    placeless, (line, column) = moved(statement), lines.at(statement.start)
    return {
        "file": row["id"],
        "copies": row.get("copies", 1),
        "id": statement.id,
        "start": statement.start,
        "end": statement.end,
        "line": line,
        "column": column,
        "date": statement.date,
        "text": statement.text,
        "tag": statement.tag,
        "form": number_of(repr(placeless)),
        "statement": pickle.dumps(placeless),
        "sketch": _sketch(placeless),
        "standalone": standalone_part(statement.text, statement.start, resolved),
    }


@lru_cache(maxsize=4096)
def _sketch(placeless: Statement) -> bytes:
    """Returns the sketch of a statement, kept for its copies in other articles."""
    return pickle.dumps(sketch(placeless), pickle.HIGHEST_PROTOCOL)


def key_columns() -> pa.Schema:
    """Returns the columns of ``key_batches``."""
    import pyarrow as pa

    return pa.schema([("form", pa.int64()), ("key", pa.int64())])


def key_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yields a row for each key of each form (``form``, ``id``, ``text``)."""
    import pyarrow as pa

    for batch in batches:
        columns = (batch.column(name).to_pylist() for name in ("form", "id", "text"))
        pairs = [(form, key) for form, identity, text in zip(*columns) for key in keys(identity, text)]
        forms, found = zip(*pairs) if pairs else ((), ())
        yield pa.RecordBatch.from_arrays(
            [pa.array(forms, pa.int64()), pa.array(found, pa.int64())], schema=key_columns()
        )


def keys(identity: str, text: str) -> list[int]:
    """Returns the numbers of which two matching sentences share one: of its text, and of each two of its rare words."""
    words = search_words(" ".join(plain_post(text)))[:KEY_WORDS]
    stems = sorted(set(map(stem, words)))
    return [number_of(identity), *(number_of(" ".join(pair)) for pair in combinations(stems, 2))]


def number_of(text: str) -> int:
    """Returns a hash of 64 bits, signed as databases have them: the same on every machine."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def moved(statement: Statement) -> Statement:
    """Returns a statement as if it began its text, in no file: what the same sentence is in every article."""
    by = -statement.start
    return replace(
        statement,
        file=None,
        start=0,
        end=statement.end + by,
        quotations=tuple(_moved_quotation(each, by) for each in statement.quotations),
        quantities=tuple(_moved_quantity(each, by) for each in statement.quantities),
    )


def _moved_quotation(quotation: Quotation, by: int) -> Quotation:
    return replace(
        quotation,
        start=quotation.start + by,
        end=quotation.end + by,
        spans=tuple(Span(span.start + by, span.end + by, span.text) for span in quotation.spans),
        source=_moved_span(quotation.source, by),
        cue=_moved_span(quotation.cue, by),
    )


def _moved_quantity(quantity: Quantity, by: int) -> Quantity:
    return replace(
        quantity,
        start=quantity.start + by,
        end=quantity.end + by,
        of=_moved_span(quantity.of, by),
        period=_moved_span(quantity.period, by),
    )


def _moved_span(span: Span | None, by: int) -> Span | None:
    return span and Span(span.start + by, span.end + by, span.text)

"""Rows: those of a store's tables, and the parts of an article that they hold."""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from rusus.model import Document, Quantity, Quotation, Span
from rusus.similarity.statements import MATCHED_KINDS
from rusus.text.normalization import sentence_id

if TYPE_CHECKING:
    import sqlite3

SENTENCE = 'start, "end", sentence_id, block, tag, source, speaker, text'
QUOTATION = 'start, "end", text, kind, spans, source, speaker, cue, type, probability'
QUANTITY = (
    'start, "end", text, kind, value, low, high, before, after, unit, precision, comparator, trend,'
    ' "of", period, evidence'
)
"""Columns of the tables sentences, quotations and quantities, in the order in which rows are read and written."""


_INSERTS = tuple(
    f"INSERT INTO {table}(article, {columns}) VALUES (?{', ?' * len(columns.split(','))})"
    for table, columns in (("sentences", SENTENCE), ("quotations", QUOTATION), ("quantities", QUANTITY))
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def storable(text: str) -> str:
    """Returns ``text`` as SQLite can hold it, at the same length: UTF-8 has no lone surrogates."""
    return _SURROGATE.sub("\ufffd", text)


def storable_name(name: str) -> str:
    """Returns a file name as SQLite can hold it: bytes that are not UTF-8 as escapes, so that names stay distinct."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _storable_document(document: Document) -> Document:
    if not _SURROGATE.search(document.text):
        return document
    return Document.from_dict(json.loads(storable(json.dumps(document.to_dict(), ensure_ascii=False))))


def content_hash(text: str) -> str:
    """Returns the hash by which a store knows that an article has not changed."""
    return blake2b(storable(text).encode("utf-8"), digest_size=16).hexdigest()


def insert_document(connection: sqlite3.Connection, document: Document, version: str) -> None:
    """Writes a document as rows; ``version`` is that of the rusus that extracted it."""
    name = storable_name(document.name or "")
    document = _storable_document(document)
    article = connection.execute(
        "INSERT INTO articles(file, content_hash, rusus_version, text) VALUES (?,?,?,?)",
        (name, content_hash(document.text), version, document.text),
    ).lastrowid
    sentences = (
        (s.start, s.end, sentence_id(s.text), s.block, s.tag, s.source.text if s.source else None, s.speaker, s.text)
        for s in document.sentences
        if s.block in MATCHED_KINDS
    )
    quotations = (
        (q.start, q.end, q.text, q.kind, _stored(*q.spans), _stored(q.source), q.speaker, _stored(q.cue))
        + (q.type, q.probability)
        for q in document.quotations
    )
    quantities = (
        (q.start, q.end, q.text, q.kind, q.value, q.low, q.high, q.before, q.after, q.unit, q.precision, q.comparator)
        + (q.trend, _stored(q.of), _stored(q.period), q.evidence)
        for q in document.quantities
    )
    for statement, rows in zip(_INSERTS, (sentences, quotations, quantities)):
        connection.executemany(statement, ((article, *row) for row in rows))


def quotation(row: tuple[Any, ...]) -> Quotation:
    """Returns the quotation that a row of QUOTATION columns holds."""
    start, end, text, kind, spans, source, speaker, cue, *attribution = row
    return Quotation(start, end, text, kind, tuple(_spans(spans)), _span(source), speaker, _span(cue), *attribution)


def quantity(row: tuple[Any, ...]) -> Quantity:
    """Returns the quantity that a row of QUANTITY columns holds."""
    fields = dict(zip((name.strip(' "') for name in QUANTITY.split(",")), row))
    spans = {"of": _span(fields["of"]), "period": _span(fields["period"])}
    return Quantity(**fields | spans | {"evidence": bool(fields["evidence"])})


def _stored(*spans: Span | None) -> str | None:
    if spans == (None,):
        return None
    return json.dumps([(span.start, span.end, span.text) for span in spans if span], ensure_ascii=False)


def _spans(stored: str) -> list[Span]:
    return [Span(*span) for span in json.loads(stored)]


def _span(stored: str | None) -> Span | None:
    return _spans(stored)[0] if stored else None

"""Rows: those of a store's tables, and the parts of an article that they hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from rusus.model import Document, Quantity, Quotation, Resolved, Span
from rusus.quantities.modifiers.period_dates import period_dates
from rusus.similarity.statements import MATCHED_KINDS, inserted_words
from rusus.text.normalization import sentence_id
from rusus.vocabulary import SCORE_NAMES

if TYPE_CHECKING:
    import sqlite3

SENTENCE = (
    'start, "end", sentence_id, block, tag, check_first, claim, check_worthy, opinion, subjective, prediction, source,'
    " speaker, text, inserted, resolved"
)
QUOTATION = (
    'start, "end", text, kind, pieces, source, source_start, source_end, speaker, cue, cue_start, cue_end, type,'
    " probability, speaker_role, speaker_probability"
)
QUANTITY = (
    'start, "end", text, kind, value, low, high, before, after, unit, precision, comparator, trend,'
    ' "of", of_start, of_end, period, period_start, period_end, period_from, period_to, evidence'
)
"""Columns of the tables sentences, quotations and quantities, in the order in which rows are read and written."""

_INSERTS = tuple(
    f"INSERT INTO {table}(article, {columns}) VALUES (?{', ?' * len(columns.split(','))})"
    for table, columns in (("sentences", SENTENCE), ("quotations", QUOTATION), ("quantities", QUANTITY))
)
_LINK = (
    "UPDATE quantities SET sentence = (SELECT sentence FROM sentences WHERE sentences.article = quantities.article"
    ' AND sentences.start <= quantities.start AND sentences."end" > quantities.start) WHERE article = ?'
)
"""Says of each quantity of an article in which sentence it stands."""

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
        "INSERT INTO articles(file, content_hash, rusus_version, date, text) VALUES (?,?,?,?,?)",
        (name, content_hash(document.text), version, document.date, document.text),
    ).lastrowid
    sentences = (
        (s.start, s.end, sentence_id(s.text), s.block, s.tag, *(s.scores[score] for score in SCORE_NAMES))
        + (s.source.text if s.source else None, s.speaker, s.text, inserted_words(s.resolved), _pieces(s.resolved))
        for s in document.sentences
        if s.block in MATCHED_KINDS
    )
    quotations = (
        (q.start, q.end, q.text, q.kind, _stored(q.spans), *_columns(q.source), q.speaker, *_columns(q.cue))
        + (q.type, q.probability, q.speaker_role, q.speaker_probability)
        for q in document.quotations
    )
    quantities = (
        (q.start, q.end, q.text, q.kind, q.value, q.low, q.high, q.before, q.after, q.unit, q.precision, q.comparator)
        + (q.trend, *_columns(q.of), *_columns(q.period), *_days(q, document.date), q.evidence)
        for q in document.quantities
    )
    for statement, rows in zip(_INSERTS, (sentences, quotations, quantities)):
        connection.executemany(statement, ((article, *row) for row in rows))
    connection.execute(_LINK, (article,))


def _pieces(resolved: Sequence[Resolved]) -> str | None:
    """Returns what a sentence needs to stand alone as JSON, None for nothing."""
    if not resolved:
        return None
    pieces = [(r.start, r.end, r.text, r.inserted, r.probability, r.place, *_columns(r.mention)) for r in resolved]
    return json.dumps(pieces, ensure_ascii=False)


def resolved(pieces: str | None) -> tuple[Resolved, ...]:
    """Returns what a sentence needs to stand alone, from the JSON of a row."""
    return tuple(
        Resolved(start, end, text, inserted, _span(*mention), probability, place)
        for start, end, text, inserted, probability, place, *mention in json.loads(pieces or "[]")
    )


def quotation(row: tuple[Any, ...]) -> Quotation:
    """Returns the quotation that a row of QUOTATION columns holds."""
    start, end, text, kind, pieces, *source, speaker, cue, cue_start, cue_end = row[:12]
    spans = tuple(Span(*piece) for piece in json.loads(pieces))
    cue = _span(cue, cue_start, cue_end)
    return Quotation(start, end, text, kind, spans, _span(*source), speaker, cue, *row[12:])


def quantity(row: tuple[Any, ...]) -> Quantity:
    """Returns the quantity that a row of QUANTITY columns holds."""
    fields = dict(zip((name.strip(' "') for name in QUANTITY.split(",")), row))
    spans = {
        name: _span(fields[name], fields.pop(f"{name}_start"), fields.pop(f"{name}_end")) for name in ("of", "period")
    }
    del fields["period_from"], fields["period_to"]  # follow from the period and the article's date
    return Quantity(**fields | spans | {"evidence": bool(fields["evidence"])})


def _days(quantity: Quantity, published: str | None) -> tuple[str | None, str | None]:
    return period_dates(quantity.period.text, published) if quantity.period else (None, None)


def _stored(spans: Sequence[Span]) -> str:
    return json.dumps([(span.start, span.end, span.text) for span in spans], ensure_ascii=False)


def _columns(span: Span | None) -> tuple[str | None, int | None, int | None]:
    return (None, None, None) if span is None else (span.text, span.start, span.end)


def _span(text: str | None, start: int | None, end: int | None) -> Span | None:
    return None if text is None or start is None or end is None else Span(start, end, text)

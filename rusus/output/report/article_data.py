"""The records of an article as they stand in a page: once each, without what can be read off the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rusus.model import Document, Match
from rusus.output.records import Record, claims_records, match_records, quotes_records, statistics_records

Plain = dict[str, Any]
Reasons = Mapping[int, Sequence[Plain]]
"""What made the score of each sentence, by its start."""


def article_data(document: Document, matches: Iterable[Match] = (), reasons: Reasons | None = None) -> Plain:
    """Returns an article as plain dicts and lists: file, date, text, blocks, and records of four kinds.

    The records are those that the commands print, the claims as with ``--all``, but for what the page can tell from
    the rest: ``file`` stands once, ``text`` is ``text[start:end]`` of the article, what lies in a sentence is found by
    its place, and fields that are null are left out.
    """
    return {
        "file": document.name,
        "date": _date(document),
        "text": document.text,
        "blocks": [{"start": block.start, "end": block.end, "kind": block.kind} for block in document.blocks],
        "claims": [_claim(record, reasons or {}) for record in claims_records(document, include_all=True)],
        "quotes": [_quote(record) for record in quotes_records(document)],
        "statistics": [_statistic(record) for record in statistics_records(document)],
        "matches": [_lean(record, "text", "date") for record in match_records(matches)],
    }


def _date(document: Document) -> str | None:
    """The day on which the article was published, where the document knows it."""
    date = getattr(document, "date", None)
    return None if date is None else str(date)


def _lean(record: Record, *left_out: str) -> Plain:
    return {key: value for key, value in record.items() if value is not None and key not in ("file", *left_out)}


def _claim(record: Record, reasons: Reasons) -> Plain:
    made = {"reasons": list(reasons[record["start"]])} if record["start"] in reasons else {}
    return {**_lean(record, "text", "quotations", "statistics"), **made}


def _quote(record: Record) -> Plain:
    return {**_lean(record, "text"), "spans": [_bounds(span) for span in record["spans"]]}


def _statistic(record: Record) -> Plain:
    return {**_lean(record, "text"), "sentence": _bounds(record["sentence"])}


def _bounds(span: Mapping[str, Any]) -> Plain:
    return {"start": span["start"], "end": span["end"]}

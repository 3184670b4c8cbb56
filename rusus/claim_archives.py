"""Claim archives: known claims read from CSV, JSON Lines and ClaimReview JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from rusus.decoding import decode
from rusus.errors import ReadingError
from rusus.reading import MAX_SIZE, read_bytes

FIELDS = {
    "text": ("text", "claimreviewed", "claim", "claim_text", "claim reviewed", "statement"),
    "id": ("id", "claim_id", "@id", "identifier", "url"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "rating": ("rating", "verdict", "label", "textualrating", "reviewrating"),
    "date": ("date", "datepublished", "date_published", "published"),
}
"""What the store keeps of a claim, with the names under which archives have it, the first that is there counts.

claimReviewed, reviewRating and datePublished are schema.org's ClaimReview.
"""

_LISTS = ("@graph", "dataFeedElement", "itemListElement", "claims", "item")
"""Where JSON-LD keeps many claims in one object: a graph, a data feed, an item list."""

Claim = dict[str, str]


def read_claims(path: str, max_size: int = MAX_SIZE) -> list[Claim]:
    """Returns the claims of an archive, each with a ``text`` and what else FIELDS names, in the order of the file.

    The form is told by the content: a JSON value, JSON objects line by line, or CSV (comma, semicolon or tab) with a
    header. Claims without text are left out. Raises ReadingError for anything else, naming the line.
    """
    text, _ = decode(read_bytes(path, max_size), path)
    rows = _json_rows(path, text) if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") else _csv_rows(path, text)
    claims = [claim for claim in map(_claim, rows) if claim["text"].strip()]
    if not claims:
        raise ReadingError(f"{path}: holds no claims; it needs a column or key named {' or '.join(FIELDS['text'][:2])}")
    return claims


def _claim(row: Mapping[str, Any]) -> Claim:
    named = {str(key).strip().lower(): value for key, value in row.items()}
    return {
        field: next((found for name in names if (found := _plain(named.get(name)))), "")
        for field, names in FIELDS.items()
    }


def _plain(value: Any) -> str:
    """Returns a value as text; of a rating object its words, else its number."""
    if isinstance(value, Mapping):
        return _plain(value.get("alternateName") or value.get("name") or value.get("ratingValue"))
    if isinstance(value, list):
        return _plain(value[0]) if value else ""
    return "" if value is None else str(value).strip()


def _csv_rows(path: str, text: str) -> Iterator[Mapping[str, Any]]:
    header = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    names = {name.strip().lower() for name in reader.fieldnames or ()}
    if not names.intersection(FIELDS["text"]):
        raise ReadingError(
            f"{path}: the first line names no column {', '.join(FIELDS['text'])}; name the one that holds the claims"
        )
    try:
        yield from ({key: value for key, value in row.items() if key is not None} for row in reader)
    except csv.Error as error:
        raise ReadingError(f"{path}: line {reader.line_num}: {error}") from error


def _json_rows(path: str, text: str) -> Iterator[Mapping[str, Any]]:
    try:
        yield from _objects(json.loads(text.lstrip("\ufeff")))
        return
    except (json.JSONDecodeError, RecursionError):
        pass
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield from _objects(json.loads(line))
            except (json.JSONDecodeError, RecursionError) as error:
                raise ReadingError(f"{path}: line {number} is no JSON: {error}; put one object on each line") from error


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yields the objects of a JSON value that hold a claim, wherever JSON-LD nests them."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting += reversed(current)
        elif isinstance(current, Mapping):
            if any(str(key).lower() in FIELDS["text"] for key in current):
                yield current
            else:
                waiting += [current[key] for key in reversed(_LISTS) if isinstance(current.get(key), (list, Mapping))]

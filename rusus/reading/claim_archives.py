"""Claim archives: known claims read from CSV, JSON Lines and ClaimReview JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rusus.errors import ReadingError
from rusus.reading.decoding import decode
from rusus.reading.files import read_bytes
from rusus.vocabulary import MAX_SIZE

FIELDS = {
    "text": ("text", "claimreviewed", "claim", "claim_text", "claim reviewed", "statement"),
    "id": ("id", "claim_id", "@id", "identifier", "url"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "rating": ("rating", "verdict", "label", "textualrating", "reviewrating"),
    "date": ("date", "datepublished", "date_published", "published", "reviewdate", "claimdate"),
}
"""What the store keeps of a claim, with the names under which archives have it; the first name found counts.

claimReviewed, reviewRating and datePublished are schema.org's ClaimReview; the Google Fact Check API answers with
claims whose first claimReview has url, title, textualRating and reviewDate.
"""

_LISTS = ("@graph", "dataFeedElement", "itemListElement", "claims", "item")
"""Where JSON-LD keeps many claims in one object: a graph, a data feed, an item list."""

Claim = dict[str, str]
Row = Mapping[str, Any]


def read_claims(path: str, max_size: int = MAX_SIZE) -> list[Claim | ReadingError]:
    """Returns the claims of an archive, each with a ``text`` and what else FIELDS names, in the order of the file.

    The form is told by the content: a JSON value, JSON objects line by line, or CSV (comma, semicolon or tab) with a
    header. Claims without text are left out. A row that is broken has a ReadingError in its place that names its line,
    and costs no other; of a file without any claim there is one that says what is wrong with the file.
    """
    try:
        text, _ = decode(read_bytes(path, max_size), path)
        rows = _json_rows(path, text) if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") else _csv_rows(path, text)
        claims = [row if isinstance(row, ReadingError) else _claim(row) for row in rows]
    except ReadingError as error:
        return [error]
    found = [claim for claim in claims if isinstance(claim, ReadingError) or claim["text"].strip()]
    if all(isinstance(claim, ReadingError) for claim in found):
        keys = " or ".join(FIELDS["text"][:2])
        return found[:1] or [ReadingError(f"{path}: holds no claims; it needs a column or key named {keys}")]
    return found


def _claim(row: Row) -> Claim:
    named = _lowered(row)
    reviews = named.get("claimreview")
    if isinstance(reviews, list) and reviews and isinstance(reviews[0], Mapping):
        named |= _lowered(reviews[0])
    return {
        field: next((found for name in names if (found := _plain(named.get(name)))), "")
        for field, names in FIELDS.items()
    }


def _lowered(row: Row) -> dict[str, Any]:
    return {str(key).strip().lower(): value for key, value in row.items()}


def _plain(value: Any) -> str:
    """Returns a value as text; of a rating object its words, else its number."""
    if isinstance(value, Mapping):
        return _plain(value.get("alternateName") or value.get("name") or value.get("ratingValue"))
    if isinstance(value, list):
        return _plain(value[0]) if value else ""
    return "" if value is None else str(value).strip()


def _csv_rows(path: str, text: str) -> Iterator[Row | ReadingError]:
    lines = list(io.StringIO(text.lstrip("\ufeff"), newline=""))
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    rows = _split_rows(path, lines, delimiter)
    header = next(rows, (1, []))[1]
    names = [] if isinstance(header, ReadingError) else [name.strip().lower() for name in header]
    texts = [place for place, name in enumerate(names) if name in FIELDS["text"]]
    if not texts:
        raise ReadingError(
            f"{path}: the first line names no column {', '.join(FIELDS['text'])}; name the one that holds the claims"
        )
    for number, row in rows:
        if isinstance(row, ReadingError):
            yield row
        elif row and not texts[0] < len(row) <= len(names):
            advice = "put a text that holds the delimiter between quotation marks"
            yield ReadingError(f"{path}:{number}: {len(row)} fields where the first line names {len(names)}; {advice}")
        else:
            yield dict(zip(names, row))


def _split_rows(path: str, lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | ReadingError]]:
    """Yields the rows of a CSV, each with the number of its first line.

    After a row that cannot be split, reading continues with the next line, however far an unclosed mark led.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
        first = start
        try:
            for row in reader:
                yield first + 1, row
                first = start + reader.line_num
            return
        except csv.Error as error:
            advice = "write a quotation mark inside a text twice, and close what is opened"
            yield first + 1, ReadingError(f"{path}:{first + 1}: not a CSV row ({error}); {advice}")
            start = first + 1


def _json_rows(path: str, text: str) -> Iterator[Row | ReadingError]:
    try:
        yield from _objects(json.loads(text.lstrip("\ufeff")))
        return
    except (ValueError, RecursionError):
        pass
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield ReadingError(f"{path}:{number}: not JSON ({error}); each line must be an object")
            else:
                yield from _objects(value)


def _objects(value: Any) -> Iterator[Row]:
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

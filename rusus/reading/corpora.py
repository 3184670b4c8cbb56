"""Corpora: JSON Lines with an article a row, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from rusus.errors import ReadingError
from rusus.reading.articles import Article
from rusus.reading.decoding import decode
from rusus.reading.doubts import repaired
from rusus.reading.files import opened
from rusus.text.publication_date import written_date
from rusus.vocabulary import MAX_SIZE

DATE_FIELDS = ("date", "published", "date_published", "datePublished", "publication_date", "pubdate")
"""Fields of a row that may hold the day on which the article was published; the first that is there counts."""

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a row hold the text and the id of an article; without ``id`` the line number stands for it."""

    text: str
    id: str | None = None


def read_corpora(
    files: Iterable[str | ReadingError], fields: Fields, max_size: int = MAX_SIZE
) -> Iterator[Article | ReadingError]:
    """Yields the articles of several files, one file after the other, and what could not be read in its place."""
    for file in files:
        if isinstance(file, ReadingError):
            yield file
        else:
            yield from read_corpus(file, fields, max_size)


def read_corpus(path: str, fields: Fields, max_size: int = MAX_SIZE) -> Iterator[Article | ReadingError]:
    """Yields the article of each row that is not blank, or the ReadingError that says what is wrong with the row.

    An article is named ``path#id``, or ``path:line`` where it has no id. ``max_size`` bounds a row, in bytes.
    """
    try:
        with opened(path) as file:
            for number, row in enumerate(_rows(file, max_size), 1):
                if number == 1 and row and row.startswith(_WIDE_MARKS):
                    yield ReadingError(f"{path}: begins like UTF-16 or UTF-32; save it as UTF-8")
                    return
                if row is None:
                    yield ReadingError(f"{path}:{number}: larger than {max_size:,} bytes; raise --max-size")
                elif row.strip():
                    yield _article(row, f"{path}:{number}", path, fields)
    except ReadingError as error:
        yield error


def _rows(file: IO[bytes], max_size: int) -> Iterator[bytes | None]:
    """Yields the lines of a file; None for each that is longer than ``max_size``, which is never held whole."""
    while row := file.readline(max_size + 1):
        if len(row) <= max_size:
            yield row
            continue
        while row and not row.endswith(b"\n"):
            row = file.readline(max_size + 1)
        yield None


def _article(row: bytes, place: str, path: str, fields: Fields) -> Article | ReadingError:
    try:
        text, note = decode(row, place)
        value = json.loads(text)
    except ReadingError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ReadingError(f"{place}: not JSON ({error}); each line must be an object")
    article = value.get(fields.text) if isinstance(value, dict) else None
    if not isinstance(article, str):
        return ReadingError(f"{place}: no text in the field {fields.text!r}; choose it with --jsonl-field")
    part = value.get(fields.id) if fields.id is not None else None
    unnamed = isinstance(part, bool) or not isinstance(part, (str, int))
    name, part = (place, place.rpartition(":")[2]) if unnamed else (f"{path}#{part}", str(part))
    article, change = repaired(article)
    note = f"{name}: {change}" if change else note
    return Article(name, article, "plain", note, change is not None, path, part, date=_date(value))


def _date(row: dict[str, object]) -> str | None:
    """Returns the day on which the article of a row was published, as ISO date, where a field of it says so."""
    written = next((row[name] for name in DATE_FIELDS if isinstance(row.get(name), str)), None)
    return written_date(str(written)) if written else None

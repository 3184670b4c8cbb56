"""CSV and TSV: one row a record, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rusus.output.json_lines import to_json
from rusus.output.records import Record

# Spreadsheets run cells that begin with one of these as formulas (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def delimited_header(keys: Sequence[str], delimiter: str) -> str:
    """Returns the line of column names."""
    return delimited_rows([dict(zip(keys, keys))], keys, delimiter, raw=True)


def delimited_rows(records: Iterable[Record], keys: Sequence[str], delimiter: str, raw: bool = False) -> str:
    """Returns a row for each record, quoted by RFC 4180 where needed.

    A span becomes its text, tags are joined by spaces, other lists and dicts become JSON. A text that a
    spreadsheet would run as a formula gets an apostrophe before it, unless ``raw``.
    """
    return "".join(_row([_cell(record[key], raw) for key in keys], delimiter) for record in records)


def _row(cells: Sequence[Any], delimiter: str) -> str:
    # Not the csv module: before Python 3.13 it leaves a CR unquoted where rows end in LF, and 3.10 fails on NUL.
    return delimiter.join("" if cell is None else _quoted(str(cell), delimiter) for cell in cells) + "\n"


def _quoted(text: str, delimiter: str) -> str:
    if delimiter in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _cell(value: Any, raw: bool) -> Any:
    if isinstance(value, dict) and "text" in value:
        value = value["text"]
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = " ".join(value)
    elif isinstance(value, (dict, list)):
        return to_json(value)  # type: ignore[arg-type]
    if isinstance(value, str) and not raw and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value

"""JSON and JSON Lines: one record a line, so that output can be read by jq and compared by diff."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from rusus.output.records import Record

# What JSON allows in a string, but terminals obey (C1 controls, marks that reorder text), UTF-8 cannot hold (lone
# surrogates) or other languages take for a line end (U+2028, U+2029). They only ever stand inside strings, where an
# escape means the same.
_UNSAFE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(record: Record, compact: bool = False) -> str:
    """Returns the record on one line of valid UTF-8 JSON, safe on a terminal; ``compact``: without spaces."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":") if compact else None)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def json_lines(records: Iterable[Record]) -> str:
    """Returns a line of JSON for each record."""
    return "".join(to_json(record) + "\n" for record in records)


def json_items(records: Iterable[Record]) -> str:
    """Returns the records as items of an array, each but the first on a line of its own, without the brackets."""
    return ",\n ".join(map(to_json, records))

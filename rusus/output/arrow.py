"""Records as Arrow tables, typed by the same description of records that the JSON Schemas come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from rusus.errors import RususError
from rusus.output.records import Record
from rusus.output.schemas import Schema, schema
from rusus.store.rows import storable
from rusus.vocabulary import RecordKind

if TYPE_CHECKING:
    import pyarrow as pa


def require_arrow() -> None:
    """Raises RususError where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise RususError("Parquet and Arrow need an extra; install it with: pip install 'rusus[parquet]'")


def arrow_schema(kind: RecordKind) -> pa.Schema:
    """Returns the columns of a kind of record, in the order of its keys; those that few records have stand last.

    Offsets are int64, numbers float64, parts structs, and every column may be null. Raises RususError without pyarrow.
    """
    require_arrow()
    import pyarrow as pa

    described = schema(kind)
    parts = described.get("$defs", {})
    return pa.schema([(key, _type(value, parts)) for key, value in described["properties"].items()])


def arrow_batch(records: Iterable[Record], columns: pa.Schema) -> pa.RecordBatch:
    """Returns some records as one batch. Keys that a record lacks are null; a lone surrogate becomes U+FFFD."""
    import pyarrow as pa

    rows = list(records)
    try:
        return pa.RecordBatch.from_pylist(rows, schema=columns)
    except UnicodeEncodeError:
        clean = [json.loads(storable(json.dumps(row, ensure_ascii=False))) for row in rows]
        return pa.RecordBatch.from_pylist(clean, schema=columns)


def _type(described: Schema, parts: Mapping[str, Schema]) -> pa.DataType:
    """Returns the Arrow type of what a JSON Schema describes, ``parts`` being its ``$defs``."""
    import pyarrow as pa

    if "anyOf" in described:  # something or null
        return _type(described["anyOf"][0], parts)
    if "$ref" in described:
        return _type(parts[described["$ref"].rpartition("/")[2]], parts)
    if "enum" in described or "const" in described:
        return pa.string()
    named = _named_type(described)
    if named == "array":
        return pa.list_(_type(described["items"], parts))
    if named == "object":
        return pa.struct([(key, _type(value, parts)) for key, value in described["properties"].items()])
    return {"string": pa.string, "integer": pa.int64, "number": pa.float64}[named]()


def _named_type(described: Schema) -> Any:
    """Returns the type that a JSON Schema names, null left aside."""
    named = described["type"]
    return next(each for each in named if each != "null") if isinstance(named, list) else named

"""Writes the tables of keys in docs/records.md from rusus/output/schemas.py.

Usage: python -m scripts.data.record_tables
"""

from __future__ import annotations

from typing import Any

from rusus.output.schemas import schema
from rusus.vocabulary import RECORD_KINDS
from scripts import ROOT, command_line

PAGE = ROOT / "docs" / "records.md"
BEGIN, END = "<!-- records: scripts/data/record_tables.py -->\n", "<!-- end -->"
PARTS = ("quotation", "statistic", "sentence", "difference", "reason", "standalone", "resolved", "span")
"""Parts of records that have a table of their own, in this order."""


def tables() -> str:
    """Returns a table of keys for each kind of record, then for each part of one."""
    schemas = {kind: schema(kind) for kind in RECORD_KINDS}
    parts = {name: part for each in schemas.values() for name, part in each.get("$defs", {}).items()}
    assert set(parts) == set(PARTS), "PARTS names every part"
    made = [_table(f"### {kind}", each) for kind, each in schemas.items()]
    return "\n".join([*made, *(_table(f"### a {name}", parts[name]) for name in PARTS)])


def _table(heading: str, described: dict[str, Any]) -> str:
    rows = [
        f"| `{key}` | {_type(value)} | {value.get('description', '')} |\n"
        for key, value in described["properties"].items()
    ]
    return f"{heading}\n\n{described['description']}\n\n| key | type | meaning |\n|---|---|---|\n{''.join(rows)}"


def _type(value: dict[str, Any]) -> str:
    """Returns the type of a value in words: ``"up"``, ``"down"`` or null; list of spans."""
    if "enum" in value or "const" in value:
        values = value.get("enum", [value.get("const")])
        return " or ".join(", ".join("null" if each is None else f"`{each}`" for each in values).rsplit(", ", 1))
    if "anyOf" in value:
        return " or ".join(_type(each) for each in value["anyOf"])
    if "$ref" in value:
        return str(value["$ref"].rpartition("/")[2])
    if value["type"] == "array":
        items = _type(value["items"])
        return f"list of {items}" + ("" if "`" in items else "s")
    if value["type"] == "object":
        ((first, *_),) = [list(value["properties"].values())]
        return f"{_type(first)} for each of " + ", ".join(f"`{key}`" for key in value["properties"])
    return value["type"] if isinstance(value["type"], str) else " or ".join(value["type"])


def filled(page: str) -> str:
    """Returns the page with the tables as they are now."""
    before, begin, rest = page.partition(BEGIN)
    return before + begin + "\n" + tables() + "\n" + rest[rest.index(END) :]


def main() -> None:
    command_line(__doc__).parse_args()
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

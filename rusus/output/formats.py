"""Formats: how records of any kind become the text that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rusus.output.delimited import delimited_header, delimited_rows
from rusus.output.json_lines import json_items, json_lines
from rusus.output.legends import legend
from rusus.output.records import Record
from rusus.output.schemas import KEYS
from rusus.output.terminal import escape_controls
from rusus.vocabulary import WITH_TEXT, OutputFormat, RecordKind

_DELIMITERS = {"csv": ",", "tsv": "\t"}
_ARRAYS = ("json", "annotations", "label-studio")

Body = str | tuple[Record, ...]
"""What is printed of some records: text, and for Parquet, whose columns are written many at once, the records."""


@dataclass(frozen=True, slots=True)
class Style:
    """What to print: the kind of record, the format, and for tables the width in columns and whether in color.

    ``raw`` leaves formulas in CSV cells alone; ``terminal`` is true if a terminal reads the output; ``standalone``
    shows sentences in tables with what they need to stand alone, ``listed`` in tables of matches those that agree.
    """

    kind: RecordKind
    format: OutputFormat
    width: int = 100
    color: bool = False
    raw: bool = False
    terminal: bool = False
    standalone: bool = False
    listed: bool = False


def body(records: Sequence[Record], style: Style, title: str | None = None, article: str = "") -> Body:
    """Returns the text of some records: those of one article, under ``title`` where the format shows one.

    ``article`` is its text, which the formats of WITH_TEXT need.
    """
    if style.format == "parquet":
        return tuple(records)
    if style.format in WITH_TEXT:
        return _for_tools(records, style, title, article)
    if style.format == "json":
        return json_items(records)
    if style.format == "jsonl":
        return json_lines(records)
    if style.format == "table":
        from rusus.output.tables import table

        return table(style.kind, records, style.width, style.color, title, style.standalone, style.listed)
    rows = delimited_rows(records, KEYS[style.kind], _DELIMITERS[style.format], style.raw)
    return escape_controls(rows) if style.terminal else rows


def _for_tools(records: Sequence[Record], style: Style, title: str | None, article: str) -> str:
    if style.format == "annotations":
        from rusus.output.annotations import web_annotations

        return json_items(web_annotations(style.kind, records, article))
    from rusus.output.labelling import doccano_row, label_studio_task

    if style.format == "doccano":
        return json_lines([doccano_row(records, article, title)])
    return json_items([label_studio_task(records, article, title)])


def assemble(bodies: Iterable[Body], style: Style) -> Iterator[str | bytes]:
    """Yields the whole output piece by piece: the bodies with what stands before, between and after them."""
    if style.format == "parquet":
        from rusus.output.parquet import parquet_pieces

        yield from parquet_pieces(chain.from_iterable(bodies), style.kind)  # type: ignore[arg-type]
        return
    yield from _assemble_text(bodies, style)  # type: ignore[arg-type]


def _assemble_text(bodies: Iterable[str], style: Style) -> Iterator[str]:
    if style.format in _DELIMITERS:
        yield delimited_header(KEYS[style.kind], _DELIMITERS[style.format])
    if style.format not in _ARRAYS:
        printed = False
        for text in bodies:
            printed = printed or bool(text)
            yield text
        if printed and style.format == "table":
            yield legend(style.kind, style.color, style.width)
        return
    opened = False
    for text in bodies:
        if text:
            yield ",\n " if opened else "["
            yield text
            opened = True
    yield "]\n" if opened else "[]\n"

"""Records as tasks for annotation tools: Label Studio's predictions and doccano's labels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from rusus import __version__
from rusus.output.records import Record

Labelled = tuple[int, int, str]
"""Start, end and label, in code points."""


def label_studio_task(records: Iterable[Record], text: str, file: str | None) -> Record:
    """Returns an article as a task of Label Studio, with what was found as a prediction to correct.

    The labelling interface must call its text ``text`` and its labels ``label``:
    ``<Labels name="label" toName="text">…</Labels><Text name="text" value="$text"/>``. Label Studio counts code points
    (HumanSignal/label-studio pull request 1559, "Store code points instead of js length").
    """
    results = [
        {
            "id": f"{start}-{end}-{label}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]},
        }
        for start, end, label in labels(records)
    ]
    return {
        "data": {"text": text, "file": file},
        "predictions": [{"model_version": f"rusus {__version__}", "result": results}],
    }


def doccano_row(records: Iterable[Record], text: str, file: str | None) -> Record:
    """Returns an article as a row of doccano's JSONL for sequence labelling.

    Unless a project counts grapheme clusters, doccano counts UTF-16 code units (doccano issues 2290 and 2484): a
    character beyond U+FFFF, as most emoji are, counts twice.
    """
    at = utf16_offsets(text)
    return {
        "text": text,
        "label": [[at(start), at(end), label] for start, end, label in labels(records)],
        "file": file,
    }


def labels(records: Iterable[Record]) -> list[Labelled]:
    """Returns what the records mark in their article: tags of sentences; contents, sources and cues; statistics."""
    return sorted(set(label for record in records for label in _labels(record)))


def _labels(record: Record) -> Iterator[Labelled]:
    if "tags" in record:
        yield from ((record["start"], record["end"], tag) for tag in record["tags"])
    elif "spans" in record:
        yield from ((span["start"], span["end"], "quote") for span in record["spans"])
        yield from (
            (record[key]["start"], record[key]["end"], key) for key in ("source", "cue") if record[key] is not None
        )
    else:
        yield record["start"], record["end"], "statistic"


def utf16_offsets(text: str) -> Callable[[int], int]:
    """Returns a function from offsets in code points to offsets in UTF-16 code units of the same text."""
    astral: Sequence[int] = [at for at, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(astral, offset)

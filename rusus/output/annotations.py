"""Records as W3C Web Annotations: https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from rusus.output.records import Record
from rusus.output.tables import value_text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words that a selector gives, so that they are found again in a text that changed:
as many as Hypothesis gives (dom-anchor-text-quote); not measured here."""


def web_annotations(kind: str, records: Iterable[Record], text: str) -> Iterator[Record]:
    """Yields an annotation for each record of a kind (claims, quotes or statistics) of an article.

    Each names its words by their place (``TextPositionSelector``, in code points, as the model has it) and by
    themselves with what stands around them (``TextQuoteSelector``). Tags, speakers and values are its bodies.
    """
    for record in records:
        place = f"{_iri(record['file'])}#char={record['start']},{record['end']}"
        yield {
            "@context": CONTEXT,
            "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{kind}:{place}')}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [{"type": "TextualBody", "purpose": purpose, "value": value} for purpose, value in _bodies(record)],
            "target": {"source": _iri(record["file"]), "selector": _selectors(record, text)},
        }


def _selectors(record: Record, text: str) -> list[Record]:
    start, end = record["start"], record["end"]
    return [
        {
            "type": "TextQuoteSelector",
            "exact": record["text"],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _bodies(record: Record) -> Iterator[tuple[str, str]]:
    """Yields purpose and text of what an annotation says: tags to sort by, and descriptions to read."""
    if "tags" in record:
        yield from (("tagging", tag) for tag in record["tags"])
        yield "describing", f"score: {record['score']}"
    elif "spans" in record:
        yield from (("tagging", tag) for tag in ("quote", record["kind"]))
    else:
        yield "tagging", "statistic"
        yield "describing", f"value: {value_text(record)} {record['unit']}".rstrip()
    if record.get("speaker"):
        yield "describing", f"speaker: {record['speaker']}"


def _iri(file: str | None) -> str:
    """Returns the file as the reference that JSON-LD asks for: characters that no address may have are escaped."""
    return quote(file or "text", safe="/:@!$&'()*+,;=~-._")

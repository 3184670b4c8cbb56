"""Documents in notebooks: what spaCy's displaCy draws, and an article with its marks as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from rusus.model import Block, Document, Span
from rusus.output.records import claims_records, quotes_records, statistics_records
from rusus.vocabulary import BODY_KINDS

LONGEST = 100_000
"""Characters of an article that a notebook shows: a cell with more makes browsers slow."""

_STYLES = {
    "claim": "background:rgba(250,204,60,.25)",
    "quote": "text-decoration:underline;text-underline-offset:.2em;text-decoration-color:#3f7fb0",
    "statistic": "font-weight:600;color:#b8452c",
}
_ELEMENTS = {"headline": "h3", "subheading": "h4"}

Mark = tuple[int, int, str]
"""Start, end and tag."""


def marks(document: Document) -> list[Mark]:
    """Returns the claims, the pieces of quotations and the statistics that are listed, in the order of the text."""
    found = [
        *((each["start"], each["end"], "claim") for each in claims_records(document) if "claim" in each["tags"]),
        *((span["start"], span["end"], "quote") for each in quotes_records(document) for span in each["spans"]),
        *((each["start"], each["end"], "statistic") for each in statistics_records(document)),
    ]
    return sorted(found, key=lambda mark: (mark[0], -mark[1]))


def displacy_spans(document: Document) -> dict[str, Any]:
    """Returns a document for ``displacy.render(…, style="span", manual=True)``: tokens, and spans that may overlap."""
    found = marks(document)
    edges = {0, len(document.text), *(edge for start, end, _ in found for edge in (start, end))}
    tokens = [token for start, end in pairwise(sorted(edges)) for token in _words(document.text, start, end)]
    first = {token.start: index for index, token in enumerate(tokens)}
    last = {token.end: index + 1 for index, token in enumerate(tokens)}
    return {
        "text": document.text,
        "tokens": [token.text for token in tokens],
        "spans": [
            {"start_token": first[start], "end_token": last[end], "label": tag}
            for start, end, tag in found
            if start in first and end in last
        ],
        "title": document.name,
    }


def _words(text: str, start: int, end: int) -> Iterable[Span]:
    """Yields the stretches without white space of a part of the text."""
    place = start
    for word in text[start:end].split():
        place = text.index(word, place)
        yield Span(place, place + len(word), word)
        place += len(word)


def notebook_html(document: Document) -> str:
    """Returns an article with its marks as HTML without scripts, for ``_repr_html_``; a long one is cut off."""
    found = marks(document)
    blocks = [_block_html(document.text, block, found) for block in document.blocks if block.start < LONGEST]
    rest = "<p>…</p>" if len(document.text) > LONGEST else ""
    legend = " ".join(f'<span style="{style}">{name}</span>' for name, style in _STYLES.items())
    return f'<div style="max-width:40em;line-height:1.55">{"".join(blocks)}{rest}<p><small>{legend}</small></p></div>'


def _block_html(text: str, block: Block, found: Sequence[Mark]) -> str:
    inside = [mark for mark in found if mark[0] < block.end and mark[1] > block.start]
    edges = sorted({block.start, block.end, *(edge for mark in inside for edge in mark[:2])})
    pieces = "".join(
        _piece_html(text[start:end], [tag for left, right, tag in inside if left <= start and end <= right])
        for start, end in pairwise(edge for edge in edges if block.start <= edge <= block.end)
    )
    name = _ELEMENTS.get(block.kind, "p")
    pale = ";opacity:.65" if block.kind not in (*BODY_KINDS, *_ELEMENTS) else ""
    return f'<{name} style="unicode-bidi:isolate{pale}">{pieces}</{name}>'


def _piece_html(text: str, tags: Sequence[str]) -> str:
    shown = html.escape(text)
    style = ";".join(_STYLES[tag] for tag in dict.fromkeys(tags))
    return f'<span style="{style}">{shown}</span>' if style else shown

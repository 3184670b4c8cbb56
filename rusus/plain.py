"""Documents as plain dicts, lists, strings and numbers, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rusus.model import Block, Document, Quantity, Quotation, Resolved, Scores, Sentence, Span


def to_plain(document: Document) -> dict[str, Any]:
    """Returns a document as what JSON can hold."""
    plain = asdict(document)
    for key in ("blocks", "sentences", "quotations", "quantities", "asides"):
        plain[key] = list(plain[key])
    for quotation in plain["quotations"]:
        quotation["spans"] = list(quotation["spans"])
    for sentence in plain["sentences"]:
        sentence["tags"] = list(sentence["tags"])
        sentence["resolved"] = list(sentence["resolved"])
    return plain


def from_plain(plain: Mapping[str, Any]) -> Document:
    """Makes a document from what ``to_plain`` returned; what older versions did not write has its default."""
    return Document(
        plain["text"],
        plain["name"],
        tuple(Block(**_with_spans(block, "dateline")) for block in plain["blocks"]),
        tuple(map(_sentence, plain["sentences"])),
        tuple(map(_quotation, plain["quotations"])),
        tuple(map(_quantity, plain["quantities"])),
        tuple(map(_quantity, plain.get("asides", ()))),
        plain.get("date"),
        plain.get("markup", "plain"),
    )


def _sentence(plain: Mapping[str, Any]) -> Sentence:
    made = _with_spans(plain, "source", "cue")
    made["tags"] = tuple(plain["tags"])
    made["scores"] = Scores(**plain["scores"])
    made["resolved"] = tuple(Resolved(**_with_spans(each, "mention")) for each in plain.get("resolved", ()))
    return Sentence(**made)


def _quotation(plain: Mapping[str, Any]) -> Quotation:
    spans = tuple(Span(**span) for span in plain["spans"])
    return Quotation(**{**_with_spans(plain, "source", "cue"), "spans": spans})


def _quantity(plain: Mapping[str, Any]) -> Quantity:
    return Quantity(**_with_spans(plain, "of", "period"))


def _with_spans(plain: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {**plain, **{key: Span(**plain[key]) for key in keys if plain[key] is not None}}

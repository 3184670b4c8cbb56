"""Quotations: who said what, directly and indirectly."""
from __future__ import annotations

from collections.abc import Iterable

from rusus.direct import find_direct
from rusus.indirect import find_indirect
from rusus.model import Quotation, Segmentation
from rusus.speakers import resolve_speakers


def find_quotations(article: Segmentation) -> tuple[Quotation, ...]:
    """Returns the quotations of an article in text order, with source, cue and resolved speaker."""
    direct = find_direct(article)
    joined = _settle(direct, find_indirect(article, direct))
    return tuple(resolve_speakers(article, joined))


def _settle(direct: Iterable[Quotation], indirect: Iterable[Quotation]) -> list[Quotation]:
    """Joins both in text order; a quoted fragment inside an indirect content is dropped, that one is mixed already."""
    kept: list[Quotation] = []
    for quotation in sorted((*direct, *indirect), key=lambda each: (each.start, -each.end)):
        if kept and quotation.kind == "direct" and quotation.end <= kept[-1].end and kept[-1].kind != "direct":
            continue
        kept.append(quotation)
    return kept

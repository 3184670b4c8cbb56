"""Quotations: who said what, directly and indirectly."""
from __future__ import annotations

from rusus.model import Quotation, Segmentation


def find_quotations(article: Segmentation) -> tuple[Quotation, ...]:
    """Returns the quotations of an article in text order, with source, cue and resolved speaker."""
    return ()

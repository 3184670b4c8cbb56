"""Quantities: numbers with unit, range, change and period."""
from __future__ import annotations

from rusus.model import Quantity, Segmentation


def find_quantities(article: Segmentation) -> tuple[Quantity, ...]:
    """Returns the quantities of an article in text order; they do not overlap."""
    return ()

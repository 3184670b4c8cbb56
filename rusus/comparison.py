"""Comparison: whether two quantities agree."""
from __future__ import annotations

from rusus.model import Quantity


def compare(ours: Quantity, theirs: Quantity) -> str:
    """Returns same, close, different or incomparable."""
    a, b = (q.value if q.value is not None else q.after if q.after is not None else q.low for q in (ours, theirs))
    if a is None or b is None or ours.unit != theirs.unit:
        return "incomparable"
    gap, step = abs(a - b), max(ours.precision or 0, theirs.precision or 0)
    return "same" if gap <= step / 2 else "close" if gap <= step and step else "different"

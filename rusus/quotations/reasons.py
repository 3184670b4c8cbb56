"""Reasons: what the features of a linear model look at, and which of them spoke most for or against."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Reads = Sequence[tuple[str, str]]
"""What each feature of a list looks at, in the order of the list: how the feature begins, and what it reads."""


def strongest(features: Sequence[str], reads: Reads, weigh: Callable[[str], float | None], count: int = 3) -> list[str]:
    """Returns what spoke most for (+) or against (-), the strongest first; features that read the same are added up."""
    totals: dict[str, float] = {}
    for feature, (_, read) in zip(features, reads, strict=True):
        totals[read] = totals.get(read, 0.0) + (weigh(feature) or 0.0)
    ranked = sorted(totals.items(), key=lambda item: (-abs(item[1]), item[0]))[:count]
    return [f"{'+' if weight > 0 else '-'} {read}" for read, weight in ranked if weight]

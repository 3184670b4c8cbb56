"""Coverage: how much of a stretch of text some spans cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from rusus.model import Quotation, Span


def covered(quotation: Quotation, start: int, end: int) -> int:
    """Returns how many characters of ``[start, end)`` the content of a quotation covers."""
    spans: Sequence[Span] = quotation.spans
    if len(spans) > 1:
        first = bisect_right(spans, start, key=lambda span: span.start) - 1
        spans = spans[max(0, first) : bisect_left(spans, end, key=lambda span: span.start)]
    return sum(max(0, min(span.end, end) - max(span.start, start)) for span in spans)


class Coverage:
    """What some spans cover together, to be asked of many stretches: each answer takes logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted((span.start, span.end) for span in spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(end, merged[-1][1])
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]
        self._sums = list(accumulate((end - start for start, end in merged), initial=0))

    def inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """Returns the parts of ``[start, end)`` that are covered, in order."""
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [(max(start, self._starts[at]), min(end, self._ends[at])) for at in range(low, high)]

    def share(self, start: int, end: int) -> float:
        """Returns the share of ``[start, end)`` that is covered, in 0..1."""
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if low >= high:
            return 0.0
        size = self._sums[high] - self._sums[low]
        outside = max(0, start - self._starts[low]) + max(0, self._ends[high - 1] - end)
        return (size - outside) / (end - start)

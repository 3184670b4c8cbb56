"""Platt's scaling: the logistic function that turns scores into probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterable

STEPS = 50
"""Steps of Newton's method: it stands still after about ten."""


def platt(pairs: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Returns slope and offset of the logistic function that fits scores best (Platt 1999), by Newton's method."""
    rows, slope, offset = list(pairs), 1.0, 0.0
    for _ in range(STEPS):
        gradient, matrix = [0.0, 0.0], [1e-6, 0.0, 1e-6]
        for score, right in rows:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * score + offset))))
            gradient[0] += (right - p) * score
            gradient[1] += right - p
            weight = p * (1 - p)
            matrix = [matrix[0] + weight * score * score, matrix[1] + weight * score, matrix[2] + weight]
        determinant = matrix[0] * matrix[2] - matrix[1] ** 2
        slope += (matrix[2] * gradient[0] - matrix[1] * gradient[1]) / determinant
        offset += (matrix[0] * gradient[1] - matrix[1] * gradient[0]) / determinant
    return round(slope, 3), round(offset, 3)

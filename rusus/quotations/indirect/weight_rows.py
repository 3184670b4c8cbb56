"""Weights in rows: what is known of one word, lemma or tag stands together, and is read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from sys import intern
from typing import Any

Features = Sequence[tuple[str, Sequence[str]]]
"""Features by their rows: what the features of a row have in common, and what each of them adds to it."""

_NOTHING = repeat(0)


class WeightRows(dict[str, Any]):
    """The rows of a model: each is a line until it is first asked for, then its names with their weights in hundredths.

    One table with a string a feature takes 90 to 140 ns a look-up, most of it waiting for memory. The names of a row
    stand together, and rows share their names. Most articles ask for a few hundred of 5,800 rows.
    """

    def read(self, row: str) -> dict[str, int]:
        """Returns a row that is still a line, and keeps it."""
        line = self[row]
        if not isinstance(line, str):  # read by another thread meanwhile
            return line  # type: ignore[no-any-return]
        fields = line.split("\t")
        self[row] = known = dict(zip(map(intern, fields[::2]), map(int, fields[1::2]), strict=True))
        return known


def total(weights: WeightRows, features: Features) -> int:
    """Returns the sum of the weights of some features; one that is not known weighs nothing."""
    value, find = 0, weights.get
    for row, names in features:
        known = find(row)
        if known:
            if known.__class__ is str:
                known = weights.read(row)
            value += sum(map(known.get, names, _NOTHING))
    return value


def full_names(features: Features) -> list[str]:
    """Returns features by their full names: what each adds to its row, a tab, the row."""
    return [f"{name}\t{row}" for row, names in features for name in names]


def weight_of(weights: WeightRows, feature: str) -> int:
    """Returns the weight of a feature by its full name, 0 of one that is not known."""
    name, _, row = feature.partition("\t")
    return total(weights, [(row, [name])])


def in_rows(weights: Iterable[tuple[str, int]]) -> WeightRows:
    """Returns the rows of weights by full names."""
    rows = WeightRows()
    for feature, weight in weights:
        name, _, row = feature.partition("\t")
        rows.setdefault(row, {})[name] = weight
    return rows

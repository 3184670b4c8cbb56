"""Filters: what a search asks of a sentence beside its words, as SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rusus.quantities.compare import unit_size
from rusus.quantities.units import unit_tables

Part = tuple[str, tuple[Any, ...]]
"""A condition in SQL, and its values."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked: who said it, a number of what in which range and unit, of which kind, published when.

    ``since`` and ``until`` are ISO dates, of which the year or the month may be enough; values are in ``unit``.
    """

    speaker: str | None = None
    unit: str | None = None
    of: str | None = None
    min_value: float | None = None
    max_value: float | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def asks_for_a_number(self) -> bool:
        """True if a sentence has to hold a statistic."""
        return any(each is not None for each in (self.unit, self.of, self.min_value, self.max_value, self.kind))

    @property
    def asks_of_sentences(self) -> bool:
        """True if known claims, which have neither speaker nor statistics, cannot be meant."""
        return self.speaker is not None or self.asks_for_a_number


def sentence_conditions(filters: Filters) -> Part:
    """Returns what holds of the sentences (joined with their articles) that are asked for."""
    parts = list(_about_sentences(filters))
    if filters.asks_for_a_number:
        condition, values = quantity_conditions(filters)
        parts.append((f"sentence IN (SELECT sentence FROM quantities WHERE {condition})", values))
    return _all(parts)


def quantity_conditions(filters: Filters) -> Part:
    """Returns what holds of the statistics that are asked for: evidence, and in a unit that converts in the range."""
    parts: list[Part] = [("evidence", ())]
    if filters.kind is not None:
        parts.append(("kind = ?", (filters.kind,)))
    if filters.of is not None:
        parts += [('"of" LIKE ?', (f"%{word}%",)) for word in filters.of.split()]
    if filters.unit is None:
        parts.append(_in_range(filters, 1.0))
        return _all(parts)
    ranges = [(unit, _in_range(filters, factor)) for unit, factor in same_dimension(filters.unit)]
    either = " OR ".join(f"(unit = ? AND {condition})" for _, (condition, _) in ranges)
    values = tuple(value for unit, (_, own) in ranges for value in (unit, *own))
    return _all([*parts, (f"({either})", values)])


def same_dimension(unit: str) -> list[tuple[str, float]]:
    """Returns a unit and those that convert to it, each with what its values are multiplied by to be in that unit."""
    size = unit_size(unit)
    if size is None:
        return [(unit, 1.0)]
    others = ((name, unit_size(name)) for name in {known.name for known in unit_tables().units.values()} | {unit})
    return sorted((name, found[1] / size[1]) for name, found in others if found is not None and found[0] == size[0])


def _in_range(filters: Filters, factor: float) -> Part:
    """Returns that the numbers of a quantity, times ``factor``, reach into the range; ranges where they overlap."""
    least, most = (
        "coalesce(value, low, min(before, after), before, after)",
        "coalesce(value, high, max(before, after), after, before)",
    )
    parts: list[Part] = []
    if filters.min_value is not None:
        parts.append((f"{most} * ? >= ?", (factor, filters.min_value)))
    if filters.max_value is not None:
        parts.append((f"{least} * ? <= ?", (factor, filters.max_value)))
    return _all(parts)


def _about_sentences(filters: Filters) -> Iterator[Part]:
    if filters.speaker is not None:
        yield "(speaker LIKE ? OR (speaker IS NULL AND source LIKE ?))", (f"%{filters.speaker}%",) * 2
    yield from dated("articles.date", filters)


def dated(column: str, filters: Filters) -> Iterator[Part]:
    """Yields what holds of a column of ISO dates; what has no date is left out where one is asked for."""
    if filters.since is not None:
        yield f"{column} >= ?", (filters.since,)
    if filters.until is not None:
        yield f"substr({column}, 1, ?) <= ? AND {column} <> ''", (len(filters.until), filters.until)


def _all(parts: Sequence[Part]) -> Part:
    if not parts:
        return "1", ()
    return " AND ".join(f"({condition})" for condition, _ in parts), tuple(v for _, values in parts for v in values)

"""Unit differences: the same number with another currency or another unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rusus.model import Difference, Quantity
from rusus.similarity.score import content, cover
from rusus.similarity.statements import Statement
from rusus.vocabulary import DifferenceKind

LEAST_COVER = 0.55
"""Share of their words, by weight, that two sentences must have in common, as for numbers (distance)."""

_MEASURED = frozenset(("percent", "percentage point", "basis point", "measure", "duration", "multiple", "index points"))

_DOLLARS = frozenset(("AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "USD"))
"""Currencies whose sign in their own country's news is a bare dollar sign."""


def unit_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the quantities that have the same number and another currency or unit.

    A sum in another currency is none where either side has the sum in both, and a bare dollar may be any dollar.
    """
    if cover(content(ours.text), content(theirs.text)) < LEAST_COVER:
        return []
    mine, other = _unmatched(ours.quantities, theirs.quantities), _unmatched(theirs.quantities, ours.quantities)
    return list(_differing(mine, other))


def _unmatched(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Returns the quantities with a unit that do not stand on the other side as well."""
    found = {(_numbers(other), other.unit) for other in others}
    return [each for each in quantities if each.unit and (_numbers(each), each.unit) not in found]


def _differing(mine: Sequence[Quantity], other: Sequence[Quantity]) -> Iterator[Difference]:
    rest = list(other)
    for one in mine:
        partner = next((two for two in rest if _numbers(one) == _numbers(two) and kind_of(one, two)), None)
        kind = kind_of(one, partner) if partner else None
        if partner and kind:
            rest.remove(partner)
            yield Difference(kind, *_as_written(one, partner))


def kind_of(one: Quantity, two: Quantity) -> DifferenceKind | None:
    """Returns what of two quantities with one number differs: the currency, the unit, or nothing that is sure."""
    if one.unit == two.unit:
        return None
    if one.kind == two.kind == "money":
        may_be_one = one.unit in _DOLLARS and two.unit in _DOLLARS and "USD" in (one.unit, two.unit)
        plain = " per " not in one.unit + two.unit
        return "currency" if plain and not may_be_one else None
    return "unit" if {one.kind, two.kind} <= _MEASURED else None


def _numbers(quantity: Quantity) -> tuple[float | None, ...]:
    return quantity.value, quantity.low, quantity.high, quantity.before, quantity.after


def _as_written(one: Quantity, two: Quantity) -> tuple[str, str]:
    """Returns both as written, with their units where the text of a quantity leaves them out."""
    ours, theirs = (
        f"{each.text} {each.unit}" if one.text == two.text or _is_bare(each.text) else each.text for each in (one, two)
    )
    return ours, theirs


def _is_bare(text: str) -> bool:
    return text[0].isdigit() and text[-1].isdigit()

"""Comparison: whether two quantities agree, rounding, approximation and units of the same dimension allowed for."""

from __future__ import annotations

from rusus.model import Quantity
from rusus.quantities.units import unit_tables

COUNTED = frozenset({"count", "number", "ratio", "score", "rank", "multiple", "index points", "age"})
"""Kinds whose unit is a noun: the same people are victims here and passengers there, so the nouns may differ."""

APPROXIMATE = 0.05
"""How far from a number "about" reaches at most, as a share of it."""

FRACTION_STEP = 0.05
"""How exact a fraction in words is: a third may be 33 or 35 percent, two-thirds are not three quarters."""

TOLERANCE = 1e-9
"""Share of a number that arithmetic on floats may lose."""


def compare(ours: Quantity, theirs: Quantity) -> str:
    """Returns whether two quantities agree: same, close, different or incomparable.

    They are the same when they differ by at most half a unit of the coarser one's last written digit ($96bn and
    $96.1 billion), close when they differ by at most one, or where a word such as "about" or "more than" covers the
    distance. Quantities of different kinds (percent and percentage points) or of units that do not convert (dollars
    and euros) are incomparable. A change agrees when what it leads to agrees, and what it starts from where both say it.
    """
    factors = _common_unit(ours, theirs)
    if factors is None:
        return "incomparable"
    pairs = _values(ours, theirs)
    if not pairs:
        return "incomparable"
    above, beyond = (0.0, 0.0) if ours.unit == theirs.unit else (_above_zero(ours), _above_zero(theirs))
    scaled = [((a + above) * factors[0], (b + beyond) * factors[1]) for a, b in pairs]
    found = {_agreement(a, b, ours, theirs, factors) for a, b in scaled}
    return next(verdict for verdict in ("different", "close", "same") if verdict in found)


def _common_unit(ours: Quantity, theirs: Quantity) -> tuple[float, float] | None:
    """Returns what to multiply the two by so that they have one unit, or None where they have no common one."""
    if {ours.kind, theirs.kind} == {"ratio", "percent"}:
        return (100.0 if ours.kind == "ratio" else 1.0), (100.0 if theirs.kind == "ratio" else 1.0)
    if ours.kind in COUNTED and theirs.kind in COUNTED:
        return (
            (1.0, 1.0)
            if {ours.kind, theirs.kind} <= {"count", "number", "index points", "age"} or ours.kind == theirs.kind
            else None
        )
    if ours.unit == theirs.unit:
        return 1.0, 1.0
    if (" per " in ours.unit) != (" per " in theirs.unit) and ours.unit.partition(" per ")[0] == theirs.unit.partition(
        " per "
    )[0]:
        return 1.0, 1.0
    if "number" in (ours.kind, theirs.kind):
        return None if {"money", "percent", "percentage point"} & {ours.kind, theirs.kind} else (1.0, 1.0)
    sizes = _size(ours.unit), _size(theirs.unit)
    if sizes[0] is None or sizes[1] is None or sizes[0][0] != sizes[1][0]:
        return None
    return sizes[0][1], sizes[1][1]


def _size(unit: str) -> tuple[str, float] | None:
    """Returns the dimension of a unit and its size in the dimension's base unit; "per" divides."""
    if unit in HUNDREDTHS:
        return HUNDREDTHS[unit], 0.01
    if unit == "percentage point":
        return unit, 1.0
    head, _, rest = unit.partition(" per ")
    known = unit_tables().units.get(unit)
    if known is not None:
        return (known.dimension or unit, known.size or 1.0) if known.kind != "money" else (unit, 1.0)
    if not rest:
        return None
    above, below = _size(head), _size(rest)
    if above is None:
        return None
    return (f"{above[0]} per {below[0]}", above[1] / below[1]) if below else (f"{above[0]} per {rest}", above[1])


HUNDREDTHS = {
    "basis point": "percentage point",
    "cent": "USD",
    "kopek": "RUB",
    "paisa": "INR",
    "penny": "GBP",
    "sen": "MYR",
}
"""Units that are a hundredth of another; a coin is of the currency that English-language news means by it."""

ABSOLUTE_ZERO = {"degree celsius": 273.15, "degree fahrenheit": 459.67}
"""How many degrees a temperature scale's zero lies above the absolute one."""


def _above_zero(quantity: Quantity) -> float:
    """Returns what to add to a temperature before it converts; a rise by some degrees is a difference and needs none."""
    is_difference = quantity.trend is not None and quantity.after is None
    return 0.0 if is_difference else ABSOLUTE_ZERO.get(quantity.unit, 0.0)


def _values(ours: Quantity, theirs: Quantity) -> list[tuple[float, float]]:
    """Returns the numbers to hold against each other."""
    mine, other = _ends(ours), _ends(theirs)
    if len(mine) == len(other):
        return list(zip(mine, other))
    if not mine or not other:
        return []
    if "low" in (ours.low is not None and "low", theirs.low is not None and "low"):
        return _inside(mine, other)
    return [(mine[-1], other[-1])]


def _inside(mine: list[float], other: list[float]) -> list[tuple[float, float]]:
    """Holds a single number against the nearest one of a range."""
    if len(mine) == 1:
        return [(mine[0], min(max(mine[0], other[0]), other[-1]))]
    return [(min(max(other[0], mine[0]), mine[-1]), other[0])]


def _ends(quantity: Quantity) -> list[float]:
    for numbers in ((quantity.value,), (quantity.before, quantity.after), (quantity.low, quantity.high)):
        if all(number is not None for number in numbers):
            return [number for number in numbers if number is not None]
    return []


def _agreement(a: float, b: float, ours: Quantity, theirs: Quantity, factors: tuple[float, float]) -> str:
    step = max(_step(ours) * factors[0], _step(theirs) * factors[1])
    gap = abs(a - b) - TOLERANCE * max(abs(a), abs(b))
    if gap <= step / 2:
        return "same"
    if (
        factors[0] != factors[1]
        and "ratio" not in (ours.kind, theirs.kind)
        and ours.unit not in ABSOLUTE_ZERO
        and gap <= 0.01 * max(abs(a), abs(b))
    ):
        return "same"
    return "close" if gap <= step or _covered(a, b, ours) or _covered(b, a, theirs) else "different"


def _step(quantity: Quantity) -> float:
    """Returns the size of the last written digit, or what stands for it where none is written."""
    precision = quantity.precision or 0.0
    if quantity.kind == "rank":
        return 0.0
    in_words = quantity.kind == "ratio" or (quantity.kind == "number" and quantity.value == precision < 1)
    return min(precision, FRACTION_STEP) if in_words else precision


def _covered(stated: float, other: float, quantity: Quantity) -> bool:
    """Says whether "about", "more than" or "under" before a round number covers the other one."""
    reach = APPROXIMATE * abs(stated)
    if quantity.comparator == ">":
        return 0 <= other - stated <= 2 * reach
    if quantity.comparator == "<":
        return 0 <= stated - other <= 2 * reach
    return quantity.comparator == "~" and abs(stated - other) <= reach

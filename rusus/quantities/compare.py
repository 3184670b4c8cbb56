"""Comparison: whether two quantities agree, rounding, approximation and units of the same dimension allowed for."""

from __future__ import annotations

from dataclasses import dataclass

from rusus.model import Quantity
from rusus.quantities.measures.rates import is_rate_of
from rusus.quantities.units import unit_tables
from rusus.rules import decide

COUNTED = frozenset({"count", "number", "ratio", "score", "rank", "multiple", "index points", "age"})
"""Kinds whose unit is a noun: the same people are victims here and passengers there, so the nouns may differ."""

MIXED = frozenset({"count", "number", "index points", "age"})
"""Counted kinds that agree with each other; a rank, a ratio, a score and a multiple only with their own kind."""

MARKED = frozenset({"money", "percent", "percentage point"})
"""Kinds that are never written without their unit, so that a bare number is none of them."""

APPROXIMATE = 0.05
"""How far from a number "about" reaches at most, as a share of it; "more than" and "under" reach twice as far.
docs/statistics.md has what is accepted so (NumHG agreement: 98.6 % of the true pairs, 1 % of the wrong ones)."""

CONVERTED = 0.01
"""What rounding may cost where units convert, as a share: 60 miles are 97 km (96.6). Chosen by hand, not measured."""

FRACTION_STEP = 0.05
"""How exact a fraction in words is: a third may be 33 or 35 percent, two-thirds are not three quarters."""

TOLERANCE = 1e-9
"""Share of a number that arithmetic on floats may lose."""

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

Scales = tuple[float, ...]
"""What to multiply two quantities by so that they have one unit; empty where they have no common one."""


def compare(ours: Quantity, theirs: Quantity) -> str:
    """Returns whether two quantities agree: same, close, different or incomparable.

    They are the same when they differ by at most half a unit of the coarser one's last written digit ($96bn and
    $96.1 billion), close when they differ by at most one, or where a word such as "about" or "more than" covers the
    distance. Quantities of different kinds (percent and percentage points) or of units that do not convert (dollars
    and euros) are incomparable. A change agrees when what it leads to agrees, and what it starts from where both have
    one.
    """
    scales = common_unit(ours, theirs)
    pairs = _values(ours, theirs) if scales else []
    if not pairs:
        return "incomparable"
    above, beyond = (0.0, 0.0) if ours.unit == theirs.unit else (_above_zero(ours), _above_zero(theirs))
    scaled = [((a + above) * scales[0], (b + beyond) * scales[1]) for a, b in pairs]
    found = {_agreement(a, b, ours, theirs, scales) for a, b in scaled}
    return next(verdict for verdict in ("different", "close", "same") if verdict in found)


@dataclass(frozen=True, slots=True)
class Sides:
    """Two quantities that are held against each other."""

    ours: Quantity
    theirs: Quantity

    @property
    def kinds(self) -> set[str]:
        """The kinds of both."""
        return {self.ours.kind, self.theirs.kind}


def common_unit(ours: Quantity, theirs: Quantity) -> Scales:
    """Returns what to multiply two quantities by so that they have one unit, empty where they have no common one."""
    decision = decide(COMMON_UNIT_RULES, Sides(ours, theirs))
    return decision[0] if decision else ()


def ratio_and_percent(s: Sides) -> Scales | None:
    """One in five and 20 percent."""
    if s.kinds != {"ratio", "percent"}:
        return None
    return (100.0, 1.0) if s.ours.kind == "ratio" else (1.0, 100.0)


def counted_things(s: Sides) -> Scales | None:
    """12 victims and 12 bodies; but not one in five and five."""
    if not s.kinds <= COUNTED:
        return None
    return (1.0, 1.0) if s.kinds <= MIXED or s.ours.kind == s.theirs.kind else ()


def same_unit(s: Sides) -> Scales | None:
    """$5 million and $5.1 million."""
    return (1.0, 1.0) if s.ours.unit == s.theirs.unit else None


def rate_and_its_unit(s: Sides) -> Scales | None:
    """$70 a barrel and $70."""
    units = s.ours.unit, s.theirs.unit
    return (1.0, 1.0) if is_rate_of(*units) or is_rate_of(*reversed(units)) else None


def bare_number(s: Sides) -> Scales | None:
    """12 and 12 miles; but not 12 and $12."""
    if "number" not in s.kinds:
        return None
    return (1.0, 1.0) if s.kinds.isdisjoint(MARKED) else ()


def converted_units(s: Sides) -> Scales | None:
    """60 miles and 97 km, 50 basis points and 0.5 percentage points, 90 cents and $0.90."""
    ours, theirs = unit_size(s.ours.unit), unit_size(s.theirs.unit)
    return (ours[1], theirs[1]) if ours and theirs and ours[0] == theirs[0] else None


COMMON_UNIT_RULES = (ratio_and_percent, counted_things, same_unit, rate_and_its_unit, bare_number, converted_units)


def unit_size(unit: str) -> tuple[str, float] | None:
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
    above, below = unit_size(head), unit_size(rest)
    if above is None:
        return None
    return (f"{above[0]} per {below[0]}", above[1] / below[1]) if below else (f"{above[0]} per {rest}", above[1])


def _above_zero(quantity: Quantity) -> float:
    """Returns what to add to a temperature before it converts: nothing to a rise by some degrees, a difference."""
    is_difference = quantity.trend is not None and quantity.after is None
    return 0.0 if is_difference else ABSOLUTE_ZERO.get(quantity.unit, 0.0)


def _values(ours: Quantity, theirs: Quantity) -> list[tuple[float, float]]:
    """Returns the numbers to hold against each other."""
    mine, other = _ends(ours), _ends(theirs)
    if len(mine) == len(other):
        return list(zip(mine, other))
    if not mine or not other:
        return []
    if ours.low is not None or theirs.low is not None:
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


def _agreement(a: float, b: float, ours: Quantity, theirs: Quantity, scales: Scales) -> str:
    """Returns same, close or different for two numbers in one unit."""
    step = max(_step(ours) * scales[0], _step(theirs) * scales[1])
    gap = abs(a - b) - TOLERANCE * max(abs(a), abs(b))
    if gap <= step / 2 or _is_converted(ours, theirs, scales) and gap <= CONVERTED * max(abs(a), abs(b)):
        return "same"
    return "close" if gap <= step or _covered(a, b, ours) or _covered(b, a, theirs) else "different"


def _is_converted(ours: Quantity, theirs: Quantity, scales: Scales) -> bool:
    """True if a writer may have converted and rounded one into the other; degrees are exact to their last digit."""
    is_ratio = "ratio" in (ours.kind, theirs.kind)
    return scales[0] != scales[1] and not is_ratio and ours.unit not in ABSOLUTE_ZERO


def _step(quantity: Quantity) -> float:
    """Returns the size of the last written digit, or what stands for it where none is written."""
    precision = quantity.precision or 0.0
    if quantity.kind == "rank":
        return 0.0
    in_words = quantity.kind == "ratio" or (quantity.kind == "number" and quantity.value == precision < 1)
    return min(precision, FRACTION_STEP) if in_words else precision


def _covered(stated: float, other: float, quantity: Quantity) -> bool:
    """True if "about", "more than" or "under" before a round number covers the other one."""
    reach = APPROXIMATE * abs(stated)
    if quantity.comparator == ">":
        return 0 <= other - stated <= 2 * reach
    if quantity.comparator == "<":
        return 0 <= stated - other <= 2 * reach
    return quantity.comparator == "~" and abs(stated - other) <= reach

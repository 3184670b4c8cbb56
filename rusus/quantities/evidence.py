"""Evidence: a quantity that may be a statistic, with the words around it, as the rules look at it."""

from __future__ import annotations

from dataclasses import dataclass

from rusus.model import Quantity
from rusus.quantities.amount import Amount
from rusus.quantities.lexer import Lexemes
from rusus.rules import once

SMALL = 10
"""A count below it has to tell something of its own; docs/statistics.md has the figures of the rule."""

REACH_OF_NEWS = 12
"""Words on each side of two people in which what befell them may be told. Chosen by hand; not measured."""


@dataclass(frozen=True)
class Evidence:
    """A quantity, and the amount that it was read from (of a range or a change the first) among its lexemes."""

    lexemes: Lexemes
    amount: Amount
    found: Quantity

    @property
    def before(self) -> str:
        """The word before the quantity, in lower case."""
        return self.lexemes.lowers[self.amount.first - 1]

    @property
    def after(self) -> str:
        """The word after the quantity and its unit, in lower case."""
        return self.lexemes.lowers[self.amount.end]

    @property
    def near(self) -> list[str]:
        """The words around the quantity in which the news of it may be told."""
        return self.lexemes.lowers[max(0, self.amount.first - REACH_OF_NEWS) : self.amount.end + REACH_OF_NEWS]

    @once
    def counts(self) -> bool:
        """True if the quantity is a number without unit or of a noun, and no change from one to another."""
        changes = self.found.before is not None and self.found.after is not None
        return self.found.kind in ("count", "number", "ratio") and not changes

    @once
    def is_small(self) -> bool:
        """True if it counts less than ten, and no comparator says more than, at least or under."""
        largest = max(self.amount.low, self.found.high or 0)
        return self.counts and largest < SMALL and self.found.comparator in ("=", "~")

    @property
    def lasts(self) -> bool:
        """True if the quantity is a duration."""
        return self.found.kind == "duration"

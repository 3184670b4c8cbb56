"""Evidence: which quantities are statistics (docs/statistics.md has the rule with examples)."""

from __future__ import annotations

from rusus.model import Quantity
from rusus.quantities.amount import Amount
from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed


def is_evidence(lexemes: Lexemes, amount: Amount, found: Quantity) -> bool:
    """Says whether a quantity is a statistic (docs/statistics.md has the rule with examples)."""
    if found.kind in ("age", "score"):
        return False
    if amount.high is not None:
        return found.kind == "money" or found.kind == "percent"
    if found.kind in ("count", "number", "ratio") and (found.before is None or found.after is None):
        return _counts(lexemes, amount, found)
    if found.kind == "multiple":
        return listed("match leads").isdisjoint(lexemes.lowers[amount.end : amount.end + 3])
    if found.kind == "duration":
        return _lasts(lexemes, amount, found)
    return True


def _counts(lexemes: Lexemes, amount: Amount, found: Quantity) -> bool:
    if amount.low == 1:
        return False
    if amount.first and lexemes.lowers[amount.first - 1] in ("few", "several"):
        return False
    before = lexemes.lowers[amount.first - 1] if amount.first else ""
    if amount.numeral.form == "fraction" and (found.trend or lexemes.lowers[amount.end] == "of"):
        return True
    if found.kind == "ratio" and amount.noun is None:
        return True
    if max(amount.low, found.high or 0) < 10 and found.comparator in "=~":
        if found.unit in listed("match counts") or amount.low == 2 and found.unit not in listed("persons"):
            return False
        if (
            before in listed("definite")
            or found.unit in listed("indefinite")
            or lexemes.lowers[amount.end] == "of"
            and amount.noun is None
        ):
            return False
        return found.kind in ("count", "ratio")
    return True


def _lasts(lexemes: Lexemes, amount: Amount, found: Quantity) -> bool:
    after = lexemes.lowers[amount.end]
    if after in ("ago", "later", "earlier", "before", "after", "prior", "from", "hence", "away", "since"):
        return False
    before = lexemes.lowers[amount.first - 1] if amount.first else ""
    if before == "last" and lexemes.lowers[amount.first - 2] in listed("auxiliaries"):
        return True
    return before not in (
        "last",
        "past",
        "next",
        "first",
        "previous",
        "coming",
        "final",
        "recent",
        "in",
        "these",
        "those",
        "the",
    )

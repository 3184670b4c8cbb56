"""Explanations: every number of an article, what it was read as, and the rules that decided."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rusus.model import Segmentation
from rusus.quantities.amount import Amount
from rusus.quantities.decisions import Decision
from rusus.quantities.find import HINT, Reading, ends, joined, read_quantities, sentences_with_numbers
from rusus.quantities.kinds import BARE_NUMBER
from rusus.quantities.lexer import Lexemes, cut
from rusus.quantities.parser import read_amounts
from rusus.quantities.ranges import Pair

IN_A_UNIT, UNREAD = "in_a_unit", "not_written_as_a_number"
"""What stands for a rule where no rule was asked."""


def explain_numbers(article: Segmentation) -> list[Decision]:
    """Returns what became of every number of an article, in text order."""
    return [
        decision
        for bounds, links in sentences_with_numbers(article)
        for decision in explain_sentence(article.text, bounds.start, bounds.end, links)
    ]


def explain_sentence(text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()) -> list[Decision]:
    """Returns what became of every number of the sentence ``text[start:end]``; ``links`` are the spans of addresses."""
    lexemes = cut(text, start, end)
    amounts = read_amounts(text, lexemes, links)
    items = joined(lexemes, amounts)
    decisions = [_of_quantity(reading) for reading in read_quantities(text, lexemes, items)]
    decisions += [_of_nothing(amount) for amount in _left_out(items, amounts)]
    decisions += _other_digits(lexemes, amounts, decisions)
    return sorted(decisions, key=lambda decision: decision.start)


def _of_quantity(reading: Reading) -> Decision:
    found = reading.quantity
    verdict = "kept" if found.evidence else "set aside"
    left, right = ends(reading.item)
    # In 500-600 people the second number is counted and lends that to the first.
    kind_rule = left.rule if right.rule == BARE_NUMBER else right.rule
    return Decision(found.start, found.end, verdict, reading.rule, found.kind, kind_rule)


def _of_nothing(amount: Amount) -> Decision:
    return Decision(amount.start, amount.stop, "left out", amount.rule, amount.kind, amount.rule)


def _left_out(items: Sequence[Amount | Pair], amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Yields the amounts that are no quantities, also those between the ends of a change: from $75 in 2017 to $45."""
    starts = [amount.start for amount in amounts]
    for item in items:
        left, right = ends(item)
        if not left.is_quantity:
            yield left
        between = amounts[bisect_left(starts, left.stop) : bisect_left(starts, right.start)]
        yield from (amount for amount in between if not amount.is_quantity)


def _other_digits(lexemes: Lexemes, amounts: Sequence[Amount], decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Yields the digits in units (per 100,000 people, km2) and those that are read as no number (10:30, 12/25/2018)."""
    known = {at for decision in decisions for at in _lexemes_of(lexemes, decision)}
    in_units = {at for amount in amounts for at in range(amount.numeral.last, amount.end)}
    for at, word in enumerate(lexemes.words):
        if HINT.match(word) and at not in known:
            kind, rule = ("unit", IN_A_UNIT) if at in in_units else ("unread", UNREAD)
            yield Decision(lexemes.starts[at], lexemes.ends[at], "left out", rule, kind, rule)


def _lexemes_of(lexemes: Lexemes, decision: Decision) -> range:
    return range(bisect_left(lexemes.starts, decision.start), bisect_left(lexemes.starts, decision.end))

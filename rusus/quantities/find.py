"""Quantities: numbers with unit, range, change and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from rusus.model import Quantity, Segmentation, Span
from rusus.quantities.amount import Amount
from rusus.quantities.exclusions.addresses import addresses
from rusus.quantities.lexer import Lexemes, cut
from rusus.quantities.measured_entities import measured
from rusus.quantities.measures.money import stated_dollar
from rusus.quantities.measures.shared_units import completed, suspended
from rusus.quantities.modifiers.comparators import comparator
from rusus.quantities.modifiers.periods import period_of, periods
from rusus.quantities.modifiers.trends import trend, trend_of_word, verb_of_change
from rusus.quantities.number_words import number_words
from rusus.quantities.parser import read_amounts
from rusus.quantities.ranges import Pair, merged
from rusus.quantities.statistic_rule import is_evidence
from rusus.quantities.word_lists import listed
from rusus.vocabulary import Comparator, QuantityKind, Trend

HINT = re.compile(r"[\d¼-¾⅐-⅞]")
LONGEST_LINK = 4
"""Words between a level and the "to" or "from" before it, and between that and the amount before."""

MOST_LINKS = 8
"""Addresses looked at in one sentence."""


def find_quantities(article: Segmentation) -> tuple[Quantity, ...]:
    """Returns the quantities of an article in text order; they do not overlap and cross no sentence's end.

    Ages and the scores of matches are among them, with kinds of their own and without evidence.
    """
    found: list[Quantity] = []
    openers = number_words().openers
    text, lowers = article.text, article.tokens.lowers
    links = addresses(text)
    passed = 0
    for bounds in article.sentences:
        if HINT.search(text, bounds.start, bounds.end) or _spells_number(lowers[bounds.first : bounds.last], openers):
            while passed < len(links) and links[passed][1] <= bounds.start:
                passed += 1
            found.extend(quantities_of(text, bounds.start, bounds.end, links[passed : passed + MOST_LINKS]))
    dollar = stated_dollar(text)
    return tuple(found if dollar == "USD" else [_in_dollars(quantity, dollar) for quantity in found])


def _in_dollars(quantity: Quantity, dollar: str) -> Quantity:
    """Gives a quantity with a bare dollar sign the currency that the article names."""
    if not quantity.unit.startswith("USD") or not quantity.text.lstrip("-−").startswith("$"):
        return quantity
    return replace(quantity, unit=dollar + quantity.unit.removeprefix("USD"))


def is_aside(quantity: Quantity) -> bool:
    """Says whether a document keeps a quantity apart: the score of a match, an age without a unit (Jane Roe, 42)."""
    return quantity.kind == "score" or quantity.kind == "age" and not quantity.unit


def _spells_number(lowers: Sequence[str], openers: frozenset[str]) -> bool:
    if not openers.isdisjoint(lowers):
        return True
    hints = listed("other hints")
    if not hints.isdisjoint(lowers):
        return True
    return any(
        "-" in low and not (openers.isdisjoint(parts := low.split("-")) and hints.isdisjoint(parts)) for low in lowers
    )


def quantities_of(text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Returns the quantities of the sentence ``text[start:end]`` in order."""
    lexemes = cut(text, start, end)
    amounts = read_amounts(text, lexemes, links)
    if not amounts:
        return []
    items = merged(lexemes, completed(lexemes, suspended(lexemes, amounts)))
    spans = periods(text, lexemes)
    found: list[Quantity] = []
    earlier: tuple[Amount, Quantity] | None = None
    for position, item in enumerate(items):
        head, tail = (item.left, item.right) if isinstance(item, Pair) else (item, item)
        if not head.is_quantity:
            continue
        following = items[position + 1] if position + 1 < len(items) else None
        next_start = (
            end if following is None else following.left.start if isinstance(following, Pair) else following.start
        )
        quantity, begin = _quantity(text, lexemes, item, spans, next_start)
        if earlier:
            quantity = _inherited(lexemes, earlier, head, quantity)
        quantity = _linked(lexemes, earlier, begin, quantity)
        if quantity.before is not None and quantity.value is not None:
            found[-1] = replace(found[-1], after=found[-1].value)
        found.append(quantity)
        earlier = tail, quantity
    return found


def _linked(lexemes: Lexemes, earlier: tuple[Amount, Quantity] | None, begin: int, quantity: Quantity) -> Quantity:
    """Marks the ends of a change that are written apart: rose 4.5 percent TO 3.2 million FROM 3.1 million."""
    at = begin - 1
    for _ in range(LONGEST_LINK):
        if lexemes.lowers[at] not in listed("between link and level"):
            break
        at -= 1
    link = lexemes.lowers[at]
    if quantity.value is None or at < 1 or link not in ("to", "from"):
        return quantity
    if link == "to" and quantity.trend:
        return replace(quantity, after=quantity.value)
    if earlier is None or at - earlier[0].end > LONGEST_LINK or not at - earlier[0].end >= 0:
        return quantity
    known = earlier[1]
    if link == "to" and known.trend and known.after is None:
        return replace(
            quantity, after=quantity.value, of=quantity.of or known.of, period=quantity.period or known.period
        )
    moved = known.after is not None or lexemes.lowers[at - 1] in ("up", "down")
    if link == "from" and moved and known.value is not None and known.unit == quantity.unit:
        return replace(quantity, before=quantity.value, of=quantity.of or known.of)
    return quantity


def _inherited(lexemes: Lexemes, earlier: tuple[Amount, Quantity], head: Amount, quantity: Quantity) -> Quantity:
    """More than 100 km (60 miles), lost 190 points, or 0.6%: the same amount again keeps comparator and trend."""
    before, known = earlier
    gap = lexemes.lowers[before.end : head.first]
    if gap in (["("], ["/"], ["or"], [",", "or"]) and quantity.trend is None:
        quantity = replace(quantity, trend=known.trend)
    if lexemes.lowers[head.first - 1] == "by" and quantity.trend is None and quantity.kind == known.kind:
        quantity = replace(quantity, trend=known.trend)
    if gap in (["("], ["/"]) and quantity.comparator == "=":
        quantity = replace(quantity, comparator=known.comparator)
    return quantity


def _quantity(
    text: str, lexemes: Lexemes, item: Amount | Pair, spans: list[Span], next_start: int
) -> tuple[Quantity, int]:
    """Returns the quantity that an amount or a pair makes, and where the words of its comparator begin."""
    left, right = (item.left, item.right) if isinstance(item, Pair) else (item, item)
    mark, begin = comparator(lexemes, left.first, right.end, right.numeral.last)
    if right.kind == "duration" and mark == ">" and _is_span_of_time(lexemes, begin):
        mark = "="
    direction, verb = trend(lexemes, begin)
    if isinstance(item, Pair) and item.change:
        verb = verb_of_change(lexemes, left.first - 1)
        direction = "up" if right.low > left.low else "down"
    elif left.kind == "multiple" and (moved := trend_of_word(lexemes.lowers[left.first])):
        direction, verb = moved, left.first
    of = measured(text, lexemes, right if right.noun else left, begin, verb)
    found = Quantity(
        left.start,
        right.stop,
        text[left.start : right.stop],
        cast("QuantityKind", right.kind),
        unit=right.unit,
        precision=float(max(left.precision, right.precision)),
        comparator=cast("Comparator", mark),
        trend=cast("Trend | None", direction),
        of=of,
        period=period_of(spans, left.start, right.stop, next_start),
    )
    found = _with_values(found, item)
    return (found if is_evidence(lexemes, left, found) else replace(found, evidence=False)), begin


def _is_span_of_time(lexemes: Lexemes, begin: int) -> bool:
    """$60 million OVER five years is during them; unemployed FOR OVER two years is longer."""
    return lexemes.lowers[begin] == "over" and lexemes.lowers[begin - 1] not in listed("before long over")


def _with_values(quantity: Quantity, item: Amount | Pair) -> Quantity:
    """Sets value, or low and high, or before and after."""
    if isinstance(item, Pair):
        first, last = float(item.left.low), float(item.right.high or item.right.low)
        if item.change:
            return replace(quantity, before=first, after=last)
        return replace(quantity, low=min(first, last), high=max(first, last))
    if item.high is not None:
        return replace(quantity, low=float(item.low), high=float(item.high))
    return replace(quantity, value=float(item.low))

"""Quantities: numbers with unit, range, change and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from rusus.model import Quantity, Segmentation, SentenceSpan, Span
from rusus.quantities.amount import Amount
from rusus.quantities.exclusions.addresses import addresses
from rusus.quantities.lexer import Lexemes, cut
from rusus.quantities.measured.entities import named, needs_phrases, sentence_phrases, topic_before
from rusus.quantities.measured.rules import measured
from rusus.quantities.measures.money import stated_dollar
from rusus.quantities.measures.shared_units import completed, suspended
from rusus.quantities.modifiers.comparators import comparator
from rusus.quantities.modifiers.period_choice import choose_period
from rusus.quantities.modifiers.periods import CHANGE_OVER, period_of, periods
from rusus.quantities.modifiers.trends import trend, trend_of_word, verb_of_change
from rusus.quantities.number_words import number_words
from rusus.quantities.parser import read_amounts
from rusus.quantities.ranges import Pair, merged
from rusus.quantities.statistic_rule import decide_statistic
from rusus.quantities.word_lists import listed
from rusus.vocabulary import Comparator, QuantityKind, Trend

HINT = re.compile(r"[\d¼-¾⅐-⅞]")
"""A digit or a fraction's sign: a sentence with neither and without number words is not read."""

LONGEST_LINK = 4
"""Words between a level and the "to" or "from" before it, and between that and the amount before."""

MOST_LINKS = 8
"""Addresses looked at in one sentence, so that the cost of a sentence of nothing else stays linear."""

AGAIN = frozenset({("(",), ("/",)})
"""What stands before the same amount in another unit: 100 km (60 miles), 60 mph/100 kmh."""

OR_ELSE = frozenset({("or",), (",", "or")})
"""What stands before the same change in another unit: lost 190 points, or 0.6%."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as it was read: from which amount or pair of amounts, and where the words of its comparator begin.

    ``rule`` is the name of the rule that decided whether it is a statistic.
    """

    quantity: Quantity
    item: Amount | Pair
    begin: int
    rule: str


def find_quantities(article: Segmentation) -> tuple[Quantity, ...]:
    """Returns the quantities of an article in text order; they do not overlap and cross no sentence's end.

    Ages and the scores of matches are among them, with kinds of their own and without evidence.
    """
    text = article.text
    found = [
        quantity
        for bounds, links in sentences_with_numbers(article)
        for quantity in _named_quantities(article, bounds, links)
    ]
    dollar = stated_dollar(text) if any(quantity.unit.startswith("USD") for quantity in found) else "USD"
    return tuple(found if dollar == "USD" else [_in_dollars(quantity, dollar) for quantity in found])


def _named_quantities(
    article: Segmentation, bounds: SentenceSpan, links: Sequence[tuple[int, int]]
) -> Sequence[Quantity]:
    """Returns the quantities of a sentence, with what they measure where its words or those before it tell."""
    quantities, spans = quantities_with_units(article.text, bounds.start, bounds.end, links)
    if not needs_phrases(quantities):
        return quantities
    sentence = sentence_phrases(article.tokens, bounds, spans)
    return named(article.text, sentence, quantities, cache(lambda: topic_before(article, bounds)))


def quantities_with_units(
    text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()
) -> tuple[list[Quantity], list[tuple[int, int]]]:
    """Returns the quantities of a sentence, and where each begins and the words of its unit end."""
    lexemes = cut(text, start, end)
    readings = read_quantities(text, lexemes, joined(lexemes, read_amounts(text, lexemes, links)))
    return [reading.quantity for reading in readings], [_with_unit(lexemes, reading) for reading in readings]


def _with_unit(lexemes: Lexemes, reading: Reading) -> tuple[int, int]:
    """Returns where a quantity begins and where the words of its unit end; what it counts is no unit."""
    found = reading.quantity
    last = ends(reading.item)[1]
    return found.start, found.end if last.noun else max(found.end, lexemes.ends[last.end - 1])


def sentences_with_numbers(article: Segmentation) -> Iterator[tuple[SentenceSpan, list[tuple[int, int]]]]:
    """Yields each sentence that may hold a number, with the spans of the addresses in it or after it."""
    text, lowers = article.text, article.tokens.lowers
    links = addresses(text)
    passed = 0
    for bounds in article.sentences:
        has_digit = HINT.search(text, bounds.start, bounds.end)
        if has_digit or _spells_number(text[bounds.start : bounds.end], lowers[bounds.first : bounds.last]):
            while passed < len(links) and links[passed][1] <= bounds.start:
                passed += 1
            yield bounds, links[passed : passed + MOST_LINKS]


def _in_dollars(quantity: Quantity, dollar: str) -> Quantity:
    """Gives a quantity with a bare dollar sign the currency that the article names."""
    if not quantity.unit.startswith("USD") or not quantity.text.lstrip("-−").startswith("$"):
        return quantity
    return replace(quantity, unit=dollar + quantity.unit.removeprefix("USD"))


def is_aside(quantity: Quantity) -> bool:
    """True if a document keeps a quantity apart: the score of a match, an age without a unit (Jane Roe, 42)."""
    return quantity.kind == "score" or quantity.kind == "age" and not quantity.unit


def _spells_number(sentence: str, lowers: Sequence[str]) -> bool:
    """True if a number word stands among the words, alone or in a compound: twenty-one, ten-year-old."""
    known = _hints()
    if not known.isdisjoint(lowers):
        return True
    return "-" in sentence and any(not known.isdisjoint(low.split("-")) for low in lowers if "-" in low)


@cache
def _hints() -> frozenset[str]:
    """Returns the words after which a sentence is read for quantities."""
    return number_words().openers | listed("other hints")


def quantities_of(text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Returns the quantities of the sentence ``text[start:end]`` in order; ``links`` are the spans of addresses."""
    return quantities_with_units(text, start, end, links)[0]


def joined(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount | Pair]:
    """Lends units to the amounts that take them from others, and joins ranges, changes, ratios and scores."""
    return merged(lexemes, completed(lexemes, suspended(lexemes, amounts))) if amounts else []


def read_quantities(text: str, lexemes: Lexemes, items: list[Amount | Pair]) -> list[Reading]:
    """Returns the quantities that the amounts and pairs of a sentence make, in order."""
    are_quantities = [ends(item)[0].is_quantity for item in items]
    spans = periods(text, lexemes) if any(are_quantities) else []
    found: list[Reading] = []
    for position, item in enumerate(items):
        if not are_quantities[position]:
            continue
        next_start = ends(items[position + 1])[0].start if position + 1 < len(items) else len(text)
        reading = _quantity(text, lexemes, item, spans, next_start)
        earlier = found[-1] if found else None
        quantity = _inherited(lexemes, earlier, reading) if earlier else reading.quantity
        quantity = _linked(lexemes, earlier, reading.begin, quantity)
        if earlier and quantity.before is not None and quantity.value is not None:
            found[-1] = replace(earlier, quantity=replace(earlier.quantity, after=earlier.quantity.value))
        found.append(reading if quantity is reading.quantity else replace(reading, quantity=quantity))
    return found


def ends(item: Amount | Pair) -> tuple[Amount, Amount]:
    """Returns the two amounts of a pair, or one amount twice."""
    return (item.left, item.right) if isinstance(item, Pair) else (item, item)


def _linked(lexemes: Lexemes, earlier: Reading | None, begin: int, quantity: Quantity) -> Quantity:
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
    if earlier is None or not 0 <= at - ends(earlier.item)[1].end <= LONGEST_LINK:
        return quantity
    known = earlier.quantity
    if link == "to" and known.trend and known.after is None:
        shared = None if known.period and CHANGE_OVER.fullmatch(known.period.text) else known.period
        return replace(quantity, after=quantity.value, of=quantity.of or known.of, period=quantity.period or shared)
    moved = known.after is not None or lexemes.lowers[at - 1] in ("up", "down")
    if link == "from" and moved and known.value is not None and known.unit == quantity.unit:
        return replace(quantity, before=quantity.value, of=quantity.of or known.of)
    return quantity


def _inherited(lexemes: Lexemes, earlier: Reading, reading: Reading) -> Quantity:
    """More than 100 km (60 miles), lost 190 points, or 0.6%: the same amount again keeps comparator and trend."""
    known, quantity = earlier.quantity, reading.quantity
    first = ends(reading.item)[0].first
    gap = tuple(lexemes.lowers[ends(earlier.item)[1].end : first])
    by_the_same = lexemes.lowers[first - 1] == "by" and quantity.kind == known.kind
    if quantity.trend is None and (gap in AGAIN or gap in OR_ELSE or by_the_same):
        quantity = replace(quantity, trend=known.trend)
    if gap in AGAIN:
        mark = known.comparator if quantity.comparator == "=" else quantity.comparator
        quantity = replace(quantity, comparator=mark, period=known.period or quantity.period)
    if gap in OR_ELSE and not (quantity.period and quantity.period.start >= quantity.end):
        quantity = replace(quantity, period=known.period)
    return quantity


def _quantity(text: str, lexemes: Lexemes, item: Amount | Pair, spans: list[Span], next_start: int) -> Reading:
    """Returns the quantity that an amount or a pair makes; ``next_start`` is where the next one begins."""
    left, right = ends(item)
    mark, begin = comparator(lexemes, left.first, right.end, right.numeral.last)
    if right.kind == "duration" and _is_span_of_time(lexemes, begin):
        mark = "="
    direction, verb = _direction(lexemes, item, begin)
    found = Quantity(
        left.start,
        right.stop,
        text[left.start : right.stop],
        cast("QuantityKind", right.kind),
        unit=right.unit,
        precision=float(max(left.precision, right.precision)),
        comparator=cast("Comparator", mark),
        trend=cast("Trend | None", direction),
        of=measured(text, lexemes, right if right.noun else left, begin, verb),
        period=_period(lexemes, spans, left.start, right.stop, next_start, right.kind),
        **_values(item),
    )
    is_statistic, rule = decide_statistic(lexemes, left, found)
    return Reading(found if is_statistic else replace(found, evidence=False), item, begin, rule)


def _period(lexemes: Lexemes, spans: list[Span], start: int, stop: int, next_start: int, kind: str) -> Span | None:
    """Returns the period of a number: what the rules say, where that is likely enough, else another one near it."""
    if not spans:
        return None
    said = period_of(lexemes, spans, start, stop, next_start)
    return choose_period(lexemes, spans, start, stop, kind, said)


def _direction(lexemes: Lexemes, item: Amount | Pair, begin: int) -> tuple[str | None, int]:
    """Returns up or down where the quantity rises or falls, and the verb that says so, or -1."""
    if isinstance(item, Pair) and item.change:
        return "up" if item.right.low > item.left.low else "down", verb_of_change(lexemes, item.left.first - 1)
    left = ends(item)[0]
    moved = trend_of_word(lexemes.lowers[left.first]) if left.kind == "multiple" else None
    return (moved, left.first) if moved else trend(lexemes, begin)


def _is_span_of_time(lexemes: Lexemes, begin: int) -> bool:
    """$60 million OVER five years is during them; unemployed FOR OVER two years is longer."""
    return lexemes.lowers[begin] == "over" and lexemes.lowers[begin - 1] not in listed("before long over")


def _values(item: Amount | Pair) -> dict[str, Any]:
    """Returns the value, or low and high, or before and after."""
    if isinstance(item, Pair):
        first, last = float(item.left.low), float(item.right.high or item.right.low)
        return {"before": first, "after": last} if item.change else {"low": min(first, last), "high": max(first, last)}
    return {"value": float(item.low)} if item.high is None else {"low": float(item.low), "high": float(item.high)}

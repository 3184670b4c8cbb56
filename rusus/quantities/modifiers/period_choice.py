"""Which period of its sentence a number has: a log-linear model that knows what the rules of ``periods`` say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import repeat
from math import exp

from rusus.model import Span
from rusus.quantities.lexer import Lexemes
from rusus.quantities.modifiers.periods import FRONTED
from rusus.quantities.word_lists import listed, nouns
from rusus.resources import read_weights

WEIGHTS = "period_weights.tsv"

LEAST = 0.5
"""Probability under which no period is given. Of 435 labelled numbers in sentences with periods the rules alone are
right for 71 percent and 29 of 100 given are wrong; with this bar 72 and 26 in folds, with 0.6 70 and 24, but then plain
sentences lose theirs. In the labelled dev halves it took those given wrongly from 9.8 to 7.9 percent."""

MOST_PERIODS = 4
"""Periods of a sentence that are looked at for each number, so that the cost of a list of dates stays linear."""


def choose_period(
    lexemes: Lexemes, spans: Sequence[Span], start: int, stop: int, kind: str, chosen: Span | None
) -> Span | None:
    """Returns the period that the number ``text[start:stop]`` most likely has, None where no one is likely enough.

    ``spans`` are the periods of the sentence, ``chosen`` is what the rules say.
    """
    weights = read_weights(WEIGHTS)
    best, found = 0.0, None
    for span, features in period_options(lexemes, spans, start, stop, kind, chosen):
        probability = 1 / (1 + exp(-sum(map(weights.get, features, repeat(0.0)))))
        if probability > best:
            best, found = probability, span
    return found if best >= LEAST else None


def period_options(
    lexemes: Lexemes, spans: Sequence[Span], start: int, stop: int, kind: str, chosen: Span | None
) -> Iterator[tuple[Span, list[str]]]:
    """Yields the periods that are looked at, those near a number, each with its features."""
    near = bisect_left(spans, start, key=lambda span: span.start)
    begin = max(0, near - MOST_PERIODS // 2)
    for span in spans[begin : begin + MOST_PERIODS]:
        if span.end <= start or span.start >= stop:
            yield span, period_features(lexemes, span, start, stop, kind, span is chosen)


def period_features(lexemes: Lexemes, span: Span, start: int, stop: int, kind: str, chosen: bool) -> list[str]:
    """Returns what speaks for a period being that of a number; ``chosen`` is true of the one that the rules give."""
    first, last = bisect_left(lexemes.starts, start), bisect_left(lexemes.starts, stop)
    here = bisect_left(lexemes.starts, span.start)
    behind = bisect_left(lexemes.starts, span.end)
    is_after = span.start >= stop
    between = lexemes.lowers[last:here] if is_after else lexemes.lowers[behind:first]
    side = "A" if is_after else "F" if here <= FRONTED else "B"
    says = "rule" if chosen else "other"
    named = _class_of_period(lexemes.lowers[here], lexemes.lowers[min(here + 1, behind - 1)])
    stands = _stands(lexemes, first, last)
    parts = listed("between a number and a period of another clause")
    clause = not parts.isdisjoint(between) or not listed("verbs of reporting").isdisjoint(between)
    return [
        says,
        f"{says} {side}",
        f"{says} {side} {_bucket(len(between))}",
        f"{says} {side} commas {min(between.count(','), 2)}",
        f"{says} {side} clause {'01'[clause]}",
        f"{says} {side} {named}",
        f"{says} {kind}",
        f"{says} {kind} {side}",
        f"{says} {stands}",
        f"{says} {stands} {side}",
        f"{says} numbers {side} {min(sum(low[0].isdigit() for low in between), 2)}",
        f"{says} word {side} {_word(between, is_after)}",
        f"{says} owned {'01'[lexemes.lowers[behind] in _APOSTROPHES]} {side}",
    ]


_APOSTROPHES = frozenset("'’")


def _bucket(words: int) -> int:
    return words if words < 3 else 3 if words < 6 else 4 if words < 12 else 5 if words < 20 else 6


def _word(between: Sequence[str], is_after: bool) -> str:
    """Returns the word beside the period, where it is one that parts or ties."""
    low = (between[-1] if is_after else between[0]) if between else "-"
    return low if low in _TELLING else "."


_TELLING = frozenset("- , and as after when while with to that at from than : ( ; ’ '".split())


def _stands(lexemes: Lexemes, first: int, last: int) -> str:
    """Returns how a number stands: in a compound (a six-page letter), after a determiner (the 14 parties), or free."""
    if lexemes.words[last] in ("-", "‐", "‑") and lexemes.glued(last):
        return "compound"
    low = lexemes.lowers[first - 1] if first else ""
    return "determined" if low in nouns("determiners") or low == "s" else "free"


def _class_of_period(low: str, second: str) -> str:
    """Returns what kind of period its first words tell: in, since, last, a weekday, a month, a number."""
    for word in (low, second):
        if word.endswith("day") and word not in ("day", "holiday"):
            return f"{low if word is second else ''} day"
    if low in listed("months"):
        return "month"
    if low[:1].isdigit():
        return "year"
    return f"{low} {'month' if second in listed('months') else 'year' if second[:1].isdigit() else ''}"

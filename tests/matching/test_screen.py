"""Screening: what it leaves out is never a match, and it leaves out most of what is none."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest
from conftest import rows

import rusus
from rusus.matching.find import ask, likeness
from rusus.matching.screen import may_match, sketch
from rusus.similarity.bounds import event_outline, outline, same_event_at_most, similarity_at_most
from rusus.similarity.same_event import same_event
from rusus.similarity.score import profile, similarity
from rusus.similarity.statements import Statement, statements

SETS = ("matching_verdicts.jsonl", "matching_own.jsonl", "matching_blind.jsonl", "matching_third.jsonl")


@cache
def passages(name: str) -> list[tuple[list[Statement], list[Statement]]]:
    sides = ([rusus.extract(row[side]) for side in ("ours", "theirs")] for row in rows(name))
    return [(list(statements(ours)), list(statements(theirs))) for ours, theirs in sides]


def pairs(name: str) -> Iterator[tuple[Statement, Statement]]:
    """Each sentence of a passage with each of the other one."""
    return ((one, two) for ours, theirs in passages(name) for one in ours for two in theirs)


def strangers(name: str) -> Iterator[tuple[Statement, Statement]]:
    """The first sentences of different passages."""
    return combinations([ours[0] for ours, _ in passages(name)], 2)


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.9])
@pytest.mark.parametrize("name", SETS)
def test_what_is_left_out_does_not_match(name: str, threshold: float) -> None:
    kept = matched = 0
    every = [*pairs(name), *strangers(name)]
    for one, two in every:
        scores = [likeness(ask(a), b, lambda b=b: b, threshold) for a, b in ((one, two), (two, one))]  # type: ignore[misc]
        screened = may_match(sketch(one), sketch(two), threshold)
        assert screened == may_match(sketch(two), sketch(one), threshold)
        assert screened or max(scores) < threshold, (one.text, two.text)
        kept, matched = kept + screened, matched + (max(scores) >= threshold)
    assert 0 < matched <= kept < matched + 0.1 * len(every)


def test_at_a_threshold_of_nothing_everything_matches() -> None:
    one, two = (sketch(next(statements(rusus.extract(text)))) for text in ("It rained in Leeds.", "Taxes rose."))
    assert may_match(one, two, 0.0) and not may_match(one, two, 0.01)


@pytest.mark.parametrize("name", SETS)
def test_bounds_are_no_less_than_what_they_bound(name: str) -> None:
    near = 0
    for one, two in ((a.text, b.text) for a, b in (*pairs(name), *strangers(name))):
        mine, other, event, other_event = outline(one), outline(two), event_outline(one), event_outline(two)
        found = same_event(one, two), max(similarity(profile(a), profile(b)) for a, b in ((one, two), (two, one)))
        most = same_event_at_most(mine, other, event, other_event), similarity_at_most(mine, other)
        assert most[0] >= found[0] and most[1] >= found[1], (one, two)
        near += most[1] - found[1] < 0.1
    assert near > 100


def test_a_sketch_is_the_same_after_a_journey() -> None:
    (statement,) = statements(rusus.extract('He said: "We will rebuild the bridge by spring, whatever it costs."'))
    told = sketch(statement)
    assert pickle.loads(pickle.dumps(told)) == told
    assert (told.quotes, told.full, told.size) == (True, None, len(statement.text))
    assert told.said is not None and told.said.weights.keys() < told.whole.weights.keys()
    assert told.sourceless is not None and told.sourceless.weights == told.whole.weights


def test_grams_that_share_a_place_are_counted() -> None:
    long = outline(" ".join(f"word{number}" for number in range(400)))
    assert long.grams == len(profile(" ".join(f"word{number}" for number in range(400))).grams)
    assert 0 < long.hidden == long.grams - long.bits.bit_count()

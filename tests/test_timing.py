"""The check of linear time can fail: it notices what is quadratic, and a pattern that never ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from timing import assert_linear, cpu_limit

pytestmark = pytest.mark.slow


def steps(number: int) -> None:
    for _ in range(number):
        pass


def test_linear_work_passes() -> None:
    assert_linear(lambda size: lambda: steps(size * 4_000), (1_000, 4_000))


def test_work_with_a_fixed_cost_passes() -> None:
    assert_linear(lambda size: lambda: steps(5_000_000 + size * 2_000), (1_000, 4_000))


def test_quadratic_work_fails() -> None:
    with pytest.raises(AssertionError, match="size 6000 takes .* more than 2.0 times as much"):
        assert_linear(lambda size: lambda: steps(size * size), (1_500, 6_000))


def test_a_disturbed_run_is_measured_again() -> None:
    """The first run of the large size takes ten times as long, as on a machine that does other things."""
    runs = count()

    def make(size: int) -> Callable[[], None]:
        return lambda: steps(size * 4_000 * (10 if size == 4_000 and next(runs) == 0 else 1))

    assert_linear(make, (1_000, 4_000))
    assert next(runs) == 2


def test_what_is_prepared_costs_nothing() -> None:
    def make(size: int) -> Callable[[], Iterator[int]]:
        steps(size * size // 10)
        return lambda: iter(range(size))

    assert_linear(make, (1_000, 4_000))


def test_a_pattern_without_an_end_is_given_up() -> None:
    with pytest.raises(AssertionError, match="no end after 0.2 s"), cpu_limit(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")

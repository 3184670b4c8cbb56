"""Cost grows with the length of a text and no faster: one check for all tests that say so, and a limit on CPU time.

CPU time and not the clock, because other processes share the machine; the least of several runs, because what
disturbs a run only ever makes it longer; a ratio and not seconds, because machines differ.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

TRIES = 5
"""How often both sizes are measured before a ratio counts as too large."""
QUICK = 0.1
"""CPU seconds below which the larger size is quick enough, whatever the ratio."""
LIMIT = 30.0
"""CPU seconds after which a measurement is given up: what is quadratic or worse fails, and does not hang."""

Work = Callable[[], object]


def assert_linear(make: Callable[[int], Work], sizes: tuple[int, int]) -> None:
    """Fails if the cost of ``make(size)()`` grows faster than ``size``.

    ``make`` prepares the work of a size, which is not measured; the work is. ``sizes`` are a small and a large one, n
    times as large. The small work is run n times: if cost is linear, that takes as long as the large work once, and
    if it is quadratic, an nth of it. The line is drawn between the two, at the root of n. Choose sizes at which
    quadratic work would take more than ``QUICK``.
    """
    small, large = sizes
    times = large // small
    once, often = make(large), repeated(make(small), times)
    most = times**0.5
    long = short = float("inf")
    for _ in range(TRIES):
        long, short = min(long, cpu_seconds(once)), min(short, cpu_seconds(often))
        if long < QUICK or long < most * short:
            return
    raise AssertionError(
        f"size {large} takes {long:.3f} s of CPU time, {times} times size {small} take {short:.3f} s together; "
        f"that is more than {most:.1f} times as much"
    )


def repeated(work: Work, times: int) -> Work:
    """The work, done several times."""

    def work_again() -> None:
        for _ in range(times):
            work()

    return work_again


def cpu_seconds(work: Work) -> float:
    """The CPU seconds that some work takes, collections of garbage left out."""
    gc.collect()
    gc.disable()
    try:
        with cpu_limit(LIMIT):
            began = time.process_time()
            work()
            return time.process_time() - began
    finally:
        gc.enable()


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Ends the block with an AssertionError after so many seconds of CPU time, even inside a regular expression."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"no end after {seconds:g} s of CPU time")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

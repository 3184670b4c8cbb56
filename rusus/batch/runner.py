"""Batches: many files through the pipeline, in order, one failure never costing the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from rusus.batch.outcomes import Item, Outcome, Source, known_outcome


def run(items: Iterable[Item], work: Callable[[Source], Outcome], jobs: int = 1) -> Iterator[Outcome]:
    """Yields what becomes of each file or article, in the order of the input, whatever the number of processes.

    What has failed already, and outcomes that are known, are passed on in their place.
    """
    if jobs > 1:
        # Worker processes cost 20 ms of imports, which one article does without.
        from rusus.batch.parallel import run_parallel

        yield from run_parallel(items, work, jobs)
        return
    for item in items:
        yield known_outcome(item) or work(cast(Source, item))


def processes(jobs: int) -> int:
    """Returns the number of processes that ``jobs`` means, 0 being one a core.

    Where they will be forked, everything is loaded that they can share.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs > 1:
        import multiprocessing

        from rusus.pipeline import extract

        if multiprocessing.get_start_method() == "fork":
            extract('Sales of Acme Co. They rose 5 percent, Mr. Smith said. "It is good for us," he said.')
    return jobs

"""Parallel: a batch over several processes, in order; a crashed one costs its file, not the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import cast

from rusus.batch.outcomes import Item, Outcome, Source, catch_errors, known_outcome, name_of
from rusus.reading.files import STANDARD_INPUT

_AHEAD = 4
"""Files handed out per worker before the oldest result is awaited: enough to keep all busy; chosen by hand."""


def run_parallel(items: Iterable[Item], work: Callable[[Source], Outcome], jobs: int) -> Iterator[Outcome]:
    """Yields what becomes of each item, in the order of the input, as ``batch.run`` does with one process."""
    source = iter(items)
    waiting: deque[tuple[Item, Future[Outcome]]] = deque()
    while True:
        with _workers(jobs) as pool:
            while True:
                for item in islice(source, jobs * _AHEAD - len(waiting)):
                    waiting.append((item, _submit(pool, item, work)))
                if not waiting:
                    return
                item, future = waiting.popleft()
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    waiting.appendleft((item, future))
                    break
                yield outcome
        yield from _run_singly(waiting, work)
        waiting.clear()


def _submit(pool: ProcessPoolExecutor, item: Item, work: Callable[[Source], Outcome]) -> Future[Outcome]:
    done: Future[Outcome] = Future()
    known = known_outcome(item)
    if known is not None:
        done.set_result(known)
    elif item == STANDARD_INPUT:
        # Standard input belongs to this process.
        done.set_result(work(item))
    else:
        try:
            return pool.submit(_work_in_worker, work, cast(Source, item))
        except BrokenProcessPool as error:
            done.set_exception(error)
    return done


def _work_in_worker(work: Callable[[Source], Outcome], source: Source) -> Outcome:
    return catch_errors(source, lambda: work(source))


def _run_singly(
    stranded: Iterable[tuple[Item, Future[Outcome]]], work: Callable[[Source], Outcome]
) -> Iterator[Outcome]:
    """Runs each file that a crashed worker left undone in a process of its own, to find the one that crashes it."""
    for item, future in stranded:
        if future.exception() is None:
            yield future.result()
            continue
        source = cast(Source, item)
        with _workers(1) as pool:
            try:
                outcome = pool.submit(_work_in_worker, work, source).result()
            except BrokenProcessPool:
                name = name_of(source)
                outcome = Outcome(name, error=f"{name}: the process that read it died; try it alone, with more memory")
        yield outcome


@contextmanager
def _workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Gives a pool of processes that end at once with the block, also by an error or Ctrl-C."""
    pool = ProcessPoolExecutor(jobs, initializer=_begin_worker)
    try:
        yield pool
    finally:
        # No public name leads to a pool's processes before Python 3.14; all children would be those of the caller, too.
        ours = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in ours:
            process.terminate()


def _begin_worker() -> None:
    """Leaves Ctrl-C to the parent, which ends its workers, and ends with a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""Batches: many files through the pipeline, in order, one failure never costing the rest."""
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
from dataclasses import dataclass
from itertools import islice
from typing import cast

from rusus.errors import ReadingError, RususError
from rusus.model import Document
from rusus.reading import STANDARD_INPUT, Article
from rusus.records import Record

_AHEAD = 4
"""Files handed out per worker before the oldest result is awaited: enough to keep all busy, few enough to stay small."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the number of its records with their text, or the records, or the document; or the error.

    ``skipped`` says that an earlier run had done it, ``written`` what an output folder holds of it.
    """

    name: str
    count: int = 0
    text: str = ""
    records: tuple[Record, ...] = ()
    document: Document | None = None
    note: str | None = None
    error: str | None = None
    skipped: bool = False
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A file in an output folder: its path there, the hash of all that it was made from, and that of its content."""

    output: str
    made_from: str
    content: str


Source = str | Article
"""What is to be analysed: a path, ``-``, or an article of a corpus."""

Item = str | Article | ReadingError | Outcome
"""A Source, or what is known of one already."""


@dataclass(slots=True)
class Report:
    """Counts what became of the files, and owns the exit code (as black's Report does)."""

    done: int = 0
    empty: int = 0
    failed: int = 0
    records: int = 0
    skipped: int = 0

    def add(self, outcome: Outcome) -> None:
        """Counts one outcome."""
        if outcome.error is not None:
            self.failed += 1
            return
        self.done += 1
        self.skipped += outcome.skipped
        self.records += outcome.count
        self.empty += outcome.count == 0

    def exit_code(self, fail_empty: bool = False) -> int:
        """0 when everything was read, 1 when some input failed or, with ``fail_empty``, nothing was found."""
        return 1 if self.failed or (fail_empty and not self.records) else 0

    def summary(self) -> str:
        """Returns the counts as a line for people."""
        files = f"{self.done} file{'' if self.done == 1 else 's'} done"
        before = f" ({self.skipped} of them before)" if self.skipped else ""
        return f"{files}{before}, {self.empty} empty, {self.failed} failed, {self.records} records"


def guarded(source: Source, work: Callable[[], Outcome]) -> Outcome:
    """Returns what ``work`` returns, or an Outcome that says what went wrong: one bad file must not end a batch."""
    try:
        return work()
    except RususError as error:
        return Outcome(name_of(source), error=str(error))
    except Exception as error:
        return _internal_error(source, error)


def name_of(source: Source) -> str:
    """Returns what the records call a file or an article."""
    return source.name if isinstance(source, Article) else source


def run(items: Iterable[Item], work: Callable[[Source], Outcome], jobs: int = 1) -> Iterator[Outcome]:
    """Yields what becomes of each file or article, in the order of the input, whatever the number of processes.

    What has failed already, and outcomes that are known, are passed on in their place.
    """
    if jobs > 1:
        yield from _run_parallel(items, work, jobs)
        return
    for item in items:
        yield _known(item) or work(cast(Source, item))


def _known(item: Item) -> Outcome | None:
    if isinstance(item, ReadingError):
        return Outcome("", error=str(item))
    return item if isinstance(item, Outcome) else None


def _run_parallel(items: Iterable[Item], work: Callable[[Source], Outcome], jobs: int) -> Iterator[Outcome]:
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
    known = _known(item)
    if known is not None:
        done.set_result(known)
    elif item == STANDARD_INPUT:
        # Standard input belongs to this process.
        done.set_result(work(item))
    else:
        try:
            return pool.submit(_settle, work, cast(Source, item))
        except BrokenProcessPool as error:
            done.set_exception(error)
    return done


def _settle(work: Callable[[Source], Outcome], source: Source) -> Outcome:
    return guarded(source, lambda: work(source))


def _run_singly(
    stranded: Iterable[tuple[Item, Future[Outcome]]], work: Callable[[Source], Outcome]
) -> Iterator[Outcome]:
    """Runs the files that a crashed worker left undone each in a process of its own, to find the one that crashes it."""
    for item, future in stranded:
        if future.exception() is None:
            yield future.result()
            continue
        source = cast(Source, item)
        with _workers(1) as pool:
            try:
                outcome = pool.submit(_settle, work, source).result()
            except BrokenProcessPool:
                name = name_of(source)
                outcome = Outcome(name, error=f"{name}: the process that read it died; try it alone, with more memory")
        yield outcome


def _internal_error(source: Source, error: Exception) -> Outcome:
    name = name_of(source)
    return Outcome(name, error=f"{name}: internal error ({type(error).__name__}: {error}); please report it")


@contextmanager
def _workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Gives a pool of processes that end at once with the block, also by an error or Ctrl-C."""
    pool = ProcessPoolExecutor(jobs, initializer=_begin_worker)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _begin_worker() -> None:
    """Leaves Ctrl-C to the parent, which ends its workers, and sees to it that none outlives a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

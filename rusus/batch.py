"""Batches: many files through the pipeline, in order, one failure never costing the rest."""
from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from rusus.errors import ReadingError, RususError
from rusus.model import Document
from rusus.reading import STANDARD_INPUT
from rusus.records import Record

_AHEAD = 4
"""Files handed out per worker before the oldest result is awaited: enough to keep all busy, few enough to stay small."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the number of its records with their text, or the records, or the document; or the error."""

    name: str
    count: int = 0
    text: str = ""
    records: tuple[Record, ...] = ()
    document: Document | None = None
    note: str | None = None
    error: str | None = None


@dataclass(slots=True)
class Report:
    """Counts what became of the files, and owns the exit code (as black's Report does)."""

    done: int = 0
    empty: int = 0
    failed: int = 0
    records: int = 0

    def add(self, outcome: Outcome) -> None:
        """Counts one outcome."""
        if outcome.error is not None:
            self.failed += 1
            return
        self.done += 1
        self.records += outcome.count
        self.empty += outcome.count == 0

    def exit_code(self, fail_empty: bool = False) -> int:
        """0 when everything was read, 1 when some input failed or, with ``fail_empty``, nothing was found."""
        return 1 if self.failed or (fail_empty and not self.records) else 0

    def summary(self) -> str:
        """Returns the counts as a line for people."""
        files = f"{self.done} file{'' if self.done == 1 else 's'} done"
        return f"{files}, {self.empty} empty, {self.failed} failed, {self.records} records"


def guarded(path: str, work: Callable[[], Outcome]) -> Outcome:
    """Returns what ``work`` returns, or an Outcome that says what went wrong: one bad file must not end a batch."""
    try:
        return work()
    except RususError as error:
        return Outcome(path, error=str(error))
    except Exception as error:
        return Outcome(path, error=f"{path}: internal error ({type(error).__name__}: {error}); please report it")


def run(
    files: Iterable[str | ReadingError], work: Callable[[str], Outcome], jobs: int = 1
) -> Iterator[Outcome]:
    """Yields what becomes of each file, in the order of the files, whatever the number of processes."""
    if jobs == 1:
        for file in files:
            yield Outcome("", error=str(file)) if isinstance(file, ReadingError) else work(file)
        return
    yield from _run_parallel(files, work, jobs)


def _run_parallel(
    files: Iterable[str | ReadingError], work: Callable[[str], Outcome], jobs: int
) -> Iterator[Outcome]:
    waiting: deque[tuple[str, Future[Outcome]]] = deque()
    source = iter(files)
    pool = _pool(jobs)
    try:
        while True:
            for file in source:
                waiting.append(_submit(pool, file, work))
                if len(waiting) >= jobs * _AHEAD:
                    break
            if not waiting:
                return
            path, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown()
                yield from _run_singly([(path, future), *waiting], work)
                waiting.clear()
                pool = _pool(jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _submit(
    pool: ProcessPoolExecutor, file: str | ReadingError, work: Callable[[str], Outcome]
) -> tuple[str, Future[Outcome]]:
    if not isinstance(file, ReadingError) and file != STANDARD_INPUT:
        return file, pool.submit(work, file)
    # Standard input belongs to this process; what failed already needs no worker.
    done: Future[Outcome] = Future()
    done.set_result(Outcome("", error=str(file)) if isinstance(file, ReadingError) else work(file))
    return str(file), done


def _run_singly(
    stranded: Iterable[tuple[str, Future[Outcome]]], work: Callable[[str], Outcome]
) -> Iterator[Outcome]:
    """Runs the files that a crashed worker left undone each in a process of its own, to find the one that crashes it."""
    for path, future in stranded:
        if future.exception() is None:
            yield future.result()
            continue
        with _pool(1) as pool:
            try:
                yield pool.submit(work, path).result()
            except BrokenProcessPool:
                yield Outcome(path, error=f"{path}: the process that read it died; try it alone, with more memory")


def _pool(jobs: int) -> ProcessPoolExecutor:
    # The workers leave Ctrl-C to the parent, which ends them.
    return ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))

"""Parallel: a batch over several processes, in order; a crashed one costs its file, not the run.

Each worker has a pipe of its own and one file at a time, so that a worker that dies takes nothing with it but that
file. The queues of concurrent.futures are shared: a process ended within a long answer left a program that never ended
(and up to Python 3.11.4 also one ended while a text of more than 64 kB was on its way to it).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import cast

from rusus.batch.outcomes import Item, Outcome, Source, catch_errors, known_outcome, name_of
from rusus.reading.files import STANDARD_INPUT

_AHEAD = 4
"""Files known per worker before the oldest result is awaited: enough to keep all busy; chosen by hand."""

_TRIES = 2
"""How often a file is begun: the first process may have been ended for the memory that another one took."""


def run_parallel(items: Iterable[Item], work: Callable[[Source], Outcome], jobs: int) -> Iterator[Outcome]:
    """Yields what becomes of each item, in the order of the input, as ``batch.run`` does with one process."""
    tasks = (_Task(item, _outcome_here(item, work)) for item in items)
    waiting: deque[_Task] = deque()
    with _Workers(work, jobs) as workers:
        while True:
            for task in islice(tasks, jobs * _AHEAD - len(waiting)):
                waiting.append(task)
                workers.add(task)
            if not waiting:
                return
            yield workers.finish(waiting.popleft())


@dataclass(slots=True)
class _Task:
    """An item of the batch, what became of it, and how many workers died with it."""

    item: Item
    outcome: Outcome | None = None
    deaths: int = 0


def _outcome_here(item: Item, work: Callable[[Source], Outcome]) -> Outcome | None:
    """Returns what is known of an item, or what is made in this process, to which standard input belongs."""
    if item == STANDARD_INPUT:
        return catch_errors(STANDARD_INPUT, partial(work, STANDARD_INPUT))
    return known_outcome(item)


class _Workers:
    """Processes that do tasks, one each at a time; they end at once with the block, also by an error or Ctrl-C."""

    def __init__(self, work: Callable[[Source], Outcome], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._undone: deque[_Task] = deque()
        self._processes: dict[Connection, BaseProcess] = {}
        self._busy: dict[Connection, _Task] = {}

    def __enter__(self) -> _Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pipe in list(self._processes):
            self._end(pipe)

    def add(self, task: _Task) -> None:
        """Takes a task, to be done as soon as a process is free."""
        if task.outcome is None:
            self._undone.append(task)

    def finish(self, task: _Task) -> Outcome:
        """Returns the outcome of a task, awaited if need be, and leaves no process without work."""
        while task.outcome is None:
            self._hand_out()
            for pipe in wait(list(self._busy)):
                self._take(cast(Connection, pipe))
        for pipe in wait(list(self._busy), 0):
            self._take(cast(Connection, pipe))
        self._hand_out()
        return task.outcome

    def _hand_out(self) -> None:
        idle = [pipe for pipe in self._processes if pipe not in self._busy]
        while self._undone and (idle or len(self._processes) < self._jobs):
            pipe = idle.pop() if idle else self._begin()
            self._busy[pipe] = task = self._undone.popleft()
            # One that has died meanwhile is noticed when its answer is awaited.
            with suppress(OSError):
                pipe.send(task.item)

    def _take(self, pipe: Connection) -> None:
        task = self._busy.pop(pipe)
        try:
            task.outcome = pipe.recv()
        except (EOFError, OSError):
            self._end(pipe)
            task.deaths += 1
            if task.deaths < _TRIES:
                self._undone.appendleft(task)
            else:
                name = name_of(cast(Source, task.item))
                error = f"{name}: the process that read it died; try it alone, with more memory"
                task.outcome = Outcome(name, error=error)

    def _begin(self) -> Connection:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        # The end of the pipe is seen only where no other process holds it.
        theirs.close()
        self._processes[ours] = process
        return ours

    def _end(self, pipe: Connection) -> None:
        process = self._processes.pop(pipe)
        process.kill()
        process.join()
        pipe.close()


def _serve(pipe: Connection, work: Callable[[Source], Outcome]) -> None:
    """Does tasks until its parent ends it, to which Ctrl-C is left, or until the parent was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        source = pipe.recv()
        pipe.send(catch_errors(source, partial(work, source)))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

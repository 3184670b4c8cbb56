"""Outcomes: what became of each file of a batch, and the report that counts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rusus.errors import ReadingError, RususError
from rusus.model import Document, Match
from rusus.output.formats import Body
from rusus.output.records import Record
from rusus.reading.articles import Article


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the number of its records and their text, the records, or the document; or the error.

    ``skipped`` is true if an earlier run had done it, ``written`` is what an output folder holds of it. What is
    matched has ``matches`` and its ``size`` in sentences, and where they are not to be grouped a record of each.
    """

    name: str
    count: int = 0
    text: Body = ""
    records: tuple[Record, ...] = ()
    document: Document | None = None
    note: str | None = None
    warning: str | None = None
    error: str | None = None
    skipped: bool = False
    matches: tuple[Match, ...] = ()
    size: int = 0
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


def catch_errors(source: Source, work: Callable[[], Outcome]) -> Outcome:
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


def known_outcome(item: Item) -> Outcome | None:
    """Returns what is known of an item without any work, or None."""
    if isinstance(item, ReadingError):
        return Outcome("", error=str(item))
    return item if isinstance(item, Outcome) else None


def _internal_error(source: Source, error: Exception) -> Outcome:
    name = name_of(source)
    return Outcome(name, error=f"{name}: internal error ({type(error).__name__}: {error}); please report it")

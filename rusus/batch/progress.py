"""What people see of a running batch: errors, notes, a progress bar and a summary, all on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import click

from rusus.batch.outcomes import Outcome, Report
from rusus.output.terminal import escape_controls


def print_error(message: str) -> None:
    """Prints a message for people on standard error, on one line whatever file names it holds."""
    click.echo(escape_controls(f"rusus: {message}").replace("\n", "\N{SYMBOL FOR LINE FEED}"), err=True)


def report_outcomes(
    outcomes: Iterable[Outcome], report: Report, verbose: bool, quiet: bool = False
) -> Iterator[Outcome]:
    """Passes on the outcomes of files that were read, counts all, and reports errors.

    Warnings are reported unless ``quiet``, notes on how files were read only if ``verbose``.
    """
    for outcome in outcomes:
        report.add(outcome)
        if outcome.error is not None:
            print_error(outcome.error)
            continue
        if outcome.warning is not None and not quiet:
            print_error(outcome.warning)
        if outcome.note is not None and verbose:
            print_error(outcome.note)
        yield outcome


def with_bar(outcomes: Iterable[Outcome], total: int | None) -> Iterator[Outcome]:
    """Passes the outcomes on while a bar shows how many of ``total`` files are done, at which rate, and the time left.

    Where ``total`` is None nobody knows how many there are, and the bar only moves.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task):  # type: ignore[no-untyped-def]
            return Text(f"{task.speed:.0f} files/s" if task.speed else "")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # The bar has a thread of its own: processes are forked before it begins, for no lock of a thread survives a fork.
    waiting = iter(outcomes)
    begun = list(islice(waiting, 1))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(chain(begun, waiting), total=total)


def bar_wanted(quiet: bool, output: str | None) -> bool:
    """True if a bar is seen and disturbs nobody: on a terminal, with no table printed on the same one."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    taken = output is None and sys.stdout is not None and sys.stdout.isatty()
    return terminal and not quiet and not taken

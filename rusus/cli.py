"""The command line: a thin skin over the library, made with Click."""
from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rusus import __version__
from rusus.errors import RususError
from rusus.terminal import harmless

if TYPE_CHECKING:
    from rusus.batch import Outcome, Report
    from rusus.formats import Style
    from rusus.reading import Selection

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("auto", "table", "json", "jsonl", "csv", "tsv")
RECORD_KINDS = ("claims", "quotes", "statistics", "match")
EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


def main() -> None:
    """Runs the command line and exits: 0 done, 1 some input failed, 2 usage, 130 interrupted."""
    if "_RUSUS_COMPLETE" in os.environ:
        commands.main(prog_name="rusus")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command and returns the exit code; every message goes to standard error."""
    from rusus.writing import ClosedPipe

    try:
        with commands.make_context("rusus", arguments) as context:
            return commands.invoke(context) or EXIT_DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    except (ClosedPipe, BrokenPipeError):
        return EXIT_DONE
    except RususError as error:
        complain(str(error))
        return EXIT_FAILED


def complain(message: str) -> None:
    """Prints a message for people on standard error."""
    click.echo(harmless(f"rusus: {message}"), err=True)


def input_options(command: Command) -> Command:
    """Adds the options that say what is read."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path()),
            click.option("--include", multiple=True, metavar="GLOB", help="In folders, read files that match (default: *.txt, *.md)."),
            click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave out files that match."),
            click.option("--files-from", metavar="FILE", help="Read the paths from FILE, one a line ('-': standard input)."),
            click.option("-0", "--null", is_flag=True, help="Paths in --files-from are separated by NUL, as find -print0 does."),
            click.option("--max-size", type=click.IntRange(min=1), default=50_000_000, show_default=True, metavar="BYTES", help="Refuse larger files."),
            click.option("-j", "--jobs", type=click.IntRange(min=0), default=1, show_default=True, help="Work in this many processes (0: one a core)."),
        )
    ):
        command = option(command)
    return command


def output_options(command: Command) -> Command:
    """Adds the options that say how and where the records are printed."""
    for option in reversed(
        (
            click.option("--format", "format_", type=click.Choice(FORMATS), default="auto", help="Default: a table on a terminal, else JSON or what -o ends in."),
            click.option("--json", "as_json", is_flag=True, help="The same as --format json: an array of records."),
            click.option("--jsonl", "as_jsonl", is_flag=True, help="The same as --format jsonl: a record a line."),
            click.option("--raw-csv", is_flag=True, help="Leave CSV cells alone that a spreadsheet would run as formulas."),
            click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears only when all is written."),
            click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary; errors stay."),
            click.option("-v", "--verbose", is_flag=True, help="Say how files were read, and a summary at the end."),
            click.option("--fail-empty", is_flag=True, help="Exit with 1 when no record is printed."),
        )
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="rusus %(version)s")
def commands() -> None:
    """Find the claims, quotes and statistics of news articles, offline.

    PATHS are files, folders (read recursively, in sorted order) and - for standard input, which is also
    read when something is piped in and nothing is named.

    \b
      rusus claims article.txt
      rusus quotes articles/ --jsonl | jq -r .speaker
      rusus match article.txt --against archive/
    """


@commands.command()
@input_options
@click.option("--all", "every", is_flag=True, help="Every sentence of every block, tagged or not.")
@click.option("--tag", "tags", multiple=True, type=click.Choice(("claim", "quote", "statistic")), help="Only sentences with this tag (repeatable: with any of them).")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Only sentences whose claim score is at least this.")
@click.option("--sort", type=click.Choice(("position", "score")), default="position", show_default=True, help="As in the articles, or the best score first.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the N records with the best scores, over all articles.")
@output_options
def claims(**options: Any) -> int:
    """Print each sentence that is a claim, a quote or a statistic, with scores and speaker."""
    return _list("claims", options)


@commands.command()
@input_options
@click.option("--all", "every", is_flag=True, help="Also what stands in headlines, captions and boilerplate.")
@output_options
def quotes(**options: Any) -> int:
    """Print each quotation, direct, indirect or mixed, with its source, speaker and cue."""
    return _list("quotes", options)


@commands.command()
@input_options
@click.option("--all", "every", is_flag=True, help="Every quantity: also small counts, ages and match scores, in any block.")
@output_options
def statistics(**options: Any) -> int:
    """Print each statistic with value, unit, range or change, and period."""
    return _list("statistics", options)


@commands.command()
@click.argument("name", type=click.Choice(RECORD_KINDS))
def schema(name: str) -> int:
    """Print the JSON Schema of a record."""
    from rusus.resources import read_text
    from rusus.writing import write

    write([read_text(f"schema-{name}.json")])
    return EXIT_DONE


def _list(kind: str, options: dict[str, Any]) -> int:
    """Runs one of the listing commands: every file to its records, printed as they come."""
    from rusus.batch import Listing, Report, list_file, run
    from rusus.formats import assemble

    style = _style(kind, options)
    listing = Listing(
        style,
        options["every"],
        options.get("tags", ()),
        options.get("min_score", 0.0),
        options.get("top"),
        options.get("sort") == "score",
        options["max_size"],
    )
    files = _files(options)
    report = Report()
    outcomes = run(files, partial(list_file, listing=listing), options["jobs"] or os.cpu_count() or 1)
    watched = _watch(outcomes, report, len(files), options)
    if listing.gathered:
        bodies: Iterable[str] = _gathered(watched, listing)
    else:
        bodies = (outcome.text for outcome in watched)
    return _finish(assemble(bodies, style), report, len(files), options)


def _gathered(outcomes: Iterable[Outcome], listing: Any) -> Iterator[str]:
    from rusus.batch import rank
    from rusus.formats import body

    records = [record for outcome in outcomes for record in outcome.records]
    yield body(rank(records, listing), listing.style)


def _finish(pieces: Iterable[str], report: Report, total: int, options: dict[str, Any]) -> int:
    """Writes the output and says how it went; returns the exit code."""
    from rusus.writing import write

    began = time.monotonic()
    write(pieces, options["output"])
    if options["verbose"] or (report.failed and total > 1 and not options["quiet"]):
        complain(f"{report.summary()}, {time.monotonic() - began:.1f} seconds")
    return report.exit_code(options["fail_empty"])


def _style(kind: str, options: dict[str, Any]) -> Style:
    """Returns the format that is meant: the one asked for, else what -o ends in, else what the reader is."""
    import shutil

    from rusus.formats import Style

    if options["as_json"] and options["as_jsonl"]:
        raise click.UsageError("--json and --jsonl contradict each other; give one of them.")
    output = options["output"]
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    format_ = "json" if options["as_json"] else "jsonl" if options["as_jsonl"] else options["format_"]
    if format_ == "auto":
        suffix = os.path.splitext(output or "")[1].lstrip(".").lower()
        format_ = suffix if suffix in FORMATS[2:] else "table" if terminal else "json"
    width = shutil.get_terminal_size((100, 24)).columns
    return Style(kind, format_, width, terminal and not os.environ.get("NO_COLOR"), options["raw_csv"], terminal)


def _files(options: dict[str, Any]) -> list[Any]:
    """Returns what is to be read, in order: paths, and the errors of paths that lead nowhere."""
    from rusus.reading import Selection, find_files, read_list

    paths = list(options["paths"])
    if options["files_from"] is not None:
        paths += read_list(options["files_from"], "\0" if options["null"] else "\n")
    elif not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise click.UsageError("Nothing to read: name a file or a folder, or pipe text in.", click.get_current_context())
        paths = ["-"]
    return list(find_files(Selection(tuple(paths), options["include"], options["exclude"])))


def _watch(outcomes: Iterable[Outcome], report: Report, total: int, options: dict[str, Any]) -> Iterator[Outcome]:
    """Passes the outcomes on, counting them, reporting errors and notes, and moving the progress bar."""
    shown = total > 1 and not options["quiet"] and sys.stderr is not None and sys.stderr.isatty()
    quiet_output = options["output"] is not None or not sys.stdout.isatty()
    for outcome in _with_progress(outcomes, total) if shown and quiet_output else outcomes:
        report.add(outcome)
        if outcome.error is not None:
            complain(outcome.error)
        elif outcome.note is not None and options["verbose"]:
            complain(outcome.note)
        if outcome.error is None:
            yield outcome


def _with_progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(outcomes, total=total)


if __name__ == "__main__":
    main()

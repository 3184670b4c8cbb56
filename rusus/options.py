"""The options that the commands share, and what they come to."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rusus.errors import ReadingError
    from rusus.formats import Style

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("auto", "table", "json", "jsonl", "csv", "tsv")


def _adder(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Returns a decorator that adds several options in the order in which the help shows them."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


input_options = _adder(
    click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path()),
    click.option("--include", multiple=True, metavar="GLOB", help="In folders, read what matches.  [default: *.txt, *.md]"),
    click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave out what matches."),
    click.option("--files-from", metavar="FILE", help="Read paths from FILE, one a line (- is standard input)."),
    click.option("-0", "--null", is_flag=True, help="Paths in --files-from end in NUL, as find -print0 writes them."),
    click.option(
        "--max-size",
        type=click.IntRange(min=1),
        default=50_000_000,
        show_default=True,
        metavar="BYTES",
        help="Refuse larger files.",
    ),
)
"""Adds the options that say what is read."""

output_options = _adder(
    click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="auto",
        help="auto: a table on a terminal, else what -o ends in, else JSON.",
    ),
    click.option("--json", "as_json", is_flag=True, help="The same as --format json: an array of records."),
    click.option("--jsonl", "as_jsonl", is_flag=True, help="The same as --format jsonl: a record a line."),
    click.option("--raw-csv", is_flag=True, help="Leave cells alone that a spreadsheet would run as formulas."),
    click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when all is written."),
    click.option("--fail-empty", is_flag=True, help="Exit with 1 when no record is printed."),
)
"""Adds the options that say how and where records are printed."""

common_options = _adder(
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=0),
        metavar="N",
        default=1,
        show_default=True,
        help="Work in N processes (0: one a core).",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary; errors stay."),
    click.option("-v", "--verbose", is_flag=True, help="Say how files were read, and how it went."),
)
"""Adds the options that say how a batch runs."""


def chosen_style(kind: str, options: dict[str, Any]) -> Style:
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


def chosen_files(options: dict[str, Any]) -> list[str | ReadingError]:
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

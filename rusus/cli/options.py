"""The options that the commands share, and what they come to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rusus.batch.outcomes import Item
    from rusus.output.formats import Style

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
    click.option(
        "--include", multiple=True, metavar="GLOB", help="In folders, read what matches.  [default: *.txt, *.md]"
    ),
    click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave out what matches."),
    click.option("--files-from", metavar="FILE", help="Read paths from FILE, one a line (- is standard input)."),
    click.option("-0", "--null", is_flag=True, help="Paths in --files-from end in NUL, as find -print0 writes them."),
    click.option("--jsonl-field", metavar="NAME", help="Read JSON Lines: each row holds an article in the field NAME."),
    click.option("--jsonl-id", metavar="NAME", help="Rows of JSON Lines have their id in the field NAME."),
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

folder_options = _adder(
    click.option("--text", is_flag=True, help="Print the article's text, in which the offsets count, and no records."),
    click.option(
        "--out-dir",
        metavar="DIR",
        help="Write a file for each article into DIR, under its own path; what is done there already is left.",
    ),
)
"""Adds the options of the commands that list what each article holds."""

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

    from rusus.output.formats import Style

    if options["as_json"] and options["as_jsonl"]:
        raise click.UsageError("--json and --jsonl contradict each other; give one of them.")
    format_ = "json" if options["as_json"] else "jsonl" if options["as_jsonl"] else options["format_"]
    if options.get("text"):
        format_ = "text"
    if options.get("out_dir") is not None:
        if options["output"] is not None:
            raise click.UsageError("-o and --out-dir contradict each other; give one of them.")
        return Style(kind, "jsonl" if format_ == "auto" else format_, raw=options["raw_csv"])
    output = options["output"]
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    if format_ == "auto":
        suffix = os.path.splitext(output or "")[1].lstrip(".").lower()
        format_ = suffix if suffix in FORMATS[2:] else "table" if terminal else "json"
    width = shutil.get_terminal_size((100, 24)).columns
    return Style(kind, format_, width, terminal and not os.environ.get("NO_COLOR"), options["raw_csv"], terminal)


def jobs_of(options: dict[str, Any]) -> int:
    """Returns the number of processes; where they will be forked, everything is loaded that they can share."""
    jobs: int = options["jobs"] or os.cpu_count() or 1
    if jobs > 1:
        import multiprocessing

        from rusus.pipeline import extract

        if multiprocessing.get_start_method() == "fork":
            extract('Sales of Acme Co. They rose 5 percent, Mr. Smith said. "It is good for us," he said.')
    return jobs


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read, in order, and how much it is; for corpora, which are streams, nobody knows before (None)."""

    items: Iterable[Item]
    total: int | None

    @property
    def many(self) -> bool:
        """Whether there is, or may be, more than one article."""
        return self.total is None or self.total > 1


def chosen_inputs(options: dict[str, Any]) -> Inputs:
    """Returns what is to be read: paths, the errors of paths that lead nowhere, and the articles of corpora."""
    from rusus.reading.corpora import Fields, read_corpora
    from rusus.reading.files import CORPUS_SUFFIXES, SUFFIXES, Selection, find_files, read_list

    field = options["jsonl_field"]
    if field is None and options["jsonl_id"] is not None:
        raise click.UsageError("--jsonl-id needs --jsonl-field, which says where the articles are.")

    paths = list(options["paths"])
    if options["files_from"] is not None:
        paths += read_list(options["files_from"], "\0" if options["null"] else "\n")
    elif not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise click.UsageError(
                "Nothing to read: name a file or a folder, or pipe text in.", click.get_current_context()
            )
        paths = ["-"]
    suffixes = SUFFIXES if field is None else CORPUS_SUFFIXES
    chosen = Selection(tuple(paths), options["include"], options["exclude"], suffixes, options.get("out_dir"))
    files = list(find_files(chosen))
    if field is None:
        return Inputs(files, len(files))
    return Inputs(read_corpora(files, Fields(field, options["jsonl_id"]), options["max_size"]), None)

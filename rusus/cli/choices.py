"""Choices: what the options come to, which is what to read, how to print it, and in how many processes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

import click

from rusus.batch.outcomes import Item
from rusus.cli.options import Options
from rusus.output.formats import Style
from rusus.output.records import LISTINGS
from rusus.reading.corpora import Fields, read_corpora
from rusus.reading.files import CORPUS_SUFFIXES, STANDARD_INPUT, SUFFIXES, Selection, find_files, read_list
from rusus.vocabulary import WITH_TEXT, OutputFormat, RecordKind


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read, in order, and how much it is; for corpora, which are streams, nobody knows before (None)."""

    items: Iterable[Item]
    total: int | None

    @property
    def many(self) -> bool:
        """True if there is, or may be, more than one article."""
        return self.total is None or self.total > 1


def chosen_inputs(options: Options) -> Inputs:
    """Returns what is to be read: paths, the errors of paths that lead nowhere, and the articles of corpora."""
    field = options.jsonl_field
    if field is None and options.jsonl_id is not None:
        raise click.UsageError("--jsonl-id needs --jsonl-field, which says where the articles are.")
    suffixes = SUFFIXES if field is None else CORPUS_SUFFIXES
    chosen = Selection(_paths(options), options.include, options.exclude, suffixes, options.out_dir)
    files = list(find_files(chosen))
    if field is None:
        return Inputs(files, len(files))
    return Inputs(read_corpora(files, Fields(field, options.jsonl_id), options.max_size), None)


def _paths(options: Options) -> tuple[str, ...]:
    """Returns the paths that were named or listed; standard input where there are none and something is piped in."""
    if options.files_from is not None:
        return (*options.paths, *read_list(options.files_from, "\0" if options.null else "\n"))
    if options.paths:
        return options.paths
    if sys.stdin is None or sys.stdin.isatty():
        advice = "Nothing to read: name a file or a folder, or pipe text in."
        raise click.UsageError(advice, click.get_current_context())
    return (STANDARD_INPUT,)


def chosen_style(kind: RecordKind, options: Options) -> Style:
    """Returns how to print records of a kind, and to what.

    The format is the one asked for, else what -o ends in, else a table on a terminal and JSON anywhere else.
    """
    if options.as_json and options.as_jsonl:
        raise click.UsageError("--json and --jsonl contradict each other; give one of them.")
    if options.output is not None and options.out_dir is not None:
        raise click.UsageError("-o and --out-dir contradict each other; give one of them.")
    asked = _asked_format(options)
    if asked in WITH_TEXT and (kind not in LISTINGS or options.top is not None or options.sort == "score"):
        raise click.UsageError(
            f"--format {asked} needs the text of one article after another: take it with claims, quotes or statistics, "
            "without --explain of quotes, --sort score and --top."
        )
    if options.out_dir is not None:
        return Style(kind, asked or "jsonl", raw=options.raw_csv)
    terminal = options.output is None and sys.stdout is not None and sys.stdout.isatty()
    format_ = asked or _format_of_file(options.output) or ("table" if terminal else "json")
    width = shutil.get_terminal_size((100, 24)).columns
    return Style(kind, format_, width, terminal and not os.environ.get("NO_COLOR"), options.raw_csv, terminal)


def _asked_format(options: Options) -> OutputFormat | None:
    if options.text:
        return "text"
    if options.as_json or options.as_jsonl:
        return "json" if options.as_json else "jsonl"
    return None if options.format_ == "auto" else cast("OutputFormat", options.format_)


def _format_of_file(output: str | None) -> OutputFormat | None:
    """Returns the format that a file's name ends in, if it is one; tables and texts have no suffix of their own."""
    suffix = os.path.splitext(output or "")[1].lstrip(".").lower()
    named = suffix in get_args(OutputFormat) and suffix not in ("table", "text", *WITH_TEXT)
    return cast("OutputFormat", suffix) if named else None


def chosen_jobs(options: Options) -> int:
    """Returns the number of processes; where they will be forked, everything is loaded that they can share."""
    jobs = options.jobs or os.cpu_count() or 1
    if jobs > 1:
        import multiprocessing

        from rusus.pipeline import extract

        if multiprocessing.get_start_method() == "fork":
            extract('Sales of Acme Co. They rose 5 percent, Mr. Smith said. "It is good for us," he said.')
    return jobs

"""Choices: what the options come to, which is what to read, how to print it, and in how many processes."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

import click

from rusus.batch.outcomes import Item
from rusus.cli.options import FORMATS, Options
from rusus.output.formats import Style
from rusus.output.records import LISTINGS
from rusus.reading.articles import readable_suffixes
from rusus.reading.corpora import Fields, read_corpora
from rusus.reading.files import CORPUS_SUFFIXES, STANDARD_INPUT, Selection, find_files, read_list
from rusus.vocabulary import WITH_TEXT, OutputFormat, RecordKind

OTHER_SUFFIXES = frozenset(
    (".parquet", ".xlsx", ".xls", ".ods", ".html", ".htm", ".xml", ".yaml", ".yml", ".pdf", ".docx", ".db", ".sqlite")
)
"""Endings of a file's name that promise what no listing is."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read, in order, and how much it is; for corpora, which are streams, nobody knows before (None)."""

    items: Iterable[Item]
    total: int | None
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """How many files of folders are not read, by suffix."""

    @property
    def many(self) -> bool:
        """True if there is, or may be, more than one article."""
        return self.total is None or self.total > 1


def chosen_inputs(options: Options) -> Inputs:
    """Returns what is to be read: paths, the errors of paths that lead nowhere, and the articles of corpora."""
    column = options.jsonl_field
    if column is None and options.jsonl_id is not None:
        raise click.UsageError("--jsonl-id needs --jsonl-field, which says where the articles are.")
    suffixes = readable_suffixes() if column is None else CORPUS_SUFFIXES
    chosen = Selection(_paths(options), options.include, options.exclude, suffixes, options.out_dir)
    passed_over: Counter[str] = Counter()
    files = list(find_files(chosen, passed_over))
    _refuse_overwriting(options, [file for file in files if isinstance(file, str)])
    if column is None:
        return Inputs(files, len(files), passed_over)
    return Inputs(read_corpora(files, Fields(column, options.jsonl_id), options.max_size), None, passed_over)


def _refuse_overwriting(options: Options, files: Sequence[str]) -> None:
    """Raises UsageError where -o is one of the files that are read, under whatever name."""
    if options.output is None or not os.path.exists(options.output):
        return
    for file in (*files, *options.against, *options.archives, options.files_from or ""):
        if os.path.isfile(file) and os.path.samefile(file, options.output):
            raise click.UsageError(f"-o {options.output} would write over {file}, which is read: name another file.")


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
    _refuse_other_suffix(options.output)
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
    color = terminal and not os.environ.get("NO_COLOR")
    return Style(
        kind, format_, width, color, options.raw_csv, terminal, options.standalone, listed=bool(options.verdicts)
    )


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


def _refuse_other_suffix(output: str | None) -> None:
    """Raises UsageError for a file whose name promises a format that no listing is printed in."""
    suffix = os.path.splitext(output or "")[1].lower()
    if suffix in OTHER_SUFFIXES:
        formats = ", ".join(FORMATS[1:])
        advice = "; rusus report writes pages" if suffix in (".html", ".htm") else ""
        raise click.UsageError(f"-o {output}: records are not written as {suffix[1:]}, but as {formats}{advice}.")


def chosen_jobs(options: Options) -> int:
    """Returns the number of processes; where they will be forked, everything is loaded that they can share."""
    jobs = options.jobs or os.cpu_count() or 1
    if jobs > 1:
        import multiprocessing

        from rusus.pipeline import extract

        if multiprocessing.get_start_method() == "fork":
            extract('Sales of Acme Co. They rose 5 percent, Mr. Smith said. "It is good for us," he said.')
    return jobs

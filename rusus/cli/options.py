"""Options: those that the commands share, and all of them as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

import click

from rusus.vocabulary import MAX_SIZE, OutputFormat, Verdict

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("auto", *(name for name in get_args(OutputFormat) if name != "text"))


def _adder(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Returns a decorator that adds several options in the order in which the help shows them."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


input_options = _adder(
    click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(readable=False)),
    click.option(
        "--include",
        multiple=True,
        metavar="GLOB",
        help="In folders, read what matches.  [default: all that can be read: *.txt, *.md, *.eml; "
        "with extras *.html, *.docx, *.pdf, *.srt, *.vtt]",
    ),
    click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave out what matches."),
    click.option("--files-from", metavar="FILE", help="Read paths from FILE, one a line (- is standard input)."),
    click.option("-0", "--null", is_flag=True, help="Paths in --files-from end in NUL, as find -print0 writes them."),
    click.option("--jsonl-field", metavar="NAME", help="Read JSON Lines: each row holds an article in the field NAME."),
    click.option("--jsonl-id", metavar="NAME", help="Rows of JSON Lines have their id in the field NAME."),
    click.option(
        "--max-size",
        type=click.IntRange(min=1),
        default=MAX_SIZE,
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


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: every option and argument of every command, under its name in Click."""

    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    files_from: str | None = None
    null: bool = False
    jsonl_field: str | None = None
    jsonl_id: str | None = None
    max_size: int = MAX_SIZE

    include_all: bool = False
    tags: tuple[str, ...] = ()
    min_score: float = 0.0
    sort: str = "position"
    top: int | None = None
    explain: bool = False
    standalone: bool = False

    format_: str = "auto"
    as_json: bool = False
    as_jsonl: bool = False
    raw_csv: bool = False
    output: str | None = None
    fail_empty: bool = False
    text: bool = False
    out_dir: str | None = None

    jobs: int = 1
    quiet: bool = False
    verbose: bool = False

    against: tuple[str, ...] = ()
    group: bool = False
    verdicts: tuple[Verdict, ...] = ()

    title: str = ""
    open_page: bool = False

    store: str = ""
    query: str = ""
    speaker: str | None = None
    unit: str | None = None
    of: str | None = None
    min_value: float | None = None
    max_value: float | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    archives: tuple[str, ...] = ()
    prune: bool = False
    force: bool = False
